/*
 * check: which families there are, and a run over all their rules.
 */
#include "check/check.h"

#include "check/rules.h"
#include "model/book.h"
#include "text/toml.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct check_family *const families[] = {
	&check_schema, &check_agreement, &check_roadmap,  &check_requires, &check_people,
	&check_period, &check_vision,    &check_calendar, &check_markup,   &check_links,
};

/* What reading the book may say, lowest folder first. */
static const struct {
	const struct diag_code *codes;
	const size_t *count;
} lower[] = {
	{ yaml_codes, &yaml_code_count },         { toml_codes, &toml_code_count },
	{ markdown_codes, &markdown_code_count }, { repo_codes, &repo_code_count },
	{ dialect_codes, &dialect_code_count },   { book_codes, &book_code_count },
	{ model_codes, &model_code_count },
};

const struct check_family *const *
check_families(size_t *ret_count)
{
	*ret_count = COUNT(families);
	return families;
}

struct codes {
	const struct diag_code **items;
	size_t count, capacity;
};

void
check_codes(struct arena *arena, const struct diag_code ***ret_codes, size_t *ret_count)
{
	struct codes codes = { 0 };

	for (size_t i = 0; i < COUNT(families); i++)
		for (size_t k = 0; k < families[i]->count; k++)
			*VEC_PUSH(arena, &codes) = &families[i]->rules[k].code;
	for (size_t i = 0; i < COUNT(lower); i++)
		for (size_t k = 0; k < *lower[i].count; k++)
			*VEC_PUSH(arena, &codes) = &lower[i].codes[k];
	*ret_codes = codes.items;
	*ret_count = codes.count;
}

const struct diag_code *
check_code(struct arena *arena, struct str name)
{
	const struct diag_code **codes;
	size_t count;

	check_codes(arena, &codes, &count);
	for (size_t i = 0; i < count; i++)
		if (str_equal(name, str_from(codes[i]->name)))
			return codes[i];
	return NULL;
}

/* What the caller and waymark.yaml want of a code. */
struct wishes {
	const struct strs *only;
	struct map severities; /* code -> enum diag_severity, as waymark.yaml says */
};

/* What is no severity is a finding of the schema family. */
static struct map
read_severities(struct arena *arena, const struct data *rows)
{
	const struct data *row = rows != NULL ? rows->first : NULL;
	struct map severities = { 0 };

	for (; row != NULL; row = row->next) {
		enum diag_severity *severity = ARENA_NEW(arena, enum diag_severity);

		if (diag_severity_parse(data_text(row), severity) && *severity != DIAG_FAILURE)
			*map_put(arena, &severities, row->key) = severity;
	}
	return severities;
}

static bool
is_wanted(const struct wishes *wishes, const struct diag_code *code)
{
	for (size_t i = 0; i < wishes->only->count; i++)
		if (str_equal(wishes->only->items[i], str_from(code->name)))
			return true;
	return wishes->only->count == 0;
}

static enum diag_severity
severity_of(const struct wishes *wishes, const struct diag_code *code, enum diag_severity usual)
{
	const enum diag_severity *wanted = map_get(&wishes->severities, str_from(code->name));

	return wanted != NULL ? *wanted : usual;
}

static void
run_rules(const struct check *check, const struct wishes *wishes)
{
	for (size_t i = 0; i < COUNT(families); i++) {
		for (size_t k = 0; k < families[i]->count; k++) {
			const struct check_rule *rule = &families[i]->rules[k];

			if (is_wanted(wishes, &rule->code) &&
			    severity_of(wishes, &rule->code, rule->code.severity) != DIAG_OFF)
				rule->run(check, &rule->code);
		}
	}
}

static void
keep_wanted(struct diags *diags, const struct wishes *wishes)
{
	size_t kept = 0;

	for (size_t i = 0; i < diags->count; i++) {
		struct diag_finding *finding = &diags->items[i];

		if (finding->code != NULL) {
			if (!is_wanted(wishes, finding->code))
				continue;
			finding->severity = severity_of(wishes, finding->code, finding->severity);
			if (finding->severity == DIAG_OFF)
				continue;
		}
		diags->items[kept++] = *finding;
	}
	diags->count = kept;
}

void
check_run(const struct model *model, const struct check_options *options, struct diags *diags)
{
	struct wishes wishes = {
		.only = &options->only,
		.severities = read_severities(diags->arena, rule_severities(model)),
	};
	struct check_cache cache = { 0 };
	struct check check = {
		.model = model,
		.arena = diags->arena,
		.diags = diags,
		.today = options->today,
		.cache = &cache,
		.moves = options->moves,
		.moved = options->moved,
		.has_anchor = options->has_anchor,
		.anchor_context = options->anchor_context,
	};

	/* Reading the book has made its findings before anybody could ask for less, and the list
	   has a limit: what is not wanted must not take the place of what is. */
	keep_wanted(diags, &wishes);
	run_rules(&check, &wishes);
	keep_wanted(diags, &wishes);
	diag_sort(diags);
}
