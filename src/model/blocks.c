/*
 * Parts of a page that are records: the problems of a metanarrative.
 *
 * What they are, and what they say, follows from the page alone, and is kept with it.
 */
#include "base/path.h"
#include "model/region.h"
#include "model/rows.h"
#include "text/rawhtml.h"

struct block {
	const struct dialect_block *how;
	struct title title;
	struct map_key id; /* that it is to have */
	struct place place;
	uint32_t node;       /* the heading, or the HTML that opens it */
	uint32_t first, end; /* its content */
	struct record *record;
	struct record *own; /* memory for one, of a page that is kept */
	struct kept_fields said;
};

/* The blocks of a page, by the dialect's order. */
struct page_blocks {
	struct block *items;
	size_t count, capacity;
	struct record **claims; /* of the page's nodes */
};

/* Where they are looked for. */
struct search {
	struct loader *loader;
	struct page *page;
	const struct dialect_block *how;
	struct sections sections; /* of the page, that have the dialect's title */
	struct page_blocks *found;
};

/* Whose fields are read. */
struct reading {
	struct loader *loader;
	const struct page *page;
	const struct block *block;
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
add_field(const struct reading *reading, struct record *record, enum field field, uint32_t node,
	  struct str text)
{
	const struct page *page = reading->page;
	const struct dialect_field how = { .source = SOURCE_BLOCK, .field = field };
	struct material material = material_from_nodes(reading->loader->arena, SOURCE_BLOCK, page,
						       node, page->doc->nodes[node].end);
	material.place = doc_node_place(page->doc, node);
	if (text.length) {
		material.text = text;
		material.first = material.end = 0;
	}
	values_add(reading->loader, record, &how, &material, false);
}

/* A bullet of the block is a point, unless it asks for evidence that is still wanted. */
static void
add_bullet(const struct reading *reading, struct record *record, uint32_t item, bool top)
{
	const struct doc *doc = reading->page->doc;
	uint32_t line = item + 1;
	if (line >= doc->nodes[item].end)
		return;
	struct str text = str_trim(doc_plain(reading->loader->arena, doc, line));
	struct str sign = reading->block->how->wanted;
	bool wanted = sign.length && str_starts(text, sign);
	if (wanted)
		add_field(reading, record, FIELD_WANTED, line,
			  str_trim(str_from_offset(text, sign.length)));
	else if (top)
		add_field(reading, record, FIELD_POINTS, line, text);
}

static void
read_content(const struct reading *reading, struct record *record)
{
	const struct doc *doc = reading->page->doc;
	uint32_t list_end = 0, next_item = 0; /* of a list that is in no other one */
	for (uint32_t i = reading->block->first; i < reading->block->end; i++) {
		i = region_end(doc, i);
		if (doc->nodes[i].kind == NODE_LIST && i >= list_end) {
			list_end = doc->nodes[i].end;
			next_item = i + 1;
		}
		if (doc->nodes[i].kind == NODE_ITEM) {
			add_bullet(reading, record, i, i == next_item);
			if (i == next_item)
				next_item = doc->nodes[i].end;
		}
		if (doc->nodes[i].kind == NODE_LINK)
			add_field(reading, record, FIELD_CITES, i, STR_EMPTY);
	}
}

static void
read_fields(struct loader *loader, const struct page *page, const struct block *block,
	    struct record *record)
{
	const struct reading reading = { loader, page, block };
	const struct dialect_field title = { .source = SOURCE_TITLE, .field = FIELD_TITLE };
	const struct material material = { .source = SOURCE_TITLE,
					   .page = page,
					   .text = block->title.text,
					   .place = block->place };
	values_add(loader, record, &title, &material, false);
	read_content(&reading, record);
}

/* Into an empty record: what they say depends on its kind alone. */
static void
read_kept(const struct loader *loader, const struct page *page, struct block *block)
{
	struct record empty = { .kind = block->how->kind };
	struct loader own = *loader;
	own.arena = page->kept->arena;
	read_fields(&own, page, block, &empty);
	kept_take(own.arena, loader, &block->said, &empty);
}

static void
state_block(struct loader *loader, const struct page *page, struct block *block)
{
	if (!page->kept) {
		read_fields(loader, page, block, block->record);
		return;
	}
	if (!block->said.is_read)
		read_kept(loader, page, block);
	kept_give(loader->arena, &block->said, block->record, false);
}

static void
place_record(const struct block *block)
{
	block->record->place = block->place;
	block->record->first_node = block->first;
	block->record->end_node = block->end;
}

static void
add_record(struct loader *loader, const struct page *page, struct block *block)
{
	const struct kept *kept = page->kept;
	block->record =
		loader_add(loader, &(struct new_record){ .kind = block->how->kind,
							 .id = block->id,
							 .place = block->place,
							 .order = loader_order(page, block->node),
							 .home = page,
							 .memory = kept ? &block->own : NULL,
							 .arena = kept ? kept->arena : NULL });
	place_record(block);
	loader_note_title(loader, block->record, block->title.key);
	state_block(loader, page, block);
}

static void
claim_nodes(const struct page_blocks *blocks, const struct block *block)
{
	for (uint32_t i = block->node; i < block->end; i++) {
		const struct record *other = blocks->claims[i];
		if (!other || other->end_node - other->first_node > block->end - block->first)
			blocks->claims[i] = block->record;
	}
}

/* For links to anchors in blocks; the narrower of two blocks counts. */
static void
claim_page(struct loader *loader, struct page *page, struct page_blocks *blocks)
{
	size_t count = page->doc->count;
	if (!blocks->claims)
		blocks->claims = ARENA_ARRAY(page->kept ? page->kept->arena : loader->arena,
					     struct record *, count);
	memset(blocks->claims, 0, count * sizeof *blocks->claims);
	for (size_t i = 0; i < blocks->count; i++)
		claim_nodes(blocks, &blocks->items[i]);
	page->blocks = blocks->claims;
}

/* `block` has its nodes. */
static void
note_block(const struct search *search, const struct block *found, struct str text)
{
	struct arena *arena = search->loader->arena;
	struct block *block = VEC_PUSH(arena, search->found);
	*block = *found;
	block->how = search->how;
	block->title = (struct title){ text, loader_title_key(arena, text) };
	block->id = map_key(loader_slug(arena, text));
	block->place = doc_node_place(search->page->doc, block->node);
}

static bool
in_section(const struct search *search, uint32_t node)
{
	return !search->how->section.length || extract_is_within(&search->sections, node);
}

static void
find_details(const struct search *search)
{
	const struct doc *doc = search->page->doc;
	struct block block = { 0 };
	struct str title = STR_EMPTY;
	int depth = 0;
	for (uint32_t i = 1; i < doc->count; i++) {
		struct str summary = STR_EMPTY;
		int balance =
			is_html(&doc->nodes[i]) ? details_balance(&doc->nodes[i], &summary) : 0;
		if (depth == 0 && balance > 0 && summary.length && in_section(search, i)) {
			title = summary;
			block.node = i;
			block.first = doc->nodes[i].end;
		}
		depth += balance;
		if (depth == 0 && balance < 0 && block.node) {
			block.end = i;
			note_block(search, &block, title);
			block.node = 0;
		}
	}
}

static void
find_headings(const struct search *search)
{
	const struct page *page = search->page;
	for (uint32_t h = 0; h < page->heading_count; h++) {
		uint32_t heading = page->headings[h];
		if (page->doc->nodes[heading].level != search->how->level ||
		    !in_section(search, heading))
			continue;
		const struct block block = { .node = heading,
					     .first = page->doc->nodes[heading].end,
					     .end = doc_section_end(page->doc, heading) };
		note_block(search, &block,
			   str_trim(doc_plain(search->loader->arena, page->doc, heading)));
	}
}

/* NULL: there are none. */
static struct page_blocks *
find_blocks(struct loader *loader, struct page *page)
{
	struct page_blocks *found = NULL;
	for (size_t b = 0; b < loader->dialect->block_count; b++) {
		const struct dialect_block *how = &loader->dialect->blocks[b];
		struct search search = { .loader = loader, .page = page, .how = how };
		if (!path_glob(how->files, page->name, NULL))
			continue;
		if (!found)
			found = ARENA_NEW(loader->arena, struct page_blocks);
		search.found = found;
		extract_ranges(loader->arena, page, how->section, &search.sections);
		if (how->details)
			find_details(&search);
		else
			find_headings(&search);
	}
	return found && found->count ? found : NULL;
}

static struct page_blocks *
blocks_of(const struct loader *loader, struct page *page)
{
	struct kept *kept = page->kept;
	struct loader own = *loader;
	if (!kept)
		return find_blocks(&own, page);
	own.arena = kept->arena;
	if (!kept->has_blocks)
		kept->blocks = find_blocks(&own, page);
	kept->has_blocks = true;
	return kept->blocks;
}

void
blocks_read(struct loader *loader)
{
	const struct model *model = loader->model;
	struct page_blocks **all =
		ARENA_ARRAY(loader->arena, struct page_blocks *, model->page_count);
	for (size_t i = 0; loader->dialect->block_count && i < model->page_count; i++)
		all[i] = blocks_of(loader, model->pages[i]);
	for (size_t b = 0; b < loader->dialect->block_count; b++)
		for (size_t i = 0; i < model->page_count; i++)
			for (size_t k = 0; all[i] && k < all[i]->count; k++)
				if (all[i]->items[k].how == &loader->dialect->blocks[b])
					add_record(loader, model->pages[i], &all[i]->items[k]);
	for (size_t i = 0; i < model->page_count; i++)
		if (all[i])
			claim_page(loader, model->pages[i], all[i]);
}

/* ==== once more ==== */

static void
block_again(struct again *again, const struct page *page, struct block *block,
	    const struct block *before)
{
	block->record = before->record;
	place_record(block);
	read_kept(again->loader, page, block);
	kept_replace(block->record, &before->said, &block->said);
	*VEC_PUSH(again->loader->arena, &again->records) = block->record;
}

/* Of one row of the dialect: then they stand in the order of the page. */
static bool
are_same_blocks(const struct page_blocks *blocks, const struct page_blocks *before)
{
	if (!blocks || !before || blocks->count != before->count)
		return false;
	for (size_t i = 0; i < blocks->count; i++)
		if (blocks->items[i].how != before->items[0].how ||
		    before->items[i].how != before->items[0].how ||
		    !str_equal(blocks->items[i].title.text, before->items[i].title.text))
			return false;
	return true;
}

/* The last one first: ids of one name are numbered. */
bool
blocks_take_back(struct loader *loader, const struct page_blocks *blocks)
{
	for (size_t i = blocks ? blocks->count : 0; i-- > 0;) {
		const struct block *block = &blocks->items[i];
		loader_forget_title(loader, block->record, block->title.key);
		if (!loader_take_back(loader, block->record, block->id.text))
			return false;
	}
	return true;
}

/* Another page's block of the same id might come before this one. */
static bool
has_own_id(const struct loader *loader, const struct page *page, const struct block *block)
{
	const struct record *first = loader_find(loader, block->how->kind, block->id.text);
	return first && first->home == page && !first->page;
}

static bool
replace(struct again *again, const struct page *page, struct page_blocks *blocks,
	const struct page_blocks *before)
{
	again->has_rows = true;
	if (!blocks_take_back(again->loader, before))
		return false;
	for (size_t i = 0; blocks && i < blocks->count; i++)
		add_record(again->loader, page, &blocks->items[i]);
	for (size_t i = 0; blocks && i < blocks->count; i++)
		if (!has_own_id(again->loader, page, &blocks->items[i]))
			return false;
	return true;
}

static bool
has_rows(const struct kept *kept)
{
	return kept->rows && kept->rows->count;
}

/* Links to its anchors may mean other blocks.  Rows might stand between them. */
bool
blocks_again(struct again *again, struct page *page, const struct kept *before)
{
	static const struct kept none = { 0 };
	if (!before)
		before = &none;
	struct page_blocks *blocks = blocks_of(again->loader, page), *former = before->blocks;
	if (!blocks && !former)
		return true;
	if (has_rows(page->kept) || has_rows(before) || !resolve_forget(again))
		return false;
	if (are_same_blocks(blocks, former))
		for (size_t i = 0; i < blocks->count; i++)
			block_again(again, page, &blocks->items[i], &former->items[i]);
	else if (!replace(again, page, blocks, former))
		return false;
	page->blocks = NULL;
	if (blocks)
		claim_page(again->loader, page, blocks);
	return true;
}

void
blocks_list(const struct loader *loader, struct records *stated)
{
	const struct model *model = loader->model;
	for (size_t b = 0; b < loader->dialect->block_count; b++)
		for (size_t i = 0; i < model->page_count; i++) {
			const struct kept *kept = model->pages[i]->kept;
			const struct page_blocks *blocks = kept ? kept->blocks : NULL;
			for (size_t k = 0; blocks && k < blocks->count; k++)
				if (blocks->items[k].how == &loader->dialect->blocks[b])
					*VEC_PUSH(loader->arena, stated) = blocks->items[k].record;
		}
}
