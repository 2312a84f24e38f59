/* line: the words of merges, and their other side. */
#include "repo/line.h"

#include "base/path.h"
#include "repo/locate.h"
#include "repo/revision.h"

/* The text between the beginning and the next quote, which are cut off. */
static bool
cut_name(struct str *rest, const char *beginning, struct str *ret_name)
{
	if (!str_starts(*rest, str_from(beginning)))
		return false;
	*rest = str_from_offset(*rest, strlen(beginning));
	return str_cut(rest, '\'', ret_name) && rest->data != NULL;
}

void
line_read_words(struct str summary, struct str *ret_from, struct str *ret_into)
{
	struct str from, into;

	*ret_from = *ret_into = STR_EMPTY;
	if (cut_name(&summary, "Merge remote-tracking branch '", &from))
		from = str_from_offset(from, str_find_char(from, '/') + 1);
	else if (!cut_name(&summary, "Merge branch '", &from))
		return;
	if (!str_starts(summary, STR(" into ")))
		return;
	into = str_trim(str_from_offset(summary, strlen(" into ")));
	if (str_equal(from, into))
		return;
	*ret_from = from;
	*ret_into = into;
}

/* ==== the other side ==== */

struct line {
	struct arena *arena;
	struct str root;
	struct library library;
	struct location location;
};

/* Of which days commits are counted; not set: of any. */
struct days {
	struct date first, last;
};

static bool
has_day(const struct days *days, struct date day)
{
	return (!date_is_set(days->first) || date_compare(day, days->first) >= 0) &&
	       (!date_is_set(days->last) || date_compare(day, days->last) <= 0);
}

static void
take_commit(const struct line *line, const git_oid *id, const struct days *days,
	    struct line_merge *merge)
{
	git_commit *commit;
	struct date day;

	if (line->library.commit_lookup(&commit, line->location.repository, id) != 0)
		return;
	day = revision_describe(&line->library, line->arena, commit).date;
	line->library.commit_free(commit);
	if (!date_is_set(day) || !has_day(days, day))
		return;
	merge->count++;
	if (!date_is_set(merge->first) || date_compare(day, merge->first) < 0)
		merge->first = day;
	if (!date_is_set(merge->last) || date_compare(day, merge->last) > 0)
		merge->last = day;
}

/* Along first parents from the second parent on, up to what the first parent has. */
static bool
walk_other_side(const struct line *line, const git_commit *commit, const struct days *days,
		struct line_merge *merge)
{
	const struct library *library = &line->library;
	git_revwalk *walk;
	git_oid id;
	bool is_ready;

	if (library->revwalk_new(&walk, line->location.repository) != 0)
		return false;
	is_ready = library->revwalk_simplify_first_parent(walk) == 0 &&
		   library->revwalk_push(walk, library->commit_parent_id(commit, 1)) == 0 &&
		   library->revwalk_hide(walk, library->commit_parent_id(commit, 0)) == 0;
	while (is_ready && library->revwalk_next(&id, walk) == 0)
		take_commit(line, &id, days, merge);
	library->revwalk_free(walk);
	return is_ready;
}

/* False: it is no merge, or cannot be read. */
static bool
read_merge(const struct line *line, git_commit *commit, const struct days *days,
	   struct line_merge *ret_merge)
{
	*ret_merge = (struct line_merge){ 0 };
	if (line->library.commit_parentcount(commit) < 2)
		return false;
	line_read_words(revision_describe(&line->library, line->arena, commit).summary,
			&ret_merge->from, &ret_merge->into);
	return walk_other_side(line, commit, days, ret_merge);
}

static struct revision_source
source_of(const struct line *line)
{
	return (struct revision_source){ .library = &line->library,
					 .repository = line->location.repository,
					 .root = line->root };
}

struct line *
line_open(struct arena *arena, struct str path)
{
	struct line *line = ARENA_NEW(arena, struct line);
	struct diags unheard;

	diag_init(&unheard, arena);
	line->arena = arena;
	line->root = path;
	if (!library_open(&line->library, &unheard))
		return NULL;
	if (locate_repository(&line->library, arena, path, &line->location, &unheard))
		return line;
	library_close(&line->library);
	return NULL;
}

void
line_close(struct line *line)
{
	if (line == NULL)
		return;
	line->library.repository_free(line->location.repository);
	library_close(&line->library);
}

bool
line_look(struct line *line, struct str id, struct line_merge *ret_merge)
{
	const struct revision_source source = source_of(line);
	const struct days any = { 0 };
	struct diags unheard;
	git_commit *commit;
	bool is_merge;

	diag_init(&unheard, line->arena);
	commit = revision_find(&source, id, &unheard);
	if (commit == NULL)
		return false;
	is_merge = read_merge(line, commit, &any, ret_merge);
	line->library.commit_free(commit);
	return is_merge;
}

bool
line_find_hidden(struct line *line, struct date first, struct date last,
		 struct line_merge *ret_merge, struct repo_revision *ret_revision)
{
	const struct revision_source source = source_of(line);
	const struct days days = { first, last };
	git_commit *commit;
	struct diags unheard;
	bool is_end, is_found = false;

	diag_init(&unheard, line->arena);
	commit = revision_find(&source, STR("HEAD"), &unheard);
	if (commit == NULL)
		return false;
	do {
		*ret_revision = revision_describe(&line->library, line->arena, commit);
		if (date_compare(ret_revision->date, last) <= 0)
			break;
		line_read_words(ret_revision->summary, &ret_merge->from, &ret_merge->into);
		is_found = ret_merge->from.length > 0 &&
			   read_merge(line, commit, &days, ret_merge) && ret_merge->count > 0;
	} while (!is_found && revision_go_back(&source, &commit, &is_end, &unheard));
	line->library.commit_free(commit);
	return is_found;
}
