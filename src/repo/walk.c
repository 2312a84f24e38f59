/*
 * walk: listing a folder on disk.
 *
 * Every folder is opened relative to the one that it stands in and never through a symbolic link.
 * The kind of an entry comes with its name, so that listing costs three or four calls a folder and
 * none a file.
 */
#include "repo/worktree.h"

#include "base/limits.h"
#include "base/publish.h"
#include "repo/driver.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum entry_kind { ENTRY_FILE, ENTRY_LINK, ENTRY_FOLDER, ENTRY_OTHER };

struct entry {
	struct str path; /* from the work tree's top, as rules want it; ends in NUL */
	enum entry_kind kind;
};

struct entries {
	struct entry *items;
	size_t count, capacity;
};

struct walk {
	struct listing *listing;
	struct arena scratch; /* rules, and names that were left out */
	size_t prefix;        /* bytes in front of each path that lead to the book's folder */
};

/* One folder of the walk. */
struct folder {
	DIR *stream;
	struct str path; /* from the work tree's top */
	unsigned depth;  /* below the book's folder */
	const struct ignore *rules;
	bool has_git, has_ignore;
	bool is_site; /* a site that waymark built: no part of the book */
};

/* The path in the book. */
static struct str
book_path(const struct walk *walk, struct str path)
{
	return str_from_offset(path, walk->prefix);
}

static const char *
last_name(struct str path)
{
	return path.data +
	       (str_find_last(path, '/') == STR_NONE ? 0 : str_find_last(path, '/') + 1);
}

static enum entry_kind
kind_of(int folder, const struct dirent *entry)
{
	struct stat status;

	switch (entry->d_type) {
	case DT_REG:
		return ENTRY_FILE;
	case DT_DIR:
		return ENTRY_FOLDER;
	case DT_LNK:
		return ENTRY_LINK;
	case DT_UNKNOWN:
		break;
	default:
		return ENTRY_OTHER;
	}
	if (fstatat(folder, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return ENTRY_OTHER;
	if (S_ISREG(status.st_mode))
		return ENTRY_FILE;
	if (S_ISDIR(status.st_mode))
		return ENTRY_FOLDER;
	return S_ISLNK(status.st_mode) ? ENTRY_LINK : ENTRY_OTHER;
}

static const struct dirent *
next_entry(DIR *stream)
{
	errno = 0; /* the only way to tell the end from an error */
	return readdir(stream);
}

/* All entries but pipes and the like, which git does not keep either. */
static void
read_entries(struct walk *walk, struct folder *folder, struct entries *ret_entries)
{
	const struct dirent *found;
	struct str parts[] = { folder->path, STR("/"), STR_EMPTY };
	size_t skip = folder->path.length == 0 ? 2 : 0;

	while ((found = next_entry(folder->stream)) != NULL) {
		enum entry_kind kind;
		struct str name = str_from(found->d_name);

		if (str_equal(name, STR(".")) || str_equal(name, STR("..")))
			continue;
		kind = kind_of(dirfd(folder->stream), found);
		if (str_equal(name, STR(".git"))) {
			folder->has_git = true;
			continue;
		}
		if (kind == ENTRY_OTHER)
			continue;
		if (kind == ENTRY_FILE && str_equal(name, STR(".gitignore")))
			folder->has_ignore = true;
		if (kind == ENTRY_FILE && str_equal(name, STR(PUBLISH_MANIFEST)))
			folder->is_site = folder->depth > 0;
		if (ret_entries->count == LIMIT_BOOK_FILES) {
			listing_stop(walk->listing);
			return;
		}
		parts[2] = name;
		*VEC_PUSH(&walk->scratch, ret_entries) = (struct entry){
			arena_concat(&walk->scratch, parts + skip, 3 - skip),
			kind,
		};
	}
	if (errno != 0)
		worktree_report(walk->listing->diags, book_path(walk, folder->path), errno);
}

static void
read_ignore_file(struct walk *walk, struct folder *folder)
{
	struct diags *diags = walk->listing->diags;
	struct str parts[] = { book_path(walk, folder->path), STR("/.gitignore") };
	struct str text;
	struct stat status;
	int descriptor = openat(dirfd(folder->stream), ".gitignore",
				O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (parts[0].length == 0)
		parts[1] = STR(".gitignore");
	if (descriptor < 0)
		return; /* it is a file of the book: reading it will say why */
	if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
		close(descriptor);
		return;
	}
	if (status.st_size > (off_t)IGNORE_LIMIT_BYTES)
		diag_add(diags, &repo_codes[REPO_IGNORE_TOO_LARGE],
			 place_file(arena_concat(diags->arena, parts, 2)),
			 "larger than the limit of %d KiB; its patterns were not used",
			 IGNORE_LIMIT_BYTES >> 10);
	else if (worktree_read_bytes(descriptor, (size_t)status.st_size, &walk->scratch, &text))
		folder->rules = ignore_read(&walk->scratch, folder->rules, folder->path, text);
	close(descriptor);
}

/* Folders as if a slash stood at their end: then all paths come out in bytewise order. */
static int
compare_entries(const void *a, const void *b)
{
	const struct entry *left = a;
	const struct entry *right = b;
	size_t shorter =
		left->path.length < right->path.length ? left->path.length : right->path.length;
	int order = memcmp(left->path.data, right->path.data, shorter);
	char left_end, right_end;

	if (order != 0)
		return order;
	left_end = left->path.data[shorter];
	right_end = right->path.data[shorter];
	if (left_end == '\0' && left->kind == ENTRY_FOLDER)
		left_end = '/';
	if (right_end == '\0' && right->kind == ENTRY_FOLDER)
		right_end = '/';
	return (unsigned char)left_end - (unsigned char)right_end;
}

/* Leaves out what the rules say and what cannot be in a book; sorts the rest. */
static void
sift_entries(struct walk *walk, const struct folder *folder, struct entries *entries)
{
	size_t kept = 0;

	for (size_t i = 0; i < entries->count; i++) {
		struct entry entry = entries->items[i];

		if (ignore_covers(folder->rules, entry.path, entry.kind == ENTRY_FOLDER))
			continue;
		if (!listing_count(walk->listing))
			break;
		if (!listing_accepts(walk->listing, book_path(walk, entry.path),
				     str_from(last_name(entry.path))))
			continue;
		entry.path = arena_copy(walk->listing->repo->arena, entry.path);
		entries->items[kept++] = entry;
	}
	entries->count = kept;
	if (kept > 1)
		qsort(entries->items, kept, sizeof *entries->items, compare_entries);
}

static void
add_link(struct walk *walk, int folder, struct str path)
{
	char text[LIMIT_PATH_BYTES];
	ssize_t length = readlinkat(folder, last_name(path), text, sizeof text);

	if (length < 0)
		worktree_report(walk->listing->diags, book_path(walk, path), errno);
	else
		listing_add_link(walk->listing, book_path(walk, path),
				 (struct str){ text, (size_t)length });
}

/* A folder with a repository of its own: git takes it for a submodule and does not look in. */
static bool
is_nested_repository(const struct folder *folder)
{
	struct stat status;
	int descriptor = dirfd(folder->stream);

	if (!folder->has_git || folder->depth == 0 ||
	    fstatat(descriptor, ".git", &status, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	return !S_ISDIR(status.st_mode) || fstatat(descriptor, ".git/HEAD", &status, 0) == 0;
}

static void walk_folder(struct walk *walk, struct folder *folder);

static void
enter_folder(struct walk *walk, const struct folder *outer, struct str path)
{
	struct folder folder = { .path = path, .depth = outer->depth + 1, .rules = outer->rules };
	int descriptor;

	if (!listing_may_enter(walk->listing, book_path(walk, path), folder.depth))
		return;
	descriptor = openat(dirfd(outer->stream), last_name(path),
			    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	folder.stream = descriptor < 0 ? NULL : fdopendir(descriptor);
	if (!folder.stream) {
		worktree_report(walk->listing->diags, book_path(walk, path), errno);
		if (descriptor >= 0)
			close(descriptor);
		return;
	}
	walk_folder(walk, &folder);
	closedir(folder.stream);
}

static void
walk_folder(struct walk *walk, struct folder *folder)
{
	struct entries entries = { 0 };

	read_entries(walk, folder, &entries);
	if (is_nested_repository(folder)) {
		listing_add(walk->listing, book_path(walk, folder->path), REPO_SUBMODULE);
		return;
	}
	if (folder->is_site)
		return;
	if (folder->has_ignore)
		read_ignore_file(walk, folder);
	sift_entries(walk, folder, &entries);
	for (size_t i = 0; i < entries.count; i++) {
		struct str path = entries.items[i].path;

		switch (entries.items[i].kind) {
		case ENTRY_FILE:
			listing_add(walk->listing, book_path(walk, path), REPO_REGULAR);
			break;
		case ENTRY_LINK:
			add_link(walk, dirfd(folder->stream), path);
			break;
		case ENTRY_FOLDER:
			enter_folder(walk, folder, path);
			break;
		case ENTRY_OTHER:
			break;
		}
	}
}

bool
worktree_walk(struct listing *listing, int root, struct str prefix, const struct ignore *rules)
{
	struct walk walk = { .listing = listing, .prefix = prefix.length };
	struct folder folder = { .path = prefix, .rules = rules };
	int descriptor = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (prefix.length > 0)
		walk.prefix++; /* the slash */
	folder.stream = descriptor < 0 ? NULL : fdopendir(descriptor);
	if (!folder.stream) {
		if (descriptor >= 0)
			close(descriptor);
		return false;
	}
	arena_init(&walk.scratch);
	walk_folder(&walk, &folder);
	closedir(folder.stream);
	arena_free(&walk.scratch);
	return true;
}
