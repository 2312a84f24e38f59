/*
 * waymark vision suggest: proposals for the roll-up, shown; drafts of it, written.
 */
#include "cmd/suggest.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "cmd/apply.h"
#include "cmd/print.h"
#include "diag/output.h"
#include "emit/draft.h"
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

/* In the order of the choices of --format. */
static void (*const formats[])(struct call *call, const struct rollup *rollup,
			       struct buf *out) = { put_text, put_markdown, put_json };

static enum status
put_suggestions(struct call *call, const struct rollup *rollup)
{
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	formats[call_choice(call, "format")](call, rollup, &out);
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

/* ---- drafts ---- */

/* Never over what is there. */
static bool
write_draft(struct call *call, struct str root, const struct draft *draft, bool *tells,
	    struct buf *out)
{
	const struct diag_output output = { .root = call->root };
	struct str path = path_join(call->arena, root, draft->file);
	const char *name = arena_cstr(call->arena, path);
	const char *folder = arena_cstr(call->arena, path_dir(path));
	const char *reason;
	bool is_new = file_look(name).kind == FILE_ABSENT;

	if (is_new && ((*folder != '\0' && !file_make_dirs(folder, &reason)) ||
		       !file_write_atomic(name, draft->text, &reason)))
		return diag_fail(call->diags, place_file(draft->file), "could not write: %s",
				 reason);
	*tells = *tells || (is_new && draft->tells);
	buf_puts(out, is_new ? "wrote " : "is there already, left as it is: ");
	diag_put_path(out, &output, draft->file);
	buf_putc(out, '\n');
	return true;
}

static enum status
write_drafts(struct call *call, struct str root, struct rollup *rollup)
{
	struct drafts drafts;
	struct buf out;
	bool well = draft_make(rollup, &drafts, call->diags), tells = false;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	for (size_t i = 0; i < drafts.count && well; i++)
		well = write_draft(call, root, &drafts.items[i], &tells, &out);
	if (well && tells)
		buf_puts(&out, "The stories that these drafts cite count as told from now on: look "
			       "through them soon, or\nremove them.\n");
	print_buf(call, &out, STR_EMPTY);
	return well ? STATUS_OK : STATUS_FAILURE;
}

static enum status
run_on(struct call *call, struct str root, size_t groups)
{
	struct rollup rollup = { 0 };
	enum status status = STATUS_FAILURE;
	struct model *model = call_load_root(call, root);

	if (model == NULL)
		return STATUS_FAILURE;
	if (rollup_open(&rollup, call->arena, model, groups, call->diags)) {
		if (rollup.corpus.document_count == 0 && rollup.corpus.untold > 0)
			call_fail(call,
				  "the stories of this book have no text besides their titles; "
				  "there is nothing to compare");
		else if (rollup.corpus.document_count == 0)
			call_fail(call,
				  "this book has no stories to roll up, and no goals; waymark "
				  "check says what it has");
		else
			status = call_flag(call, "write") ? write_drafts(call, root, &rollup)
							  : put_suggestions(call, &rollup);
	}
	rollup_close(&rollup);
	model_close(model);
	return status;
}

enum status
suggest_run(struct call *call, struct str path)
{
	enum status status = STATUS_FAILURE;
	struct str root;
	size_t groups;
	int lock;

	if (call_flag(call, "write") && call_option(call, "at")->given)
		return call_fail(call, "--write changes the work tree; leave out --at");
	if (!read_groups(call, &groups) || !call_book(call, path, &root))
		return STATUS_FAILURE;
	if (!call_flag(call, "write"))
		return run_on(call, root, groups);
	lock = apply_lock(root, call->diags);
	if (lock >= 0) {
		status = run_on(call, root, groups);
		apply_unlock(lock);
	}
	return status;
}
