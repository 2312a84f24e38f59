/* vocabulary: the words for events, and how each reads. */
#include "history/events.h"

#include <math.h>

/* "a", "a → b", "a, was b": what is there of the two values. */
static struct str
from_to(struct arena *arena, const struct event *event)
{
	if (event->before_shown.length == 0)
		return event->after_shown;
	if (event->after_shown.length == 0)
		return arena_printf(arena, "none, was %.*s", STR_ARG(event->before_shown));
	return arena_printf(arena, "%.*s → %.*s", STR_ARG(event->before_shown),
			    STR_ARG(event->after_shown));
}

static struct str
possibly(struct arena *arena, const struct event *event, const char *word)
{
	if (event->maybe.length == 0)
		return str_from(word);
	return arena_printf(arena, "%s; possibly the same as %.*s", word, STR_ARG(event->maybe));
}

static struct str
added(struct arena *arena, const struct event *event)
{
	struct str text = possibly(arena, event, "added");
	struct str parts[] = { event->after_shown, event->owners };
	const char *before = " (";

	for (size_t i = 0; i < 2; i++) {
		if (parts[i].length == 0)
			continue;
		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), before, STR_ARG(parts[i]));
		before = ", ";
	}
	return before[0] == ',' ? arena_printf(arena, "%.*s)", STR_ARG(text)) : text;
}

static struct str
removed(struct arena *arena, const struct event *event)
{
	struct str text = possibly(arena, event, "removed");

	if (event->before_shown.length == 0)
		return text;
	return arena_printf(arena, "%.*s (was: %.*s)", STR_ARG(text), STR_ARG(event->before_shown));
}

static struct str
split(struct arena *arena, const struct event *event)
{
	return arena_printf(arena, "split off from %.*s", STR_ARG(event->maybe));
}

static struct str
merged(struct arena *arena, const struct event *event)
{
	return arena_printf(arena, "merged into %.*s", STR_ARG(event->maybe));
}

static struct str
became(struct arena *arena, const struct event *event)
{
	return arena_printf(arena, "became %s, was %s", schema_kind(event->record_kind)->phrase,
			    schema_kind(event->former_kind)->phrase);
}

static struct str
renamed(struct arena *arena, const struct event *event)
{
	return arena_printf(arena, "renamed, was \"%.*s\"", STR_ARG(event->before));
}

static struct str
moved(struct arena *arena, const struct event *event)
{
	if (event->after.length == 0)
		return arena_printf(arena, "moved out of %.*s", STR_ARG(event->before_shown));
	if (event->before.length == 0)
		return arena_printf(arena, "moved to %.*s", STR_ARG(event->after_shown));
	return arena_printf(arena, "moved from %.*s to %.*s", STR_ARG(event->before_shown),
			    STR_ARG(event->after_shown));
}

static struct str
refiled(struct arena *arena, const struct event *event)
{
	return arena_printf(arena, "new id, was %.*s", STR_ARG(event->before));
}

/* "paused (was: In progress)" */
static struct str
state_word(struct arena *arena, const struct event *event)
{
	if (event->before_shown.length == 0)
		return str_from(event_row(event->kind)->name);
	return arena_printf(arena, "%s (was: %.*s)", event_row(event->kind)->name,
			    STR_ARG(event->before_shown));
}

static struct str
state_value(struct arena *arena, const struct event *event)
{
	return arena_printf(arena, "state: %.*s", STR_ARG(from_to(arena, event)));
}

static struct str
assigned(struct arena *arena, const struct event *event)
{
	return arena_printf(arena, "owner %.*s", STR_ARG(event->after_shown));
}

static struct str
left(struct arena *arena, const struct event *event)
{
	return arena_printf(arena, "%.*s no longer owner", STR_ARG(event->before_shown));
}

static struct str
without_at(struct str name)
{
	return str_from_offset(name, str_starts(name, STR("@")));
}

static struct str
handed_over(struct arena *arena, const struct event *event)
{
	/* A name that was linked to somebody else: only the handles differ. */
	if (str_equal_fold(without_at(event->before_shown), without_at(event->after_shown)))
		return arena_printf(arena, "handed over from @%.*s to @%.*s",
				    STR_ARG(event->before), STR_ARG(event->after));
	return arena_printf(arena, "handed over from %.*s to %.*s", STR_ARG(event->before_shown),
			    STR_ARG(event->after_shown));
}

/* All that is wanted now: a reader does not care by which of its fields. */
static struct str
help(struct arena *arena, const struct event *event)
{
	if (event->after_shown.length == 0)
		return arena_printf(arena, "no more help wanted (was: %.*s)",
				    STR_ARG(event->before_shown));
	return arena_printf(arena, "help wanted: %.*s", STR_ARG(event->after_shown));
}

static struct str
field_change(struct arena *arena, const struct event *event)
{
	return arena_printf(arena, "%s: %.*s", field_name(event->field),
			    STR_ARG(from_to(arena, event)));
}

/* Of what came to a list or went from it; else there are a sign and the field's name. */
static const struct {
	enum field field;
	const char *come, *gone;
	bool is_sentence; /* what is listed may be one, or several */
} sayings[] = {
	{ FIELD_REQUIRES, "now requires", "no longer requires", false },
	{ FIELD_ADDRESSES, "now addresses", "no longer addresses", false },
	{ FIELD_CITES, "now cites", "no longer cites", false },
	{ FIELD_RETELLS, "now retells", "no longer retells", false },
	{ FIELD_TELLS, "now tells", "no longer tells", false },
	{ FIELD_POINTS, "new point:", "point gone:", true },
	{ FIELD_WANTED, "evidence wanted:", "evidence no longer wanted:", true },
};
#define SAYING_COUNT (sizeof sayings / sizeof *sayings)

static size_t
saying_of(enum field field)
{
	size_t i = 0;

	while (i < SAYING_COUNT && sayings[i].field != field)
		i++;
	return i;
}

static bool
has_come(const struct event *event)
{
	return event->before.length == 0;
}

static struct str
item_name(struct arena *arena, const struct event *event)
{
	struct str name = has_come(event) ? event->after_shown : event->before_shown;
	size_t saying = saying_of(event->field);

	return saying < SAYING_COUNT && sayings[saying].is_sentence
		       ? arena_printf(arena, "\"%.*s\"", STR_ARG(name))
		       : name;
}

/* "now cites Barbara gets burned", "participants − ada" */
static struct str
item(struct arena *arena, const struct event *event)
{
	struct str name = item_name(arena, event);
	size_t saying = saying_of(event->field);

	if (saying == SAYING_COUNT)
		return arena_printf(arena, "%s %s %.*s", field_name(event->field),
				    has_come(event) ? "+" : "−", STR_ARG(name));
	return arena_printf(arena, "%s %.*s",
			    has_come(event) ? sayings[saying].come : sayings[saying].gone,
			    STR_ARG(name));
}

/* What milestones need is all help that they want. */
static bool
is_help(const struct event *event)
{
	return event->field == FIELD_NEEDS && schema_field(event->record_kind, FIELD_HELP) == NULL;
}

/* One of a list that came or went. */
static bool
is_item(const struct event *event)
{
	const struct field_row *row = schema_field(event->record_kind, event->field);

	if (row == NULL)
		row = schema_field(event->former_kind, event->field);
	return row != NULL && !is_help(event) &&
	       ((row->flags & FIELD_MANY) || row->type == TYPE_PEOPLE ||
		row->type == TYPE_RECORDS) &&
	       (event->before.length == 0 || event->after.length == 0);
}

static struct str
field_or_item(struct arena *arena, const struct event *event)
{
	if (is_help(event))
		return help(arena, event);
	return is_item(event) ? item(arena, event) : field_change(arena, event);
}

static struct str
text(struct arena *arena, const struct event *event)
{
	return arena_printf(arena, "%u word%s changed", event->words, event->words == 1 ? "" : "s");
}

static const struct {
	struct event_row row;
	struct str (*phrase)(struct arena *arena, const struct event *event);
} rows[EVENT_KIND_COUNT] = {
	[EVENT_ADDED] = { { "added", "a record is new", false }, added },
	[EVENT_REMOVED] = { { "removed", "a record is gone", false }, removed },
	[EVENT_SPLIT] = { { "split", "new, with text that stood in another record", false },
			  split },
	[EVENT_MERGED] = { { "merged", "gone, and its text stands in another record", false },
			   merged },
	[EVENT_BECAME] = { { "became", "it is a record of another kind now", false }, became },
	[EVENT_RENAMED] = { { "renamed", "another title", false }, renamed },
	[EVENT_MOVED] = { { "moved", "it belongs to another record", false }, moved },
	[EVENT_REFILED] = { { "refiled",
			      "another id, because its file or its parent has another name", true },
			    refiled },
	[EVENT_STARTED] = { { "started", "it is in progress", false }, state_word },
	[EVENT_PAUSED] = { { "paused", "it rests", false }, state_word },
	[EVENT_RESUMED] = { { "resumed", "it was paused and is in progress again", false },
			    state_word },
	[EVENT_FINISHED] = { { "finished", "it is done", false }, state_word },
	[EVENT_REOPENED] = { { "reopened", "it was done or dropped and is neither any more",
			       false },
			     state_word },
	[EVENT_DROPPED] = { { "dropped", "it will not be done", false }, state_word },
	[EVENT_STATE] = { { "state", "any other change of state", false }, state_value },
	[EVENT_ASSIGNED] = { { "assigned", "somebody is an owner now", false }, assigned },
	[EVENT_LEFT] = { { "left", "somebody is no owner any more", false }, left },
	[EVENT_HANDED_OVER] = { { "handed-over", "one owner in place of another", false },
				handed_over },
	[EVENT_PROGRESS] = { { "progress", "the bar that is drawn by hand", false }, field_change },
	[EVENT_DATE] = { { "date", "when it is due, or was done", false }, field_change },
	[EVENT_REQUIRES] = { { "requires", "something must be done first, or need not any more",
			       false },
			     item },
	[EVENT_EVIDENCE] = { { "evidence",
			       "a story is cited or retold, a theme answered to, or not any more",
			       false },
			     item },
	[EVENT_PEOPLE] = { { "people", "a participant, stakeholder or champion has come or gone",
			     false },
			   item },
	[EVENT_HELP] = { { "help", "other help is wanted, or none any more", false }, help },
	[EVENT_FIELD] = { { "field", "any other field", false }, field_or_item },
	[EVENT_TEXT] = { { "text", "words of the text, tables and fields left out", true }, text },
};

const struct event_row *
event_row(enum event_kind kind)
{
	return &rows[kind].row;
}

/* ==== states ==== */

#define ANY (~0u)
#define STATE_BIT(state) (1u << (state))

/* The first row that fits names the change. */
static const struct {
	unsigned before, after; /* STATE_BIT()s */
	enum event_kind kind;
} transitions[] = {
	{ ANY, STATE_BIT(STATE_DONE), EVENT_FINISHED },
	{ ANY, STATE_BIT(STATE_DROPPED), EVENT_DROPPED },
	{ STATE_BIT(STATE_DONE) | STATE_BIT(STATE_DROPPED), ANY, EVENT_REOPENED },
	{ ANY, STATE_BIT(STATE_PAUSED), EVENT_PAUSED },
	{ STATE_BIT(STATE_PAUSED), STATE_BIT(STATE_ACTIVE), EVENT_RESUMED },
	{ ANY, STATE_BIT(STATE_ACTIVE), EVENT_STARTED },
	{ ANY, ANY, EVENT_STATE },
};

enum event_kind
event_of_states(enum state before, enum state after)
{
	size_t row = 0;

	while (!(transitions[row].before & STATE_BIT(before)) ||
	       !(transitions[row].after & STATE_BIT(after)))
		row++;
	return transitions[row].kind;
}

bool
event_parse(struct str name, enum event_kind *ret_kind)
{
	for (size_t i = 0; i < EVENT_KIND_COUNT; i++) {
		if (str_equal_fold(name, str_from(rows[i].row.name))) {
			*ret_kind = (enum event_kind)i;
			return true;
		}
	}
	return false;
}

struct str
event_phrase(struct arena *arena, const struct event *event)
{
	return rows[event->kind].phrase(arena, event);
}

struct str
event_more(struct arena *arena, const struct event *before, const struct event *event)
{
	const unsigned lists = EVENT_BIT(EVENT_REQUIRES) | EVENT_BIT(EVENT_EVIDENCE) |
			       EVENT_BIT(EVENT_PEOPLE) | EVENT_BIT(EVENT_FIELD);

	if (before->kind != event->kind || before->field != event->field ||
	    !(lists & EVENT_BIT(event->kind)) || !is_item(before) || !is_item(event) ||
	    has_come(before) != has_come(event))
		return STR_EMPTY;
	return item_name(arena, event);
}

struct str
event_via_phrase(struct arena *arena, const struct event *event)
{
	if (event->via == IDENTITY_BLOB)
		return STR(" (known by the same bytes)");
	if (event->via == IDENTITY_SIMILARITY)
		return arena_printf(arena, " (known by its likeness, %.2f)", event->score);
	return STR_EMPTY;
}
