/*
 * survey: links, raw markup and table rows of all pages.
 */
#include "check/survey.h"

#include "base/limits.h"
#include "base/parallel.h"
#include "check/rules.h"
#include "text/rawhtml.h"

/* What one thread needs for one page. */
struct walk {
	const struct model *model;
	const struct page *page;
	struct arena *arena;
	struct survey *survey;
};

static bool
is_sound(enum link_kind kind)
{
	return kind == LINK_OUTSIDE || kind == LINK_PAGE || kind == LINK_FILE;
}

/* `from`..`from + span` is the Markdown that the address stands in, which may escape it. */
static void
add_link(struct walk *walk, struct str url, size_t from, size_t span)
{
	struct link_target target = link_resolve(walk->model, walk->page, url);
	struct survey_link *link;
	struct str markdown;
	size_t at;

	if (is_sound(target.kind))
		return;
	link = VEC_PUSH(walk->arena, &walk->survey->links);
	*link = (struct survey_link){
		.page = walk->page, .url = url, .offset = from, .length = span, .target = target
	};
	markdown = str_slice(walk->page->doc->source, from, from + span);
	if (!link_find_url(markdown, url, &at))
		return;
	link->offset = from + at;
	link->length = url.length;
	link->exact = true;
}

/* Where a slice of a node's text stands in the file; false when the text is a copy. */
static bool
offset_of(const struct doc *doc, struct str part, size_t *ret_offset)
{
	uintptr_t start = (uintptr_t)doc->source.data;
	uintptr_t at = (uintptr_t)part.data;

	if (at < start || at + part.length > start + doc->source.length)
		return false;
	*ret_offset = at - start;
	return true;
}

static void
add_raw_link(struct walk *walk, const struct node *node, const struct raw_token *token)
{
	for (size_t i = 0; i < token->attribute_count; i++) {
		const struct raw_attribute *attribute = &token->attributes[i];
		size_t offset = node->offset, span = node->span;

		if (!str_equal(attribute->name, STR("href")) &&
		    !str_equal(attribute->name, STR("src")))
			continue;
		if (offset_of(walk->page->doc, attribute->value, &offset))
			span = attribute->value.length;
		add_link(walk, attribute->value, offset, span);
	}
}

static void
look_at_html(struct walk *walk, const struct node *node)
{
	struct str rest = node_text(node);
	struct raw_token token;

	while (raw_next(&rest, &token)) {
		struct survey_markup *markup;

		if (token.kind == RAW_OPEN)
			add_raw_link(walk, node, &token);
		/* The end tag of what is not allowed needs no finding of its own. */
		if (token.kind != RAW_REFUSED || str_starts(token.source, STR("</")))
			continue;
		markup = VEC_PUSH(walk->arena, &walk->survey->markup);
		*markup = (struct survey_markup){ walk->page, token.source, node->offset,
						  node->span, false };
		if (offset_of(walk->page->doc, token.source, &markup->offset)) {
			markup->length = token.source.length;
			markup->exact = true;
		}
	}
}

bool
survey_row_definition(const struct survey_row *row, struct str *ret_label)
{
	const struct node *node = &row->page->doc->nodes[row->row];
	struct str text =
		str_slice(row->page->doc->source, node->offset, node->offset + node->span);
	size_t end;

	text = str_trim(text);
	end = str_find(text, STR("]:"));
	if (!str_starts(text, STR("[")) || end == STR_NONE)
		return false;
	*ret_label = str_slice(text, 1, end);
	return true;
}

static void
look_at_table(struct walk *walk, uint32_t table)
{
	const struct node *nodes = walk->page->doc->nodes;

	for (uint32_t i = table + 1; i < nodes[table].end; i = nodes[i].end) {
		struct survey_row *row;

		if (nodes[i].kind != NODE_ROW || nodes[i].extra == nodes[table].extra)
			continue;
		row = VEC_PUSH(walk->arena, &walk->survey->rows);
		*row = (struct survey_row){ walk->page, table, i };
	}
}

/* The definitions stand at the end of the page's list, from `first` on. */
static void
mark_unused(struct walk *walk, size_t first)
{
	const struct doc *doc = walk->page->doc;
	struct map used = { 0 };

	if (first == walk->survey->links.count)
		return;
	for (uint32_t i = 0; i < doc->count; i++)
		if (doc->nodes[i].flags & NODE_REFERENCE &&
		    (doc->nodes[i].kind == NODE_LINK || doc->nodes[i].kind == NODE_IMAGE))
			*map_put(walk->arena, &used, node_text(&doc->nodes[i])) = &doc->nodes[i];
	for (size_t i = first; i < walk->survey->links.count; i++)
		walk->survey->links.items[i].unused =
			map_get(&used, walk->survey->links.items[i].url) == NULL;
}

static void
look_at_page(struct walk *walk)
{
	const struct doc *doc = walk->page->doc;
	size_t first_definition;

	for (uint32_t i = 0; i < doc->count; i++) {
		const struct node *node = &doc->nodes[i];

		if (node->kind == NODE_TABLE)
			look_at_table(walk, i);
		else if (node->kind == NODE_HTML || node->kind == NODE_HTML_BLOCK)
			look_at_html(walk, node);
		else if ((node->kind == NODE_LINK || node->kind == NODE_IMAGE) &&
			 !(node->flags & NODE_REFERENCE))
			add_link(walk, node_text(node), node->offset, node->span);
	}
	first_definition = walk->survey->links.count;
	for (size_t i = 0; i < doc->definition_count; i++)
		add_link(walk, doc->definitions[i].target, doc->definitions[i].offset,
			 doc->definitions[i].span);
	mark_unused(walk, first_definition);
}

/* Following links costs more than all other rules together, so pages are shared among threads. */
struct work {
	const struct model *model;
	struct survey *pages; /* one each */
	struct arena arenas[LIMIT_THREADS];
};

static void
work_on_page(void *context, size_t index, size_t worker)
{
	struct work *work = context;
	struct walk walk = { work->model, work->model->pages[index], &work->arenas[worker],
			     &work->pages[index] };

	look_at_page(&walk);
}

static void
append(struct arena *arena, struct survey *into, const struct survey *from)
{
	for (size_t i = 0; i < from->links.count; i++)
		*VEC_PUSH(arena, &into->links) = from->links.items[i];
	for (size_t i = 0; i < from->markup.count; i++)
		*VEC_PUSH(arena, &into->markup) = from->markup.items[i];
	for (size_t i = 0; i < from->rows.count; i++)
		*VEC_PUSH(arena, &into->rows) = from->rows.items[i];
}

const struct survey *
survey_of(const struct check *check)
{
	size_t count = check->model->page_count, workers = parallel_workers(count);
	struct work work = { .model = check->model };
	struct survey *survey = check->cache->survey;

	if (survey != NULL)
		return survey;
	survey = check->cache->survey = ARENA_NEW(check->arena, struct survey);
	work.pages = ARENA_ARRAY(check->arena, struct survey, count);
	for (size_t i = 0; i < workers; i++)
		arena_init(&work.arenas[i]);
	parallel_run(count, workers, work_on_page, &work);
	for (size_t i = 0; i < workers; i++)
		arena_adopt(check->arena, &work.arenas[i]);
	for (size_t i = 0; i < count; i++)
		append(check->arena, survey, &work.pages[i]);
	return survey;
}
