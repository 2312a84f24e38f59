/*
 * markdown_inline: emphasis, links, code and the like, placed by the content's cursor.
 */
#include "text/markdown_adapt.h"

#include <string.h>

static struct str
node_literal(cmark_node *node)
{
	return str_from(cmark_node_get_literal(node));
}

static size_t
run_length(const struct content *content, size_t at, char mark)
{
	size_t length = 0;

	while (content_byte(content, at + length) == mark)
		length++;
	return length;
}

/* ---- emphasis ---- */

static void
enter_emphasis(struct adapter *adapter, cmark_node *node, enum node_kind kind)
{
	struct content *content = &adapter->content;
	size_t at = content_column(content, cmark_node_get_start_column(node));
	char mark = content_byte(content, content->cursor);

	content_calibrate(content, cmark_node_get_start_column(node), content->cursor);
	if (mark != '*' && mark != '_' && at != STR_NONE && at > content->cursor &&
	    at < content->text.length)
		content->cursor = at;
	adapt_open(adapter, kind, content_offset(content, content->cursor));
	content->cursor += kind == NODE_STRONG ? 2 : 1;
}

static void
leave_emphasis(struct adapter *adapter, enum node_kind kind)
{
	struct content *content = &adapter->content;
	size_t width = kind == NODE_STRONG ? 2 : 1;
	struct node *node;

	node = adapt_close(adapter);
	while (width > 0 && (content_byte(content, content->cursor) == '*' ||
			     content_byte(content, content->cursor) == '_')) {
		content->cursor++;
		width--;
	}
	if (node != NULL)
		node->span = content_offset(content, content->cursor) - node->offset;
}

/* ---- links ---- */

static void
enter_link(struct adapter *adapter, cmark_node *link, enum node_kind kind)
{
	struct content *content = &adapter->content;
	bool is_bare = kind == NODE_LINK && content_byte(content, content->cursor) == '<';
	struct node *node;

	if (!is_bare)
		content_calibrate(content, cmark_node_get_start_column(link), content->cursor);
	node = adapt_open(adapter, kind, content_offset(content, content->cursor));
	if (node != NULL && is_bare)
		node->flags |= NODE_BARE;
	content->cursor += kind == NODE_IMAGE ? 2 : 1;
	adapter->links++;
}

/* Where a link ends whose text ends at `bracket`. */
static size_t
link_end(const struct content *content, cmark_node *link, size_t bracket)
{
	size_t last = content_column(content, cmark_node_get_end_column(link));
	char c;

	if (last == STR_NONE || last < bracket)
		return bracket + 1;
	c = content_byte(content, last);
	return c == ']' || c == ')' ? last + 1 : bracket + 1;
}

/* Target and title, which mostly stand in the source behind the text. */
static void
set_target(struct adapter *adapter, struct node *node, cmark_node *link, size_t from)
{
	struct content *content = &adapter->content;
	struct str url = str_from(cmark_node_get_url(link));
	struct str title = str_from(cmark_node_get_title(link));
	struct str slice;

	from += content_byte(content, from) == '(';
	from += content_byte(content, from) == '<';
	slice = adapt_slice(adapter, url, content_offset(content, from));
	node->text = slice.data;
	node->length = (uint32_t)slice.length;
	from += url.length;
	from += content_byte(content, from) == '>';
	from += 2; /* a blank and a quote */
	node->extra =
		title.length == 0 ? 0 : adapt_string(adapter, title, content_offset(content, from));
}

static void
leave_bare_link(struct adapter *adapter, struct node *node, cmark_node *link)
{
	struct content *content = &adapter->content;
	struct str url = adapt_slice(adapter, str_from(cmark_node_get_url(link)), node->offset + 1);

	content->cursor += content_byte(content, content->cursor) == '>';
	node->span = content_offset(content, content->cursor) - node->offset;
	node->text = url.data;
	node->length = (uint32_t)url.length;
}

static void
leave_link(struct adapter *adapter, cmark_node *link)
{
	struct content *content = &adapter->content;
	size_t bracket = content->cursor;
	struct node *node = adapt_close(adapter);
	size_t end;

	adapter->links--;
	if (node != NULL && node->flags & NODE_BARE) {
		leave_bare_link(adapter, node, link);
		return;
	}
	while (bracket < content->text.length && content_byte(content, bracket) != ']')
		bracket++;
	end = link_end(content, link, bracket);
	content->cursor = end;
	if (node == NULL)
		return;
	node->span = content_offset(content, end) - node->offset;
	if (content_byte(content, bracket + 1) != '(' || end <= bracket + 2)
		node->flags |= NODE_REFERENCE;
	set_target(adapter, node, link, bracket + 1);
}

/* ---- code and raw HTML ---- */

/* The offset behind the backticks that close a code span, or STR_NONE. */
static size_t
find_code_end(const struct content *content, size_t from, size_t ticks)
{
	while (from < content->text.length) {
		const char *next =
			memchr(content->text.data + from, '`', content->text.length - from);
		size_t length;

		if (next == NULL)
			return STR_NONE;
		from = (size_t)(next - content->text.data);
		length = run_length(content, from, '`');
		if (length == ticks)
			return from;
		from += length;
	}
	return STR_NONE;
}

static void
add_code(struct adapter *adapter, cmark_node *code)
{
	struct content *content = &adapter->content;
	size_t start = content->cursor;
	size_t ticks = run_length(content, start, '`');
	size_t close = find_code_end(content, start + ticks, ticks);
	struct str literal = node_literal(code);
	size_t text = start + ticks;
	uint32_t offset = content_offset(content, start);
	struct node *node;
	struct str slice;

	content_calibrate(content, cmark_node_get_start_column(code), text);
	if (ticks == 0 || close == STR_NONE)
		close = text;
	if (close - text == literal.length + 2)
		text++; /* one blank at either end does not count */
	slice = adapt_slice(adapter, literal, content_offset(content, text));
	content_follow_lines(content, start, close);
	content->cursor = close + ticks;
	node = adapt_add(adapter, NODE_CODE, offset, content_offset(content, content->cursor));
	node->text = slice.data;
	node->length = (uint32_t)slice.length;
}

static void
add_html(struct adapter *adapter, cmark_node *html)
{
	struct content *content = &adapter->content;
	struct str literal = node_literal(html);
	size_t start = content->cursor;
	uint32_t offset = content_offset(content, start);
	struct str slice = adapt_slice(adapter, literal, offset);
	struct node *node;

	content_calibrate(content, cmark_node_get_start_column(html), start);
	content_follow_lines(content, start, start + literal.length);
	content->cursor = start + literal.length;
	node = adapt_add(adapter, NODE_HTML, offset, content_offset(content, content->cursor));
	node->text = slice.data;
	node->length = (uint32_t)slice.length;
}

/* ---- the rest ---- */

static void
add_break(struct adapter *adapter, enum node_kind kind)
{
	uint32_t offset = content_offset(&adapter->content, adapter->content.cursor);

	adapt_add(adapter, kind, offset, content_next_line(&adapter->content));
}

/* At the cursor, but for what stands before it a mark with a line break that leads nowhere: of that the parser
   leaves less than there is. */
static size_t
find_note_mark(const struct content *content)
{
	size_t found = str_find(str_from_offset(content->text, content->cursor), STR("[^"));

	return found == STR_NONE ? content->text.length : content->cursor + found;
}

static void
add_note_mark(struct adapter *adapter, cmark_node *mark)
{
	struct content *content = &adapter->content;
	size_t start = find_note_mark(content);
	size_t close = str_find_char(str_from_offset(content->text, start), ']');
	uint32_t offset = content_offset(content, start);
	int64_t number = 0;
	struct node *node;
	struct str label;

	content_calibrate(content, cmark_node_get_start_column(mark), start);
	close = close == STR_NONE ? content->text.length : start + close;
	content->cursor = close + 1;
	label = str_slice(content->text, start + 2, close);
	label = adapt_slice(adapter, label, content_offset(content, start + 2));
	node = adapt_add(adapter, NODE_NOTE_MARK, offset, content_offset(content, content->cursor));
	node->text = label.data;
	node->length = (uint32_t)label.length;
	if (str_to_number(node_literal(mark), &number))
		node->extra = (uint32_t)number;
}

bool
adapt_inline(struct adapter *adapter, cmark_node *node)
{
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		adapt_text(adapter, node_literal(node), cmark_node_get_start_column(node));
		return false;
	case CMARK_NODE_SOFTBREAK:
		add_break(adapter, NODE_SOFT_BREAK);
		return false;
	case CMARK_NODE_LINEBREAK:
		add_break(adapter, NODE_LINE_BREAK);
		return false;
	case CMARK_NODE_CODE:
		add_code(adapter, node);
		return false;
	case CMARK_NODE_HTML_INLINE:
		add_html(adapter, node);
		return false;
	case CMARK_NODE_EMPH:
		enter_emphasis(adapter, node, NODE_EMPHASIS);
		return true;
	case CMARK_NODE_STRONG:
		enter_emphasis(adapter, node, NODE_STRONG);
		return true;
	case CMARK_NODE_LINK:
		enter_link(adapter, node, NODE_LINK);
		return true;
	case CMARK_NODE_IMAGE:
		enter_link(adapter, node, NODE_IMAGE);
		return true;
	case CMARK_NODE_FOOTNOTE_REFERENCE:
		add_note_mark(adapter, node);
		return true;
	default:
		return true;
	}
}

void
adapt_inline_end(struct adapter *adapter, cmark_node *node)
{
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_EMPH:
		leave_emphasis(adapter, NODE_EMPHASIS);
		break;
	case CMARK_NODE_STRONG:
		leave_emphasis(adapter, NODE_STRONG);
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		leave_link(adapter, node);
		break;
	default:
		break;
	}
}
