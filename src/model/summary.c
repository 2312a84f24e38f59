/*
 * summary: SUMMARY.md as mdBook reads it, off its Markdown tree.
 *
 * Links before the first list are prefix chapters and links after it suffix chapters, without
 * numbers; items of lists are numbered chapters, nested as the lists are; a level 1 heading (but
 * for one at the very start) opens a part, a rule is a separator, `[Title]()` is a draft.
 */
#include "model/book.h"
#include "model/link.h"

struct summary {
	struct model *model;
	struct arena *scratch; /* for what nobody needs when it is read */
	const struct doc *doc;
	struct diags *diags;
	VEC(struct chapter) chapters;
	struct map lines; /* name of a listed page -> the struct node of its link */
};

/* The surroundings of an item: what its chapter hangs below, and how far its list has counted. */
struct level {
	struct page *parent;
	struct str number;
	uint32_t depth;
	unsigned count;
};

struct str
book_number(struct arena *arena, struct str above, unsigned number)
{
	char digits[16];
	size_t at = sizeof digits;
	digits[--at] = '.';
	do
		digits[--at] = (char)('0' + number % 10);
	while (number /= 10);
	const struct str parts[] = { above, { digits + at, sizeof digits - at } };
	return arena_concat(arena, parts, 2);
}

static struct chapter *
add_chapter(struct summary *summary, enum chapter_kind kind, uint32_t node,
	    const struct level *level)
{
	struct chapter *chapter = VEC_PUSH(summary->scratch, &summary->chapters);
	chapter->kind = kind;
	chapter->place = doc_node_place(summary->doc, node);
	chapter->title = str_trim(doc_plain(summary->model->arena, summary->doc, node));
	chapter->depth = level->depth;
	chapter->number = level->number;
	return chapter;
}

static void
report_missing(struct summary *summary, uint32_t link)
{
	struct str url = node_text(&summary->doc->nodes[link]);
	struct diag_finding *finding = diag_add(
		summary->diags, &book_codes[BOOK_SUMMARY_MISSING_PAGE],
		doc_node_place(summary->doc, link), "the page \"%.*s\" is not there", STR_ARG(url));
	finding->hint =
		STR("Write an empty target for a chapter that is still to come: [Title]().");
}

static void
report_duplicate(struct summary *summary, uint32_t link, const struct node *first)
{
	struct str url = node_text(&summary->doc->nodes[link]);
	struct diag_finding *finding =
		diag_add(summary->diags, &book_codes[BOOK_SUMMARY_DUPLICATE_PAGE],
			 doc_node_place(summary->doc, link), "the page \"%.*s\" is listed twice",
			 STR_ARG(url));
	finding->other = doc_node_place(summary->doc, (uint32_t)(first - summary->doc->nodes));
	finding->other_label = STR("the first line");
}

static struct page *
add_page(struct summary *summary, struct page *page, uint32_t link, const struct level *level)
{
	void **line = map_put(summary->scratch, &summary->lines, page->name);
	if (*line) {
		report_duplicate(summary, link, *line);
		return page;
	}
	*line = &summary->doc->nodes[link];
	struct chapter *chapter = add_chapter(summary, CHAPTER_PAGE, link, level);
	chapter->page = page;
	if (chapter->title.length)
		page->title = chapter->title;
	else
		chapter->title = page->title;
	page->parent = level->parent;
	page->depth = level->depth;
	page->number = level->number;
	page->listed = true;
	return page;
}

/* The chapter of a link; returns the page that it leads to, or NULL. */
static struct page *
add_link(struct summary *summary, uint32_t link, const struct level *level)
{
	struct str url = node_text(&summary->doc->nodes[link]);
	struct link_target target;
	if (!str_trim(url).length) {
		add_chapter(summary, CHAPTER_DRAFT, link, level);
		return NULL;
	}
	target = link_resolve(summary->model, summary->model->book.summary, url);
	if (target.page)
		return add_page(summary, target.page, link, level);
	if (target.kind == LINK_OUTSIDE || target.kind == LINK_FILE ||
	    target.kind == LINK_REDIRECT) {
		add_chapter(summary, CHAPTER_LINK, link, level)->url = url;
		return NULL;
	}
	report_missing(summary, link);
	add_chapter(summary, CHAPTER_DRAFT, link, level);
	return NULL;
}

/* The first link in nodes[from..end); `end` if there is none. */
static uint32_t
find_link(const struct doc *doc, uint32_t from, uint32_t end)
{
	while (from < end && doc->nodes[from].kind != NODE_LINK)
		from++;
	return from;
}

/* What an item is made of: its first text, link and list; the item's end where it has none. */
struct item {
	uint32_t text, link, list, end;
};

static struct item
look_into(const struct doc *doc, uint32_t node)
{
	const struct node *nodes = doc->nodes;
	uint32_t end = nodes[node].end;
	struct item item = { end, end, end, end };
	for (uint32_t i = node + 1; i < end; i = nodes[i].end) {
		uint32_t *first = nodes[i].kind == NODE_LIST ? &item.list : &item.text;
		uint32_t link = find_link(doc, i, nodes[i].end);
		if (*first == end)
			*first = i;
		if (first == &item.text && item.link == end && link < nodes[i].end)
			item.link = link;
	}
	return item;
}

static void read_list(struct summary *summary, uint32_t list, struct level *level);

/* An item is a chapter, and the lists in it are the chapters below.  Text without a link is a
   draft when something is nested in it, and nothing otherwise. */
static void
read_item(struct summary *summary, uint32_t node, struct level *level)
{
	const struct node *nodes = summary->doc->nodes;
	struct item item = look_into(summary->doc, node);
	struct level own = { .parent = level->parent, .depth = level->depth };
	struct page *page = NULL;
	if (item.link == item.end && (item.list == item.end || item.text == item.end))
		return;
	own.number = book_number(summary->model->arena, level->number, ++level->count);
	if (item.link < item.end)
		page = add_link(summary, item.link, &own);
	else
		add_chapter(summary, CHAPTER_DRAFT, item.text, &own);
	struct level below = { page ? page : level->parent, own.number, level->depth + 1, 0 };
	for (uint32_t i = item.list; i < item.end; i = nodes[i].end)
		if (nodes[i].kind == NODE_LIST)
			read_list(summary, i, &below);
}

static void
read_list(struct summary *summary, uint32_t list, struct level *level)
{
	const struct node *nodes = summary->doc->nodes;
	for (uint32_t i = list + 1; i < nodes[list].end; i = nodes[i].end)
		read_item(summary, i, level);
}

static void
read_affix(struct summary *summary, uint32_t paragraph)
{
	const struct level none = { 0 };
	uint32_t end = summary->doc->nodes[paragraph].end;
	for (uint32_t i = find_link(summary->doc, paragraph, end); i < end;
	     i = find_link(summary->doc, i + 1, end))
		add_link(summary, i, &none);
}

static void
read_blocks(struct summary *summary)
{
	const struct doc *doc = summary->doc;
	const struct level none = { 0 };
	struct level top = { 0 };
	bool started = false;
	for (uint32_t i = 1; i < doc->count; i = doc->nodes[i].end) {
		const struct node *node = &doc->nodes[i];
		if (node->kind == NODE_HTML_BLOCK)
			continue;
		if (node->kind == NODE_LIST)
			read_list(summary, i, &top);
		else if (node->kind == NODE_PARAGRAPH)
			read_affix(summary, i);
		else if (node->kind == NODE_RULE)
			add_chapter(summary, CHAPTER_SEPARATOR, i, &none);
		else if (node->kind == NODE_HEADING && node->level == 1 && started)
			add_chapter(summary, CHAPTER_PART, i, &none);
		started = true;
	}
}

void
book_read_summary(struct model *model, struct diags *diags)
{
	struct arena scratch;
	struct summary summary = {
		.model = model, .scratch = &scratch, .doc = model->book.summary->doc, .diags = diags
	};
	arena_init(&scratch);
	read_blocks(&summary);
	book_take_chapters(model, summary.chapters.items, summary.chapters.count);
	arena_free(&scratch);
	model->book.has_summary = true;
}
