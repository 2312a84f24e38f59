/*
 * label: phrases counted, weighed, and chosen.
 */
#include "rollup/label.h"

#include <math.h>
#include <stdlib.h>

#define WORDS 3     /* of the longest phrase */
#define PRIOR 200.0 /* weight of the corpus, in damped counts */
#define SUPPORT 2   /* documents of the group that have the phrase, at least */
#define LONGER 0.15 /* what each word more adds */

struct phrase {
	uint32_t terms[WORDS];
	uint32_t words;
	double total;     /* damped count in all documents */
	uint32_t seen;    /* document + 1 of the last occurrence */
	uint32_t at;      /* of its use in that document */
	double in_group;  /* damped count in the group that is looked at … */
	uint32_t support; /* … and its documents with the phrase */
	double score;
};

/* A phrase of a document, and how often it has it. */
struct use {
	struct phrase *phrase;
	uint32_t count;
};

struct uses {
	struct use *items;
	size_t count, capacity;
};

struct labelling {
	struct arena *arena;
	const struct terms *terms;
	struct grouping grouping;
	struct map by_key;
	struct uses *uses;   /* by document */
	uint32_t *frequency; /* by term: documents that have it */
	double total;        /* of all phrases */
};

static struct phrase *
find_phrase(struct labelling *labelling, const struct token *tokens, uint32_t words)
{
	uint32_t terms[WORDS];
	struct str key = { (const char *)terms, words * sizeof *terms };
	struct phrase *phrase;

	for (uint32_t i = 0; i < words; i++)
		terms[i] = tokens[i].term;
	phrase = map_get(&labelling->by_key, key);
	if (phrase != NULL)
		return phrase;
	phrase = ARENA_NEW(labelling->arena, struct phrase);
	memcpy(phrase->terms, terms, key.length);
	phrase->words = words;
	key.data = (const char *)phrase->terms;
	*map_put(labelling->arena, &labelling->by_key, key) = phrase;
	return phrase;
}

static void
count_phrase(struct labelling *labelling, size_t document, struct phrase *phrase)
{
	struct uses *uses = &labelling->uses[document];

	if (phrase->seen != document + 1) {
		phrase->seen = (uint32_t)document + 1;
		phrase->at = (uint32_t)uses->count;
		*VEC_PUSH(labelling->arena, uses) = (struct use){ phrase, 0 };
	}
	uses->items[phrase->at].count++;
}

/* A phrase that is in two documents has no word that is in one only. */
static bool
is_in_phrase(const struct labelling *labelling, uint32_t term)
{
	return term != TERM_BREAK && !labelling->terms->items[term].is_stop &&
	       labelling->frequency[term] >= SUPPORT;
}

static void
count_frequency(struct labelling *labelling)
{
	uint32_t *seen = ARENA_ARRAY(labelling->arena, uint32_t, labelling->terms->count);

	labelling->frequency = ARENA_ARRAY(labelling->arena, uint32_t, labelling->terms->count);
	for (uint32_t d = 0; d < labelling->grouping.count; d++) {
		const struct tokens *tokens = &labelling->grouping.documents[d];

		for (size_t i = 0; i < tokens->count; i++) {
			uint32_t term = tokens->items[i].term;

			if (term == TERM_BREAK || seen[term] == d + 1)
				continue;
			seen[term] = d + 1;
			labelling->frequency[term]++;
		}
	}
}

static void
count_document(struct labelling *labelling, size_t document)
{
	const struct tokens *tokens = &labelling->grouping.documents[document];
	struct uses *uses = &labelling->uses[document];

	for (size_t i = 0; i < tokens->count; i++)
		for (uint32_t words = 1; words <= WORDS && i + words <= tokens->count; words++) {
			if (!is_in_phrase(labelling, tokens->items[i + words - 1].term))
				break;
			count_phrase(labelling, document,
				     find_phrase(labelling, &tokens->items[i], words));
		}
	for (size_t i = 0; i < uses->count; i++) {
		double damped = log(1 + (double)uses->items[i].count);

		uses->items[i].phrase->total += damped;
		labelling->total += damped;
	}
}

struct phrases {
	struct phrase **items;
	size_t count, capacity;
};

/* The damped counts of one group in its phrases, or taken back again; their sum.  Those with enough
   support are found. */
static double
visit_group(struct labelling *labelling, uint32_t group, bool counts, struct phrases *found)
{
	double sum = 0;

	for (size_t d = 0; d < labelling->grouping.count; d++) {
		const struct uses *uses = &labelling->uses[d];

		for (size_t i = 0; labelling->grouping.groups[d] == group && i < uses->count; i++) {
			struct phrase *phrase = uses->items[i].phrase;
			double damped = log(1 + (double)uses->items[i].count);

			if (!counts) {
				phrase->in_group = 0;
				phrase->support = 0;
				continue;
			}
			sum += damped;
			phrase->in_group += damped;
			if (++phrase->support == SUPPORT)
				*VEC_PUSH(labelling->arena, found) = phrase;
		}
	}
	return sum;
}

static void
weigh(const struct labelling *labelling, struct phrase *phrase, double in_group)
{
	double prior = PRIOR * phrase->total / labelling->total;
	double inside = phrase->in_group + prior;
	double outside = phrase->total - phrase->in_group + prior;
	double delta = log(inside / (in_group + PRIOR - inside)) -
		       log(outside / (labelling->total - in_group + PRIOR - outside));

	phrase->score = delta / sqrt(1 / inside + 1 / outside) * (1 + LONGER * (phrase->words - 1));
}

static int
compare_phrases(const void *left, const void *right)
{
	const struct phrase *a = *(struct phrase *const *)left;
	const struct phrase *b = *(struct phrase *const *)right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	for (size_t i = 0; i < WORDS; i++)
		if (a->terms[i] != b->terms[i])
			return a->terms[i] < b->terms[i] ? -1 : 1;
	return a->words < b->words ? -1 : a->words > b->words;
}

/* The words of b follow each other somewhere in a. */
static bool
contains(const struct phrase *a, const struct phrase *b)
{
	for (uint32_t i = 0; i + b->words <= a->words; i++)
		if (memcmp(&a->terms[i], b->terms, b->words * sizeof *b->terms) == 0)
			return true;
	return false;
}

static bool
is_phrase(const struct phrase *phrase, const struct token *tokens)
{
	for (uint32_t i = 0; i < phrase->words; i++)
		if (tokens[i].term != phrase->terms[i])
			return false;
	return true;
}

static struct str
written(const struct labelling *labelling, const struct token *tokens, uint32_t words)
{
	struct str parts[2 * WORDS];
	uint32_t count = 0;

	for (uint32_t i = 0; i < words; i++) {
		if (i > 0)
			parts[count++] = STR(" ");
		parts[count++] = tokens[i].surface->text;
	}
	return arena_concat(labelling->arena, parts, count);
}

/* Counts how the phrase is written in one document. */
static void
count_forms(const struct labelling *labelling, const struct phrase *phrase, size_t document,
	    struct map *forms)
{
	const struct tokens *tokens = &labelling->grouping.documents[document];

	for (size_t i = 0; i + phrase->words <= tokens->count; i++) {
		void **count;

		if (!is_phrase(phrase, &tokens->items[i]))
			continue;
		count = map_put(labelling->arena, forms,
				written(labelling, &tokens->items[i], phrase->words));
		*count = (void *)((uintptr_t)*count + 1);
	}
}

/* The commonest form in the group, of several such the one that sorts first. */
static struct str
phrase_text(const struct labelling *labelling, const struct phrase *phrase, uint32_t group)
{
	struct map forms = { 0 };
	const struct map_entry *best;

	for (size_t d = 0; d < labelling->grouping.count; d++)
		if (labelling->grouping.groups[d] == group)
			count_forms(labelling, phrase, d, &forms);
	best = &forms.entries[0];
	for (size_t i = 1; i < forms.count; i++) {
		const struct map_entry *entry = &forms.entries[i];

		if ((uintptr_t)entry->value > (uintptr_t)best->value ||
		    (entry->value == best->value && str_compare(entry->key, best->key) < 0))
			best = entry;
	}
	return best->key;
}

/* The best ones; of two of which one contains the other the better one only. */
static void
choose(const struct labelling *labelling, struct phrases *found, uint32_t group,
       struct strs *ret_labels)
{
	struct phrase *chosen[LABELS];
	size_t count = 0;

	if (found->count > 0)
		qsort(found->items, found->count, sizeof *found->items, compare_phrases);
	for (size_t i = 0; i < found->count && count < LABELS; i++) {
		struct phrase *phrase = found->items[i];
		bool is_new = phrase->score > 0;

		for (size_t k = 0; k < count && is_new; k++)
			is_new = !contains(phrase, chosen[k]) && !contains(chosen[k], phrase);
		if (!is_new)
			continue;
		chosen[count++] = phrase;
		*VEC_PUSH(labelling->arena, ret_labels) = phrase_text(labelling, phrase, group);
	}
}

void
label_groups(struct arena *arena, const struct terms *terms, const struct grouping *grouping,
	     struct strs *ret_labels)
{
	struct labelling labelling = { .arena = arena, .terms = terms, .grouping = *grouping };

	count_frequency(&labelling);
	labelling.uses = ARENA_ARRAY(arena, struct uses, grouping->count);
	for (size_t d = 0; d < grouping->count; d++)
		count_document(&labelling, d);
	for (uint32_t group = 0; group < grouping->group_count; group++) {
		struct phrases found = { 0 };
		double in_group = visit_group(&labelling, group, true, &found);

		for (size_t i = 0; i < found.count; i++)
			weigh(&labelling, found.items[i], in_group);
		choose(&labelling, &found, group, &ret_labels[group]);
		visit_group(&labelling, group, false, &found);
	}
}
