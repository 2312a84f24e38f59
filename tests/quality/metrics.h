/*
 * metrics: how good a ranking or a grouping is, against what people have judged.
 */
#ifndef QUALITY_METRICS_H
#define QUALITY_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Average precision of a ranking: relevant[i] of the i-th of `count`.  0 when none is relevant. */
double average_precision(const bool *relevant, size_t count);

/* 1 / rank of the first relevant one; 0 when none is. */
double reciprocal_rank(const bool *relevant, size_t count);

/* F1 of extended B-cubed (Amigo et al. 2009): each item is in one group and in any number of classes,
   the bits of classes[i]; the harmonic mean of precision and recall, over items. */
double b_cubed(const uint32_t *groups, const uint64_t *classes, size_t count);

/* Normalised mutual information (arithmetic mean) of two groupings; 0 when either has one group only. */
double mutual_information(const uint32_t *a, const uint32_t *b, size_t count);

/* Numbers from a linear congruential sequence, so that "chance" is the same in every run. */
struct dice {
	uint64_t state;
};

uint32_t dice_below(struct dice *dice, uint32_t limit);
void dice_shuffle(struct dice *dice, uint32_t *items, size_t count);

#endif
