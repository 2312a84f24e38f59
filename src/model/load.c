/* model_load: from files to records, step by step. */
#include "base/limits.h"
#include "base/path.h"
#include "base/utf8.h"
#include "model/book.h"
#include "model/cache.h"
#include "model/linkify.h"
#include "model/loader.h"

#include <assert.h>

const struct diag_code model_codes[] = {
	[MODEL_UNKNOWN_FIELD] = { "unknown-field", "schema", DIAG_WARNING,
				  "a field that nothing reads",
				  "A key of the front matter, or a row of the metadata table, has "
				  "a name that this kind of\n"
				  "record does not have, so what stands there is lost without a "
				  "word: often a typing error\n"
				  "or another capitalisation. The nearest known name is proposed; "
				  "docs/fields.md lists all.",
				  "| Metadata         |         |\n| :--              | :--     |\n"
				  "| Point of contct  | @ada    |" },
	[MODEL_FIELD_SPELLING] = { "field-spelling", "schema", DIAG_WARNING,
				   "a field whose name is spelt another way",
				   "The name of a metadata row differs from the known one only in "
				   "capitals. Waymark reads what\n"
				   "was meant; other tools that read the book compare exactly and "
				   "pass it over in silence.\n"
				   "Write the name as the dialect has it.",
				   "| flagship | yes |     # Flagship" },
	[MODEL_BAD_VALUE] = { "bad-value", "schema", DIAG_ERROR,
			      "a value that cannot be understood",
			      "The text does not fit the field's type: a word that is no state, a "
			      "date that is none. The\n"
			      "value counts as not said. The message shows what a good one looks "
			      "like.",
			      "state: runing     # active" },
	[MODEL_DUPLICATE_ID] = { "duplicate-id", "schema", DIAG_ERROR,
				 "two records have the same id",
				 "Ids name records in references, addresses and history, so each "
				 "must be unique within its\n"
				 "kind. The second record is kept under another id, which will "
				 "change when the order does.\n"
				 "Rename one of the files, or give one of them its own `id:`.",
				 "id: polish     # as in roadmap/polish.md" },
	[MODEL_UNKNOWN_PARENT] = { "unknown-parent", "schema", DIAG_WARNING,
				   "an initiative in the folder of no goal",
				   "The folder that a page stands in says which goal it belongs "
				   "to, and there is no page for\n"
				   "that goal: the initiative is missing from the roadmap's tree. "
				   "Add the goal's page, move\n"
				   "the initiative, or say `goal:` in its front matter.",
				   "roadmap/polsih/lints.md     # roadmap/polish.md is the goal" },
};
const size_t model_code_count = sizeof model_codes / sizeof *model_codes;

struct record *
loader_find(const struct loader *loader, enum kind kind, struct str id)
{
	return map_get(&loader->model->ids[kind], id);
}

static void
report_duplicate(struct loader *loader, const struct new_record *wanted)
{
	const struct record *first = loader_find(loader, wanted->kind, wanted->id.text);
	struct diag_finding *finding =
		diag_add(loader->diags, &model_codes[MODEL_DUPLICATE_ID], wanted->place,
			 "there is already %s with the id \"%.*s\"",
			 schema_kind(wanted->kind)->phrase, STR_ARG(wanted->id.text));
	finding->other = first->place;
	finding->other_label = STR("the first one");
	finding->hint = STR("Rename the file, or give one of them an `id:` of its own.");
}

/* As much of a long id as is kept, in whole characters. */
static struct str
beginning(struct str id)
{
	size_t end = LIMIT_ID_BYTES - 10;
	while (end > 0 && ((unsigned char)id.data[end] & 0xC0) == 0x80)
		end--;
	return str_slice(id, 0, end);
}

/* The number that the last record of the same id got is kept: many of them shall not be slow. */
static void **
number_id(struct loader *loader, enum kind kind, struct str id, struct str *ret_id)
{
	struct map *taken = &loader->model->ids[kind];
	void **last = map_put(loader->arena, &loader->suffixes[kind], id);
	uintptr_t number = *last ? (uintptr_t)*last : 1;
	do
		*ret_id = arena_printf(loader->arena, "%.*s~%zu", STR_ARG(id), (size_t)++number);
	while (map_get(taken, *ret_id));
	*last = (void *)number;
	return map_put(loader->arena, taken, *ret_id);
}

/* Files the record under its id, or the next one to it that is free. */
static void
file_record(struct loader *loader, struct record *record, struct map_key id)
{
	if (id.text.length > LIMIT_ID_BYTES)
		id = map_key(arena_printf(loader->arena, "%.*s~%08x", STR_ARG(beginning(id.text)),
					  (unsigned)str_hash(id.text)));
	void **slot = map_put_key(loader->arena, &loader->model->ids[record->kind], id);
	record->id = id.text;
	if (*slot)
		slot = number_id(loader, record->kind, id.text, &record->id);
	*slot = record;
}

static void
remember_order(struct loader *loader, uint64_t key)
{
	loader->order_keys = vec_grow(loader->arena, loader->order_keys, sizeof(uint64_t),
				      loader->model->records.count, &loader->order_capacity);
	loader->order_keys[loader->model->records.count - 1] = key;
}

/* Empty. */
static struct record *
record_memory(struct loader *loader, const struct new_record *wanted)
{
	if (!wanted->memory)
		return ARENA_NEW(loader->arena, struct record);
	if (!*wanted->memory)
		*wanted->memory = ARENA_NEW(wanted->arena, struct record);
	else
		**wanted->memory = (struct record){ 0 };
	return *wanted->memory;
}

struct record *
loader_add(struct loader *loader, const struct new_record *wanted)
{
	struct records *all = &loader->model->records;
	if (wanted->unique && map_get_key(&loader->model->ids[wanted->kind], wanted->id))
		report_duplicate(loader, wanted);
	struct record *record = record_memory(loader, wanted);
	record->kind = wanted->kind;
	record->place = wanted->place;
	record->home = wanted->home;
	record->implied = wanted->implied;
	record->is_anew = record->has_others = !wanted->implied;
	record->number = wanted->implied ? 0 : ++loader->model->last_number;
	record->order = (uint32_t)all->count;
	*VEC_PUSH(loader->arena, all) = record;
	file_record(loader, record, wanted->id);
	remember_order(loader, wanted->order);
	return record;
}

void
loader_add_back(struct loader *loader, struct record *record)
{
	struct records *all = &loader->model->records;
	record->order = (uint32_t)all->count;
	*VEC_PUSH(loader->arena, all) = record;
	*map_put(loader->arena, &loader->model->ids[record->kind], record->id) = record;
	remember_order(loader, UINT64_MAX);
}

uint64_t
loader_order(const struct page *page, uint32_t node)
{
	return ((uint64_t)page->order + 1) << 32 | node;
}

void
loader_set_order(struct loader *loader, struct record *record, uint64_t key)
{
	if (key < loader->order_keys[record->order])
		loader->order_keys[record->order] = key;
}

void
loader_set_kind(struct loader *loader, struct record *record, enum kind kind)
{
	*map_put(loader->arena, &loader->model->ids[record->kind], record->id) = NULL;
	record->kind = kind;
	file_record(loader, record, map_key(record->id));
}

void
loader_drop(struct loader *loader, struct record *record, struct record *into)
{
	loader_set_order(loader, into, loader->order_keys[record->order]);
	*map_put(loader->arena, &loader->model->ids[record->kind], record->id) = NULL;
	record->page = into->page;
	record->order = LOADER_MERGED;
}

bool
loader_is_placeholder(const struct loader *loader, struct str text)
{
	const struct strs *words = &loader->dialect->placeholders;
	text = str_trim(text);
	if (text.length > loader->dialect->placeholder_most)
		return false;
	for (size_t i = 0; i < words->count; i++)
		if (words->items[i].length == text.length && str_equal_fold(text, words->items[i]))
			return true;
	return false;
}

/* A record of one title, and the one before it. */
struct titled {
	struct record *record;
	struct titled *next;
};

struct map_key
loader_title_key(struct arena *arena, struct str title)
{
	return map_key(utf8_fold(arena, title));
}

void
loader_note_title(struct loader *loader, struct record *record, struct map_key title)
{
	void **slot = map_put_key(loader->arena, &loader->titles, title);
	struct titled *titled = ARENA_NEW(loader->arena, struct titled);
	titled->record = record;
	titled->next = *slot;
	*slot = titled;
}

void
loader_forget_title(struct loader *loader, const struct record *record, struct map_key title)
{
	struct titled *same = map_get_key(&loader->titles, title);
	for (; same; same = same->next)
		if (same->record == record)
			same->record = NULL;
}

struct record *
loader_by_title(struct loader *loader, enum kind kind, const struct title *title,
		const struct record *parent)
{
	struct record *found = NULL;
	for (const struct titled *same = map_get_key(&loader->titles, title->key); same;
	     same = same->next) {
		struct record *record = same->record;
		if (!record || record->kind != kind || (parent && record->parent != parent) ||
		    record == found || record->order == LOADER_MERGED)
			continue;
		if (found)
			return NULL;
		found = record;
	}
	return found && !parent && loader_is_placeholder(loader, title->text) ? NULL : found;
}

/* The sign at *at, which is stepped over, stands in an id.  Capitals are none any more. */
static bool
is_slug_sign(struct str folded, size_t *at)
{
	char c = folded.data[*at];
	if ((unsigned char)c >= 0x80)
		return utf8_is_alphanumeric(utf8_next(folded, at));
	(*at)++;
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

struct str
loader_slug(struct arena *arena, struct str title)
{
	title = utf8_fold(arena, title);
	char *bytes = arena_bytes(arena, title.length + 8);
	size_t length = 0;
	for (size_t at = 0; at < title.length;) {
		size_t from = at;
		if (is_slug_sign(title, &at)) {
			for (; from < at; from++)
				bytes[length++] = title.data[from];
		} else if (length && bytes[length - 1] != '-') {
			bytes[length++] = '-';
		}
	}
	while (length && bytes[length - 1] == '-')
		length--;
	return length ? (struct str){ bytes, length } : STR("untitled");
}

struct order_entry {
	uint64_t key;
	struct record *record;
};

static int
compare_order(const void *left, const void *right)
{
	const struct order_entry *a = left, *b = right;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->record->order < b->record->order ? -1 : a->record->order > b->record->order;
}

static bool
is_sorted(const struct order_entry *entries, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (compare_order(&entries[i - 1], &entries[i]) > 0)
			return false;
	return true;
}

/* What stands in one page, before all pages (0) or behind them. */
static size_t
bucket_of(const struct model *model, uint64_t key)
{
	uint64_t page = key >> 32;
	return page <= model->page_count ? (size_t)page : model->page_count + 1;
}

/* Page by page: within one, records nearly always come in order already. */
static struct order_entry *
order_entries(struct loader *loader, size_t count)
{
	const struct model *model = loader->model;
	struct arena *arena = loader->scratch ? loader->scratch : loader->arena;
	struct order_entry *entries = ARENA_ARRAY(arena, struct order_entry, count);
	size_t buckets = model->page_count + 2, start = 0;
	size_t *ends = ARENA_ARRAY(arena, size_t, buckets + 1);
	for (size_t i = 0; i < model->records.count; i++)
		if (model->records.items[i]->order != LOADER_MERGED)
			ends[bucket_of(model, loader->order_keys[i]) + 1]++;
	for (size_t bucket = 1; bucket <= buckets; bucket++)
		ends[bucket] += ends[bucket - 1];
	for (size_t i = 0; i < model->records.count; i++)
		if (model->records.items[i]->order != LOADER_MERGED)
			entries[ends[bucket_of(model, loader->order_keys[i])]++] =
				(struct order_entry){ loader->order_keys[i],
						      model->records.items[i] };
	for (size_t bucket = 0; bucket < buckets; start = ends[bucket++])
		if (!is_sorted(entries + start, ends[bucket] - start))
			qsort(entries + start, ends[bucket] - start, sizeof *entries,
			      compare_order);
	return entries;
}

static void
list_children(struct loader *loader)
{
	const struct records *all = &loader->model->records;
	for (size_t i = 0; i < all->count; i++)
		all->items[i]->children.count = 0;
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i]->parent)
			*VEC_PUSH(loader->arena, &all->items[i]->parent->children) = all->items[i];
}

void
loader_sort(struct loader *loader)
{
	struct model *model = loader->model;
	struct records *all = &model->records;
	size_t count = 0;
	for (size_t i = 0; i < all->count; i++)
		count += all->items[i]->order != LOADER_MERGED;
	for (int kind = 0; kind < KIND_COUNT; kind++)
		model->by_kind[kind].count = 0;
	struct order_entry *entries = order_entries(loader, count);
	all->count = count;
	for (size_t i = 0; i < count; i++) {
		struct record *record = entries[i].record;
		all->items[i] = record;
		record->order = (uint32_t)i;
		loader->order_keys[i] = entries[i].key;
		*VEC_PUSH(loader->arena, &model->by_kind[record->kind]) = record;
	}
	list_children(loader);
}

static struct data *
parse_front(struct arena *arena, const struct doc *doc, struct diags *diags)
{
	if (!doc->front.data)
		return NULL;
	size_t offset = (size_t)(doc->front.data - doc->source.data);
	const struct yaml_source source = { .file = doc->path,
					    .text = doc->front,
					    .first_line = doc_line(doc, (uint32_t)offset),
					    .offset = offset,
					    .max_depth = 2,
					    .max_bytes = LIMIT_FRONT_MATTER_BYTES };
	return yaml_parse(arena, &source, diags);
}

/* False: the file could not be read, and the page is empty. */
bool
load_page(struct loader *loader, struct arena *arena, const struct doc *former, struct page *page)
{
	struct str source = STR_EMPTY;
	bool is_read = repo_read(loader->reader, page->file, arena, &source, loader->diags);
	page->doc = markdown_parse_again(arena, loader->scratch, page->path, source, former,
					 loader->diags);
	page->front = parse_front(arena, page->doc, loader->diags);
	book_read_parts(arena, page);
	return is_read;
}

/* What depends on the dialect is not kept with the page: another revision may have another one. */
static void
parse_page(struct loader *loader, struct page *page)
{
	struct model_cache *cache = loader->model->cache;
	const struct doc *former = NULL;
	struct arena *arena = cache ? model_cache_arena(cache, page, &former) : loader->arena;
	if (!page->doc && load_page(loader, arena, former, page) && cache)
		model_cache_keep(page);
	if (cache && model_cache_shares(cache, loader->dialect))
		model_cache_directives(page, loader->dialect);
	else
		directives_find(loader->arena, loader->dialect, page->doc, &page->directives);
}

bool
load_config(struct model *model, const struct model_options *options, struct repo_reader *reader,
	    struct diags *diags)
{
	book_read_config(model, reader, diags);
	struct str config = STR_EMPTY;
	model_bytes(model, STR("waymark.yaml"), &config);
	const struct dialect_choice choice = { .repo = model->repo,
					       .reader = reader,
					       .name = options->dialect,
					       .config = model->book.config,
					       .config_text = config,
					       .usual = options->usual,
					       .cache = model->cache };
	model->dialect = dialect_choose(model->arena, &choice, diags);
	if (!model->dialect)
		return false;
	model->book.source = book_source(model);
	model->book.asks = data_get(book_read_toml(model, reader, model->dialect->asks_file, diags),
				    model->dialect->asks_key);
	model->linkify = linkify_read(
		model->arena,
		data_path(model->book.toml, arena_cstr(model->arena, model->dialect->linkify)),
		diags);
	return true;
}

static bool
read_book(struct model *model, const struct model_options *options, struct repo_reader *reader,
	  struct diags *diags)
{
	if (!load_config(model, options, reader, diags))
		return false;
	book_list_pages(model);
	book_read_theme(model, reader, diags);
	return true;
}

static void
find_kept(struct model *model)
{
	if (!model->cache || !model_cache_shares(model->cache, model->dialect))
		return;
	for (size_t i = 0; i < model->page_count; i++) {
		struct page *page = model->pages[i];
		struct str name;
		if (path_below(page->path, model->book.source, &name))
			page->kept = model_cache_kept(page, name, model->dialect);
	}
}

static void
arrange_pages(struct model *model, struct workers *workers, struct diags *diags)
{
	workers_each_page(workers, parse_page);
	find_kept(model);
	book_part_summary(model);
	book_arrange(model, diags);
}

static void
reserve_maps(struct loader *loader, const struct model_sizes *sizes)
{
	for (int kind = 0; kind < KIND_COUNT; kind++)
		map_reserve(loader->arena, &loader->model->ids[kind], sizes->ids[kind]);
	map_reserve(loader->arena, &loader->titles, sizes->titles);
	map_reserve(loader->arena, &loader->people, sizes->people);
}

static void
note_sizes(const struct loader *loader, struct model_sizes *sizes)
{
	for (int kind = 0; kind < KIND_COUNT; kind++)
		sizes->ids[kind] = loader->model->ids[kind].count;
	sizes->titles = loader->titles.count;
	sizes->people = loader->people.count;
}

static void
read_records(struct model *model, const struct model_options *options, struct workers *workers,
	     struct repo_reader *reader, struct diags *diags)
{
	struct loader *loader = ARENA_NEW(model->arena, struct loader);
	*loader = (struct loader){ .model = model,
				   .options = *options,
				   .dialect = model->dialect,
				   .arena = model->arena,
				   .diags = diags,
				   .reader = reader };
	if (model->cache)
		loader->scratch = model_cache_scratch(model->cache);
	if (model->cache)
		reserve_maps(loader, model_cache_sizes(model->cache));
	extract_pages(loader, workers);
	rows_read(loader, workers);
	blocks_read(loader);
	lists_read(loader);
	resolve_all(loader);
	if (model->cache)
		note_sizes(loader, model_cache_sizes(model->cache));
	loader->loaded_bytes = loader->arena->total;
	model->loader = loader;
}

static struct model *
open_model(struct arena *arena, const struct model_options *options, struct diags *diags)
{
	struct model *model = ARENA_NEW(arena, struct model);
	model->arena = arena;
	model->cache = options->cache;
	model->repo = options->repo;
	if (!model->repo)
		model->repo = repo_open(arena, options->path, options->at, diags);
	return model->repo ? model : NULL;
}

static bool
fill_model(struct model *model, const struct model_options *options, struct repo_reader *reader,
	   struct diags *diags)
{
	bool is_listed = read_book(model, options, reader, diags);
	struct workers *workers = is_listed ? workers_open(model, diags) : NULL;
	if (workers) {
		arrange_pages(model, workers, diags);
		read_records(model, options, workers, reader, diags);
		workers_close(workers, diags);
	}
	model->cache = NULL;
	return workers != NULL;
}

bool
load_again(struct model *model, struct model_cache *cache, struct repo_reader *reader,
	   struct diags *diags)
{
	const struct model_options options = model->loader->options;
	size_t failures = diags->failures;
	*model = (struct model){ .arena = model_cache_turn(cache),
				 .repo = model->repo,
				 .cache = cache };
	if (fill_model(model, &options, reader, diags) && diags->failures == failures)
		return true;
	model_cache_turn_back(cache);
	return false;
}

struct model *
model_load(struct arena *arena, const struct model_options *wanted, struct diags *diags)
{
	const struct model_options complete = usual_options(arena, wanted), *options = &complete;
	size_t failures = diags->failures;
	struct model *model = open_model(arena, options, diags);
	if (!model)
		return NULL;
	if (model->cache)
		model->arena = model_cache_turn(model->cache);
	struct repo_reader *reader = repo_reader_open(model->repo, diags);
	bool is_filled = reader && fill_model(model, options, reader, diags);
	if (reader)
		repo_reader_close(reader);
	if (options->cache && diags->failures > failures)
		model_cache_turn_back(options->cache);
	if (!is_filled) {
		model_close(model);
		return NULL;
	}
	return model;
}

void
model_close(struct model *model)
{
	repo_close(model->repo);
}
