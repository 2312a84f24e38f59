/*
 * driver: what a work tree and a git revision do differently.  Private to repo/.
 *
 * A driver opens itself with a function of its own, which lists the files (listing.h) and sets the
 * repo's driver and handle.  To add one: a file with such a function and a table, and a word in
 * repo_open.
 */
#ifndef REPO_DRIVER_H
#define REPO_DRIVER_H

#include "repo/repo.h"

struct repo_reader {
	struct repo *repo;
	void *handle; /* the driver's, NULL if it needs none */
};

struct repo_driver {
	bool (*reader_open)(struct repo_reader *reader, struct diags *diags);
	void (*reader_close)(struct repo_reader *reader);
	/* The bytes of a regular file or of the file that a link leads to. */
	bool (*read)(struct repo_reader *reader, const struct repo_file *file, struct arena *arena,
		     struct str *ret_bytes, struct diags *diags);
	void (*close)(struct repo *repo);
};

/* repo->root is a folder, repo->arena is set.  False after a failure; nothing is left open. */
bool repo_open_worktree(struct repo *repo, struct diags *diags);
bool repo_open_git(struct repo *repo, struct str at, struct diags *diags);

/* The first file whose path is not less than this one; the count if there is none. */
size_t repo_lower_bound(const struct repo *repo, struct str path);

/* Whether there are symbolic links: they have the bytes of what they lead to, which may be another file by
   now. */
bool repo_has_links(const struct repo *repo);

/* Adds a failure with a hint and returns false. */
bool repo_fail_with_hint(struct diags *diags, struct place at, struct str message, struct str hint);

/* Else false and a failure. */
bool repo_is_folder(struct str path, struct diags *diags);

/* A file of this size is read; else false and a finding. */
bool repo_size_is_allowed(const struct repo_file *file, uint64_t size, struct diags *diags);

/* Rows of repo_codes, for diag_add. */
enum repo_code {
	REPO_PATH_NOT_UTF8,
	REPO_PATH_UNSAFE,
	REPO_PATH_TOO_LONG,
	REPO_TREE_TOO_DEEP,
	REPO_TREE_TOO_MANY,
	REPO_SYMLINK_OUTSIDE,
	REPO_IGNORE_TOO_LARGE,
	REPO_FILE_VANISHED,
	REPO_FILE_UNREADABLE,
	REPO_FILE_TOO_LARGE,
};

#endif
