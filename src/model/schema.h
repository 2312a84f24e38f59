/*
 * schema: which kinds of record there are and which fields each has, as tables.
 *
 * Everything that lists fields follows from these rows: reading, the findings for unknown, missing
 * and bad values, JSON and its schema, CSV and SQLite columns, the pages' field lists, `waymark
 * show`, docs/fields.md.  To add a field: an enum constant here, a row in schema.c, and where a
 * dialect's books write it down, a line in the dialect.
 */
#ifndef MODEL_SCHEMA_H
#define MODEL_SCHEMA_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum kind {
	KIND_GOAL,
	KIND_INITIATIVE,
	KIND_MILESTONE,
	KIND_ASK,
	KIND_STORY,
	KIND_THEME,
	KIND_SUMMARY,
	KIND_CHARACTER,
	KIND_PROJECT,
	KIND_PERSON,
	KIND_TEAM,
};
#define KIND_COUNT (KIND_TEAM + 1)
#define KIND_BIT(kind) (1u << (kind))

enum field {
	FIELD_TITLE,
	FIELD_STATE,
	FIELD_OWNER,
	FIELD_GOAL,       /* of an initiative, ask or milestone: its parent */
	FIELD_INITIATIVE, /* of a milestone: its parent, when that is an initiative */
	FIELD_IMPACT,
	FIELD_ADDRESSES,
	FIELD_REQUIRES,
	FIELD_CERTAINTY,
	FIELD_PROGRESS, /* declared, drawn by hand */
	FIELD_PARTICIPANTS,
	FIELD_STAKEHOLDERS,
	FIELD_PAGE, /* its own site or repository */
	FIELD_PERIOD,
	FIELD_SUMMARY,   /* one sentence: what and why */
	FIELD_TRACKING,  /* tracking issue */
	FIELD_NEEDS,     /* contributor, funding */
	FIELD_CHAMPIONS, /* of a goal: one person a team, keyed by team */
	FIELD_HELP,      /* how to help */
	FIELD_HIGHLIGHT, /* of a goal: the headings under which the group shows it to everybody */
	FIELD_WEIGHT,
	FIELD_DUE,
	FIELD_DONE,
	FIELD_TEAM,
	FIELD_LEVEL,
	FIELD_CHAMPION,
	FIELD_NOTES,
	FIELD_STORY_KIND,
	FIELD_CHARACTER,
	FIELD_PROJECT,
	FIELD_AUTHORS,
	FIELD_MORALS,
	FIELD_SOURCES,
	FIELD_RETELLS,
	FIELD_TELLS,
	FIELD_POINTS,
	FIELD_CITES,
	FIELD_WANTED,
	FIELD_DOMAIN,
	FIELD_HANDLE,
	FIELD_URL,
	FIELD_TEAMS,
	FIELD_CAPACITY,
	FIELD_WAS, /* ids that the record had before */
};
#define FIELD_COUNT (FIELD_WAS + 1)

enum field_type {
	TYPE_TEXT,     /* one line */
	TYPE_PROSE,    /* Markdown: a section, or a cell */
	TYPE_ITEMS,    /* several texts: bullets, a YAML list */
	TYPE_STATE,    /* enum state */
	TYPE_PROGRESS, /* done of total, drawn or "3/6" or "50%" */
	TYPE_PEOPLE,   /* persons or teams */
	TYPE_RECORDS,  /* references to records of `targets` */
	TYPE_CHOICE,   /* one of `choices` */
	TYPE_DATE,
	TYPE_NUMBER,
	TYPE_URL,
};

enum field_flags {
	FIELD_MANY = 1,     /* several values */
	FIELD_REQUIRED = 2, /* missing-field when absent */
	FIELD_DERIVED = 4,  /* from where the record stands; never written in the book by itself */
};

/* Where a value was read. */
enum source {
	SOURCE_FRONT,    /* front matter of the page */
	SOURCE_FILE,     /* a YAML file: beside the page, or a list of records */
	SOURCE_METADATA, /* row of a two-column metadata table */
	SOURCE_SECTION,  /* below a heading */
	SOURCE_COLUMN,   /* cell of a table whose rows are records */
	SOURCE_PATH,     /* part of the file's path */
	SOURCE_TITLE,    /* the page's first heading; the summary of a block */
	SOURCE_BLOCK,    /* inside a block that is a record (a theme's details) */
	SOURCE_TEXT,     /* the page's text as a whole (its first sentence, a phrase) */
};

struct field_row {
	enum field field;
	enum field_type type;
	unsigned flags;
	unsigned targets;    /* KIND_BIT()s, for TYPE_RECORDS and TYPE_PEOPLE */
	const char *choices; /* "small|medium|large" */
	const char *example; /* a good value, for messages */
	const char *help;    /* one line */
};

struct kind_row {
	const char *name;   /* "goal" */
	const char *phrase; /* "a goal", "an initiative": for messages */
	const char *plural; /* "goals" */
	const char *help;   /* one line: what it is */
	const struct field_row *fields;
	size_t field_count;
};

const struct kind_row *schema_kind(enum kind kind);
const struct field_row *schema_field(enum kind kind, enum field field); /* NULL: has none such */
/* "one of small, medium, large", for messages */
struct str schema_choices(struct arena *arena, const struct field_row *row);
const char *field_name(enum field field); /* "story-kind" */
bool field_parse(struct str name, enum field *ret_field);
bool kind_parse(struct str name,
		enum kind *ret_kind); /* singular or plural; capitals count for nothing */

enum state {
	STATE_NONE, /* not said */
	STATE_PROPOSED,
	STATE_WANTED,
	STATE_ACTIVE,
	STATE_PAUSED,
	STATE_DONE,
	STATE_DROPPED,
};
#define STATE_COUNT (STATE_DROPPED + 1)

struct state_row {
	const char *name; /* "active", in files and options */
	const char *word; /* "In progress", for people */
	const char *sign; /* default sign; the dialect's own wins */
	char letter;      /* for plain text */
};

const struct state_row *state_row(enum state state);
bool state_parse(struct str name, enum state *ret_state); /* by name */

#endif
