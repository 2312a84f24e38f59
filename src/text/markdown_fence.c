/*
 * markdown_fence: fenced code at the margin, as the parser finds it.
 */
#include "text/markdown_fence.h"

#define WIDEST 255u /* the parser closes longer fences by this many */

struct fence {
	char mark;
	size_t indent, length;
	struct str info;
};

/* A line of at most three blanks and at least three equal marks. */
static bool
read_fence(struct str line, struct fence *ret_fence)
{
	struct fence fence = { 0 };
	size_t at = 0;

	while (at < line.length && at < 4 && line.data[at] == ' ')
		at++;
	fence.indent = at;
	if (at >= 4 || at == line.length || (line.data[at] != '`' && line.data[at] != '~'))
		return false;
	fence.mark = line.data[at];
	while (at < line.length && line.data[at] == fence.mark)
		at++;
	fence.length = at - fence.indent;
	fence.info = str_from_offset(line, at);
	*ret_fence = fence;
	return fence.length >= 3;
}

static bool
may_open(struct fence fence)
{
	return fence.mark == '~' || str_find_char(fence.info, '`') == STR_NONE;
}

bool
fences_skip(struct fences *fences, struct str line, bool in_container)
{
	struct fence fence;

	if (fences->distrusted)
		return false;
	if (!read_fence(line, &fence))
		return fences->mark != 0;
	if (fences->mark != 0) {
		if (fence.mark == fences->mark && fence.length >= fences->length &&
		    str_trim(fence.info).length == 0)
			fences->mark = 0;
		return true;
	}
	if (!may_open(fence))
		return false;
	if (fences->after_html || (in_container && fence.indent > 0)) {
		fences->distrusted = true;
		return false;
	}
	fences->mark = fence.mark;
	fences->length = fence.length < WIDEST ? fence.length : WIDEST;
	return true;
}

/* An HTML block that may go on over blank lines. */
static bool
opens_long_html(struct str text)
{
	static const struct {
		struct str open, close;
	} blocks[] = {
		{ STR_INIT("<!--"), STR_INIT("-->") },
		{ STR_INIT("<![CDATA["), STR_INIT("]]>") },
		{ STR_INIT("<!"), STR_INIT(">") },
		{ STR_INIT("<?"), STR_INIT("?>") },
		{ STR_INIT("<pre"), STR_INIT("</pre>") },
		{ STR_INIT("<script"), STR_INIT("</script>") },
		{ STR_INIT("<style"), STR_INIT("</style>") },
		{ STR_INIT("<textarea"), STR_INIT("</textarea>") },
	};

	for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
		size_t length = blocks[i].open.length;

		if (str_equal_fold(str_slice(text, 0, length), blocks[i].open))
			return !str_contains(str_from_offset(text, length), blocks[i].close);
	}
	return false;
}

void
fences_note(struct fences *fences, struct str text)
{
	if (text.length == 0) {
		fences->after_html = false;
	} else if (text.data[0] == '<') {
		fences->after_html = true;
		if (opens_long_html(text))
			fences->distrusted = true;
	} else if (text.data[0] == '\xEF') { /* a byte order mark may hide a fence */
		struct fence fence;

		if (read_fence(str_from_offset(text, 3), &fence))
			fences->distrusted = true;
	}
}
