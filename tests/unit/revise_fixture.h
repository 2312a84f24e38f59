/*
 * revise_fixture: models that are made with the help of the revision before, held against those that are made of the files
 * alone.
 */
#ifndef UNIT_REVISE_FIXTURE_H
#define UNIT_REVISE_FIXTURE_H

#include "test.h"

#include "model/dialect.h"
#include "model/revise.h"
#include "model_dump.h"

/* ==== two models ==== */

static inline struct str
line_of(struct str *rest)
{
	struct str line = STR_EMPTY;

	str_cut_line(rest, &line);
	return line;
}

static inline void
assert_same_text(struct str made, struct str expected)
{
	bool is_same = str_equal(made, expected);

	while (!is_same && made.length > 0 && expected.length > 0) {
		struct str left = line_of(&made), right = line_of(&expected);

		if (str_equal(left, right))
			continue;
		print_error("with the cache: %.*s\nwithout:        %.*s\n", STR_ARG(left),
			    STR_ARG(right));
		break;
	}
	assert_true(is_same);
}

static inline void
assert_same_model(const struct model *made, const struct model *expected, bool is_whole)
{
	struct buf left, right;

	model_dump(&left, made, is_whole);
	model_dump(&right, expected, is_whole);
	assert_false(left.failed || right.failed);
	assert_same_text(buf_str(&left), buf_str(&right));
	buf_free(&left);
	buf_free(&right);
}

static inline struct model *
load(struct arena *arena, struct repo *repo, struct model_cache *cache)
{
	const struct model_options options = { .repo = repo,
					       .cache = cache,
					       .usual = { .name = STR("rust-goals") } };
	struct diags diags;
	struct model *model;

	diag_init(&diags, arena);
	model = model_load(arena, &options, &diags);
	assert_non_null(model);
	assert_int_equal(diags.failures, 0);
	return model;
}

/* As timeline_turn does it. */
static inline bool
take_turn(struct repo *repo, const struct repo *next, struct repo_changes *ret_changes)
{
	repo->handle = next->handle;
	return repo_turn(repo, next, ret_changes);
}

static inline bool
revise(struct model *model, struct model_cache *cache, const struct repo_changes *changes,
       struct revised *ret_revised)
{
	struct diags diags;

	diag_init(&diags, model->arena);
	return model_revise(model, cache, changes, &diags, ret_revised);
}

#endif
