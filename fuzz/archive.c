/*
 * archive: cutting the text into files.
 */
#include "archive.h"
#include "memory.h"

#include "repo/driver.h"
#include "repo/listing.h"

/* "-- a/b.md --" or "-- a/b.md -> c.md --". */
static bool
read_marker(struct str line, struct archive_file *ret_file)
{
	size_t arrow;

	if (!str_starts(line, STR("-- ")) || !str_ends(line, STR(" --")) || line.length < 7)
		return false;
	ret_file->path = str_slice(line, 3, line.length - 3);
	ret_file->target = STR_EMPTY;
	arrow = str_find(ret_file->path, STR(" -> "));
	if (arrow != STR_NONE) {
		ret_file->target = str_from_offset(ret_file->path, arrow + 4);
		ret_file->path = str_slice(ret_file->path, 0, arrow);
	}
	return true;
}

static struct str
cut_line(struct str *rest)
{
	size_t end = str_find_char(*rest, '\n');
	struct str line = str_slice(*rest, 0, end == STR_NONE ? rest->length : end);

	*rest = str_from_offset(*rest, end == STR_NONE ? rest->length : end + 1);
	return line;
}

bool
archive_next(struct str *rest, struct archive_file *ret_file)
{
	struct archive_file following;
	struct str start;

	while (rest->length > 0 && !read_marker(cut_line(rest), ret_file))
		continue;
	if (ret_file->path.length == 0)
		return false;
	start = *rest;
	while (rest->length > 0) {
		struct str before = *rest;

		if (read_marker(cut_line(rest), &following)) {
			*rest = before;
			break;
		}
	}
	ret_file->bytes = str_slice(start, 0, start.length - rest->length);
	return true;
}

/* The folders of the path and the file itself have names that a tree can have. */
static bool
is_accepted(struct listing *listing, struct str path)
{
	unsigned depth = 0;

	for (size_t start = 0, end; start <= path.length; start = end + 1) {
		struct str rest = str_from_offset(path, start);
		size_t slash = str_find_char(rest, '/');

		end = slash == STR_NONE ? path.length : start + slash;
		if (!listing_accepts(listing, str_slice(path, 0, end), str_slice(path, start, end)))
			return false;
		if (end < path.length &&
		    !listing_may_enter(listing, str_slice(path, 0, end), ++depth))
			return false;
	}
	return true;
}

/* Instead of git's (repo/git.c), which is then not linked. */
bool
repo_open_git(struct repo *repo, struct str at, struct diags *diags)
{
	struct memory *memory = ARENA_NEW(repo->arena, struct memory);
	struct archive_file file = { 0 };
	struct listing listing;

	listing_init(&listing, repo, diags);
	for (struct str rest = at; archive_next(&rest, &file); file.path = STR_EMPTY) {
		struct str path = arena_copy(repo->arena, file.path);

		if (file.target.length == 0)
			*VEC_PUSH(repo->arena, &memory->files) =
				(struct memory_file){ path, file.bytes };
		if (!listing_count(&listing) || !is_accepted(&listing, path))
			continue;
		if (file.target.length > 0)
			listing_add_link(&listing, path, file.target);
		else
			listing_add(&listing, path, REPO_REGULAR);
	}
	listing_finish(&listing);
	memory_open(repo, memory);
	return true;
}
