/*
 * place: for which problem a document is evidence, most likely.
 *
 * A problem is the mean of its members' vectors plus its own text (Rocchio 1971): while the text is
 * a list of points that cite stories, it repeats their titles and counts a quarter; where it stands
 * by itself, it counts in full.  A document is placed by its cosine with each.  It is never placed by
 * itself: its own vector, and the parts of a theme that cite it, are left out.
 */
#ifndef ROLLUP_PLACE_H
#define ROLLUP_PLACE_H

#include "rollup/corpus.h"

#define PLACE_REASONS 3

struct placing {
	uint32_t theme;
	double score;                    /* cosine, 0..1 */
	uint32_t reasons[PLACE_REASONS]; /* terms that speak for it, strongest first */
	uint32_t reason_count;
};

struct placer;

struct placer *placer_new(struct arena *arena, const struct corpus *corpus);

/* How much the theme's own text counts: see above. */
double placer_text_weight(const struct placer *placer, uint32_t theme);

/* All themes, the likeliest first (ties in the order of the book); an array as long as the corpus has
   themes, in the placer's arena. */
struct placing *placer_rank(struct placer *placer, uint32_t document);

/* How many of them are worth showing: the first two, and the third when its score is more than four
   fifths of the first; none with a score of 0. */
size_t placings_shown(const struct placing *placings, size_t count);

/*
 * How well documents that have a theme would have been placed by this, each without itself: what the
 * proposals of this book are worth.  Chance is what an order by accident would reach.
 */
struct trial {
	size_t documents;       /* that were tried: those with a theme, when there are two themes */
	size_t first, in_three; /* for which one of their themes came first, or among three */
	double chance_first, chance_in_three; /* as shares */
	bool is_by_chance;   /* the right ones came first less than two deviations above chance */
	double lowest_tenth; /* nine of ten documents have more than this for their own best theme; 0
	                        where fewer than eight were tried */
};

/* `placings`: of every document, as placer_rank gives them. */
struct trial placings_try(struct arena *arena, const struct corpus *corpus,
			  struct placing *const *placings);

#endif
