/* since: the earlier revision's findings are a baseline that nobody has to keep. */
#include "cmd/since.h"

#include "base/limits.h"
#include "cmd/checking.h"
#include "diag/baseline.h"
#include "history/identity.h"
#include "repo/timeline.h"

void
since_close(struct since *since)
{
	if (since->model != NULL)
		model_close(since->model);
	since->model = NULL;
}

/* NULL: the history begins earlier, or cannot be seen as far as that. */
static const struct timeline_commit *
first_commit(const struct timeline *timeline)
{
	bool is_there = timeline->count > 0 && timeline->items[0].has_book;

	if (timeline->start == TIMELINE_ROOT && is_there)
		return &timeline->items[0];
	return timeline->start == TIMELINE_SINCE && !is_there && timeline->count > 1
		       ? &timeline->items[1]
		       : NULL;
}

bool
since_is_before_all(struct call *call, struct str root, struct str name, struct date *ret_beginning)
{
	const struct timeline_commit *first;
	const struct timeline_range range = { .since = name };
	struct timeline *timeline;
	struct diags unheard;
	struct date date;
	char day[11];

	diag_init(&unheard, call->arena);
	if (!date_parse(name, &date))
		return false;
	timeline = timeline_open(call->arena, root, &range, &unheard);
	if (timeline == NULL)
		return false;
	first = first_commit(timeline);
	timeline_close(timeline);
	if (first == NULL)
		return false;
	*ret_beginning = first->revision.date;
	date_format(first->revision.date, day);
	fprintf(stderr, "waymark: the book begins on %s: compared with nothing\n", day);
	return true;
}

bool
since_open(struct since *since, struct call *call, struct str root)
{
	struct model_options former = {
		.path = root,
		.at = call_option(call, "since")->text,
		.dialect = call_option(call, "dialect")->text,
	};

	struct date beginning;

	*since = (struct since){ .call = call };
	diag_init(&since->diags, call->arena);
	if (since_is_before_all(call, root, former.at, &beginning))
		return true;
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
	struct snapshot *before, *after;
	struct identities identities;

	if (since->model == NULL)
		return &since->moves;
	before = snapshot_make(arena, since->model);
	after = snapshot_make(arena, model);
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

	if (since->model == NULL)
		return true;
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
