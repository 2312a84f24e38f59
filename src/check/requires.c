/*
 * requires: work that does not fit the work that it waits for.
 */
#include "check/rules.h"

#include "plan/dependencies.h"

typedef void edge_function(const struct check *check, const struct diag_code *code,
			   const struct record *record, const struct value *value);

static void
each_edge(const struct check *check, const struct diag_code *code, edge_function *visit)
{
	for (size_t i = 0; i < check->model->records.count; i++) {
		const struct record *record = check->model->records.items[i];
		const struct statement *statement = record->fields[FIELD_REQUIRES];

		for (; statement != NULL; statement = statement->next)
			for (uint32_t v = 0; v < statement->count; v++)
				if (statement->values[v].target != NULL)
					visit(check, code, record, &statement->values[v]);
	}
}

static bool
is_open(enum state state)
{
	return state == STATE_PROPOSED || state == STATE_WANTED || state == STATE_ACTIVE ||
	       state == STATE_PAUSED;
}

static void
report_edge(const struct check *check, const struct diag_code *code, const struct record *record,
	    const struct value *value)
{
	const struct record *required = value->target;
	const char *state = state_row(record_state(required))->name;
	struct diag_finding *finding;

	finding = diag_add(check->diags, code, value->place,
			   "%s \"%.*s\" is %s, but it requires \"%.*s\", which is %s",
			   record_kind_name(record), STR_ARG(record->title),
			   state_row(record_state(record))->name, STR_ARG(required->title), state);
	rule_other(check, finding, rule_place(required, FIELD_STATE), "here it is %s", state);
	if (value->note.length > 0)
		rule_hint(check, finding, "The requirement says \"%.*s\".", STR_ARG(value->note));
}

static void
look_done(const struct check *check, const struct diag_code *code, const struct record *record,
	  const struct value *value)
{
	if (record_state(record) == STATE_DONE && is_open(record_state(value->target)))
		report_edge(check, code, record, value);
}

static void
done_before_required(const struct check *check, const struct diag_code *code)
{
	each_edge(check, code, look_done);
}

static void
look_paused(const struct check *check, const struct diag_code *code, const struct record *record,
	    const struct value *value)
{
	enum state required = record_state(value->target);

	if (record_state(record) == STATE_ACTIVE &&
	    (required == STATE_PAUSED || required == STATE_DROPPED))
		report_edge(check, code, record, value);
}

static void
running_on_paused(const struct check *check, const struct diag_code *code)
{
	each_edge(check, code, look_paused);
}

/* Where `record` says that it requires `required`. */
static struct place
edge_place(const struct record *record, const struct record *required)
{
	const struct statement *statement = record->fields[FIELD_REQUIRES];

	for (; statement != NULL; statement = statement->next)
		for (uint32_t v = 0; v < statement->count; v++)
			if (statement->values[v].target == required)
				return statement->values[v].place;
	return record->place;
}

/* A path of more records than this is cut in the middle: nobody reads it. */
#define PATH_SHOWN 8

/* ""A" requires "B" (a.md:4), which requires "A" (b.md:3)" */
static struct str
circle_path(const struct check *check, const struct records *circle)
{
	struct str path = arena_printf(check->arena, "\"%.*s\"", STR_ARG(circle->items[0]->title));

	for (size_t i = 0; i < circle->count; i++) {
		const struct record *record = circle->items[i];
		const struct record *next = circle->items[(i + 1) % circle->count];

		if (i == PATH_SHOWN)
			path = arena_printf(check->arena, "%.*s, and so on for %zu more",
					    STR_ARG(path), circle->count - 1 - i);
		if (i >= PATH_SHOWN && i + 1 < circle->count)
			continue;
		path = arena_printf(check->arena, "%.*s%s requires \"%.*s\" (%.*s)", STR_ARG(path),
				    i > 0 ? ", which" : "", STR_ARG(next->title),
				    STR_ARG(rule_location(check, edge_place(record, next))));
	}
	return path;
}

static void
requires_circle(const struct check *check, const struct diag_code *code)
{
	struct circles circles;

	dependencies_circles(check->arena, check->model, &circles);
	for (size_t i = 0; i < circles.count; i++) {
		const struct records *circle = &circles.items[i];
		const struct record *first = circle->items[0];
		const struct record *last = circle->items[circle->count - 1];
		struct diag_finding *finding;
		struct str path = circle_path(check, circle);

		if (circle->count == 1) {
			diag_add(check->diags, code, edge_place(first, first),
				 "%s \"%.*s\" requires itself", record_kind_name(first),
				 STR_ARG(first->title));
			continue;
		}
		finding = diag_add(check->diags, code, edge_place(first, circle->items[1]),
				   "%zu records require each other in a circle: %.*s",
				   circle->count, STR_ARG(path));
		rule_other(check, finding, edge_place(last, first), "here the circle closes");
		rule_hint(check, finding,
			  "Take one of these requirements out, or split the work that two of them "
			  "share.");
	}
}

#define FAMILY "requires"

static const struct check_rule rules[] = {
	{ { "done-before-required", FAMILY, DIAG_WARNING,
	    "work is done before the work that it requires",
	    "The record is done, but something that it says it requires is still open. Either the "
	    "requirement was none, or the other work is done and nobody said so, or this is not "
	    "quite done. Each of these misleads somebody who plans with it. Correct the state that "
	    "is wrong, or take the requirement out.",
	    "---\nstate: done\nrequires: [async_fn/fundamentals]   # still active\n---\n" },
	  done_before_required },
	{ { "running-on-paused", FAMILY, DIAG_WARNING,
	    "active work requires work that is paused or dropped",
	    "The record is in progress, and something that it requires is not worked on. Sooner or "
	    "later it will stand still, and the people on it will have to wait for somebody who "
	    "does not know that they do. Take the other work up again, pause this one, or write "
	    "down how it goes on without.",
	    "---\nstate: active\nrequires: [async_iter/traits]   # paused\n---\n" },
	  running_on_paused },
	{ { "requires-circle", FAMILY, DIAG_ERROR, "records require each other in a circle",
	    "If A requires B and B requires A, neither can ever be finished first, so no order of "
	    "work follows from what the book says. The message shows one shortest way around, with "
	    "the place of each requirement. Most often one of them means \"is related to\". Take "
	    "it "
	    "out, or split what two records share into one that both require.",
	    "in a.md:\n\n## Requires\n\n* [B](b.md)\n\nand in b.md:\n\n## Requires\n\n* "
	    "[A](a.md)\n" },
	  requires_circle },
};

const struct check_family check_requires = { FAMILY, rules, sizeof rules / sizeof rules[0] };
