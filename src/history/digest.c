/* digest: who is told by itself. */
#include "history/digest.h"

#include "history/digest_told.h"

#define MANY_ALIKE 12

static const enum kind steps[TOLD_STEP_COUNT] = { KIND_MILESTONE, KIND_ASK };

/* ==== gathering ==== */

bool
told_is_coming(const struct event *event)
{
	return event->kind == EVENT_ADDED || event->kind == EVENT_SPLIT;
}

bool
told_is_going(const struct event *event)
{
	return event->kind == EVENT_REMOVED || event->kind == EVENT_MERGED;
}

static struct str
record_key(struct arena *arena, enum kind kind, struct str id)
{
	return arena_printf(arena, "%d %.*s", (int)kind, STR_ARG(id));
}

enum kind
told_step(size_t index)
{
	return steps[index];
}

size_t
told_step_of(enum kind kind)
{
	return kind == steps[0] ? 0 : kind == steps[1] ? 1 : SIZE_MAX;
}

/* A field with one value, which is another one now, or the first or none any more. */
static bool
is_set(const struct event *event)
{
	const struct field_row *row = schema_field(event->record_kind, event->field);

	return event->kind == EVENT_FIELD && row != NULL && !(row->flags & FIELD_MANY) &&
	       row->type != TYPE_PEOPLE && row->type != TYPE_RECORDS;
}

static void
count_step(struct arena *arena, const struct event *event, struct digest_counts *counts)
{
	struct map *map = told_is_coming(event)  ? &counts->come
			  : told_is_going(event) ? &counts->gone
						 : NULL;
	size_t step = told_step_of(event->record_kind);
	void **place;

	if (map == NULL || step == SIZE_MAX || event->parent.length == 0)
		return;
	place = map_put(arena, map, record_key(arena, event->parent_kind, event->parent));
	if (*place == NULL)
		*place = ARENA_ARRAY(arena, size_t, 2);
	((size_t *)*place)[step]++;
}

void
digest_count(struct arena *arena, const struct events *events, struct digest_counts *ret_counts)
{
	*ret_counts = (struct digest_counts){ 0 };
	for (size_t i = 0; i < events->count; i++) {
		const struct event *event = &events->items[i];

		count_step(arena, event, ret_counts);
		ret_counts->set[event->record_kind][event->field] += is_set(event);
	}
}

/* Milestones and asks of the parent that came, or went, as the event does. */
static size_t
count_steps(struct arena *arena, const struct digest_counts *counts, const struct event *event,
	    enum kind parent_kind, struct str parent, size_t step)
{
	const size_t *found = map_get(told_is_going(event) ? &counts->gone : &counts->come,
				      record_key(arena, parent_kind, parent));

	return found != NULL ? found[step] : 0;
}

struct gathering {
	struct arena *arena;
	const struct digest_counts *counts;
	struct digest *digest;
	struct map come, gone; /* record_key -> struct told */
	bool is_long;
};

/* The record that this step came or went with, or NULL. */
static struct told *
find_parent(struct gathering *gathering, const struct event *event)
{
	struct str key = record_key(gathering->arena, event->parent_kind, event->parent);

	if (gathering->is_long || event->parent.length == 0 ||
	    told_step_of(event->record_kind) == SIZE_MAX)
		return NULL;
	if (told_is_coming(event))
		return map_get(&gathering->come, key);
	return told_is_going(event) ? map_get(&gathering->gone, key) : NULL;
}

/* What went from a list, and what came to it, is called the same: a name has found its record, or lost it. */
static bool
is_naming(const struct told *told, const struct event *event)
{
	bool has_come = event->before.length == 0;
	struct str name = has_come ? event->after_shown : event->before_shown;

	if (has_come == (event->after.length == 0))
		return false;
	for (size_t i = 0; i < told->count; i++) {
		const struct event *other = told->events[i];

		if (other->kind == event->kind && other->field == event->field &&
		    (has_come ? other->after : other->before).length == 0 &&
		    str_equal_fold(has_come ? other->before_shown : other->after_shown, name))
			return true;
	}
	return false;
}

/* What is wanted of all is told already. */
static bool
is_part_of_help(const struct told *told, const struct event *event)
{
	for (size_t i = 0; event->field == FIELD_NEEDS && i < told->count; i++)
		if (told->events[i]->kind == EVENT_HELP)
			return true;
	return false;
}

bool
told_is_minor(const struct told *told, const struct event *event)
{
	return event_row(event->kind)->is_minor || is_naming(told, event) ||
	       is_part_of_help(told, event);
}

bool
told_is_mass(const struct told *told, const struct event *event)
{
	return told->counts != NULL && is_set(event) &&
	       told->counts->set[event->record_kind][event->field] >= MANY_ALIKE;
}

/* Something is told of it, and nothing else. */
static bool
is_mass(const struct told *told)
{
	bool has_mass = false;

	for (size_t i = 0; i < told->count; i++) {
		bool is_mass = told_is_mass(told, told->events[i]);

		if (!is_mass && !told_is_minor(told, told->events[i]))
			return false;
		has_mass = has_mass || is_mass;
	}
	return has_mass;
}

static bool
is_minor(const struct told *told)
{
	for (size_t i = 0; i < told->count; i++)
		if (!told_is_minor(told, told->events[i]))
			return false;
	return true;
}

static void
count(struct digest *digest, const struct event *event)
{
	digest->come += told_is_coming(event);
	digest->gone += told_is_going(event);
	digest->changed += !told_is_coming(event) && !told_is_going(event);
}

static bool
is_lone_step(const struct told *told)
{
	enum event_kind kind = told->events[0]->kind;

	return told->count == 1 && told_step_of(told->events[0]->record_kind) != SIZE_MAX &&
	       told->events[0]->parent.length > 0 && (kind == EVENT_ADDED || kind == EVENT_REMOVED);
}

/* The step before it in the list came to, or went from, the same parent. */
static bool
joins_group(struct gathering *gathering, const struct told *told)
{
	struct digest *digest = gathering->digest;
	struct told *last = digest->count > 0 ? &digest->items[digest->count - 1] : NULL;
	const struct event *event = told->events[0], *before;

	if (last == NULL || gathering->is_long || !is_lone_step(told) ||
	    last->events + last->count != told->events || (!last->is_group && !is_lone_step(last)))
		return false;
	before = last->events[0];
	if (before->kind != event->kind || before->record_kind != event->record_kind ||
	    before->parent_kind != event->parent_kind || !str_equal(before->parent, event->parent))
		return false;
	last->is_group = true;
	last->count++;
	last->of = count_steps(gathering->arena, gathering->counts, event, event->parent_kind,
			       event->parent, told_step_of(event->record_kind));
	return true;
}

static void
gather(struct gathering *gathering, const struct event *const *events, size_t count_of_events)
{
	struct digest *digest = gathering->digest;
	struct told told = { .events = events,
			     .count = count_of_events,
			     .counts = gathering->is_long ? NULL : gathering->counts };
	const struct event *first = events[0];
	struct told *parent = find_parent(gathering, first);
	struct map *whole = told_is_coming(first)  ? &gathering->come
			    : told_is_going(first) ? &gathering->gone
						   : NULL;

	if (parent == NULL && !gathering->is_long && is_minor(&told)) {
		digest->minor++;
		return;
	}
	count(digest, first);
	if (parent != NULL || joins_group(gathering, &told))
		return;
	for (size_t i = 0; i < 2 && whole != NULL && !gathering->is_long; i++)
		told.steps[i] = count_steps(gathering->arena, gathering->counts, first,
					    first->record_kind, first->id, i);
	told.is_mass = is_mass(&told);
	*VEC_PUSH(gathering->arena, digest) = told;
	if (whole != NULL)
		*map_put(gathering->arena, whole,
			 record_key(gathering->arena, first->record_kind, first->id)) =
			&digest->items[digest->count - 1];
}

/* Of the same record in the same pair of revisions; one that came may have the id of one that went. */
static bool
is_of_one(const struct event *a, const struct event *b)
{
	return a->record_kind == b->record_kind && str_equal(a->id, b->id) && a->life == b->life &&
	       a->old == b->old && a->new == b->new;
}

/* The first field of it that the edit changed. */
static enum field
mass_field(const struct told *told)
{
	size_t i = 0;

	while (!told_is_mass(told, told->events[i]))
		i++;
	return told->events[i]->field;
}

/* The first of those that are alike stands for all of them. */
static void
fold_alike(struct digest *digest)
{
	struct told *first[KIND_COUNT][FIELD_COUNT] = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < digest->count; i++) {
		const struct told *told = &digest->items[i];

		if (told->is_mass) {
			struct told **place =
				&first[told->events[0]->record_kind][mass_field(told)];

			if (*place != NULL) {
				(*place)->alike++;
				continue;
			}
			*place = &digest->items[kept];
		}
		digest->items[kept++] = *told;
	}
	digest->count = kept;
}

void
digest_make(struct arena *arena, const struct event *const *events, size_t event_count,
	    const struct digest_counts *counts, bool is_long, struct digest *ret_digest)
{
	struct gathering gathering = { arena, counts, ret_digest, .is_long = is_long };
	size_t end;

	*ret_digest = (struct digest){ 0 };
	/* Items must not move: the maps point at them. */
	ret_digest->items = ARENA_ARRAY(arena, struct told, event_count);
	ret_digest->capacity = event_count;
	for (size_t i = 0; i < event_count; i = end) {
		const struct event *first = events[i];

		for (end = i + 1; end < event_count && is_of_one(first, events[end]); end++)
			;
		gather(&gathering, &events[i], end - i);
	}
	fold_alike(ret_digest);
}
