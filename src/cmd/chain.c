/*
 * chain: how the chain is written.
 */
#include "cmd/chain.h"

#include "emit/wrap.h"
#include "plan/period.h"
#include "plan/progress.h"

struct str
chain_state(struct call *call, const struct model *model, const struct record *record)
{
	struct told told = period_told(model, record, call_day(call, model));

	return arena_printf(call->arena, "%.*s%s%.*s", STR_ARG(told.sign),
			    told.sign.length > 0 ? " " : "", STR_ARG(told.word));
}

static bool
has_standing(struct call *call, const struct model *model, const struct record *record)
{
	return record_state(record) != STATE_NONE ||
	       (schema_field(record->kind, FIELD_STATE) != NULL &&
		period_left_open(record, call_day(call, model)));
}

struct str
chain_record(struct call *call, const struct model *model, const struct record *record)
{
	struct arena *arena = call->arena;
	struct str text =
		arena_printf(arena, "%s %.*s", record_kind_name(record), STR_ARG(record->id));

	if (!str_equal(record->title, record->id))
		text = arena_printf(arena, "%.*s: %.*s", STR_ARG(text), STR_ARG(record->title));
	if (!has_standing(call, model, record))
		return text;
	return arena_printf(arena, "%.*s (%.*s)", STR_ARG(text),
			    STR_ARG(chain_state(call, model, record)));
}

/* "▶ In progress, 60%"; empty when nothing is known. */
static struct str
standing(struct call *call, const struct model *model, const struct record *record)
{
	struct progress progress = progress_of(record);
	int percent = progress_percent(&progress);
	struct str text = STR_EMPTY;

	if (has_standing(call, model, record))
		text = chain_state(call, model, record);
	if (percent < 0 || period_left_open(record, call_day(call, model)) || percent == 100 ||
	    record->kind == KIND_MILESTONE)
		return text;
	return arena_printf(call->arena, "%.*s%s%d%%%s", STR_ARG(text), text.length > 0 ? ", " : "",
			    percent, progress.basis == PROGRESS_DECLARED ? " declared" : "");
}

/* "goal polish: Polish (▶ In progress, 60%)"; a milestone's id would only repeat its title. */
static struct str
line_text(struct call *call, const struct model *model, const struct trace_line *line)
{
	const struct record *record = line->record;
	struct arena *arena = call->arena;
	struct str text, state;

	if (record == NULL)
		return arena_printf(arena, "– %s", line->gap);
	text = arena_printf(arena, "%s %.*s", record_kind_name(record),
			    STR_ARG(record->kind == KIND_MILESTONE ? record->title : record->id));
	if (record->kind != KIND_MILESTONE && !str_equal(record->title, record->id))
		text = arena_printf(arena, "%.*s: %.*s", STR_ARG(text), STR_ARG(record->title));
	state = standing(call, model, record);
	if (state.length > 0)
		text = arena_printf(arena, "%.*s (%.*s)", STR_ARG(text), STR_ARG(state));
	return line->again ? arena_printf(arena, "%.*s, see above", STR_ARG(text)) : text;
}

void
chain_put_title(struct call *call, const char *title, struct buf *out)
{
	buf_printf(out, call->color ? "\n\33[1m%s\33[0m\n" : "\n%s\n", title);
}

static void
put_lines(struct call *call, const struct model *model, const char *title,
	  const struct trace_lines *lines, struct buf *out)
{
	if (lines->count == 0)
		return;
	chain_put_title(call, title, out);
	for (size_t i = 0; i < lines->count; i++) {
		const struct trace_line *line = &lines->items[i];

		wrap_put(out, wrap_clean(call->arena, line_text(call, model, line)), call->columns,
			 2 + (size_t)line->depth * 2, 4);
	}
	if (lines->cut)
		wrap_put(out, STR("… and more than can be shown"), call->columns, 2, 0);
}

void
chain_put(struct call *call, const struct model *model, const struct trace *trace, struct buf *out)
{
	put_lines(call, model, "Rests on", &trace->from, out);
	put_lines(call, model, "Leads to", &trace->to, out);
}
