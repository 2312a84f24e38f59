/*
 * buf: growing output and the ways to escape text in it.
 *
 * All escaping finds runs of harmless bytes and copies them whole: in most texts nothing is to be escaped,
 * so blocks are looked at first, and single bytes only where a block has something.
 */
#include "base/buf.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 256
#define BLOCK 16
#define REPLACEMENT STR("\xef\xbf\xbd") /* U+FFFD */

/* Entry 0 of `of_byte` is "as it is", others are 1 + the place in `replacements`. */
struct escapes {
	uint8_t of_byte[256];
	struct str replacements[8];
};

/* The new capacity has room for what there is. */
static bool
resize(struct buf *buf, size_t capacity)
{
	char *data = realloc(buf->data, capacity);

	if (data == NULL) {
		buf->failed = true;
		return false;
	}
	buf->data = data;
	buf->capacity = capacity;
	return true;
}

/* Rare: the usual way shall be short.  The capacity is never above the limit. */
__attribute__((noinline)) static bool
grow(struct buf *buf, size_t more)
{
	size_t capacity = buf->capacity;

	if (buf->failed || more > buf->limit - buf->length) {
		buf->failed = true;
		return false;
	}
	if (capacity == 0)
		capacity = buf->limit < FIRST_CAPACITY ? buf->limit : FIRST_CAPACITY;
	while (capacity - buf->length < more)
		capacity = capacity > buf->limit / 2 ? buf->limit : capacity * 2;
	return resize(buf, capacity);
}

/* Room for `more` bytes; false, and the buf failed, when there is none. */
static inline bool
reserve(struct buf *buf, size_t more)
{
	return more <= buf->capacity - buf->length ? !buf->failed : grow(buf, more);
}

void
buf_init(struct buf *buf, size_t limit)
{
	*buf = (struct buf){ .limit = limit };
}

void
buf_free(struct buf *buf)
{
	free(buf->data);
	buf_init(buf, buf->limit);
}

void
buf_clear(struct buf *buf)
{
	buf->length = 0;
	buf->failed = false;
}

void
buf_expect(struct buf *buf, size_t bytes)
{
	if (bytes > buf->capacity && bytes <= buf->limit)
		resize(buf, bytes);
}

void
buf_trim(struct buf *buf)
{
	if (buf->length > 0 && buf->length < buf->capacity)
		resize(buf, buf->length);
}

void
buf_put(struct buf *buf, struct str s)
{
	if (s.length == 0 || !reserve(buf, s.length))
		return;
	memcpy(buf->data + buf->length, s.data, s.length);
	buf->length += s.length;
}

void
buf_put_number(struct buf *buf, int64_t number)
{
	char digits[24];
	char *first = digits + sizeof digits;
	uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;

	do {
		*--first = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	if (number < 0)
		*--first = '-';
	buf_put(buf, (struct str){ first, (size_t)(digits + sizeof digits - first) });
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	buf_vprintf(buf, format, arguments);
	va_end(arguments);
}

void
buf_vprintf(struct buf *buf, const char *format, va_list arguments)
{
	char small[256];
	va_list again;
	int length;

	va_copy(again, arguments);
	length = vsnprintf(small, sizeof small, format, arguments);
	if (length < 0) {
		buf->failed = true;
	} else if ((size_t)length < sizeof small) {
		buf_put(buf, (struct str){ small, (size_t)length });
	} else {
		/* vsnprintf writes a NUL as well, which may be one byte over the limit. */
		char *text = malloc((size_t)length + 1);

		if (text == NULL) {
			buf->failed = true;
		} else {
			vsnprintf(text, (size_t)length + 1, format, again);
			buf_put(buf, (struct str){ text, (size_t)length });
		}
		free(text);
	}
	va_end(again);
}

void
buf_put_repeat(struct buf *buf, char c, size_t count)
{
	if (count == 0 || !reserve(buf, count))
		return;
	memset(buf->data + buf->length, c, count);
	buf->length += count;
}

/* Bytes that are looked at together, in a few instructions where the processor can; gcc and clang. */
typedef uint8_t block_bytes __attribute__((vector_size(BLOCK)));

static inline block_bytes
block_at(const char *bytes)
{
	block_bytes block;

	memcpy(&block, bytes, sizeof block);
	return block;
}

static inline bool
block_is_zero(block_bytes block)
{
	uint64_t halves[BLOCK / 8];

	memcpy(halves, &block, sizeof halves);
	return (halves[0] | halves[1]) == 0;
}

/* Where the block ends that begins at `start`; the last one of a text may begin before it. */
static inline size_t
block_end(size_t start, size_t length)
{
	return length - start < BLOCK ? length : start + BLOCK;
}

/* No byte of the block is one that any escaping of texts looks for. */
static inline bool
is_plain_block(const char *bytes)
{
	block_bytes c = block_at(bytes);

	return block_is_zero((block_bytes)(((c < ' ') & (c != '\n')) | (c == '"') | (c == '&') |
					   (c == '\'') | (c == '<') | (c == '>') | (c == 127)));
}

/* Where the first byte from `from` on is that has an entry. */
static size_t
find_escape(struct str text, size_t from, const struct escapes *escapes)
{
	size_t i = from;

	while (i < text.length) {
		size_t end = block_end(i, text.length);

		if (end >= BLOCK && is_plain_block(text.data + end - BLOCK))
			i = end;
		for (; i < end; i++)
			if (escapes->of_byte[(unsigned char)text.data[i]] != 0)
				return i;
	}
	return text.length;
}

static void
put_escaped(struct buf *buf, struct str text, const struct escapes *escapes)
{
	size_t start = 0, at;

	while ((at = find_escape(text, start, escapes)) < text.length) {
		uint8_t escape = escapes->of_byte[(unsigned char)text.data[at]];

		buf_put(buf, str_slice(text, start, at));
		buf_put(buf, escapes->replacements[escape - 1]);
		start = at + 1;
	}
	buf_put(buf, str_from_offset(text, start));
}

void
buf_put_html(struct buf *buf, struct str text)
{
	static const struct escapes html = {
		.of_byte = { [1] = 6,   [2] = 6,   [3] = 6,   [4] = 6,   [5] = 6,   [6] = 6,
			     [7] = 6,   [8] = 6,   [11] = 6,  [14] = 6,  [15] = 6,  [16] = 6,
			     [17] = 6,  [18] = 6,  [19] = 6,  [20] = 6,  [21] = 6,  [22] = 6,
			     [23] = 6,  [24] = 6,  [25] = 6,  [26] = 6,  [27] = 6,  [28] = 6,
			     [29] = 6,  [30] = 6,  [31] = 6,  [127] = 6, ['&'] = 1, ['<'] = 2,
			     ['>'] = 3, ['"'] = 4, ['\''] = 5 },
		.replacements = { STR_INIT("&amp;"), STR_INIT("&lt;"), STR_INIT("&gt;"),
				  STR_INIT("&quot;"), STR_INIT("&#39;"), STR_INIT("\uFFFD") },
	};

	put_escaped(buf, text, &html);
}

/* Hands the valid parts of `text` to `put`, with U+FFFD for every byte between them. */
static void
put_valid(struct buf *buf, struct str text, void (*put)(struct buf *, struct str))
{
	size_t invalid;

	while ((invalid = utf8_find_invalid(text)) != STR_NONE) {
		put(buf, str_slice(text, 0, invalid));
		buf_put(buf, REPLACEMENT);
		text = str_from_offset(text, invalid + 1);
	}
	put(buf, text);
}

static void
put_json_valid(struct buf *buf, struct str text)
{
	static const char letters[128] = { ['"'] = '"',  ['\\'] = '\\', ['\n'] = 'n', ['\r'] = 'r',
					   ['\t'] = 't', ['\b'] = 'b',  ['\f'] = 'f' };
	size_t start = 0;

	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.data[i];

		if (c >= ' ' && c != '"' && c != '\\')
			continue;
		buf_put(buf, str_slice(text, start, i));
		start = i + 1;
		if (letters[c] != 0) {
			buf_putc(buf, '\\');
			buf_putc(buf, letters[c]);
		} else {
			buf_printf(buf, "\\u%04x", c);
		}
	}
	buf_put(buf, str_from_offset(text, start));
}

void
buf_put_json(struct buf *buf, struct str text)
{
	buf_putc(buf, '"');
	put_valid(buf, text, put_json_valid);
	buf_putc(buf, '"');
}

static void
put_xml_run(struct buf *buf, struct str text)
{
	/* A bare CR would be read as LF. */
	static const struct escapes xml = {
		.of_byte = { ['&'] = 1,  ['<'] = 2,  ['>'] = 3,  ['"'] = 4,  ['\''] = 5, ['\r'] = 6,
			     [0x01] = 7, [0x02] = 7, [0x03] = 7, [0x04] = 7, [0x05] = 7, [0x06] = 7,
			     [0x07] = 7, [0x08] = 7, [0x0b] = 7, [0x0c] = 7, [0x0e] = 7, [0x0f] = 7,
			     [0x10] = 7, [0x11] = 7, [0x12] = 7, [0x13] = 7, [0x14] = 7, [0x15] = 7,
			     [0x16] = 7, [0x17] = 7, [0x18] = 7, [0x19] = 7, [0x1a] = 7, [0x1b] = 7,
			     [0x1c] = 7, [0x1d] = 7, [0x1e] = 7, [0x1f] = 7 },
		.replacements = { STR_INIT("&amp;"), STR_INIT("&lt;"), STR_INIT("&gt;"),
				  STR_INIT("&quot;"), STR_INIT("&#39;"), STR_INIT("&#13;"),
				  STR_INIT("\xef\xbf\xbd") },
	};

	put_escaped(buf, text, &xml);
}

/* U+FFFE and U+FFFF are valid UTF-8 (EF BF BE, EF BF BF) but no characters of XML 1.0. */
static void
put_xml_valid(struct buf *buf, struct str text)
{
	size_t start = 0, found;

	while ((found = str_find(str_from_offset(text, start), STR("\xef\xbf"))) != STR_NONE) {
		size_t at = start + found;
		bool allowed = (unsigned char)text.data[at + 2] < 0xbe;

		put_xml_run(buf, str_slice(text, start, at));
		buf_put(buf, allowed ? str_slice(text, at, at + 3) : REPLACEMENT);
		start = at + 3;
	}
	put_xml_run(buf, str_from_offset(text, start));
}

void
buf_put_xml(struct buf *buf, struct str text)
{
	put_valid(buf, text, put_xml_valid);
}

static bool
is_hex(char c)
{
	return char_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool
is_percent_code(struct str s)
{
	return s.length >= 3 && s.data[0] == '%' && is_hex(s.data[1]) && is_hex(s.data[2]);
}

static bool
stays_in_url(unsigned char c)
{
	/* A bit for each byte: letters, digits and -._~:/?#[]@!$()*+,;= */
	static const uint64_t bits[4] = { 0xafffff1a00000000, 0x47fffffeafffffff, 0, 0 };

	return (bits[c / 64] >> c % 64 & 1) != 0;
}

/* What would end a path. */
static bool
stays_in_path(unsigned char c)
{
	return stays_in_url(c) && c != '?' && c != '#';
}

/* All stay, in a path too, and none of the rarer ones is among them. */
static inline bool
is_plain_url_block(const char *bytes)
{
	block_bytes c = block_at(bytes), letter = (c | 0x20) - 'a', sign = c - '(';

	return block_is_zero(
		(block_bytes)((letter > 'z' - 'a') & (sign > ';' - '(') & (c != '_') & (c != '=')));
}

/* Where the first byte from `from` on is that may not stay. */
static inline size_t
find_url_escape(struct str url, size_t from, bool (*stays)(unsigned char))
{
	size_t i = from;

	while (i < url.length) {
		size_t end = block_end(i, url.length);

		if (end >= BLOCK && is_plain_url_block(url.data + end - BLOCK))
			i = end;
		for (; i < end; i++)
			if (!stays((unsigned char)url.data[i]))
				return i;
	}
	return url.length;
}

static void
put_percent_code(struct buf *buf, char c)
{
	static const char hex[] = "0123456789ABCDEF";
	const char code[3] = { '%', hex[(unsigned char)c >> 4], hex[c & 15] };

	buf_put(buf, (struct str){ code, sizeof code });
}

/* A byte that may not stay. */
static void
put_url_escape(struct buf *buf, char c)
{
	if (c == '&' || c == '\'')
		buf_put_html(buf, (struct str){ &c, 1 });
	else
		put_percent_code(buf, c);
}

void
buf_put_url(struct buf *buf, struct str url)
{
	size_t start = 0, at = 0;

	for (; (at = find_url_escape(url, at, stays_in_url)) < url.length; at++) {
		if (is_percent_code(str_from_offset(url, at)))
			continue;
		buf_put(buf, str_slice(url, start, at));
		put_url_escape(buf, url.data[at]);
		start = at + 1;
	}
	buf_put(buf, str_from_offset(url, start));
}

void
buf_put_url_path(struct buf *buf, struct str path)
{
	size_t start = 0, at;

	while ((at = find_url_escape(path, start, stays_in_path)) < path.length) {
		buf_put(buf, str_slice(path, start, at));
		put_url_escape(buf, path.data[at]);
		start = at + 1;
	}
	buf_put(buf, str_from_offset(path, start));
}

void
buf_put_csv(struct buf *buf, struct str text)
{
	static const struct escapes quotes = {
		.of_byte = { ['"'] = 1 },
		.replacements = { STR_INIT("\"\"") },
	};

	if (str_find_char(text, ',') == STR_NONE && str_find_char(text, '"') == STR_NONE &&
	    str_find_char(text, '\n') == STR_NONE && str_find_char(text, '\r') == STR_NONE) {
		buf_put(buf, text);
		return;
	}
	buf_putc(buf, '"');
	put_escaped(buf, text, &quotes);
	buf_putc(buf, '"');
}

void
buf_put_trusted_markup(struct buf *buf, const char *markup)
{
	buf_puts(buf, markup);
}

struct str
buf_str(const struct buf *buf)
{
	return (struct str){ buf->data, buf->length };
}

struct str
buf_copy(struct arena *arena, const struct buf *buf)
{
	return arena_copy(arena, buf_str(buf));
}
