/*
 * place: documents and themes made by hand.
 */
#include "test.h"

#include "rollup/morals.h"
#include "rollup/place.h"

#include <math.h>

struct fixture {
	struct arena arena;
	struct corpus corpus;
};

static void
read_document(struct corpus *corpus, uint32_t d, const char *text)
{
	terms_read(&corpus->terms, str_from(text), &corpus->documents[d].tokens);
}

static void
add_part(struct corpus *corpus, uint32_t t, const char *text)
{
	struct theme *theme = &corpus->themes[t];

	theme->parts = vec_grow(corpus->arena, theme->parts, sizeof *theme->parts,
				theme->part_count + 1, &theme->part_capacity);
	terms_read(&corpus->terms, str_from(text), &theme->parts[theme->part_count++].tokens);
}

/* Two themes with two documents each, and one document without. */
static void
set_up(struct fixture *fixture)
{
	struct diags diags;
	static const char *const texts[] = { "lock mutex thread", "lock mutex deadlock",
					     "dump crash symbol", "dump crash stack",
					     "crash dump mutex unique" };
	struct corpus *corpus = &fixture->corpus;
	struct vector vectors[5];
	struct counting counting;

	arena_init(&fixture->arena);
	*corpus =
		(struct corpus){ .arena = &fixture->arena, .document_count = 5, .theme_count = 2 };
	diag_init(&diags, corpus->arena);
	assert_true(language_open(&corpus->language, corpus->arena, STR("en"), &diags));
	terms_init(&corpus->terms, corpus->arena, &corpus->language);
	corpus->documents = ARENA_ARRAY(corpus->arena, struct document, 5);
	corpus->themes = ARENA_ARRAY(corpus->arena, struct theme, 2);
	for (uint32_t d = 0; d < 5; d++)
		read_document(corpus, d, texts[d]);
	add_part(corpus, 0, "Locks");
	add_part(corpus, 0, "deadlock");
	add_part(corpus, 1, "Looking into a program that has stopped");
	corpus_join(corpus, 0, 0, CORPUS_NONE);
	corpus_join(corpus, 1, 0, 1);
	corpus_join(corpus, 3, 1, CORPUS_NONE);
	corpus_join(corpus, 2, 1, CORPUS_NONE);
	counting_init(&counting, corpus->arena, corpus->terms.count);
	for (uint32_t d = 0; d < 5; d++) {
		counting_add(&counting, &corpus->terms, &corpus->documents[d].tokens);
		vectors[d] = counting_take(&counting, corpus->arena);
	}
	corpus->idf = vector_idf(corpus->arena, vectors, 5, corpus->terms.count);
	for (uint32_t d = 0; d < 5; d++) {
		vector_weigh(&vectors[d], corpus->idf);
		corpus->documents[d].vector = vectors[d];
	}
}

static void
tear_down(struct fixture *fixture)
{
	corpus_close(&fixture->corpus);
	arena_free(&fixture->arena);
}

static void
weights_are_tf_idf(void **state)
{
	struct fixture fixture;
	const struct vector *vector;
	double rare, common, length = 0;

	(void)state;
	set_up(&fixture);
	vector = &fixture.corpus.documents[4].vector;
	assert_int_equal(vector->count, 4);
	for (uint32_t i = 0; i < 4; i++)
		length += vector->weights[i] * vector->weights[i];
	assert_true(fabs(length - 1) < 1e-12);
	/* "mutex" is in three of five documents, "unique" in one. */
	common = log(6.0 / 4) + 1;
	rare = log(6.0 / 2) + 1;
	assert_true(fabs(vector->weights[3] / vector->weights[0] - rare / common) < 1e-12);
	tear_down(&fixture);
}

static void
the_nearer_theme_comes_first(void **state)
{
	struct fixture fixture;
	struct placer *placer;
	const struct placing *placings;

	(void)state;
	set_up(&fixture);
	placer = placer_new(&fixture.arena, &fixture.corpus);
	placings = placer_rank(placer, 4);
	assert_int_equal(placings[0].theme, 1);
	assert_int_equal(placings[1].theme, 0);
	assert_true(placings[0].score > placings[1].score);
	assert_int_equal(placings[0].reason_count, 2);
	assert_str(terms_surface(&fixture.corpus.terms, placings[0].reasons[0]), "dump");
	assert_int_equal(placings_shown(placings, 2), 2);
	tear_down(&fixture);
}

/* What is left of a theme without a document must not know that document's words. */
static void
nobody_is_placed_by_themselves(void **state)
{
	struct fixture fixture;
	struct placer *placer;
	const struct placing *placings;

	(void)state;
	set_up(&fixture);
	placer = placer_new(&fixture.arena, &fixture.corpus);
	placings = placer_rank(placer, 1); /* lock mutex deadlock; a point "deadlock" cites it */
	assert_int_equal(placings[0].theme, 0);
	assert_int_equal(placings[0].reason_count, 2);
	for (uint32_t i = 0; i < 2; i++)
		assert_string_not_equal(
			terms_surface(&fixture.corpus.terms, placings[0].reasons[i]).data,
			"deadlock");
	tear_down(&fixture);
}

static void
text_weighs_by_its_form(void **state)
{
	struct fixture fixture;
	struct placer *placer;

	(void)state;
	set_up(&fixture);
	placer = placer_new(&fixture.arena, &fixture.corpus);
	assert_true(placer_text_weight(placer, 0) == 0.25); /* half of its words cite */
	assert_true(placer_text_weight(placer, 1) == 1.0);
	tear_down(&fixture);
}

static struct trial
try_all(struct fixture *fixture)
{
	struct placer *placer = placer_new(&fixture->arena, &fixture->corpus);
	struct placing *placings[5];

	for (uint32_t d = 0; d < 5; d++)
		placings[d] = placer_rank(placer, d);
	return placings_try(&fixture->arena, &fixture->corpus, placings);
}

static void
the_trial_counts(void **state)
{
	struct fixture fixture;
	struct trial trial;

	(void)state;
	set_up(&fixture);
	trial = try_all(&fixture);
	assert_int_equal(trial.documents, 4);
	assert_int_equal(trial.first, 4);
	assert_int_equal(trial.in_three, 4);
	assert_true(trial.chance_first == 0.5);
	assert_true(trial.chance_in_three == 1);
	assert_false(trial.is_by_chance);
	fixture.corpus.theme_count = 1; /* nothing to choose from */
	assert_int_equal(try_all(&fixture).documents, 0);
	tear_down(&fixture);
}

static void
state_morals(struct corpus *corpus, uint32_t document, const char *const *texts, uint32_t count)
{
	struct record *record = ARENA_NEW(corpus->arena, struct record);
	struct statement *said = ARENA_NEW(corpus->arena, struct statement);

	said->values = ARENA_ARRAY(corpus->arena, struct value, count);
	said->count = count;
	for (uint32_t i = 0; i < count; i++)
		said->values[i].text = str_from(texts[i]);
	record->fields[FIELD_MORALS] = said;
	corpus->documents[document].record = record;
}

/* One moral a story: that which others say, too, comes first; who says the same is joined to it. */
static void
morals_are_ranked(void **state)
{
	const char *const first[] = { "a unique thread", "a lock held by a mutex" };
	const char *const second[] = { "the mutex held a lock" }, *const third[] = {
		"stack symbol"
	};
	uint32_t numbers[] = { 0, 1, 2 };
	struct indexes documents = { numbers, 3, 3 };
	struct fixture fixture;
	struct morals morals;

	(void)state;
	set_up(&fixture);
	state_morals(&fixture.corpus, 0, first, 2);
	state_morals(&fixture.corpus, 1, second, 1);
	state_morals(&fixture.corpus, 2, third, 1);
	morals_choose(&fixture.corpus, &documents, &morals);
	assert_int_equal(morals.count, 3);
	assert_str(morals.items[0].text, "a lock held by a mutex");
	assert_int_equal(morals.items[0].like, CORPUS_NONE);
	assert_int_equal(morals.items[1].document, 1);
	assert_int_equal(morals.items[1].like, 0);
	assert_int_equal(morals.items[2].document, 2); /* nobody else says so */
	assert_int_equal(morals.items[2].like, CORPUS_NONE);
	tear_down(&fixture);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weights_are_tf_idf),
		cmocka_unit_test(the_nearer_theme_comes_first),
		cmocka_unit_test(nobody_is_placed_by_themselves),
		cmocka_unit_test(text_weighs_by_its_form),
		cmocka_unit_test(the_trial_counts),
		cmocka_unit_test(morals_are_ranked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
