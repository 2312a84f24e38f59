/* Names of people in a cell, a section or a YAML value. */
#include "base/utf8.h"
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

/* "usernames or other information" are not two names; "ada or bob" are, and "Ada or Bob Boatswain". */
static bool
is_phrase(struct str text)
{
	struct str part;
	str_cut(&text, ',', &part);
	part = str_trim(part);
	size_t first = str_find_char(part, ' ');
	return first != STR_NONE && first > 3 && part.data[0] >= 'a' && part.data[0] <= 'z';
}

/* Length of what parts two names at `at`: a comma, a word; "[lang] [types]" are two teams, too. */
static size_t
separator_at(struct str text, size_t at)
{
	static const struct str words[] = { STR_INIT(" and "), STR_INIT(" or ") };
	struct str rest = str_from_offset(text, at);
	if (str_starts(rest, STR(",")) || str_starts(rest, STR(";")))
		return 1;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_starts(rest, words[i]) &&
		    !is_phrase(str_from_offset(rest, words[i].length)))
			return words[i].length;
	bool follows = at > 0 && text.data[at - 1] == ']';
	return follows && (str_starts(rest, STR(" [")) || str_starts(rest, STR(" !"))) ? 1 : 0;
}

/* What stands in brackets is one: "Research (students, professor)". */
static bool
cut_name(struct str *rest, struct str *ret_name)
{
	struct str text = *rest;
	int depth = 0;
	if (!text.data)
		return false;
	for (size_t i = 0; i < text.length; i++) {
		size_t length = depth > 0 ? 0 : separator_at(text, i);
		if (length) {
			*ret_name = str_slice(text, 0, i);
			*rest = str_from_offset(text, i + length);
			return true;
		}
		depth += text.data[i] == '(' || text.data[i] == '[';
		depth -= depth > 0 && (text.data[i] == ')' || text.data[i] == ']');
	}
	*ret_name = text;
	*rest = STR_EMPTY;
	return true;
}

/* "Ada (half of her time)": what is in parentheses qualifies the name. */
static struct str
cut_remark(struct str *name)
{
	size_t open = str_ends(*name, STR(")")) ? str_find_char(*name, '(') : STR_NONE;
	struct str remark = STR_EMPTY;
	if (open != STR_NONE) {
		remark = str_trim(str_slice(*name, open + 1, name->length - 1));
		*name = str_trim(str_slice(*name, 0, open));
	}
	return remark;
}

/* "?" is nobody. */
static bool
has_letter(struct str name)
{
	for (size_t at = 0; at < name.length;)
		if (utf8_is_alphanumeric(utf8_next(name, &at)))
			return true;
	return false;
}

static void
read_names(struct reading *reading)
{
	struct str rest = reading->material->text, name;
	if (add_handles(reading, rest))
		return;
	while (rest = without_noise(reading->loader, rest), cut_name(&rest, &name)) {
		name = without_noise(reading->loader, name);
		struct str remark = cut_remark(&name);
		if (has_letter(name) && !loader_is_placeholder(reading->loader, name))
			reading_add(reading, name)->note = remark;
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
