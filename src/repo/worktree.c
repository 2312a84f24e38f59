/*
 * worktree: the driver for a folder on disk.
 *
 * Files are opened relative to the book's folder, whose descriptor is kept: renaming it meanwhile
 * does no harm.
 */
#include "repo/worktree.h"

#include "base/limits.h"
#include "repo/above.h"
#include "repo/driver.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct worktree {
	int root; /* descriptor of the book's folder */
};

static const char *
reason_of(int error)
{
	switch (error) {
	case EACCES:
	case EPERM:
		return "permission denied";
	case EMFILE:
	case ENFILE:
		return "too many open files";
	case EIO:
		return "the disk reported an error";
	default:
		return "the operating system refused";
	}
}

bool
worktree_report(struct diags *diags, struct str path, int error)
{
	if (error == ENOENT || error == ENOTDIR || error == ELOOP)
		diag_add(diags, &repo_codes[REPO_FILE_VANISHED], place_file(path),
			 error == ENOENT ? "vanished while the book was read"
					 : "was replaced while the book was read");
	else
		diag_add(diags, &repo_codes[REPO_FILE_UNREADABLE], place_file(path),
			 "could not be read: %s", reason_of(error));
	return false;
}

bool
worktree_read_bytes(int descriptor, size_t size, struct arena *arena, struct str *ret_bytes)
{
	char *bytes = arena_bytes(arena, size);
	size_t length = 0;

	while (length < size) {
		ssize_t got = read(descriptor, bytes + length, size - length);

		if (got == 0)
			break;
		if (got < 0 && errno != EINTR)
			return false;
		if (got > 0)
			length += (size_t)got;
	}
	*ret_bytes = (struct str){ bytes, length };
	return true;
}

static bool
reader_open(struct repo_reader *reader, struct diags *diags)
{
	(void)reader;
	(void)diags;
	return true;
}

static void
reader_close(struct repo_reader *reader)
{
	(void)reader;
}

static bool
read_open_file(int descriptor, const struct repo_file *file, struct arena *arena,
	       struct str *ret_bytes, struct diags *diags)
{
	struct stat status;

	if (fstat(descriptor, &status) != 0)
		return worktree_report(diags, file->path, errno);
	if (!S_ISREG(status.st_mode))
		return worktree_report(diags, file->path, ELOOP);
	if (!repo_size_is_allowed(file, (uint64_t)status.st_size, diags))
		return false;
	if (!worktree_read_bytes(descriptor, (size_t)status.st_size, arena, ret_bytes))
		return worktree_report(diags, file->path, errno);
	return true;
}

static bool
read_file(struct repo_reader *reader, const struct repo_file *file, struct arena *arena,
	  struct str *ret_bytes, struct diags *diags)
{
	const struct worktree *worktree = reader->repo->handle;
	struct str path = file->kind == REPO_SYMLINK ? file->target : file->path;
	int descriptor;
	bool is_read;

	/* O_NONBLOCK: a pipe that took the file's place must not stop the program. */
	descriptor =
		openat(worktree->root, path.data, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (descriptor < 0)
		return worktree_report(diags, file->path, errno);
	is_read = read_open_file(descriptor, file, arena, ret_bytes, diags);
	close(descriptor);
	return is_read;
}

static void
close_worktree(struct repo *repo)
{
	const struct worktree *worktree = repo->handle;

	close(worktree->root);
}

static const struct repo_driver worktree_driver = {
	.reader_open = reader_open,
	.reader_close = reader_close,
	.read = read_file,
	.close = close_worktree,
};

static bool
list(struct repo *repo, int root, struct diags *diags)
{
	struct listing listing;
	struct str prefix;
	const struct ignore *rules;
	char absolute[PATH_MAX];

	if (!realpath(arena_cstr(diags->arena, repo->root), absolute))
		return diag_fail(diags, place_file(STR_EMPTY), "\"%.*s\" cannot be found: %s",
				 STR_ARG(repo->root), reason_of(errno));
	if (above_is_bare(str_from(absolute)))
		return repo_fail_with_hint(
			diags, place_file(STR_EMPTY),
			arena_printf(diags->arena,
				     "\"%.*s\" is a bare git repository, which has no work tree",
				     STR_ARG(repo->root)),
			STR("Say which revision to read, for example with --at HEAD."));
	listing_init(&listing, repo, diags);
	rules = above_read_rules(repo->arena, arena_copy(repo->arena, str_from(absolute)), &prefix,
				 diags);
	if (!worktree_walk(&listing, root, prefix, rules))
		return diag_fail(diags, place_file(STR_EMPTY), "\"%.*s\" cannot be listed: %s",
				 STR_ARG(repo->root), reason_of(errno));
	listing_finish(&listing);
	return true;
}

bool
repo_open_worktree(struct repo *repo, struct diags *diags)
{
	struct worktree *worktree = ARENA_NEW(repo->arena, struct worktree);

	worktree->root =
		open(arena_cstr(repo->arena, repo->root), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (worktree->root < 0)
		return diag_fail(diags, place_file(STR_EMPTY), "\"%.*s\" cannot be opened: %s",
				 STR_ARG(repo->root), reason_of(errno));
	if (!list(repo, worktree->root, diags)) {
		close(worktree->root);
		return false;
	}
	repo->driver = &worktree_driver;
	repo->handle = worktree;
	return true;
}
