/*
 * repo: a book's files at one moment, from a work tree or from a git revision, by one interface.
 *
 * Paths are relative to the book's root, with slashes, sorted bytewise, and end in NUL.  They are
 * UTF-8, have no empty part, "." or "..", and are at most LIMIT_DIRECTORY_DEPTH folders deep.
 * The work tree leaves out `.git`, sites that waymark built, what .gitignore files and .git/info/exclude say (those of the
 * folders above the root, too, up to the work tree's top), pipes and the like.  Neither follows a
 * symbolic link out of the root or to a folder.  A revision is read without a checkout, from bare
 * repositories too.  libgit2 is loaded only when a revision is asked for: it would double the
 * start of every other command.
 *
 * Where both hold the same files, both list the same.  Two differences remain: files that git
 * tracks although .gitignore names them are in the revision only, and so are submodules that are
 * not checked out.
 *
 * Nothing is ever written to the repository.
 */
#ifndef REPO_REPO_H
#define REPO_REPO_H

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"
#include "diag/diag.h"

enum repo_file_kind { REPO_REGULAR, REPO_SYMLINK, REPO_SUBMODULE };

struct repo_file {
	struct str path;
	enum repo_file_kind kind;
	struct str target; /* of a symbolic link: the path of the regular file whose bytes it has */
	uint64_t size;     /* always 0: neither a folder nor a git tree tells before reading */
	uint8_t object[20]; /* git object id (a link: of its target); zero in a work tree */
};

/* The commit that is read; empty id: the work tree. */
struct repo_revision {
	struct str id;      /* 40 hex digits */
	struct str summary; /* first line of the message */
	struct str author;
	/* The committer's day in the committer's zone: when it came into the plan.  It is what people are
	   shown, and what dates select by.  None if it is not in 1..9999. */
	struct date date;
	struct date authored; /* the same of the author: when it was written */
	int64_t time;         /* the committer's, seconds since the epoch */
};

struct repo_driver;

struct repo {
	struct str root; /* as the user named it, for messages */
	struct repo_revision revision;
	struct repo_file *files;
	size_t file_count;
	const struct repo_driver *driver;
	void *handle; /* the driver's */
	struct arena *arena;
};

/*
 * `path` is a folder; with `at` it is read as it was in that revision of the repository around it
 * (a bare repository is its own top).  `at` is empty for the work tree, else a branch, tag,
 * commit (or abbreviation), HEAD~2 and the like, or a date 2022-02-15: the book as it was when that day
 * ended, at the last commit of HEAD's first-parent line whose day is not a later one.  NULL after a failure that
 * says which part was wrong and what would be right.  Odd files (symlink out of the tree, a path
 * that is not UTF-8, too deep, too many) are findings, and left out.  The repo lives in the
 * arena, and so do the paths that its findings name.
 */
struct repo *repo_open(struct arena *arena, struct str path, struct str at, struct diags *diags);
void repo_close(struct repo *repo);

/* What the folder is called, wherever one stands: "plans" of ".", of "../plans/" and of the bare "plans.git".  Empty: it
   has no name. */
struct str repo_name(const struct repo *repo, struct arena *arena);

/* Where the folder stands in its git repository, as forges name it: "book/src", or "" for the top
   and for a bare repository.  False when it is in none. */
bool repo_find_prefix(struct arena *arena, struct str path, struct str *ret_prefix);

/* Whether git would take the file if it were added now: its folder stands in a work tree, and no rule of the
   book's leaves it out. */
bool repo_takes(struct arena *arena, struct str path);

/* A thread's access to the files; at most one thread uses it at a time.  The reader lives in the
   list's arena, so several threads may open theirs at once, each with a list of its own.  NULL
   after a failure. */
struct repo_reader;
struct repo_reader *repo_reader_open(struct repo *repo, struct diags *diags);
void repo_reader_close(struct repo_reader *reader);

/* The bytes of one file, not of a submodule, in the arena.  False after a failure or finding that
   names the file: vanished, unreadable, larger than LIMIT_FILE_BYTES, damaged object. */
bool repo_read(struct repo_reader *reader, const struct repo_file *file, struct arena *arena,
	       struct str *ret_bytes, struct diags *diags);

/* By path, or NULL. */
const struct repo_file *repo_find(const struct repo *repo, struct str path);

enum repo_change_kind { REPO_CHANGED, REPO_COME, REPO_GONE };

struct repo_change {
	enum repo_change_kind kind;
	struct str path;
};

struct repo_changes {
	struct repo_change *items; /* sorted by path */
	size_t count, capacity;
};

/* Gives the repo the files of another one, which may go then: a later revision of the same folder.  The files
   stay where they are in memory when none comes or goes.  False, and the repo stays as it is: there are symbolic links,
   or something is no file any more. */
bool repo_turn(struct repo *repo, const struct repo *next, struct repo_changes *ret_changes);

extern const struct diag_code repo_codes[];
extern const size_t repo_code_count;

#endif
