/*
 * language: stop words from share/, stems from stemmer.h.
 */
#include "rollup/language.h"

#include "base/share.h"
#include "rollup/stemmer.h"

/* Languages in which an apostrophe stands for a vowel that was left out. */
static const char *const elisions[] = { "fr", "it", "ca" };

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static void
read_stops(struct language *language, struct arena *arena, struct str text)
{
	struct str line;

	while (str_cut_line(&text, &line)) {
		size_t at = 0;

		line = str_slice(line, 0, str_find_char(line, '#'));
		while (at < line.length) {
			size_t start;

			while (at < line.length && is_space(line.data[at]))
				at++;
			start = at;
			while (at < line.length && !is_space(line.data[at]))
				at++;
			if (at > start)
				*map_put(arena, &language->stops, str_slice(line, start, at)) =
					language;
		}
	}
}

static struct str
primary_part(struct arena *arena, struct str code)
{
	size_t length = 0;
	char *part;

	while (length < code.length && char_is_letter(code.data[length]))
		length++;
	part = arena_bytes(arena, length + 1);
	for (size_t i = 0; i < length; i++)
		part[i] = (char)(code.data[i] | 0x20);
	part[length] = '\0';
	return (struct str){ part, length };
}

bool
language_open(struct language *language, struct arena *arena, struct str code, struct diags *diags)
{
	struct str part = primary_part(arena, code);
	const struct share_file *stops =
		share_find(arena_printf(arena, "stopwords/%.*s.txt", STR_ARG(part)));

	*language = (struct language){ 0 };
	if (!stemmer_open(arena, part.data, &language->stemmer, diags))
		return false;
	if (stops != NULL)
		read_stops(language, arena, (struct str){ stops->data, stops->length });
	for (size_t i = 0; i < sizeof elisions / sizeof elisions[0]; i++)
		if (str_equal(part, str_from(elisions[i])))
			language->has_elision = true;
	return true;
}

void
language_close(struct language *language)
{
	stemmer_close(language->stemmer);
	language->stemmer = NULL;
}

bool
language_is_stop(const struct language *language, struct str word)
{
	return map_get(&language->stops, word) != NULL;
}

struct str
language_stem(const struct language *language, struct arena *arena, struct str word)
{
	struct str stem =
		language->stemmer != NULL ? stemmer_stem(language->stemmer, word) : STR_EMPTY;

	return stem.data == NULL ? word : arena_copy(arena, stem);
}
