/* changes: events told in lines, by record and all together. */
#include "cmd/changes.h"

#include "base/utf8.h"
#include "history/digest.h"
#include "history/naming.h"

#define LAST 4102444799 /* the end of 2099, UTC */

/* Events of one commit that concern one record. */
struct bucket {
	const struct event **items;
	size_t count, capacity;
};

struct collecting {
	struct arena *arena;
	const struct past *past;
	const struct model *model;
	struct site_history *history;
	const struct record **by_life; /* life -> record; NULL: it is no more */
	struct map people;             /* folded id -> record */
	struct digest_counts counts;   /* of the commit that is read */
	struct bucket *buckets;        /* by record->order, of the commit that is read */
	struct {
		uint32_t *items;
		size_t count, capacity;
	} filled; /* orders of buckets that are not empty */
};

static void
find_records(struct collecting *collecting)
{
	const struct records *records = &collecting->model->records;
	const struct past *past = collecting->past;

	collecting->by_life =
		ARENA_ARRAY(collecting->arena, const struct record *, past->lives.count + 1);
	for (size_t i = 0; i < records->count; i++) {
		const struct record *record = records->items[i];
		uint32_t life = 0;

		if (record->kind == KIND_PERSON || record->kind == KIND_TEAM)
			*map_put(collecting->arena, &collecting->people,
				 utf8_fold(collecting->arena, record->id)) = records->items[i];
		if (!record->implied)
			life = chronicle_find(&past->chronicle, &past->lives, record->kind,
					      record->id);
		collecting->by_life[life] = record;
	}
	collecting->by_life[0] = NULL;
}

/* ==== whom an event concerns ==== */

static void
concern(struct collecting *collecting, const struct event *event, const struct record *record)
{
	struct bucket *bucket;

	if (record == NULL)
		return;
	bucket = &collecting->buckets[record->order];
	if (bucket->count == 0)
		*VEC_PUSH(collecting->arena, &collecting->filled) = record->order;
	if (bucket->count > 0 && bucket->items[bucket->count - 1] == event)
		return;
	*VEC_PUSH(collecting->arena, bucket) = event;
}

static void
concern_people(struct collecting *collecting, const struct event *event)
{
	struct naming naming = { .event = event };
	struct str handle;

	while (naming_next(&naming, &handle))
		concern(collecting, event,
			map_get(&collecting->people, utf8_fold(collecting->arena, handle)));
}

/* A step of an initiative is one of its goal, too. */
static void
concern_work_above(struct collecting *collecting, const struct event *event)
{
	const struct record *record = collecting->by_life[event->parent_life];

	for (; record != NULL; record = record->parent)
		concern(collecting, event, record);
}

static void
fill_buckets(struct collecting *collecting, const struct events *events)
{
	for (size_t i = 0; i < events->count; i++) {
		const struct event *event = &events->items[i];

		concern(collecting, event, collecting->by_life[event->life]);
		if (event_row(event->kind)->is_minor)
			continue;
		concern_work_above(collecting, event);
		concern_people(collecting, event);
	}
}

/* ==== lines ==== */

static bool
is_detail(const struct told *told)
{
	for (size_t i = 0; i < told->count; i++)
		if (told->events[i]->kind != EVENT_FIELD &&
		    !event_row(told->events[i]->kind)->is_minor)
			return false;
	return true;
}

/* One may go as another comes that gets its id. */
static struct str
line_id(struct arena *arena, const struct event *first)
{
	bool goes = first->kind == EVENT_REMOVED || first->kind == EVENT_MERGED;

	return arena_printf(arena, "%s %.*s%s", schema_kind(first->record_kind)->name,
			    STR_ARG(first->id), goes ? " gone" : "");
}

static void
add_lines(struct collecting *collecting, const struct site_commit *commit,
	  const struct digest *digest, struct site_changes *changes)
{
	struct arena *arena = collecting->arena;

	for (size_t i = 0; i < digest->count; i++) {
		const struct told *told = &digest->items[i];
		const struct event *last = told->events[told->count - 1];

		*VEC_PUSH(arena, changes) = (struct site_change){
			.commit = commit,
			.record = told->alike > 0
					  ? NULL
					  : collecting->by_life[told->is_group ? last->parent_life
									       : last->life],
			.kind = told->is_group ? last->parent_kind : last->record_kind,
			.id = line_id(arena, told->events[0]),
			.subject = told_subject(arena, told),
			.words = told_phrase(arena, told),
			.is_detail = is_detail(told),
		};
	}
}

/* Everything counts for a record of which nothing else is to be told. */
static void
tell(struct collecting *collecting, const struct site_commit *commit, struct bucket *bucket,
     bool with_minor, struct site_changes *changes)
{
	struct digest digest;

	digest_make(collecting->arena, bucket->items, bucket->count, &collecting->counts, false,
		    &digest);
	if (digest.count == 0 && with_minor)
		digest_make(collecting->arena, bucket->items, bucket->count, &collecting->counts,
			    true, &digest);
	add_lines(collecting, commit, &digest, changes);
}

static void
read_item(struct collecting *collecting, const struct chronicle_item *item,
	  const struct site_commit *commit)
{
	struct site_history *history = collecting->history;
	struct bucket all = { ARENA_ARRAY(collecting->arena, const struct event *,
					  item->events.count),
			      item->events.count, item->events.count };

	for (size_t i = 0; i < all.count; i++)
		all.items[i] = &item->events.items[i];
	digest_count(collecting->arena, &item->events, &collecting->counts);
	tell(collecting, commit, &all, false, &history->all);
	fill_buckets(collecting, &item->events);
	for (size_t i = 0; i < collecting->filled.count; i++) {
		uint32_t order = collecting->filled.items[i];

		tell(collecting, commit, &collecting->buckets[order], true,
		     &history->of_records[order]);
		/* Lines keep the list. */
		collecting->buckets[order] = (struct bucket){ 0 };
	}
	collecting->filled.count = 0;
}

static struct site_commit *
make_commit(struct arena *arena, const struct chronicle_item *item)
{
	const struct repo_revision *revision = &item->revision;
	struct site_commit *commit = ARENA_NEW(arena, struct site_commit);

	*commit = (struct site_commit){
		.id = revision->id,
		.author = revision->author,
		.summary = revision->summary,
		.date = item->day,
		.time = revision->time < 0      ? 0
			: revision->time > LAST ? LAST
						: revision->time,
	};
	return commit;
}

/* ==== promises ==== */

static void
note_promise(struct collecting *collecting, const struct event *event)
{
	const struct record *record = collecting->by_life[event->life];
	struct site_promise *promise;
	struct date before = { 0 }, after = { 0 };

	if (record == NULL || event->kind != EVENT_DATE || event->field != FIELD_DUE)
		return;
	promise = &collecting->history->promises[record->order];
	date_parse(event->before, &before);
	date_parse(event->after, &after);
	if (!date_is_set(promise->first))
		promise->first = before;
	if (!date_is_set(promise->first))
		promise->first = after;
	else
		promise->moves += date_is_set(after);
}

static void
collect_promises(struct collecting *collecting)
{
	const struct chronicle *chronicle = &collecting->past->chronicle;

	collecting->history->promises = ARENA_ARRAY(collecting->arena, struct site_promise,
						    collecting->model->records.count);
	for (size_t i = 0; i < chronicle->count; i++)
		for (size_t k = 0; k < chronicle->items[i].events.count; k++)
			note_promise(collecting, &chronicle->items[i].events.items[k]);
}

static struct date
newest_move(const struct site_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		if (!changes->items[i].is_detail)
			return changes->items[i].commit->date;
	return (struct date){ 0 };
}

void
changes_collect(struct arena *arena, const struct past *past, const struct model *model,
		struct site_history *ret_history)
{
	struct collecting collecting = {
		.arena = arena, .past = past, .model = model, .history = ret_history
	};
	const struct chronicle *chronicle = &past->chronicle;

	*ret_history = (struct site_history){ 0 };
	ret_history->of_records = ARENA_ARRAY(arena, struct site_changes, model->records.count);
	collecting.buckets = ARENA_ARRAY(arena, struct bucket, model->records.count);
	find_records(&collecting);
	for (size_t i = chronicle->count; i > 0; i--) {
		const struct chronicle_item *item = &chronicle->items[i - 1];

		read_item(&collecting, item, make_commit(arena, item));
		ret_history->first = item->revision.id;
	}
	collect_promises(&collecting);
	ret_history->moved = ARENA_ARRAY(arena, struct date, model->records.count);
	for (size_t i = 0; i < model->records.count; i++)
		ret_history->moved[i] = newest_move(&ret_history->of_records[i]);
	if (past->is_shallow)
		ret_history->cut = past->oldest;
}
