/* past: the line of revisions in pieces, one a core; each piece from its first revision to its last. */
#include "cmd/past.h"

#include "base/limits.h"
#include "base/parallel.h"
#include "model/cache.h"
#include "repo/timeline.h"

/* Models of two neighbours, and what is made of the two. */
enum { ARENA_EVEN, ARENA_ODD, ARENA_WORK, ARENA_COUNT };

struct piece {
	struct arena arena; /* what stays: events, what there is to say */
	struct arena arenas[ARENA_COUNT];
	struct diags diags;
	struct timeline *timeline;
	struct model_cache *cache;
	struct str dialect;
	struct model *models[2];
	struct snapshot nothing;
	const struct snapshot *last; /* of the revision before */
	size_t first, end;           /* revisions that are compared with the one before */
	struct chronicle chronicle;
	bool is_open;
};

struct reading {
	const struct timeline *timeline;
	struct str dialect;
	size_t count; /* of pieces */
	struct piece pieces[LIMIT_THREADS];
};

static void
close_model(struct piece *piece, size_t slot)
{
	if (piece->models[slot] != NULL)
		model_close(piece->models[slot]);
	piece->models[slot] = NULL;
	arena_reset(&piece->arenas[slot]);
}

/* What is wrong in old revisions is no news; what cannot be read is. */
static void
take_failures(struct piece *piece, const struct diags *said, const struct repo_revision *revision)
{
	for (size_t i = 0; i < said->count; i++) {
		struct diag_finding finding = said->items[i];

		if (finding.code != NULL)
			continue;
		diag_fail(&piece->diags, place_file(arena_copy(&piece->arena, finding.place.file)),
			  "commit %.*s: %.*s", 10, revision->id.data, STR_ARG(finding.message));
		piece->diags.items[piece->diags.count - 1].hint =
			arena_copy(&piece->arena, finding.hint);
	}
}

/* NULL after a failure: events that follow from what could not be read would be false. */
static const struct snapshot *
load(struct piece *piece, size_t index, size_t slot)
{
	const struct timeline_commit *commit = &piece->timeline->items[index];
	struct arena *arena = &piece->arenas[slot];
	struct model_options options = { .dialect = piece->dialect, .cache = piece->cache };
	struct diags diags;

	close_model(piece, slot);
	if (!commit->has_book)
		return &piece->nothing;
	diag_init(&diags, arena);
	options.repo = timeline_repo(piece->timeline, index, arena, &diags);
	if (options.repo != NULL)
		piece->models[slot] = model_load(arena, &options, &diags);
	take_failures(piece, &diags, &commit->revision);
	return diags.failures == 0 ? snapshot_make(arena, piece->models[slot]) : NULL;
}

static void
read_piece(struct piece *piece)
{
	size_t slot = 0;

	for (size_t i = piece->first > 0 ? piece->first - 1 : 0; i < piece->end; i++) {
		const struct snapshot *next = load(piece, i, slot);
		struct events events;

		if (next == NULL)
			continue;
		if (i >= piece->first) {
			events_compare(&piece->arenas[ARENA_WORK], piece->last, next, &events);
			chronicle_add(&piece->arena, &piece->chronicle,
				      &piece->timeline->items[i].revision, &events);
			arena_reset(&piece->arenas[ARENA_WORK]);
		}
		piece->last = next;
		model_cache_advance(piece->cache);
		slot = 1 - slot;
	}
}

static void
run_piece(void *context, size_t index, size_t worker)
{
	struct reading *reading = context;
	struct piece *piece = &reading->pieces[index];

	(void)worker;
	if (piece->is_open)
		read_piece(piece);
}

static void
open_piece(struct reading *reading, size_t index)
{
	const struct timeline *timeline = reading->timeline;
	struct piece *piece = &reading->pieces[index];
	size_t skip = timeline->start == TIMELINE_ROOT ? 0 : 1;
	size_t all = timeline->count > skip ? timeline->count - skip : 0;

	arena_init(&piece->arena);
	for (size_t i = 0; i < ARENA_COUNT; i++)
		arena_init(&piece->arenas[i]);
	diag_init(&piece->diags, &piece->arena);
	piece->dialect = reading->dialect;
	piece->first = skip + all * index / reading->count;
	piece->end = skip + all * (index + 1) / reading->count;
	piece->last = &piece->nothing;
	piece->timeline = timeline_clone(&piece->arena, timeline, &piece->diags);
	piece->cache = model_cache_new(&piece->arena);
	piece->is_open = piece->timeline != NULL;
}

static void
close_piece(struct call *call, struct piece *piece, struct past *past)
{
	for (size_t i = 0; i < 2; i++)
		close_model(piece, i);
	model_cache_free(piece->cache);
	for (size_t i = 0; i < ARENA_COUNT; i++)
		arena_free(&piece->arenas[i]);
	if (piece->is_open)
		timeline_close(piece->timeline);
	for (size_t i = 0; i < piece->chronicle.count; i++)
		*VEC_PUSH(call->arena, &past->chronicle) = piece->chronicle.items[i];
	diag_append(call->diags, &piece->diags);
	arena_adopt(call->arena, &piece->arena);
}

bool
past_read(struct call *call, struct str root, struct str since, struct str until,
	  struct past *ret_past)
{
	struct timeline *timeline = timeline_open(call->arena, root, since, until, call->diags);
	struct reading *reading;

	*ret_past = (struct past){ 0 };
	if (timeline == NULL)
		return false;
	reading = ARENA_NEW(call->arena, struct reading);
	reading->timeline = timeline;
	reading->dialect = call_option(call, "dialect")->text;
	reading->count = parallel_workers(timeline->count);
	for (size_t i = 0; i < reading->count; i++)
		open_piece(reading, i);
	parallel_run(reading->count, reading->count, run_piece, reading);
	for (size_t i = 0; i < reading->count; i++)
		close_piece(call, &reading->pieces[i], ret_past);
	ret_past->revisions = timeline->count;
	ret_past->is_shallow = timeline->start == TIMELINE_SHALLOW;
	if (timeline->count > 0)
		ret_past->oldest = timeline->items[0].revision.date;
	timeline_close(timeline);
	chronicle_trace(call->arena, &ret_past->chronicle, &ret_past->lives);
	return true;
}
