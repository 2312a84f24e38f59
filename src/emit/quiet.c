/* quiet: tokens at the beginnings of words; whatever is none is passed over whole, so that a text is read once. */
#include "emit/quiet.h"

#include "emit/table.h"

#define COMMIT_DIGITS 7 /* of which forges make a link */

static char
byte_at(struct str text, size_t at)
{
	return at < text.length ? text.data[at] : '\0';
}

static bool
is_name_byte(char byte)
{
	return char_is_alphanumeric(byte) || byte == '-' || byte == '_' || byte == '.';
}

/* Where the run of bytes ends that belong to a name, or to names with slashes between. */
static size_t
end_of_names(struct str text, size_t at)
{
	while (is_name_byte(byte_at(text, at)) || byte_at(text, at) == '/')
		at++;
	return at;
}

/* A full stop or slash behind a name ends the sentence. */
static size_t
trim_names(struct str text, size_t from, size_t end)
{
	while (end > from && !char_is_alphanumeric(text.data[end - 1]) && text.data[end - 1] != '_')
		end--;
	return end;
}

static size_t
end_of_digits(struct str text, size_t at)
{
	while (char_is_digit(byte_at(text, at)))
		at++;
	return at;
}

static size_t
end_of_hex(struct str text, size_t at)
{
	while (char_is_digit(byte_at(text, at)) ||
	       (byte_at(text, at) >= 'a' && byte_at(text, at) <= 'f'))
		at++;
	return at;
}

static bool
is_address(struct str text, size_t at)
{
	struct str rest = str_from_offset(text, at);

	return str_starts(rest, STR("https://")) || str_starts(rest, STR("http://"));
}

static size_t
end_of_address(struct str text, size_t at)
{
	size_t from = at;

	while (at < text.length && (unsigned char)text.data[at] > ' ' &&
	       str_find_char(STR("<>()[]|`\""), text.data[at]) == STR_NONE)
		at++;
	while (at > from && str_find_char(STR(".,;:!?"), text.data[at - 1]) != STR_NONE)
		at--;
	return at;
}

static bool
is_noted(struct str address)
{
	static const struct str parts[] = {
		STR_INIT("/issues/"),         STR_INIT("/pull/"),   STR_INIT("/discussions/"),
		STR_INIT("/merge_requests/"), STR_INIT("/commit/"),
	};

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (str_contains(address, parts[i]))
			return true;
	return false;
}

/* Where the number of an issue or the id of a commit ends, before which the names from `at` to `end` stand, none
   perhaps; 0: there is neither. */
static size_t
end_of_reference(struct str text, size_t at, size_t end)
{
	struct str names = str_slice(text, at, end);
	char sign = byte_at(text, end);

	if ((sign == '#' || sign == '!') && char_is_digit(byte_at(text, end + 1)))
		return end_of_digits(text, end + 1);
	if (sign == '@' && str_find_char(names, '/') != STR_NONE &&
	    end_of_hex(text, end + 1) > end + COMMIT_DIGITS)
		return end_of_hex(text, end + 1);
	if (str_equal_fold(str_slice(names, 0, strlen("GH-")), STR("GH-")) &&
	    char_is_digit(byte_at(text, at + strlen("GH-"))))
		return end_of_digits(text, at + strlen("GH-"));
	return 0;
}

/* What begins here, at the beginning of a word or sign, ends at the offset that is returned; whether a forge takes
   it up. */
static size_t
read_token(struct str text, size_t at, bool *ret_is_taken)
{
	size_t end = end_of_names(text, at), taken = 0;

	if (is_address(text, at)) {
		end = end_of_address(text, at);
		*ret_is_taken = is_noted(str_slice(text, at, end));
		return end;
	}
	if (text.data[at] == '@' && char_is_alphanumeric(byte_at(text, at + 1)))
		taken = trim_names(text, at, end_of_names(text, at + 1));
	else
		taken = end_of_reference(text, at, end);
	*ret_is_taken = taken > 0;
	if (taken > 0)
		return taken;
	/* ada@example.org calls nobody. */
	while (end > at && byte_at(text, end) == '@')
		end = end_of_names(text, end + 1);
	return end > at ? end : at + 1;
}

void
quiet_put_markdown(struct buf *out, struct str text)
{
	size_t from = 0, end;

	for (size_t i = 0; i < text.length; i = end) {
		bool is_taken, is_next;
		size_t next;

		end = read_token(text, i, &is_taken);
		if (!is_taken)
			continue;
		/* Two marks beside each other would be another mark. */
		while (end < text.length && (next = read_token(text, end, &is_next)) && is_next)
			end = next;
		table_put_markdown_text(out, str_slice(text, from, i));
		buf_putc(out, '`');
		buf_put(out, str_slice(text, i, end));
		buf_putc(out, '`');
		from = end;
	}
	table_put_markdown_text(out, str_from_offset(text, from));
}
