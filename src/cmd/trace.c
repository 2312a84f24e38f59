/*
 * waymark trace: from a story to what became of it, and back.
 */
#include "base/limits.h"
#include "cmd/chain.h"
#include "cmd/command.h"
#include "cmd/print.h"
#include "emit/json.h"
#include "emit/wrap.h"

static const struct option_row options[] = {
	{ "format", 'f', OPTION_TEXT, "FORMAT", "text|json", "How to show it." },
};

static void
put_text(struct call *call, const struct model *model, const struct record *record,
	 const struct trace *trace, struct buf *out)
{
	struct arena *arena = call->arena;

	wrap_put(out, wrap_clean(arena, chain_record(call, model, record)), call->columns, 0, 2);
	chain_put(call, model, trace, out);
	if (trace->from.count + trace->to.count == 0)
		buf_puts(out, "\nNothing is tied to it.\n");
}

/* A flat list with depths: simple to read for programs, and the order is that of the tree. */
static void
put_json_lines(struct jsonwriter *json, const char *key, const struct trace_lines *lines)
{
	json_key(json, key);
	json_open(json, '[');
	for (size_t i = 0; i < lines->count; i++) {
		const struct trace_line *line = &lines->items[i];

		json_open(json, '{');
		json_key(json, "depth");
		json_number(json, line->depth);
		if (line->record != NULL) {
			json_text_member(json, "kind", str_from(record_kind_name(line->record)));
			json_text_member(json, "id", line->record->id);
			json_text_member(json, "title", line->record->title);
			json_text_member(json, "state",
					 str_from(state_row(record_state(line->record))->name));
			json_key(json, "again");
			json_bool(json, line->again);
		} else {
			json_text_member(json, "gap", str_from(line->gap));
		}
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
put_json(const struct record *record, const struct trace *trace, struct buf *out)
{
	struct jsonwriter json = { .out = out, .pretty = true };

	json_open(&json, '{');
	json_text_member(&json, "format", STR("waymark-trace"));
	json_key(&json, "version");
	json_number(&json, JSON_VERSION);
	json_text_member(&json, "kind", str_from(record_kind_name(record)));
	json_text_member(&json, "id", record->id);
	put_json_lines(&json, "rests_on", &trace->from);
	put_json_lines(&json, "leads_to", &trace->to);
	json_close(&json, '}');
	buf_putc(out, '\n');
}

static enum status
put_trace(struct call *call, const struct model *model, struct record *record)
{
	struct trace trace;
	struct buf out;

	if (!trace_of(call->arena, model, record, &trace))
		return call_fail(call,
				 "\"%.*s\" is %s, and no part of the chain from story to "
				 "milestone; waymark show %.*s says what names it",
				 STR_ARG(record->id), schema_kind(record->kind)->phrase,
				 STR_ARG(record->id));
	buf_init(&out, LIMIT_OUTPUT_BYTES);
	if (str_equal(call_option(call, "format")->text, STR("json")))
		put_json(record, &trace, &out);
	else
		put_text(call, model, record, &trace, &out);
	return print_buf(call, &out, STR_EMPTY);
}

static enum status
run(struct call *call)
{
	struct model *model = call_load(call, call_argument(call, 1));
	struct record *record;
	enum status status = STATUS_FAILURE;

	if (model == NULL)
		return STATUS_FAILURE;
	record = print_find(call, model, call_argument(call, 0));
	if (record != NULL)
		status = put_trace(call, model, record);
	model_close(model);
	return status;
}

const struct command command_trace = {
	.name = "trace",
	.operands = "ID [PATH]",
	.summary = "follow the chain from story to milestone, both ways",
	.description =
		"Prints what a record rests on and what it leads to: a story leads to the problems "
		"that cite it, a problem to the goals that address it, a goal to its initiatives "
		"and milestones; and back. States and progress stand beside each.\n\n"
		"Where the chain ends early, it says so: \"no problem cites it yet\". What was "
		"shown further up is not followed again.\n\n"
		"ID is what waymark show takes: an id, kind:id, a title, or the path of a page.",
	.examples = "waymark trace barbara-counts-to-nine    # what became of a story\n"
		    "waymark trace goal:polish               # why there is this goal, and how\n"
		    "waymark trace polish --format json\n",
	.options = options,
	.option_count = sizeof options / sizeof options[0],
	.min_operands = 1,
	.max_operands = 2,
	.reads_book = true,
	.run = run,
};
