/*
 * trace: one step of the chain for each kind, and a walk in both directions.
 */
#include "plan/trace.h"

#include "plan/coverage.h"
#include "plan/ties.h"

struct walk {
	struct arena *arena;
	const struct model *model;
	struct trace_lines *lines;
	struct map seen;
	const struct step *steps;
};

/* From records of a kind to the next ones; why there may be none, or NULL where that is no gap. */
struct step {
	void (*next)(const struct walk *walk, const struct record *record,
		     struct records *ret_next);
	const char *(*gap)(const struct walk *walk, const struct record *record);
};

static void
no_records(const struct walk *walk, const struct record *record, struct records *ret_next)
{
	(void)walk, (void)record;
	*ret_next = (struct records){ 0 };
}

static void
children_at_work(const struct walk *walk, const struct record *record, struct records *ret_next)
{
	*ret_next = (struct records){ 0 };
	for (size_t i = 0; i < record->children.count; i++)
		if (record->children.items[i]->kind == KIND_INITIATIVE ||
		    record->children.items[i]->kind == KIND_MILESTONE)
			*VEC_PUSH(walk->arena, ret_next) = record->children.items[i];
}

static void
goals_of_theme(const struct walk *walk, const struct record *theme, struct records *ret_next)
{
	ties_goals(walk->arena, theme, ret_next);
}

static void
stories_of(const struct walk *walk, const struct record *record, struct records *ret_next)
{
	ties_stories(walk->arena, record, ret_next);
}

static void
themes_of_goal(const struct walk *walk, const struct record *goal, struct records *ret_next)
{
	ties_named(walk->arena, goal, FIELD_ADDRESSES, ret_next);
}

/* A series is cited by whoever cites one of its chapters, and a chapter by who cites the series. */
static void
themes_of_story(const struct walk *walk, const struct record *story, struct records *ret_next)
{
	struct ties_set set = ties_set_of(walk->arena, ret_next);
	struct records themes;

	for (; story != NULL && story->kind == KIND_STORY; story = story->parent) {
		ties_themes(walk->arena, story, &themes);
		ties_set_add_all(&set, &themes);
		for (size_t i = 0; i < story->children.count && ret_next->count == 0; i++) {
			ties_themes(walk->arena, story->children.items[i], &themes);
			ties_set_add_all(&set, &themes);
		}
	}
}

static void
parent_of(const struct walk *walk, const struct record *record, struct records *ret_next)
{
	*ret_next = (struct records){ 0 };
	if (record->parent != NULL)
		*VEC_PUSH(walk->arena, ret_next) = record->parent;
}

static const char *
no_gap(const struct walk *walk, const struct record *record)
{
	(void)walk, (void)record;
	return NULL;
}

static const char *
gap_of_story(const struct walk *walk, const struct record *story)
{
	if (walk->model->by_kind[KIND_THEME].count == 0)
		return "this book has no problems yet that could cite it";
	if (str_equal(record_text(story, FIELD_STORY_KIND), STR("shiny-future")))
		return NULL;
	return "no problem cites it yet";
}

static const char *
gap_of_retelling(const struct walk *walk, const struct record *story)
{
	(void)walk;
	return str_equal(record_text(story, FIELD_STORY_KIND), STR("shiny-future"))
		       ? "it does not say which story it answers"
		       : NULL;
}

static const char *
gap_of_theme(const struct walk *walk, const struct record *theme)
{
	(void)walk, (void)theme;
	return "no goal addresses it yet";
}

static const char *
gap_of_evidence(const struct walk *walk, const struct record *theme)
{
	(void)theme;
	return walk->model->by_kind[KIND_STORY].count > 0 ? "no story is its evidence yet" : NULL;
}

static const char *
gap_of_goal(const struct walk *walk, const struct record *goal)
{
	(void)walk, (void)goal;
	return "no initiative and no milestone yet";
}

static const char *
gap_of_reason(const struct walk *walk, const struct record *goal)
{
	(void)goal;
	return walk->model->by_kind[KIND_THEME].count > 0 ? "it names no problem that it addresses"
							  : NULL;
}

static const char *
gap_of_initiative(const struct walk *walk, const struct record *initiative)
{
	(void)walk, (void)initiative;
	return "no milestone yet";
}

static const struct step steps_to[KIND_COUNT] = {
	[KIND_STORY] = { themes_of_story, gap_of_story },
	[KIND_THEME] = { goals_of_theme, gap_of_theme },
	[KIND_GOAL] = { children_at_work, gap_of_goal },
	[KIND_INITIATIVE] = { children_at_work, gap_of_initiative },
	[KIND_MILESTONE] = { no_records, no_gap },
	[KIND_ASK] = { no_records, no_gap },
	[KIND_SUMMARY] = { no_records, no_gap },
};

static const struct step steps_from[KIND_COUNT] = {
	[KIND_STORY] = { stories_of, gap_of_retelling },
	[KIND_THEME] = { stories_of, gap_of_evidence },
	[KIND_GOAL] = { themes_of_goal, gap_of_reason },
	[KIND_INITIATIVE] = { parent_of, no_gap },
	[KIND_MILESTONE] = { parent_of, no_gap },
	[KIND_ASK] = { parent_of, no_gap },
	[KIND_SUMMARY] = { stories_of, no_gap },
};

static struct trace_line *
add_line(struct walk *walk, struct record *record, unsigned depth)
{
	struct trace_line *line = VEC_PUSH(walk->arena, walk->lines);

	*line = (struct trace_line){ .record = record, .depth = depth };
	return line;
}

/* True when the record was met before. */
static bool
note(struct walk *walk, const struct record *record)
{
	struct str key = { (const char *)&record->order, sizeof record->order };
	size_t before = walk->seen.count;

	map_put(walk->arena, &walk->seen, key);
	return walk->seen.count == before;
}

static void
follow(struct walk *walk, struct record *record, unsigned depth)
{
	const struct step *step = &walk->steps[record->kind];
	struct records next;
	const char *gap;

	if (depth >= TRACE_DEPTH || step->next == NULL)
		return;
	step->next(walk, record, &next);
	gap = next.count == 0 ? step->gap(walk, record) : NULL;
	if (gap != NULL)
		add_line(walk, NULL, depth)->gap = gap;
	for (size_t i = 0; i < next.count; i++) {
		bool again = note(walk, next.items[i]);

		if (walk->lines->count >= TRACE_LINES) {
			walk->lines->cut = true;
			return;
		}
		add_line(walk, next.items[i], depth)->again = again;
		if (!again)
			follow(walk, next.items[i], depth + 1);
	}
}

bool
trace_follows(enum kind kind)
{
	return steps_to[kind].next != NULL;
}

bool
trace_of(struct arena *arena, const struct model *model, struct record *record,
	 struct trace *ret_trace)
{
	struct walk to = {
		.arena = arena, .model = model, .lines = &ret_trace->to, .steps = steps_to
	};
	struct walk from = {
		.arena = arena, .model = model, .lines = &ret_trace->from, .steps = steps_from
	};

	*ret_trace = (struct trace){ 0 };
	if (!trace_follows(record->kind))
		return false;
	note(&to, record);
	note(&from, record);
	follow(&to, record, 0);
	follow(&from, record, 0);
	return true;
}
