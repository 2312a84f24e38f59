/* Names of people in a cell, a section or a YAML value. */
#include "model/reading.h"

static bool
is_handle_byte(char c)
{
	return char_is_alphanumeric(c) || c == '-' || c == '_';
}

static bool
add_handles(struct reading *reading, struct str text)
{
	bool any = false;
	for (size_t i = 0; i < text.length; i++) {
		size_t end = i + 1;
		while (end < text.length && is_handle_byte(text.data[end]))
			end++;
		bool starts = i == 0 || !is_handle_byte(text.data[i - 1]);
		if (text.data[i] != '@' || end == i + 1 || !starts)
			continue;
		reading_add(reading, str_slice(text, i, end));
		any = true;
		i = end - 1;
	}
	return any;
}

/* "![Team][] [lang][]" is the team "[lang]": badges and empty labels are not part of a name. */
static struct str
without_noise(const struct loader *loader, struct str name)
{
	const struct strs *noise = &loader->dialect->people_noise;
	name = str_trim(name);
	for (size_t i = 0; i < noise->count; i++) {
		struct str word = noise->items[i];
		bool begins = str_equal_fold(str_slice(name, 0, word.length), word);
		bool ends = name.length == word.length ||
			    (begins && !is_handle_byte(name.data[word.length]));
		if (begins && ends)
			name = str_trim(str_from_offset(name, word.length));
	}
	if (str_ends(name, STR("[]")))
		name = str_trim(str_slice(name, 0, name.length - 2));
	return name;
}

/* "[lang] [types]" are two teams although no comma parts them. */
static bool
cut_name(struct str *rest, struct str *ret_name)
{
	for (size_t i = 0; i + 2 < rest->length && rest->data[i] != ','; i++) {
		char next = rest->data[i + 2];
		bool parts = rest->data[i] == ']' && rest->data[i + 1] == ' ';
		if (parts && (next == '[' || next == '!')) {
			*ret_name = str_slice(*rest, 0, i + 1);
			*rest = str_from_offset(*rest, i + 2);
			return true;
		}
	}
	return str_cut(rest, ',', ret_name);
}

static void
read_names(struct reading *reading)
{
	struct str rest = reading->material->text, name;
	if (add_handles(reading, rest))
		return;
	while (rest = without_noise(reading->loader, rest), cut_name(&rest, &name)) {
		name = without_noise(reading->loader, name);
		if (name.length && !loader_is_placeholder(reading->loader, name))
			reading_add(reading, name);
	}
}

void
reading_people(struct reading *reading)
{
	const struct material *material = reading->material;
	if (reading_add_links(reading)) {
		add_handles(reading, material->text);
		return;
	}
	reading_each_scalar(reading, read_names);
}
