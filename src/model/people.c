/* Names of people in a cell, a section or a YAML value. */
#include "base/utf8.h"
#include "model/reading.h"

static bool
is_handle_byte(char c)
{
	return char_is_alphanumeric(c) || c == '-' || c == '_';
}

/* Of "@jörg", too, with the marks of scripts that write them by themselves. */
static bool
is_handle_character(uint32_t c)
{
	uint32_t parts[UTF8_PLAIN_MOST];
	if (c < 0x80)
		return is_handle_byte((char)c);
	return utf8_is_alphanumeric(c) || utf8_plain(c, parts) == 0;
}

/* The next handle in the text from *at on, which moves behind it: not what stands in ada@example.org. */
static bool
next_handle(struct str text, size_t *at, struct str *ret_handle)
{
	bool inside = false; /* a word that has begun */
	while (*at < text.length) {
		size_t begin = *at, end, next;
		bool is_sign = text.data[begin] == '@' && !inside;
		inside = is_handle_character(utf8_next(text, at));
		for (end = next = *at; is_sign && next < text.length; end = next)
			if (!is_handle_character(utf8_next(text, &next)))
				break;
		if (end == begin + 1 || !is_sign)
			continue;
		*ret_handle = str_slice(text, begin, end);
		*at = end;
		return true;
	}
	return false;
}

static bool
add_handles(struct reading *reading, struct str text)
{
	struct str handle;
	size_t at = 0;
	bool any = false;
	for (; next_handle(text, &at, &handle); any = true)
		reading_add(reading, handle);
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
	size_t begin = 0, end, next;
	while (begin < text.length && text.data[begin] == ' ')
		begin++;
	end = begin;
	while (end < text.length && text.data[end] != ' ' && text.data[end] != ',')
		end++;
	next = end;
	while (next < text.length && text.data[next] == ' ')
		next++;
	return next > end && next < text.length && text.data[next] != ',' && end - begin > 3 &&
	       text.data[begin] >= 'a' && text.data[begin] <= 'z';
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

/* "Ada, Grace, and Hana": the word is no part of the last name. */
static struct str
without_conjunction(struct str name)
{
	static const struct str words[] = { STR_INIT("and "), STR_INIT("or ") };
	name = str_trim(name);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_starts(name, words[i]) &&
		    !is_phrase(str_from_offset(name, words[i].length)))
			return str_from_offset(name, words[i].length);
	return name;
}

static bool
is_handle(struct str name)
{
	struct str handle;
	size_t at = 0;
	return next_handle(name, &at, &handle) && handle.length == name.length;
}

static bool
is_listed(const struct strs *words, struct str word)
{
	for (size_t i = 0; i < words->count; i++)
		if (str_equal_fold(words->items[i], word))
			return true;
	return false;
}

/* A word, or several that begin with a capital, where the script has any, but for short ones such as "van"; or
   what begins with a word that the dialect lists ("various").  What names people is no sentence about them. */
#define NAME_WORDS 5
static bool
is_name(const struct loader *loader, struct str name)
{
	struct str rest = name, word;
	size_t at = 0, count = 0;
	if (next_handle(name, &at, &word) || str_contains(name, STR(": ")))
		return false;
	while (str_cut(&rest, ' ', &word)) {
		bool is_last = rest.data == NULL;
		bool is_small = word.length && word.data[0] >= 'a' && word.data[0] <= 'z';
		if (count == 0 && (is_last || is_listed(&loader->dialect->people_words, word)))
			return true;
		if (is_small && (is_last || word.length > 3))
			return false;
		count++;
	}
	return count <= NAME_WORDS;
}

/* Of a text with links their values come first, in order; what remains is read part by part. */
struct names {
	const struct reading *reading;
	struct str rest;
	size_t link;       /* the next value whose text has not been met */
	struct str remark; /* of the part that was read last */
};

enum part {
	PART_END,
	PART_NOBODY, /* or somebody whom a link has named */
	PART_SOMEBODY,
	PART_PROSE,
};

/* The text of the next link; false: all were met. */
static bool
next_link(const struct names *names, struct str *ret_text)
{
	const struct reading *reading = names->reading;
	if (names->link == reading->values.count || !reading->values.items[names->link].url.length)
		return false;
	*ret_text = reading->values.items[names->link].text;
	return true;
}

/* Cuts the texts of links off the name: "Lang Types" were two.  False: there is another one further on. */
static bool
cut_links(struct names *names, struct str *name)
{
	struct str text;
	while (next_link(names, &text) && str_starts(*name, text)) {
		*name = str_trim(str_from_offset(*name, text.length));
		names->link++;
	}
	return !next_link(names, &text) ||
	       !(str_contains(*name, text) || str_contains(names->remark, text));
}

/* "@todo" */
static struct str
without_sign(struct str name)
{
	return str_starts(name, STR("@")) ? str_from_offset(name, 1) : name;
}

static enum part
read_part(struct names *names, struct str *ret_name)
{
	const struct loader *loader = names->reading->loader;
	struct str handle, name;
	size_t at = 0;
	names->rest = without_noise(loader, names->rest);
	if (!cut_name(&names->rest, &name))
		return PART_END;
	name = without_noise(loader, without_conjunction(name));
	names->remark = cut_remark(&name);
	size_t length = name.length;
	*ret_name = name;
	if (!cut_links(names, &name) || next_handle(names->remark, &at, &handle))
		return PART_PROSE;
	*ret_name = name;
	if (!has_letter(name) || loader_is_placeholder(loader, without_sign(name)))
		return PART_NOBODY;
	bool is_whole = name.length == length;
	return is_whole && (is_handle(name) || is_name(loader, name)) ? PART_SOMEBODY : PART_PROSE;
}

/* "@ada, hana" names two; "@ada with help from Hana" is a sentence, of which only handles are sure. */
static bool
is_list(const struct reading *reading, struct str text)
{
	struct names names = { .reading = reading, .rest = text };
	struct str name;
	enum part part;
	do
		part = read_part(&names, &name);
	while (part == PART_NOBODY || part == PART_SOMEBODY);
	return part == PART_END && !next_link(&names, &name);
}

static void
add_names(struct reading *reading, struct str text)
{
	struct names names = { .reading = reading, .rest = text };
	struct str name;
	enum part part;
	while ((part = read_part(&names, &name)) != PART_END)
		if (part != PART_NOBODY)
			reading_add(reading, name)->note = names.remark;
}

static void
read_names(struct reading *reading)
{
	struct str text = reading->material->text;
	if (is_list(reading, text) || !add_handles(reading, text))
		add_names(reading, text);
}

void
reading_people(struct reading *reading)
{
	struct str text = reading->material->text;
	if (!reading_add_links(reading))
		reading_each_scalar(reading, read_names);
	else if (is_list(reading, text))
		add_names(reading, text);
	else
		add_handles(reading, text);
}
