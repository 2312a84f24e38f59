/*
 * path: slash-separated relative paths as text, and globs over them.  Touches no disk.
 */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/arena.h"

#include <stdbool.h>

struct str path_dir(struct str path);       /* "a/b.md" -> "a"; "b.md" -> "" */
struct str path_base(struct str path);      /* "a/b.md" -> "b.md" */
struct str path_stem(struct str path);      /* "a/b.md" -> "b"; ".x" -> ".x" */
struct str path_extension(struct str path); /* "a/b.md" -> "md"; none: "" */
struct str path_join(struct arena *arena, struct str dir, struct str name);

/* Whether `path` is the folder or stands below it; "" has everything below it.  `*ret_rest` (may be
   NULL) is the way on from there: "a/b.md" below "a" -> "b.md"; the folder itself: "". */
bool path_below(struct str path, struct str folder, struct str *ret_rest);

/* Resolves "." and "..", drops empty parts.  False when it climbs out of the root. */
bool path_normalize(struct arena *arena, struct str path, struct str *ret_path);

/* The way from the directory of `from_file` to `to` in its parts: "../" so often, or "./" in front of what
   could not be read as a path without it, and the rest of `to`. */
struct path_way {
	size_t up;
	bool from_here;
	struct str rest;
};

struct path_way path_way(struct str from_file, struct str to);

/* The same as a text: "a/b.html", "c/d.html" -> "../c/d.html". */
struct str path_relative(struct arena *arena, struct str from_file, struct str to);

/*
 * Globs: `*` any run without `/`, `**` any run (as a whole part between slashes, any number of
 * parts, none too: "a", "**", "b" joined by slashes match "a/b" and "a/x/y/b"), `?` one byte but
 * `/`, `{name}` as `*` but one byte at least and captured.  Earlier wildcards take as little as they
 * can.  Linear in pattern x path.
 */
#define PATH_CAPTURES 8

struct path_match {
	struct str names[PATH_CAPTURES];
	struct str values[PATH_CAPTURES];
	size_t count;
};

/* `ret_match` may be NULL; it is without captures when the path does not fit. */
bool path_glob(struct str pattern, struct str path, struct path_match *ret_match);

/* Fills "{name}" of a template from the captures, plus {stem} and {dir} and {base} of `path`.
   False when a name is unknown. */
bool path_fill(struct arena *arena, struct str template, const struct path_match *match,
	       struct str path, struct str *ret_text);

#endif
