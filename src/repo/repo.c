/*
 * repo: chooses the driver, and what both have in common.
 */
#include "repo/repo.h"

#include "base/limits.h"
#include "base/path.h"
#include "repo/driver.h"

#include <limits.h>
#include <sys/stat.h>

bool
repo_fail_with_hint(struct diags *diags, struct place at, struct str message, struct str hint)
{
	diag_fail(diags, at, "%.*s", STR_ARG(message));
	if (diags->count > 0 && diags->items[diags->count - 1].severity == DIAG_FAILURE)
		diags->items[diags->count - 1].hint = hint;
	return false;
}

bool
repo_size_is_allowed(const struct repo_file *file, uint64_t size, struct diags *diags)
{
	if (size <= LIMIT_FILE_BYTES)
		return true;
	diag_add(diags, &repo_codes[REPO_FILE_TOO_LARGE], place_file(file->path),
		 "the file has %llu bytes, the limit is %llu MiB", (unsigned long long)size,
		 (unsigned long long)(LIMIT_FILE_BYTES >> 20));
	return false;
}

bool
repo_is_folder(struct str path, struct diags *diags)
{
	struct stat status;

	if (stat(arena_cstr(diags->arena, path), &status) != 0)
		return diag_fail(diags, place_file(STR_EMPTY), "\"%.*s\" does not exist",
				 STR_ARG(path));
	if (!S_ISDIR(status.st_mode))
		return diag_fail(diags, place_file(STR_EMPTY), "\"%.*s\" is not a folder",
				 STR_ARG(path));
	return true;
}

struct repo *
repo_open(struct arena *arena, struct str path, struct str at, struct diags *diags)
{
	struct repo *repo = ARENA_NEW(arena, struct repo);
	bool is_open;

	repo->arena = arena;
	repo->root = arena_copy(arena, path.length > 0 ? path : STR("."));
	if (!repo_is_folder(repo->root, diags))
		return NULL;
	is_open = at.length > 0 ? repo_open_git(repo, at, diags) : repo_open_worktree(repo, diags);
	return is_open ? repo : NULL;
}

struct str
repo_name(const struct repo *repo, struct arena *arena)
{
	char whole[PATH_MAX] = "";
	struct str root = repo->root, name;

	while (str_ends(root, STR("/")))
		root = str_slice(root, 0, root.length - 1);
	name = path_base(root);
	if ((name.length == 0 || str_equal(name, STR(".")) || str_equal(name, STR(".."))) &&
	    realpath(arena_cstr(arena, repo->root), whole) != NULL)
		name = path_base(str_from(whole));
	if (name.length > strlen(".git") && str_ends(name, STR(".git")))
		name = str_slice(name, 0, name.length - strlen(".git"));
	return arena_copy(arena, name);
}

void
repo_close(struct repo *repo)
{
	repo->driver->close(repo);
}

struct repo_reader *
repo_reader_open(struct repo *repo, struct diags *diags)
{
	struct repo_reader *reader = ARENA_NEW(diags->arena, struct repo_reader);

	reader->repo = repo;
	return repo->driver->reader_open(reader, diags) ? reader : NULL;
}

void
repo_reader_close(struct repo_reader *reader)
{
	reader->repo->driver->reader_close(reader);
}

bool
repo_read(struct repo_reader *reader, const struct repo_file *file, struct arena *arena,
	  struct str *ret_bytes, struct diags *diags)
{
	if (file->kind == REPO_SUBMODULE)
		return diag_fail(diags, place_file(file->path),
				 "a submodule is a repository of its own and has no bytes");
	return reader->repo->driver->read(reader, file, arena, ret_bytes, diags);
}

size_t
repo_lower_bound(const struct repo *repo, struct str path)
{
	size_t low = 0;
	size_t high = repo->file_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(repo->files[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct repo_file *
repo_find(const struct repo *repo, struct str path)
{
	size_t index = repo_lower_bound(repo, path);

	if (index == repo->file_count || !str_equal(repo->files[index].path, path))
		return NULL;
	return &repo->files[index];
}
