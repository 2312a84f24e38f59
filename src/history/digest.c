/* digest: who is told by itself, and how it reads. */
#include "history/digest.h"

#include "emit/field.h"
#include "emit/quiet.h"
#include "emit/wrap.h"

#define MANY_ALIKE 12

/* Kinds that are told with their parent when they come or go with it. */
static const enum kind steps[2] = { KIND_MILESTONE, KIND_ASK };

/* ==== gathering ==== */

static bool
is_coming(const struct event *event)
{
	return event->kind == EVENT_ADDED || event->kind == EVENT_SPLIT;
}

static bool
is_going(const struct event *event)
{
	return event->kind == EVENT_REMOVED || event->kind == EVENT_MERGED;
}

static struct str
record_key(struct arena *arena, enum kind kind, struct str id)
{
	return arena_printf(arena, "%d %.*s", (int)kind, STR_ARG(id));
}

static size_t
step_of(enum kind kind)
{
	return kind == steps[0] ? 0 : kind == steps[1] ? 1 : SIZE_MAX;
}

void
steps_count(struct arena *arena, const struct events *events, struct step_counts *ret_counts)
{
	*ret_counts = (struct step_counts){ 0 };
	for (size_t i = 0; i < events->count; i++) {
		const struct event *event = &events->items[i];
		struct map *map = is_coming(event)  ? &ret_counts->come
				  : is_going(event) ? &ret_counts->gone
						    : NULL;
		size_t step = step_of(event->record_kind);
		void **place;

		if (map == NULL || step == SIZE_MAX || event->parent.length == 0)
			continue;
		place = map_put(arena, map, record_key(arena, event->parent_kind, event->parent));
		if (*place == NULL)
			*place = ARENA_ARRAY(arena, size_t, 2);
		((size_t *)*place)[step]++;
	}
}

/* Milestones and asks of the parent that came, or went, as the event does. */
static size_t
count_steps(struct arena *arena, const struct step_counts *counts, const struct event *event,
	    enum kind parent_kind, struct str parent, size_t step)
{
	const size_t *found = map_get(is_going(event) ? &counts->gone : &counts->come,
				      record_key(arena, parent_kind, parent));

	return found != NULL ? found[step] : 0;
}

struct gathering {
	struct arena *arena;
	const struct step_counts *counts;
	struct digest *digest;
	struct map come, gone; /* record_key -> struct told */
	bool is_long;
};

/* The record that this step came or went with, or NULL. */
static struct told *
find_parent(struct gathering *gathering, const struct event *event)
{
	struct str key = record_key(gathering->arena, event->parent_kind, event->parent);

	if (gathering->is_long || event->parent.length == 0 ||
	    step_of(event->record_kind) == SIZE_MAX)
		return NULL;
	if (is_coming(event))
		return map_get(&gathering->come, key);
	return is_going(event) ? map_get(&gathering->gone, key) : NULL;
}

/* What went from a list, and what came to it, is called the same: a name has found its record, or lost it. */
static bool
is_naming(const struct told *told, const struct event *event)
{
	bool has_come = event->before.length == 0;
	struct str name = has_come ? event->after_shown : event->before_shown;

	if (has_come == (event->after.length == 0))
		return false;
	for (size_t i = 0; i < told->count; i++) {
		const struct event *other = told->events[i];

		if (other->kind == event->kind && other->field == event->field &&
		    (has_come ? other->after : other->before).length == 0 &&
		    str_equal_fold(has_come ? other->before_shown : other->after_shown, name))
			return true;
	}
	return false;
}

/* What is wanted of all is told already. */
static bool
is_part_of_help(const struct told *told, const struct event *event)
{
	for (size_t i = 0; event->field == FIELD_NEEDS && i < told->count; i++)
		if (told->events[i]->kind == EVENT_HELP)
			return true;
	return false;
}

static bool
is_minor_in(const struct told *told, const struct event *event)
{
	return event_row(event->kind)->is_minor || is_naming(told, event) ||
	       is_part_of_help(told, event);
}

static bool
is_minor(const struct told *told)
{
	for (size_t i = 0; i < told->count; i++)
		if (!is_minor_in(told, told->events[i]))
			return false;
	return true;
}

static void
count(struct digest *digest, const struct event *event)
{
	digest->come += is_coming(event);
	digest->gone += is_going(event);
	digest->changed += !is_coming(event) && !is_going(event);
}

static bool
is_lone_step(const struct told *told)
{
	enum event_kind kind = told->events[0]->kind;

	return told->count == 1 && step_of(told->events[0]->record_kind) != SIZE_MAX &&
	       told->events[0]->parent.length > 0 && (kind == EVENT_ADDED || kind == EVENT_REMOVED);
}

/* The step before it in the list came to, or went from, the same parent. */
static bool
joins_group(struct gathering *gathering, const struct told *told)
{
	struct digest *digest = gathering->digest;
	struct told *last = digest->count > 0 ? &digest->items[digest->count - 1] : NULL;
	const struct event *event = told->events[0], *before;

	if (last == NULL || gathering->is_long || !is_lone_step(told) ||
	    last->events + last->count != told->events || (!last->is_group && !is_lone_step(last)))
		return false;
	before = last->events[0];
	if (before->kind != event->kind || before->record_kind != event->record_kind ||
	    before->parent_kind != event->parent_kind || !str_equal(before->parent, event->parent))
		return false;
	last->is_group = true;
	last->count++;
	last->of = count_steps(gathering->arena, gathering->counts, event, event->parent_kind,
			       event->parent, step_of(event->record_kind));
	return true;
}

static void
gather(struct gathering *gathering, const struct event *const *events, size_t count_of_events)
{
	struct digest *digest = gathering->digest;
	struct told told = { .events = events, .count = count_of_events };
	const struct event *first = events[0];
	struct told *parent = find_parent(gathering, first);
	struct map *whole = is_coming(first)  ? &gathering->come
			    : is_going(first) ? &gathering->gone
					      : NULL;

	if (parent == NULL && !gathering->is_long && is_minor(&told)) {
		digest->minor++;
		return;
	}
	count(digest, first);
	if (parent != NULL || joins_group(gathering, &told))
		return;
	for (size_t i = 0; i < 2 && whole != NULL && !gathering->is_long; i++)
		told.steps[i] = count_steps(gathering->arena, gathering->counts, first,
					    first->record_kind, first->id, i);
	*VEC_PUSH(gathering->arena, digest) = told;
	if (whole != NULL)
		*map_put(gathering->arena, whole,
			 record_key(gathering->arena, first->record_kind, first->id)) =
			&digest->items[digest->count - 1];
}

/* Of the same record in the same pair of revisions; one that came may have the id of one that went. */
static bool
is_of_one(const struct event *a, const struct event *b)
{
	return a->record_kind == b->record_kind && str_equal(a->id, b->id) && a->life == b->life &&
	       a->old == b->old && a->new == b->new;
}

/* The field that all that is told of the record is a new value of; FIELD_TITLE: there is more, or another event. */
static enum field
lone_field(const struct told *told)
{
	const struct event *lone = NULL;

	for (size_t i = 0; i < told->count; i++) {
		if (is_minor_in(told, told->events[i]))
			continue;
		if (lone != NULL)
			return FIELD_TITLE;
		lone = told->events[i];
	}
	return lone != NULL && lone->kind == EVENT_FIELD && lone->before.length > 0 &&
			       lone->after.length > 0
		       ? lone->field
		       : FIELD_TITLE;
}

/* The first of those that are alike stands for all of them. */
static void
fold_alike(struct digest *digest)
{
	struct {
		size_t count;
		struct told *told; /* that stands for them, when they are many enough */
	} alike[KIND_COUNT][FIELD_COUNT] = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < digest->count; i++)
		alike[digest->items[i].events[0]->record_kind][lone_field(&digest->items[i])]
			.count++;
	for (size_t i = 0; i < digest->count; i++) {
		const struct told *told = &digest->items[i];
		enum kind kind = told->events[0]->record_kind;
		enum field field = lone_field(told);

		if (field != FIELD_TITLE && alike[kind][field].count >= MANY_ALIKE) {
			if (alike[kind][field].told != NULL) {
				alike[kind][field].told->alike++;
				continue;
			}
			alike[kind][field].told = &digest->items[kept];
		}
		digest->items[kept++] = *told;
	}
	digest->count = kept;
}

void
digest_make(struct arena *arena, const struct event *const *events, size_t event_count,
	    const struct step_counts *counts, bool is_long, struct digest *ret_digest)
{
	struct gathering gathering = { arena, counts, ret_digest, .is_long = is_long };
	size_t end;

	*ret_digest = (struct digest){ 0 };
	/* Items must not move: the maps point at them. */
	ret_digest->items = ARENA_ARRAY(arena, struct told, event_count);
	ret_digest->capacity = event_count;
	for (size_t i = 0; i < event_count; i = end) {
		const struct event *first = events[i];

		for (end = i + 1; end < event_count && is_of_one(first, events[end]); end++)
			;
		gather(&gathering, &events[i], end - i);
	}
	if (!is_long)
		fold_alike(ret_digest);
}

/* ==== words ==== */

char
told_sign(const struct told *told)
{
	if (is_coming(told->events[0]))
		return '+';
	return is_going(told->events[0]) ? '-' : '~';
}

static struct str
subject(struct arena *arena, const struct told *told, bool with_id)
{
	const struct event *last = told->events[told->count - 1];
	bool is_step = step_of(last->record_kind) != SIZE_MAX && last->parent_title.length > 0;

	if (told->is_group)
		return last->parent_title;
	if (is_step && with_id)
		return arena_printf(arena, "%.*s (%.*s, %.*s)", STR_ARG(last->title),
				    STR_ARG(last->parent_title), STR_ARG(last->id));
	if (is_step || with_id)
		return arena_printf(arena, "%.*s (%.*s)", STR_ARG(last->title),
				    STR_ARG(is_step ? last->parent_title : last->id));
	return last->title;
}

struct str
told_subject(struct arena *arena, const struct told *told)
{
	struct str text = subject(arena, told, told->events[told->count - 1]->has_namesake);

	if (told->alike == 0)
		return text;
	return arena_printf(arena, "%.*s and %zu more", STR_ARG(text), told->alike);
}

/* "3 milestones added: RFC, Prototype, Stabilize it", "2 of 3 milestones …" where a filter left one out */
static struct str
group_phrase(struct arena *arena, const struct told *told)
{
	const struct event *first = told->events[0];
	struct str of =
		told->of > told->count ? arena_printf(arena, " of %zu", told->of) : STR_EMPTY;
	struct str text =
		arena_printf(arena, "%zu%.*s %s %s: ", told->count, STR_ARG(of),
			     schema_kind(first->record_kind)->plural, event_row(first->kind)->name);

	for (size_t i = 0; i < told->count; i++)
		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), i > 0 ? ", " : "",
				    STR_ARG(told->events[i]->title));
	return text;
}

struct str
told_phrase(struct arena *arena, const struct told *told)
{
	const char *between = ", with";
	struct str text = STR_EMPTY;

	if (told->is_group)
		return group_phrase(arena, told);
	for (size_t i = 0; i < told->count; i++) {
		if (told->count > 1 && is_minor_in(told, told->events[i]))
			continue;
		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), text.length > 0 ? "; " : "",
				    STR_ARG(event_phrase(arena, told->events[i])));
	}
	if (text.length == 0)
		text = event_phrase(arena, told->events[0]);
	if (told->alike > 0)
		text = arena_printf(arena, "%.*s, and so on", STR_ARG(text));
	for (size_t i = 0; i < 2; i++) {
		const struct kind_row *kind = schema_kind(steps[i]);

		if (told->steps[i] == 0)
			continue;
		text = arena_printf(arena, "%.*s%s %zu %s", STR_ARG(text), between, told->steps[i],
				    told->steps[i] == 1 ? kind->name : kind->plural);
		between = " and";
	}
	return text;
}

struct str
digest_sum(struct arena *arena, const struct digest *digest)
{
	const size_t counts[] = { digest->come, digest->gone, digest->changed };
	static const char *const words[] = { "new", "gone", "changed" };
	size_t all = digest->come + digest->gone + digest->changed;
	struct str text = all == 0 ? STR("no record changed")
				   : arena_printf(arena, "%zu record%s", all, all == 1 ? "" : "s");
	const char *between = ": ";

	for (size_t i = 0; i < 3; i++) {
		if (counts[i] == 0)
			continue;
		text = arena_printf(arena, "%.*s%s%zu %s", STR_ARG(text), between, counts[i],
				    words[i]);
		between = ", ";
	}
	if (digest->minor == 0)
		return text;
	if (all == 0)
		return arena_printf(arena,
				    "only words or ids of %zu record%s changed; --long shows them",
				    digest->minor, digest->minor == 1 ? "" : "s");
	return arena_printf(arena, "%.*s; of %zu more only words or ids (--long shows them)",
			    STR_ARG(text), digest->minor);
}

struct str
digest_sentence(struct arena *arena, struct str text)
{
	char first = text.data[0];

	if (first >= 'a' && first <= 'z')
		first = (char)(first - 'a' + 'A');
	return arena_printf(arena, "%c%.*s.", first, STR_ARG(str_from_offset(text, 1)));
}

/* ==== forms ==== */

struct form {
	struct arena *arena;
	const struct digest_look *look;
	struct buf *out;
	bool with_kinds;
};

static enum kind
kind_of(const struct told *told)
{
	return told->events[told->count - 1]->record_kind;
}

/* The kind has another heading than the record before. */
static bool
begins_kind(const struct digest *digest, size_t index)
{
	return index == 0 || kind_of(&digest->items[index]) != kind_of(&digest->items[index - 1]);
}

static struct str
kind_heading(struct arena *arena, enum kind kind)
{
	return field_heading(arena, str_from(schema_kind(kind)->plural));
}

static void
put_line(const struct form *form, struct str text, size_t indent)
{
	wrap_put(form->out, wrap_clean(form->arena, text), form->look->columns,
		 form->look->indent + indent, 2);
}

/* "goal polish" before what is told of it, where ids are wanted. */
static struct str
long_subject(const struct form *form, const struct told *told)
{
	const struct event *last = told->events[told->count - 1];

	return arena_printf(form->arena, "%c %s %.*s: %.*s", told_sign(told),
			    schema_kind(last->record_kind)->name, STR_ARG(last->id),
			    STR_ARG(subject(form->arena, told, false)));
}

/* The first event says how the record was known, too. */
static struct str
long_phrase(struct arena *arena, const struct told *told, size_t index)
{
	const struct event *event = told->events[index];
	struct str via = index == 0 ? event_via_phrase(arena, event) : STR_EMPTY;

	return arena_printf(arena, "%.*s%.*s", STR_ARG(event_phrase(arena, event)), STR_ARG(via));
}

static void
put_long(const struct form *form, const struct told *told)
{
	put_line(form, long_subject(form, told), 0);
	for (size_t i = 0; i < told->count; i++)
		put_line(form, long_phrase(form->arena, told, i), 4);
}

/* Of what is named: of a group, which comes to its parent or goes from it, that is the parent. */
static const char *
subject_kind(const struct told *told)
{
	enum kind parent = told->events[told->count - 1]->parent_kind;

	return schema_kind(told->is_group ? parent : kind_of(told))->name;
}

static void
put_short(const struct form *form, const struct told *told)
{
	struct str subject = told_subject(form->arena, told);
	struct str phrase = told_phrase(form->arena, told);

	if (form->with_kinds)
		put_line(form,
			 arena_printf(form->arena, "%c %.*s: %.*s", told_sign(told),
				      STR_ARG(subject), STR_ARG(phrase)),
			 0);
	else
		put_line(form,
			 arena_printf(form->arena, "%c %s %.*s: %.*s",
				      told->is_group ? '~' : told_sign(told), subject_kind(told),
				      STR_ARG(subject), STR_ARG(phrase)),
			 0);
}

void
digest_put_text(struct arena *arena, const struct digest *digest, bool with_kinds,
		const struct digest_look *look, struct buf *out)
{
	struct form form = { arena, look, out, with_kinds };

	for (size_t i = 0; i < digest->count; i++) {
		if (with_kinds && begins_kind(digest, i))
			buf_printf(out, look->color ? "%s\33[1m%.*s\33[0m\n" : "%s%.*s\n",
				   i > 0 ? "\n" : "",
				   STR_ARG(kind_heading(arena, kind_of(&digest->items[i]))));
		if (look->is_long)
			put_long(&form, &digest->items[i]);
		else
			put_short(&form, &digest->items[i]);
	}
}

static void
put_markdown_text(const struct form *form, struct str text)
{
	quiet_put_markdown(form->out, wrap_clean(form->arena, text));
}

static void
put_long_markdown(const struct form *form, const struct told *told)
{
	for (size_t i = 0; i < told->count; i++) {
		buf_puts(form->out, "\n  * ");
		put_markdown_text(form, long_phrase(form->arena, told, i));
	}
	buf_putc(form->out, '\n');
}

void
digest_put_markdown(struct arena *arena, const struct digest *digest, bool with_kinds,
		    const struct digest_look *look, struct buf *out)
{
	struct form form = { arena, look, out, with_kinds };

	for (size_t i = 0; i < digest->count; i++) {
		const struct told *told = &digest->items[i];

		if (with_kinds && begins_kind(digest, i))
			buf_printf(out, "%s### %.*s\n\n", i > 0 ? "\n" : "",
				   STR_ARG(kind_heading(arena, kind_of(told))));
		buf_puts(out, with_kinds ? "* **" : "* ");
		if (!with_kinds)
			buf_printf(out, "%s **", subject_kind(told));
		put_markdown_text(&form, told_subject(arena, told));
		buf_puts(out, "**");
		if (look->is_long) {
			put_long_markdown(&form, told);
			continue;
		}
		buf_puts(out, ": ");
		put_markdown_text(&form, told_phrase(arena, told));
		buf_putc(out, '\n');
	}
}
