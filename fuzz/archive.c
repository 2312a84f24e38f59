/*
 * archive: cutting the text, and the driver.
 */
#include "archive.h"

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

static bool
open_reader(struct repo_reader *reader, struct diags *diags)
{
	(void)reader;
	(void)diags;
	return true;
}

static void
close_reader(struct repo_reader *reader)
{
	(void)reader;
}

static bool
read_file(struct repo_reader *reader, const struct repo_file *file, struct arena *arena,
	  struct str *ret_bytes, struct diags *diags)
{
	const struct str *archive = reader->repo->handle;
	struct str path = file->kind == REPO_SYMLINK ? file->target : file->path;
	struct archive_file found = { 0 };

	for (struct str rest = *archive; archive_next(&rest, &found); found.path = STR_EMPTY) {
		if (!str_equal(found.path, path) || found.target.length > 0)
			continue;
		/* A copy of its own, so that the sanitizer sees who reads beyond its end. */
		*ret_bytes = arena_copy(arena, found.bytes);
		return repo_size_is_allowed(file, found.bytes.length, diags);
	}
	diag_add(diags, &repo_codes[REPO_FILE_VANISHED], place_file(file->path), "vanished");
	return false;
}

static void
close_archive(struct repo *repo)
{
	(void)repo;
}

static const struct repo_driver archive_driver = {
	.reader_open = open_reader,
	.reader_close = close_reader,
	.read = read_file,
	.close = close_archive,
};

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
	struct str *archive = ARENA_NEW(repo->arena, struct str);
	struct archive_file file = { 0 };
	struct listing listing;

	listing_init(&listing, repo, diags);
	for (struct str rest = at; archive_next(&rest, &file); file.path = STR_EMPTY) {
		struct str path = arena_copy(repo->arena, file.path);

		if (!listing_count(&listing) || !is_accepted(&listing, path))
			continue;
		if (file.target.length > 0)
			listing_add_link(&listing, path, file.target);
		else
			listing_add(&listing, path, REPO_REGULAR);
	}
	listing_finish(&listing);
	*archive = at;
	repo->handle = archive;
	repo->driver = &archive_driver;
	return true;
}
