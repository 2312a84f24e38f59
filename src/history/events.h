/*
 * events: what happened between two snapshots, in the words of people who plan.
 *
 * The vocabulary is the table `rows` in vocabulary.c.  How a field's change becomes events is the table
 * `readers` in events.c: states, owners and dates have words of their own; of a list every item that
 * came or went is an event; every other field is set from one value to the next.  To add a word: a
 * constant here, its row, and the row of `readers` that makes it.
 *
 * Events say everything: carried out one after the other on the earlier snapshot they give the later
 * one (tests/unit/test_history.c does so), but for the wording of texts, of which they say only how many
 * words changed.
 */
#ifndef HISTORY_EVENTS_H
#define HISTORY_EVENTS_H

#include "history/identity.h"

enum event_kind {
	EVENT_ADDED,
	EVENT_REMOVED,
	EVENT_SPLIT,  /* added, with text that stood in another record */
	EVENT_MERGED, /* removed, and its text stands in another record */
	EVENT_BECAME, /* a record of another kind */
	EVENT_RENAMED,
	EVENT_MOVED,   /* to another parent */
	EVENT_REFILED, /* to another id: another file, or in consequence of a move */
	EVENT_STARTED,
	EVENT_PAUSED,
	EVENT_RESUMED,
	EVENT_FINISHED,
	EVENT_REOPENED,
	EVENT_DROPPED,
	EVENT_STATE, /* to another state: proposed, help wanted, none */
	EVENT_ASSIGNED,
	EVENT_LEFT,
	EVENT_HANDED_OVER,
	EVENT_PROGRESS,
	EVENT_DATE,
	EVENT_REQUIRES, /* one dependency came or went */
	EVENT_EVIDENCE, /* one story, theme or moral tie came or went */
	EVENT_PEOPLE,   /* one stakeholder, participant or champion came or went */
	EVENT_HELP,     /* other help is wanted, or none any more */
	EVENT_FIELD,    /* any other field */
	EVENT_TEXT,
};
#define EVENT_KIND_COUNT (EVENT_TEXT + 1)
#define EVENT_BIT(kind) (1u << (kind))

struct event_row {
	const char *name; /* "handed-over", in options and JSON */
	const char *help; /* one line */
	bool is_minor;    /* of interest for one record, not for the whole book */
};
const struct event_row *event_row(enum event_kind kind);
bool event_parse(struct str name, enum event_kind *ret_kind);
/* What a change of states is called. */
enum event_kind event_of_states(enum state before, enum state after);

/* Of a record as it is after the event, or as it was last when it is removed. */
struct event {
	enum event_kind kind;
	enum kind record_kind;
	struct str id, title;
	struct str former;     /* the id that it had before, when it is another */
	enum kind former_kind; /* the same as record_kind but for EVENT_BECAME */
	enum kind parent_kind; /* when parent is not empty */
	struct str parent;     /* its parent's id, or empty */
	struct str parent_title;
	struct str owners;        /* "ada, bob": after the event, or before it is removed */
	struct str period;        /* the same of the period that it says itself; or empty */
	enum field field;         /* FIELD_TITLE when no field is concerned */
	struct str before, after; /* values as programs write them; of one item that came or
				     went the other one is empty */
	struct str before_shown, after_shown; /* as people read them */
	struct str path;                      /* of its page, or empty */
	struct str maybe; /* id of what it is possibly the same as, or split or merged with */
	enum identity_rule via;
	double score;
	uint32_t words;             /* EVENT_TEXT: how many changed */
	bool has_namesake;          /* the title does not tell which record it is: namesakes.h */
	uint32_t life, parent_life; /* chronicle.h: whose story this is; 0: not traced, or none */
	const struct entry *old, *new; /* while their snapshots live; NULL: there is none */
};

struct events {
	struct event *items;
	size_t count, capacity;
};

/* In the order of the later snapshot, goals first, each record's events in the order of the
   vocabulary; what was removed comes behind, in its own order. */
void events_compare(struct arena *arena, const struct snapshot *before,
		    const struct snapshot *after, struct events *ret_events);

/* The same, where nothing but these entries of a snapshot has changed (snapshot_revise). */
void events_of_changes(struct arena *arena, const struct entry_changes *changes,
		       struct events *ret_events);

/* What happened, without its subject: "paused", "handed over from ada to bob". */
struct str event_phrase(struct arena *arena, const struct event *event);

/* What is to be said of an event behind the phrase of one before it, where both came to one list or went from it: "b"
   behind "now requires a"; empty: it has a phrase of its own. */
struct str event_more(struct arena *arena, const struct event *before, const struct event *event);

/* Why it is taken for the same record, when that is not plain: " (by similar text, 0.83)"; or empty. */
struct str event_via_phrase(struct arena *arena, const struct event *event);

#endif
