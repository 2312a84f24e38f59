/* tomlscan: the words of TOML: keys, strings, numbers. */
#include "text/tomlscan.h"

#include "base/date.h"
#include "base/utf8.h"
#include "text/toml.h"

#include <string.h>

bool
tomlscan_fail(struct tomlscan *scan, size_t from, size_t to, const char *message)
{
	diag_add(scan->diags, &toml_codes[0], lines_place(&scan->lines, from, to), "%s", message);
	return false;
}

static char
byte_at(const struct tomlscan *scan, size_t at)
{
	return at < scan->text.length ? scan->text.data[at] : '\0';
}

char
tomlscan_peek(const struct tomlscan *scan)
{
	return byte_at(scan, scan->at);
}

struct str
tomlscan_shown(const struct tomlscan *scan, size_t from, size_t to)
{
	return utf8_fit(str_slice(scan->text, from, to), 60);
}

/* Space and comments. */

void
tomlscan_blanks(struct tomlscan *scan)
{
	while (tomlscan_peek(scan) == ' ' || tomlscan_peek(scan) == '\t')
		scan->at++;
}

static bool
is_line_end(const struct tomlscan *scan, size_t at)
{
	return byte_at(scan, at) == '\n' ||
	       (byte_at(scan, at) == '\r' && byte_at(scan, at + 1) == '\n');
}

static bool
is_control(char byte)
{
	return ((unsigned char)byte < 0x20 && byte != '\t') || byte == 0x7f;
}

static bool
fail_control(struct tomlscan *scan)
{
	return tomlscan_fail(scan, scan->at, scan->at + 1,
			     "expected text without control characters; in double quotes write \\u "
			     "and four digits, such as \"\\u001b\"");
}

static bool
skip_comment(struct tomlscan *scan)
{
	if (tomlscan_peek(scan) != '#')
		return true;
	while (scan->at < scan->text.length && !is_line_end(scan, scan->at)) {
		if (is_control(tomlscan_peek(scan)))
			return fail_control(scan);
		scan->at++;
	}
	return true;
}

void
tomlscan_next_line(struct tomlscan *scan)
{
	size_t length = str_find_char(str_from_offset(scan->text, scan->at), '\n');

	scan->at = length == STR_NONE ? scan->text.length : scan->at + length + 1;
}

bool
tomlscan_space(struct tomlscan *scan)
{
	for (;;) {
		tomlscan_blanks(scan);
		if (!skip_comment(scan))
			return false;
		if (!is_line_end(scan, scan->at))
			return true;
		tomlscan_next_line(scan);
	}
}

bool
tomlscan_line_end(struct tomlscan *scan)
{
	tomlscan_blanks(scan);
	if (!skip_comment(scan))
		return false;
	if (scan->at < scan->text.length && !is_line_end(scan, scan->at))
		return tomlscan_fail(scan, scan->at, scan->at + 1,
				     "expected the end of the line, or a comment such as # this");
	tomlscan_next_line(scan);
	return true;
}

/* Strings. */

struct quotes {
	char mark;
	bool is_long;    /* three marks: several lines */
	bool is_literal; /* single marks: no escapes */
};

static int
hex_digit(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	if (byte >= 'A' && byte <= 'F')
		return byte - 'A' + 10;
	return -1;
}

/* Length of "\u00e9" or "\U000000e9" at the offset, or 0. */
static size_t
read_code_point(const struct tomlscan *scan, size_t at, char ret_bytes[4], size_t *ret_length)
{
	size_t count = byte_at(scan, at + 1) == 'u' ? 4 : 8;
	uint32_t code_point = 0;

	for (size_t i = 0; i < count; i++) {
		int digit = hex_digit(byte_at(scan, at + 2 + i));

		if (digit < 0)
			return 0;
		code_point = code_point << 4 | (uint32_t)digit;
	}
	if (code_point == 0 || code_point > 0x10ffff ||
	    (code_point >= 0xd800 && code_point <= 0xdfff))
		return 0;
	utf8_encode(code_point, ret_bytes, ret_length);
	return count + 2;
}

/* Length of a "\" at the end of a line and the white space behind it, or 0. */
static size_t
read_continuation(const struct tomlscan *scan, size_t at)
{
	size_t end = at + 1;

	while (byte_at(scan, end) == ' ' || byte_at(scan, end) == '\t')
		end++;
	if (!is_line_end(scan, end))
		return 0;
	while (byte_at(scan, end) == ' ' || byte_at(scan, end) == '\t' || is_line_end(scan, end))
		end += byte_at(scan, end) == '\r' ? 2 : 1;
	return end - at;
}

/* Length of the escape at the offset and the bytes that it stands for; 0 when it is none. */
static size_t
read_escape(const struct tomlscan *scan, size_t at, char ret_bytes[4], size_t *ret_length)
{
	static const char names[] = "btnfr\"\\", meanings[] = "\b\t\n\f\r\"\\";
	char name = byte_at(scan, at + 1);
	const char *found = name ? strchr(names, name) : NULL;

	if (found) {
		ret_bytes[0] = meanings[found - names];
		*ret_length = 1;
		return 2;
	}
	if (name == 'u' || name == 'U')
		return read_code_point(scan, at, ret_bytes, ret_length);
	*ret_length = 0;
	return read_continuation(scan, at);
}

static bool
is_close(const struct tomlscan *scan, const struct quotes *quotes, size_t at)
{
	return byte_at(scan, at) == quotes->mark &&
	       (!quotes->is_long ||
		(byte_at(scan, at + 1) == quotes->mark && byte_at(scan, at + 2) == quotes->mark));
}

/* Length of the escape at `at`, which may not be the end of a line in a string of one line. */
static size_t
check_escape(struct tomlscan *scan, const struct quotes *quotes)
{
	char bytes[4];
	size_t length, size = read_escape(scan, scan->at, bytes, &length);

	if (size > 0 && (length > 0 || quotes->is_long))
		return size;
	tomlscan_fail(scan, scan->at, scan->at + 2,
		      "this escape stands for no character: expected one such as \\n, \\\" or "
		      "\\\\, or single "
		      "quotes, which leave \"\\\" alone");
	return 0;
}

static bool
fail_unclosed(struct tomlscan *scan, const struct quotes *quotes, size_t open)
{
	if (!quotes->is_long)
		return tomlscan_fail(scan, open, scan->at,
				     "this string is not closed on its line: expected one such as "
				     "\"text\", or three quotes on both sides of several lines");
	scan->at = open;
	scan->is_lost = true;
	return tomlscan_fail(scan, open, open + 3,
			     "this string is not closed: expected three quotes behind it, such as "
			     "\"\"\"text\"\"\"");
}

/* Moves to the closing quotes.  `*ret_is_plain`: the bytes between them are the text. */
static bool
find_close(struct tomlscan *scan, const struct quotes *quotes, size_t open, bool *ret_is_plain)
{
	*ret_is_plain = true;
	while (!is_close(scan, quotes, scan->at)) {
		size_t size = 1;

		if (scan->at >= scan->text.length ||
		    (!quotes->is_long && is_line_end(scan, scan->at)))
			return fail_unclosed(scan, quotes, open);
		if (tomlscan_peek(scan) == '\\' && !quotes->is_literal) {
			*ret_is_plain = false;
			size = check_escape(scan, quotes);
			if (size == 0)
				return false;
		} else if (is_line_end(scan, scan->at)) {
			*ret_is_plain = *ret_is_plain && tomlscan_peek(scan) == '\n';
			size = tomlscan_peek(scan) == '\n' ? 1 : 2;
		} else if (is_control(tomlscan_peek(scan))) {
			return fail_control(scan);
		}
		scan->at += size;
	}
	return true;
}

/* text[from..to) without escapes, and with \n for \r\n. */
static struct str
unescape(struct tomlscan *scan, const struct quotes *quotes, size_t from, size_t to)
{
	char *bytes = arena_bytes(scan->arena, to - from + 1);
	size_t count = 0;

	while (from < to) {
		char byte = scan->text.data[from];

		if (byte == '\\' && !quotes->is_literal) {
			char escaped[4];
			size_t length;

			from += read_escape(scan, from, escaped, &length);
			memcpy(bytes + count, escaped, length);
			count += length;
		} else if (is_line_end(scan, from)) {
			from += byte == '\n' ? 1 : 2;
			bytes[count++] = '\n';
		} else {
			bytes[count++] = byte;
			from++;
		}
	}
	return (struct str){ bytes, count };
}

bool
tomlscan_string(struct tomlscan *scan, struct str *ret_text)
{
	size_t open = scan->at, from;
	struct quotes quotes = { .mark = tomlscan_peek(scan) };
	bool is_plain;

	quotes.is_literal = quotes.mark == '\'';
	quotes.is_long =
		byte_at(scan, open + 1) == quotes.mark && byte_at(scan, open + 2) == quotes.mark;
	scan->at += quotes.is_long ? 3 : 1;
	if (quotes.is_long && is_line_end(scan, scan->at))
		tomlscan_next_line(scan);
	from = scan->at;
	if (!find_close(scan, &quotes, open, &is_plain))
		return false;
	/* Of up to five marks at the end the last three close. */
	for (int i = 0; i < 2 && quotes.is_long && byte_at(scan, scan->at + 3) == quotes.mark; i++)
		scan->at++;
	*ret_text = is_plain ? str_slice(scan->text, from, scan->at)
			     : unescape(scan, &quotes, from, scan->at);
	scan->at += quotes.is_long ? 3 : 1;
	return true;
}

/* Keys and bare values. */

static bool
is_key_byte(char byte)
{
	return char_is_alphanumeric(byte) || byte == '_' || byte == '-';
}

bool
tomlscan_key(struct tomlscan *scan, struct str *ret_key)
{
	size_t from = scan->at;
	char mark = tomlscan_peek(scan);

	if ((mark == '"' || mark == '\'') &&
	    !is_close(scan, &(struct quotes){ mark, true, false }, from))
		return tomlscan_string(scan, ret_key);
	while (is_key_byte(tomlscan_peek(scan)))
		scan->at++;
	*ret_key = str_slice(scan->text, from, scan->at);
	if (ret_key->length == 0)
		return tomlscan_fail(scan, from, from + 1,
				     "expected a key such as title or \"a title\"");
	return true;
}

static bool
is_byte(struct str s, size_t at, char byte)
{
	return at < s.length && s.data[at] == byte;
}

/* Length of the digits of a base at the offset, single "_" between them; 0 for none. */
static size_t
digits_length(struct str s, size_t at, int base)
{
	size_t end = at;

	while (end < s.length) {
		size_t digit = end + (end > at && s.data[end] == '_');

		if (digit >= s.length || hex_digit(s.data[digit]) < 0 ||
		    hex_digit(s.data[digit]) >= base)
			break;
		end = digit + 1;
	}
	return end - at;
}

static bool
is_integer_with_base(struct str s)
{
	int base = str_starts(s, STR("0x"))   ? 16
		   : str_starts(s, STR("0o")) ? 8
		   : str_starts(s, STR("0b")) ? 2
					      : 0;

	return base > 0 && s.length > 2 && digits_length(s, 2, base) == s.length - 2;
}

/* Moves over digits with a sign before them; false when there are none. */
static bool
skip_digits(struct str s, size_t *at, bool may_have_sign)
{
	size_t length;

	if (may_have_sign && (is_byte(s, *at, '+') || is_byte(s, *at, '-')))
		++*at;
	length = digits_length(s, *at, 10);
	*at += length;
	return length > 0;
}

static bool
is_number(struct str s)
{
	size_t at = 0;

	if (is_integer_with_base(s))
		return true;
	if (str_starts(s, STR("+")) || str_starts(s, STR("-")))
		s = str_from_offset(s, 1);
	if (str_equal(s, STR("inf")) || str_equal(s, STR("nan")))
		return true;
	if (!skip_digits(s, &at, false) || (at > 1 && s.data[0] == '0'))
		return false;
	if (is_byte(s, at, '.')) {
		at++;
		if (!skip_digits(s, &at, false))
			return false;
	}
	if (is_byte(s, at, 'e') || is_byte(s, at, 'E')) {
		at++;
		if (!skip_digits(s, &at, true))
			return false;
	}
	return at == s.length;
}

/* Two digits, less than the limit. */
static bool
is_pair(struct str s, size_t at, int limit)
{
	return at + 2 <= s.length && char_is_digit(s.data[at]) && char_is_digit(s.data[at + 1]) &&
	       (s.data[at] - '0') * 10 + s.data[at + 1] - '0' < limit;
}

/* Length of "07:32:00" or "07:32:00.5" at the beginning, or 0. */
static size_t
time_length(struct str s)
{
	size_t end = 8;

	if (!is_pair(s, 0, 24) || !is_byte(s, 2, ':') || !is_pair(s, 3, 60) ||
	    !is_byte(s, 5, ':') || !is_pair(s, 6, 60))
		return 0;
	if (!is_byte(s, end, '.'))
		return end;
	while (end + 1 < s.length && char_is_digit(s.data[end + 1]))
		end++;
	return end > 8 ? end + 1 : 0;
}

static bool
is_zone(struct str s)
{
	if (s.length == 0 || str_equal_fold(s, STR("z")))
		return true;
	return s.length == 6 && (s.data[0] == '+' || s.data[0] == '-') && is_pair(s, 1, 24) &&
	       s.data[3] == ':' && is_pair(s, 4, 60);
}

static bool
is_date_or_time(struct str s)
{
	struct date date;
	struct str time = str_from_offset(s, 11);
	size_t length = time_length(s);

	if (length > 0)
		return length == s.length;
	if (!date_parse(str_slice(s, 0, 10), &date))
		return false;
	if (s.length == 10)
		return true;
	length = time_length(time);
	return (s.data[10] == 'T' || s.data[10] == 't' || s.data[10] == ' ') && length > 0 &&
	       is_zone(str_from_offset(time, length));
}

static size_t
bare_end(const struct tomlscan *scan, size_t at)
{
	while (is_key_byte(byte_at(scan, at)) || byte_at(scan, at) == '+' ||
	       byte_at(scan, at) == '.' || byte_at(scan, at) == ':')
		at++;
	return at;
}

bool
tomlscan_bare(struct tomlscan *scan, struct str *ret_text)
{
	size_t from = scan->at, end = bare_end(scan, from);
	struct str word;

	/* "2026-03-31 07:32:00" is one value, though it has a blank. */
	if (end - from == 10 && is_date_or_time(str_slice(scan->text, from, end)) &&
	    byte_at(scan, end) == ' ' && char_is_digit(byte_at(scan, end + 1)))
		end = bare_end(scan, end + 1);
	word = str_slice(scan->text, from, end);
	if (word.length == 0)
		return tomlscan_fail(scan, from, from + 1,
				     "expected a value such as \"text\", 12, true or [1, 2]");
	if (!str_equal(word, STR("true")) && !str_equal(word, STR("false")) && !is_number(word) &&
	    !is_date_or_time(word)) {
		diag_add(scan->diags, &toml_codes[0], lines_place(&scan->lines, from, end),
			 "\"%.*s\" is not a value: expected text in quotes such as \"text\", a "
			 "number such as 12, true, false, or a date such as 2026-03-31",
			 STR_ARG(tomlscan_shown(scan, from, end)));
		return false;
	}
	scan->at = end;
	*ret_text = word;
	return true;
}
