/*
 * past: what an earlier run found out is read from the cache; the rest of the line is cut into pieces, one
 * a core, each of which goes from its first revision to its last.
 */
#include "cmd/past.h"

#include "base/limits.h"
#include "base/parallel.h"
#include "cmd/cache.h"
#include "history/archive.h"
#include "model/revise.h"
#include "repo/timeline.h"

/* Models of two neighbours, their snapshots, and what is made of the two. */
enum { ARENA_EVEN, ARENA_ODD, ARENA_SNAPSHOTS, ARENA_WORK = ARENA_SNAPSHOTS + 2, ARENA_COUNT };

/* A revision and the one before it. */
struct step {
	size_t index; /* of the revision in the timeline */
	struct archive_key key;
	const struct events *known; /* NULL: not yet */
	struct events made;
	bool is_exact; /* made from these two: nothing between was left out */
};

struct piece {
	struct arena arena; /* what stays: events, what there is to say */
	struct arena arenas[ARENA_COUNT];
	struct failures {
		struct diags diags;
		struct str last; /* its message, which may come again and again */
		size_t repeats;
	} said;
	struct timeline *timeline;
	struct model_cache *cache;
	struct str dialect;
	struct dialect_source usual;
	struct model *models[2];
	struct snapshot nothing;
	struct snapshot *last; /* of the revision `last_index` */
	size_t last_index, failed_index;
	size_t slot, snapshot_slot; /* for the next model and the next snapshot */
	struct step **steps;
	size_t count;
	bool is_open;
};

struct reading {
	struct call *call;
	struct timeline *timeline;
	struct dialect_source usual; /* dialect of HEAD */
	struct archive archive;
	struct step *steps;
	size_t step_count;
	struct step **missing; /* that are not in the archive */
	size_t missing_count;
	size_t count; /* of pieces */
	struct piece pieces[LIMIT_THREADS];
};

#define NO_INDEX SIZE_MAX
#define LOAD_STEPS 64 /* in so many a piece of the line does what a load takes, more or less */

/* Before it is what is not looked at. */
static size_t
first_step(const struct timeline *timeline)
{
	return timeline->start == TIMELINE_ROOT ? 0 : 1;
}

static void
close_model(struct piece *piece, size_t slot)
{
	if (piece->models[slot] != NULL)
		model_close(piece->models[slot]);
	piece->models[slot] = NULL;
	arena_reset(&piece->arenas[slot]);
}

/* Behind the last failure in how many commits more it was the same. */
static void
count_repeats(struct piece *piece)
{
	struct diag_finding *last = piece->said.diags.count > 0
					    ? &piece->said.diags.items[piece->said.diags.count - 1]
					    : NULL;

	if (piece->said.repeats > 0)
		last->message = arena_printf(&piece->arena, "%.*s (and so in %zu more commit%s)",
					     STR_ARG(last->message), piece->said.repeats,
					     piece->said.repeats == 1 ? "" : "s");
	piece->said.repeats = 0;
}

/* What is wrong in old revisions is no news; what cannot be read is. */
static void
take_failures(struct piece *piece, const struct diags *said, const struct repo_revision *revision)
{
	for (size_t i = 0; i < said->count; i++) {
		struct diag_finding finding = said->items[i];

		if (finding.code != NULL)
			continue;
		if (str_equal(finding.message, piece->said.last)) {
			piece->said.repeats++;
			continue;
		}
		count_repeats(piece);
		piece->said.last = arena_copy(&piece->arena, finding.message);
		diag_fail(&piece->said.diags,
			  place_file(arena_copy(&piece->arena, finding.place.file)),
			  "commit %.*s: %.*s", 10, revision->id.data, STR_ARG(finding.message));
		piece->said.diags.items[piece->said.diags.count - 1].hint =
			arena_copy(&piece->arena, finding.hint);
	}
}

/* In place of the one before the last one. */
static struct arena *
snapshot_arena(struct piece *piece)
{
	struct arena *arena = &piece->arenas[ARENA_SNAPSHOTS + piece->snapshot_slot];

	piece->snapshot_slot = 1 - piece->snapshot_slot;
	arena_reset(arena);
	return arena;
}

/* NULL after a failure: events that follow from what could not be read would be false. */
static struct snapshot *
load(struct piece *piece, size_t index)
{
	const struct timeline_commit *commit = &piece->timeline->items[index];
	struct arena *arena = &piece->arenas[piece->slot];
	struct model_options options = { .dialect = piece->dialect,
					 .usual = piece->usual,
					 .cache = piece->cache };
	struct diags diags;

	close_model(piece, piece->slot);
	if (!commit->has_book)
		return &piece->nothing;
	diag_init(&diags, arena);
	options.repo = timeline_repo(piece->timeline, index, arena, &diags);
	if (options.repo != NULL)
		piece->models[piece->slot] = model_load(arena, &options, &diags);
	take_failures(piece, &diags, &commit->revision);
	if (diags.failures > 0)
		piece->failed_index = index;
	return diags.failures == 0
		       ? snapshot_make(snapshot_arena(piece), piece->models[piece->slot])
		       : NULL;
}

/* The next one is compared with this. */
static void
go_on(struct piece *piece, size_t index, struct snapshot *snapshot)
{
	piece->last = snapshot;
	piece->last_index = index;
	piece->slot = 1 - piece->slot;
	model_cache_advance(piece->cache);
}

/* The revision before the step, unless it is there, or could not be read.  Where it is a step, too, its piece says
   what is wrong with it. */
static void
load_base(struct piece *piece, size_t index)
{
	const struct failures before = piece->said;
	struct snapshot *base;

	if (index == 0 || piece->last_index == index - 1 || piece->failed_index == index - 1)
		return;
	base = load(piece, index - 1);
	if (base != NULL)
		go_on(piece, index - 1, base);
	if (index > first_step(piece->timeline))
		piece->said = before;
}

static void
take_events(struct piece *piece, struct step *step, const struct events *events, bool is_exact)
{
	step->made = chronicle_copy(&piece->arena, events);
	step->known = &step->made;
	step->is_exact = is_exact;
	arena_reset(&piece->arenas[ARENA_WORK]);
}

/* What the last model brought when it was revised. */
static void
compare_revised(struct piece *piece, const struct model *model, struct revised *revised,
		struct events *ret_events)
{
	struct arena *work = &piece->arenas[ARENA_WORK];
	const struct snapshot *before = piece->last;
	struct entry_changes changes;

	if (!revised->is_moved &&
	    snapshot_revise(model->arena, piece->last, &revised->records, &changes)) {
		events_of_changes(work, &changes, ret_events);
		return;
	}
	piece->last = revised->is_anew ? snapshot_make(snapshot_arena(piece), model)
				       : snapshot_next(snapshot_arena(piece), model, before,
						       &revised->records);
	events_compare(work, before, piece->last, ret_events);
}

/* Where only a few pages say something else, the last model and its snapshot are brought up to date.  False:
   they are not, and the revision must be loaded. */
static bool
revise(struct piece *piece, struct step *step)
{
	size_t slot = 1 - piece->slot; /* of the last model */
	struct model *model = piece->models[slot];
	struct repo_changes files;
	struct revised revised;
	struct events events;
	struct diags unheard;

	diag_init(&unheard, &piece->arenas[ARENA_WORK]);
	if (model == NULL || step->index == 0 || piece->last_index != step->index - 1 ||
	    !timeline_turn(piece->timeline, model->repo, step->index - 1, step->index, &files) ||
	    !model_revise(model, piece->cache, &files, &unheard, &revised))
		return false;
	compare_revised(piece, model, &revised, &events);
	take_events(piece, step, &events, true);
	piece->last_index = step->index;
	if (revised.is_anew)
		model_cache_advance(piece->cache);
	return true;
}

static void
run_step(struct piece *piece, struct step *step)
{
	struct snapshot *next;
	struct events events;
	bool is_exact;

	load_base(piece, step->index);
	if (revise(piece, step))
		return;
	next = load(piece, step->index);
	if (next == NULL)
		return;
	is_exact = step->index == 0 || piece->last_index == step->index - 1;
	events_compare(&piece->arenas[ARENA_WORK], piece->last, next, &events);
	take_events(piece, step, &events, is_exact);
	go_on(piece, step->index, next);
}

static void
run_piece(void *context, size_t index, size_t worker)
{
	struct reading *reading = context;
	struct piece *piece = &reading->pieces[index];

	(void)worker;
	for (size_t i = 0; piece->is_open && i < piece->count; i++)
		run_step(piece, piece->steps[i]);
}

/* A piece that begins within the line loads the book first; it is worth that when it does twice as much besides. */
static size_t
count_pieces(size_t steps)
{
	size_t most = steps > LOAD_STEPS ? (steps - LOAD_STEPS) / (2 * LOAD_STEPS) : 0;
	size_t workers = parallel_workers(steps);

	most = most < workers ? most : workers;
	return most > 0 ? most : 1;
}

/* Where each piece begins, so that all end at about the same time: the first one, which loads nothing, has so many
   steps more. */
static size_t
first_of(const struct reading *reading, size_t piece)
{
	size_t all = reading->missing_count + (reading->count - 1) * LOAD_STEPS;

	return piece == 0 ? 0 : all * piece / reading->count - (piece - 1) * LOAD_STEPS;
}

static void
open_piece(struct reading *reading, size_t index)
{
	struct piece *piece = &reading->pieces[index];
	size_t first = first_of(reading, index);

	arena_init(&piece->arena);
	for (size_t i = 0; i < ARENA_COUNT; i++)
		arena_init(&piece->arenas[i]);
	diag_init(&piece->said.diags, &piece->arena);
	piece->dialect = call_option(reading->call, "dialect")->text;
	piece->usual = reading->usual;
	piece->steps = &reading->missing[first];
	piece->count = first_of(reading, index + 1) - first;
	piece->last = &piece->nothing;
	piece->last_index = piece->failed_index = NO_INDEX;
	piece->timeline = timeline_clone(&piece->arena, reading->timeline, &piece->said.diags);
	piece->cache = model_cache_new(&piece->arena);
	piece->is_open = piece->timeline != NULL;
}

static void
close_piece(struct call *call, struct piece *piece)
{
	count_repeats(piece);
	for (size_t i = 0; i < 2; i++)
		close_model(piece, i);
	model_cache_free(piece->cache);
	for (size_t i = 0; i < ARENA_COUNT; i++)
		arena_free(&piece->arenas[i]);
	if (piece->is_open)
		timeline_close(piece->timeline);
	diag_append(call->diags, &piece->said.diags);
	arena_adopt(call->arena, &piece->arena);
}

static void
run_missing(struct reading *reading)
{
	reading->count = count_pieces(reading->missing_count);
	for (size_t i = 0; i < reading->count; i++)
		open_piece(reading, i);
	parallel_run(reading->count, reading->count, run_piece, reading);
	for (size_t i = 0; i < reading->count; i++)
		close_piece(reading->call, &reading->pieces[i]);
}

/* ==== what is known from an earlier run ==== */

static void
list_steps(struct reading *reading)
{
	const struct timeline *timeline = reading->timeline;
	struct arena *arena = reading->call->arena;

	reading->steps = ARENA_ARRAY(arena, struct step, timeline->count);
	reading->missing = ARENA_ARRAY(arena, struct step *, timeline->count);
	for (size_t i = first_step(timeline); i < timeline->count; i++) {
		struct step *step = &reading->steps[reading->step_count++];

		step->index = i;
		if (i > 0)
			memcpy(step->key.before, timeline->items[i - 1].tree,
			       sizeof step->key.before);
		memcpy(step->key.after, timeline->items[i].tree, sizeof step->key.after);
		step->known = archive_find(&reading->archive, &step->key);
		if (step->known == NULL)
			reading->missing[reading->missing_count++] = step;
	}
}

static const char *
archive_name(struct reading *reading)
{
	return arena_printf(reading->call->arena, "history-%016llx",
			    (unsigned long long)str_hash(reading->timeline->name))
		.data;
}

/* The program and what else the events depend on. */
static struct str
archive_word(struct reading *reading)
{
	struct arena *arena = reading->call->arena;

	return arena_printf(arena, "%.*s %.*s %.*s %016llx %016llx", STR_ARG(cache_program(arena)),
			    STR_ARG(call_option(reading->call, "dialect")->text),
			    STR_ARG(reading->usual.name),
			    (unsigned long long)str_hash(reading->usual.text),
			    (unsigned long long)str_hash(reading->usual.extend));
}

static void
write_archive(struct reading *reading)
{
	size_t added = 0;
	struct buf out;

	for (size_t i = 0; i < reading->missing_count; i++) {
		const struct step *step = reading->missing[i];

		if (step->is_exact)
			archive_add(&reading->archive, &step->key, step->known);
		added += step->is_exact;
	}
	if (added == 0)
		return;
	buf_init(&out, LIMIT_FILE_BYTES);
	archive_put(&out, &reading->archive, archive_word(reading));
	if (!out.failed)
		cache_write(reading->call->arena, archive_name(reading), buf_str(&out));
	buf_free(&out);
}

static void
read_steps(struct reading *reading, struct past *past)
{
	struct call *call = reading->call;

	archive_read(&reading->archive, call->arena, archive_word(reading),
		     cache_read(call->arena, archive_name(reading)));
	list_steps(reading);
	if (reading->missing_count > 0) {
		run_missing(reading);
		write_archive(reading);
	}
	for (size_t i = 0; i < reading->step_count; i++) {
		const struct step *step = &reading->steps[i];

		if (step->known != NULL)
			chronicle_add(call->arena, &past->chronicle,
				      &reading->timeline->items[step->index].revision, step->known);
	}
}

static bool
read_line(struct call *call, const struct past_line *line, struct past *ret_past)
{
	struct reading *reading = ARENA_NEW(call->arena, struct reading);
	const struct timeline_range range = { line->since, line->until, line->follows_branch };
	struct timeline *timeline = timeline_open(call->arena, line->root, &range, call->diags);
	const struct diags before = *call->diags;
	bool has_moved;

	*ret_past = (struct past){ .line = *line };
	if (timeline == NULL)
		return false;
	reading->call = call;
	reading->timeline = timeline;
	reading->usual = model_usual(call->arena, line->root, call_option(call, "dialect")->text);
	read_steps(reading, ret_past);
	ret_past->is_shallow = timeline->start == TIMELINE_SHALLOW;
	ret_past->is_cut = timeline->start == TIMELINE_SINCE;
	ret_past->is_empty = timeline->count == 0;
	ret_past->is_unchanged = reading->step_count == 0;
	ret_past->is_reversed = timeline->is_reversed;
	if (timeline->count > 0) {
		ret_past->oldest = timeline->items[0].revision.date;
		ret_past->newest = timeline->items[timeline->count - 1].revision.date;
	}
	has_moved = timeline_has_moved(timeline, &before, call->diags);
	timeline_close(timeline);
	if (has_moved)
		return false;
	chronicle_trace(call->arena, &ret_past->chronicle, &ret_past->lives);
	/* Of a zone that is ahead of ours it may be tomorrow. */
	chronicle_date(call->arena, &ret_past->chronicle,
		       date_from_days(date_to_days(call->today) + 1));
	return true;
}

bool
past_complete(struct call *call, struct past *past)
{
	const struct chronicle *part = &past->chronicle;
	struct past_line line = past->line;
	struct past whole;

	if (!past->is_cut || call->diags->failures > 0)
		return true;
	line.since = STR_EMPTY;
	if (!read_line(call, &line, &whole))
		return false;
	past->first = whole.chronicle.count;
	for (size_t i = whole.chronicle.count; part->count > 0 && i > 0; i--)
		if (str_equal(whole.chronicle.items[i - 1].revision.id, part->items[0].revision.id))
			past->first = i - 1;
	past->chronicle = whole.chronicle;
	past->lives = whole.lives;
	past->is_cut = false;
	return true;
}

bool
past_read(struct call *call, const struct past_line *line, struct past *ret_past)
{
	return read_line(call, line, ret_past) &&
	       (!ret_past->lives.is_unsure || past_complete(call, ret_past));
}

struct model *
past_last(struct call *call, const struct past_line *line)
{
	const struct model_options options = {
		.path = line->root,
		.at = line->until.length > 0 ? line->until : STR("HEAD"),
		.dialect = call_option(call, "dialect")->text,
	};
	struct diags unheard;

	diag_init(&unheard, call->arena);
	return model_load(call->arena, &options, &unheard);
}
