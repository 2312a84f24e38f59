/*
 * above: finding a work tree's top and its rules without libgit2.
 */
#include "repo/above.h"

#include "base/file.h"
#include "base/path.h"
#include "repo/driver.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define GIT_FILE_BYTES 4096 /* .git and commondir, where they are files: one path each */

static struct file_info
look(struct str folder, const char *name)
{
	struct buf path;
	struct file_info info = { FILE_ABSENT, 0 };

	buf_init(&path, folder.length + 64);
	buf_put(&path, folder);
	buf_printf(&path, "/%s", name);
	buf_putc(&path, '\0');
	if (!path.failed)
		info = file_look(path.data);
	buf_free(&path);
	return info;
}

struct str
above_real_path(struct arena *arena, struct str path)
{
	char absolute[PATH_MAX];

	if (path.length == 0 || !realpath(arena_cstr(arena, path), absolute))
		return STR_EMPTY;
	return arena_copy(arena, str_from(absolute));
}

struct str
above_find_top(struct str path)
{
	for (;;) {
		size_t slash;

		if (look(path, ".git").kind != FILE_ABSENT)
			return path;
		slash = str_find_last(path, '/');
		if (slash == STR_NONE)
			return STR_EMPTY;
		path = str_slice(path, 0, slash);
	}
}

bool
above_is_bare(struct str folder)
{
	return look(folder, "HEAD").kind == FILE_REGULAR &&
	       look(folder, "objects").kind == FILE_DIRECTORY &&
	       look(folder, "refs").kind == FILE_DIRECTORY;
}

bool
repo_find_prefix(struct arena *arena, struct str path, struct str *ret_prefix)
{
	struct str absolute = above_real_path(arena, path);
	struct str top = above_find_top(absolute);

	if (top.length > 0)
		return path_below(absolute, top, ret_prefix);
	*ret_prefix = STR_EMPTY;
	return above_is_bare(absolute);
}

/* The text of a small file; empty when it is not there or not a file. */
static struct str
read_text(struct arena *arena, struct str path, uint64_t limit)
{
	const char *name = arena_cstr(arena, path);
	const char *reason;
	struct str text;

	if (file_look(name).kind != FILE_REGULAR || !file_read(arena, name, limit, &text, &reason))
		return STR_EMPTY;
	return text;
}

/* A path that may be relative to a folder. */
static struct str
resolve(struct arena *arena, struct str folder, struct str path)
{
	return str_starts(path, STR("/")) ? path : path_join(arena, folder, path);
}

/* The folder that has info/exclude: .git, or what it says where it is a file (a linked work tree, a
   submodule). */
static struct str
find_common_folder(struct arena *arena, struct str top)
{
	struct str git = arena_concat(arena, (struct str[]){ top, STR("/.git") }, 2);
	struct str text = str_trim_end(read_text(arena, git, GIT_FILE_BYTES));

	if (str_starts(text, STR("gitdir: "))) {
		git = resolve(arena, top, str_from_offset(text, strlen("gitdir: ")));
		text = arena_concat(arena, (struct str[]){ git, STR("/commondir") }, 2);
		text = str_trim_end(read_text(arena, text, GIT_FILE_BYTES));
		if (text.length > 0)
			git = resolve(arena, git, text);
	}
	return git;
}

static const struct ignore *
read_rules(struct arena *arena, const struct ignore *above, struct str base, struct str path,
	   struct diags *diags)
{
	struct file_info info = file_look(arena_cstr(arena, path));

	if (info.kind == FILE_REGULAR && info.size > IGNORE_LIMIT_BYTES) {
		diag_add(diags, &repo_codes[REPO_IGNORE_TOO_LARGE],
			 place_file(arena_copy(diags->arena, path)),
			 "larger than the limit of %d KiB; its patterns were not used",
			 IGNORE_LIMIT_BYTES >> 10);
		return above;
	}
	return ignore_read(arena, above, base, read_text(arena, path, IGNORE_LIMIT_BYTES));
}

/* Where the part of the path that starts after the slash at `slash` ends. */
static size_t
part_end(struct str path, size_t slash)
{
	size_t length = str_find_char(str_from_offset(path, slash + 1), '/');

	return length == STR_NONE ? path.length : slash + 1 + length;
}

/* The rules on the way from `top` to `path`, without those in `path`. */
static const struct ignore *
rules_on_way(struct arena *arena, struct str top, struct str path, bool is_folder,
	     bool *ret_is_covered, struct diags *diags)
{
	struct str parts[2] = { find_common_folder(arena, top), STR("/info/exclude") };
	size_t start = top.length + 1;
	const struct ignore *rules =
		read_rules(arena, NULL, STR_EMPTY, arena_concat(arena, parts, 2), diags);

	parts[1] = STR("/.gitignore");
	*ret_is_covered = false;
	for (size_t end = top.length; end < path.length && !*ret_is_covered;) {
		parts[0] = str_slice(path, 0, end);
		rules = read_rules(arena, rules, str_from_offset(parts[0], start),
				   arena_concat(arena, parts, 2), diags);
		end = part_end(path, end);
		*ret_is_covered = ignore_covers(rules, str_slice(path, start, end),
						end < path.length || is_folder);
	}
	return rules;
}

const struct ignore *
above_read_rules(struct arena *arena, struct str path, struct str *ret_prefix, struct diags *diags)
{
	struct str top = above_find_top(path);
	const struct ignore *rules;
	bool is_covered;

	*ret_prefix = STR_EMPTY;
	if (top.data == NULL)
		return NULL;
	*ret_prefix = str_from_offset(path, top.length + 1);
	rules = rules_on_way(arena, top, path, true, &is_covered, diags);
	return is_covered ? NULL : rules;
}

bool
repo_takes(struct arena *arena, struct str path)
{
	struct str folder = above_real_path(arena, path_dir(path));
	struct str top = above_find_top(folder);
	struct diags unheard;
	bool is_covered;

	diag_init(&unheard, arena);
	if (folder.length == 0 || top.data == NULL)
		return false;
	rules_on_way(arena, top, path_join(arena, folder, path_base(path)), false, &is_covered,
		     &unheard);
	return !is_covered;
}
