/*
 * buf: growing output.
 *
 * Puts return nothing.  Every buf has a limit: at the limit (or when memory is short) it drops
 * what comes and remembers so in `failed`, which its one taker must ask.  Escaping puts have
 * short names; raw markup has the long, ugly one.  A buf owns malloc'ed memory: buf_free it.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"
#include "base/str.h"

#include <stdarg.h>
#include <stdbool.h>

struct buf {
	char *data;
	size_t length, capacity, limit;
	bool failed;
};

void buf_init(struct buf *buf, size_t limit);
void buf_free(struct buf *buf);
void buf_clear(struct buf *buf); /* keeps the memory: a scratch buffer for the next page */

/* Memory for so many bytes in all is got at once, and what is not used of it given back. */
void buf_expect(struct buf *buf, size_t bytes);
void buf_trim(struct buf *buf);

void buf_put(struct buf *buf, struct str s); /* the bytes as they are: plain text, Markdown */

/* These two stand here so that the few bytes of a literal, whose length is known, are stored at once. */

static inline void
buf_puts(struct buf *buf, const char *text)
{
	struct str s = str_from(text);

	if (s.length > 0 && s.length <= buf->capacity - buf->length && !buf->failed) {
		memcpy(buf->data + buf->length, s.data, s.length);
		buf->length += s.length;
	} else {
		buf_put(buf, s);
	}
}

static inline void
buf_putc(struct buf *buf, char c)
{
	if (buf->length < buf->capacity && !buf->failed)
		buf->data[buf->length++] = c;
	else
		buf_put(buf, (struct str){ &c, 1 });
}

void buf_put_number(struct buf *buf, int64_t number);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *buf, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));
void buf_put_repeat(struct buf *buf, char c, size_t count);

/* The text escaped for HTML text and for attribute values in double quotes (& < > " '). */
void buf_put_html(struct buf *buf, struct str text);

/* Percent-encodes what may not stand in a URL path or query (keeps reserved characters and
   existing %XX), then escapes for an attribute value in double quotes. */
void buf_put_url(struct buf *buf, struct str url);

/* The path of a file, in which no sign means more than itself: %, ? and # are encoded, too. */
void buf_put_url_path(struct buf *buf, struct str path);

/* A JSON string with its quotes.  Invalid UTF-8 becomes U+FFFD. */
void buf_put_json(struct buf *buf, struct str text);

/* Escaped for XML; characters that XML 1.0 does not allow become U+FFFD. */
void buf_put_xml(struct buf *buf, struct str text);

/* One CSV field (RFC 4180): quoted when needed, quotes doubled. */
void buf_put_csv(struct buf *buf, struct str text);

/* Markup that the program itself wrote (a literal), never text from a book. */
void buf_put_trusted_markup(struct buf *buf, const char *markup);

struct str buf_str(const struct buf *buf);                       /* valid until the next put */
struct str buf_copy(struct arena *arena, const struct buf *buf); /* into the arena */

#endif
