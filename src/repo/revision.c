/*
 * revision: names go to libgit2's rev-parse only after a look at their characters: its language
 * also has searches with regular expressions, reflogs and paths, which are slow or no commits.
 */
#include "repo/revision.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "repo/driver.h"
#include "repo/line.h"

#include <string.h>

#define DAY_SECONDS 86400
#define NEAR_DISTANCE 3 /* of a name that somebody may have meant */

static const char revision_hint[] = "A revision is a branch, a tag, a commit, HEAD~2 or a day: "
				    "2022-02-15, 2022-02, yesterday, \"2 weeks ago\".";

static bool
fail(struct diags *diags, struct str message, const char *hint)
{
	return repo_fail_with_hint(diags, place_file(STR_EMPTY), message, str_from(hint));
}

/* The day of a moment in a zone, since 1970-01-01. */
static int64_t
day_number(int64_t seconds, int zone_minutes)
{
	/* Day and rest apart: the sum of any second and a zone might overflow. */
	int64_t rest = seconds % DAY_SECONDS + (int64_t)zone_minutes * 60;

	return seconds / DAY_SECONDS + rest / DAY_SECONDS - (rest % DAY_SECONDS < 0);
}

/* None outside of the years 1 to 9999. */
static struct date
day_of(int64_t seconds, int zone_minutes)
{
	const struct date first = { 1, 1, 1 }, last = { 9999, 12, 31 };
	int64_t day = day_number(seconds, zone_minutes);

	if (day < date_to_days(first) || day > date_to_days(last))
		return (struct date){ 0 };
	return date_from_days((int32_t)day);
}

int64_t
revision_day(const struct library *library, const git_commit *commit)
{
	return day_number(library->commit_time(commit), library->commit_time_offset(commit));
}

/* ==== dates ==== */

/* HEAD names a branch that does not exist yet. */
static bool
is_unborn(const struct revision_source *source)
{
	return source->library->repository_head_unborn(source->repository) == 1;
}

static bool
report_unborn(const struct revision_source *source, struct diags *diags)
{
	return fail(diags,
		    arena_printf(diags->arena, "the current branch of \"%.*s\" has no commits yet",
				 STR_ARG(source->root)),
		    "Name another branch, or commit something first.");
}

/* HEAD's commit.  NULL after a failure. */
static git_commit *
find_head(const struct revision_source *source, struct diags *diags)
{
	const struct library *library = source->library;
	git_commit *commit = NULL;
	git_oid id;

	if (is_unborn(source))
		report_unborn(source, diags);
	else if (library->reference_name_to_id(&id, source->repository, "HEAD") != 0)
		diag_fail(diags, place_file(STR_EMPTY), "HEAD of \"%.*s\" cannot be read: %s",
			  STR_ARG(source->root), library_reason(library));
	else if (library->commit_lookup(&commit, source->repository, &id) != 0)
		diag_fail(diags, place_file(STR_EMPTY), "commit %.*s cannot be read: %s",
			  STR_ARG(library_id(library, diags->arena, &id)), library_reason(library));
	return commit;
}

/* The walk back came to its end at `oldest`, which is not old enough. */
static void
report_too_early(const struct revision_source *source, struct str at, const git_commit *oldest,
		 struct diags *diags)
{
	const struct library *library = source->library;
	char day[11];

	date_format(day_of(library->commit_time(oldest), library->commit_time_offset(oldest)), day);
	if (library->repository_is_shallow(source->repository) == 1)
		fail(diags,
		     arena_printf(diags->arena,
				  "there is no commit up to %.*s here: the repository is a shallow "
				  "clone, whose oldest commit is of %s",
				  STR_ARG(at), day),
		     "\"git fetch --unshallow\" gets the rest.");
	else
		fail(diags,
		     arena_printf(diags->arena,
				  "there is no commit up to %.*s: the first commit is of %s",
				  STR_ARG(at), day),
		     "`waymark log` tells how the book began.");
}

struct str
revision_branch(const struct revision_source *source, struct arena *arena, struct str at)
{
	const struct library *library = source->library;
	const char *local = arena_printf(arena, "refs/heads/%.*s", STR_ARG(at)).data;
	struct str branch = STR_EMPTY;
	git_reference *head;
	git_oid id;

	if (at.length > 0 && library->reference_name_to_id(&id, source->repository, local) == 0)
		return at;
	if (library->repository_head_detached(source->repository) != 0 ||
	    library->repository_head(&head, source->repository) != 0)
		return STR_EMPTY;
	branch = arena_copy(arena, str_from(library->reference_shorthand(head)));
	library->reference_free(head);
	return branch;
}

/* Which parent of a commit that has one is before it on the line. */
static unsigned
parent_of_line(const struct revision_source *source, git_commit *commit)
{
	struct str from, into;

	if (source->branch.length == 0 || source->library->commit_parentcount(commit) < 2)
		return 0;
	line_read_words(str_from(source->library->commit_summary(commit)), &from, &into);
	return str_equal(from, source->branch);
}

bool
revision_go_back(const struct revision_source *source, git_commit **commit, bool *ret_is_end,
		 struct diags *diags)
{
	const struct library *library = source->library;
	git_commit *parent;
	const git_oid *id;
	struct str reason;

	*ret_is_end = true;
	if (library->commit_parentcount(*commit) == 0)
		return false;
	id = library->commit_parent_id(*commit, parent_of_line(source, *commit));
	if (library->commit_lookup(&parent, source->repository, id) == 0) {
		library->commit_free(*commit);
		*commit = parent;
		return true;
	}
	reason = arena_copy(diags->arena, str_from(library_reason(library)));
	if (library->repository_is_shallow(source->repository) == 1)
		return false;
	*ret_is_end = false;
	return fail(diags,
		    arena_printf(diags->arena, "commit %.*s cannot be read: %.*s",
				 STR_ARG(library_id(library, diags->arena, id)), STR_ARG(reason)),
		    "The repository may be damaged: \"git fsck\" tells. Or its history was "
		    "rewritten just "
		    "now: then run the command again.");
}

static git_commit *
find_by_day(const struct revision_source *source, struct date date, struct str at,
	    struct diags *diags)
{
	const struct library *library = source->library;
	git_commit *commit = find_head(source, diags);
	bool is_end;

	while (commit && revision_day(library, commit) > date_to_days(date)) {
		if (revision_go_back(source, &commit, &is_end, diags))
			continue;
		if (is_end)
			report_too_early(source, at, commit, diags);
		library->commit_free(commit);
		commit = NULL;
	}
	return commit;
}

/* ==== names ==== */

/* The characters of git's names, of HEAD~2 and of main^, and nothing else of rev-parse. */
static bool
is_name(struct str at)
{
	if (at.length > LIMIT_ID_BYTES || utf8_find_invalid(at) != STR_NONE)
		return false;
	if (str_starts(at, STR("-")) || str_starts(at, STR("^")) || str_contains(at, STR("..")))
		return false;
	for (size_t i = 0; i < at.length; i++) {
		unsigned char byte = (unsigned char)at.data[i];

		if (byte <= ' ' || byte == 0x7f ||
		    str_find_char(STR(":{}*?[\\\"'"), at.data[i]) != STR_NONE)
			return false;
	}
	return true;
}

/* How people call a reference; empty for those that nobody names. */
static struct str
short_name(struct str reference)
{
	static const struct str prefixes[] = {
		STR_INIT("refs/heads/"),
		STR_INIT("refs/tags/"),
		STR_INIT("refs/remotes/"),
	};

	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
		if (str_starts(reference, prefixes[i]))
			return str_from_offset(reference, prefixes[i].length);
	return STR_EMPTY;
}

/* 0: "main" of somebody else ("origin/main"); else the number of changed letters. */
static unsigned
distance(struct str name, struct str wanted)
{
	size_t slash = str_find_char(name, '/');

	if (slash != STR_NONE && str_equal(str_from_offset(name, slash + 1), wanted))
		return 0;
	return str_distance(name, wanted, NEAR_DISTANCE);
}

/* The branch or tag that was probably meant, in the arena, or empty. */
static struct str
find_nearest(const struct revision_source *source, struct arena *arena, struct str wanted)
{
	const struct library *library = source->library;
	unsigned best = NEAR_DISTANCE + 1;
	struct str nearest = STR_EMPTY;
	git_strarray names;

	if (library->reference_list(&names, source->repository) != 0)
		return STR_EMPTY;
	for (size_t i = 0; i < names.count; i++) {
		struct str name = short_name(str_from(names.strings[i]));
		unsigned changes = name.length > 0 ? distance(name, wanted) : best;

		/* Of a short name, half of the letters is no likeness. */
		if (changes < best && changes * 2 < name.length) {
			best = changes;
			nearest = name;
		}
	}
	nearest = arena_copy(arena, nearest);
	library->strarray_dispose(&names);
	return nearest;
}

/* "HEAD~2" is about HEAD. */
static struct str
stem_of(struct str at)
{
	size_t end = 0;

	while (end < at.length && at.data[end] != '~' && at.data[end] != '^')
		end++;
	return str_slice(at, 0, end);
}

/* Digits and hyphens as in a date or a month. */
static bool
looks_like_date(struct str at)
{
	if (at.length != strlen("2022-02-15") && at.length != strlen("2022-02"))
		return false;
	if (at.data[4] != '-')
		return false;
	for (size_t i = 0; i < at.length; i++)
		if (at.data[i] != '-' && (at.data[i] < '0' || at.data[i] > '9'))
			return false;
	return true;
}

static bool
exists(const struct revision_source *source, struct arena *arena, struct str name)
{
	git_object *object;

	if (source->library->revparse_single(&object, source->repository,
					     arena_cstr(arena, name)) != 0)
		return false;
	source->library->object_free(object);
	return true;
}

/* What to say about a name that is well formed but names nothing. */
static struct str
describe_unknown(const struct revision_source *source, struct arena *arena, struct str at)
{
	struct str stem = stem_of(at);
	struct str nearest = find_nearest(source, arena, stem);

	if (looks_like_date(at))
		return arena_printf(arena, "\"%.*s\" is not a date such as 2022-02-15",
				    STR_ARG(at));
	if (stem.length < at.length && exists(source, arena, stem))
		return arena_printf(arena, "the history of \"%.*s\" does not go back to \"%.*s\"",
				    STR_ARG(stem), STR_ARG(at));
	if (nearest.length > 0)
		return arena_printf(arena,
				    "no revision is called \"%.*s\"; the nearest name is \"%.*s\"",
				    STR_ARG(at), STR_ARG(nearest));
	return arena_printf(arena, "no revision is called \"%.*s\"", STR_ARG(at));
}

static void
report_name(const struct revision_source *source, struct str at, int error, struct diags *diags)
{
	struct arena *arena = diags->arena;
	const char *reason = library_reason(source->library);

	if (error == GIT_EAMBIGUOUS && stem_of(at).length >= GIT_OID_MINPREFIXLEN)
		fail(diags,
		     arena_printf(arena, "several objects have an id that starts with \"%.*s\"",
				  STR_ARG(at)),
		     "Give more digits of it.");
	else if (error != GIT_ENOTFOUND && error != GIT_EINVALIDSPEC && error != GIT_EAMBIGUOUS)
		diag_fail(diags, place_file(STR_EMPTY), "revision \"%.*s\" cannot be read: %s",
			  STR_ARG(at), reason);
	else if (is_unborn(source) && str_equal(stem_of(at), STR("HEAD")))
		report_unborn(source, diags);
	else if (source->library->repository_is_shallow(source->repository) == 1)
		fail(diags, describe_unknown(source, arena, at),
		     "The repository is a shallow clone; \"git fetch --unshallow\" gets the rest.");
	else
		fail(diags, describe_unknown(source, arena, at), revision_hint);
}

static git_commit *
find_named(const struct revision_source *source, struct str at, struct diags *diags)
{
	const struct library *library = source->library;
	git_object *object;
	git_object *commit = NULL;
	int error;

	if (!is_name(at)) {
		fail(diags,
		     arena_printf(diags->arena, "\"%.*s\" cannot be the name of a revision",
				  STR_ARG(utf8_find_invalid(at) == STR_NONE
						  ? utf8_fit(at, LIMIT_ID_BYTES)
						  : STR("(not UTF-8)"))),
		     revision_hint);
		return NULL;
	}
	error = library->revparse_single(&object, source->repository, arena_cstr(diags->arena, at));
	if (error != 0) {
		report_name(source, at, error, diags);
		return NULL;
	}
	error = library->object_peel(&commit, object, GIT_OBJECT_COMMIT);
	if (error == GIT_EPEEL || error == GIT_EINVALIDSPEC)
		diag_fail(diags, place_file(STR_EMPTY), "\"%.*s\" names a %s, not a commit",
			  STR_ARG(at), library->object_type2string(library->object_type(object)));
	else if (error != 0)
		report_name(source, at, GIT_ERROR, diags);
	library->object_free(object);
	/* Peeling to a commit gives a commit: libgit2's own way to say so is this cast. */
	return (git_commit *)commit;
}

git_commit *
revision_find(const struct revision_source *source, struct str at, struct diags *diags)
{
	struct date date;

	if (date_parse(at, &date))
		return find_by_day(source, date, at, diags);
	return find_named(source, at, diags);
}

/* ==== what a commit says ==== */

/* Commits may be in any encoding, or in none. */
static struct str
to_utf8(struct arena *arena, const char *text)
{
	struct str rest = str_from(text);
	struct buf buf;
	struct str clean;
	size_t bad;

	if (utf8_find_invalid(rest) == STR_NONE)
		return arena_copy(arena, rest);
	buf_init(&buf, 3 * rest.length);
	while ((bad = utf8_find_invalid(rest)) != STR_NONE) {
		buf_put(&buf, str_slice(rest, 0, bad));
		buf_put(&buf, STR("\xef\xbf\xbd"));
		rest = str_from_offset(rest, bad + 1);
	}
	buf_put(&buf, rest);
	clean = buf_copy(arena, &buf);
	buf_free(&buf);
	return clean;
}

struct repo_revision
revision_describe(const struct library *library, struct arena *arena, git_commit *commit)
{
	const git_signature *author = library->commit_author(commit);
	struct repo_revision revision = {
		.id = library_id(library, arena, library->commit_id(commit)),
		.summary = to_utf8(arena, library->commit_summary(commit)),
		.time = library->commit_time(commit),
		.date = day_of(library->commit_time(commit), library->commit_time_offset(commit)),
	};

	if (author) {
		revision.author = to_utf8(arena, author->name);
		revision.authored = day_of(author->when.time, author->when.offset);
	}
	return revision;
}
