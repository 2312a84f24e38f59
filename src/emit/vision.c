/*
 * vision: the metanarrative as tables and lists.
 */
#include "emit/vision.h"

#include "emit/field.h"
#include "model/dialect.h"
#include "plan/period.h"
#include "plan/ties.h"

/* Of a book without stories the first two are shown. */
enum column { COLUMN_PROBLEM, COLUMN_GOALS, COLUMN_EVIDENCE, COLUMN_WANTED };

static const struct table_column columns[] = {
	[COLUMN_PROBLEM] = { STR_INIT(""), 24, false }, /* theme_word */
	[COLUMN_GOALS] = { STR_INIT("Goals"), 16, true },
	[COLUMN_EVIDENCE] = { STR_INIT("Evidence"), 14, true },
	[COLUMN_WANTED] = { STR_INIT("Wanted"), 0, true },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct str
counted(struct arena *arena, size_t count, const char *one, const char *several)
{
	return arena_printf(arena, "%zu %s", count, count == 1 ? one : several);
}

static struct str
how_many(struct arena *arena, size_t count, size_t all)
{
	if (count == 0)
		return STR("none");
	return count == all && all > 1 ? STR("all") : arena_printf(arena, "%zu", count);
}

/* What readers of this book call themes. */
static struct str
theme_word(const struct coverage *coverage, size_t count)
{
	return dialect_theme_word(coverage->model->dialect, count);
}

struct str
vision_sum(struct arena *arena, const struct coverage *coverage)
{
	struct str text = arena_printf(arena, "%zu %.*s", coverage->problem_count,
				       STR_ARG(theme_word(coverage, coverage->problem_count)));
	size_t addressed = 0;

	for (size_t i = 0; i < coverage->problem_count; i++)
		addressed += coverage->problems[i].goals.count > 0;
	if (coverage->model->by_kind[KIND_GOAL].count > 0 && coverage->problem_count > 0)
		text = arena_printf(arena, "%.*s, %.*s addressed by %s%.*s", STR_ARG(text),
				    STR_ARG(how_many(arena, addressed, coverage->problem_count)),
				    coverage->period.length > 0 ? "goals of " : "goals",
				    STR_ARG(coverage->period));
	if (coverage->stories > 0)
		text = arena_printf(
			arena, "%.*s; %zu of %.*s cited", STR_ARG(text), coverage->cited,
			STR_ARG(counted(arena, coverage->evidence, "story", "stories")));
	return text;
}

static void
put_people_of_it(struct table *table, struct table_cell *cell, const struct records *records,
		 const char *one, const char *several)
{
	if (records->count > 0)
		table_cell_put(table, cell, counted(table->arena, records->count, one, several),
			       STR_EMPTY);
}

static void
put_evidence(struct table *table, struct table_cell *cell, const struct coverage_problem *problem)
{
	struct str thin = coverage_thin_text(table->arena, problem);

	if (thin.length > 0) {
		table_cell_put(table, cell, thin, STR_EMPTY);
		cell->style = TABLE_WAITING;
	} else {
		put_people_of_it(table, cell, &problem->stories, "story", "stories");
	}
	if ((problem->thin & COVERAGE_THIN_CHARACTER) == 0)
		put_people_of_it(table, cell, &problem->characters, "character", "characters");
	put_people_of_it(table, cell, &problem->authors, "author", "authors");
	put_people_of_it(table, cell, &problem->projects, "project", "projects");
}

/* "Polish (in progress)" */
static struct str
with_state(struct arena *arena, const struct record *record)
{
	enum state state = record_state(record);

	if (state == STATE_NONE)
		return record->title;
	return arena_printf(arena, "%.*s (%.*s)", STR_ARG(record->title),
			    STR_ARG(field_state_word(arena, state)));
}

static void
put_goals(struct table *table, struct table_cell *cell, const struct records *goals)
{
	for (size_t i = 0; i < goals->count; i++)
		table_cell_put(table, cell, with_state(table->arena, goals->items[i]), STR_EMPTY);
	if (goals->count > 0)
		return;
	table_cell_put(table, cell, STR("none"), STR_EMPTY);
	cell->style = TABLE_WAITING;
}

void
vision_problems(struct arena *arena, const struct coverage *coverage, struct table *ret_table)
{
	struct table_column *called = ARENA_ARRAY(arena, struct table_column, COUNT(columns));

	memcpy(called, columns, sizeof columns);
	called[COLUMN_PROBLEM].title = field_heading(arena, theme_word(coverage, 1));
	*ret_table = (struct table){
		.arena = arena,
		.columns = called,
		.column_count = coverage->stories > 0 ? COUNT(columns) : COLUMN_EVIDENCE,
		.empty = STR("–"),
	};
	for (size_t i = 0; i < coverage->problem_count; i++) {
		const struct coverage_problem *problem = &coverage->problems[i];
		struct table_cell *cells = table_add(ret_table, 0)->cells;

		cells[COLUMN_PROBLEM].style = TABLE_STRONG;
		table_cell_put(
			ret_table, &cells[COLUMN_PROBLEM],
			arena_printf(arena, "%zu. %.*s", i + 1, STR_ARG(problem->theme->title)),
			STR_EMPTY);
		put_goals(ret_table, &cells[COLUMN_GOALS], &problem->goals);
		if (coverage->stories == 0)
			continue;
		put_evidence(ret_table, &cells[COLUMN_EVIDENCE], problem);
		if (problem->wanted > 0)
			table_cell_put(ret_table, &cells[COLUMN_WANTED],
				       arena_printf(arena, "%zu more", problem->wanted), STR_EMPTY);
	}
}

static void
put_matrix_row(struct table *table, const struct coverage *coverage, const struct record *goal)
{
	struct table_cell *cells = table_add(table, 0)->cells;
	struct told told = period_told(coverage->model, goal, coverage->today);

	table_cell_put(table, &cells[0], goal->title, STR_EMPTY);
	cells[1].sign = told.sign;
	table_cell_put(table, &cells[1], told.word, STR_EMPTY);
	for (size_t i = 0; i < coverage->problem_count; i++)
		if (ties_names(goal, FIELD_ADDRESSES, coverage->problems[i].theme))
			table_cell_put(table, &cells[i + 2], STR("x"), STR_EMPTY);
}

void
vision_matrix(struct arena *arena, const struct coverage *coverage, struct table *ret_table)
{
	size_t count = coverage->problem_count + 2;
	struct table_column *heads = ARENA_ARRAY(arena, struct table_column, count);
	struct table_cell *sums;

	*ret_table = (struct table){
		.arena = arena,
		.columns = heads,
		.column_count = count,
		.empty = STR("·"),
	};
	heads[0] = (struct table_column){ STR("Goal"), 20, false };
	heads[1] = (struct table_column){ STR("State"), 0, false };
	for (size_t i = 2; i < count; i++)
		heads[i].title = arena_printf(arena, "%zu", i - 1);
	for (size_t i = 0; i < coverage->goals.count; i++)
		if (ties_named_any(coverage->goals.items[i], FIELD_ADDRESSES))
			put_matrix_row(ret_table, coverage, coverage->goals.items[i]);
	sums = table_add(ret_table, 0)->cells;
	table_cell_put(ret_table, &sums[0], STR("Goals that address it"), STR_EMPTY);
	table_cell_put(ret_table, &sums[1], STR("in all"), STR_EMPTY);
	sums[0].style = TABLE_STRONG;
	for (size_t i = 2; i < count; i++) {
		size_t goals = coverage->problems[i - 2].goals.count;

		table_cell_put(ret_table, &sums[i], arena_printf(arena, "%zu", goals), STR_EMPTY);
		sums[i].style = goals > 0 ? TABLE_STRONG : TABLE_WAITING;
	}
}

static struct vision_section *
begin_section(struct arena *arena, struct vision_sections *sections, const char *title,
	      size_t count, struct str note)
{
	struct vision_section *section = VEC_PUSH(arena, sections);

	*section = (struct vision_section){
		.title = arena_printf(arena, "%s (%zu)", title, count),
		.note = note,
	};
	return section;
}

static struct str
named(struct arena *arena, const struct record *record)
{
	return arena_printf(arena, "%.*s: %.*s", STR_ARG(record->id),
			    STR_ARG(with_state(arena, record)));
}

static void
list_records(struct arena *arena, struct vision_section *section, const struct records *records)
{
	for (size_t i = 0; i < records->count; i++)
		*VEC_PUSH(arena, &section->items) = named(arena, records->items[i]);
}

static void
list_wanted(struct arena *arena, const struct coverage *coverage, struct vision_sections *sections)
{
	struct vision_section *section;
	size_t count = 0;

	for (size_t i = 0; i < coverage->problem_count; i++)
		count += coverage->problems[i].wanted;
	if (count == 0)
		return;
	section = begin_section(arena, sections, "Stories wanted", count,
				STR("Ask for them: these points rest on nothing written."));
	for (size_t i = 0; i < coverage->problem_count; i++) {
		const struct statement *said =
			record_said(coverage->problems[i].theme, FIELD_WANTED);

		for (uint32_t k = 0; said != NULL && k < said->count; k++)
			*VEC_PUSH(arena, &section->items) = arena_printf(
				arena, "for %.*s %zu: %.*s", STR_ARG(theme_word(coverage, 1)),
				i + 1, STR_ARG(said->values[k].text));
	}
}

static void
list_lost(struct arena *arena, const struct coverage *coverage, struct vision_sections *sections)
{
	struct vision_section *section;

	if (coverage->lost.count == 0)
		return;
	section = begin_section(arena, sections, "Citations whose story is gone",
				coverage->lost.count,
				STR("Mend the link, or take it out: the point has lost its "
				    "evidence."));
	for (size_t i = 0; i < coverage->lost.count; i++) {
		const struct coverage_lost *lost = &coverage->lost.items[i];

		*VEC_PUSH(arena, &section->items) =
			arena_printf(arena, "\"%.*s\"%s%.*s in %.*s:%u", STR_ARG(lost->text),
				     lost->url.length > 0 ? ", " : "", STR_ARG(lost->url),
				     STR_ARG(lost->place.file), lost->place.line);
	}
}

static void
list_untraced(struct arena *arena, const struct coverage *coverage,
	      struct vision_sections *sections)
{
	struct str way =
		dialect_how_to_say(arena, coverage->model->dialect, KIND_GOAL, FIELD_ADDRESSES);
	struct str word = theme_word(coverage, 1), none = STR_EMPTY, note;

	if (coverage->untraced.count == 0 || coverage->problem_count == 0)
		return;
	if (!coverage->goals_name_problems)
		none = arena_printf(arena,
				    "No goal of this book names a %.*s, so no way leads from a "
				    "story to what became of it. ",
				    STR_ARG(word));
	note = arena_printf(arena,
			    "%.*sName the %.*s in the goal, as %.*s, or know that nothing "
			    "written asked for this work.",
			    STR_ARG(none), STR_ARG(word), STR_ARG(way));
	list_records(arena,
		     begin_section(
			     arena, sections,
			     arena_printf(arena, "Goals that trace to no %.*s", STR_ARG(word)).data,
			     coverage->untraced.count, note),
		     &coverage->untraced);
}

static struct str
titles(struct arena *arena, const struct records *records)
{
	struct str text = STR_EMPTY;

	for (size_t i = 0; i < records->count; i++)
		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), i > 0 ? "; " : "",
				    STR_ARG(records->items[i]->title));
	return text;
}

/* " (problems 1, 5)" */
static struct str
problem_numbers(struct arena *arena, const struct coverage *coverage, const struct records *themes)
{
	struct str text = STR_EMPTY;

	for (size_t i = 0; i < coverage->problem_count; i++)
		for (size_t k = 0; k < themes->count; k++)
			if (coverage->problems[i].theme == themes->items[k])
				text = arena_printf(arena, "%.*s%s%zu", STR_ARG(text),
						    text.length > 0 ? ", " : "", i + 1);
	if (text.length == 0)
		return STR_EMPTY;
	return arena_printf(arena, " (%.*s %.*s)", STR_ARG(theme_word(coverage, themes->count)),
			    STR_ARG(text));
}

static void
list_futures(struct arena *arena, const struct coverage *coverage, struct vision_sections *sections)
{
	struct vision_section *section;

	if (coverage->futures.count == 0)
		return;
	section = begin_section(arena, sections, "Stories of how it could be",
				coverage->futures.count,
				arena_printf(arena,
					     "What each answers: the stories of how it is that it "
					     "retells, and the %.*s that these are evidence for.",
					     STR_ARG(theme_word(coverage, 2))));
	for (size_t i = 0; i < coverage->futures.count; i++) {
		const struct coverage_future *future = &coverage->futures.items[i];

		*VEC_PUSH(arena, &section->items) =
			future->answers.count > 0
				? arena_printf(arena, "%.*s%.*s: %.*s",
					       STR_ARG(future->story->title),
					       STR_ARG(problem_numbers(arena, coverage,
								       &future->problems)),
					       STR_ARG(titles(arena, &future->answers)))
				: arena_printf(arena, "%.*s: answers no story by name",
					       STR_ARG(future->story->title));
	}
}

struct str
vision_certainty_name(size_t index)
{
	struct str rest = str_from(schema_field(KIND_GOAL, FIELD_CERTAINTY)->choices);
	struct str choice = STR_EMPTY;

	for (size_t i = 0; i <= index; i++)
		if (!str_cut(&rest, '|', &choice))
			return STR_EMPTY;
	return choice;
}

struct str
vision_certainty(struct arena *arena, size_t index)
{
	struct str choice = vision_certainty_name(index);
	char *text = arena_bytes(arena, choice.length + 1);

	for (size_t i = 0; i < choice.length; i++)
		text[i] = choice.data[i] == '-' ? ' ' : choice.data[i];
	return (struct str){ text, choice.length };
}

static void
list_certainties(struct arena *arena, const struct coverage *coverage,
		 struct vision_sections *sections)
{
	struct vision_section *section;
	size_t said = 0;

	if (!coverage->has_certainties)
		return;
	for (size_t i = 0; i < COVERAGE_CERTAINTIES; i++)
		said += coverage->certainties[i];
	section =
		begin_section(arena, sections, "How sure goals are of their way", said, STR_EMPTY);
	for (size_t i = 0; i < COVERAGE_CERTAINTIES; i++)
		if (coverage->certainties[i] > 0)
			*VEC_PUSH(arena, &section->items) = arena_printf(
				arena, "%.*s: %.*s", STR_ARG(vision_certainty(arena, i)),
				STR_ARG(counted(arena, coverage->certainties[i], "goal", "goals")));
	if (coverage->goals.count > said)
		*VEC_PUSH(arena, &section->items) = arena_printf(
			arena, "not said: %.*s",
			STR_ARG(counted(arena, coverage->goals.count - said, "goal", "goals")));
}

struct str
vision_certainty_sums(struct arena *arena, const size_t *counts)
{
	struct str text = STR_EMPTY;

	for (size_t i = 0; i < DIALECT_CERTAINTIES; i++) {
		if (counts[i] == 0)
			continue;
		text = arena_printf(arena, "%.*s%s%.*s: %zu", STR_ARG(text),
				    text.length > 0 ? ", " : "",
				    STR_ARG(vision_certainty(arena, i)), counts[i]);
	}
	return text;
}

/* Some point is less sure than the part that it is a point of. */
static bool
is_less_sure_below(const struct aspect *aspect)
{
	for (size_t i = aspect->certainty + 1; i < DIALECT_CERTAINTIES; i++)
		if (aspect->below[i] > 0)
			return true;
	return false;
}

static void
put_aspect(struct table *table, const struct coverage *coverage, const struct aspect *aspect)
{
	struct table_cell *cells = table_add(table, 0)->cells;
	struct str below = vision_certainty_sums(table->arena, aspect->below);

	table_cell_put(table, &cells[0], aspect->text, STR_EMPTY);
	cells[1].sign = coverage->model->dialect->aspects.signs[aspect->certainty];
	table_cell_put(table, &cells[1], vision_certainty(table->arena, aspect->certainty),
		       STR_EMPTY);
	if (below.length > 0)
		table_cell_put(table, &cells[2], below, STR_EMPTY);
	if (is_less_sure_below(aspect))
		cells[2].style = TABLE_WAITING;
	if (aspect->leads_to != NULL)
		table_cell_put(table, &cells[3], with_state(table->arena, aspect->leads_to),
			       STR_EMPTY);
}

void
vision_aspects(struct arena *arena, const struct coverage *coverage, struct table *ret_table)
{
	static const struct table_column heads[] = {
		{ STR_INIT("Part of the future"), 24, false },
		{ STR_INIT("How sure"), 0, true },
		{ STR_INIT("Points below it"), 14, true },
		{ STR_INIT("Leads to"), 16, true },
	};
	const struct aspects *aspects = &coverage->aspects;
	struct table_cell *cells;

	*ret_table = (struct table){
		.arena = arena,
		.columns = heads,
		.column_count = COUNT(heads),
		.empty = STR("–"),
	};
	for (size_t i = 0; i < aspects->count; i++)
		put_aspect(ret_table, coverage, &aspects->items[i]);
	if (aspects->count == 0)
		return;
	cells = table_add(ret_table, 0)->cells;
	cells[0].style = TABLE_STRONG;
	table_cell_put(ret_table, &cells[0], arena_printf(arena, "In all (%zu)", aspects->sum),
		       STR_EMPTY);
	table_cell_put(ret_table, &cells[2], vision_certainty_sums(arena, aspects->sums),
		       STR_EMPTY);
}

void
vision_sections(struct arena *arena, const struct coverage *coverage,
		struct vision_sections *ret_sections)
{
	*ret_sections = (struct vision_sections){ 0 };
	list_wanted(arena, coverage, ret_sections);
	if (coverage->uncited.count > 0)
		list_records(arena,
			     begin_section(arena, ret_sections,
					   arena_printf(arena, "Stories that no %.*s cites",
							STR_ARG(theme_word(coverage, 1)))
						   .data,
					   coverage->uncited.count,
					   STR("Link to each from the point that it is evidence "
					       "for; where there is none, a point is missing.")),
			     &coverage->uncited);
	list_lost(arena, coverage, ret_sections);
	list_untraced(arena, coverage, ret_sections);
	list_futures(arena, coverage, ret_sections);
	list_certainties(arena, coverage, ret_sections);
}
