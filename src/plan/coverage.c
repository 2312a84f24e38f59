/*
 * coverage: problems, their evidence, their goals.
 */
#include "plan/coverage.h"

#include "model/link.h"
#include "plan/period.h"
#include "plan/ties.h"
#include "plan/uncited.h"

struct record *
coverage_whole_story(struct record *story)
{
	while (story->parent != NULL && story->parent->kind == KIND_STORY)
		story = story->parent;
	return story;
}

static void
find_evidence(struct arena *arena, const struct model *model, struct coverage_problem *problem)
{
	struct records cited;
	struct ties_set stories = ties_set_of(arena, &problem->stories);
	struct ties_set characters = ties_set_of(arena, &problem->characters);
	struct ties_set authors = ties_set_of(arena, &problem->authors);
	struct ties_set projects = ties_set_of(arena, &problem->projects);
	const struct statement *points = record_said(problem->theme, FIELD_POINTS);
	const struct statement *wanted = record_said(problem->theme, FIELD_WANTED);

	ties_stories(arena, problem->theme, &cited);
	for (size_t i = 0; i < cited.count; i++) {
		ties_set_add(&stories, coverage_whole_story(cited.items[i]));
		ties_set_add_named(&characters, cited.items[i], FIELD_CHARACTER);
		ties_set_add_named(&authors, cited.items[i], FIELD_AUTHORS);
		ties_set_add_named(&projects, cited.items[i], FIELD_PROJECT);
	}
	problem->points = points != NULL ? points->count : 0;
	problem->wanted = wanted != NULL ? wanted->count : 0;
	if (model->by_kind[KIND_STORY].count == 0)
		return;
	if (problem->stories.count < COVERAGE_FEW)
		problem->thin |= COVERAGE_THIN_STORIES;
	if (problem->stories.count > 1 && problem->characters.count == 1)
		problem->thin |= COVERAGE_THIN_CHARACTER;
}

struct str
coverage_thin_text(struct arena *arena, const struct coverage_problem *problem)
{
	size_t count = problem->stories.count;
	bool few = (problem->thin & COVERAGE_THIN_STORIES) != 0;

	if (count == 0 && few)
		return STR("no story");
	if ((problem->thin & COVERAGE_THIN_CHARACTER) != 0)
		return arena_printf(arena, "%s%zu stories, all about %.*s", few ? "only " : "",
				    count, STR_ARG(problem->characters.items[0]->title));
	if (few)
		return arena_printf(arena, "only %zu %s", count, count == 1 ? "story" : "stories");
	return STR_EMPTY;
}

/* Links that lead to pages which are not there; other links of a theme are no citations. */
static void
find_lost(struct arena *arena, const struct record *theme, struct coverage *coverage)
{
	const struct page *page = theme->home;

	for (uint32_t i = theme->first_node; page != NULL && i < theme->end_node; i++) {
		const struct node *node = &page->doc->nodes[i];
		struct link_target target;

		if (node->kind != NODE_LINK)
			continue;
		target = link_resolve(coverage->model, page, node_text(node));
		if (target.kind == LINK_MISSING_FILE)
			*VEC_PUSH(arena, &coverage->lost) = (struct coverage_lost){
				.theme = theme,
				.url = node_text(node),
				.text = str_trim(doc_plain(arena, page->doc, i)),
				.place = doc_node_place(page->doc, i),
			};
	}
}

/* Names that stand in front matter and lead to no story. */
static void
find_lost_names(struct arena *arena, const struct record *theme, struct coverage *coverage)
{
	const struct statement *said = record_said(theme, FIELD_CITES);

	for (uint32_t i = 0; said != NULL && i < said->count; i++)
		if (said->values[i].target == NULL && said->source != SOURCE_BLOCK)
			*VEC_PUSH(arena, &coverage->lost) = (struct coverage_lost){
				theme,
				said->values[i].url,
				said->values[i].text,
				said->values[i].place,
			};
}

static bool
is_current(const struct coverage *coverage, const struct record *goal)
{
	struct str period = period_of(goal);

	return period.length == 0 || str_equal(period, coverage->period);
}

static void
find_answers(struct arena *arena, const struct coverage *coverage, struct coverage_problem *problem)
{
	struct records goals;

	ties_goals(arena, problem->theme, &goals);
	for (size_t i = 0; i < goals.count; i++)
		*VEC_PUSH(arena, is_current(coverage, goals.items[i]) ? &problem->goals
								      : &problem->earlier) =
			goals.items[i];
}

static void
find_problems(struct arena *arena, struct coverage *coverage)
{
	const struct records *themes = &coverage->model->by_kind[KIND_THEME];

	coverage->problem_count = themes->count;
	coverage->problems = ARENA_ARRAY(arena, struct coverage_problem, themes->count);
	for (size_t i = 0; i < themes->count; i++) {
		struct coverage_problem *problem = &coverage->problems[i];

		problem->theme = themes->items[i];
		find_evidence(arena, coverage->model, problem);
		find_answers(arena, coverage, problem);
		find_lost(arena, problem->theme, coverage);
		find_lost_names(arena, problem->theme, coverage);
	}
}

static void
count_certainty(struct coverage *coverage, const struct record *goal)
{
	const struct value *value = record_value(goal, FIELD_CERTAINTY);

	if (value == NULL || value->bad || value->number < 0 ||
	    value->number >= COVERAGE_CERTAINTIES)
		return;
	coverage->certainties[value->number]++;
	coverage->has_certainties = true;
}

static void
find_goals(struct arena *arena, struct coverage *coverage)
{
	const struct records *goals = &coverage->model->by_kind[KIND_GOAL];

	for (size_t i = 0; i < goals->count; i++) {
		struct record *goal = goals->items[i];
		bool names_one = ties_named_any(goal, FIELD_ADDRESSES);

		if (!is_current(coverage, goal))
			continue;
		*VEC_PUSH(arena, &coverage->goals) = goal;
		count_certainty(coverage, goal);
		coverage->goals_name_problems |= names_one;
		if (!names_one)
			*VEC_PUSH(arena, &coverage->untraced) = goal;
	}
}

static void
find_futures(struct arena *arena, struct coverage *coverage)
{
	const struct records *stories = &coverage->model->by_kind[KIND_STORY];

	for (size_t i = 0; i < stories->count; i++) {
		struct coverage_future future = { .story = stories->items[i] };
		struct ties_set problems;
		struct records themes;

		if (!str_equal(record_text(future.story, FIELD_STORY_KIND), STR("shiny-future")) ||
		    story_is_chapter(future.story))
			continue;
		ties_named(arena, future.story, FIELD_RETELLS, &future.answers);
		problems = ties_set_of(arena, &future.problems);
		for (size_t k = 0; k < future.answers.count; k++) {
			ties_themes(arena, future.answers.items[k], &themes);
			ties_set_add_all(&problems, &themes);
		}
		*VEC_PUSH(arena, &coverage->futures) = future;
	}
}

static void
count_stories(struct arena *arena, struct coverage *coverage)
{
	const struct records *stories = &coverage->model->by_kind[KIND_STORY];
	struct records cited, evidence;
	struct ties_set all = ties_set_of(arena, &cited);

	evidence_stories(arena, coverage->model, &evidence);
	coverage->evidence = evidence.count;
	for (size_t i = 0; i < stories->count; i++)
		coverage->stories += !story_is_chapter(stories->items[i]);
	for (size_t i = 0; i < coverage->problem_count; i++)
		ties_set_add_all(&all, &coverage->problems[i].stories);
	coverage->cited = cited.count;
}

void
coverage_of(struct arena *arena, const struct model *model, struct date today,
	    struct coverage *ret_coverage)
{
	*ret_coverage = (struct coverage){
		.model = model,
		.today = today,
		.period = period_current(model, today),
	};
	find_problems(arena, ret_coverage);
	find_goals(arena, ret_coverage);
	find_futures(arena, ret_coverage);
	count_stories(arena, ret_coverage);
	uncited_stories(arena, model, &ret_coverage->uncited);
	aspects_of(arena, model, &ret_coverage->aspects);
}

const struct coverage_problem *
coverage_problem(const struct coverage *coverage, const struct record *theme)
{
	for (size_t i = 0; i < coverage->problem_count; i++)
		if (coverage->problems[i].theme == theme)
			return &coverage->problems[i];
	return NULL;
}
