/*
 * check: rules over a model.
 *
 * A family is a file with a table of rules at its bottom; a rule is a function and its row.  To
 * add one: write the function and the row in the family's file, and a golden case
 * tests/golden/check-CODE/.  A new family is a file, and a line in rules.h and check.c.  Rules only read; they add findings and, where there is one right
 * answer, the edit that mends it.
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "model/model.h"

struct check_cache; /* what several rules need and one of them computes first: check/rules.h */

/* A record that an earlier revision had under another id, as far as can be told. */
struct check_move {
	const struct record *record;
	struct str former; /* the id */
	double likeness;   /* of the two texts, 0..1; 1: the same bytes */
};

struct check_moves {
	struct check_move *items;
	size_t count, capacity;
};

/* Whether the page's site has an id that its text has not: directives put headings in. */
typedef bool check_anchor_function(void *context, const struct page *page, struct str anchor);

struct check {
	const struct model *model;
	struct arena *arena; /* for messages and scratch */
	struct diags *diags;
	struct date today; /* for rules about periods; the command says what day it is */
	struct check_cache *cache;
	const struct check_moves *moves; /* since the revision that was asked for; or NULL */
	const struct date *moved; /* by record->order: when something happened to it; or NULL */
	check_anchor_function *has_anchor; /* or NULL */
	void *anchor_context;
};

/* Reports `check->…` through diag_add(check->diags, code, …); `code` is the rule's own row. */
typedef void check_function(const struct check *check, const struct diag_code *code);

struct check_rule {
	struct diag_code code;
	check_function *run;
};

struct check_family {
	const char *name;
	const struct check_rule *rules;
	size_t count;
};

/* All families, in the order of the manual. */
const struct check_family *const *check_families(size_t *ret_count);

/* Every code that the program knows: the rules' and those of the lower folders. */
void check_codes(struct arena *arena, const struct diag_code ***ret_codes, size_t *ret_count);
const struct diag_code *check_code(struct arena *arena, struct str name); /* or NULL */

struct check_options {
	struct strs only; /* codes; empty: all */
	struct date today;
	const struct check_moves *moves; /* what nobody has said with `was:`; or NULL */
	const struct date *moved; /* by record->order, not set where it is not known; or NULL */
	check_anchor_function *has_anchor; /* NULL: no page has */
	void *anchor_context;
};

/* Runs the rules (one after the other, in the order of the tables) and applies the severities of
   waymark.yaml (`severity: {code: off|note|warning|error}`) to all findings in `diags`. Sorts. */
void check_run(const struct model *model, const struct check_options *options, struct diags *diags);

#endif
