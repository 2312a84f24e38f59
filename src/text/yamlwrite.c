/*
 * Scalars for writing into YAML.  Plain only where every reader of YAML agrees, in lists and maps
 * in braces, too: what is in doubt gets double quotes.
 */
#include "text/yaml.h"

#include "base/utf8.h"

/* Plain, these are truth values or nothing at all. */
static const struct str reserved[] = {
	STR_INIT("y"),    STR_INIT("n"),     STR_INIT("yes"), STR_INIT("no"),   STR_INIT("on"),
	STR_INIT("true"), STR_INIT("false"), STR_INIT("off"), STR_INIT("null"),
};

static bool
is_reserved(struct str text)
{
	for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
		if (str_equal_fold(text, reserved[i]))
			return true;
	return false;
}

/* Can stand in YAML as it is, and is not a line break to any version of it. */
static bool
is_printable(uint32_t code_point)
{
	return (code_point >= 0x20 && code_point <= 0x7e) ||
	       (code_point >= 0xa0 && code_point < 0xd800 && code_point != 0x2028 &&
		code_point != 0x2029) ||
	       (code_point >= 0xe000 && code_point <= 0xfffd && code_point != 0xfeff) ||
	       code_point >= 0x10000;
}

static bool
may_begin_plain(struct str text)
{
	char first = text.length > 0 ? text.data[0] : '\0';

	if (first == '-')
		return text.length > 1 && char_is_digit(text.data[1]);
	return char_is_digit(first) || (first >= 'a' && first <= 'z') ||
	       (first >= 'A' && first <= 'Z') || first == '/' || first == '_' || first == '(' ||
	       (unsigned char)first >= 0x80;
}

/* ": " ends a key and " #" begins a comment; the rest of the signs count in braces. */
static bool
may_go_on_plain(struct str text, size_t at)
{
	char next = at + 1 < text.length ? text.data[at + 1] : ' ';

	switch (text.data[at]) {
	case ':':
		return next != ' ';
	case ' ':
		return next != '#' && at + 1 < text.length;
	case '?':
	case ',':
	case '[':
	case ']':
	case '{':
	case '}':
		return false;
	default:
		return true;
	}
}

static bool
is_plain(struct str text)
{
	if (!may_begin_plain(text) || is_reserved(text))
		return false;
	for (size_t offset = 0; offset < text.length;) {
		size_t at = offset;

		if (!is_printable(utf8_next(text, &offset)) || !may_go_on_plain(text, at))
			return false;
	}
	return true;
}

static void
put_escaped(struct buf *buf, uint32_t code_point)
{
	switch (code_point) {
	case '\n':
		buf_puts(buf, "\\n");
		break;
	case '\t':
		buf_puts(buf, "\\t");
		break;
	case '\r':
		buf_puts(buf, "\\r");
		break;
	default:
		buf_printf(buf, code_point <= 0xff ? "\\x%02x" : "\\u%04x", code_point);
		break;
	}
}

void
yaml_put_scalar(struct buf *buf, struct str text)
{
	if (is_plain(text)) {
		buf_put(buf, text);
		return;
	}
	buf_putc(buf, '"');
	for (size_t offset = 0; offset < text.length;) {
		size_t at = offset;
		uint32_t code_point = utf8_next(text, &offset);

		if (code_point == '"' || code_point == '\\')
			buf_putc(buf, '\\');
		if (is_printable(code_point))
			buf_put(buf, str_slice(text, at, offset));
		else
			put_escaped(buf, code_point);
	}
	buf_putc(buf, '"');
}
