/*
 * git: the driver for a revision.
 *
 * The tree is listed once, when the repo is opened; after that only the object database is
 * needed, and every reader opens one of its own, because libgit2's are made for one thread.
 */
#include "repo/git.h"

#include "repo/driver.h"
#include "repo/listing.h"
#include "repo/locate.h"
#include "repo/revision.h"

#include "base/limits.h"

#include <string.h>

_Static_assert(sizeof((struct repo_file *)0)->object == GIT_OID_RAWSZ, "room for an object id");

/* ==== objects ==== */

static bool
report_object(const struct library *library, struct str path, const git_oid *id,
	      struct diags *diags)
{
	struct arena *arena = diags->arena;
	const char *reason = library_reason(library);
	struct str message = arena_printf(arena, "git object %.*s cannot be read: %s",
					  STR_ARG(library_id(library, arena, id)), reason);

	return repo_fail_with_hint(diags, place_file(path), message,
				   STR("The repository is damaged or a partial clone; \"git fsck\" "
				       "tells which. Or its history was rewritten just now: then "
				       "run the command again."));
}

/* The bytes of a file or link; its size is known before anything large is unpacked. */
static bool
read_blob(const struct library *library, git_odb *database, const struct repo_file *file,
	  struct arena *arena, struct str *ret_bytes, struct diags *diags)
{
	git_oid id;
	git_odb_object *object;
	git_object_t type;
	size_t size;
	char *bytes;

	memcpy(id.id, file->object, sizeof id.id);
	if (library->odb_read_header(&size, &type, database, &id) != 0)
		return report_object(library, file->path, &id, diags);
	if (type != GIT_OBJECT_BLOB)
		return diag_fail(diags, place_file(file->path),
				 "git object %.*s is a %s, not a file",
				 STR_ARG(library_id(library, diags->arena, &id)),
				 library->object_type2string(type));
	if (!repo_size_is_allowed(file, size, diags))
		return false;
	if (library->odb_read(&object, database, &id) != 0)
		return report_object(library, file->path, &id, diags);
	size = library->odb_object_size(object);
	bytes = arena_bytes(arena, size);
	if (size > 0)
		memcpy(bytes, library->odb_object_data(object), size);
	*ret_bytes = (struct str){ bytes, size };
	library->odb_object_free(object);
	return true;
}

static bool
reader_open(struct repo_reader *reader, struct diags *diags)
{
	const struct git *git = reader->repo->handle;
	git_odb *database;

	reader->handle = git->shared;
	if (git->shared)
		return true;
	if (git->library.odb_open(&database, git->objects.data) != 0)
		return diag_fail(diags, place_file(STR_EMPTY),
				 "the git objects in \"%.*s\" cannot be opened: %s",
				 STR_ARG(git->objects), library_reason(&git->library));
	reader->handle = database;
	return true;
}

static void
reader_close(struct repo_reader *reader)
{
	const struct git *git = reader->repo->handle;

	if (!git->shared)
		git->library.odb_free(reader->handle);
}

static bool
read_file(struct repo_reader *reader, const struct repo_file *file, struct arena *arena,
	  struct str *ret_bytes, struct diags *diags)
{
	const struct git *git = reader->repo->handle;

	return read_blob(&git->library, reader->handle, file, arena, ret_bytes, diags);
}

static void
close_git(struct repo *repo)
{
	struct git *git = repo->handle;

	if (!git->shared)
		library_close(&git->library);
}

static const struct repo_driver git_driver = {
	.reader_open = reader_open,
	.reader_close = reader_close,
	.read = read_file,
	.close = close_git,
};

/* ==== listing ==== */

struct tree_walk {
	struct listing listing;
	const struct library *library;
	git_repository *repository;
	struct repo_reader reader; /* for the texts of links */
	struct arena scratch;
};

static bool walk_tree(struct tree_walk *walk, const git_oid *id, struct str folder, unsigned depth);

static bool
add_link(struct tree_walk *walk, struct str path, const git_oid *id)
{
	struct repo_file link = { .path = path };
	struct str text = STR_EMPTY;

	memcpy(link.object, id->id, sizeof link.object);
	if (!read_file(&walk->reader, &link, &walk->scratch, &text, walk->listing.diags))
		return false;
	/* Longer than any path: it leads nowhere, however it goes on. */
	listing_add_link(&walk->listing, path, str_slice(text, 0, LIMIT_PATH_BYTES));
	return true;
}

/* False after a failure. */
static bool
add_entry(struct tree_walk *walk, const git_tree_entry *entry, struct str path, unsigned depth)
{
	const struct library *library = walk->library;
	const git_oid *id = library->tree_entry_id(entry);
	git_filemode_t mode = library->tree_entry_filemode(entry);
	struct repo_file *file;

	if (mode == GIT_FILEMODE_TREE)
		return !listing_may_enter(&walk->listing, path, depth + 1) ||
		       walk_tree(walk, id, path, depth + 1);
	if (mode == GIT_FILEMODE_LINK)
		return add_link(walk, path, id);
	file = listing_add(&walk->listing, path,
			   mode == GIT_FILEMODE_COMMIT ? REPO_SUBMODULE : REPO_REGULAR);
	memcpy(file->object, id->id, sizeof file->object);
	return true;
}

static bool
walk_entries(struct tree_walk *walk, const git_tree *tree, struct str folder, unsigned depth)
{
	struct str parts[] = { folder, STR("/"), STR_EMPTY };
	size_t skip = folder.length == 0 ? 2 : 0;

	for (size_t i = 0; i < walk->library->tree_entrycount(tree); i++) {
		const git_tree_entry *entry = walk->library->tree_entry_byindex(tree, i);
		struct str path;

		if (!listing_count(&walk->listing))
			return true;
		parts[2] = str_from(walk->library->tree_entry_name(entry));
		path = arena_concat(walk->listing.repo->arena, parts + skip, 3 - skip);
		if (listing_accepts(&walk->listing, path, parts[2]) &&
		    !add_entry(walk, entry, path, depth))
			return false;
	}
	return true;
}

static bool
walk_tree(struct tree_walk *walk, const git_oid *id, struct str folder, unsigned depth)
{
	git_tree *tree;
	bool is_walked;

	if (walk->library->tree_lookup(&tree, walk->repository, id) != 0)
		return report_object(walk->library, folder, id, walk->listing.diags);
	is_walked = walk_entries(walk, tree, folder, depth);
	walk->library->tree_free(tree);
	return is_walked;
}

/* Goes down from `*id` to the tree of the book's folder. */
static bool
find_tree(struct tree_walk *walk, struct str prefix, git_oid *id)
{
	const struct repo *repo = walk->listing.repo;
	struct diags *diags = walk->listing.diags;
	struct str rest = prefix, part;

	if (prefix.length == 0)
		return true;
	while (str_cut(&rest, '/', &part)) {
		const git_tree_entry *entry;
		git_tree *tree;
		bool is_tree = false;

		if (walk->library->tree_lookup(&tree, walk->repository, id) != 0)
			return report_object(walk->library, STR_EMPTY, id, diags);
		entry = walk->library->tree_entry_byname(tree, arena_cstr(&walk->scratch, part));
		if (entry && walk->library->tree_entry_filemode(entry) == GIT_FILEMODE_TREE) {
			is_tree = true;
			*id = *walk->library->tree_entry_id(entry);
		}
		walk->library->tree_free(tree);
		if (!is_tree)
			return diag_fail(diags, place_file(STR_EMPTY),
					 "there is no folder \"%.*s\" in commit %.*s",
					 STR_ARG(prefix), STR_ARG(repo->revision.id));
	}
	return true;
}

bool
git_list(struct repo *repo, git_repository *repository, struct str prefix, git_oid tree,
	 struct diags *diags)
{
	struct tree_walk walk = {
		.library = &((struct git *)repo->handle)->library,
		.repository = repository,
		.reader = { repo, NULL },
	};
	bool is_listed;

	repo->driver = &git_driver;
	if (!reader_open(&walk.reader, diags))
		return false;
	arena_init(&walk.scratch);
	listing_init(&walk.listing, repo, diags);
	is_listed = find_tree(&walk, prefix, &tree) && walk_tree(&walk, &tree, STR_EMPTY, 0);
	if (is_listed)
		listing_finish(&walk.listing);
	arena_free(&walk.scratch);
	reader_close(&walk.reader);
	return is_listed;
}

/* ==== opening ==== */

bool
git_find_objects(struct git *git, struct arena *arena, git_repository *repository,
		 struct diags *diags)
{
	git_buf path = { 0 };

	if (git->library.repository_item_path(&path, repository, GIT_REPOSITORY_ITEM_OBJECTS) != 0)
		return diag_fail(diags, place_file(STR_EMPTY),
				 "the git objects cannot be found: %s",
				 library_reason(&git->library));
	git->objects = arena_copy(arena, str_from(path.ptr));
	git->library.buf_dispose(&path);
	return true;
}

/* The driver's work while the repository is open. */
static bool
read_revision(struct repo *repo, const struct location *location, struct str at,
	      struct diags *diags)
{
	struct git *git = repo->handle;
	const struct library *library = &git->library;
	const struct revision_source source = { .library = library,
						.repository = location->repository,
						.root = repo->root };
	git_commit *commit;
	git_oid tree;

	if (!git_find_objects(git, repo->arena, location->repository, diags))
		return false;
	commit = revision_find(&source, at, diags);
	if (!commit)
		return false;
	repo->revision = revision_describe(library, repo->arena, commit);
	tree = *library->commit_tree_id(commit);
	library->commit_free(commit);
	return git_list(repo, location->repository, location->prefix, tree, diags);
}

bool
repo_open_git(struct repo *repo, struct str at, struct diags *diags)
{
	struct git *git = ARENA_NEW(repo->arena, struct git);
	struct location location;
	bool is_open = false;

	if (!library_open(&git->library, diags))
		return false;
	repo->handle = git;
	if (locate_repository(&git->library, repo->arena, repo->root, &location, diags)) {
		is_open = read_revision(repo, &location, at, diags);
		git->library.repository_free(location.repository);
	}
	if (!is_open)
		library_close(&git->library);
	return is_open;
}
