/* lines: offsets to places, code points to bytes. */
#include "text/lines.h"

void
lines_init(struct lines *lines, struct arena *arena, struct str file, struct str text,
	   uint32_t first_line)
{
	size_t count = 1;

	for (size_t i = 0; i < text.length; i++)
		count += text.data[i] == '\n';
	*lines = (struct lines){ .file = file, .text = text, .first_line = first_line };
	lines->starts = ARENA_ARRAY(arena, size_t, count);
	lines->count = 1;
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] == '\n')
			lines->starts[lines->count++] = i + 1;
}

/* Line of an offset, from 0. */
static size_t
find_line(const struct lines *lines, size_t offset)
{
	size_t low = 0, high = lines->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (lines->starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct place
lines_place(const struct lines *lines, size_t from, size_t to)
{
	size_t line = find_line(lines, from);
	size_t end = lines->text.length;

	if (line + 1 < lines->count)
		end = lines->starts[line + 1] - 1;
	if (end > from && lines->text.data[end - 1] == '\r')
		end--;
	if (to > end)
		to = end;
	return place_at(lines->file, lines->first_line + (uint32_t)line,
			(uint32_t)(from - lines->starts[line] + 1),
			to > from ? (uint32_t)(to - from) : 0);
}

static bool
is_continuation(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

size_t
lines_offset(struct lines *lines, size_t code_point)
{
	struct str text = lines->text;

	while (lines->code_point < code_point && lines->offset < text.length) {
		do
			lines->offset++;
		while (lines->offset < text.length && is_continuation(text.data[lines->offset]));
		lines->code_point++;
	}
	while (lines->code_point > code_point && lines->offset > 0) {
		do
			lines->offset--;
		while (lines->offset > 0 && is_continuation(text.data[lines->offset]));
		lines->code_point--;
	}
	return lines->offset;
}
