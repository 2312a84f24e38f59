/* events: pairs of records, field by field. */
#include "history/events.h"

#include "history/likeness.h"
#include "history/naming.h"

#define MOVED 0.5 /* share of a text's lines that came from another record */

/* Kinds whose ids are paths; people are called by their handles. */
#define CALLED_BY_TITLE                                                                            \
	(KIND_BIT(KIND_GOAL) | KIND_BIT(KIND_INITIATIVE) | KIND_BIT(KIND_MILESTONE) |              \
	 KIND_BIT(KIND_STORY) | KIND_BIT(KIND_THEME))

struct comparison {
	struct arena *arena;
	const struct snapshot *before, *after; /* after NULL: one snapshot, which was revised */
	struct identities identities;          /* of two */
	struct events *events;
	/* What there is something to say of, in the order of its snapshot. */
	VEC(const struct entry *) changed; /* later entries that came or are no longer the same */
	VEC(const struct entry *) gone;
};

/* What an earlier entry has become; NULL: it is gone. */
static const struct entry *
later(const struct comparison *comparison, const struct entry *old)
{
	return comparison->after == NULL ? old : comparison->identities.before[old->index].other;
}

static const struct entry *
target_before(const struct comparison *comparison, const struct entry_value *value)
{
	return snapshot_target(comparison->before, value);
}

static const struct entry *
target_after(const struct comparison *comparison, const struct entry_value *value)
{
	return snapshot_target(comparison->after != NULL ? comparison->after : comparison->before,
			       value);
}

static struct identity
identity_of(const struct comparison *comparison, const struct entry *old, const struct entry *new)
{
	if (comparison->after != NULL)
		return new != NULL ? comparison->identities.after[new->index]
				   : comparison->identities.before[old->index];
	return (struct identity){ old,
				  old->has_own_id && new->has_own_id ? IDENTITY_ID : IDENTITY_PATH,
				  1, NULL };
}

/* ==== what all events say ==== */

static struct event *
add(struct comparison *comparison, enum event_kind kind, const struct entry *old,
    const struct entry *new)
{
	const struct entry *entry = new != NULL ? new : old;
	const struct identity identity = identity_of(comparison, old, new);
	/* What went is told of its parent as that is called now. */
	const struct entry *now =
		new == NULL && old->parent ? later(comparison, old->parent) : NULL;
	struct event *event = VEC_PUSH(comparison->arena, comparison->events);

	*event = (struct event){
		.kind = kind,
		.record_kind = entry->kind,
		.former_kind = old != NULL ? old->kind : entry->kind,
		.id = entry->id,
		.title = entry->title,
		.path = entry->path,
		.via = identity.rule,
		.score = identity.score,
		.owners = entry_owners(comparison->arena, entry),
		.period = entry_period(entry),
		.old = old,
		.new = new,
	};
	if (entry->parent != NULL) {
		event->parent = entry->parent->id;
		event->parent_kind = entry->parent->kind;
		event->parent_title = (now != NULL ? now : entry->parent)->title;
	}
	if (old != NULL && new != NULL && !str_equal(old->id, new->id))
		event->former = old->id;
	if (identity.other == NULL && identity.maybe != NULL)
		event->maybe = identity.maybe->id;
	return event;
}

static struct event *
add_change(struct comparison *comparison, enum event_kind kind, const struct entry *old,
	   const struct entry *new, enum field field)
{
	struct event *event = add(comparison, kind, old, new);

	event->field = field;
	return event;
}

/* "in part: Polish" and not "in part: roadmap/polish": readers know work, stories and problems by title. */
static struct str
shown(const struct comparison *comparison, const struct entry_value *value,
      const struct entry *target)
{
	if (target == NULL || !(KIND_BIT(target->kind) & CALLED_BY_TITLE) ||
	    !str_ends(value->shown, target->id))
		return value->shown;
	return arena_printf(comparison->arena, "%.*s%.*s",
			    (int)(value->shown.length - target->id.length), value->shown.data,
			    STR_ARG(target->title));
}

static void
set_before(struct comparison *comparison, struct event *event, const struct entry_value *value)
{
	event->before = value->text;
	event->before_shown = shown(comparison, value, target_before(comparison, value));
}

static void
set_after(struct comparison *comparison, struct event *event, const struct entry_value *value)
{
	event->after = value->text;
	event->after_shown = shown(comparison, value, target_after(comparison, value));
}

/* ==== values ==== */

static bool
is_same_value(const struct comparison *comparison, const struct entry_value *old,
	      const struct entry_value *new)
{
	const struct entry *before = target_before(comparison, old);
	const struct entry *after = target_after(comparison, new);

	if (before != NULL && after != NULL)
		return later(comparison, before) == after;
	if (str_equal_or_same(old->text, new->text))
		return true;
	/* Of people a name may turn into the handle. */
	return old->is_person && new->is_person &&naming_is_alike(old->text, new->text);
}

/* One value of `field` that the other one has not.  False when there is none at or behind *at. */
static bool
next_only(const struct comparison *comparison, const struct entry_field *field,
	  const struct entry_field *other, bool is_old, size_t *at)
{
	for (; field != NULL && *at < field->count; (*at)++) {
		bool found = false;

		for (size_t i = 0; other != NULL && i < other->count && !found; i++)
			found = is_old ? is_same_value(comparison, &field->values[*at],
						       &other->values[i])
				       : is_same_value(comparison, &other->values[i],
						       &field->values[*at]);
		if (!found)
			return true;
	}
	return false;
}

/* ==== fields ==== */

/* Two entries of one record, and what they say of one field; NULL: nothing. */
struct change {
	const struct entry *old, *new;
	const struct entry_field *before, *after;
	enum field field;
	enum event_kind kind; /* of the reader's row */
};

static void
add_lost(struct comparison *comparison, const struct change *change, enum event_kind kind,
	 const struct entry_value *value)
{
	set_before(comparison,
		   add_change(comparison, kind, change->old, change->new, change->field), value);
}

static void
add_gained(struct comparison *comparison, const struct change *change, enum event_kind kind,
	   const struct entry_value *value)
{
	set_after(comparison, add_change(comparison, kind, change->old, change->new, change->field),
		  value);
}

static void
read_list(struct comparison *comparison, const struct change *change)
{
	for (size_t i = 0; next_only(comparison, change->before, change->after, true, &i); i++)
		add_lost(comparison, change, change->kind, &change->before->values[i]);
	for (size_t i = 0; next_only(comparison, change->after, change->before, false, &i); i++)
		add_gained(comparison, change, change->kind, &change->after->values[i]);
}

/* "lang, types" in a field that should have one value. */
static bool
has_several(const struct entry_field *field)
{
	return field != NULL && field->count > 1;
}

static void
read_scalar(struct comparison *comparison, const struct change *change)
{
	const struct entry_value *before = change->before != NULL ? change->before->values : NULL;
	const struct entry_value *after = change->after != NULL ? change->after->values : NULL;
	struct event *event;

	if (has_several(change->before) || has_several(change->after)) {
		read_list(comparison, change);
		return;
	}
	if (before != NULL && after != NULL && is_same_value(comparison, before, after))
		return;
	event = add_change(comparison, change->kind, change->old, change->new, change->field);
	if (before != NULL)
		set_before(comparison, event, before);
	if (after != NULL)
		set_after(comparison, event, after);
}

static bool
is_only_one(const struct comparison *comparison, const struct entry_field *field,
	    const struct entry_field *other, bool is_old, size_t *ret_index)
{
	size_t next;

	*ret_index = 0;
	if (!next_only(comparison, field, other, is_old, ret_index))
		return false;
	next = *ret_index + 1;
	return !next_only(comparison, field, other, is_old, &next);
}

/* One leaves as one comes: that is a handover. */
static void
read_owners(struct comparison *comparison, const struct change *change)
{
	const struct entry_field *before = change->before, *after = change->after;
	struct event *event;
	size_t gone, come;

	if (is_only_one(comparison, before, after, true, &gone) &&
	    is_only_one(comparison, after, before, false, &come)) {
		event = add_change(comparison, EVENT_HANDED_OVER, change->old, change->new,
				   change->field);
		set_before(comparison, event, &before->values[gone]);
		set_after(comparison, event, &after->values[come]);
		return;
	}
	for (size_t i = 0; next_only(comparison, before, after, true, &i); i++)
		add_lost(comparison, change, EVENT_LEFT, &before->values[i]);
	for (size_t i = 0; next_only(comparison, after, before, false, &i); i++)
		add_gained(comparison, change, EVENT_ASSIGNED, &after->values[i]);
}

static void
read_state(struct comparison *comparison, const struct change *change)
{
	struct change named = *change;

	named.kind = event_of_states(entry_state(change->old), entry_state(change->new));
	read_scalar(comparison, &named);
}

/* Fields that have words of their own; the others are EVENT_FIELD, one value or a list. */
static const struct {
	enum field field;
	enum event_kind kind;
	void (*read)(struct comparison *comparison, const struct change *change);
} readers[] = {
	{ FIELD_STATE, EVENT_STATE, read_state },
	{ FIELD_OWNER, EVENT_ASSIGNED, read_owners },
	{ FIELD_PROGRESS, EVENT_PROGRESS, read_scalar },
	{ FIELD_DUE, EVENT_DATE, read_scalar },
	{ FIELD_DONE, EVENT_DATE, read_scalar },
	{ FIELD_REQUIRES, EVENT_REQUIRES, read_list },
	{ FIELD_CITES, EVENT_EVIDENCE, read_list },
	{ FIELD_ADDRESSES, EVENT_EVIDENCE, read_list },
	{ FIELD_TELLS, EVENT_EVIDENCE, read_list },
	{ FIELD_RETELLS, EVENT_EVIDENCE, read_list },
	{ FIELD_PARTICIPANTS, EVENT_PEOPLE, read_list },
	{ FIELD_STAKEHOLDERS, EVENT_PEOPLE, read_list },
	{ FIELD_CHAMPIONS, EVENT_PEOPLE, read_list },
	{ FIELD_CHAMPION, EVENT_PEOPLE, read_list },
	{ FIELD_HELP, EVENT_HELP, read_scalar },
};

static void
read_change(struct comparison *comparison, struct change *change, const struct field_row *row)
{
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
		if (readers[i].field != change->field)
			continue;
		change->kind = readers[i].kind;
		readers[i].read(comparison, change);
		return;
	}
	change->kind = EVENT_FIELD;
	if (row->flags & FIELD_MANY)
		read_list(comparison, change);
	else
		read_scalar(comparison, change);
}

/* The field at *at, which is stepped over, when it is the one that is asked for. */
static const struct entry_field *
take_field(const struct entry *entry, enum field field, size_t *at)
{
	if (*at == entry->fields.count || entry->fields.items[*at].field != field)
		return NULL;
	return &entry->fields.items[(*at)++];
}

/* Both entries' fields stand in the order of the schema. */
static void
compare_same_kind(struct comparison *comparison, const struct entry *old, const struct entry *new)
{
	const struct kind_row *kind = schema_kind(new->kind);
	size_t before = 0, after = 0;

	for (size_t i = 0; i < kind->field_count; i++) {
		const struct field_row *row = &kind->fields[i];
		struct change change = { old, new, NULL, NULL, row->field, EVENT_FIELD };

		change.before = take_field(old, row->field, &before);
		change.after = take_field(new, row->field, &after);
		if (change.before != NULL || change.after != NULL)
			read_change(comparison, &change, row);
	}
}

static void
compare_fields(struct comparison *comparison, const struct entry *old, const struct entry *new)
{
	if (old->kind == new->kind) {
		compare_same_kind(comparison, old, new);
		return;
	}
	for (int field = 0; field < FIELD_COUNT; field++) {
		const struct field_row *row = schema_field(new->kind, (enum field)field);
		struct change change = { old, new, NULL, NULL, (enum field)field, EVENT_FIELD };

		if (row == NULL)
			row = schema_field(old->kind, (enum field)field);
		change.before = entry_said(old, change.field);
		change.after = entry_said(new, change.field);
		if (change.before != NULL || change.after != NULL)
			read_change(comparison, &change, row);
	}
}

/* ==== records ==== */

static const struct entry *
parent_after(const struct comparison *comparison, const struct entry *old)
{
	return old->parent != NULL ? later(comparison, old->parent) : NULL;
}

static void
compare_place(struct comparison *comparison, const struct entry *old, const struct entry *new)
{
	const struct entry *parent = parent_after(comparison, old);
	struct event *event;

	if (old->kind != new->kind) {
		event = add(comparison, EVENT_BECAME, old, new);
		event->before = event->before_shown = str_from(schema_kind(old->kind)->name);
		event->after = event->after_shown = str_from(schema_kind(new->kind)->name);
	}
	if (!str_equal(old->title, new->title)) {
		event = add(comparison, EVENT_RENAMED, old, new);
		event->before = event->before_shown = old->title;
		event->after = event->after_shown = new->title;
	}
	if (parent != new->parent || (old->parent != NULL && parent == NULL)) {
		event = add(comparison, EVENT_MOVED, old, new);
		if (old->parent != NULL) {
			event->before = old->parent->id;
			event->before_shown = old->parent->title;
		}
		if (new->parent != NULL) {
			event->after = new->parent->id;
			event->after_shown = new->parent->title;
		}
	}
	if (!str_equal(old->id, new->id)) {
		event = add(comparison, EVENT_REFILED, old, new);
		event->before = event->before_shown = old->id;
		event->after = event->after_shown = new->id;
	}
}

static bool
have_same_bytes(const struct strs *a, const struct strs *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!str_equal_or_same(a->items[i], b->items[i]))
			return false;
	return true;
}

static void
compare_texts(struct comparison *comparison, const struct entry *old, const struct entry *new)
{
	uint32_t words;

	if (have_same_bytes(&old->texts, &new->texts))
		return;
	words = likeness_changed_words(comparison->arena, &old->texts, &new->texts);
	if (words > 0)
		add(comparison, EVENT_TEXT, old, new)->words = words;
}

/* A page whose text changed, and what became of it. */
static bool
has_changed(const struct entry *old, const struct entry *new)
{
	return old != NULL && new != NULL && old->source.length > 0 && new->source.length > 0 &&
	       !str_equal_or_same(old->source, new->source);
}

/* The record that is still there, but for the text that this new one took over; or NULL. */
static const struct entry *
find_origin(const struct comparison *comparison, const struct entry *new)
{
	for (size_t i = 0; new->source.length > 0 && i < comparison->before->count; i++) {
		const struct entry *old = comparison->before->items[i];
		const struct entry *rest = later(comparison, old);

		if (old->kind == new->kind && has_changed(old, rest) &&
		    likeness_moved_share(comparison->arena, new->source, old->source,
					 &rest->source) >= MOVED)
			return old;
	}
	return NULL;
}

/* The record that was there before and took over the text of this one; or NULL. */
static const struct entry *
find_heir(const struct comparison *comparison, const struct entry *old)
{
	for (size_t i = 0; old->source.length > 0 && i < comparison->after->count; i++) {
		const struct entry *new = comparison->after->items[i];
		const struct entry *first = comparison->identities.after[i].other;

		if (old->kind == new->kind && has_changed(first, new) &&
		    likeness_moved_share(comparison->arena, old->source, new->source,
					 &first->source) >= MOVED)
			return new;
	}
	return NULL;
}

static void
come(struct comparison *comparison, const struct entry *new)
{
	const struct entry *origin = find_origin(comparison, new);
	struct event *event =
		add(comparison, origin != NULL ? EVENT_SPLIT : EVENT_ADDED, NULL, new);
	const struct entry_field *state = entry_said(new, FIELD_STATE);

	if (origin != NULL)
		event->maybe = origin->id;
	if (state != NULL)
		set_after(comparison, event, state->values);
}

static void
go(struct comparison *comparison, const struct entry *old)
{
	const struct entry *heir = find_heir(comparison, old);
	struct event *event =
		add(comparison, heir != NULL ? EVENT_MERGED : EVENT_REMOVED, old, NULL);
	const struct entry_field *state = entry_said(old, FIELD_STATE);

	if (heir != NULL)
		event->maybe = heir->id;
	if (state != NULL)
		set_before(comparison, event, state->values);
}

/* ==== what is worth a look ==== */

/* In the same order, which is more than the readers ask for. */
static bool
say_the_same(const struct comparison *comparison, const struct entry *old, const struct entry *new)
{
	/* Snapshot_next has taken them from there. */
	if (old->fields.items == new->fields.items && !old->has_targets)
		return true;
	if (old->fields.count != new->fields.count)
		return false;
	for (size_t f = 0; f < old->fields.count; f++) {
		const struct entry_field *a = &old->fields.items[f], *b = &new->fields.items[f];

		if (a->field != b->field || a->count != b->count)
			return false;
		for (size_t v = 0; v < a->count; v++)
			if (!is_same_value(comparison, &a->values[v], &b->values[v]))
				return false;
	}
	return true;
}

/* No reader would find anything.  Of a thousand records it is so for nearly all. */
static bool
is_unchanged(const struct comparison *comparison, const struct entry *old, const struct entry *new)
{
	if (old->kind != new->kind || !str_equal_or_same(old->id, new->id) ||
	    !str_equal_or_same(old->title, new->title) ||
	    (old->parent == NULL) != (new->parent == NULL) ||
	    parent_after(comparison, old) != new->parent)
		return false;
	return say_the_same(comparison, old, new) && have_same_bytes(&old->texts, &new->texts);
}

static void
list_changes(struct comparison *comparison)
{
	const struct snapshot *before = comparison->before, *after = comparison->after;

	for (size_t i = 0; i < after->count; i++) {
		const struct entry *new = after->items[i];
		const struct entry *old = comparison->identities.after[i].other;

		if (old == NULL || !is_unchanged(comparison, old, new))
			*VEC_PUSH(comparison->arena, &comparison->changed) = new;
	}
	for (size_t i = 0; i < before->count; i++)
		if (comparison->identities.before[i].other == NULL)
			*VEC_PUSH(comparison->arena, &comparison->gone) = before->items[i];
}

static void
compare(struct comparison *comparison, const struct entry *old, const struct entry *new)
{
	if (old == NULL) {
		come(comparison, new);
		return;
	}
	compare_place(comparison, old, new);
	compare_fields(comparison, old, new);
	compare_texts(comparison, old, new);
}

void
events_compare(struct arena *arena, const struct snapshot *before, const struct snapshot *after,
	       struct events *ret_events)
{
	struct comparison comparison = {
		.arena = arena, .before = before, .after = after, .events = ret_events
	};

	*ret_events = (struct events){ 0 };
	identity_find(arena, before, after, &comparison.identities);
	list_changes(&comparison);
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		for (size_t i = 0; i < comparison.changed.count; i++) {
			const struct entry *new = comparison.changed.items[i];

			if ((int)new->kind == kind)
				compare(&comparison, comparison.identities.after[new->index].other,
					new);
		}
		for (size_t i = 0; i < comparison.gone.count; i++)
			if ((int)comparison.gone.items[i]->kind == kind)
				go(&comparison, comparison.gone.items[i]);
	}
}

void
events_of_changes(struct arena *arena, const struct entry_changes *changes,
		  struct events *ret_events)
{
	struct comparison comparison = { .arena = arena,
					 .before = changes->snapshot,
					 .events = ret_events };

	*ret_events = (struct events){ 0 };
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		for (size_t i = 0; i < changes->count; i++) {
			const struct entry_change *change = &changes->items[i];

			if ((int)change->entry->kind == kind)
				compare(&comparison, &change->before, change->entry);
		}
	}
}
