/*
 * period: books that plan by half-years or years, or by days.
 */
#include "check/rules.h"

#include "base/utf8.h"
#include "plan/due.h"
#include "plan/period.h"

static void
period_over(const struct check *check, const struct diag_code *code)
{
	const struct records *goals = &check->model->by_kind[KIND_GOAL];

	for (size_t i = 0; i < goals->count; i++) {
		const struct record *goal = goals->items[i];
		struct str period = record_text(goal, FIELD_PERIOD);
		struct diag_finding *finding;
		struct date first, end;
		char text[11];

		if (record_state(goal) != STATE_PROPOSED || !period_is_over(period, check->today) ||
		    !period_span(period, &first, &end))
			continue;
		date_format(end, text);
		finding = diag_add(check->diags, code, rule_place(goal, FIELD_STATE),
				   "goal \"%.*s\" is still proposed, and %.*s ended on %s",
				   STR_ARG(goal->title), STR_ARG(period), text);
		rule_hint(check, finding, "Say what became of it: accepted, done or dropped.");
	}
}

static void
overdue(const struct check *check, const struct diag_code *code)
{
	const struct records *all = &check->model->records;

	for (size_t i = 0; i < all->count; i++) {
		const struct record *record = all->items[i];
		struct diag_finding *finding;
		char text[11];

		if (!due_is_over(record, check->today))
			continue;
		date_format(due_date(record, FIELD_DUE), text);
		finding = diag_add(check->diags, code, rule_place(record, FIELD_DUE),
				   "%s \"%.*s\" was due on %s and is not done",
				   schema_kind(record->kind)->name, STR_ARG(record->title), text);
		rule_hint(check, finding,
			  "Say that it is done or dropped, or until when it will be.");
	}
}

/* "[lang]" and "lang" are the same team. */
static struct str
bare_team(struct arena *arena, struct str text)
{
	text = str_trim(text);
	if (str_starts(text, STR("[")) && str_ends(text, STR("]")))
		text = str_slice(text, 1, text.length - 1);
	return utf8_fold(arena, text);
}

static bool
has_champion(const struct check *check, const struct record *goal, const struct value *team)
{
	const struct statement *statement = goal->fields[FIELD_CHAMPIONS];
	struct str name = bare_team(check->arena, team->text);
	struct str id = team->target != NULL ? team->target->id : name;

	for (; statement != NULL; statement = statement->next) {
		for (uint32_t v = 0; v < statement->count; v++) {
			const struct value *value = &statement->values[v];
			struct str key = bare_team(check->arena, value->key);

			if (value->text.length > 0 &&
			    (str_equal(key, name) || str_equal_fold(key, id)))
				return true;
		}
	}
	return false;
}

static bool
asks_much(const struct record *ask)
{
	struct str level = record_text(ask, FIELD_LEVEL);

	return str_equal_fold(level, STR("medium")) || str_equal_fold(level, STR("large"));
}

static void
ask_without_champion(const struct check *check, const struct diag_code *code)
{
	const struct records *asks = &check->model->by_kind[KIND_ASK];

	if (!rule_can_say(check->model, KIND_GOAL, FIELD_CHAMPIONS) &&
	    !rule_can_say(check->model, KIND_ASK, FIELD_CHAMPION))
		return;
	for (size_t i = 0; i < asks->count; i++) {
		const struct record *ask = asks->items[i], *goal = ask->parent;
		const struct value *team = record_value(ask, FIELD_TEAM);
		struct diag_finding *finding;

		if (goal == NULL || team == NULL || !asks_much(ask) ||
		    record_state(goal) != STATE_ACTIVE || rule_has(ask, FIELD_CHAMPION) ||
		    has_champion(check, goal, team))
			continue;
		finding =
			diag_add(check->diags, code, team->place,
				 "goal \"%.*s\" asks much of team \"%.*s\" (%.*s) and has no "
				 "champion there",
				 STR_ARG(goal->title), STR_ARG(bare_team(check->arena, team->text)),
				 STR_ARG(record_text(ask, FIELD_LEVEL)));
		rule_hint(check, finding,
			  "Find somebody on the team who stands up for it before it starts.");
	}
}

#define FAMILY "period"

static const struct check_rule rules[] = {
	{ { "period-over", FAMILY, DIAG_WARNING,
	    "a goal of a period that is over is still proposed",
	    "The goal belongs to a period that has ended, and its state still says that it is a "
	    "proposal. Nobody can tell from the book whether it was accepted, done or given up, so "
	    "the record of what the group achieved is missing. Say what became of it. If the work "
	    "goes on, it gets a page in the new period.",
	    "in 2025h2/const-generics.md:\n\n| Metadata | |\n| --- | --- |\n"
	    "| Status | Proposed |\n" },
	  period_over },
	{ { "overdue", FAMILY, DIAG_WARNING, "work that should be done by now is open",
	    "The day by which it should be done is before today, and its state says neither that "
	    "it "
	    "is done nor that it was dropped. Whoever waits for it plans with a day that nobody "
	    "keeps. Either it is done and the state was forgotten, or it needs a new day that "
	    "somebody means. What belongs to work that is done or dropped is left out. Today is "
	    "the day on which `check` runs, with `--at` that of the revision.",
	    "| Milestone   | State  | Due        |\n| ----------- | ------ | ---------- |\n"
	    "| Paint walls | active | 2025-03-31 |\n" },
	  overdue },
	{ { "ask-without-champion", FAMILY, DIAG_WARNING,
	    "a medium or large ask of a team that has no champion for it",
	    "The goal is accepted and needs much of a team's time, but nobody on that team has "
	    "said "
	    "that they will stand up for it. Such asks wait in queues until the period is over. "
	    "Small asks need no champion. Name one in the way that the book does, or make the ask "
	    "smaller.",
	    "| Team       | Support level | Notes |\n| ---------- | ------------- | ----- |\n"
	    "| [compiler] | Medium        |       |\n" },
	  ask_without_champion },
};

const struct check_family check_period = { FAMILY, rules, sizeof rules / sizeof rules[0] };
