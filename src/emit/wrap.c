/*
 * wrap: safe lines for terminals.
 */
#include "emit/wrap.h"

#include "base/utf8.h"

/* Fewer columns than this are not worth an indentation. */
#define LEAST_COLUMNS 8

struct str
wrap_clean(struct arena *arena, struct str text)
{
	/* The smallest harmful character has one byte, its replacement three. */
	char *bytes = arena_bytes(arena, text.length * 3 + 1);
	size_t offset = 0, length = 0;
	bool blank = false;

	while (offset < text.length) {
		size_t start = offset;
		uint32_t code_point = utf8_next(text, &offset);

		if (code_point != 0xa0 && utf8_is_space(code_point)) {
			blank = length > 0;
			continue;
		}
		if (blank)
			bytes[length++] = ' ';
		blank = false;
		if (utf8_is_harmful(code_point)) {
			memcpy(bytes + length, UTF8_REPLACEMENT, 3);
			length += 3;
			continue;
		}
		memcpy(bytes + length, text.data + start, offset - start);
		length += offset - start;
	}
	return (struct str){ bytes, length };
}

/* What fits, and at least one grapheme. */
static struct str
fitting(struct str text, size_t columns)
{
	struct str fit = utf8_fit(text, columns);

	while (fit.length == 0)
		fit = utf8_fit(text, ++columns);
	return fit;
}

/* Where a line ends that is cut out of `fit`: before a blank, behind a slash of a path, or where
   there is no more room. */
static size_t
end_of_line(struct str text, struct str fit)
{
	size_t blank = text.data[fit.length] == ' ' ? fit.length : str_find_last(fit, ' ');
	size_t slash = str_find_last(fit, '/');

	if (blank != STR_NONE && blank > 0)
		return blank;
	return slash != STR_NONE && slash > 0 ? slash + 1 : fit.length;
}

bool
wrap_next(struct str *rest, size_t columns, struct str *ret_line)
{
	struct str fit;
	size_t end;

	if (rest->length == 0)
		return false;
	fit = fitting(*rest, columns);
	if (fit.length == rest->length) {
		*ret_line = fit;
		*rest = STR_EMPTY;
		return true;
	}
	end = end_of_line(*rest, fit);
	*ret_line = str_trim_end(str_slice(*rest, 0, end));
	*rest = str_from_offset(*rest, end);
	if (str_starts(*rest, STR(" ")))
		*rest = str_from_offset(*rest, 1);
	return true;
}

void
wrap_put(struct buf *out, struct str text, size_t columns, size_t indent, size_t hang)
{
	struct str line;

	if (columns < indent + hang + LEAST_COLUMNS)
		columns = indent + hang + LEAST_COLUMNS;
	while (wrap_next(&text, columns - indent, &line)) {
		buf_put_repeat(out, ' ', indent);
		buf_put(out, line);
		buf_putc(out, '\n');
		indent += hang;
		hang = 0;
	}
}
