/*
 * markdown_reference: [text][label] and [label][] whose label is not defined, which the parser
 * leaves as text.
 */
#include "text/markdown_adapt.h"

#define REFERENCE_BYTES 1000 /* how far the brackets of a reference may be apart */

/* The bracket that content[close] closes; STR_NONE if it is not near. */
static size_t
opening_bracket(const struct content *content, size_t close)
{
	size_t last = close > REFERENCE_BYTES ? close - REFERENCE_BYTES : 0;
	size_t depth = 0;

	for (size_t i = close; i-- > last;) {
		char c = content->text.data[i];

		if ((c != '[' && c != ']') || (i > 0 && content->text.data[i - 1] == '\\'))
			continue;
		if (c == '[' && depth == 0)
			return i;
		depth += c == ']' ? 1 : (size_t)-1;
	}
	return STR_NONE;
}

void
adapt_reference(struct adapter *adapter, size_t at)
{
	struct content *content = &adapter->content;
	struct str rest = str_slice(content->text, at + 2, at + 2 + REFERENCE_BYTES);
	size_t open = opening_bracket(content, at);
	size_t length = str_find_char(rest, ']');
	struct doc_undefined *undefined;
	struct str label;
	uint32_t offset;

	if (open == STR_NONE || length == STR_NONE)
		return;
	label = str_trim(str_slice(rest, 0, length));
	if (length == 0)
		label = str_trim(str_slice(content->text, open + 1, at));
	if (label.length == 0 || label.data[0] == '^' || str_find_char(label, '[') != STR_NONE)
		return;
	offset = content_offset(content, open);
	undefined = VEC_PUSH(adapter->arena, &adapter->undefined);
	undefined->offset = offset;
	undefined->span = content_offset(content, at + 2 + length + 1) - offset;
	undefined->label = adapt_slice(
		adapter, label, content_offset(content, (size_t)(label.data - content->text.data)));
}
