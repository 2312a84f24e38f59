/*
 * cache: what the revisions of one book have in common, for whoever loads many of them.
 *
 * A page whose path and git object are those of the revision loaded before is not read and parsed again,
 * nor are its fields and rows (kept.h); nor is a dialect.
 *
 * Pages and records of the model that was loaded before become those of the next one: when that is loaded,
 * nothing of the earlier model may be looked at but the texts that were taken from it (history/snapshot.h),
 * which stay until model_cache_advance.  But for the first, revisions need no load (revise.h).
 * Memory follows the size of a book, not the number of its revisions.
 *
 * A cache belongs to one thread, and models that are loaded with it are loaded in that thread alone.
 */
#ifndef MODEL_CACHE_H
#define MODEL_CACHE_H

#include "model/dialect.h"
#include "model/model.h"

struct model_cache;

/* How many keys the maps of the last model had: the next one has about as many. */
struct model_sizes {
	size_t ids[KIND_COUNT], titles, people;
};

struct model_cache *model_cache_new(struct arena *arena);
void model_cache_free(struct model_cache *cache);

/* All models but the one that was loaded last are done with: what only they had goes. */
void model_cache_advance(struct model_cache *cache);

struct model_sizes *model_cache_sizes(struct model_cache *cache);

/* The file's page, without what a model says of it: its document and parts are there when they are known. */
struct page *model_cache_page(struct model_cache *cache, const struct repo_file *file);
/* Where these are, or shall be made; then the former is the document of before, which stays until
   model_cache_advance, or NULL. */
struct arena *model_cache_arena(struct model_cache *cache, struct page *page,
				const struct doc **ret_former);
/* They were just made. */
void model_cache_keep(struct page *page);
/* The page's directives; the dialect must be a shared one. */
void model_cache_directives(struct page *page, const struct dialect *dialect);
/* The page is to be read anew. */
void model_cache_renew(struct page *page);
/* Of the page's text; SUMMARY.md may call it otherwise.  Empty: it has none. */
struct str model_cache_heading(struct page *page);
/* As many pages have been read anew as there are: what they were had better go. */
bool model_cache_is_full(const struct model_cache *cache);
/* Empty, for what a model is made of; until the next call but one, or model_cache_advance after the next. */
struct arena *model_cache_turn(struct model_cache *cache);
/* Nothing came of it: the next call gives the same one. */
void model_cache_turn_back(struct model_cache *cache);
/* Empty; until the next call. */
struct arena *model_cache_scratch(struct model_cache *cache);
/* What is kept of the page's fields, as long as it has this name below the source folder; the dialect must
   be a shared one.  NULL: nothing can be kept of it. */
struct kept *model_cache_kept(struct page *page, struct str name, const struct dialect *dialect);
bool model_cache_shares(const struct model_cache *cache, const struct dialect *dialect);

/* A YAML or TOML file, in an arena of its own. */
struct kept_data {
	struct str path;
	struct arena *arena;
	struct str bytes;
	struct data *data; /* NULL: it holds none */
	bool is_known;     /* else it has to be read */
};
struct kept_data *model_cache_data(struct model_cache *cache, const struct repo_file *file,
				   bool is_toml);

/* A slot for the dialect that was found for files of these very paths, and this usual one; NULL: none yet. */
struct dialect **model_cache_detected(struct model_cache *cache, const struct repo *repo,
				      struct str usual);

/* A slot for a dialect of this name, shipped or the usual one, and the arena it lives in.  Nobody may change it. */
struct dialect **model_cache_dialect(struct model_cache *cache, struct str name,
				     struct arena **ret_arena);

#endif
