/*
 * snapshot: a model as history compares it: records with the fields that may change, and nothing else.
 *
 * Two snapshots are compared by identity.h (which record is which) and events.h (what happened to
 * it).  People and teams that are only named, and placeholders such as "tbd", come and go with
 * those who name them and are no entries.  Texts point into the model: a snapshot lives as long as
 * its model and its arena.
 */
#ifndef HISTORY_SNAPSHOT_H
#define HISTORY_SNAPSHOT_H

#include "base/vec.h"
#include "model/model.h"

struct entry;

struct entry_value {
	struct str text;  /* as programs write it: an id, a state's name, "3/6" */
	struct str shown; /* as people read it */
	uint32_t target;  /* number of the record that a reference means; 0: none is known */
	bool is_person;   /* or a team */
};

struct entry_field {
	enum field field;
	struct entry_value *values; /* at least one */
	size_t count;
};

struct entry {
	enum kind kind;
	struct str id, title;
	struct entry *parent;
	uint32_t index;         /* in the snapshot */
	uint32_t number;        /* of the record in its model */
	struct str path;        /* of the page that it is; empty: a row, a block, a list's item */
	struct str source;      /* the page's bytes */
	struct strs texts;      /* what it says in sentences, Markdown; the page's body first */
	struct page_note *note; /* of this body; or NULL */
	struct strs former;
	bool has_own_id;  /* said by `id:`, not made from its place or title */
	bool is_twin;     /* one of several of a name: "lint" and "lint~2" */
	bool has_targets; /* a field has */
	struct str
		section; /* of a twin that is a row: the heading that it stands below, as written … */
	struct str whole; /* … and what the row is called that it is a part of */
	struct {
		struct entry_field *items;
		size_t count, capacity;
	} fields; /* in the order of the schema; FIELD_HELP is help.h's */
};

struct snapshot {
	struct entry **items; /* in the order of the book */
	size_t count, capacity;
	struct map ids[KIND_COUNT]; /* id -> entry; NULL: it is none */
	struct {
		struct entry **items;
		size_t count, capacity;
	} numbers; /* by the record's number; NULL: it is none */
};

/* Entries are made in the arena, what they say in the model's. */
struct snapshot *snapshot_make(struct arena *arena, const struct model *model);

/*
 * The snapshot of the model of `before` when it was revised (model/revise.h): what records say that are neither
 * new nor among those that may say something else is taken from there.
 */
struct snapshot *snapshot_next(struct arena *arena, const struct model *model,
			       const struct snapshot *before, const struct records *changed);

/* An entry as it was, and as it is. */
struct entry_change {
	struct entry before;
	const struct entry *entry;
};

struct entry_changes {
	const struct snapshot *snapshot; /* as it is */
	struct entry_change *items;
	size_t count, capacity;
};

/*
 * Brings the snapshot of a model that was revised (model/revise.h) up to date: entries of these records
 * say what they say now, and are otherwise the same.  The changes stand in the order of the records,
 * which then are those that have entries.  False: one of them is one of several of a name, and which is
 * which must be found out; the snapshot is as it was.
 */
bool snapshot_revise(struct arena *arena, struct snapshot *snapshot, struct records *records,
		     struct entry_changes *ret_changes);

/* An entry at the end, by hand; its index and the map of ids are kept.  "lint" comes before "lint~2". */
struct entry *snapshot_add(struct arena *arena, struct snapshot *snapshot, enum kind kind,
			   struct str id);

/* The entry of this kind and id, or NULL. */
struct entry *snapshot_find(const struct snapshot *snapshot, enum kind kind, struct str id);

/* The entry of the record that the value means, or NULL. */
struct entry *snapshot_target(const struct snapshot *snapshot, const struct entry_value *value);

/* NULL: it says nothing. */
const struct entry_field *entry_said(const struct entry *entry, enum field field);
enum state entry_state(const struct entry *entry);
/* "ada, bob"; nobody owns a milestone: those count who do it. */
struct str entry_owners(struct arena *arena, const struct entry *entry);
/* The one that it says itself; or empty. */
struct str entry_period(const struct entry *entry);

/* Fields that tell where a record stands or what it was are parents, titles and identity. */
bool snapshot_compares(const struct field_row *row);

#endif
