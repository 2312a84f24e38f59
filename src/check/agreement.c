/*
 * agreement: one fact of one record said differently in two places.
 *
 * The strongest statement with a value is held against each of the others.  An empty place
 * contradicts nothing.
 */
#include "check/rules.h"

#include "base/utf8.h"

#include <stdlib.h>

struct comparison {
	const struct check *check;
	const struct diag_code *code;
	enum field field;
	bool (*agree)(struct arena *arena, const struct statement *a, const struct statement *b);
};

/* All values as their author wrote them, in quotes. */
static struct str
said(const struct comparison *comparison, const struct statement *statement)
{
	struct arena *arena = comparison->check->arena;
	struct str text = statement->values[0].text;

	if (comparison->field == FIELD_STATE)
		return rule_state_said(comparison->check, &statement->values[0]);
	for (uint32_t i = 1; i < statement->count; i++)
		text = arena_printf(arena, "%.*s, %.*s", STR_ARG(text),
				    STR_ARG(statement->values[i].text));
	return arena_printf(arena, "\"%.*s\"", STR_ARG(text));
}

static void
report(const struct comparison *comparison, const struct record *record,
       const struct statement *strongest, const struct statement *other)
{
	const struct check *check = comparison->check;
	struct place place = strongest->values[0].place;
	struct str here = said(comparison, other), there = said(comparison, strongest);
	struct diag_finding *finding;

	finding = diag_add(check->diags, comparison->code, other->values[0].place,
			   "%s of %s \"%.*s\" is %.*s here, and %.*s in %.*s",
			   field_name(comparison->field), record_kind_name(record),
			   STR_ARG(record->title), STR_ARG(here), STR_ARG(there),
			   STR_ARG(rule_location(check, place)));
	rule_other(check, finding, place, "here it is %.*s", STR_ARG(there));
}

static void
compare(const struct comparison *comparison)
{
	const struct model *model = comparison->check->model;

	for (size_t i = 0; i < model->records.count; i++) {
		const struct record *record = model->records.items[i];
		const struct statement *strongest = record_said(record, comparison->field);
		const struct statement *other = strongest != NULL ? strongest->next : NULL;

		if (record->placeholder)
			continue;
		for (; other != NULL; other = other->next)
			if (other->count > 0 && !other->values[0].bad &&
			    !comparison->agree(comparison->check->arena, strongest, other))
				report(comparison, record, strongest, other);
	}
}

static bool
states_agree(struct arena *arena, const struct statement *a, const struct statement *b)
{
	(void)arena;
	return a->values[0].state == b->values[0].state || a->values[0].state == STATE_NONE ||
	       b->values[0].state == STATE_NONE;
}

static void
state_disagrees(const struct check *check, const struct diag_code *code)
{
	compare(&(struct comparison){ check, code, FIELD_STATE, states_agree });
}

static struct str
person_key(struct arena *arena, const struct value *value)
{
	return value->target != NULL ? rule_key(&value->target) : utf8_fold(arena, value->text);
}

static bool
all_people_in(struct arena *arena, const struct statement *a, const struct statement *b)
{
	struct map people = { 0 };

	for (uint32_t i = 0; i < b->count; i++)
		map_put(arena, &people, person_key(arena, &b->values[i]));
	for (uint32_t i = 0; i < a->count; i++) {
		size_t before = people.count;

		map_put(arena, &people, person_key(arena, &a->values[i]));
		if (people.count > before)
			return false;
	}
	return true;
}

static bool
people_agree(struct arena *arena, const struct statement *a, const struct statement *b)
{
	return all_people_in(arena, a, b) && all_people_in(arena, b, a);
}

static void
owner_disagrees(const struct check *check, const struct diag_code *code)
{
	compare(&(struct comparison){ check, code, FIELD_OWNER, people_agree });
}

static int
compare_words(const void *a, const void *b)
{
	const struct str *first = a, *second = b;

	return str_compare(*first, *second);
}

/* Letters and digits between all other signs, folded and sorted. */
static struct strs
title_words(struct arena *arena, struct str title)
{
	struct strs words = { 0 };
	struct str text = utf8_fold(arena, title);
	size_t start = 0, at = 0;

	while (at < text.length) {
		size_t before = at;

		if (utf8_is_alphanumeric(utf8_next(text, &at)))
			continue;
		if (before > start)
			*VEC_PUSH(arena, &words) = str_slice(text, start, before);
		start = at;
	}
	if (text.length > start)
		*VEC_PUSH(arena, &words) = str_from_offset(text, start);
	if (words.count > 1)
		qsort(words.items, words.count, sizeof *words.items, compare_words);
	return words;
}

static bool
all_words_in(const struct strs *few, const struct strs *many)
{
	size_t k = 0;

	for (size_t i = 0; i < few->count; i++, k++) {
		while (k < many->count && str_compare(many->items[k], few->items[i]) < 0)
			k++;
		if (k == many->count || !str_equal(many->items[k], few->items[i]))
			return false;
	}
	return true;
}

/* Neither order nor signs matter, and a short form ("Must not suspend" for "Lint: must not
   suspend") says nothing else. */
static bool
titles_agree(struct arena *arena, const struct statement *a, const struct statement *b)
{
	struct strs first = title_words(arena, a->values[0].text);
	struct strs second = title_words(arena, b->values[0].text);

	return all_words_in(&first, &second) || all_words_in(&second, &first);
}

static void
title_disagrees(const struct check *check, const struct diag_code *code)
{
	compare(&(struct comparison){ check, code, FIELD_TITLE, titles_agree });
}

/* As shares: 2/6 and 1/3 say the same. */
static bool
progress_agrees(struct arena *arena, const struct statement *a, const struct statement *b)
{
	const struct value *first = &a->values[0], *second = &b->values[0];

	(void)arena;
	return (double)first->number * (double)second->total ==
	       (double)second->number * (double)first->total;
}

static void
progress_disagrees(const struct check *check, const struct diag_code *code)
{
	compare(&(struct comparison){ check, code, FIELD_PROGRESS, progress_agrees });
}

#define FAMILY "agreement"

static const struct check_rule rules[] = {
	{ { "state-disagrees", FAMILY, DIAG_WARNING, "two places give one record different states",
	    "The same piece of work is stated in two places, such as an overview table and its own "
	    "page, and they do not say the same state. One of them is out of date, and readers "
	    "believe the one that they happen to see. Find out which is right and change the "
	    "other; "
	    "or leave the state out in one place and let `waymark sync` write it.",
	    "| [Lint](polish/lint.md) | in progress |\n\n"
	    "and in polish/lint.md:\n\n---\nstate: paused\n---\n" },
	  state_disagrees },
	{ { "owner-disagrees", FAMILY, DIAG_WARNING,
	    "two places name different owners of one record",
	    "The owner is the one person (or the few) whom everybody asks about this work, and two "
	    "places name different people. Whoever asks the wrong one loses time, and each of them "
	    "may think that the other is at it. An empty place is no contradiction. Name the same "
	    "people in both places.",
	    "| [Polish](polish.md) | @eholk |\n\nand in polish.md:\n\n---\nowner: tmandry\n---\n" },
	  owner_disagrees },
	{ { "title-disagrees", FAMILY, DIAG_NOTE, "two places call one record differently",
	    "The same record has titles with different words in two places. Readers who search for "
	    "one do not find the other, and may take them for two pieces of work. The order of "
	    "words, capitals, signs and short forms are left out of account. Choose one title.",
	    "| [Blocking function lint](lint.md) |\n\nand in lint.md:\n\n"
	    "# Lint: blocking in async context\n" },
	  title_disagrees },
	{ { "progress-disagrees", FAMILY, DIAG_WARNING, "two places draw different progress",
	    "Two bars or fractions, each written by hand, say different things about how far the "
	    "same work is. One of them was forgotten at the last update. Keep one, or let "
	    "milestones say it, which are counted.",
	    "| [Lint](lint.md) | ▰▰▱ |\n\nand in lint.md:\n\n"
	    "---\nprogress: 1/3\n---\n" },
	  progress_disagrees },
};

const struct check_family check_agreement = { FAMILY, rules, sizeof rules / sizeof rules[0] };
