/*
 * squeeze: one pass, into a copy that is at most a line's end longer than the text.
 */
#include "site/squeeze.h"

#include <string.h>

struct squeezed {
	char *data;
	size_t length;
};

static void
take(struct squeezed *out, struct str part)
{
	if (part.length > 0)
		memcpy(out->data + out->length, part.data, part.length);
	out->length += part.length;
}

static struct str
finished(const struct squeezed *out)
{
	return (struct str){ out->data, out->length };
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* Behind the text in quotes, or the comment, that begins here. */
static size_t
end_of(struct str style, size_t begin, struct str mark)
{
	size_t at = str_find(str_from_offset(style, begin), mark);

	return at == STR_NONE ? style.length : begin + at + mark.length;
}

static size_t
skip_blanks(struct str style, size_t at)
{
	while (at < style.length) {
		struct str rest = str_from_offset(style, at);

		if (str_starts(rest, STR("/*")))
			at = end_of(style, at + 2, STR("*/"));
		else if (is_blank(rest.data[0]))
			at++;
		else
			break;
	}
	return at;
}

/* Does a blank between the two tell words apart? */
static bool
needs_blank(const struct squeezed *out, struct str rest)
{
	return out->length > 0 && rest.length > 0 &&
	       strchr("{};:,>/", out->data[out->length - 1]) == NULL &&
	       strchr("{}>/", rest.data[0]) == NULL;
}

/* Behind what stays as it is: at least a byte. */
static size_t
end_of_plain(struct str style, size_t at)
{
	for (at++; at < style.length; at++) {
		char c = style.data[at];

		if (is_blank(c) || c == '/' || c == '"' || c == '}')
			break;
	}
	return at;
}

struct str
squeeze_style(struct arena *arena, struct str style)
{
	struct squeezed out = { arena_bytes(arena, style.length + 1), 0 };

	for (size_t at = 0; at < style.length;) {
		size_t end = skip_blanks(style, at);

		if (end > at) {
			if (needs_blank(&out, str_from_offset(style, end)))
				take(&out, STR(" "));
		} else if (style.data[at] == '"') {
			end = end_of(style, at + 1, STR("\""));
			take(&out, str_slice(style, at, end));
		} else {
			end = end_of_plain(style, at);
			if (style.data[at] == '}' && out.length > 0 &&
			    out.data[out.length - 1] == ';')
				out.length--;
			take(&out, str_slice(style, at, end));
		}
		at = end;
	}
	if (out.length > 0)
		take(&out, STR("\n"));
	return finished(&out);
}
