/*
 * replay: carries events out.  A book is a text here, a line a fact, sorted:
 *
 *	goal polish
 *	goal polish parent = …
 *	goal polish title = Polish
 *	goal polish owner : ada          (one line a value)
 *
 * What events do not carry, the wording of texts, is left out of it.
 */
#ifndef UNIT_REPLAY_H
#define UNIT_REPLAY_H

#include "history/events.h"

struct facts {
	struct str *items;
	size_t count, capacity;
};

static inline int
facts_order(const void *left, const void *right)
{
	return str_compare(*(const struct str *)left, *(const struct str *)right);
}

static inline void
facts_sort(struct facts *facts)
{
	if (facts->count > 0)
		qsort(facts->items, facts->count, sizeof *facts->items, facts_order);
}

static inline struct str
facts_subject(struct arena *arena, enum kind kind, struct str id)
{
	return arena_printf(arena, "%s %.*s", schema_kind(kind)->name, STR_ARG(id));
}

static inline struct str
facts_value(struct arena *arena, enum kind kind, struct str id, const char *what, struct str value)
{
	return arena_printf(arena, "%s %.*s %s %.*s", schema_kind(kind)->name, STR_ARG(id), what,
			    STR_ARG(value));
}

static inline void
facts_put_entry(struct arena *arena, struct facts *facts, const struct entry *entry)
{
	*VEC_PUSH(arena, facts) = facts_subject(arena, entry->kind, entry->id);
	*VEC_PUSH(arena, facts) =
		facts_value(arena, entry->kind, entry->id, "title =", entry->title);
	if (entry->parent != NULL)
		*VEC_PUSH(arena, facts) =
			facts_value(arena, entry->kind, entry->id, "parent =", entry->parent->id);
	for (size_t f = 0; f < entry->fields.count; f++) {
		const struct entry_field *field = &entry->fields.items[f];
		struct str what = arena_printf(arena, "%s :", field_name(field->field));

		for (size_t i = 0; i < field->count; i++)
			*VEC_PUSH(arena, facts) = facts_value(arena, entry->kind, entry->id,
							      what.data, field->values[i].text);
	}
}

static inline struct facts
facts_of(struct arena *arena, const struct snapshot *snapshot)
{
	struct facts facts = { 0 };

	for (size_t i = 0; i < snapshot->count; i++)
		facts_put_entry(arena, &facts, snapshot->items[i]);
	facts_sort(&facts);
	return facts;
}

/* Takes one line out; it must be there. */
static inline void
facts_take(struct facts *facts, struct str line)
{
	for (size_t i = 0; i < facts->count; i++) {
		if (!str_equal(facts->items[i], line))
			continue;
		facts->items[i] = facts->items[--facts->count];
		return;
	}
	print_error("no fact \"%.*s\"\n", STR_ARG(line));
	fail();
}

static inline bool
facts_is_about(struct str line, struct str subject)
{
	return str_starts(line, subject) &&
	       (line.length == subject.length || line.data[subject.length] == ' ');
}

/* The record has another kind or id: its own lines, and those that name it. */
static inline void
facts_rename(struct arena *arena, struct facts *facts, const struct event *event)
{
	enum kind was_kind = event->former_kind;
	struct str was_id = event->old->id;
	struct str old = facts_subject(arena, was_kind, was_id);
	struct str new = facts_subject(arena, event->record_kind, event->id);
	struct str ends[] = { arena_printf(arena, " parent = %.*s", STR_ARG(was_id)),
			      arena_printf(arena, " requires : %.*s", STR_ARG(was_id)) };

	for (size_t i = 0; i < facts->count; i++) {
		struct str line = facts->items[i];

		if (facts_is_about(line, old))
			line = arena_printf(arena, "%.*s%.*s", STR_ARG(new),
					    STR_ARG(str_from_offset(line, old.length)));
		for (size_t e = 0; e < 2; e++)
			if (str_ends(line, ends[e]))
				line = arena_printf(
					arena, "%.*s%.*s",
					STR_ARG(str_slice(line, 0, line.length - was_id.length)),
					STR_ARG(event->id));
		facts->items[i] = line;
	}
}

static inline struct str
facts_new_id(const struct events *events, struct str id)
{
	for (size_t i = 0; i < events->count; i++)
		if (events->items[i].kind == EVENT_REFILED &&
		    str_equal(events->items[i].before, id))
			return events->items[i].id;
	return id;
}

/* One value goes, one comes; empty: none. */
static inline void
facts_set(struct arena *arena, struct facts *facts, const struct event *event, const char *what,
	  struct str before)
{
	if (before.length > 0)
		facts_take(facts, facts_value(arena, event->record_kind, event->id, what, before));
	if (event->after.length > 0)
		*VEC_PUSH(arena, facts) =
			facts_value(arena, event->record_kind, event->id, what, event->after);
}

static inline void
facts_remove(struct facts *facts, struct str subject)
{
	size_t kept = 0;

	for (size_t i = 0; i < facts->count; i++)
		if (!facts_is_about(facts->items[i], subject))
			facts->items[kept++] = facts->items[i];
	facts->count = kept;
}

static inline void
facts_apply(struct arena *arena, struct facts *facts, const struct events *events,
	    const struct event *event)
{
	switch (event->kind) {
	case EVENT_ADDED:
	case EVENT_SPLIT:
		facts_put_entry(arena, facts, event->new);
		break;
	case EVENT_REMOVED:
	case EVENT_MERGED:
		facts_remove(facts, facts_subject(arena, event->record_kind, event->id));
		break;
	case EVENT_BECAME:
	case EVENT_REFILED:
	case EVENT_TEXT:
		break;
	case EVENT_RENAMED:
		facts_set(arena, facts, event, "title =", event->before);
		break;
	case EVENT_MOVED:
		facts_set(arena, facts, event, "parent =", facts_new_id(events, event->before));
		break;
	case EVENT_STARTED:
	case EVENT_PAUSED:
	case EVENT_RESUMED:
	case EVENT_FINISHED:
	case EVENT_REOPENED:
	case EVENT_DROPPED:
	case EVENT_STATE:
	case EVENT_ASSIGNED:
	case EVENT_LEFT:
	case EVENT_HANDED_OVER:
	case EVENT_PROGRESS:
	case EVENT_DATE:
	case EVENT_REQUIRES:
	case EVENT_EVIDENCE:
	case EVENT_PEOPLE:
	case EVENT_FIELD:
		facts_set(arena, facts, event,
			  arena_printf(arena, "%s :", field_name(event->field)).data,
			  facts_new_id(events, event->before));
		break;
	}
}

static inline bool
facts_is_removal(const struct event *event)
{
	return event->kind == EVENT_REMOVED || event->kind == EVENT_MERGED;
}

/* Removals first, then new ids (an id may go to another record), then the rest. */
static inline void
facts_replay(struct arena *arena, struct facts *facts, const struct events *events)
{
	for (size_t i = 0; i < events->count; i++)
		if (facts_is_removal(&events->items[i]))
			facts_apply(arena, facts, events, &events->items[i]);
	for (size_t i = 0; i < events->count; i++)
		if (events->items[i].kind == EVENT_REFILED ||
		    (events->items[i].kind == EVENT_BECAME && events->items[i].former.length == 0))
			facts_rename(arena, facts, &events->items[i]);
	for (size_t i = 0; i < events->count; i++)
		if (!facts_is_removal(&events->items[i]))
			facts_apply(arena, facts, events, &events->items[i]);
	facts_sort(facts);
}

#endif
