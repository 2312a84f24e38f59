/*
 * waymark roadmap: goals with their initiatives.
 */
#include "emit/roadmap.h"
#include "base/limits.h"
#include "cmd/command.h"
#include "cmd/print.h"
#include "emit/wrap.h"
#include "plan/period.h"

static const struct option_row options[] = {
	{ "goals", 'g', OPTION_FLAG, NULL, NULL, "Goals only, without their initiatives." },
	{ "state", 's', OPTION_LIST, "STATE,...", NULL,
	  "Only work in one of these states: proposed, wanted, active, paused, done, dropped, "
	  "none." },
	{ "owner", 'w', OPTION_LIST, "NAME,...", NULL,
	  "Only work of these people or teams; none: work that nobody owns." },
	{ "help-wanted", 0, OPTION_FLAG, NULL, NULL, "Only work that looks for help." },
	{ "period", 'p', OPTION_TEXT, "PERIOD", NULL,
	  "Goals of this period, or all; that of today, else the latest, when not said." },
	{ "format", 'f', OPTION_TEXT, "FORMAT", "text|markdown|html|json|csv", "How to show it." },
};

/* "Roadmap of The book, period 2026, as of 2022-02-14 (1a2b3c4)" */
static void
put_head(struct call *call, const struct roadmap *roadmap, struct buf *out)
{
	const struct repo_revision *revision = &roadmap->model->repo->revision;
	struct str head =
		arena_printf(call->arena, "Roadmap of %.*s", STR_ARG(roadmap->model->book.title));
	char date[11] = "";

	if (roadmap->period.length > 0)
		head = arena_printf(
			call->arena, "%.*s, period %.*s%s", STR_ARG(head), STR_ARG(roadmap->period),
			period_is_over(roadmap->period, roadmap->today) ? ", which is over" : "");
	if (date_is_set(revision->date))
		date_format(revision->date, date);
	if (revision->id.length > 0)
		head = arena_printf(call->arena, "%.*s, as of %s (%.*s)", STR_ARG(head), date, 10,
				    revision->id.data);
	wrap_put(out, wrap_clean(call->arena, head), call->columns, 0, 0);
	buf_putc(out, '\n');
}

static void
put_text(struct call *call, const struct roadmap *roadmap, struct buf *out)
{
	struct table_look look = { call->columns, call->color };
	struct table table;

	put_head(call, roadmap, out);
	roadmap_table(call->arena, roadmap, STR_EMPTY, &table);
	table_put_text(&table, &look, out);
	if (roadmap->rows.count > 0)
		buf_putc(out, '\n');
	wrap_put(out, roadmap_sum(call->arena, roadmap), call->columns, 0, 0);
}

static void
put_markdown(struct call *call, const struct roadmap *roadmap, struct buf *out)
{
	struct table table;

	roadmap_table(call->arena, roadmap, STR_EMPTY, &table);
	table_put_markdown(&table, out);
}

static void
put_html(struct call *call, const struct roadmap *roadmap, struct buf *out)
{
	struct table table;

	roadmap_table(call->arena, roadmap, STR_EMPTY, &table);
	table_put_html(&table, out);
}

static void
put_json(struct call *call, const struct roadmap *roadmap, struct buf *out)
{
	roadmap_put_json(call->arena, roadmap, out);
}

static void
put_csv(struct call *call, const struct roadmap *roadmap, struct buf *out)
{
	struct table table;

	roadmap_machine_table(call->arena, roadmap, &table);
	table_put_csv(&table, out);
}

/* In the order of the choices of --format. */
static void (*const formats[])(struct call *call, const struct roadmap *roadmap,
			       struct buf *out) = { put_text, put_markdown, put_html, put_json,
						    put_csv };

static enum status
put_roadmap(struct call *call, const struct roadmap *roadmap)
{
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	formats[call_choice(call, "format")](call, roadmap, &out);
	return print_buf(call, &out, STR_EMPTY);
}

static bool
read_filter(struct call *call, const struct model *model, struct filter *filter)
{
	const unsigned kinds = KIND_BIT(KIND_GOAL) | KIND_BIT(KIND_INITIATIVE);

	filter->help_wanted = call_flag(call, "help-wanted");
	filter->today = call_day(call, model);
	return filter_add_values(filter, model, kinds, FIELD_STATE,
				 &call_option(call, "state")->list, call->diags) &&
	       filter_add_values(filter, model, kinds, FIELD_OWNER,
				 &call_option(call, "owner")->list, call->diags);
}

static enum status
run(struct call *call)
{
	struct model *model = call_load(call, call_argument(call, 0));
	struct roadmap_options wanted = { .goals_only = call_flag(call, "goals"),
					  .period = call_option(call, "period")->text };
	struct roadmap roadmap;
	enum status status = STATUS_FAILURE;

	if (model == NULL)
		return STATUS_FAILURE;
	wanted.today = call_day(call, model);
	if (model->by_kind[KIND_GOAL].count + model->by_kind[KIND_INITIATIVE].count == 0)
		call_fail(call, "this book has no goals; waymark check says what it has");
	else if (read_filter(call, model, &wanted.filter) &&
		 roadmap_make(call->arena, model, &wanted, &roadmap, call->diags))
		status = put_roadmap(call, &roadmap);
	model_close(model);
	return status;
}

const struct command command_roadmap = {
	.name = "roadmap",
	.operands = "[PATH]",
	.summary = "show the goals and initiatives with state, progress and owner",
	.description =
		"Shows the goals of the book with their initiatives.\n\n"
		"Progress is counted from milestones. Where there are none, the bar that the book "
		"draws is shown instead, marked \"declared\"; waymark show ID says what was "
		"counted.\n\n"
		"Work looks for help when its state is wanted, when it says how to help or what it "
		"needs, or when one of its milestones does; work that runs keeps its state, and is "
		"marked. Work of a period that is over, of which the book does not say what came "
		"of it, is shown as \"outcome unknown\". With --at, the day of that commit "
		"decides.\n\n"
		"A goal that does not pass --state or --owner is shown all the same when one of "
		"its "
		"initiatives does. The last line counts only what passes.",
	.examples =
		"waymark roadmap                              # everything\n"
		"waymark roadmap --goals --at 2022-02-15      # the goals as they were then\n"
		"waymark roadmap --help-wanted                # where help is wanted\n"
		"waymark roadmap --owner none --state active  # running, and nobody's\n"
		"waymark roadmap --format markdown            # a table for a page or an issue\n",
	.options = options,
	.option_count = sizeof options / sizeof options[0],
	.max_operands = 1,
	.reads_book = true,
	.run = run,
};
