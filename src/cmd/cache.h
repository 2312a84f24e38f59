/*
 * cache: what the program remembers between two runs: files below the user's cache folder, each of which
 * may be deleted at any time.
 *
 * The folder is $WAYMARK_CACHE (empty: nothing is remembered), else waymark in $XDG_CACHE_HOME, else
 * .cache/waymark in $HOME.  What cannot be read or written is no failure: it is found out again.
 */
#ifndef CMD_CACHE_H
#define CMD_CACHE_H

#include "base/arena.h"

/* The file's bytes, or the empty slice. */
struct str cache_read(struct arena *arena, const char *name);
void cache_write(struct arena *scratch, const char *name, struct str bytes);

/* A word that is another one for each version of the file; empty: it cannot be run. */
struct str cache_version(struct arena *arena, struct str path);

/* A word that is another one for each build of the program. */
struct str cache_program(struct arena *arena);

#endif
