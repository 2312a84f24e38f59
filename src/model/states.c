/* States: the signs and words of the dialect, and what to say about one that it does not have. */
#include "model/reading.h"

static bool
begins_with_letter(struct str text)
{
	return text.length > 0 && char_is_alphanumeric(text.data[0]);
}

/* A word that can be written as it is. */
static bool
is_word(struct str sign)
{
	return begins_with_letter(sign) && !str_ends(sign, STR("*"));
}

/* A sign of the state to propose; whoever wrote a word is told a word, if there is one. */
static struct str
state_sign(const struct dialect *dialect, int state, bool word)
{
	const struct strs *signs = &dialect->state_signs[state];
	for (size_t i = 0; i < signs->count; i++)
		if (word && is_word(signs->items[i]))
			return signs->items[i];
	return signs->count > 0 ? signs->items[0] : STR_EMPTY;
}

/* The sign that a mistyped word is nearest to; empty when none is near. */
static struct str
nearest_sign(const struct dialect *dialect, struct str text)
{
	struct str nearest = STR_EMPTY;
	unsigned limit = text.length > 4 ? 2 : 1;
	for (int state = STATE_PROPOSED; state < STATE_COUNT; state++) {
		for (size_t i = 0; i < dialect->state_signs[state].count; i++) {
			struct str sign = dialect->state_signs[state].items[i];
			unsigned distance = str_distance(text, sign, limit);
			if (!is_word(sign) || distance > limit)
				continue;
			nearest = sign;
			limit = distance;
		}
	}
	return nearest;
}

static void
add_bad_state(struct reading *reading, struct value *value)
{
	struct loader *loader = reading->loader;
	bool word = begins_with_letter(value->text);
	struct str nearest = nearest_sign(loader->dialect, value->text), known = STR_EMPTY;
	struct diag_finding *finding;
	for (int i = STATE_PROPOSED; i < STATE_COUNT; i++) {
		struct str sign = state_sign(loader->dialect, i, word);
		if (sign.length)
			known = arena_printf(loader->arena, "%.*s%s\"%.*s\"", STR_ARG(known),
					     known.length ? ", " : "", STR_ARG(sign));
	}
	finding = reading_bad_value(reading, value,
				    arena_printf(loader->arena, "one of %.*s", STR_ARG(known)));
	if (nearest.length)
		finding->hint =
			arena_printf(loader->arena, "Did you mean \"%.*s\"?", STR_ARG(nearest));
}

void
reading_state(struct reading *reading)
{
	struct value *value = reading_add(reading, reading->material->text);
	value->state = dialect_state(reading->loader->dialect, value->text);
	if (value->state == STATE_NONE && !state_parse(value->text, &value->state))
		add_bad_state(reading, value);
}
