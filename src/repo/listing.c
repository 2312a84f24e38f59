/*
 * listing: names come from file systems and from other people's repositories, where a path may be
 * anything: outputs are written below these paths, so none may lead elsewhere.
 */
#include "repo/listing.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "repo/driver.h"
#include "repo/links.h"

#include <stdlib.h>

void
listing_init(struct listing *listing, struct repo *repo, struct diags *diags)
{
	*listing = (struct listing){ .repo = repo, .diags = diags };
}

bool
listing_count(struct listing *listing)
{
	if (listing->entries == LIMIT_BOOK_FILES)
		listing_stop(listing);
	listing->entries++;
	return !listing->is_full;
}

void
listing_stop(struct listing *listing)
{
	if (!listing->is_full)
		diag_add(listing->diags, &repo_codes[REPO_TREE_TOO_MANY], place_file(STR_EMPTY),
			 "more than %d files and folders; the rest was left out", LIMIT_BOOK_FILES);
	listing->is_full = true;
}

/* The path with \xNN for every byte that is not part of UTF-8: names a file to a person. */
static struct str
escape(struct arena *arena, struct str path)
{
	struct buf buf;
	struct str escaped;
	size_t bad;

	buf_init(&buf, 4 * (path.length + 1));
	while ((bad = utf8_find_invalid(path)) != STR_NONE) {
		buf_put(&buf, str_slice(path, 0, bad));
		buf_printf(&buf, "\\x%02x", (unsigned char)path.data[bad]);
		path = str_from_offset(path, bad + 1);
	}
	buf_put(&buf, path);
	escaped = buf_copy(arena, &buf);
	buf_free(&buf);
	return escaped;
}

/* Names that mean another place, or that git would not accept in a work tree. */
static bool
is_unsafe(struct str name)
{
	return name.length == 0 || str_equal(name, STR(".")) || str_equal(name, STR("..")) ||
	       str_equal_fold(name, STR(".git")) || str_find_char(name, '/') != STR_NONE;
}

bool
listing_accepts(struct listing *listing, struct str path, struct str name)
{
	struct diags *diags = listing->diags;

	if (path.length >= LIMIT_PATH_BYTES) {
		struct str start = escape(diags->arena, str_slice(path, 0, 80));

		diag_add(diags, &repo_codes[REPO_PATH_TOO_LONG], place_file(start),
			 "the path \"%.*s…\" has %zu bytes, the limit is %d", STR_ARG(start),
			 path.length, LIMIT_PATH_BYTES - 1);
		return false;
	}
	if (utf8_find_invalid(path) != STR_NONE) {
		struct str escaped = escape(diags->arena, path);

		diag_add(diags, &repo_codes[REPO_PATH_NOT_UTF8], place_file(escaped),
			 "the name \"%.*s\" is not UTF-8", STR_ARG(escape(diags->arena, name)));
		return false;
	}
	if (is_unsafe(name)) {
		diag_add(diags, &repo_codes[REPO_PATH_UNSAFE],
			 place_file(arena_copy(diags->arena, path)),
			 "\"%.*s\" cannot be the name of a file", STR_ARG(name));
		return false;
	}
	return true;
}

bool
listing_may_enter(struct listing *listing, struct str folder, unsigned depth)
{
	if (depth <= LIMIT_DIRECTORY_DEPTH)
		return true;
	diag_add(listing->diags, &repo_codes[REPO_TREE_TOO_DEEP], place_file(folder),
		 "the folder stands more than %d folders deep; what is in it was left out",
		 LIMIT_DIRECTORY_DEPTH);
	return false;
}

struct repo_file *
listing_add(struct listing *listing, struct str path, enum repo_file_kind kind)
{
	struct repo_file *file = VEC_PUSH(listing->repo->arena, &listing->files);

	file->path = path;
	file->kind = kind;
	return file;
}

void
listing_add_link(struct listing *listing, struct str path, struct str text)
{
	struct repo_file *file = listing_add(listing, path, REPO_SYMLINK);

	file->target = arena_copy(listing->repo->arena, text);
	listing->links++;
}

static int
compare_files(const void *a, const void *b)
{
	const struct repo_file *left = a;
	const struct repo_file *right = b;

	return str_compare(left->path, right->path);
}

/* Only a repository that somebody has tampered with has doubles. */
static void
drop_doubles(struct repo *repo, struct diags *diags)
{
	size_t kept = 0;

	for (size_t i = 0; i < repo->file_count; i++) {
		const struct repo_file *file = &repo->files[i];

		if (kept > 0 && str_equal(repo->files[kept - 1].path, file->path)) {
			diag_add(diags, &repo_codes[REPO_PATH_UNSAFE], place_file(file->path),
				 "\"%.*s\" stands twice in its folder", STR_ARG(file->path));
			continue;
		}
		repo->files[kept++] = *file;
	}
	repo->file_count = kept;
}

void
listing_finish(struct listing *listing)
{
	struct repo *repo = listing->repo;
	bool is_sorted = true;

	repo->files = listing->files.items;
	repo->file_count = listing->files.count;
	for (size_t i = 1; i < repo->file_count && is_sorted; i++)
		is_sorted = str_compare(repo->files[i - 1].path, repo->files[i].path) < 0;
	if (!is_sorted) {
		qsort(repo->files, repo->file_count, sizeof *repo->files, compare_files);
		drop_doubles(repo, listing->diags);
	}
	if (listing->links > 0)
		links_follow(repo, listing->diags);
}
