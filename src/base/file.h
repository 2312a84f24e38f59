/*
 * file: whole files, atomic writes, directory walks.  The reason of a failure comes back as text
 * ("no such file", "permission denied"): the caller says what it was doing, and where.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum file_kind { FILE_ABSENT, FILE_REGULAR, FILE_DIRECTORY, FILE_SYMLINK, FILE_OTHER };

struct file_info {
	enum file_kind kind; /* of the path itself, links not followed */
	uint64_t size;
};

/* Never fails: what cannot be looked at is FILE_ABSENT. */
struct file_info file_look(const char *path);

/* Reads a whole regular file of at most `limit` bytes.  On false `*ret_reason` says why. */
bool file_read(struct arena *arena, const char *path, uint64_t limit, struct str *ret_bytes,
	       const char **ret_reason);

/* Writes a temporary file beside the path, flushes it to disk, renames it over: readers see the
   old bytes or the new ones.  Keeps the mode of a file that exists, and a symbolic link: the file
   that it points to is written. */
bool file_write_atomic(const char *path, struct str bytes, const char **ret_reason);

/* The same without flushing: for output that can be made again, where a flush per file costs more
   than the rest of the work. */
bool file_write(const char *path, struct str bytes, const char **ret_reason);

/* Makes a directory and its parents. */
bool file_make_dirs(const char *path, const char **ret_reason);

/* Removes a tree; symbolic links are removed, never followed.  True when there is none. */
bool file_remove_tree(const char *path, const char **ret_reason);

struct file_entry {
	struct str name;
	enum file_kind kind;
	uint64_t size; /* regular files */
};

struct file_entries {
	struct file_entry *items;
	size_t count, capacity;
};

/* Entries of one directory without . and .., sorted bytewise.  Names end in NUL. */
bool file_list(struct arena *arena, const char *path, struct file_entries *ret_entries,
	       const char **ret_reason);

/*
 * An advisory lock for "read, change, write" of one file by several processes: held until
 * file_unlock.  All files of a directory share one lock: take one at a time.  Waits at most `timeout_ms`.  Returns a handle >= 0 or -1.
 */
int file_lock(const char *path, unsigned timeout_ms, const char **ret_reason);
void file_unlock(int handle);

#endif
