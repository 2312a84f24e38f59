/*
 * output: the table of forms, and what they share.
 */
#include "diag/output.h"

#include "base/utf8.h"
#include "diag/spot.h"

#define TAB_BLANKS 4
#define LONGEST_LINE (16u << 10)

/* Nearly all is of ASCII, and copied whole. */
static size_t
put_ascii(struct buf *out, struct str text, size_t start)
{
	size_t end = start;

	while (end < text.length && text.data[end] >= ' ' && text.data[end] < 127)
		end++;
	buf_put(out, str_slice(text, start, end));
	return end;
}

void
diag_put_plain(struct buf *out, struct str text)
{
	size_t offset;

	for (offset = put_ascii(out, text, 0); offset < text.length;
	     offset = put_ascii(out, text, offset)) {
		size_t start = offset;
		uint32_t code_point = utf8_next(text, &offset);

		if (code_point == '\t')
			buf_put_repeat(out, ' ', TAB_BLANKS);
		else if (code_point == '\n')
			buf_putc(out, ' ');
		else if (utf8_is_harmful(code_point) ||
			 (code_point == 0xfffd && offset == start + 1))
			buf_puts(out, UTF8_REPLACEMENT);
		else
			buf_put(out, str_slice(text, start, offset));
	}
}

bool
diag_line(const struct diag_lines *lines, struct place place, struct str *ret_line)
{
	return place.line > 0 && lines->find != NULL &&
	       lines->find(lines->context, place.file, place.line, ret_line) &&
	       ret_line->length <= LONGEST_LINE;
}

struct diag_spot
diag_spot_find(const struct diag_output *output, struct place place)
{
	struct diag_spot spot = {
		.file = place.file,
		.line = place.line,
		.column = place.column,
		.end_column = place.column + place.length,
	};

	spot.has_source = diag_line(&output->lines, place, &spot.source) &&
			  utf8_find_invalid(spot.source) == STR_NONE;
	if (!spot.has_source || place.column == 0)
		return spot;
	spot.from = place.column - 1 < spot.source.length ? place.column - 1 : spot.source.length;
	spot.to = spot.source.length - spot.from < place.length ? spot.source.length
								: spot.from + place.length;
	spot.column = (uint32_t)utf8_column(spot.source, spot.from);
	spot.end_column = (uint32_t)utf8_column(spot.source, spot.to);
	return spot;
}

bool
diag_has_other(const struct diag_finding *finding)
{
	return finding->other.file.length > 0 || finding->other.line > 0;
}

void
diag_put_path(struct buf *out, const struct diag_output *output, struct str file)
{
	struct str root = output->root;

	if (str_equal(root, STR(".")))
		root = STR_EMPTY;
	if (file.length == 0) {
		diag_put_plain(out, root.length > 0 ? root : STR("."));
		return;
	}
	diag_put_plain(out, root);
	if (root.length > 0 && !str_ends(root, STR("/")))
		buf_putc(out, '/');
	diag_put_plain(out, file);
}

const char *
diag_level(enum diag_severity severity)
{
	switch (severity) {
	case DIAG_OFF:
	case DIAG_NOTE:
		return "note";
	case DIAG_WARNING:
		return "warning";
	case DIAG_ERROR:
	case DIAG_FAILURE:
		break;
	}
	return "error";
}

diag_output_function *
diag_output_find(struct str name)
{
#define ROW(form) { #form, diag_put_##form },
	static const struct {
		const char *name;
		diag_output_function *put;
	} forms[] = { DIAG_OUTPUTS(ROW) };
#undef ROW

	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		if (str_equal(name, str_from(forms[i].name)))
			return forms[i].put;
	return NULL;
}
