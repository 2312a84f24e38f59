/*
 * metrics: the usual formulas.
 */
#include "metrics.h"

#include <math.h>

double
average_precision(const bool *relevant, size_t count)
{
	double sum = 0;
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		if (relevant[i])
			sum += (double)++found / (double)(i + 1);
	return found > 0 ? sum / (double)found : 0;
}

double
reciprocal_rank(const bool *relevant, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (relevant[i])
			return 1 / (double)(i + 1);
	return 0;
}

static unsigned
shared_classes(uint64_t a, uint64_t b)
{
	unsigned count = 0;

	for (uint64_t both = a & b; both != 0; both &= both - 1)
		count++;
	return count;
}

/* Of one item: mean over the items that share a group (precision) or a class (recall) with it, of how
   much of that the other side grants. */
static double
b_cubed_of(const uint32_t *groups, const uint64_t *classes, size_t count, size_t item,
	   bool precision)
{
	double sum = 0;
	size_t pairs = 0;

	for (size_t other = 0; other < count; other++) {
		unsigned in_group = groups[item] == groups[other];
		unsigned in_class = shared_classes(classes[item], classes[other]);
		unsigned both = in_group < in_class ? in_group : in_class;
		unsigned of = precision ? in_group : in_class;

		if (of == 0)
			continue;
		sum += (double)both / of;
		pairs++;
	}
	return pairs > 0 ? sum / (double)pairs : 0;
}

double
b_cubed(const uint32_t *groups, const uint64_t *classes, size_t count)
{
	double precision = 0, recall = 0;

	for (size_t i = 0; i < count; i++) {
		precision += b_cubed_of(groups, classes, count, i, true);
		recall += b_cubed_of(groups, classes, count, i, false);
	}
	if (count == 0 || precision + recall == 0)
		return 0;
	precision /= (double)count;
	recall /= (double)count;
	return 2 * precision * recall / (precision + recall);
}

static double
count_of(const uint32_t *groups, size_t count, uint32_t group)
{
	size_t members = 0;

	for (size_t i = 0; i < count; i++)
		members += groups[i] == group;
	return (double)members;
}

/* Each item stands for its share of the sum over groups. */
static double
entropy(const uint32_t *groups, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum -= log(count_of(groups, count, groups[i]) / (double)count);
	return sum / (double)count;
}

double
mutual_information(const uint32_t *a, const uint32_t *b, size_t count)
{
	double sum = 0, scale = (entropy(a, count) + entropy(b, count)) / 2;

	for (size_t i = 0; i < count; i++) {
		double both = 0;

		for (size_t k = 0; k < count; k++)
			both += a[k] == a[i] && b[k] == b[i];
		sum += log(both * (double)count /
			   (count_of(a, count, a[i]) * count_of(b, count, b[i])));
	}
	return scale > 0 ? sum / (double)count / scale : 0;
}

uint32_t
dice_below(struct dice *dice, uint32_t limit)
{
	dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((dice->state >> 33) % limit);
}

void
dice_shuffle(struct dice *dice, uint32_t *items, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		size_t other = dice_below(dice, (uint32_t)i);
		uint32_t item = items[i - 1];

		items[i - 1] = items[other];
		items[other] = item;
	}
}
