/* timeline_turn: two trees of the same names side by side; where names are others, two lists of files. */
#include "repo/timeline.h"

#include "base/limits.h"
#include "base/path.h"
#include "repo/driver.h"
#include "repo/git.h"

#include <string.h>

/* A file that has other bytes now. */
struct turned {
	struct repo_file *file;
	git_oid id;
};

struct turn {
	const struct library *library;
	git_repository *repository;
	struct repo *repo;
	struct arena scratch;
	VEC(struct turned) files;
};

static struct repo_file *
find_regular(const struct repo *repo, struct str path)
{
	const struct repo_file *file = repo_find(repo, path);

	return file != NULL && file->kind == REPO_REGULAR ? &repo->files[file - repo->files] : NULL;
}

static bool compare_trees(struct turn *turn, const git_oid *old, const git_oid *new,
			  struct str folder, unsigned depth);

/* Two entries of one name.  False: something else than bytes changed. */
static bool
compare_entries(struct turn *turn, const git_tree_entry *old, const git_tree_entry *new,
		struct str folder, unsigned depth)
{
	const struct library *library = turn->library;
	const git_oid *old_id = library->tree_entry_id(old), *new_id = library->tree_entry_id(new);
	git_filemode_t mode = library->tree_entry_filemode(new);
	struct repo_file *file;
	struct str path;

	if (library->tree_entry_filemode(old) != mode)
		return false;
	if (memcmp(old_id->id, new_id->id, sizeof new_id->id) == 0)
		return true;
	path = path_join(&turn->scratch, folder, str_from(library->tree_entry_name(new)));
	if (mode == GIT_FILEMODE_TREE)
		return compare_trees(turn, old_id, new_id, path, depth + 1);
	file = find_regular(turn->repo, path);
	if (mode == GIT_FILEMODE_LINK || mode == GIT_FILEMODE_COMMIT || file == NULL)
		return false;
	*VEC_PUSH(&turn->scratch, &turn->files) = (struct turned){ file, *new_id };
	return true;
}

static bool
compare_all(struct turn *turn, const git_tree *old, const git_tree *new, struct str folder,
	    unsigned depth)
{
	const struct library *library = turn->library;
	size_t count = library->tree_entrycount(new);
	const char *last = NULL;

	if (library->tree_entrycount(old) != count)
		return false;
	for (size_t i = 0; i < count; i++) {
		const git_tree_entry *before = library->tree_entry_byindex(old, i);
		const git_tree_entry *after = library->tree_entry_byindex(new, i);

		const char *name = library->tree_entry_name(after);
		bool is_double = last != NULL && strcmp(last, name) == 0;

		if (is_double || strcmp(library->tree_entry_name(before), name) != 0 ||
		    !compare_entries(turn, before, after, folder, depth))
			return false;
		last = name;
	}
	return true;
}

static bool
compare_trees(struct turn *turn, const git_oid *old, const git_oid *new, struct str folder,
	      unsigned depth)
{
	git_tree *before, *after;
	bool is_same;

	if (depth > LIMIT_DIRECTORY_DEPTH ||
	    turn->library->tree_lookup(&before, turn->repository, old) != 0)
		return false;
	if (turn->library->tree_lookup(&after, turn->repository, new) != 0) {
		turn->library->tree_free(before);
		return false;
	}
	is_same = compare_all(turn, before, after, folder, depth);
	turn->library->tree_free(before);
	turn->library->tree_free(after);
	return is_same;
}

static void
take_changes(struct turn *turn, struct repo_changes *ret_changes)
{
	*ret_changes = (struct repo_changes){ 0 };
	for (size_t i = 0; i < turn->files.count; i++) {
		struct turned *turned = &turn->files.items[i];

		memcpy(turned->file->object, turned->id.id, sizeof turned->file->object);
		*VEC_PUSH(turn->repo->arena, ret_changes) =
			(struct repo_change){ REPO_CHANGED, turned->file->path };
	}
}

static bool
turn_by_trees(struct turn *turn, const struct timeline_commit *from,
	      const struct timeline_commit *to, struct repo_changes *ret_changes)
{
	git_oid old, new;

	memcpy(old.id, from->tree, sizeof old.id);
	memcpy(new.id, to->tree, sizeof new.id);
	if (!compare_trees(turn, &old, &new, STR_EMPTY, 0))
		return false;
	take_changes(turn, ret_changes);
	turn->repo->revision = to->revision;
	return true;
}

static bool
turn_by_lists(struct turn *turn, struct timeline *timeline, size_t index,
	      struct repo_changes *ret_changes)
{
	struct diags unheard;
	const struct repo *next;

	diag_init(&unheard, &turn->scratch);
	next = timeline_repo(timeline, index, &turn->scratch, &unheard);
	return next != NULL && repo_turn(turn->repo, next, ret_changes);
}

bool
timeline_turn(struct timeline *timeline, struct repo *repo, size_t from, size_t to,
	      struct repo_changes *ret_changes)
{
	const struct timeline_commit *commits = timeline->items;
	struct turn turn = { .library = &timeline->handles->git.library,
			     .repository = timeline->handles->location.repository,
			     .repo = repo };
	bool is_turned;

	if (!commits[to].has_book || repo_has_links(repo))
		return false;
	arena_init(&turn.scratch);
	is_turned = turn_by_trees(&turn, &commits[from], &commits[to], ret_changes) ||
		    turn_by_lists(&turn, timeline, to, ret_changes);
	arena_free(&turn.scratch);
	return is_turned;
}
