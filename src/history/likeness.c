/* likeness: words, vectors, letter pairs, moved lines. */
#include "history/likeness.h"

#include "base/utf8.h"
#include "base/word.h"

#include <math.h>

#define LINE_TELLS 24 /* bytes: shorter lines stand in many texts */
#define LINES_TELL 3

/* ==== words ==== */

/* Mixes the upper bits into the lower ones, by which slots are found. */
static uint64_t
finish_hash(uint64_t hash)
{
	hash = (hash ^ hash >> 32) * 0x9e3779b97f4a7c15u;
	return hash ^ hash >> 29;
}

/* Rows of tables and the first heading are fields, and compared as such. */
static bool
is_field_line(struct str line)
{
	struct str trimmed = str_trim(line);

	return str_starts(trimmed, STR("|")) || str_starts(trimmed, STR("# "));
}

/* Of all texts, those that are longer than a letter: lines that state fields are left out. */
struct word_reader {
	const struct strs *texts;
	size_t next; /* text */
	struct str text;
	struct words words; /* of a line */
};

static inline bool
word_next(struct word_reader *reader, uint64_t *ret_hash)
{
	struct word word;
	struct str line;

	for (;;) {
		while (words_next(&reader->words, LIMIT_WORD_LETTERS, &word))
			if (word.length > 1) {
				*ret_hash = finish_hash(word.hash);
				return true;
			}
		while (!str_cut_line(&reader->text, &line)) {
			if (reader->next == reader->texts->count)
				return false;
			reader->text = reader->texts->items[reader->next++];
		}
		words_start(&reader->words, is_field_line(line) ? STR_EMPTY : line);
	}
}

/* ==== vectors ==== */

struct likeness_word {
	uint32_t term;
	uint32_t count;
};

void
likeness_init(struct likeness *likeness, struct arena *arena)
{
	*likeness = (struct likeness){ .arena = arena };
}

static uint32_t
term_of(struct likeness *likeness, uint64_t hash)
{
	size_t term = numbering_put(likeness->arena, &likeness->words, hash);

	if (term == likeness->terms.count)
		(void)VEC_PUSH(likeness->arena, &likeness->terms);
	return (uint32_t)term;
}

static int
compare_words(const void *left, const void *right)
{
	const struct likeness_word *a = left, *b = right;

	return (a->term > b->term) - (a->term < b->term);
}

static void
count_document(const struct likeness *likeness, struct likeness_term *term)
{
	term->documents += term->last != likeness->count;
	term->last = (uint32_t)likeness->count;
}

size_t
likeness_add(struct likeness *likeness, const struct strs *texts)
{
	struct word_reader reader = { .texts = texts };
	VEC(struct likeness_word) words = { 0 };
	size_t kept = 0;
	uint64_t hash;

	likeness->count++;
	while (word_next(&reader, &hash))
		*VEC_PUSH(likeness->arena, &words) =
			(struct likeness_word){ term_of(likeness, hash), 1 };
	if (words.count > 0)
		qsort(words.items, words.count, sizeof *words.items, compare_words);
	for (size_t i = 0; i < words.count; i++) {
		if (kept > 0 && words.items[kept - 1].term == words.items[i].term) {
			words.items[kept - 1].count++;
			continue;
		}
		words.items[kept++] = words.items[i];
		count_document(likeness, &likeness->terms.items[words.items[i].term]);
	}
	*VEC_PUSH(likeness->arena, &likeness->vectors) =
		(struct likeness_vector){ words.items, kept, 0 };
	return likeness->vectors.count - 1;
}

/* Different ones. */
struct page_words {
	uint64_t *hashes;
	size_t count;
};

static struct page_words *
find_page_words(struct likeness *likeness, struct arena *arena, struct str body)
{
	const struct strs texts = { &body, 1, 1 };
	struct word_reader reader = { .texts = &texts };
	struct page_words *words = ARENA_NEW(arena, struct page_words);
	struct numbering *own = &likeness->page;
	uint64_t hash;

	numbering_clear(own);
	while (word_next(&reader, &hash))
		(void)numbering_put(likeness->arena, own, hash);
	words->count = own->count;
	words->hashes = arena_uncleared_array_of(arena, own->count, sizeof hash);
	if (own->count > 0)
		memcpy(words->hashes, own->hashes, own->count * sizeof hash);
	return words;
}

static void
weigh_word(struct likeness *likeness, uint64_t hash)
{
	size_t term = numbering_find(&likeness->words, hash);

	if (term != NUMBERING_NONE)
		count_document(likeness, &likeness->terms.items[term]);
}

static void
weigh_page(struct likeness *likeness, struct page_note *note, struct str body)
{
	const struct page_words *words;

	if (note->words == NULL)
		note->words = find_page_words(likeness, note->arena, body);
	words = note->words;
	for (size_t i = 0; i < words->count; i++)
		weigh_word(likeness, words->hashes[i]);
}

void
likeness_weigh(struct likeness *likeness, const struct entry *entry)
{
	struct word_reader reader = { .texts = &entry->texts };
	uint64_t hash;

	likeness->count++;
	if (likeness->words.count == 0)
		return;
	if (entry->note != NULL)
		weigh_page(likeness, entry->note, entry->texts.items[reader.next++]);
	while (word_next(&reader, &hash))
		weigh_word(likeness, hash);
}

/* (1 + ln tf) * ln(1 + N / df): Manning, Raghavan, Schütze, Introduction to Information Retrieval,
   6.2 and 6.4, with the 1 so that a word of all texts still counts a little. */
static double
weight_of(const struct likeness *likeness, const struct likeness_word *word)
{
	double rarity =
		(double)likeness->count / (double)likeness->terms.items[word->term].documents;

	return (1 + log(word->count)) * log(1 + rarity);
}

static double
length_of(const struct likeness *likeness, size_t index)
{
	struct likeness_vector *vector = &likeness->vectors.items[index];
	double sum = 0;

	for (size_t i = 0; vector->length == 0 && i < vector->count; i++) {
		double weight = weight_of(likeness, &vector->words[i]);

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
		const struct likeness_word *one = &left->words[l], *other = &right->words[r];

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

#define STRIDE 64 /* bytes compared at once */

/* Takes off what both begin with, and what both end with, but for parts of lines. */
static void
cut_shared(struct str *a, struct str *b)
{
	size_t most = a->length < b->length ? a->length : b->length, head = 0, tail = 0;

	while (most - head >= STRIDE && memcmp(a->data + head, b->data + head, STRIDE) == 0)
		head += STRIDE;
	while (head > 0 && a->data[head - 1] != '\n')
		head--;
	*a = str_from_offset(*a, head);
	*b = str_from_offset(*b, head);
	most -= head;
	while (most - tail >= STRIDE && memcmp(a->data + a->length - tail - STRIDE,
					       b->data + b->length - tail - STRIDE, STRIDE) == 0)
		tail += STRIDE;
	/* Behind the first line break: that line may begin before it. */
	while (tail > 0 && a->data[a->length - tail--] != '\n')
		continue;
	a->length -= tail;
	b->length -= tail;
}

/* How much more often the later text has it. */
struct line_count {
	struct str line;
	int64_t number;
};

struct changes {
	struct arena *arena;
	struct numbering lines, words;
	VEC(struct line_count) line_counts;
	VEC(int64_t) word_counts;
};

static void
count_lines(struct changes *changes, struct str text, int64_t by)
{
	struct str line;

	while (str_cut_line(&text, &line)) {
		size_t number = numbering_put(changes->arena, &changes->lines,
					      finish_hash(map_key(line).hash));

		if (number == changes->line_counts.count)
			VEC_PUSH(changes->arena, &changes->line_counts)->line = line;
		changes->line_counts.items[number].number += by;
	}
}

static void
count_words(struct changes *changes, struct str line, int64_t by)
{
	struct words words;
	struct word word;

	words_start(&words, line);
	while (words_next(&words, LIMIT_WORD_LETTERS, &word)) {
		size_t number =
			numbering_put(changes->arena, &changes->words, finish_hash(word.hash));

		if (number == changes->word_counts.count)
			(void)VEC_PUSH(changes->arena, &changes->word_counts);
		changes->word_counts.items[number] += by;
	}
}

static struct str
text_at(const struct strs *texts, size_t index)
{
	return index < texts->count ? texts->items[index] : STR_EMPTY;
}

/* No word goes on in the next line: only lines that one side has more often are read.  Most are the same at
   both ends of the text, and as often there. */
uint32_t
likeness_changed_words(struct arena *scratch, const struct strs *before, const struct strs *after)
{
	struct changes changes = { .arena = scratch };
	uint32_t gone = 0, come = 0;

	for (size_t i = 0; i < before->count || i < after->count; i++) {
		struct str old = text_at(before, i), new = text_at(after, i);

		cut_shared(&old, &new);
		count_lines(&changes, old, -1);
		count_lines(&changes, new, 1);
	}
	for (size_t i = 0; i < changes.line_counts.count; i++) {
		const struct line_count *count = &changes.line_counts.items[i];

		if (count->number != 0 && !is_field_line(count->line))
			count_words(&changes, count->line, count->number);
	}
	for (size_t i = 0; i < changes.word_counts.count; i++) {
		if (changes.word_counts.items[i] > 0)
			come += (uint32_t)changes.word_counts.items[i];
		else
			gone += (uint32_t)-changes.word_counts.items[i];
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
