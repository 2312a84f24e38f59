/*
 * progress: counts the leaves below a record.
 */
#include "plan/progress.h"

/* Goal, initiative, milestone, and folders in folders: deeper than any book nests its work. */
#define PROGRESS_DEPTH 64

/* What the walk does with each leaf. */
struct walk {
	struct arena *arena; /* NULL: only count */
	struct records *leaves;
	struct progress *counts;
	size_t with_state; /* milestones that say one */
};

static bool
is_work(const struct record *record)
{
	return record->kind == KIND_GOAL || record->kind == KIND_INITIATIVE ||
	       record->kind == KIND_MILESTONE;
}

static int64_t
weight_of(const struct record *record)
{
	const struct value *value = record_value(record, FIELD_WEIGHT);

	if (value == NULL || value->bad || value->number < 0)
		return 1;
	return value->number;
}

/* Nothing better is known of work without milestones than the bar that is drawn for it. */
static void
count_declared(struct progress *counts, const struct record *leaf)
{
	const struct value *value = record_value(leaf, FIELD_PROGRESS);

	if (value == NULL || value->total <= 0)
		return;
	counts->leaves_by_hand++;
	counts->done += (double)value->number / (double)value->total;
	counts->others_done += (double)value->number / (double)value->total;
}

static void
count_leaf(struct walk *walk, struct record *record)
{
	enum state state = record_state(record);
	struct progress *counts = walk->counts;
	double weight = record->kind == KIND_MILESTONE ? (double)weight_of(record) : 1;

	if (state == STATE_DROPPED)
		return;
	if (walk->arena != NULL)
		*VEC_PUSH(walk->arena, walk->leaves) = record;
	counts->leaves++;
	counts->total += weight;
	if (record->kind == KIND_MILESTONE) {
		counts->milestones++;
		counts->milestones_done += state == STATE_DONE;
		walk->with_state += state != STATE_NONE;
	}
	if (state == STATE_DONE) {
		counts->leaves_done++;
		counts->done += weight;
		counts->others_done += record->kind == KIND_MILESTONE ? 0 : 1;
	} else if (record->kind != KIND_MILESTONE) {
		count_declared(counts, record);
	}
}

/* Dropped work takes what is below it along.  False when there is no work below the record. */
static bool
walk_children(struct walk *walk, const struct record *record, unsigned depth)
{
	bool found = false;

	if (depth >= PROGRESS_DEPTH)
		return false;
	for (size_t i = 0; i < record->children.count; i++) {
		struct record *child = record->children.items[i];

		if (!is_work(child))
			continue;
		found = true;
		if (record_state(child) == STATE_DROPPED)
			continue;
		if (!walk_children(walk, child, depth + 1))
			count_leaf(walk, child);
	}
	return found;
}

static void
read_declared(const struct record *record, struct progress *progress)
{
	const struct value *value = record_value(record, FIELD_PROGRESS);

	if (value == NULL || value->bad || value->total <= 0)
		return;
	progress->has_declared = true;
	progress->declared_done = value->number;
	progress->declared_total = value->total;
}

static void
take_declared(struct progress *progress)
{
	progress->basis = PROGRESS_DECLARED;
	progress->done = (double)progress->declared_done;
	progress->total = (double)progress->declared_total;
}

static void
take_state(const struct record *record, struct progress *progress)
{
	enum state state = record_state(record);

	progress->basis = state == STATE_NONE ? PROGRESS_UNKNOWN : PROGRESS_STATE;
	progress->done = state == STATE_DONE ? 1 : 0;
	progress->total = state == STATE_NONE ? 0 : 1;
}

struct progress
progress_of(const struct record *record)
{
	struct progress progress = { 0 };
	struct walk walk = { .counts = &progress };
	bool has_leaves = walk_children(&walk, record, 0);

	read_declared(record, &progress);
	if (walk.with_state > 0 && progress.total > 0)
		progress.basis = PROGRESS_COUNTED;
	else if (!has_leaves && record_state(record) == STATE_DONE)
		take_state(record, &progress);
	else if (progress.has_declared)
		take_declared(&progress);
	else if (progress.leaves > progress.milestones && progress.total > 0)
		progress.basis = PROGRESS_COUNTED;
	else
		take_state(record, &progress);
	return progress;
}

int
progress_percent(const struct progress *progress)
{
	double share;
	bool only_open = progress->basis == PROGRESS_STATE && progress->done <= 0;

	if (progress->basis == PROGRESS_UNKNOWN || progress->total <= 0 || only_open)
		return -1;
	if (progress->done >= progress->total)
		return 100;
	if (progress->done <= 0)
		return 0;
	/* What whole weights make exact must not be one less for a rounding of the division. */
	share = progress->done * 100 / progress->total + 1e-9;
	return share > 99 ? 99 : (int)share;
}

struct str
progress_fraction(struct arena *arena, int64_t done, int64_t total)
{
	return total == 100 ? arena_printf(arena, "%lld%%", (long long)done)
			    : arena_printf(arena, "%lld/%lld", (long long)done, (long long)total);
}

/* However a bar is rounded, it is less than a cell off.  A whole cell, for a milestone that is half done, say, is
   little only where the bar has so many cells. */
#define CELLS_SMALL 6

bool
progress_fits_declared(const struct progress *progress)
{
	double cell = 1 / (double)progress->declared_total;
	double off = progress->done / progress->total - (double)progress->declared_done * cell;
	double most = progress->declared_total < CELLS_SMALL ? cell - 1e-9 : cell + 1e-9;

	return (off < 0 ? -off : off) <= most;
}

static struct str
declared_fraction(struct arena *arena, const struct progress *progress)
{
	return progress_fraction(arena, progress->declared_done, progress->declared_total);
}

/* "3", "0.7" */
static struct str
amount(struct arena *arena, double number)
{
	bool is_whole = number - (double)(int64_t)number < 0.05;

	return arena_printf(arena, is_whole ? "%.0f" : "%.1f", number);
}

/* "1.7 of 16" */
static struct str
share(struct arena *arena, double done, double total)
{
	struct str part = amount(arena, done), whole = amount(arena, total);

	return arena_printf(arena, "%.*s of %.*s", STR_ARG(part), STR_ARG(whole));
}

static bool
is_weighted(const struct progress *progress)
{
	return progress->total != (double)progress->leaves;
}

static const char *
plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/* "1 of 14 milestones done" */
static struct str
explain_milestones(struct arena *arena, const struct progress *progress)
{
	return arena_printf(arena, "%zu of %zu milestone%s done", progress->milestones_done,
			    progress->milestones, plural(progress->milestones));
}

/* "by the bars drawn for them 0.7 of 2 initiatives" */
static struct str
explain_others(struct arena *arena, const struct progress *progress)
{
	size_t count = progress->leaves - progress->milestones;
	const char *bars = progress->leaves_by_hand == 0   ? ""
			   : progress->leaves_by_hand == 1 ? "by the bar drawn for it "
							   : "by the bars drawn for them ";
	struct str done = share(arena, progress->others_done, (double)count);

	return arena_printf(arena, "%s%.*s initiative%s", bars, STR_ARG(done), plural(count));
}

static struct str
explain_leaves(struct arena *arena, const struct progress *progress)
{
	bool is_exact = !is_weighted(progress) && progress->done == (double)progress->leaves_done;
	struct str milestones = explain_milestones(arena, progress), others, sum;

	if (progress->milestones == progress->leaves && is_exact)
		return milestones;
	others = explain_others(arena, progress);
	if (progress->milestones == 0)
		return arena_printf(arena, "%.*s done; none lists milestones", STR_ARG(others));
	sum = share(arena, progress->done, progress->total);
	if (progress->milestones < progress->leaves)
		return arena_printf(arena, "%.*s, and %.*s without milestones: together %.*s%s",
				    STR_ARG(milestones), STR_ARG(others), STR_ARG(sum),
				    is_weighted(progress) ? " by weight" : ", each counted once");
	return arena_printf(arena, "%.*s, by weight %.*s", STR_ARG(milestones), STR_ARG(sum));
}

static struct str
explain_counted(struct arena *arena, const struct progress *progress)
{
	struct str text = explain_leaves(arena, progress), declared;

	if (!progress->has_declared)
		return text;
	declared = declared_fraction(arena, progress);
	return arena_printf(arena, "%.*s; the book's own bar says %s, %.*s", STR_ARG(text),
			    progress_fits_declared(progress) ? "about the same" : "otherwise",
			    STR_ARG(declared));
}

static struct str
explain_declared(struct arena *arena, const struct progress *progress)
{
	struct str declared = declared_fraction(arena, progress);

	return arena_printf(arena, "the book's own bar says %.*s; %s", STR_ARG(declared),
			    progress->milestones == 0 ? "there are no milestones to count"
						      : "no milestone says where it stands");
}

struct str
progress_explain(struct arena *arena, const struct progress *progress)
{
	switch (progress->basis) {
	case PROGRESS_UNKNOWN:
		return STR("nothing is said about it");
	case PROGRESS_COUNTED:
		return explain_counted(arena, progress);
	case PROGRESS_DECLARED:
		return explain_declared(arena, progress);
	case PROGRESS_STATE:
		if (progress->done > 0)
			return STR("done; no milestones");
		return progress->milestones > 0 ? STR("not done; no milestone has a state")
						: STR("not done; no milestones");
	}
	return STR_EMPTY;
}

struct str
progress_short(struct arena *arena, const struct progress *progress)
{
	switch (progress->basis) {
	case PROGRESS_COUNTED:
		if (progress->milestones < progress->leaves)
			return arena_printf(arena, "%.*s parts done",
					    STR_ARG(share(arena, progress->done, progress->total)));
		return explain_milestones(arena, progress);
	case PROGRESS_DECLARED:
		return STR("declared");
	case PROGRESS_UNKNOWN:
	case PROGRESS_STATE:
		break;
	}
	return STR_EMPTY;
}

void
progress_leaves(struct arena *arena, const struct record *record, struct records *ret_leaves)
{
	struct progress counts = { 0 };
	struct walk walk = { .arena = arena, .leaves = ret_leaves, .counts = &counts };

	*ret_leaves = (struct records){ 0 };
	walk_children(&walk, record, 0);
}
