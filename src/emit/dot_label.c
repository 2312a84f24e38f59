/*
 * dot_label: labels as lines of text.
 */
#include "emit/dot.h"

/* Where the label's first line ends, and how long what ends it is. */
static size_t
find_line_end(struct str label, size_t *ret_length)
{
	size_t at = 0;

	*ret_length = 1;
	for (; at < label.length && label.data[at] != '\n'; at++) {
		if (label.data[at] != '\\' || at + 1 == label.length)
			continue;
		if (strchr("nlr", label.data[at + 1]) != NULL) {
			*ret_length = 2;
			break;
		}
		at++;
	}
	return at;
}

bool
dot_cut_line(struct arena *arena, struct str *rest, struct str *ret_line)
{
	size_t end, length, used = 0;
	char *line;

	if (rest->length == 0)
		return false;
	end = find_line_end(*rest, &length);
	line = arena_bytes(arena, end);
	for (size_t at = 0; at < end; at++) {
		at += rest->data[at] == '\\' && at + 1 < end;
		/* The line went on in the next one of the file. */
		if (rest->data[at] != '\n')
			line[used++] = rest->data[at];
	}
	*rest = str_from_offset(*rest, end + length);
	*ret_line = (struct str){ line, used };
	return true;
}
