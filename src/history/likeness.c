/* likeness: words, vectors, letter pairs, moved lines. */
#include "history/likeness.h"

#include "base/utf8.h"

#include <math.h>

#define LINE_TELLS 24 /* bytes: shorter lines stand in many texts */
#define LINES_TELL 3

/* ==== words ==== */

static bool
is_word_byte(char c)
{
	return char_is_alphanumeric(c) || (unsigned char)c >= 0x80;
}

/* Rows of tables and the first heading are fields, and compared as such. */
static bool
is_field_line(struct str line)
{
	struct str trimmed = str_trim(line);

	return str_starts(trimmed, STR("|")) || str_starts(trimmed, STR("# "));
}

bool
word_next(struct word_reader *reader, struct str *ret_word)
{
	size_t at = 0, length = 0;

	for (;;) {
		while (at < reader->line.length && !is_word_byte(reader->line.data[at]))
			at++;
		if (at < reader->line.length)
			break;
		do
			if (!str_cut_line(&reader->text, &reader->line))
				return false;
		while (is_field_line(reader->line));
		at = 0;
	}
	for (; at < reader->line.length && is_word_byte(reader->line.data[at]); at++) {
		char c = reader->line.data[at];

		if (length < sizeof reader->buffer)
			reader->buffer[length++] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
	}
	reader->line = str_from_offset(reader->line, at);
	*ret_word = (struct str){ reader->buffer, length };
	return true;
}

/* ==== vectors ==== */

void
likeness_init(struct likeness *likeness, struct arena *arena)
{
	*likeness = (struct likeness){ .arena = arena };
}

static uint32_t
term_of(struct likeness *likeness, struct str word)
{
	void *known = map_get(&likeness->terms, word);

	if (known == NULL) {
		*VEC_PUSH(likeness->arena, &likeness->documents) = 0;
		known = (void *)(uintptr_t)likeness->documents.count;
		*map_put(likeness->arena, &likeness->terms, arena_copy(likeness->arena, word)) =
			known;
	}
	return (uint32_t)(uintptr_t)known - 1;
}

static int
compare_terms(const void *left, const void *right)
{
	const struct likeness_term *a = left, *b = right;

	return (a->term > b->term) - (a->term < b->term);
}

size_t
likeness_add(struct likeness *likeness, const struct strs *texts)
{
	VEC(struct likeness_term) terms = { 0 };
	struct likeness_vector *vector;
	size_t kept = 0;
	struct str word;

	for (size_t i = 0; i < texts->count; i++) {
		struct word_reader reader = { .text = texts->items[i] };

		while (word_next(&reader, &word))
			if (word.length > 1)
				*VEC_PUSH(likeness->arena, &terms) =
					(struct likeness_term){ term_of(likeness, word), 1 };
	}
	if (terms.count > 0)
		qsort(terms.items, terms.count, sizeof *terms.items, compare_terms);
	for (size_t i = 0; i < terms.count; i++) {
		if (kept > 0 && terms.items[kept - 1].term == terms.items[i].term) {
			terms.items[kept - 1].count++;
			continue;
		}
		terms.items[kept++] = terms.items[i];
		likeness->documents.items[terms.items[i].term]++;
	}
	vector = VEC_PUSH(likeness->arena, &likeness->vectors);
	*vector = (struct likeness_vector){ terms.items, kept, 0 };
	return likeness->vectors.count - 1;
}

/* (1 + ln tf) * ln(1 + N / df): Manning, Raghavan, Schütze, Introduction to Information Retrieval,
   6.2 and 6.4, with the 1 so that a word of all texts still counts a little. */
static double
weight_of(const struct likeness *likeness, const struct likeness_term *term)
{
	double rarity =
		(double)likeness->vectors.count / (double)likeness->documents.items[term->term];

	return (1 + log(term->count)) * log(1 + rarity);
}

static double
length_of(const struct likeness *likeness, size_t index)
{
	struct likeness_vector *vector = &likeness->vectors.items[index];
	double sum = 0;

	for (size_t i = 0; vector->length == 0 && i < vector->count; i++) {
		double weight = weight_of(likeness, &vector->terms[i]);

		sum += weight * weight;
	}
	if (vector->length == 0)
		vector->length = sqrt(sum);
	return vector->length;
}

double
likeness_cosine(const struct likeness *likeness, size_t a, size_t b)
{
	const struct likeness_vector *left = &likeness->vectors.items[a],
				     *right = &likeness->vectors.items[b];
	double product = 0, lengths = length_of(likeness, a) * length_of(likeness, b);
	size_t l = 0, r = 0;

	while (l < left->count && r < right->count) {
		const struct likeness_term *one = &left->terms[l], *other = &right->terms[r];

		if (one->term == other->term)
			product += weight_of(likeness, one) * weight_of(likeness, other);
		l += one->term <= other->term;
		r += other->term <= one->term;
	}
	return lengths > 0 ? product / lengths : 0;
}

/* ==== letter pairs ==== */

static int
compare_pairs(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* Sorted; the number of pairs is one less than that of the letters. */
static uint64_t *
letter_pairs(struct arena *scratch, struct str text, size_t *ret_count)
{
	struct str folded = utf8_fold(scratch, text);
	uint64_t *pairs = ARENA_ARRAY(scratch, uint64_t, folded.length + 1);
	uint32_t last = 0;
	size_t count = 0;

	for (size_t at = 0; at < folded.length;) {
		uint32_t letter = utf8_next(folded, &at);

		if (last != 0)
			pairs[count++] = (uint64_t)last << 32 | letter;
		last = letter;
	}
	qsort(pairs, count, sizeof *pairs, compare_pairs);
	*ret_count = count;
	return pairs;
}

double
likeness_dice(struct arena *scratch, struct str a, struct str b)
{
	size_t left_count, right_count, shared = 0, l = 0, r = 0;
	uint64_t *left = letter_pairs(scratch, a, &left_count);
	uint64_t *right = letter_pairs(scratch, b, &right_count);

	while (l < left_count && r < right_count) {
		uint64_t one = left[l], other = right[r];

		shared += one == other;
		l += one <= other;
		r += other <= one;
	}
	if (left_count + right_count == 0)
		return str_equal(a, b) ? 1 : 0;
	return 2.0 * (double)shared / (double)(left_count + right_count);
}

/* ==== what changed ==== */

static void
count_words(struct arena *scratch, struct map *counts, const struct strs *texts, intptr_t by)
{
	struct str word;

	for (size_t i = 0; i < texts->count; i++) {
		struct word_reader reader = { .text = texts->items[i] };

		while (word_next(&reader, &word)) {
			struct str key =
				map_get(counts, word) != NULL ? word : arena_copy(scratch, word);
			void **slot = map_put(scratch, counts, key);

			/* 0 is "absent": counts stand beside a base that no text reaches. */
			*slot = (void *)((*slot == NULL ? INTPTR_MAX / 2 : (intptr_t)*slot) + by);
		}
	}
}

/* What two texts begin and end with alike, in whole lines, has no changed words. */
static void
drop_same_lines(struct str *a, struct str *b)
{
	size_t shorter = a->length < b->length ? a->length : b->length, start = 0, end = 0;

	for (size_t i = 0; i < shorter && a->data[i] == b->data[i]; i++)
		if (a->data[i] == '\n')
			start = i + 1;
	for (size_t i = 0;
	     i < shorter - start && a->data[a->length - 1 - i] == b->data[b->length - 1 - i]; i++)
		if (a->data[a->length - 1 - i] == '\n')
			end = i;
	*a = str_slice(*a, start, a->length - end);
	*b = str_slice(*b, start, b->length - end);
}

static struct str
first_of(const struct strs *texts)
{
	return texts->count > 0 ? texts->items[0] : STR_EMPTY;
}

static struct strs
rest_of(const struct strs *texts)
{
	if (texts->count < 2)
		return (struct strs){ 0 };
	return (struct strs){ texts->items + 1, texts->count - 1, texts->count - 1 };
}

uint32_t
likeness_changed_words(struct arena *scratch, const struct strs *before, const struct strs *after)
{
	struct str old = first_of(before), new = first_of(after);
	const struct strs first_old = { &old, 1, 1 }, first_new = { &new, 1, 1 };
	const struct strs rest_old = rest_of(before), rest_new = rest_of(after);
	struct map counts = { 0 };
	uint32_t gone = 0, come = 0;

	drop_same_lines(&old, &new);
	count_words(scratch, &counts, &first_old, -1);
	count_words(scratch, &counts, &first_new, 1);
	count_words(scratch, &counts, &rest_old, -1);
	count_words(scratch, &counts, &rest_new, 1);
	for (size_t i = 0; i < counts.count; i++) {
		intptr_t change = (intptr_t)counts.entries[i].value - INTPTR_MAX / 2;

		if (change > 0)
			come += (uint32_t)change;
		else
			gone += (uint32_t)-change;
	}
	return come > gone ? come : gone;
}

static void
put_lines(struct arena *scratch, struct map *lines, struct str text, void *value)
{
	struct str line;

	while (str_cut_line(&text, &line)) {
		line = str_trim(line);
		if (line.length >= LINE_TELLS)
			*map_put(scratch, lines, line) = value;
	}
}

double
likeness_moved_share(struct arena *scratch, struct str text, struct str from,
		     const struct str *left)
{
	static const char here[1], gone[1];
	struct map lines = { 0 }, own = { 0 };
	size_t moved = 0;

	put_lines(scratch, &lines, from, (void *)(uintptr_t)gone);
	if (left != NULL)
		put_lines(scratch, &lines, *left, (void *)(uintptr_t)here);
	put_lines(scratch, &own, text, (void *)(uintptr_t)here);
	for (size_t i = 0; i < own.count; i++)
		moved += map_get(&lines, own.entries[i].key) == (const void *)gone;
	return own.count < LINES_TELL ? 0 : (double)moved / (double)own.count;
}
