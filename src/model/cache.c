/* cache: parsed pages by path, each in an arena of its own. */
#include "model/cache.h"

#include "model/kept.h"

struct cached {
	struct str path; /* in the cache's arena */
	uint8_t object[20];
	bool is_kept;
	struct arena *arena;
	struct page page; /* document and parts; everything else is the model's */
	struct kept kept;
	const struct dialect *dialect; /* by which `kept` was read */
};

struct kept_dialect {
	struct dialect *dialect;
};

struct model_cache {
	struct arena *arena;
	struct map pages;    /* path -> struct cached */
	struct map dialects; /* name -> struct kept_dialect */
	VEC(struct arena *) all;
	VEC(struct arena *) unused;
	VEC(struct arena *) retiring; /* since the last advance */
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

static void
copy_parts(struct page *to, const struct page *from)
{
	to->doc = from->doc;
	to->front = from->front;
	to->title = from->title;
	to->headings = from->headings;
	to->heading_count = from->heading_count;
	to->tables = from->tables;
	to->table_count = from->table_count;
	to->anchors = from->anchors;
}

static struct cached *
find_cached(struct model_cache *cache, struct str path)
{
	struct cached *cached = map_get(&cache->pages, path);

	if (cached != NULL)
		return cached;
	cached = ARENA_NEW(cache->arena, struct cached);
	cached->path = arena_copy(cache->arena, path);
	*map_put(cache->arena, &cache->pages, cached->path) = cached;
	return cached;
}

struct arena *
model_cache_page(struct model_cache *cache, struct page *page)
{
	struct cached *cached = find_cached(cache, page->path);

	page->path = cached->path;
	if (cached->is_kept &&
	    memcmp(cached->object, page->file->object, sizeof cached->object) == 0) {
		copy_parts(page, &cached->page);
		return NULL;
	}
	if (cached->arena != NULL)
		*VEC_PUSH(cache->arena, &cache->retiring) = cached->arena;
	cached->is_kept = false;
	cached->kept = (struct kept){ 0 };
	cached->arena = take_arena(cache);
	return cached->arena;
}

void
model_cache_keep(struct model_cache *cache, const struct page *page)
{
	struct cached *cached = map_get(&cache->pages, page->path);

	memcpy(cached->object, page->file->object, sizeof cached->object);
	copy_parts(&cached->page, page);
	cached->is_kept = true;
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
model_cache_kept(struct model_cache *cache, const struct page *page, const struct dialect *dialect)
{
	struct cached *cached = map_get(&cache->pages, page->path);

	if (!cached->is_kept)
		return NULL;
	if (cached->dialect != dialect || !str_equal(cached->kept.name, page->name) ||
	    !str_equal(cached->kept.title, page->title)) {
		cached->kept = (struct kept){ .arena = cached->arena };
		cached->kept.name = arena_copy(cached->arena, page->name);
		cached->kept.title = arena_copy(cached->arena, page->title);
	}
	cached->dialect = dialect;
	return &cached->kept;
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
