/* cache: parsed pages by path, each in an arena of its own. */
#include "model/cache.h"

#include "model/kept.h"

#define FEW_RETIRING 16 /* pages of before, besides half as many as the book has */

struct cached {
	struct page page;  /* of the last model that had it */
	struct page parts; /* what follows from its text, when is_kept */
	uint8_t object[20];
	bool is_kept; /* the parts are those of the object */
	struct arena *arena;
	struct kept kept;
	struct directives directives;
	const struct dialect *dialect, *directives_by; /* by which these were read */
};

struct cached_data {
	struct kept_data kept;
	uint8_t object[20];
	bool is_toml;
};

struct kept_dialect {
	struct dialect *dialect;
};

struct model_cache {
	struct arena *arena;
	struct map pages;    /* path -> struct cached, whose page has the path in this arena */
	struct map data;     /* path -> struct cached_data */
	struct map dialects; /* name -> struct kept_dialect */
	struct detected {
		struct arena *arena; /* of the names */
		struct str *paths, usual;
		size_t count;
		struct dialect *dialect;
	} detected;
	VEC(struct arena *) all;
	VEC(struct arena *) unused;
	VEC(struct arena *) retiring; /* since the last advance */
	struct arena *scratch;
	struct arena *turning[2]; /* of models that are made anew */
	size_t turn;
	struct model_sizes sizes;
};

struct model_cache *
model_cache_new(struct arena *arena)
{
	struct model_cache *cache = ARENA_NEW(arena, struct model_cache);

	cache->arena = arena;
	return cache;
}

void
model_cache_free(struct model_cache *cache)
{
	for (size_t i = 0; i < cache->all.count; i++)
		arena_free(cache->all.items[i]);
}

void
model_cache_advance(struct model_cache *cache)
{
	for (size_t i = 0; i < cache->retiring.count; i++) {
		arena_reset(cache->retiring.items[i]);
		*VEC_PUSH(cache->arena, &cache->unused) = cache->retiring.items[i];
	}
	cache->retiring.count = 0;
	if (cache->turning[1 - cache->turn] != NULL)
		arena_free(cache->turning[1 - cache->turn]);
}

struct model_sizes *
model_cache_sizes(struct model_cache *cache)
{
	return &cache->sizes;
}

static struct arena *
take_arena(struct model_cache *cache)
{
	struct arena *arena;

	if (cache->unused.count > 0)
		return cache->unused.items[--cache->unused.count];
	arena = ARENA_NEW(cache->arena, struct arena);
	arena_init(arena);
	*VEC_PUSH(cache->arena, &cache->all) = arena;
	return arena;
}

/* What follows from the page's text; all else is a model's. */
static struct page
parts_of(const struct page *page)
{
	return (struct page){
		.doc = page->doc,
		.front = page->front,
		.title = page->title,
		.headings = page->headings,
		.heading_count = page->heading_count,
		.tables = page->tables,
		.table_count = page->table_count,
		.fences = page->fences,
		.fence_count = page->fence_count,
		.anchors = page->anchors,
		.note = page->note,
	};
}

/* The page is the first member. */
static struct cached *
cached_of(struct page *page)
{
	return (struct cached *)page;
}

static struct cached *
find_cached(struct model_cache *cache, struct str path)
{
	void **slot = map_put(cache->arena, &cache->pages, path);

	if (*slot == NULL) {
		struct cached *cached = ARENA_NEW(cache->arena, struct cached);

		cached->page.path = arena_copy(cache->arena, path);
		cache->pages.entries[cache->pages.count - 1].key = cached->page.path;
		*slot = cached;
	}
	return *slot;
}

struct page *
model_cache_page(struct model_cache *cache, const struct repo_file *file)
{
	struct cached *cached = find_cached(cache, file->path);
	struct page page = { 0 };

	cached->is_kept =
		cached->is_kept && memcmp(cached->object, file->object, sizeof cached->object) == 0;
	if (cached->is_kept)
		page = cached->parts;
	page.path = cached->page.path;
	page.file = file;
	cached->page = page;
	return &cached->page;
}

struct arena *
model_cache_arena(struct model_cache *cache, struct page *page, const struct doc **ret_former)
{
	struct cached *cached = cached_of(page);

	*ret_former = NULL;
	if (cached->is_kept)
		return cached->arena;
	*ret_former = cached->parts.doc;
	cached->parts.doc = NULL;
	if (cached->arena != NULL)
		*VEC_PUSH(cache->arena, &cache->retiring) = cached->arena;
	cached->kept = (struct kept){ 0 };
	cached->directives_by = NULL;
	cached->arena = take_arena(cache);
	return cached->arena;
}

void
model_cache_keep(struct page *page)
{
	struct cached *cached = cached_of(page);

	memcpy(cached->object, page->file->object, sizeof cached->object);
	page->note = ARENA_NEW(cached->arena, struct page_note);
	page->note->arena = cached->arena;
	cached->parts = parts_of(page);
	cached->is_kept = true;
}

void
model_cache_renew(struct page *page)
{
	cached_of(page)->is_kept = false;
}

struct str
model_cache_heading(struct page *page)
{
	struct cached *cached = cached_of(page);

	return cached->is_kept ? cached->parts.title : STR_EMPTY;
}

bool
model_cache_is_full(const struct model_cache *cache)
{
	return cache->retiring.count >= cache->pages.count / 2 + FEW_RETIRING;
}

static struct arena *
empty(struct model_cache *cache, struct arena **arena)
{
	if (*arena == NULL)
		*arena = take_arena(cache);
	arena_reset(*arena);
	return *arena;
}

struct arena *
model_cache_scratch(struct model_cache *cache)
{
	return empty(cache, &cache->scratch);
}

struct arena *
model_cache_turn(struct model_cache *cache)
{
	cache->turn = 1 - cache->turn;
	return empty(cache, &cache->turning[cache->turn]);
}

void
model_cache_turn_back(struct model_cache *cache)
{
	cache->turn = 1 - cache->turn;
}

struct kept_data *
model_cache_data(struct model_cache *cache, const struct repo_file *file, bool is_toml)
{
	struct cached_data *cached = map_get(&cache->data, file->path);
	struct kept_data *kept;

	if (cached == NULL) {
		cached = ARENA_NEW(cache->arena, struct cached_data);
		cached->kept.path = arena_copy(cache->arena, file->path);
		*map_put(cache->arena, &cache->data, cached->kept.path) = cached;
	}
	kept = &cached->kept;
	if (kept->is_known && cached->is_toml == is_toml &&
	    memcmp(cached->object, file->object, sizeof cached->object) == 0)
		return kept;
	if (kept->arena != NULL)
		*VEC_PUSH(cache->arena, &cache->retiring) = kept->arena;
	*kept = (struct kept_data){ .path = kept->path, .arena = take_arena(cache) };
	memcpy(cached->object, file->object, sizeof cached->object);
	cached->is_toml = is_toml;
	return kept;
}

void
model_cache_directives(struct page *page, const struct dialect *dialect)
{
	struct cached *cached = cached_of(page);

	if (cached->directives_by != dialect) {
		cached->directives = (struct directives){ 0 };
		directives_find(cached->arena, dialect, page->doc, &cached->directives);
	}
	cached->directives_by = dialect;
	page->directives = cached->directives;
}

bool
model_cache_shares(const struct model_cache *cache, const struct dialect *dialect)
{
	for (size_t i = 0; i < cache->dialects.count; i++) {
		const struct kept_dialect *kept = cache->dialects.entries[i].value;

		if (kept->dialect == dialect)
			return true;
	}
	return false;
}

struct kept *
model_cache_kept(struct page *page, struct str name, const struct dialect *dialect)
{
	struct cached *cached = cached_of(page);
	struct kept *kept = &cached->kept;

	if (!cached->is_kept)
		return NULL;
	if (cached->dialect != dialect || !str_equal(kept->name, name)) {
		*kept = (struct kept){ .arena = cached->arena };
		kept->name = arena_copy(cached->arena, name);
	}
	cached->dialect = dialect;
	return kept;
}

struct dialect **
model_cache_dialect(struct model_cache *cache, struct str name, struct arena **ret_arena)
{
	struct kept_dialect *kept = map_get(&cache->dialects, name);

	*ret_arena = cache->arena;
	if (kept == NULL) {
		kept = ARENA_NEW(cache->arena, struct kept_dialect);
		*map_put(cache->arena, &cache->dialects, arena_copy(cache->arena, name)) = kept;
	}
	return &kept->dialect;
}

static bool
is_of_files(const struct detected *detected, const struct repo *repo, struct str usual)
{
	bool is_same = detected->count == repo->file_count && str_equal(detected->usual, usual);

	for (size_t i = 0; is_same && i < repo->file_count; i++)
		is_same = str_equal(detected->paths[i], repo->files[i].path);
	return is_same;
}

struct dialect **
model_cache_detected(struct model_cache *cache, const struct repo *repo, struct str usual)
{
	struct detected *detected = &cache->detected;
	struct arena *arena = detected->arena;

	if (is_of_files(detected, repo, usual))
		return &detected->dialect;
	if (arena == NULL)
		arena = take_arena(cache);
	arena_reset(arena);
	*detected = (struct detected){ .arena = arena, .count = repo->file_count };
	detected->usual = arena_copy(arena, usual);
	detected->paths = ARENA_ARRAY(arena, struct str, repo->file_count);
	for (size_t i = 0; i < repo->file_count; i++)
		detected->paths[i] = arena_copy(arena, repo->files[i].path);
	return &detected->dialect;
}
