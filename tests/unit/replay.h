/*
 * replay: carries events out.  A book is a text here, a line a fact, sorted:
 *
 *	goal polish
 *	goal polish parent = …
 *	goal polish title = Polish
 *	goal polish owner : ada          (one line a value)
 *
 * An id stands for one record, of whatever kind.  The wording of texts, which events do not carry, is left out.
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

/* A list that names somebody twice says it once. */
static inline void
facts_sort(struct facts *facts)
{
	size_t kept = 0;

	if (facts->count > 0)
		qsort(facts->items, facts->count, sizeof *facts->items, facts_order);
	for (size_t i = 0; i < facts->count; i++)
		if (kept == 0 || !str_equal(facts->items[kept - 1], facts->items[i]))
			facts->items[kept++] = facts->items[i];
	facts->count = kept;
}

static inline struct str
facts_subject(struct arena *arena, enum kind kind, struct str id)
{
	return arena_printf(arena, "%s %.*s", schema_kind(kind)->name, STR_ARG(id));
}

/* Letters and digits, in lower case: what else a name of somebody is written with is of no account. */
static inline struct str
facts_telling(struct arena *arena, struct str text)
{
	char *bytes = arena_bytes(arena, text.length + 1);
	size_t length = 0;

	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];

		if (char_is_letter(c))
			bytes[length++] = (char)(c | 0x20);
		else if (char_is_alphanumeric(c) || (unsigned char)c >= 0x80)
			bytes[length++] = c;
	}
	return (struct str){ bytes, length };
}
static inline struct str
facts_value(struct arena *arena, enum kind kind, struct str id, const char *what, struct str value)
{
	return arena_printf(arena, "%s %.*s %s %.*s", schema_kind(kind)->name, STR_ARG(id), what,
			    STR_ARG(facts_telling(arena, value)));
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

static inline bool
facts_is_rename(const struct event *event)
{
	return event->kind == EVENT_REFILED ||
	       (event->kind == EVENT_BECAME && event->former.length == 0);
}

/* A line about a record that has another kind or id now. */
static inline struct str
facts_rename_subject(struct arena *arena, struct str line, const struct events *events)
{
	for (size_t i = 0; i < events->count; i++) {
		const struct event *event = &events->items[i];
		struct str old, new;

		if (!facts_is_rename(event))
			continue;
		old = facts_subject(arena, event->former_kind, event->old->id);
		new = facts_subject(arena, event->record_kind, event->id);
		if (facts_is_about(line, old))
			return arena_printf(arena, "%.*s%.*s", STR_ARG(new),
					    STR_ARG(str_from_offset(line, old.length)));
	}
	return line;
}

/* A line that names such a record. */
static inline struct str
facts_rename_object(struct arena *arena, struct str line, const struct events *events)
{
	for (size_t i = 0; i < events->count; i++) {
		const struct event *event = &events->items[i];
		struct str old = facts_telling(arena, event->before), start, end;

		if (event->kind != EVENT_REFILED || line.length < old.length)
			continue;
		start = str_slice(line, 0, line.length - old.length);
		end = str_from_offset(line, line.length - old.length);
		if (!str_equal(end, old))
			continue;
		if (str_ends(start, STR(" parent = ")) || str_ends(start, STR(" : ")))
			return arena_printf(arena, "%.*s%.*s", STR_ARG(start),
					    STR_ARG(facts_telling(arena, event->id)));
	}
	return line;
}

/* All at once: one may get the id that another one had. */
static inline void
facts_rename(struct arena *arena, struct facts *facts, const struct events *events)
{
	for (size_t i = 0; i < facts->count; i++)
		facts->items[i] = facts_rename_object(
			arena, facts_rename_subject(arena, facts->items[i], events), events);
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

static inline bool
facts_is_removal(const struct event *event)
{
	return event->kind == EVENT_REMOVED || event->kind == EVENT_MERGED;
}

static inline void
facts_apply(struct arena *arena, struct facts *facts, const struct events *events,
	    const struct event *event)
{
	struct str before = facts_new_id(events, event->before);

	if (event->kind == EVENT_ADDED || event->kind == EVENT_SPLIT)
		facts_put_entry(arena, facts, event->new);
	else if (facts_is_removal(event))
		facts_remove(facts, facts_subject(arena, event->record_kind, event->id));
	else if (event->kind == EVENT_RENAMED)
		facts_set(arena, facts, event, "title =", event->before);
	else if (event->kind == EVENT_MOVED)
		facts_set(arena, facts, event, "parent =", before);
	else if (event->field != FIELD_TITLE)
		facts_set(arena, facts, event,
			  arena_printf(arena, "%s :", field_name(event->field)).data, before);
}

/* Removals first, then new ids (an id may go to another record), then the rest. */
static inline void
facts_replay(struct arena *arena, struct facts *facts, const struct events *events)
{
	for (size_t i = 0; i < events->count; i++)
		if (facts_is_removal(&events->items[i]))
			facts_apply(arena, facts, events, &events->items[i]);
	facts_rename(arena, facts, events);
	for (size_t i = 0; i < events->count; i++)
		if (!facts_is_removal(&events->items[i]))
			facts_apply(arena, facts, events, &events->items[i]);
	facts_sort(facts);
}

#endif
