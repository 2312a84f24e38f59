/*
 * terms: from text to stems.
 */
#include "rollup/terms.h"

#include "base/utf8.h"

#define LONGEST 64 /* bytes of a word; what is longer is no language but a key or a digest */

static const struct str apostrophe = STR_INIT("\xe2\x80\x99"); /* U+2019 */

/* ---- single words ---- */

static struct str
fold(struct arena *arena, struct str word)
{
	char *folded = arena_bytes(arena, word.length);
	size_t length = 0;

	for (size_t i = 0; i < word.length; i++) {
		struct str rest = str_from_offset(word, i);

		if (str_starts(rest, apostrophe)) {
			folded[length++] = '\'';
			i += apostrophe.length - 1;
		} else if ((unsigned char)word.data[i] >= 0x80) {
			/* Rare enough for the long way: the whole word by Unicode's tables. */
			return utf8_fold(arena, word);
		} else {
			char c = word.data[i];

			folded[length++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
		}
	}
	return (struct str){ folded, length };
}

/* The index of the term; made when there is none. */
static uint32_t
find_term(struct terms *terms, struct str word)
{
	bool is_stop =
		language_is_stop(terms->language, word) || map_get(&terms->names, word) != NULL;
	struct str stem = is_stop ? word : language_stem(terms->language, terms->arena, word);
	struct str key = stem;
	void **known;

	if (is_stop)
		key = arena_concat(terms->arena, (struct str[]){ { "\0", 1 }, stem }, 2);
	known = map_put(terms->arena, &terms->by_stem, key);
	if (*known == NULL) {
		*VEC_PUSH(terms->arena, terms) = (struct term){ .stem = stem, .is_stop = is_stop };
		*known = (void *)(uintptr_t)terms->count;
	}
	return (uint32_t)((uintptr_t)*known - 1);
}

static void
add_word(struct terms *terms, struct str word, struct tokens *tokens)
{
	struct surface *surface = map_get(&terms->by_surface, word);

	if (surface == NULL) {
		struct term *term;

		surface = ARENA_NEW(terms->arena, struct surface);
		surface->text = word;
		surface->term = find_term(terms, fold(terms->arena, word));
		term = &terms->items[surface->term];
		*VEC_PUSH(terms->arena, &term->surfaces) = surface;
		*map_put(terms->arena, &terms->by_surface, word) = surface;
	}
	surface->count++;
	*VEC_PUSH(terms->arena, tokens) = (struct token){ surface->term, surface };
}

/* Most words end in a letter that is none of these. */
static bool
may_be_trimmed(struct str word)
{
	char last = word.length > 0 ? word.data[word.length - 1] : 'x';

	return !char_is_alphanumeric(last) || (last == 's' && word.length > 1 &&
					       !char_is_alphanumeric(word.data[word.length - 2]));
}

static struct str
trim_apostrophes(struct str word)
{
	static const struct str ends[] = { STR_INIT("'s"), STR_INIT("\xe2\x80\x99s"), STR_INIT("'"),
					   STR_INIT("\xe2\x80\x99"), STR_INIT("_") };

	for (size_t i = 0; may_be_trimmed(word) && i < sizeof ends / sizeof ends[0]; i++)
		while (str_ends(word, ends[i]))
			word.length -= ends[i].length;
	return word;
}

static bool
has_letter(struct str word)
{
	for (size_t i = 0; i < word.length; i++)
		if (char_is_letter(word.data[i]) || (unsigned char)word.data[i] >= 0x80)
			return true;
	return false;
}

/* One letter alone says nothing; letters beyond ASCII have more than one byte. */
static void
add_part(struct terms *terms, struct str part, struct tokens *tokens)
{
	part = trim_apostrophes(part);
	if (part.length >= 2 && part.length <= LONGEST && has_letter(part))
		add_word(terms, part, tokens);
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_lower(char c)
{
	return (c >= 'a' && c <= 'z') || char_is_digit(c);
}

/* A word of code ends before this byte: in snake_case, camelCase, HTTPServer. */
static bool
is_seam(struct str word, size_t at)
{
	char before = word.data[at - 1], here = word.data[at];

	if (before == '_' || here == '_')
		return true;
	if (!is_upper(here))
		return false;
	return is_lower(before) || (is_upper(before) && at + 1 < word.length &&
				    word.data[at + 1] >= 'a' && word.data[at + 1] <= 'z');
}

static void
split_word(struct terms *terms, struct str word, struct tokens *tokens)
{
	size_t start = 0;

	word = trim_apostrophes(word);
	for (size_t at = 1; at < word.length; at++) {
		if (!is_seam(word, at))
			continue;
		add_part(terms, str_slice(word, start, at), tokens);
		start = word.data[at] == '_' ? at + 1 : at;
	}
	add_part(terms, str_from_offset(word, start), tokens);
}

/* ---- running text ---- */

bool
terms_is_letter(uint32_t code_point)
{
	return code_point < 0x80 ? char_is_alphanumeric((char)code_point)
				 : utf8_is_alphanumeric(code_point);
}

static bool
is_word_start(uint32_t code_point)
{
	return code_point < 0x80 ? char_is_letter((char)code_point)
				 : utf8_is_alphanumeric(code_point);
}

/* An apostrophe between two letters belongs to their word, but where it stands for a vowel. */
static bool
goes_on(const struct terms *terms, struct str text, size_t at, uint32_t code_point)
{
	if (code_point == '_' || terms_is_letter(code_point))
		return true;
	if ((code_point != '\'' && code_point != 0x2019) || terms->language->has_elision)
		return false;
	return at < text.length && is_word_start(utf8_next(text, &at));
}

/* Where the word that starts at `from` ends. */
static size_t
word_end(const struct terms *terms, struct str text, size_t from)
{
	size_t end = from, at = from;

	while (at < text.length) {
		uint32_t code_point = utf8_next(text, &at);

		if (!goes_on(terms, text, at, code_point))
			break;
		end = at;
	}
	return end;
}

/* Behind a single letter: C++, C#, F#. */
static size_t
sign_length(struct str text, size_t start, size_t end)
{
	struct str rest = str_from_offset(text, end);
	size_t length = str_starts(rest, STR("++")) ? 2 : str_starts(rest, STR("#")) ? 1 : 0;

	if (end - start != 1 || length == 0)
		return 0;
	return length < rest.length && char_is_alphanumeric(rest.data[length]) ? 0 : length;
}

/* A phrase goes across blanks, hyphens, and the signs that mark words as code or quoted. */
static bool
parts_phrases(uint32_t code_point)
{
	return code_point != ' ' && code_point != '-' && code_point != '`' && code_point != '\'' &&
	       code_point != '"' && code_point != '/' && code_point != '_';
}

static void
add_break(struct terms *terms, struct tokens *tokens)
{
	if (tokens->count > 0 && tokens->items[tokens->count - 1].term != TERM_BREAK)
		*VEC_PUSH(terms->arena, tokens) = (struct token){ TERM_BREAK, NULL };
}

void
terms_read(struct terms *terms, struct str text, struct tokens *tokens)
{
	size_t at = 0;

	while (at < text.length) {
		size_t start = at, end, sign;
		uint32_t code_point = utf8_next(text, &at);

		if (!is_word_start(code_point)) {
			if (parts_phrases(code_point))
				add_break(terms, tokens);
			continue;
		}
		end = word_end(terms, text, start);
		sign = sign_length(text, start, end);
		if (sign > 0)
			add_word(terms, str_slice(text, start, end + sign), tokens);
		else
			split_word(terms, str_slice(text, start, end), tokens);
		at = end + sign;
	}
	add_break(terms, tokens);
}

/* ---- the vocabulary ---- */

void
terms_init(struct terms *terms, struct arena *arena, const struct language *language)
{
	*terms = (struct terms){ .arena = arena, .language = language };
}

void
terms_add_names(struct terms *terms, struct str text)
{
	size_t at = 0;

	while (at < text.length) {
		size_t start = at, end;

		if (!is_word_start(utf8_next(text, &at)))
			continue;
		end = word_end(terms, text, start);
		*map_put(terms->arena, &terms->names,
			 fold(terms->arena, trim_apostrophes(str_slice(text, start, end)))) = terms;
		at = end;
	}
}

struct str
terms_surface(const struct terms *terms, uint32_t term)
{
	const struct term *found = &terms->items[term];
	const struct surface *best = found->surfaces.items[0];

	for (size_t i = 1; i < found->surfaces.count; i++) {
		const struct surface *other = found->surfaces.items[i];

		if (other->count > best->count ||
		    (other->count == best->count && str_compare(other->text, best->text) < 0))
			best = other;
	}
	return best->text;
}
