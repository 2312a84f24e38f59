/*
 * addresses: where everything stands, decided once before anything is written.
 */
#include "base/limits.h"
#include "base/map.h"
#include "base/path.h"
#include "base/shelf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "emit/markdown.h"
#include "site/changes.h"
#include "site/code.h"
#include "site/dependencies.h"
#include "site/fence.h"
#include "site/parts.h"

static bool
is_below(struct str path, struct str folder)
{
	return str_starts(path, folder) &&
	       (path.length == folder.length || path.data[folder.length] == '/');
}

static bool
book_uses(const struct model *model, struct str folder)
{
	for (size_t i = 0; i < model->page_count; i++)
		if (is_below(model->pages[i]->address, folder))
			return true;
	for (size_t i = 0; i < model->other_count; i++)
		if (is_below(site_file_address(model, model->others[i]), folder))
			return true;
	for (size_t i = 0; i < model->book.redirect_count; i++)
		if (is_below(model->book.redirects[i].from, folder))
			return true;
	return false;
}

/* A folder that the book has no use for. */
static struct str
choose_folder(struct arena *arena, const struct model *model)
{
	struct str folder = STR("waymark");

	for (int n = 2; book_uses(model, folder); n++)
		folder = arena_printf(arena, "waymark-%d", n);
	return folder;
}

static void
list_siblings(struct site *site, struct page *const *pages, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct site_page *site_page = &site->pages[pages[i]->order];

		site_page->siblings = (const struct page *const *)pages;
		site_page->sibling_count = count;
		site_page->index = i;
	}
}

static void
name_parts(struct site *site)
{
	const struct book *book = &site->model->book;
	struct str part = STR_EMPTY;

	for (size_t i = 0; i < book->chapter_count; i++) {
		const struct chapter *chapter = &book->chapters[i];

		if (chapter->kind == CHAPTER_PART)
			part = chapter->title;
		else if (chapter->page != NULL)
			site->pages[chapter->page->order].part = part;
	}
}

static void
make_pages(struct arena *arena, struct site *site)
{
	const struct model *model = site->model;
	VEC(struct page *) roots = { 0 };

	site->pages = ARENA_ARRAY(arena, struct site_page, model->page_count);
	for (size_t i = 0; i < model->page_count; i++)
		site->pages[model->pages[i]->order].page = model->pages[i];
	for (size_t i = 0; i < model->page_count; i++) {
		const struct page *page = site->pages[i].page;

		list_siblings(site, page->children, page->child_count);
		if (page->parent == NULL)
			*VEC_PUSH(arena, &roots) =
				map_get(&model->pages_by_name, page->name); /* not const */
	}
	list_siblings(site, roots.items, roots.count);
	name_parts(site);
}

/* Is the record a row of a table on a page, which gets its anchor? */
static bool
is_row(const struct record *record)
{
	return record->home != NULL && record->first_node > 0 &&
	       record->home->doc->nodes[record->first_node].kind == NODE_ROW;
}

static int
compare_rows(const void *left, const void *right)
{
	const struct record *const *a = left, *const *b = right;

	return (*a)->first_node < (*b)->first_node ? -1 : (*a)->first_node > (*b)->first_node;
}

static void
sort_rows(struct site *site)
{
	for (size_t i = 0; i < site->model->page_count; i++) {
		struct records *rows = &site->pages[i].rows;

		if (rows->count > 1)
			qsort(rows->items, rows->count, sizeof *rows->items, compare_rows);
	}
}

struct placing {
	struct arena *arena;
	struct site *site;
	struct str folder; /* of waymark's own pages */
	struct map taken;  /* addresses of pages for records */
};

static bool
is_plain(char c)
{
	return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || c == '_';
}

/* The id as a path: what is not plain in addresses becomes "-". */
static struct str
path_of_id(struct arena *arena, struct str id)
{
	char *path = arena_bytes(arena, id.length + 1);

	for (size_t i = 0; i < id.length; i++) {
		char c = id.data[i];
		bool starts = i == 0 || id.data[i - 1] == '/';

		path[i] = is_plain(c) || (!starts && (c == '.' || c == '/')) ? c : '-';
	}
	return (struct str){ path, id.length };
}

/* "polish/lint" -> "waymark/initiative/polish/lint.html" */
static struct str
record_file_address(struct placing *placing, const struct record *record, const char *folder,
		    const char *extension)
{
	struct arena *arena = placing->arena;
	struct str stem = arena_printf(arena, "%.*s/%s/%.*s", STR_ARG(placing->folder), folder,
				       STR_ARG(path_of_id(arena, record->id)));
	struct str address = arena_printf(arena, "%.*s.%s", STR_ARG(stem), extension);

	for (int n = 2; map_get(&placing->taken, address) != NULL; n++)
		address = arena_printf(arena, "%.*s-%d.%s", STR_ARG(stem), n, extension);
	*map_put(arena, &placing->taken, address) = placing;
	return address;
}

/* Milestones and asks are shown where they stand or on their parent's page, people on theirs. */
static void
place_record(struct placing *placing, struct record *record)
{
	struct site *site = placing->site;
	struct str *address = &site->record_addresses[record->order];
	struct str *anchor = &site->record_anchors[record->order];

	switch (record->kind) {
	case KIND_MILESTONE:
	case KIND_ASK:
		*anchor = record_anchor(placing->arena, record);
		if (is_row(record)) {
			*address = record->home->address;
			*VEC_PUSH(placing->arena, &site->pages[record->home->order].rows) = record;
		} else if (record->parent != NULL) {
			*address = site->record_addresses[record->parent->order];
		}
		break;
	case KIND_PERSON:
	case KIND_TEAM:
		*anchor = record_anchor(placing->arena, record);
		*address = site->views[VIEW_PEOPLE];
		break;
	case KIND_GOAL:
	case KIND_INITIATIVE:
	case KIND_STORY:
	case KIND_THEME:
	case KIND_SUMMARY:
	case KIND_CHARACTER:
	case KIND_PROJECT:
		*address = record_file_address(placing, record, record_kind_name(record), "html");
		break;
	}
}

/* Of goals and persons something happened to. */
static void
place_feeds(struct placing *placing)
{
	static const enum kind kinds[] = { KIND_GOAL, KIND_PERSON };
	struct site *site = placing->site;

	site->feed_addresses = ARENA_ARRAY(placing->arena, struct str, site->model->records.count);
	for (size_t k = 0; site->history != NULL && k < sizeof kinds / sizeof kinds[0]; k++) {
		const struct records *records = &site->model->by_kind[kinds[k]];
		const char *folder =
			arena_printf(placing->arena, "feed/%s", schema_kind(kinds[k])->name).data;

		for (size_t i = 0; i < records->count; i++)
			if (site->history->of_records[records->items[i]->order].count > 0)
				site->feed_addresses[records->items[i]->order] =
					record_file_address(placing, records->items[i], folder,
							    "xml");
	}
}

/* Parents may come later in the book than their children, so steps and asks go last. */
static void
place_records(struct arena *arena, struct site *site, struct str folder)
{
	const struct records *records = &site->model->records;
	const struct records *goals = &site->model->by_kind[KIND_GOAL];
	struct placing placing = { .arena = arena, .site = site, .folder = folder };

	site->picture_addresses = ARENA_ARRAY(arena, struct str, records->count);
	site->record_addresses = ARENA_ARRAY(arena, struct str, records->count);
	site->record_anchors = ARENA_ARRAY(arena, struct str, records->count);
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < records->count; i++) {
			struct record *record = records->items[i];
			bool is_part = record->kind == KIND_MILESTONE || record->kind == KIND_ASK;

			if (record->page != NULL)
				site->record_addresses[record->order] = record->page->address;
			else if (is_part == (pass == 1))
				place_record(&placing, record);
		}
	}
	for (size_t i = 0; i < goals->count; i++)
		site->picture_addresses[goals->items[i]->order] = record_file_address(
			&placing, goals->items[i], "picture", site->has_png ? "png" : "svg");
	place_feeds(&placing);
	sort_rows(site);
}

static size_t
deepest_page(const struct model *model)
{
	size_t deepest = 4;

	for (size_t i = 0; i < model->page_count; i++) {
		size_t depth = 0;

		for (size_t at = 0; at < model->pages[i]->address.length; at++)
			depth += model->pages[i]->address.data[at] == '/';
		deepest = depth > deepest ? depth : deepest;
	}
	return deepest;
}

static void
know_people(struct arena *arena, struct site *site)
{
	const struct records *people = &site->model->by_kind[KIND_PERSON];

	for (size_t i = 0; site->model->linkify != NULL && i < people->count; i++)
		*map_put(arena, &site->people, utf8_fold(arena, people->items[i]->id)) =
			people->items[i];
}

/* A title is linked to from each page near its own. */
static void
write_labels(struct arena *arena, struct site *site)
{
	struct buf out;
	struct canvas canvas = { .site = site, .scratch = arena, .out = &out };

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	for (size_t i = 0; i < site->model->page_count; i++) {
		buf_clear(&out);
		put_linked_text(&canvas, site->pages[i].page->title, true);
		site->pages[i].label = buf_copy(arena, &out);
	}
	buf_free(&out);
}

/* What pages show beside what directives put in. */
static void
make_rest(struct arena *arena, struct site *site, struct str folder)
{
	const struct model *model = site->model;

	coverage_of(arena, model, site->today, &site->coverage);
	assets_collect(arena, folder, model->book.theme.style, site->assets);
	if (model->book.theme.logo != NULL)
		site->logo = path_join(
			arena, folder,
			arena_printf(arena, "logo.%.*s",
				     STR_ARG(path_extension(model->book.theme.logo->path))));
	if (site->history != NULL)
		site->months = change_months_new(arena, site);
	site->dependencies = site_dependencies_new(arena, site);
	fences_collect(arena, site);
	write_labels(arena, site);
	if (book_text_size(model) <= LIMIT_WHOLE_BYTES)
		site->chapters = shelf_new(arena, model->page_count, LIMIT_OUTPUT_BYTES);
	site->code = code_collect(arena, model, folder, site->pages);
	site->head_count = deepest_page(model) + 1;
	site->heads = ARENA_ARRAY(arena, struct str, site->head_count);
	for (size_t i = 0; i < site->head_count; i++)
		site->heads[i] = site_head(arena, site, i);
}

const struct site *
site_new(struct arena *arena, const struct model *model, const struct site_options *options)
{
	struct site *site = ARENA_NEW(arena, struct site);
	struct str folder = choose_folder(arena, model);

	site->model = model;
	site->findings = options->findings;
	site->findings_context = options->findings_context;
	site->today = options->today;
	site->has_png = options->has_png;
	site->layout = options->layout;
	site->layout_context = options->layout_context;
	site->history = options->history;
	for (size_t i = VIEW_NONE + 1; i < VIEW_COUNT; i++)
		if (view_rows[i].exists(model))
			site->views[i] = path_join(arena, view_rows[i].at_root ? STR_EMPTY : folder,
						   str_from(view_rows[i].name));
	if (site->history == NULL)
		site->views[VIEW_CHANGES] = site->views[VIEW_FEED] = STR_EMPTY;
	make_pages(arena, site);
	views_name(arena, site);
	place_records(arena, site, folder);
	know_people(arena, site);
	goal_pages_read(arena, site);
	if (!options->only_anchors)
		make_rest(arena, site, folder);
	inserted_headings_read(arena, site);
	return site;
}

void
site_close(const struct site *site)
{
	if (site->chapters != NULL)
		shelf_free(site->chapters);
}

struct strs
site_graphs(const struct site *site)
{
	return site->graphs;
}
