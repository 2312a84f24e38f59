/* timeline: a walk along first parents. */
#include "repo/timeline.h"

#include "base/limits.h"
#include "base/map.h"
#include "repo/driver.h"
#include "repo/git.h"
#include "repo/revision.h"

/* ==== opening ==== */

static struct timeline *
open_handles(struct arena *arena, struct str path, struct diags *diags)
{
	struct timeline *timeline = ARENA_NEW(arena, struct timeline);
	struct timeline_handles *handles = ARENA_NEW(arena, struct timeline_handles);
	struct git *git = &handles->git;

	timeline->arena = arena;
	timeline->handles = handles;
	timeline->root = arena_copy(arena, path.length > 0 ? path : STR("."));
	if (!repo_is_folder(timeline->root, diags) || !library_open(&git->library, diags))
		return NULL;
	if (!locate_repository(&git->library, arena, timeline->root, &handles->location, diags)) {
		library_close(&git->library);
		return NULL;
	}
	if (git_find_objects(git, arena, handles->location.repository, diags)) {
		timeline->name = arena_printf(arena, "%.*s\n%.*s", STR_ARG(git->objects),
					      STR_ARG(handles->location.prefix));
		if (git->library.odb_open(&git->shared, git->objects.data) == 0)
			return timeline;
		diag_fail(diags, place_file(STR_EMPTY),
			  "the git objects in \"%.*s\" cannot be opened: %s", STR_ARG(git->objects),
			  library_reason(&git->library));
	}
	git->library.repository_free(handles->location.repository);
	library_close(&git->library);
	return NULL;
}

void
timeline_close(struct timeline *timeline)
{
	struct git *git = &timeline->handles->git;

	git->library.odb_free(git->shared);
	git->library.repository_free(timeline->handles->location.repository);
	library_close(&git->library);
}

struct timeline *
timeline_clone(struct arena *arena, const struct timeline *timeline, struct diags *diags)
{
	struct timeline *clone = open_handles(arena, timeline->root, diags);

	if (clone == NULL)
		return NULL;
	clone->items = timeline->items;
	clone->count = timeline->count;
	clone->start = timeline->start;
	return clone;
}

/* ==== walking ==== */

static struct revision_source
source_of(const struct timeline *timeline)
{
	const struct timeline_handles *handles = timeline->handles;

	return (struct revision_source){ &handles->git.library, handles->location.repository,
					 timeline->root, handles->branch };
}

/* False after a failure. */
static bool
find_branch(struct timeline *timeline, struct diags *diags)
{
	const struct revision_source source = source_of(timeline);
	struct timeline_handles *handles = timeline->handles;

	handles->branch = revision_branch(&source, timeline->arena, handles->until);
	return handles->branch.length > 0 ||
	       repo_fail_with_hint(
		       diags, place_file(STR_EMPTY),
		       arena_printf(diags->arena,
				    "neither \"%.*s\" nor what is checked out is a branch: "
				    "there is none to follow",
				    STR_ARG(handles->until)),
		       STR("Name the branch with --until."));
}

struct walk {
	struct timeline *timeline;
	const struct library *library;
	git_repository *repository;
	struct diags *diags;
	VEC(struct timeline_commit) newest_first;
	struct map stops; /* the line of `since`, by id */
	git_oid since;    /* where it begins */
	int32_t day;      /* `since`, when it is a date */
	bool has_stops, has_day;
};

/* The tree of the book's folder; false when there is none, or after a failure. */
static bool
find_folder(struct walk *walk, const git_oid *tree, git_oid *ret_folder)
{
	struct str rest = walk->timeline->handles->location.prefix, part;

	*ret_folder = *tree;
	while (rest.length > 0 && str_cut(&rest, '/', &part)) {
		const git_tree_entry *entry;
		git_tree *above;
		bool is_folder;

		if (walk->library->tree_lookup(&above, walk->repository, ret_folder) != 0)
			return diag_fail(
				walk->diags, place_file(STR_EMPTY),
				"git tree %.*s cannot be read: %s",
				STR_ARG(library_id(walk->library, walk->diags->arena, ret_folder)),
				library_reason(walk->library));
		entry = walk->library->tree_entry_byname(above,
							 arena_cstr(walk->diags->arena, part));
		is_folder = entry && walk->library->tree_entry_filemode(entry) == GIT_FILEMODE_TREE;
		if (is_folder)
			*ret_folder = *walk->library->tree_entry_id(entry);
		walk->library->tree_free(above);
		if (!is_folder)
			return false;
	}
	return true;
}

static void
take_commit(struct walk *walk, git_commit *commit)
{
	struct timeline_commit *item = VEC_PUSH(walk->timeline->arena, &walk->newest_first);
	git_oid folder;

	item->revision = revision_describe(walk->library, walk->timeline->arena, commit);
	item->has_book = find_folder(walk, walk->library->commit_tree_id(commit), &folder);
	if (item->has_book)
		memcpy(item->tree, folder.id, sizeof item->tree);
}

/* The parent in place of the commit itself; false at the end, or after a failure. */
static bool
go_back(struct walk *walk, git_commit **commit)
{
	bool is_end;
	bool has_parent = walk->library->commit_parentcount(*commit) > 0;
	const struct revision_source source = source_of(walk->timeline);

	if (revision_go_back(&source, commit, &is_end, walk->diags))
		return true;
	walk->timeline->start = is_end && has_parent ? TIMELINE_SHALLOW : TIMELINE_ROOT;
	return false;
}

static bool
is_start(const struct walk *walk, git_commit *commit)
{
	if (walk->has_day)
		return revision_day(walk->library, commit) <= walk->day;
	return walk->has_stops &&
	       map_get(&walk->stops,
		       walk->newest_first.items[walk->newest_first.count - 1].revision.id) != NULL;
}

/* All commits of a line, by id. */
static void
take_stops(struct walk *walk, git_commit *commit)
{
	static const char yes[1];
	struct arena *arena = walk->timeline->arena;

	walk->since = *walk->library->commit_id(commit);
	do
		*map_put(arena, &walk->stops,
			 library_id(walk->library, arena, walk->library->commit_id(commit))) =
			(void *)(uintptr_t)yes;
	while (go_back(walk, &commit));
	walk->library->commit_free(commit);
	walk->has_stops = true;
}

/* Commits that left the folder as it was are dropped, but for the one where it starts. */
static void
keep_changes(struct walk *walk)
{
	struct timeline *timeline = walk->timeline;
	const struct timeline_commit *last = NULL;

	for (size_t i = walk->newest_first.count; i > 0; i--) {
		const struct timeline_commit *item = &walk->newest_first.items[i - 1];
		bool is_same =
			last ? last->has_book == item->has_book &&
					memcmp(last->tree, item->tree, sizeof item->tree) == 0
			     : timeline->start == TIMELINE_ROOT && !item->has_book;

		last = item;
		if (!is_same)
			*VEC_PUSH(timeline->arena, timeline) = *item;
	}
}

/* `until` is earlier than `since`, and not only without anything new. */
static bool
is_reversed(const struct walk *walk, struct str until)
{
	struct date date;

	if (until.length == 0 || walk->newest_first.count != 1)
		return false;
	if (walk->has_stops)
		return memcmp(walk->since.id, walk->timeline->handles->last.id,
			      sizeof walk->since.id) != 0;
	return !date_parse(until, &date) || date_to_days(date) <= walk->day;
}

static bool
walk_line(struct walk *walk, git_commit *commit, struct str since, struct str until)
{
	size_t failures = walk->diags->failures;
	bool found = false;

	do {
		take_commit(walk, commit);
		found = is_start(walk, commit);
	} while (!found && go_back(walk, &commit));
	walk->library->commit_free(commit);
	if (walk->diags->failures > failures)
		return false;
	if (found) {
		walk->timeline->start = TIMELINE_SINCE;
		walk->timeline->is_reversed = is_reversed(walk, until);
	} else if (walk->has_stops)
		return repo_fail_with_hint(
			walk->diags, place_file(STR_EMPTY),
			arena_printf(walk->diags->arena,
				     "\"%.*s\" and \"%.*s\" have no commit in common",
				     STR_ARG(since), STR_ARG(walk->timeline->handles->until)),
			STR("Along first parents the two have different beginnings: name a "
			    "revision of the same line, or a date."));
	keep_changes(walk);
	return true;
}

static bool
read_since(struct walk *walk, struct str since)
{
	const struct revision_source source = source_of(walk->timeline);
	struct date date;
	git_commit *commit;

	if (since.length == 0)
		return true;
	if (date_parse(since, &date)) {
		walk->day = date_to_days(date);
		walk->has_day = true;
		return true;
	}
	commit = revision_find(&source, since, walk->diags);
	if (commit != NULL)
		take_stops(walk, commit);
	return commit != NULL;
}

/* The commit where the timeline ends; the caller frees it.  NULL after a failure. */
static git_commit *
find_last(const struct timeline *timeline, struct diags *diags)
{
	const struct revision_source source = source_of(timeline);

	return revision_find(&source, timeline->handles->until, diags);
}

struct timeline *
timeline_open(struct arena *arena, struct str path, const struct timeline_range *range,
	      struct diags *diags)
{
	struct timeline *timeline = open_handles(arena, path, diags);
	struct walk walk = { .timeline = timeline, .diags = diags };
	const struct diags before = *diags;
	git_commit *commit = NULL;

	if (timeline == NULL)
		return NULL;
	walk.library = &timeline->handles->git.library;
	walk.repository = timeline->handles->location.repository;
	timeline->handles->until = range->until.length > 0 ? range->until : STR("HEAD");
	if ((!range->follows_branch || find_branch(timeline, diags)) &&
	    read_since(&walk, range->since))
		commit = find_last(timeline, diags);
	if (commit != NULL) {
		timeline->handles->last = *walk.library->commit_id(commit);
		if (walk_line(&walk, commit, range->since, range->until))
			return timeline;
		timeline_has_moved(timeline, &before, diags);
	}
	timeline_close(timeline);
	return NULL;
}

bool
timeline_has_moved(const struct timeline *timeline, const struct diags *before, struct diags *diags)
{
	const struct timeline_handles *handles = timeline->handles;
	const struct library *library = &handles->git.library;
	git_commit *commit;
	struct diags unheard;
	bool has_moved = true;

	if (diags->failures == before->failures)
		return false;
	diag_init(&unheard, diags->arena);
	commit = find_last(timeline, &unheard);
	if (commit != NULL) {
		has_moved = memcmp(library->commit_id(commit), &handles->last,
				   sizeof handles->last) != 0;
		library->commit_free(commit);
	}
	if (!has_moved)
		return false;
	*diags = *before;
	repo_fail_with_hint(
		diags, place_file(STR_EMPTY),
		arena_printf(diags->arena,
			     "the history was rewritten while it was read: \"%.*s\" is no longer "
			     "commit %.*s, and part of what was there is gone",
			     STR_ARG(handles->until), 10,
			     library_id(library, diags->arena, &handles->last).data),
		STR("Run the command again."));
	return true;
}

struct repo *
timeline_repo(struct timeline *timeline, size_t index, struct arena *arena, struct diags *diags)
{
	struct repo *repo = ARENA_NEW(arena, struct repo);
	git_oid tree;

	repo->arena = arena;
	repo->root = timeline->root;
	repo->handle = &timeline->handles->git;
	repo->revision = timeline->items[index].revision;
	memcpy(tree.id, timeline->items[index].tree, sizeof tree.id);
	return git_list(repo, timeline->handles->location.repository, STR_EMPTY, tree, diags)
		       ? repo
		       : NULL;
}
