/* wanted: names to kinds, events, people and lives. */
#include "cmd/wanted.h"

#include "base/path.h"
#include "cmd/options.h"
#include "cmd/print.h"
#include "history/naming.h"
#include "plan/continuation.h"

#define SHORT_NAME 6   /* letters: of which one may be another … */
#define NEAR_LETTERS 2 /* … and of a longer one so many */

/* ==== kinds and events ==== */

static bool
read_kinds(struct call *call, unsigned *ret_kinds)
{
	const struct strs *names = &call_option(call, "kind")->list;
	enum kind kind;

	*ret_kinds = names->count == 0 ? ~0u : 0;
	for (size_t i = 0; i < names->count; i++) {
		if (!print_find_kind(call, names->items[i], &kind))
			return false;
		*ret_kinds |= KIND_BIT(kind);
	}
	return true;
}

static bool
report_event(struct call *call, struct str name)
{
	struct strs known = { 0 };
	struct str all = STR_EMPTY, proposal;

	for (int kind = 0; kind < EVENT_KIND_COUNT; kind++) {
		const char *word = event_row((enum event_kind)kind)->name;

		*VEC_PUSH(call->arena, &known) = str_from(word);
		all = arena_printf(call->arena, "%.*s%s%s", STR_ARG(all), kind > 0 ? ", " : "",
				   word);
	}
	proposal = options_suggest(call->arena, name, &known);
	if (proposal.length == 0)
		proposal = arena_printf(call->arena, "; expected one of %.*s", STR_ARG(all));
	call_fail(call, "there is no event \"%.*s\"%.*s", STR_ARG(name), STR_ARG(proposal));
	return false;
}

static bool
read_events(struct call *call, unsigned *ret_events)
{
	const struct strs *names = &call_option(call, "event")->list;
	enum event_kind kind;

	*ret_events = names->count == 0 ? ~0u : 0;
	for (size_t i = 0; i < names->count; i++) {
		if (!event_parse(names->items[i], &kind))
			return report_event(call, names->items[i]);
		*ret_events |= EVENT_BIT(kind);
	}
	return true;
}

bool
wanted_read(struct call *call, struct wanted *ret_wanted)
{
	*ret_wanted = (struct wanted){ 0 };
	return read_kinds(call, &ret_wanted->kinds) && read_events(call, &ret_wanted->events);
}

/* ==== people ==== */

static bool
is_person(enum kind kind)
{
	return kind == KIND_PERSON || kind == KIND_TEAM;
}

static bool
knows(const struct strs *known, struct str handle)
{
	for (size_t i = 0; i < known->count; i++)
		if (str_equal_fold(known->items[i], handle))
			return true;
	return false;
}

/* In a shallow clone there are people to whom nothing happened; and events say handles, where people say names. */
static void
add_present(struct call *call, const struct past_line *line, struct strs *known, struct str *handle)
{
	struct model *model = past_last(call, line);

	for (size_t i = 0; model != NULL && i < model->records.count; i++) {
		const struct record *record = model->records.items[i];

		if (!is_person(record->kind))
			continue;
		*VEC_PUSH(call->arena, known) = arena_copy(call->arena, record->id);
		if (str_equal_fold(record->title, *handle))
			*handle = known->items[known->count - 1];
	}
	if (model != NULL)
		model_close(model);
}

/* Whether anybody ever was called so, and by which handle; what came before is read only for that. */
static bool
is_known_person(struct call *call, struct past *past, struct str *handle, struct strs *ret_known)
{
	*ret_known = naming_all(call->arena, &past->chronicle);
	if (knows(ret_known, *handle))
		return true;
	if (past->is_cut) {
		if (!past_complete(call, past))
			return false;
		*ret_known = naming_all(call->arena, &past->chronicle);
	}
	add_present(call, &past->line, ret_known, handle);
	return knows(ret_known, *handle);
}

static bool
find_person(struct call *call, struct past *past, struct str name, struct wanted *wanted)
{
	struct str handle = str_equal_fold(name, STR("none")) ? STR_EMPTY : naming_handle(name);
	struct strs known;

	if (handle.length == 0 || is_known_person(call, past, &handle, &known)) {
		*VEC_PUSH(call->arena, &wanted->people) = handle;
		return true;
	}
	if (call->diags->failures == 0)
		call_fail(call, "nobody called \"%.*s\" is named in the book or its history%.*s",
			  STR_ARG(handle), STR_ARG(options_suggest(call->arena, handle, &known)));
	return false;
}

/* ==== records ==== */

/* The work tree has the record, and no revision does. */
static bool
is_uncommitted(struct call *call, struct str root, struct str name)
{
	const struct model_options wanted = { .path = root,
					      .dialect = call_option(call, "dialect")->text };
	struct records several = { 0 };
	struct model *model;
	struct diags unheard;
	bool is_there;

	diag_init(&unheard, call->arena);
	model = model_load(call->arena, &wanted, &unheard);
	is_there = model != NULL && model_find(model, name, &several, call->arena) != NULL;
	if (model != NULL)
		model_close(model);
	return is_there;
}

/* The id, as it was once, of a record whose id, its last part or title was nearly so; or empty. */
static struct str
nearest_once(const struct chronicle *chronicle, struct str name)
{
	unsigned limit = name.length < SHORT_NAME ? 1 : NEAR_LETTERS;
	struct str nearest = STR_EMPTY;

	for (size_t i = 0; i < chronicle->count; i++)
		for (size_t e = 0; e < chronicle->items[i].events.count; e++) {
			const struct event *event = &chronicle->items[i].events.items[e];
			const struct str names[] = { event->id, event->title,
						     path_base(event->id) };

			for (size_t n = 0; event->kind == EVENT_ADDED && n < 3; n++) {
				unsigned distance = str_distance(names[n], name, limit);

				if (distance > limit || (distance == limit && nearest.length > 0))
					continue;
				limit = distance;
				nearest = event->id;
			}
		}
	return nearest;
}

static bool
fail_unknown(struct call *call, const struct model *model, const struct past *past, struct str name,
	     bool is_several)
{
	const struct past_line *line = &past->line;
	bool is_near = is_several || model_nearest(model, name, ~0u).length > 0;
	struct str once = is_near ? STR_EMPTY : nearest_once(&past->chronicle, name);

	if (line->until.length == 0 && is_uncommitted(call, line->root, name))
		call_fail(call,
			  "no commit has \"%.*s\" yet; `waymark diff` shows what is not committed",
			  STR_ARG(name));
	else if (once.length > 0)
		call_fail(
			call,
			"no record is or was called \"%.*s\"; did you mean \"%.*s\", which was one "
			"once?",
			STR_ARG(name), STR_ARG(once));
	else
		print_find(call, model, name); /* says what would be right */
	return false;
}

/* Its life in all periods that its work goes on in. */
static void
add_lives(struct call *call, const struct past *past, const struct model *model,
	  const struct record *record, struct wanted *wanted)
{
	struct records chain;

	continuation_chain(call->arena, model, record, &chain);
	for (size_t i = 0; i < chain.count; i++) {
		uint32_t life = chronicle_find(&past->chronicle, &past->lives, chain.items[i]->kind,
					       chain.items[i]->id);

		if (life != 0)
			*VEC_PUSH(call->arena, &wanted->lives) = life;
	}
	if (wanted->lives.count == 0) /* it is there, and nothing happened to it */
		*VEC_PUSH(call->arena, &wanted->lives) = UINT32_MAX;
}

/* As the last revision knows it, else as any event names it.  A person's life is what they own and do. */
static bool
find_record(struct call *call, struct past *past, const struct model *model, struct wanted *wanted)
{
	struct records several = { 0 };
	struct str name = wanted->name;
	const struct record *record = model_find(model, name, &several, call->arena);
	const struct chronicle *chronicle = &past->chronicle;
	uint32_t life;

	if (record != NULL && is_person(record->kind)) {
		*VEC_PUSH(call->arena, &wanted->people) = arena_copy(call->arena, record->id);
		return true;
	}
	if (record == NULL && str_starts(name, STR("@")))
		return find_person(call, past, name, wanted);
	if (!past_complete(call, past))
		return false;
	if (record == NULL)
		record = continuation_newest(call->arena, model, &several);
	if (record != NULL)
		add_lives(call, past, model, record, wanted);
	else if (several.count == 0 && (life = chronicle_find_any(chronicle, name)) != 0)
		*VEC_PUSH(call->arena, &wanted->lives) = life;
	return wanted->lives.count > 0 || fail_unknown(call, model, past, name, several.count > 0);
}

bool
wanted_find(struct call *call, struct past *past, struct str name, struct wanted *wanted)
{
	const struct strs *owners = &call_option(call, "owner")->list;
	struct model *model;
	bool is_found;

	wanted->name = name;
	for (size_t i = 0; i < owners->count; i++)
		if (!find_person(call, past, owners->items[i], wanted))
			return false;
	if (name.length == 0)
		return true;
	model = past_last(call, &past->line);
	if (model == NULL)
		return false;
	is_found = find_record(call, past, model, wanted);
	model_close(model);
	return is_found;
}

/* ==== what is asked of each event ==== */

/* A record's own events, and those of its milestones and asks. */
static bool
is_of_lives(const struct event *event, const struct wanted *wanted)
{
	const unsigned steps = KIND_BIT(KIND_MILESTONE) | KIND_BIT(KIND_ASK);

	for (size_t i = 0; i < wanted->lives.count; i++) {
		uint32_t life = wanted->lives.items[i];

		if (event->life == life ||
		    (event->parent_life == life && (KIND_BIT(event->record_kind) & steps)))
			return true;
	}
	return wanted->lives.count == 0;
}

static bool
is_of_people(const struct event *event, const struct strs *people)
{
	for (size_t i = 0; i < people->count; i++)
		if (naming_has(event, people->items[i]))
			return true;
	return people->count == 0;
}

bool
wanted_has(const struct wanted *wanted, const struct event *event)
{
	return (wanted->kinds & KIND_BIT(event->record_kind)) &&
	       (wanted->events & EVENT_BIT(event->kind)) && is_of_lives(event, wanted) &&
	       is_of_people(event, &wanted->people);
}

/* ==== what was asked for, in words ==== */

/* One more word of a list: "goal or ask". */
static void
add_word(struct arena *arena, struct str *list, struct str word)
{
	*list = arena_printf(arena, "%.*s%s%.*s", STR_ARG(*list), list->length > 0 ? " or " : "",
			     STR_ARG(word));
}

static void
add_part(struct arena *arena, struct str *text, const char *what, struct str list)
{
	if (list.length > 0)
		*text = arena_printf(arena, "%.*s%s%s %.*s", STR_ARG(*text),
				     text->length > 0 ? "; " : "", what, STR_ARG(list));
}

struct str
wanted_text(struct arena *arena, const struct wanted *wanted)
{
	struct str kinds = STR_EMPTY, people = STR_EMPTY, events = STR_EMPTY, text = STR_EMPTY;

	for (int kind = 0; wanted->kinds != ~0u && kind < KIND_COUNT; kind++)
		if (wanted->kinds & KIND_BIT(kind))
			add_word(arena, &kinds, str_from(schema_kind((enum kind)kind)->name));
	for (size_t i = 0; i < wanted->people.count; i++)
		add_word(arena, &people,
			 wanted->people.items[i].length > 0 ? wanted->people.items[i]
							    : STR("none"));
	for (int event = 0; wanted->events != ~0u && event < EVENT_KIND_COUNT; event++)
		if (wanted->events & EVENT_BIT(event))
			add_word(arena, &events, str_from(event_row((enum event_kind)event)->name));
	if (wanted->lives.count > 0)
		add_part(arena, &text, "record", wanted->name);
	add_part(arena, &text, "kind", kinds);
	add_part(arena, &text, wanted->people.count == 1 ? "person" : "people", people);
	add_part(arena, &text, "event", events);
	return text.length > 0 ? arena_printf(arena, " (%.*s)", STR_ARG(text)) : text;
}
