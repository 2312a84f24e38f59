/*
 * glob: patterns over paths (declared in path.h).
 *
 * Two places to come back to are enough: the last wildcard within a part and the last `**`.  An
 * earlier wildcard within the part need not grow when a later one failed, because the later one can
 * take what the earlier one would have taken; it cannot grow over a slash either.  The same holds for
 * an earlier `**`.  All starting points of a `**` within one part fail together when a wildcard after
 * it failed at a slash, so `**` then moves on by a whole part, and the work stays within
 * pattern x path.
 */
#include "base/buf.h"
#include "base/limits.h"
#include "base/path.h"

#define NO_CAPTURE SIZE_MAX

struct wildcard {
	bool active;
	size_t pattern_at; /* behind the wildcard */
	size_t path_at;    /* behind what it has taken */
	size_t captures;   /* how many there were before it */
};

struct glob {
	struct str pattern, path;
	size_t pattern_at, path_at;
	struct wildcard within; /* `*` or `{name}` */
	size_t capture;         /* of `within`: place in match, or NO_CAPTURE */
	size_t capture_start;
	struct wildcard across; /* `**` */
	bool across_parts;      /* it is a whole part and takes whole parts */
	struct path_match *match;
};

/* The length of "{name}" at the start of `s`, 0 if there is none. */
static size_t
name_length(struct str s)
{
	size_t end = s.length > 0 && s.data[0] == '{' ? str_find_char(s, '}') : STR_NONE;

	return end == STR_NONE ? 0 : end + 1;
}

static bool
is_path_end(const struct glob *glob, size_t at)
{
	return at >= glob->path.length || glob->path.data[at] == '/';
}

static void
begin_across(struct glob *glob)
{
	size_t after = glob->pattern_at + 2;
	bool starts_part = glob->pattern_at == 0 || glob->pattern.data[glob->pattern_at - 1] == '/';

	glob->across_parts =
		starts_part && after < glob->pattern.length && glob->pattern.data[after] == '/';
	if (glob->across_parts)
		after++;
	glob->across = (struct wildcard){ true, after, glob->path_at, glob->match->count };
	glob->within.active = false;
	glob->pattern_at = after;
	if (after == glob->pattern.length && !glob->across_parts) /* it takes all there is */
		glob->path_at = glob->path.length;
}

static void
set_capture_value(struct glob *glob)
{
	if (glob->capture != NO_CAPTURE)
		glob->match->values[glob->capture] =
			str_slice(glob->path, glob->capture_start, glob->within.path_at);
}

/* `*`, or {name} of `length` bytes.  False when {name} finds no byte. */
static bool
begin_within(struct glob *glob, size_t length)
{
	size_t after = glob->pattern_at + (length == 0 ? 1 : length);
	size_t captures = glob->match->count;

	if (length > 0 && is_path_end(glob, glob->path_at))
		return false;
	glob->capture = NO_CAPTURE;
	glob->capture_start = glob->path_at;
	if (length > 0) {
		glob->path_at++;
		if (captures < PATH_CAPTURES) {
			glob->capture = captures;
			glob->match->names[captures] =
				str_slice(glob->pattern, glob->pattern_at + 1, after - 1);
			glob->match->count++;
		}
	}
	glob->within = (struct wildcard){ true, after, glob->path_at, glob->match->count };
	set_capture_value(glob);
	glob->pattern_at = after;
	return true;
}

/* One step forward; false when pattern and path do not agree here. */
static bool
step(struct glob *glob)
{
	struct str rest = str_from_offset(glob->pattern, glob->pattern_at);
	size_t name = name_length(rest);

	if (str_starts(rest, STR("**"))) {
		begin_across(glob);
		return true;
	}
	if (name > 0 || str_starts(rest, STR("*")))
		return begin_within(glob, name);
	if (rest.length == 0 || glob->path_at == glob->path.length)
		return false;
	if (rest.data[0] == '?' ? is_path_end(glob, glob->path_at)
				: rest.data[0] != glob->path.data[glob->path_at])
		return false;
	glob->pattern_at++;
	glob->path_at++;
	return true;
}

/* Lets the last `**` take more; false when it cannot. */
static bool
grow_across(struct glob *glob)
{
	struct str rest = str_from_offset(glob->path, glob->across.path_at);

	if (!glob->across.active || rest.length == 0)
		return false;
	if (glob->across_parts || glob->within.active) {
		size_t slash = str_find_char(rest, '/');

		if (slash == STR_NONE)
			return false;
		glob->across.path_at += slash + 1;
	} else {
		glob->across.path_at++;
	}
	glob->within.active = false;
	glob->match->count = glob->across.captures;
	glob->pattern_at = glob->across.pattern_at;
	glob->path_at = glob->across.path_at;
	return true;
}

/* Bytes of a pattern that may stand for something else. */
static bool
is_special(char c)
{
	return c == '*' || c == '?' || c == '{' || c == '}';
}

/* Lets the last wildcard within the part take more: up to the byte that stands behind it, where that is one. */
static void
grow_within(struct glob *glob)
{
	struct wildcard *within = &glob->within;
	char next = within->pattern_at < glob->pattern.length
			    ? glob->pattern.data[within->pattern_at]
			    : '*';

	do
		within->path_at++;
	while (!is_special(next) && !is_path_end(glob, within->path_at) &&
	       glob->path.data[within->path_at] != next);
}

/* Goes back to the last wildcard that can take more; false when there is none. */
static bool
go_back(struct glob *glob)
{
	struct wildcard *within = &glob->within;

	if (!within->active || is_path_end(glob, within->path_at))
		return grow_across(glob);
	grow_within(glob);
	set_capture_value(glob);
	glob->match->count = within->captures;
	glob->pattern_at = within->pattern_at;
	glob->path_at = within->path_at;
	return true;
}

/* The bytes at the start that pattern and path have alike, up to the first special one. */
static size_t
common_start(struct str pattern, struct str path)
{
	size_t length = pattern.length < path.length ? pattern.length : path.length, at = 0;

	while (at < length && pattern.data[at] == path.data[at] && !is_special(pattern.data[at]))
		at++;
	return at;
}

/* What stands behind the last special byte is the path's end; but a slash may belong to a `**`. */
static bool
ends_alike(struct str pattern, struct str path)
{
	size_t start = pattern.length;

	while (start > 0 && pattern.data[start - 1] != '/' && !is_special(pattern.data[start - 1]))
		start--;
	return str_ends(path, str_from_offset(pattern, start));
}

/* From where pattern and path begin to differ. */
static bool
fits_from(struct str pattern, struct str path, size_t start, struct path_match *match)
{
	struct glob glob = { .pattern = pattern,
			     .path = path,
			     .pattern_at = start,
			     .path_at = start,
			     .capture = NO_CAPTURE,
			     .match = match };

	while (glob.pattern_at < pattern.length || glob.path_at < path.length)
		if (!step(&glob) && !go_back(&glob))
			return false;
	return true;
}

bool
path_glob(struct str pattern, struct str path, struct path_match *ret_match)
{
	struct path_match unwanted, *match = ret_match != NULL ? ret_match : &unwanted;
	size_t start = common_start(pattern, path);
	bool may_fit = start == pattern.length || is_special(pattern.data[start]);

	/* Nearly all pairs differ at the start or at the end. */
	match->count = 0;
	if (may_fit && ends_alike(pattern, path) && fits_from(pattern, path, start, match))
		return true;
	match->count = 0;
	return false;
}

static bool
find_value(const struct path_match *match, struct str path, struct str name, struct str *ret_value)
{
	for (size_t i = 0; match != NULL && i < match->count; i++) {
		if (str_equal(match->names[i], name)) {
			*ret_value = match->values[i];
			return true;
		}
	}
	if (str_equal(name, STR("stem")))
		*ret_value = path_stem(path);
	else if (str_equal(name, STR("dir")))
		*ret_value = path_dir(path);
	else if (str_equal(name, STR("base")))
		*ret_value = path_base(path);
	else
		return false;
	return true;
}

bool
path_fill(struct arena *arena, struct str template, const struct path_match *match, struct str path,
	  struct str *ret_text)
{
	struct buf text;
	bool known = true;
	size_t at = 0;

	buf_init(&text, LIMIT_PATH_BYTES);
	while (known && at < template.length) {
		struct str rest = str_from_offset(template, at);
		size_t name = name_length(rest);
		struct str value = str_slice(rest, 0, 1);

		if (name > 0)
			known = find_value(match, path, str_slice(rest, 1, name - 1), &value);
		if (known)
			buf_put(&text, value);
		at += name > 0 ? name : 1;
	}
	known = known && !text.failed;
	if (known)
		*ret_text = buf_copy(arena, &text);
	buf_free(&text);
	return known;
}
