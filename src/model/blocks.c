/* Parts of a page that are records: the problems of a metanarrative. */
#include "base/path.h"
#include "model/loader.h"
#include "model/region.h"
#include "text/rawhtml.h"

struct block {
	struct loader *loader;
	struct page *page;
	const struct dialect_block *how;
	struct sections sections; /* of the page, that have the dialect's title */
	struct str title;
	uint32_t node;       /* the heading, or the HTML that opens it */
	uint32_t first, end; /* its content */
};

static bool
is_html(const struct node *node)
{
	return node->kind == NODE_HTML_BLOCK || node->kind == NODE_HTML;
}

/* How many <details> a piece of HTML opens more than it closes; the text of its <summary>. */
static int
details_balance(const struct node *node, struct str *ret_summary)
{
	struct str rest = node_text(node);
	struct raw_token token;
	int balance = 0;
	const char *summary_from = NULL;
	while (raw_next(&rest, &token)) {
		struct str name = str_from(token.name);
		int step = token.kind == RAW_OPEN ? 1 : token.kind == RAW_CLOSE ? -1 : 0;
		if (str_equal(name, STR("details")))
			balance += step;
		if (!str_equal(name, STR("summary")))
			continue;
		if (step > 0)
			summary_from = token.source.data + token.source.length;
		else if (summary_from)
			*ret_summary = str_trim((struct str){
				summary_from, (size_t)(token.source.data - summary_from) });
	}
	return balance;
}

static void
add_field(const struct block *block, struct record *record, enum field field, uint32_t node,
	  struct str text)
{
	const struct dialect_field how = { .source = SOURCE_BLOCK, .field = field };
	struct material material =
		material_from_nodes(block->loader->arena, SOURCE_BLOCK, block->page, node,
				    block->page->doc->nodes[node].end);
	material.place = doc_node_place(block->page->doc, node);
	if (text.length) {
		material.text = text;
		material.first = material.end = 0;
	}
	values_add(block->loader, record, &how, &material, false);
}

/* A bullet of the block is a point, unless it asks for evidence that is still wanted. */
static void
add_bullet(const struct block *block, struct record *record, uint32_t item, bool top)
{
	const struct doc *doc = block->page->doc;
	uint32_t line = item + 1;
	if (line >= doc->nodes[item].end)
		return;
	struct str text = str_trim(doc_plain(block->loader->arena, doc, line));
	struct str sign = block->how->wanted;
	bool wanted = sign.length && str_starts(text, sign);
	if (wanted)
		add_field(block, record, FIELD_WANTED, line,
			  str_trim(str_from_offset(text, sign.length)));
	else if (top)
		add_field(block, record, FIELD_POINTS, line, text);
}

static void
read_content(const struct block *block, struct record *record)
{
	const struct doc *doc = block->page->doc;
	uint32_t list_end = 0, next_item = 0; /* of a list that is in no other one */
	for (uint32_t i = block->first; i < block->end; i++) {
		i = region_end(doc, i);
		if (doc->nodes[i].kind == NODE_LIST && i >= list_end) {
			list_end = doc->nodes[i].end;
			next_item = i + 1;
		}
		if (doc->nodes[i].kind == NODE_ITEM) {
			add_bullet(block, record, i, i == next_item);
			if (i == next_item)
				next_item = doc->nodes[i].end;
		}
		if (doc->nodes[i].kind == NODE_LINK)
			add_field(block, record, FIELD_CITES, i, STR_EMPTY);
	}
}

/* For links to anchors in the block; the narrower of two blocks counts. */
static void
claim_nodes(const struct block *block, struct record *record)
{
	struct page *page = block->page;
	if (!page->blocks)
		page->blocks = ARENA_ARRAY(block->loader->arena, struct record *, page->doc->count);
	for (uint32_t i = block->node; i < block->end; i++) {
		const struct record *other = page->blocks[i];
		if (!other ||
		    other->end_node - other->first_node > record->end_node - record->first_node)
			page->blocks[i] = record;
	}
}

static void
add_block(const struct block *block)
{
	struct loader *loader = block->loader;
	struct place place = doc_node_place(block->page->doc, block->node);
	struct record *record = loader_add(
		loader,
		&(struct new_record){ .kind = block->how->kind,
				      .id = map_key(loader_slug(loader->arena, block->title)),
				      .place = place,
				      .order = loader_order(block->page, block->node),
				      .home = block->page });
	if (!record)
		return;
	record->first_node = block->first;
	record->end_node = block->end;
	claim_nodes(block, record);
	const struct dialect_field title = { .source = SOURCE_TITLE, .field = FIELD_TITLE };
	struct material material = {
		.source = SOURCE_TITLE, .page = block->page, .text = block->title, .place = place
	};
	values_add(loader, record, &title, &material, false);
	loader_note_title(loader, record, loader_title_key(loader->arena, block->title));
	read_content(block, record);
}

static bool
in_section(const struct block *block, uint32_t node)
{
	return !block->how->section.length || extract_is_within(&block->sections, node);
}

static void
read_details(struct block *block)
{
	const struct doc *doc = block->page->doc;
	int depth = 0;
	for (uint32_t i = 1; i < doc->count; i++) {
		struct str summary = STR_EMPTY;
		int balance =
			is_html(&doc->nodes[i]) ? details_balance(&doc->nodes[i], &summary) : 0;
		if (depth == 0 && balance > 0 && summary.length && in_section(block, i)) {
			block->title = summary;
			block->node = i;
			block->first = doc->nodes[i].end;
		}
		depth += balance;
		if (depth == 0 && balance < 0 && block->node) {
			block->end = i;
			add_block(block);
			block->node = 0;
		}
	}
}

static void
read_headings(struct block *block)
{
	const struct page *page = block->page;
	for (uint32_t h = 0; h < page->heading_count; h++) {
		uint32_t heading = page->headings[h];
		if (page->doc->nodes[heading].level != block->how->level ||
		    !in_section(block, heading))
			continue;
		block->title = str_trim(doc_plain(block->loader->arena, page->doc, heading));
		block->node = heading;
		block->first = page->doc->nodes[heading].end;
		block->end = doc_section_end(page->doc, heading);
		add_block(block);
	}
}

void
blocks_read(struct loader *loader)
{
	const struct model *model = loader->model;
	for (size_t b = 0; b < loader->dialect->block_count; b++) {
		const struct dialect_block *how = &loader->dialect->blocks[b];
		for (size_t i = 0; i < model->page_count; i++) {
			struct block block = { .loader = loader,
					       .page = model->pages[i],
					       .how = how };
			if (!path_glob(how->files, model->pages[i]->name, NULL))
				continue;
			extract_ranges(loader->arena, block.page, how->section, &block.sections);
			if (how->details)
				read_details(&block);
			else
				read_headings(&block);
		}
	}
}
