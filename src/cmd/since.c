/* since: the earlier revision's findings are a baseline that nobody has to keep. */
#include "cmd/since.h"

#include "base/limits.h"
#include "cmd/checking.h"
#include "diag/baseline.h"
#include "history/identity.h"

void
since_close(struct since *since)
{
	if (since->model != NULL)
		model_close(since->model);
	since->model = NULL;
}

bool
since_open(struct since *since, struct call *call, struct str root)
{
	struct model_options former = {
		.path = root,
		.at = call_option(call, "since")->text,
		.dialect = call_option(call, "dialect")->text,
	};

	*since = (struct since){ .call = call };
	diag_init(&since->diags, call->arena);
	since->model = model_load(call->arena, &former, &since->diags);
	diag_append_failures(call->diags, &since->diags);
	/* What could not be read would be new. */
	if (since->diags.failures > 0)
		since_close(since);
	return since->model != NULL;
}

static void
add_move(struct since *since, const struct model *model, const struct entry *entry,
	 const struct identity *identity)
{
	const struct record *record = map_get(&model->ids[entry->kind], entry->id);

	if ((identity->rule != IDENTITY_BLOB && identity->rule != IDENTITY_SIMILARITY) ||
	    entry->path.length == 0 || str_equal(entry->id, identity->other->id) ||
	    schema_field(entry->kind, FIELD_WAS) == NULL)
		return;
	*VEC_PUSH(since->call->arena, &since->moves) =
		(struct check_move){ record, identity->other->id, identity->score };
}

const struct check_moves *
since_moves(struct since *since, const struct model *model)
{
	struct arena *arena = since->call->arena;
	struct snapshot *before = snapshot_make(arena, since->model);
	struct snapshot *after = snapshot_make(arena, model);
	struct identities identities;

	identity_find(arena, before, after, &identities);
	for (size_t i = 0; i < after->count; i++)
		if (identities.after[i].other != NULL)
			add_move(since, model, after->items[i], &identities.after[i]);
	return &since->moves;
}

bool
since_accept(struct since *since, const struct check_options *rules, size_t *ret_accepted,
	     size_t *ret_gone)
{
	struct call *call = since->call;
	const struct diag_lines no_lines = { 0 };
	struct check_options then = { .only = rules->only, .today = rules->today };
	struct baseline baseline;
	struct buf text;
	bool well;

	checking_run(call, since->model, NULL, NULL, &then, &since->diags);
	buf_init(&text, LIMIT_OUTPUT_BYTES);
	baseline_put(&text, &since->diags, &no_lines);
	well = baseline_parse(&baseline, call->arena, STR_EMPTY, buf_copy(call->arena, &text),
			      call->diags);
	buf_free(&text);
	if (well)
		baseline_apply(&baseline, call->diags, &no_lines, ret_accepted, ret_gone);
	return well;
}
