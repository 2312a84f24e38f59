/* forge: addresses of the book's repository. */
#include "emit/forge.h"

#include "base/buf.h"
#include "base/limits.h"
#include "text/rawhtml.h"

static bool
is_known(const struct book *book)
{
	return book->repository_url.length > 0 && raw_url_is_safe(book->repository_url);
}

struct str
forge_path(struct arena *arena, struct str path)
{
	struct str coded;
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	buf_put_url_path(&out, path);
	coded = arena_copy(arena, buf_str(&out));
	buf_free(&out);
	return coded;
}

struct str
forge_file(struct arena *arena, const struct book *book, struct str revision, struct str path)
{
	if (!is_known(book))
		return STR_EMPTY;
	return arena_printf(arena, "%.*s/blob/%.*s/%.*s", STR_ARG(book->repository_url),
			    STR_ARG(revision), STR_ARG(forge_path(arena, path)));
}

struct str
forge_tree(struct arena *arena, const struct book *book, struct str revision)
{
	if (!is_known(book))
		return STR_EMPTY;
	return arena_printf(arena, "%.*s/tree/%.*s", STR_ARG(book->repository_url),
			    STR_ARG(revision));
}
