/*
 * quality: how good the roll-up is, against what people have judged, beside what chance would reach.
 *
 *	quality stories BOOK TRUTH.json     stories and the problems that people have seen in them
 *	quality example BOOK                a small book made for this
 *	quality goals BOOK                  goals and the roadmaps that they name
 *
 * Prints a line a figure, and fails where one is below what must hold.  The judgements are for
 * measuring only: the program measured has no access to them but for those that the book itself
 * states (a theme's citations).  Each document is placed without itself: its vector is taken out of
 * its problem, and so are the points of the problem that cite it.
 */
#include "metrics.h"

#include "base/file.h"
#include "base/limits.h"
#include "diag/output.h"
#include "rollup/copies.h"
#include "rollup/place.h"
#include "rollup/similar.h"
#include "rollup/ward.h"
#include "text/yaml.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define TOLERANCE 0.02
#define PERMUTATIONS 300
#define POSSIBLE_COPY 0.45

struct quality {
	struct arena *arena;
	struct diags *diags;
	struct model *model;
	struct corpus corpus;
	uint64_t *classes; /* by document: bits of the themes that people have put it into */
	uint32_t *judged;  /* documents with a class */
	size_t judged_count;
	struct similar similar;
	struct dice dice;
	size_t passed, failed;
};

/* ---- figures ---- */

static void
put(struct quality *quality, const char *name, double value, double least, const char *chance)
{
	bool holds = value >= least - TOLERANCE;

	if (least > 0)
		printf("%-44s %.3f  at least %.2f  %s  %s\n", name, value, least,
		       holds ? "holds" : "FAILS", chance);
	else
		printf("%-44s %.3f                        %s\n", name, value, chance);
	quality->passed += least > 0 && holds;
	quality->failed += least > 0 && !holds;
}

struct spread {
	double mean, deviation, highest, p95;
};

static int
compare_doubles(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return a < b ? -1 : a > b;
}

static struct spread
spread_of(double values[PERMUTATIONS])
{
	struct spread spread = { 0 };

	qsort(values, PERMUTATIONS, sizeof *values, compare_doubles);
	for (int i = 0; i < PERMUTATIONS; i++)
		spread.mean += values[i] / PERMUTATIONS;
	for (int i = 0; i < PERMUTATIONS; i++)
		spread.deviation += (values[i] - spread.mean) * (values[i] - spread.mean);
	spread.deviation = sqrt(spread.deviation / PERMUTATIONS);
	spread.highest = values[PERMUTATIONS - 1];
	spread.p95 = values[PERMUTATIONS * 95 / 100];
	return spread;
}

static const char *
describe_chance(struct arena *arena, struct spread spread)
{
	return arena_printf(arena, "chance %.3f, sd %.3f, 95 %% %.3f, highest of %d %.3f",
			    spread.mean, spread.deviation, spread.p95, PERMUTATIONS, spread.highest)
		.data;
}

/* ---- placing, each document left out in turn ---- */

/* MRR and hits of the rankings; those by accident when there is no placer. */
static void
place_all(struct quality *quality, struct placer *placer, double ret_figures[4])
{
	size_t count = quality->corpus.theme_count;
	bool relevant[LIMIT_ROLLUP_THEMES];
	uint32_t order[LIMIT_ROLLUP_THEMES];

	for (int i = 0; i < 4; i++)
		ret_figures[i] = 0;
	for (size_t j = 0; j < quality->judged_count; j++) {
		uint32_t document = quality->judged[j];
		const struct placing *placings =
			placer != NULL ? placer_rank(placer, document) : NULL;
		double rank;

		for (uint32_t t = 0; t < count; t++)
			order[t] = placings != NULL ? placings[t].theme : t;
		if (placings == NULL)
			dice_shuffle(&quality->dice, order, count);
		for (size_t t = 0; t < count; t++)
			relevant[t] = quality->classes[document] >> order[t] & 1;
		rank = reciprocal_rank(relevant, count);
		ret_figures[0] += rank / (double)quality->judged_count;
		for (int hit = 1; hit <= 3; hit++)
			ret_figures[hit] += (rank * hit >= 0.999) / (double)quality->judged_count;
	}
}

static void
measure_placing(struct quality *quality, const double least[4])
{
	static const char *const names[] = { "problem, left out in turn: MRR", "  hit@1", "  hit@2",
					     "  hit@3" };
	double chance[4][PERMUTATIONS], figures[4], one[4];
	struct placer *placer = placer_new(quality->arena, &quality->corpus);

	for (int p = 0; p < PERMUTATIONS; p++) {
		place_all(quality, NULL, one);
		for (int i = 0; i < 4; i++)
			chance[i][p] = one[i];
	}
	place_all(quality, placer, figures);
	for (int i = 0; i < 4; i++)
		put(quality, names[i], figures[i], least[i],
		    describe_chance(quality->arena, spread_of(chance[i])));
	printf("  weight of the problems' own texts:");
	for (uint32_t t = 0; t < quality->corpus.theme_count; t++)
		printf(" %.2f", placer_text_weight(placer, t));
	printf("\n");
}

/* ---- nearest ---- */

static double
nearest_precision(struct quality *quality, const uint32_t *order, double *ret_first)
{
	bool *relevant = ARENA_ARRAY(quality->arena, bool, quality->judged_count);
	double sum = 0;

	*ret_first = 0;
	for (size_t j = 0; j < quality->judged_count; j++) {
		uint32_t document = quality->judged[j];
		const uint32_t *ranked = order + j * quality->judged_count;

		for (size_t i = 0; i + 1 < quality->judged_count; i++)
			relevant[i] =
				(quality->classes[document] & quality->classes[ranked[i]]) != 0;
		sum += average_precision(relevant, quality->judged_count - 1);
		*ret_first += relevant[0] / (double)quality->judged_count;
	}
	return sum / (double)quality->judged_count;
}

/* The others in the order of their likeness to each judged document. */
static uint32_t *
rank_by_likeness(struct quality *quality)
{
	size_t count = quality->judged_count;
	uint32_t *order = ARENA_ARRAY(quality->arena, uint32_t, count * count);

	for (size_t j = 0; j < count; j++) {
		uint32_t *row = order + j * count;
		size_t filled = 0;

		for (size_t i = 0; i < count; i++) {
			size_t at = filled;
			double score = similar_of(&quality->similar, quality->judged[j],
						  quality->judged[i]);

			if (i == j)
				continue;
			for (; at > 0 && similar_of(&quality->similar, quality->judged[j],
						    row[at - 1]) < score;
			     at--)
				row[at] = row[at - 1];
			row[at] = quality->judged[i];
			filled++;
		}
	}
	return order;
}

static void
measure_nearest(struct quality *quality, double least)
{
	size_t count = quality->judged_count;
	uint32_t *order = rank_by_likeness(quality);
	double chance[PERMUTATIONS], first, map = nearest_precision(quality, order, &first), other;

	for (int p = 0; p < PERMUTATIONS; p++) {
		for (size_t j = 0; j < count; j++)
			dice_shuffle(&quality->dice, order + j * count, count - 1);
		chance[p] = nearest_precision(quality, order, &other);
	}
	put(quality, "nearest, sharing a problem: MAP", map, least,
	    describe_chance(quality->arena, spread_of(chance)));
	put(quality, "  precision of the first", first, 0, "");
}

/* ---- groups ---- */

static double
group_score(struct quality *quality, const uint32_t *groups)
{
	uint64_t *classes = ARENA_ARRAY(quality->arena, uint64_t, quality->judged_count);

	for (size_t j = 0; j < quality->judged_count; j++)
		classes[j] = quality->classes[quality->judged[j]];
	return b_cubed(groups, classes, quality->judged_count);
}

/* Of the first theme of each, since it takes one. */
static double
group_information(struct quality *quality, const uint32_t *groups)
{
	uint32_t *first = ARENA_ARRAY(quality->arena, uint32_t, quality->judged_count);

	for (size_t j = 0; j < quality->judged_count; j++)
		while (!(quality->classes[quality->judged[j]] >> first[j] & 1))
			first[j]++;
	return mutual_information(groups, first, quality->judged_count);
}

static void
measure_groups(struct quality *quality, size_t group_count, double least)
{
	size_t count = quality->corpus.document_count;
	struct merge *merges = ward_merges(quality->arena, quality->similar.rows, count,
					   quality->similar.dimensions);
	uint32_t *all = ARENA_ARRAY(quality->arena, uint32_t, count);
	uint32_t *groups = ARENA_ARRAY(quality->arena, uint32_t, quality->judged_count);
	double chance[PERMUTATIONS], score, information;
	struct spread spread;

	ward_cut(merges, count, group_count, all);
	for (size_t j = 0; j < quality->judged_count; j++)
		groups[j] = all[quality->judged[j]];
	score = group_score(quality, groups);
	information = group_information(quality, groups);
	for (int p = 0; p < PERMUTATIONS; p++) {
		dice_shuffle(&quality->dice, groups, quality->judged_count);
		chance[p] = group_score(quality, groups);
	}
	spread = spread_of(chance);
	if (least > 0 && spread.highest + TOLERANCE > least)
		least = spread.highest +
			TOLERANCE; /* above the best by accident, without tolerance */
	put(quality, arena_printf(quality->arena, "%zu groups: B-cubed F", group_count).data, score,
	    least, describe_chance(quality->arena, spread));
	put(quality, "  NMI", information, 0, "");
}

/* ---- copies ---- */

static void
measure_copies(struct quality *quality, bool must_hold)
{
	size_t count = quality->corpus.document_count, pairs = 0;
	double highest = 0;

	for (size_t a = 0; a < count; a++)
		for (size_t b = a + 1; b < count; b++) {
			double cosine = quality->similar.cosines[a * count + b];

			pairs += cosine >= POSSIBLE_COPY;
			highest = cosine > highest ? cosine : highest;
		}
	printf("%-44s %zu, the highest cosine is %.3f%s\n", "pairs called possible duplicates",
	       pairs, highest,
	       !must_hold   ? ""
	       : pairs == 0 ? "  holds"
			    : "  FAILS: all are distinct");
	quality->passed += must_hold && pairs == 0;
	quality->failed += must_hold && pairs > 0;
}

/* A document with three in ten of its words left out, as vector. */
static struct vector
mutate(struct quality *quality, struct counting *counting, uint32_t document)
{
	const struct tokens *tokens = &quality->corpus.documents[document].tokens;
	struct tokens kept = { 0 };
	struct vector vector;

	for (size_t i = 0; i < tokens->count; i++)
		if (dice_below(&quality->dice, 10) >= 3)
			*VEC_PUSH(quality->arena, &kept) = tokens->items[i];
	counting_add(counting, &quality->corpus.terms, &kept);
	vector = counting_take(counting, quality->arena);
	vector_weigh(&vector, quality->corpus.idf);
	return vector;
}

/* How many documents that somebody sends in once more, with words changed, would be seen. */
static void
measure_mutants(struct quality *quality, double least)
{
	const struct corpus *corpus = &quality->corpus;
	double found = 0, of_others = 0;
	struct counting counting;

	counting_init(&counting, quality->arena, corpus->terms.count);
	for (uint32_t d = 0; d < corpus->document_count; d++) {
		struct vector mutant = mutate(quality, &counting, d);

		for (uint32_t other = 0; other < corpus->document_count; other++) {
			double cosine = vector_dot(&mutant, &corpus->documents[other].vector);

			found += other == d && cosine >= POSSIBLE_COPY;
			if (other != d && cosine > of_others)
				of_others = cosine;
		}
	}
	put(quality, "seen again with 30 % of the words left out",
	    found / (double)corpus->document_count, least,
	    arena_printf(quality->arena, "the highest cosine with another one is %.3f", of_others)
		    .data);
}

/* ---- books and judgements ---- */

static bool
open_book(struct quality *quality, const char *path)
{
	struct model_options options = { .path = str_from(path) };

	quality->model = model_load(quality->arena, &options, quality->diags);
	if (quality->model == NULL ||
	    !corpus_open(&quality->corpus, quality->arena, quality->model, quality->diags))
		return false;
	quality->classes = ARENA_ARRAY(quality->arena, uint64_t, quality->corpus.document_count);
	quality->judged = ARENA_ARRAY(quality->arena, uint32_t, quality->corpus.document_count);
	return quality->corpus.theme_count <= 64;
}

static void
start_measuring(struct quality *quality)
{
	struct corpus *corpus = &quality->corpus;
	struct vector *vectors = ARENA_ARRAY(quality->arena, struct vector, corpus->document_count);

	for (size_t d = 0; d < corpus->document_count; d++) {
		vectors[d] = corpus->documents[d].vector;
		if (quality->classes[d] != 0)
			quality->judged[quality->judged_count++] = (uint32_t)d;
	}
	similar_init(&quality->similar, quality->arena, vectors, corpus->document_count,
		     corpus->terms.count);
	printf("%zu %s, %zu of them judged, %zu problems, %zu terms, LSA of %zu dimensions\n",
	       corpus->document_count, schema_kind(corpus->kind)->plural, quality->judged_count,
	       corpus->theme_count, corpus->terms.count, quality->similar.dimensions);
}

static bool
read_truth(struct quality *quality, const char *path, struct data **ret_truth)
{
	const char *reason;
	struct str text;
	struct yaml_source source = { .file = str_from(path),
				      .first_line = 1,
				      .max_depth = 16,
				      .max_bytes = LIMIT_YAML_BYTES };

	if (!file_read(quality->arena, path, LIMIT_YAML_BYTES, &text, &reason))
		return diag_fail(quality->diags, place_file(source.file), "could not read: %s",
				 reason);
	source.text = text;
	*ret_truth = yaml_parse(quality->arena, &source, quality->diags); /* JSON is YAML, too */
	return *ret_truth != NULL;
}

/* The point of the theme that begins as the judged one does. */
static uint32_t
find_part(const struct theme *theme, struct str text)
{
	for (size_t p = 0; p < theme->part_count; p++) {
		struct str first = theme->parts[p].text;

		if (first.length >= 16 && str_starts(text, str_slice(first, 0, 16)))
			return (uint32_t)p;
	}
	return CORPUS_NONE;
}

/* People have followed links that the program cannot (to a pull request): their document is a member
   all the same, and the point that cites it must be left out with it. */
static bool
take_judgement(struct quality *quality, uint32_t t, const struct data *sub)
{
	struct corpus *corpus = &quality->corpus;
	const struct data *id = data_get(sub, STR("stories"))->first;

	for (; id != NULL; id = id->next) {
		const struct record *story = map_get(&quality->model->ids[KIND_STORY], id->text);
		uint32_t document = story != NULL ? corpus_find(corpus, story) : CORPUS_NONE;

		if (document == CORPUS_NONE)
			return diag_fail(quality->diags, id->place, "there is no story \"%.*s\"",
					 STR_ARG(id->text));
		quality->classes[document] |= (uint64_t)1 << t;
		if (indexes_have(&corpus->themes[t].members, document))
			continue;
		printf("only people have followed the link to %.*s\n", STR_ARG(id->text));
		corpus_join(corpus, document, t,
			    find_part(&corpus->themes[t], data_text(data_get(sub, STR("text")))));
	}
	return true;
}

static bool
measure_stories(struct quality *quality, const char *book, const char *truth_path)
{
	static const double least[4] = { 0.74, 0, 0, 0.90 };
	struct data *truth = NULL;
	uint32_t t = 0;

	if (!open_book(quality, book) || !read_truth(quality, truth_path, &truth))
		return false;
	for (const struct data *theme = data_get(truth, STR("themes"))->first; theme != NULL;
	     theme = theme->next, t++) {
		if (t >= quality->corpus.theme_count ||
		    !str_equal(data_text(data_get(theme, STR("theme"))),
			       quality->corpus.themes[t].record->title))
			return diag_fail(quality->diags, theme->place,
					 "the book has no such theme in this place");
		for (const struct data *sub = data_get(theme, STR("subs"))->first; sub != NULL;
		     sub = sub->next)
			if (!take_judgement(quality, t, sub))
				return false;
	}
	start_measuring(quality);
	measure_placing(quality, least);
	measure_nearest(quality, 0.54);
	measure_groups(quality, quality->corpus.theme_count, 0.46);
	measure_groups(quality, (size_t)ceil(sqrt((double)quality->corpus.document_count)), 0);
	measure_copies(quality, true);
	measure_mutants(quality, 1.0);
	return true;
}

/* What the book itself says is what has been judged. */
static void
judge_by_citations(struct quality *quality)
{
	for (uint32_t t = 0; t < quality->corpus.theme_count; t++)
		for (size_t m = 0; m < quality->corpus.themes[t].members.count; m++)
			quality->classes[quality->corpus.themes[t].members.items[m]] |= (uint64_t)1
											<< t;
}

/* A small invented book whose problems are plain to see. */
static bool
measure_example(struct quality *quality, const char *book)
{
	static const double least[4] = { 0.95, 0, 0, 0 };

	if (!open_book(quality, book))
		return false;
	judge_by_citations(quality);
	start_measuring(quality);
	measure_placing(quality, least);
	measure_nearest(quality, 0.90);
	measure_groups(quality, quality->corpus.theme_count + 1, 0);
	return true;
}

/* A roadmap of one goal has nothing left when this one is left out. */
static void
drop_small_themes(struct corpus *corpus)
{
	size_t kept = 0;

	for (size_t t = 0; t < corpus->theme_count; t++)
		if (corpus->themes[t].members.count >= 2)
			corpus->themes[kept++] = corpus->themes[t];
	corpus->theme_count = kept;
}

static bool
measure_goals(struct quality *quality, const char *book)
{
	static const double least[4] = { 0.95, 0, 0, 0 };
	struct corpus *corpus = &quality->corpus;

	if (!open_book(quality, book))
		return false;
	drop_small_themes(corpus);
	judge_by_citations(quality);
	start_measuring(quality);
	measure_placing(quality, least);
	measure_nearest(quality, 0);
	measure_groups(quality, corpus->theme_count, 0);
	measure_copies(quality, false);
	measure_mutants(quality, 1.0);
	return true;
}

int
main(int argc, char **argv)
{
	struct arena arena;
	struct diags diags;
	struct quality quality = { .arena = &arena, .diags = &diags, .dice = { 1 } };
	bool well = false;

	arena_init(&arena);
	diag_init(&diags, &arena);
	markdown_setup();
	if (argc == 4 && strcmp(argv[1], "stories") == 0)
		well = measure_stories(&quality, argv[2], argv[3]);
	else if (argc == 3 && strcmp(argv[1], "goals") == 0)
		well = measure_goals(&quality, argv[2]);
	else if (argc == 3 && strcmp(argv[1], "example") == 0)
		well = measure_example(&quality, argv[2]);
	else
		fprintf(stderr, "usage: quality example BOOK | quality stories BOOK TRUTH.json | "
				"quality goals BOOK\n");
	for (size_t i = 0; i < diags.count; i++)
		if (diags.items[i].severity == DIAG_FAILURE)
			fprintf(stderr, "quality: %.*s: %.*s\n", STR_ARG(diags.items[i].place.file),
				STR_ARG(diags.items[i].message));
	if (quality.model != NULL) {
		corpus_close(&quality.corpus);
		model_close(quality.model);
	}
	arena_free(&arena);
	printf("%s: %zu passed, %zu failed\n", argc > 1 ? argv[1] : "", quality.passed,
	       quality.failed + !well);
	return well && quality.failed == 0 ? 0 : 1;
}
