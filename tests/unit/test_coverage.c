/*
 * coverage: evidence, gaps and goals, in a model made by hand.
 */
#include "test.h"

#include "arena_fixture.h"
#include "plan/coverage.h"
#include "plan/ties.h"
#include "plan/uncited.h"

/* In a period of which the book has goals, and of which it has later ones. */
static const struct date today = { 2026, 3, 31 };

struct made {
	struct arena *arena;
	struct model *model;
};

static struct made
make_model(struct arena *arena)
{
	struct made made = { arena, ARENA_NEW(arena, struct model) };

	made.model->dialect = ARENA_NEW(arena, struct dialect); /* every loaded model has one */
	return made;
}

static struct record *
add(struct made *made, enum kind kind, const char *id)
{
	struct record *record = ARENA_NEW(made->arena, struct record);

	record->kind = kind;
	record->id = record->title = str_from(id);
	record->order = (uint32_t)made->model->records.count;
	*VEC_PUSH(made->arena, &made->model->records) = record;
	*VEC_PUSH(made->arena, &made->model->by_kind[kind]) = record;
	return record;
}

static struct value *
say(struct made *made, struct record *record, enum field field, const char *text)
{
	struct statement *said = record->fields[field];
	struct value *values;

	if (said == NULL)
		said = record->fields[field] = ARENA_NEW(made->arena, struct statement);
	values = ARENA_ARRAY(made->arena, struct value, said->count + 1);
	if (said->count > 0)
		memcpy(values, said->values, said->count * sizeof *values);
	said->values = values;
	values[said->count].text = str_from(text);
	return &values[said->count++];
}

static void
tie(struct made *made, struct record *from, enum field field, struct record *to)
{
	say(made, from, field, "")->target = to;
	*VEC_PUSH(made->arena, &to->referrers) = from;
}

static struct record *
add_story(struct made *made, const char *id, const char *kind, struct record *character)
{
	struct record *story = add(made, KIND_STORY, id);

	say(made, story, FIELD_STORY_KIND, kind);
	if (character != NULL)
		tie(made, story, FIELD_CHARACTER, character);
	return story;
}

static struct record *
add_chapter(struct made *made, struct record *series, const char *id)
{
	struct record *chapter = add_story(made, id, "status-quo", NULL);

	chapter->parent = series;
	*VEC_PUSH(made->arena, &series->children) = chapter;
	return chapter;
}

static struct str
ids(struct arena *arena, const struct records *records)
{
	struct str text = STR("");

	for (size_t i = 0; i < records->count; i++)
		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), i > 0 ? " " : "",
				    STR_ARG(records->items[i]->id));
	return text;
}

static void
evidence_is_counted_once_and_thin_said(void **state)
{
	struct arena *arena = *state;
	struct made made = make_model(arena);
	struct record *ada = add(&made, KIND_CHARACTER, "ada");
	struct record *bo = add(&made, KIND_CHARACTER, "bo");
	struct record *mud = add(&made, KIND_THEME, "mud"), *rain = add(&made, KIND_THEME, "rain");
	struct record *empty = add(&made, KIND_THEME, "empty");
	struct record *stories[] = { add_story(&made, "one", "status-quo", ada),
				     add_story(&made, "two", "status-quo", ada),
				     add_story(&made, "three", "status-quo", bo) };
	struct coverage coverage;

	for (size_t i = 0; i < 3; i++)
		tie(&made, mud, FIELD_CITES, stories[i]);
	tie(&made, mud, FIELD_CITES, stories[0]); /* from a second point */
	tie(&made, rain, FIELD_CITES, stories[0]);
	tie(&made, rain, FIELD_CITES, stories[1]);
	say(&made, rain, FIELD_WANTED, "a flood");
	say(&made, rain, FIELD_POINTS, "it rains");
	coverage_of(arena, made.model, today, &coverage);
	assert_int_equal(coverage.problem_count, 3);
	assert_str(ids(arena, &coverage.problems[0].stories), "one two three");
	assert_str(ids(arena, &coverage.problems[0].characters), "ada bo");
	assert_int_equal(coverage.problems[0].thin, 0);
	assert_int_equal(coverage.problems[1].thin,
			 COVERAGE_THIN_STORIES | COVERAGE_THIN_CHARACTER);
	assert_int_equal(coverage.problems[1].points, 1);
	assert_int_equal(coverage.problems[1].wanted, 1);
	assert_str(coverage_thin_text(arena, &coverage.problems[0]), "");
	assert_str(coverage_thin_text(arena, &coverage.problems[1]),
		   "only 2 stories, all about ada");
	assert_str(coverage_thin_text(arena, coverage_problem(&coverage, empty)), "no story");
	assert_int_equal(coverage.stories, 3);
	assert_int_equal(coverage.cited, 3);
}

static void
three_stories_about_one_are_thin(void **state)
{
	struct arena *arena = *state;
	struct made made = make_model(arena);
	struct record *ada = add(&made, KIND_CHARACTER, "ada");
	struct record *mud = add(&made, KIND_THEME, "mud");
	struct coverage coverage;

	for (int i = 0; i < 3; i++)
		tie(&made, mud, FIELD_CITES, add_story(&made, "story", "status-quo", ada));
	coverage_of(arena, made.model, today, &coverage);
	assert_int_equal(coverage.problems[0].thin, COVERAGE_THIN_CHARACTER);
	assert_str(coverage_thin_text(arena, &coverage.problems[0]), "3 stories, all about ada");
}

static void
series_and_kinds_count_for_uncited(void **state)
{
	struct arena *arena = *state;
	struct made made = make_model(arena);
	struct record *mud = add(&made, KIND_THEME, "mud");
	struct record *series = add_story(&made, "series", "status-quo", NULL);
	struct record *chapter = add_chapter(&made, series, "series/1");
	struct record *told = add_story(&made, "told", "status-quo", NULL);
	struct record *future = add_story(&made, "future", "shiny-future", NULL);
	struct coverage coverage;
	struct records uncited;

	uncited_stories(arena, made.model, &uncited);
	assert_str(ids(arena, &uncited), ""); /* nobody cites anything: nothing is missing */
	tie(&made, mud, FIELD_CITES, chapter);
	tie(&made, future, FIELD_RETELLS, chapter);
	coverage_of(arena, made.model, today, &coverage);
	assert_str(ids(arena, &coverage.uncited), "told");
	assert_str(ids(arena, &coverage.problems[0].stories), "series");
	assert_int_equal(coverage.stories, 3);
	assert_int_equal(coverage.futures.count, 1);
	assert_str(ids(arena, &coverage.futures.items[0].answers), "series/1");
	assert_str(ids(arena, &coverage.futures.items[0].problems), "mud");
	tie(&made, add(&made, KIND_SUMMARY, "sum"), FIELD_TELLS, told);
	uncited_stories(arena, made.model, &uncited);
	assert_str(ids(arena, &uncited), "");
}

static void
goals_of_other_periods_are_left_out(void **state)
{
	struct arena *arena = *state;
	struct made made = make_model(arena);
	struct record *mud = add(&made, KIND_THEME, "mud"), *rain = add(&made, KIND_THEME, "rain");
	struct record *old = add(&made, KIND_GOAL, "old"), *dry = add(&made, KIND_GOAL, "dry");
	struct coverage coverage;

	add(&made, KIND_GOAL, "other"); /* of no period */
	say(&made, old, FIELD_PERIOD, "2025");
	say(&made, dry, FIELD_PERIOD, "2026");
	say(&made, add(&made, KIND_GOAL, "next"), FIELD_PERIOD, "2027");
	tie(&made, old, FIELD_ADDRESSES, mud);
	coverage_of(arena, made.model, today, &coverage);
	assert_false(coverage.goals_name_problems);
	assert_str(coverage.period, "2026");
	assert_str(ids(arena, &coverage.untraced), "dry other");
	assert_str(ids(arena, &coverage.problems[0].earlier), "old");
	tie(&made, dry, FIELD_ADDRESSES, mud);
	say(&made, dry, FIELD_CERTAINTY, "good")->number = 1;
	say(&made, old, FIELD_CERTAINTY, "good")->number = 1;
	coverage_of(arena, made.model, today, &coverage);
	assert_true(coverage.goals_name_problems);
	assert_str(ids(arena, &coverage.goals), "dry other");
	assert_str(ids(arena, &coverage.untraced), "other");
	assert_str(ids(arena, &coverage_problem(&coverage, mud)->goals), "dry");
	assert_int_equal(coverage_problem(&coverage, rain)->goals.count, 0);
	assert_true(ties_names(dry, FIELD_ADDRESSES, mud));
	assert_int_equal(coverage.certainties[1], 1);
	/* A book without stories is not asked for evidence. */
	assert_int_equal(coverage_problem(&coverage, mud)->thin, 0);
}

static void
names_that_lead_nowhere_are_lost(void **state)
{
	struct arena *arena = *state;
	struct made made = make_model(arena);
	struct record *mud = add(&made, KIND_THEME, "mud");
	struct coverage coverage;

	say(&made, mud, FIELD_CITES, "gone");
	tie(&made, mud, FIELD_CITES, add_story(&made, "told", "status-quo", NULL));
	coverage_of(arena, made.model, today, &coverage);
	assert_int_equal(coverage.lost.count, 1);
	assert_str(coverage.lost.items[0].text, "gone");
	assert_ptr_equal(coverage.lost.items[0].theme, mud);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(evidence_is_counted_once_and_thin_said),
		CASE(three_stories_about_one_are_thin),
		CASE(series_and_kinds_count_for_uncited),
		CASE(goals_of_other_periods_are_left_out),
		CASE(names_that_lead_nowhere_are_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
