/*
 * markdown: one walk over the nodes with a stack of what has to be closed.
 */
#include "emit/markdown.h"

#include "base/vec.h"
#include "emit/insert.h"
#include "text/rawhtml.h"

/* A node whose descendants are being written. */
struct open_node {
	uint32_t end;
	uint8_t kind, level;
	uint16_t flags;
	bool phrasing; /* what the markup state was outside */
	size_t base;
	size_t raw_count;
	const char *close; /* what to write when it ends */
};

struct render {
	const struct spot *spot;
	const struct doc *doc;
	struct buf *out;
	VEC(struct open_node) open;
	struct markup markup;
	const struct record *const *rows; /* still to come */
	size_t row_count;
	struct insert_walk inserts;
	uint32_t *first_marks; /* by footnote number: the node that refers to it first */
	bool in_notes;
};

/* What is around a node of a kind; the rest of the kinds have functions. */
struct around {
	const char *open, *close;
	bool is_block, phrasing;
};

static const struct around simple[] = {
	[NODE_QUOTE] = { "<blockquote>\n", "</blockquote>\n", true, false },
	[NODE_EMPHASIS] = { "<em>", "</em>", false, true },
	[NODE_STRONG] = { "<strong>", "</strong>", false, true },
	[NODE_STRIKE] = { "<del>", "</del>", false, true },
};

struct str
record_anchor(struct arena *arena, const struct record *record)
{
	const struct str parts[] = { STR("wm:"), str_from(record_kind_name(record)), STR(":"),
				     record->id };
	struct str anchor = arena_concat(arena, parts, sizeof parts / sizeof parts[0]);
	char *text = arena_bytes(arena, anchor.length + 1);

	for (size_t i = 0; i < anchor.length; i++)
		text[i] = (unsigned char)anchor.data[i] <= ' ' || anchor.data[i] == '%'
				  ? '-'
				  : anchor.data[i];
	text[anchor.length] = '\0';
	return (struct str){ text, anchor.length };
}

/* A title or an info string. */
static struct str
string_of(const struct render *r, const struct node *node)
{
	return node->extra == 0 ? STR_EMPTY : r->doc->strings[node->extra];
}

static void
open_node(struct render *r, uint32_t i, bool phrasing, const char *close)
{
	const struct node *node = &r->doc->nodes[i];

	*VEC_PUSH(r->spot->scratch, &r->open) = (struct open_node){
		.end = node->end,
		.kind = node->kind,
		.level = node->level,
		.flags = node->flags,
		.phrasing = r->markup.phrasing,
		.base = r->markup.base,
		.raw_count = r->markup.count,
		.close = close,
	};
	r->markup.phrasing = phrasing;
	r->markup.base = r->markup.count;
}

/* Ends the nodes that end at or before node `i`. */
static void
close_nodes(struct render *r, uint32_t i)
{
	while (r->open.count > 0 && r->open.items[r->open.count - 1].end <= i) {
		const struct open_node *node = &r->open.items[--r->open.count];

		markup_close(&r->markup, node->raw_count);
		buf_puts(r->out, node->close);
		r->markup.phrasing = node->phrasing;
		r->markup.base = node->base;
		if (node->kind == NODE_LINK || node->kind == NODE_HEADING)
			r->markup.in_link = false;
	}
}

/* The nth node around the one that is being written. */
static const struct open_node *
around(const struct render *r, size_t nth)
{
	return r->open.count > nth ? &r->open.items[r->open.count - 1 - nth] : NULL;
}

/* The box of a task stands in the item's first paragraph, which is its label. */
static bool
begins_task(const struct render *r, uint32_t i)
{
	const struct open_node *item = around(r, 0);

	return item != NULL && item->kind == NODE_ITEM && (item->flags & NODE_TASK) != 0 &&
	       r->doc->nodes[i - 1].kind == NODE_ITEM;
}

static bool
is_in_tight_item(const struct render *r)
{
	const struct open_node *item = around(r, 0), *list = around(r, 1);

	return item != NULL && item->kind == NODE_ITEM && list != NULL &&
	       (list->flags & NODE_TIGHT) != 0;
}

static void
put_paragraph(struct render *r, uint32_t i)
{
	bool bare = markup_make_room(&r->markup, MARKUP_PARAGRAPH) || is_in_tight_item(r);

	if (!bare)
		buf_puts(r->out, "<p>");
	if (!begins_task(r, i)) {
		open_node(r, i, true, bare ? "\n" : "</p>\n");
		return;
	}
	buf_puts(r->out, (around(r, 0)->flags & NODE_CHECKED) != 0
				 ? "<label><input type=\"checkbox\" checked disabled> "
				 : "<label><input type=\"checkbox\" disabled> ");
	open_node(r, i, true, bare ? "</label>\n" : "</label></p>\n");
}

/* A heading is a link to itself, as mdBook has it, unless there is something in it that cannot
   stand in a link. */
static bool
can_be_link(const struct doc *doc, uint32_t heading)
{
	for (uint32_t i = heading + 1; i < doc->nodes[heading].end; i++)
		if (doc->nodes[i].kind == NODE_LINK || doc->nodes[i].kind == NODE_NOTE_MARK ||
		    doc->nodes[i].kind == NODE_HTML)
			return false;
	return true;
}

static void
put_heading(struct render *r, uint32_t i)
{
	static const char *const ends[2][6] = {
		{ "</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n" },
		{ "</a></h1>\n", "</a></h2>\n", "</a></h3>\n", "</a></h4>\n", "</a></h5>\n",
		  "</a></h6>\n" },
	};
	const struct node *node = &r->doc->nodes[i];
	bool has_id = r->spot->is_page && node->length > 0;
	bool is_link = has_id && can_be_link(r->doc, i);
	char tag[] = { '<', 'h', (char)('0' + node->level), '\0' };

	markup_make_room(&r->markup, MARKUP_HEADING);
	buf_puts(r->out, tag);
	if (has_id) {
		buf_puts(r->out, " id=\"");
		buf_put_html(r->out, node_text(node));
		buf_putc(r->out, '"');
	}
	buf_putc(r->out, '>');
	if (is_link) {
		buf_puts(r->out, "<a class=\"header\" href=\"#");
		buf_put_url(r->out, node_text(node));
		buf_puts(r->out, "\">");
	}
	open_node(r, i, true, ends[is_link][node->level - 1]);
	r->markup.in_link = is_link;
}

static void
put_list(struct render *r, uint32_t i)
{
	const struct node *node = &r->doc->nodes[i];

	markup_make_room(&r->markup, MARKUP_BLOCK);
	if ((node->flags & NODE_ORDERED) == 0) {
		buf_puts(r->out, "<ul>\n");
		open_node(r, i, false, "</ul>\n");
		return;
	}
	if (node->extra == 1)
		buf_puts(r->out, "<ol>\n");
	else
		buf_printf(r->out, "<ol start=\"%u\">\n", (unsigned)node->extra);
	open_node(r, i, false, "</ol>\n");
}

static void
put_item(struct render *r, uint32_t i)
{
	buf_puts(r->out,
		 (r->doc->nodes[i].flags & NODE_TASK) != 0 ? "<li class=\"task\">" : "<li>");
	open_node(r, i, false, "</li>\n");
}

/* The first word of the info string: "rust" of "rust,ignore". */
static struct str
language_of(struct str info)
{
	size_t end = 0;

	while (end < info.length && info.data[end] != ' ' && info.data[end] != '\t' &&
	       info.data[end] != ',' && info.data[end] != '{')
		end++;
	return str_slice(info, 0, end);
}

static void
put_code_block(struct render *r, uint32_t i)
{
	const struct node *node = &r->doc->nodes[i];
	struct str language = language_of(string_of(r, node));

	markup_make_room(&r->markup, MARKUP_BLOCK);
	if (insert_code(&r->inserts, i))
		return;
	buf_puts(r->out, "<pre><code");
	if (language.length > 0) {
		buf_puts(r->out, " class=\"language-");
		buf_put_html(r->out, language);
		buf_putc(r->out, '"');
	}
	buf_putc(r->out, '>');
	buf_put_html(r->out, node_text(node));
	buf_puts(r->out, "</code></pre>\n");
}

static struct str
raw_after(const struct render *r, uint32_t i)
{
	const struct node *next = &r->doc->nodes[r->doc->nodes[i].end];

	if (r->doc->nodes[i].end >= r->doc->count ||
	    (next->kind != NODE_HTML_BLOCK && next->kind != NODE_HTML))
		return STR_EMPTY;
	return node_text(next);
}

static void
put_raw(struct render *r, uint32_t i)
{
	const struct node *node = &r->doc->nodes[i];

	r->markup.node = node;
	markup_put(&r->markup, node_text(node), raw_after(r, i));
	if (node->kind == NODE_HTML_BLOCK)
		buf_putc(r->out, '\n');
}

static void
put_table(struct render *r, uint32_t i)
{
	const struct node *nodes = r->doc->nodes;
	bool has_body = nodes[i + 1].end < nodes[i].end;

	markup_make_room(&r->markup, MARKUP_BLOCK);
	buf_puts(r->out, "<div class=\"table\"><table>\n");
	open_node(r, i, false, has_body ? "</tbody></table></div>\n" : "</table></div>\n");
}

/* Records that stand in this row, or in one that was left out. */
static void
put_row_anchor(struct render *r, uint32_t i)
{
	while (r->row_count > 0 && r->rows[0]->first_node <= i) {
		const struct record *record = r->rows[0];

		r->rows++;
		r->row_count--;
		if (record->first_node != i)
			continue;
		buf_puts(r->out, " id=\"");
		buf_put_html(r->out, record_anchor(r->spot->scratch, record));
		buf_putc(r->out, '"');
		return;
	}
}

static void
put_row(struct render *r, uint32_t i)
{
	const struct node *node = &r->doc->nodes[i];
	const struct open_node *table = around(r, 0);

	buf_puts(r->out, node->level == 1 ? "<thead><tr" : "<tr");
	put_row_anchor(r, i);
	buf_putc(r->out, '>');
	if (node->level != 1)
		open_node(r, i, false, "</tr>\n");
	else
		open_node(r, i, false,
			  table != NULL && node->end < table->end ? "</tr></thead>\n<tbody>\n"
								  : "</tr></thead>\n");
}

static void
put_cell(struct render *r, uint32_t i)
{
	static const char *const tags[2][4] = {
		{ "<td>", "<td class=\"left\">", "<td class=\"center\">", "<td class=\"right\">" },
		{ "<th scope=\"col\">", "<th scope=\"col\" class=\"left\">",
		  "<th scope=\"col\" class=\"center\">", "<th scope=\"col\" class=\"right\">" },
	};
	const struct open_node *row = around(r, 0);
	/* An empty cell is the header of nothing. */
	bool is_header = row != NULL && row->level == 1 && r->doc->nodes[i].end > i + 1;

	buf_puts(r->out, tags[is_header][r->doc->nodes[i].level & 3]);
	open_node(r, i, false, is_header ? "</th>" : "</td>");
}

static void
put_footnote(struct render *r, uint32_t i)
{
	unsigned number = r->doc->nodes[i].extra;

	markup_close(&r->markup, r->markup.base);
	if (!r->in_notes)
		buf_puts(r->out,
			 "<div class=\"footnotes\" role=\"group\" aria-label=\"Footnotes\">\n");
	r->in_notes = true;
	if (r->spot->is_page)
		buf_printf(r->out,
			   "<div class=\"footnote\" id=\"wm:note-%u\"><p class=\"number\"><a "
			   "href=\"#wm:mark-%u\" aria-label=\"Back to note %u in the "
			   "text\">%u</a></p>",
			   number, number, number, number);
	else
		buf_printf(r->out, "<div class=\"footnote\"><p class=\"number\">%u</p>", number);
	open_node(r, i, false, "</div>\n");
}

static void
find_first_marks(struct render *r)
{
	const struct node *nodes = r->doc->nodes;
	uint32_t numbers = 0;

	for (uint32_t i = 0; i < r->doc->count; i++)
		if (nodes[i].kind == NODE_NOTE_MARK && nodes[i].extra >= numbers)
			numbers = nodes[i].extra + 1;
	r->first_marks = ARENA_ARRAY(r->spot->scratch, uint32_t, numbers);
	for (uint32_t i = r->doc->count; i-- > 0;)
		if (nodes[i].kind == NODE_NOTE_MARK)
			r->first_marks[nodes[i].extra] = i;
}

/* The one that the note leads back to.  A page may be written in several parts: what counts is the
   whole document, so that no two parts have the same id. */
static bool
is_first_mark(struct render *r, uint32_t i)
{
	if (r->first_marks == NULL)
		find_first_marks(r);
	return r->first_marks[r->doc->nodes[i].extra] == i;
}

static void
put_note_mark(struct render *r, uint32_t i)
{
	unsigned number = r->doc->nodes[i].extra;
	struct str anchor = arena_printf(r->spot->scratch, "wm:note-%u", number);

	buf_puts(r->out, "<sup class=\"mark\"");
	if (!r->spot->is_page && r->spot->page->address.length == 0) {
		/* A text that stands on every page: no page has this note alone. */
		buf_printf(r->out, ">%u</sup>", number);
		return;
	}
	if (r->spot->is_page && is_first_mark(r, i))
		buf_printf(r->out, " id=\"wm:mark-%u\"", number);
	buf_puts(r->out, "><a href=\"");
	spot_put_url(r->spot, r->spot->is_page ? r->spot->address : r->spot->page->address, anchor,
		     r->out);
	buf_printf(r->out, "\">%u</a></sup>", number);
}

static void
put_link(struct render *r, uint32_t i)
{
	const struct node *node = &r->doc->nodes[i];

	if (r->markup.in_link || !raw_url_is_safe(node_text(node))) {
		open_node(r, i, true, "");
		return;
	}
	buf_puts(r->out, "<a");
	spot_put_href(r->spot, node_text(node), string_of(r, node), r->out);
	buf_putc(r->out, '>');
	open_node(r, i, true, "</a>");
	r->markup.in_link = true;
}

static void
put_alternative(struct render *r, uint32_t image)
{
	for (uint32_t i = image + 1; i < r->doc->nodes[image].end; i++) {
		const struct node *node = &r->doc->nodes[i];

		if (node->kind == NODE_TEXT || node->kind == NODE_CODE)
			buf_put_html(r->out, node_text(node));
		else if (node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK)
			buf_putc(r->out, ' ');
	}
}

/* A word that some service draws is shown as that word: nothing is loaded from elsewhere for it. */
static bool
put_drawn_word(struct render *r, uint32_t i)
{
	if (!str_starts(node_text(&r->doc->nodes[i]), STR("https://img.shields.io/")))
		return false;
	buf_puts(r->out, "<span class=\"badge\">");
	put_alternative(r, i);
	buf_puts(r->out, "</span>");
	return true;
}

static void
put_image(struct render *r, uint32_t i)
{
	const struct node *node = &r->doc->nodes[i];
	struct str address;
	enum link_look look;

	look = spot_link(r->spot, node_text(node), &address);
	if (look == LINK_LOOK_UNSAFE || address.length == 0) {
		put_alternative(r, i);
		return;
	}
	if (put_drawn_word(r, i))
		return;
	buf_puts(r->out,
		 look == LINK_LOOK_MISSING ? "<img class=\"missing\" src=\"" : "<img src=\"");
	buf_put_url(r->out, address);
	buf_puts(r->out, "\" alt=\"");
	put_alternative(r, i);
	buf_putc(r->out, '"');
	if (node->extra != 0) {
		buf_puts(r->out, " title=\"");
		buf_put_html(r->out, r->doc->strings[node->extra]);
		buf_putc(r->out, '"');
	}
	buf_puts(r->out, " loading=\"lazy\">");
}

static void
put_simple(struct render *r, uint32_t i)
{
	const struct around *row = &simple[r->doc->nodes[i].kind];

	if (row->is_block)
		markup_make_room(&r->markup, MARKUP_BLOCK);
	buf_puts(r->out, row->open);
	open_node(r, i, row->phrasing, row->close);
}

static void
put_code(struct render *r, uint32_t i)
{
	buf_puts(r->out, "<code>");
	buf_put_html(r->out, node_text(&r->doc->nodes[i]));
	buf_puts(r->out, "</code>");
}

static void
put_rule(struct render *r, uint32_t i)
{
	(void)i;
	markup_make_room(&r->markup, MARKUP_BLOCK);
	buf_puts(r->out, "<hr>\n");
}

static void
put_text(struct render *r, uint32_t i)
{
	insert_text(&r->inserts, i);
}

static void
put_soft_break(struct render *r, uint32_t i)
{
	(void)i;
	buf_putc(r->out, '\n');
}

static void
put_line_break(struct render *r, uint32_t i)
{
	(void)i;
	buf_puts(r->out, "<br>\n");
}

/* Raw lists and tables that are open take no text; blanks between their parts do no harm. */
static bool
needs_text_room(const struct node *node)
{
	return node->kind >= NODE_TEXT && node->kind != NODE_HTML &&
	       (node->kind != NODE_TEXT || str_trim(node_text(node)).length > 0);
}

/* What writes a node up to its first descendant, or a leaf with all that is in it. */
struct node_writer {
	void (*put)(struct render *r, uint32_t i);
	bool is_leaf;
};

static const struct node_writer writers[] = {
	[NODE_DOCUMENT] = { NULL, false },
	[NODE_PARAGRAPH] = { put_paragraph, false },
	[NODE_HEADING] = { put_heading, false },
	[NODE_QUOTE] = { put_simple, false },
	[NODE_LIST] = { put_list, false },
	[NODE_ITEM] = { put_item, false },
	[NODE_CODE_BLOCK] = { put_code_block, true },
	[NODE_HTML_BLOCK] = { put_raw, true },
	[NODE_RULE] = { put_rule, true },
	[NODE_TABLE] = { put_table, false },
	[NODE_ROW] = { put_row, false },
	[NODE_CELL] = { put_cell, false },
	[NODE_FOOTNOTE] = { put_footnote, false },
	[NODE_TEXT] = { put_text, true },
	[NODE_CODE] = { put_code, true },
	[NODE_EMPHASIS] = { put_simple, false },
	[NODE_STRONG] = { put_simple, false },
	[NODE_STRIKE] = { put_simple, false },
	[NODE_LINK] = { put_link, false },
	[NODE_IMAGE] = { put_image, true },
	[NODE_SOFT_BREAK] = { put_soft_break, true },
	[NODE_LINE_BREAK] = { put_line_break, true },
	[NODE_HTML] = { put_raw, true },
	[NODE_NOTE_MARK] = { put_note_mark, true },
};

void
markdown_put_html(const struct spot *spot, uint32_t from, uint32_t end, const struct records *rows,
		  struct buf *out)
{
	struct render r = {
		.spot = spot,
		.doc = spot->page->doc,
		.out = out,
		.markup = { .spot = spot, .out = out },
		.rows = rows == NULL ? NULL : (const struct record *const *)rows->items,
		.row_count = rows == NULL ? 0 : rows->count,
		.inserts = { .spot = spot, .markup = &r.markup },
	};

	for (uint32_t i = from; i < end;) {
		const struct node *node = &r.doc->nodes[i];
		const struct node_writer *writer = &writers[node->kind];

		close_nodes(&r, i);
		if (r.markup.count > 0 && needs_text_room(node))
			markup_make_text_room(&r.markup);
		if (insert_directives(&r.inserts, i)) {
			i = node->end;
			continue;
		}
		if (writer->put != NULL)
			writer->put(&r, i);
		i = writer->is_leaf ? node->end : i + 1;
	}
	close_nodes(&r, end);
	markup_close(&r.markup, 0);
	if (r.in_notes)
		buf_puts(out, "</div>\n");
}
