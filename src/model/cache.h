/*
 * cache: what the revisions of one book have in common, for whoever loads many of them.
 *
 * A page whose path and git object are those of the revision loaded before is not read and parsed again,
 * nor are its fields and rows (kept.h); nor is a dialect.  Pages that a later revision has otherwise stay until model_cache_advance, so that
 * two revisions may be compared.  Memory follows the size of a book, not the
 * number of its revisions.
 *
 * A cache belongs to one thread, and models that are loaded with it are loaded in that thread alone.
 */
#ifndef MODEL_CACHE_H
#define MODEL_CACHE_H

#include "model/dialect.h"
#include "model/model.h"

struct model_cache;

struct model_cache *model_cache_new(struct arena *arena);
void model_cache_free(struct model_cache *cache);

/* All models but the one that was loaded last are done with: what only they had goes. */
void model_cache_advance(struct model_cache *cache);

/* Fills the page's document and parts when they are known, else says where to make them: in the arena
   that is returned.  NULL: they were known.  The page's path is that of the cache then. */
struct arena *model_cache_page(struct model_cache *cache, struct page *page);
/* What is kept of the page's fields, as long as it has this name and title; the dialect must be a shared
   one. */
struct kept *model_cache_kept(struct model_cache *cache, const struct page *page,
			      const struct dialect *dialect);
bool model_cache_shares(const struct model_cache *cache, const struct dialect *dialect);
/* The page that was just made. */
void model_cache_keep(struct model_cache *cache, const struct page *page);

/* A slot for a shipped dialect of this name, and the arena it lives in.  Nobody may change it. */
struct dialect **model_cache_dialect(struct model_cache *cache, struct str name,
				     struct arena **ret_arena);

#endif
