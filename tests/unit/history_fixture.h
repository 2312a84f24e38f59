/*
 * history_fixture: entries of snapshots made by hand.
 */
#ifndef UNIT_HISTORY_FIXTURE_H
#define UNIT_HISTORY_FIXTURE_H

#include "history/events.h"

static inline void
set_values(struct arena *arena, struct entry *entry, enum field field, const char *values)
{
	struct str rest = str_from(values), part;
	struct entry_field *said = VEC_PUSH(arena, &entry->fields);

	*said = (struct entry_field){ field, ARENA_ARRAY(arena, struct entry_value, 16), 0 };
	while (str_cut(&rest, ',', &part))
		said->values[said->count++] = (struct entry_value){ .text = part, .shown = part };
}

static inline struct entry *
add_entry(struct arena *arena, struct snapshot *snapshot, enum kind kind, const char *id,
	  const char *title)
{
	struct entry *entry = snapshot_add(arena, snapshot, kind, str_from(id));

	entry->title = str_from(title);
	return entry;
}

static inline void
set_parent(struct entry *entry, struct entry *parent)
{
	entry->parent = parent;
}

#endif
