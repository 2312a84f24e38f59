/*
 * path: relative paths as text.  Globs are in glob.c.
 */
#include "base/path.h"

#include <string.h>

struct str
path_dir(struct str path)
{
	size_t slash = str_find_last(path, '/');

	return slash == STR_NONE ? STR("") : str_slice(path, 0, slash);
}

struct str
path_base(struct str path)
{
	size_t slash = str_find_last(path, '/');

	return slash == STR_NONE ? path : str_from_offset(path, slash + 1);
}

/* Where the dot of the extension stands in a base name; a dot at the start is part of the name. */
static size_t
find_extension(struct str base)
{
	size_t dot = str_find_last(base, '.');

	return dot == 0 ? STR_NONE : dot;
}

struct str
path_stem(struct str path)
{
	struct str base = path_base(path);

	return str_slice(base, 0, find_extension(base));
}

struct str
path_extension(struct str path)
{
	struct str base = path_base(path);
	size_t dot = find_extension(base);

	return dot == STR_NONE ? STR("") : str_from_offset(base, dot + 1);
}

struct str
path_join(struct arena *arena, struct str dir, struct str name)
{
	struct str slash = dir.length == 0 || str_ends(dir, STR("/")) ? STR("") : STR("/");
	struct str parts[] = { dir, slash, name };

	return arena_concat(arena, parts, sizeof parts / sizeof parts[0]);
}

bool
path_below(struct str path, struct str folder, struct str *ret_rest)
{
	size_t skipped = folder.length;

	if (!str_starts(path, folder))
		return false;
	if (folder.length > 0 && folder.data[folder.length - 1] != '/' &&
	    path.length > folder.length) {
		if (path.data[folder.length] != '/')
			return false;
		skipped++;
	}
	if (ret_rest != NULL)
		*ret_rest = str_from_offset(path, skipped);
	return true;
}

bool
path_normalize(struct arena *arena, struct str path, struct str *ret_path)
{
	char *text = arena_bytes(arena, path.length + 1);
	struct str done = { text, 0 }, rest = path, part;

	while (str_cut(&rest, '/', &part)) {
		if (part.length == 0 || str_equal(part, STR(".")))
			continue;
		if (str_equal(part, STR(".."))) {
			if (done.length == 0)
				return false;
			done.length = path_dir(done).length;
			continue;
		}
		if (done.length > 0)
			text[done.length++] = '/';
		memcpy(text + done.length, part.data, part.length);
		done.length += part.length;
	}
	text[done.length] = '\0';
	*ret_path = done;
	return true;
}

/* The bytes at the start of `path` that are directories of both, with the slash after each.  Eight at once are
   compared as long as they are the same. */
static size_t
find_common_dirs(struct str from_file, struct str path)
{
	size_t most = from_file.length < path.length ? from_file.length : path.length, common = 0;

	while (most - common >= 8 && memcmp(from_file.data + common, path.data + common, 8) == 0)
		common += 8;
	while (common < most && from_file.data[common] == path.data[common])
		common++;
	while (common > 0 && path.data[common - 1] != '/')
		common--;
	return common;
}

/* Without "./" the first part could be nothing at all, or read as the scheme of a URL. */
static bool
needs_dot(struct str rest)
{
	size_t colon = str_find_char(rest, ':');

	return rest.length == 0 || (colon != STR_NONE && colon < str_find_char(rest, '/'));
}

struct path_way
path_way(struct str from_file, struct str to)
{
	size_t common = find_common_dirs(from_file, to);
	struct path_way way = { .rest = str_from_offset(to, common) };
	struct str down = str_from_offset(from_file, common);
	size_t slash;

	while ((slash = str_find_char(down, '/')) != STR_NONE) {
		down = str_from_offset(down, slash + 1);
		way.up++;
	}
	way.from_here = way.up == 0 && needs_dot(way.rest);
	return way;
}

struct str
path_relative(struct arena *arena, struct str from_file, struct str to)
{
	struct path_way way = path_way(from_file, to);
	char *text = arena_bytes(arena, way.up * 3 + 2 + way.rest.length + 1), *end = text;

	for (; way.up > 0; way.up--, end += 3)
		memcpy(end, "../", 3);
	if (way.from_here) {
		memcpy(end, "./", 2);
		end += 2;
	}
	if (way.rest.length > 0)
		memcpy(end, way.rest.data, way.rest.length);
	end += way.rest.length;
	*end = '\0';
	return (struct str){ text, (size_t)(end - text) };
}
