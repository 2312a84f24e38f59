/* chronicle: copies of events, and who is who in them. */
#include "history/chronicle.h"

#include "history/namesakes.h"

/* ==== gathering ==== */

/* Ids and titles come again and again: one copy of each is kept for a revision. */
static struct str
keep(struct arena *arena, struct map *known, struct str text)
{
	struct str *copy = text.length > 0 ? map_get(known, text) : NULL;

	if (text.length == 0)
		return STR_EMPTY;
	if (copy == NULL) {
		copy = ARENA_NEW(arena, struct str);
		*copy = arena_copy(arena, text);
		*map_put(arena, known, *copy) = copy;
	}
	return *copy;
}

static void
keep_texts(struct arena *arena, struct map *known, struct event *event)
{
	struct str *const texts[] = {
		&event->id,           &event->title,  &event->former, &event->parent,
		&event->parent_title, &event->owners, &event->before, &event->after,
		&event->before_shown, &event->path,   &event->maybe,  &event->after_shown,
		&event->period,
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = keep(arena, known, *texts[i]);
	event->old = event->new = NULL;
}

struct events
chronicle_copy(struct arena *arena, const struct events *events)
{
	struct events copy = { ARENA_ARRAY(arena, struct event, events->count), events->count,
			       events->count };
	struct map known = { 0 };

	for (size_t i = 0; i < events->count; i++) {
		copy.items[i] = events->items[i];
		keep_texts(arena, &known, &copy.items[i]);
	}
	return copy;
}

void
chronicle_add(struct arena *arena, struct chronicle *chronicle,
	      const struct repo_revision *revision, const struct events *events)
{
	struct event *own;

	if (events->count == 0)
		return;
	own = ARENA_ARRAY(arena, struct event, events->count);
	memcpy(own, events->items, events->count * sizeof *own);
	*VEC_PUSH(arena, chronicle) =
		(struct chronicle_item){ *revision, { own, events->count, events->count }, { 0 } };
}

/* ==== days ==== */

/* The longest run of items, not all of them neighbours, whose days do not fall: patience sorting. */
struct run {
	size_t *ends; /* by the run's length - 1: the item with the earliest day that ends one */
	size_t *previous; /* of the run that the item ends; SIZE_MAX: it is the first */
	size_t length;
};

static void
take_day(struct run *run, const struct chronicle *chronicle, size_t index)
{
	size_t low = 0, high = run->length;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (date_compare(chronicle->items[run->ends[middle]].revision.date,
				 chronicle->items[index].revision.date) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	run->previous[index] = low > 0 ? run->ends[low - 1] : SIZE_MAX;
	run->ends[low] = index;
	run->length += low == run->length;
}

void
chronicle_date(struct arena *arena, struct chronicle *chronicle, struct date latest)
{
	struct run run = { ARENA_ARRAY(arena, size_t, chronicle->count),
			   ARENA_ARRAY(arena, size_t, chronicle->count), 0 };
	struct date day = { 0 };

	for (size_t i = 0; i < chronicle->count; i++) {
		struct date date = chronicle->items[i].revision.date;

		if (date_is_set(date) && date_compare(date, latest) <= 0)
			take_day(&run, chronicle, i);
	}
	for (size_t i = run.length > 0 ? run.ends[run.length - 1] : SIZE_MAX; i != SIZE_MAX;
	     i = run.previous[i])
		chronicle->items[i].day = day = chronicle->items[i].revision.date;
	/* `day` is the first one that is right, if there is one. */
	if (!date_is_set(day))
		day = latest;
	for (size_t i = 0; i < chronicle->count; i++) {
		if (date_is_set(chronicle->items[i].day))
			day = chronicle->items[i].day;
		chronicle->items[i].day = day;
	}
}

/* ==== lives ==== */

struct life {
	struct str key;
	uint32_t number;
	bool is_whole;   /* its beginning is in the chronicle */
	bool was_active; /* at some time */
	bool has_ended;
};

static struct str
life_key(struct arena *arena, enum kind kind, struct str id)
{
	return arena_printf(arena, "%s %.*s", schema_kind(kind)->name, STR_ARG(id));
}

static struct life *
begin(struct lives *lives, struct str key, bool is_whole)
{
	struct life *life = ARENA_NEW(lives->arena, struct life);

	life->key = key;
	life->number = ++lives->count;
	life->is_whole = is_whole;
	*map_put(lives->arena, &lives->now, key) = life;
	return life;
}

/* The life that the key stands for; one whose beginning is not told starts with its first event. */
static struct life *
find(struct lives *lives, struct str key)
{
	struct life *life = map_get(&lives->now, key);

	return life != NULL ? life : begin(lives, key, false);
}

/* A record that comes back under the id that it had goes on; one that gets the id which another one left
   is new. */
static struct life *
begin_or_return(struct lives *lives, struct str key)
{
	struct life *life = map_get(&lives->now, key);

	if (life == NULL || !life->has_ended || !str_equal(life->key, key))
		return begin(lives, key, true);
	life->has_ended = false;
	return life;
}

static bool
is_end(const struct event *event)
{
	return event->kind == EVENT_REMOVED || event->kind == EVENT_MERGED;
}

static bool
is_beginning(const struct event *event)
{
	return event->kind == EVENT_ADDED || event->kind == EVENT_SPLIT;
}

static struct str
key_before(struct arena *arena, const struct event *event)
{
	return life_key(arena, event->former_kind,
			event->former.length > 0 ? event->former : event->id);
}

/* What the event makes of its life, and the other way round. */
static void
trace_event(struct lives *lives, struct event *event, struct life *life)
{
	bool is_state = event->field == FIELD_STATE || is_beginning(event);

	event->life = life->number;
	if (event->parent.length > 0)
		event->parent_life =
			find(lives, life_key(lives->arena, event->parent_kind, event->parent))
				->number;
	if (event->kind == EVENT_RESUMED && !life->was_active) {
		if (life->is_whole)
			event->kind = EVENT_STARTED;
		else
			lives->is_unsure = true;
	}
	life->was_active |= is_state && str_equal(event->after, STR("active"));
	life->has_ended = is_end(event);
}

/* Ids may pass from one record to another in one revision: all are looked up before any is set. */
static void
trace_revision(struct lives *lives, struct events *events)
{
	struct arena *arena = lives->arena;
	struct life **all = ARENA_ARRAY(arena, struct life *, events->count);

	for (size_t i = 0; i < events->count; i++)
		if (!is_beginning(&events->items[i]))
			all[i] = find(lives, key_before(arena, &events->items[i]));
	for (size_t i = 0; i < events->count; i++) {
		const struct event *event = &events->items[i];
		struct str key = life_key(arena, event->record_kind, event->id);

		if (is_beginning(event)) {
			all[i] = begin_or_return(lives, key);
		} else if (!is_end(event) && !str_equal(all[i]->key, key)) {
			all[i]->key = key;
			*map_put(arena, &lives->now, key) = all[i];
		}
	}
	for (size_t i = 0; i < events->count; i++)
		trace_event(lives, &events->items[i], all[i]);
}

void
chronicle_trace(struct arena *arena, struct chronicle *chronicle, struct lives *ret_lives)
{
	struct namesakes namesakes = { .arena = arena };

	*ret_lives = (struct lives){ .arena = arena };
	for (size_t i = 0; i < chronicle->count; i++) {
		trace_revision(ret_lives, &chronicle->items[i].events);
		namesakes_note_events(&namesakes, &chronicle->items[i].events);
	}
	for (size_t i = 0; i < chronicle->count; i++)
		namesakes_mark(&namesakes, &chronicle->items[i].events);
}

/* Who had the id last, when nobody has it at the end. */
static const struct event *
find_last(const struct chronicle *chronicle, enum kind kind, bool any_kind, struct str name)
{
	for (size_t i = chronicle->count; i > 0; i--) {
		const struct events *events = &chronicle->items[i - 1].events;

		for (size_t e = 0; e < events->count; e++) {
			const struct event *event = &events->items[e];

			if (!any_kind && event->record_kind != kind)
				continue;
			if (str_equal(event->id, name) || str_equal(event->former, name) ||
			    (any_kind && str_equal_fold(event->title, name)))
				return event;
		}
	}
	return NULL;
}

uint32_t
chronicle_find(const struct chronicle *chronicle, const struct lives *lives, enum kind kind,
	       struct str id)
{
	const struct life *life = map_get(&lives->now, life_key(lives->arena, kind, id));
	const struct event *event;

	if (life != NULL)
		return life->number;
	event = find_last(chronicle, kind, false, id);
	return event != NULL ? event->life : 0;
}

bool
chronicle_never_active(const struct lives *lives, enum kind kind, struct str id)
{
	const struct life *life = map_get(&lives->now, life_key(lives->arena, kind, id));

	return life != NULL && life->is_whole && !life->was_active;
}

uint32_t
chronicle_find_any(const struct chronicle *chronicle, struct str name)
{
	const struct event *event = find_last(chronicle, KIND_GOAL, true, name);

	return event != NULL ? event->life : 0;
}
