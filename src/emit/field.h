/*
 * field: what a record's field is, in the words that outputs use.
 *
 * Every output that shows fields (lists, JSON, CSV, SQLite) goes through here, so that all of them
 * agree on which statement counts, on what a parent is, and on how a value is written.
 */
#ifndef EMIT_FIELD_H
#define EMIT_FIELD_H

#include "base/vec.h"
#include "model/model.h"

struct field_item {
	const struct value
		*value; /* NULL: not written down, but clear from where the record stands */
	const struct record *target; /* of a reference, or NULL */
};

struct field_items {
	struct field_item *items;
	size_t count, capacity;
};

/* The values of the strongest statement, without those that could not be understood. */
void field_items(struct arena *arena, const struct record *record, const struct field_row *row,
		 struct field_items *ret_items);

/* The same for any statement of the field. */
void field_statement_items(struct arena *arena, const struct statement *said,
			   struct field_items *ret_items);

/* For programs: a state's name, the id of a record, "4/6", an address. */
struct str field_machine_text(struct arena *arena, const struct field_row *row,
			      const struct field_item *item);

/* The machine texts of all items with `between` between them. */
struct str field_joined(struct arena *arena, const struct field_row *row,
			const struct field_items *items, struct str between);

/* For people: a state's word, a person as the book names them, a team by its name. */
struct str field_text(struct arena *arena, const struct field_row *row,
		      const struct field_item *item);

/* A state's word within a sentence: "in progress". */
struct str field_state_word(struct arena *arena, enum state state);

/* Where an address leads: as it is written, or as book.toml says of such a reference (model/linkify.h). */
struct str field_address(struct arena *arena, const struct model *model, const struct value *value);
/* Addresses among the items become that. */
void field_resolve(struct arena *arena, const struct model *model, const struct field_row *row,
		   struct field_items *items);

/* An http(s) address that the value is written as a link to; or empty. */
struct str field_url(const struct field_item *item);

/* What the value holds for (the team of a champion); empty where it is the value once more. */
struct str field_key(const struct value *value);

/* "story-kind" -> "Story kind": at the head of a column. */
struct str field_heading(struct arena *arena, struct str name);

/* The row of a kind's field by its name, or by that which the book has for it ("Point of contact"); NULL
   when it has none such. */
const struct field_row *field_find(const struct model *model, enum kind kind, struct str name);
/* "title, state, owner": all fields of a kind, for messages. */
struct str field_names(struct arena *arena, enum kind kind);

/* Two places say the same, as far as a reader is concerned. */
bool field_agrees(struct arena *arena, const struct field_row *row, const struct statement *a,
		  const struct statement *b);

/* Places count bytes; people and editors count characters. */
uint32_t field_place_column(const struct model *model, const struct place *place);

/* The record's text as Markdown: its page without front matter, its block, its row; or empty. */
struct str record_body(const struct record *record);

/* "front", "column", …: where a statement was read. */
const char *field_source_name(enum source source);

#endif
