/*
 * prose: wrapping.
 */
#include "cmd/prose.h"

#include "base/utf8.h"

bool
prose_next(struct str *rest, struct prose *ret_paragraph)
{
	struct str line, before = *rest;
	const char *start = NULL, *end = NULL;

	while (before = *rest, str_cut_line(rest, &line)) {
		if (str_trim(line).length > 0) {
			if (start == NULL)
				start = line.data;
			end = line.data + line.length;
		} else if (start != NULL) {
			*rest = before;
			break;
		}
	}
	if (start == NULL)
		return false;
	ret_paragraph->text = (struct str){ start, (size_t)(end - start) };
	/* "--since does …" begins with an option, not with a bullet */
	ret_paragraph->literal = *start == ' ' || *start == '\t' || *start == '*' ||
				 (*start == '-' && start + 1 < end && start[1] == ' ');
	return true;
}

/* The next word; false at the end. */
static bool
cut_word(struct str *rest, struct str *ret_word)
{
	size_t length = 0;

	*rest = str_trim(*rest);
	if (rest->length == 0)
		return false;
	while (length < rest->length && strchr(" \t\r\n", rest->data[length]) == NULL)
		length++;
	*ret_word = str_slice(*rest, 0, length);
	*rest = str_from_offset(*rest, length);
	return true;
}

void
prose_put_words(struct buf *out, struct str text)
{
	struct str word;
	bool first = true;

	while (cut_word(&text, &word)) {
		if (!first)
			buf_putc(out, ' ');
		first = false;
		buf_put(out, word);
	}
}

void
prose_wrap(struct buf *out, struct str text, size_t indent, size_t columns)
{
	struct str word;
	size_t used = 0;

	while (cut_word(&text, &word)) {
		size_t width = utf8_width(word);

		if (used > 0 && used + 1 + width > columns) {
			buf_putc(out, '\n');
			used = 0;
		}
		if (used == 0)
			buf_put_repeat(out, ' ', indent);
		else
			buf_putc(out, ' ');
		used = (used == 0 ? indent : used + 1) + width;
		buf_put(out, word);
	}
	buf_putc(out, '\n');
}

void
prose_put(struct buf *out, struct str text, size_t indent, size_t columns)
{
	struct prose paragraph;
	struct str line;
	bool first = true;

	while (prose_next(&text, &paragraph)) {
		if (!first)
			buf_putc(out, '\n');
		first = false;
		if (!paragraph.literal) {
			prose_wrap(out, paragraph.text, indent, columns);
			continue;
		}
		while (str_cut_line(&paragraph.text, &line)) {
			buf_put_repeat(out, ' ', indent);
			buf_put(out, line);
			buf_putc(out, '\n');
		}
	}
}
