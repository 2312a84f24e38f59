/* turn: two lists of files side by side. */
#include "repo/driver.h"

#include <string.h>

bool
repo_has_links(const struct repo *repo)
{
	for (size_t i = 0; i < repo->file_count; i++)
		if (repo->files[i].kind == REPO_SYMLINK)
			return true;
	return false;
}

static void
note(const struct repo *repo, struct repo_changes *changes, enum repo_change_kind kind,
     struct str path)
{
	*VEC_PUSH(repo->arena, changes) =
		(struct repo_change){ kind, arena_copy(repo->arena, path) };
}

/* Two files of one path.  False: not only their bytes are others. */
static bool
compare_files(const struct repo *repo, const struct repo_file *old, const struct repo_file *new,
	      struct repo_changes *changes)
{
	if (old->kind != new->kind)
		return false;
	if (memcmp(old->object, new->object, sizeof new->object) == 0)
		return true;
	note(repo, changes, REPO_CHANGED, new->path);
	return new->kind == REPO_REGULAR;
}

static bool
list_changes(const struct repo *repo, const struct repo *next, struct repo_changes *changes)
{
	const struct repo_file *old = repo->files, *old_end = old + repo->file_count;
	const struct repo_file *new = next->files, *new_end = new + next->file_count;
	bool is_well = true;

	while (is_well && (old < old_end || new < new_end)) {
		int order = old == old_end   ? 1
			    : new == new_end ? -1
					     : str_compare(old->path, new->path);

		if (order < 0)
			note(repo, changes, REPO_GONE, old++->path);
		else if (order > 0)
			note(repo, changes, REPO_COME, new ++->path);
		else
			is_well = compare_files(repo, old++, new ++, changes);
	}
	return is_well;
}

static bool
has_same_paths(const struct repo_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		if (changes->items[i].kind != REPO_CHANGED)
			return false;
	return true;
}

/* Paths that are there stay where they are. */
static void
take_files(struct repo *repo, const struct repo *next)
{
	struct repo_file *files = ARENA_ARRAY(repo->arena, struct repo_file, next->file_count);

	for (size_t i = 0; i < next->file_count; i++) {
		const struct repo_file *old = repo_find(repo, next->files[i].path);

		files[i] = next->files[i];
		files[i].path = old != NULL ? old->path : arena_copy(repo->arena, files[i].path);
	}
	repo->files = files;
	repo->file_count = next->file_count;
}

bool
repo_turn(struct repo *repo, const struct repo *next, struct repo_changes *ret_changes)
{
	*ret_changes = (struct repo_changes){ 0 };
	if (repo_has_links(next) || !list_changes(repo, next, ret_changes))
		return false;
	if (!has_same_paths(ret_changes))
		take_files(repo, next);
	for (size_t i = 0; i < next->file_count; i++)
		memcpy(repo->files[i].object, next->files[i].object, sizeof next->files[i].object);
	repo->revision = next->revision;
	return true;
}
