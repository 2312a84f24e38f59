/*
 * publish: a folder of generated files that is replaced as a whole.
 *
 * Readers of the folder see the old tree or the new one, complete, never a mixture: a new tree is
 * built beside it and the two are exchanged in one step.  A build that fails or is killed at any
 * moment leaves the old tree as it was; what it left lying about is removed by the next one.
 * Files whose bytes did not change keep their inode and time stamp (they are hard links), and when
 * nothing changed at all nothing is touched.
 *
 * A list of the files in the folder stands in a file of it (the manifest).  A folder that holds
 * something and has no manifest is somebody else's, and refused.  Files of others that stand
 * among ours (CNAME, .git) are carried over.  Two processes that publish to one folder wait for each other.
 *
 * Nothing is flushed to the disk: that would cost more than all the rest, and what was lost in a
 * power failure can be made again.
 */
#ifndef BASE_PUBLISH_H
#define BASE_PUBLISH_H

#include "base/arena.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>

/* The file by which a site that waymark built is known: its list of files. */
#define PUBLISH_MANIFEST ".waymark-site"

/* Makes the bytes of one file, in parts that follow one another; they must stay until the same worker is
   called again.  False: it could not, and has said why where its caller will look. */
typedef bool publish_function(void *context, size_t index, size_t worker, struct strs *ret_parts);

struct publish {
	struct str directory;
	struct str manifest; /* name of the list in the folder, and the word in its first line */
	const struct str *paths; /* each ends in NUL and is usable, no two are the same */
	size_t count;
	size_t workers; /* threads that call `make` */
	publish_function *make;
	void *context;
};

struct publish_result {
	size_t changed, unchanged, removed;
};

/* Relative, normal ("a/b", no "..", no empty part), no control characters, not too long. */
bool publish_path_is_usable(struct str path);

/* False after a failure: `*ret_reason` says what went wrong with which file, or is empty when
   `make` has said so itself. */
bool publish_run(struct arena *arena, const struct publish *publish,
		 struct publish_result *ret_result, struct str *ret_reason);

#endif
