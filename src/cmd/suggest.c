/*
 * waymark vision suggest: proposals for the roll-up, shown; drafts of it, written.
 */
#include "cmd/suggest.h"

#include "base/limits.h"
#include "cmd/print.h"
#include "emit/suggestions.h"

static void
put_text(struct call *call, const struct rollup *rollup, struct buf *out)
{
	suggestions_put_text(call->arena, rollup, call->columns, out);
}

static void
put_markdown(struct call *call, const struct rollup *rollup, struct buf *out)
{
	suggestions_put_markdown(call->arena, rollup, out);
}

static void
put_json(struct call *call, const struct rollup *rollup, struct buf *out)
{
	suggestions_put_json(call->arena, rollup, out);
}

static const struct {
	const char *name;
	void (*put)(struct call *call, const struct rollup *rollup, struct buf *out);
} formats[] = { { "text", put_text }, { "markdown", put_markdown }, { "json", put_json } };

static enum status
put_suggestions(struct call *call, const struct rollup *rollup)
{
	struct str format = call_option(call, "format")->text;
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (str_equal(format, str_from(formats[i].name)) || (format.length == 0 && i == 0))
			formats[i].put(call, rollup, &out);
	return print_buf(call, &out, STR_EMPTY);
}

static bool
read_groups(struct call *call, size_t *ret_groups)
{
	const struct option_value *value = call_option(call, "groups");

	*ret_groups = 0;
	if (value->given && (value->number < 1 || value->number > LIMIT_ROLLUP_DOCUMENTS)) {
		call_fail(call, "--groups takes a number from 1 to %d", LIMIT_ROLLUP_DOCUMENTS);
		return false;
	}
	if (value->given)
		*ret_groups = (size_t)value->number;
	return true;
}

enum status
suggest_run(struct call *call, struct str path)
{
	struct rollup rollup = { 0 };
	enum status status = STATUS_FAILURE;
	struct model *model;
	size_t groups;

	if (!read_groups(call, &groups))
		return STATUS_FAILURE;
	model = call_load(call, path);
	if (model == NULL)
		return STATUS_FAILURE;
	if (rollup_open(&rollup, call->arena, model, groups, call->diags)) {
		if (rollup.corpus.document_count == 0)
			call_fail(call,
				  "this book has no stories to roll up, and no goals; waymark "
				  "check says what it has");
		else
			status = put_suggestions(call, &rollup);
	}
	rollup_close(&rollup);
	model_close(model);
	return status;
}
