/* changes_months: changes gathered by month and record, and the pages that months stand on. */
#include "base/limits.h"
#include "base/path.h"
#include "site/changes.h"

const struct site_change *
change_line_first(const struct change_line *line)
{
	return line->parts.items[0];
}

/* What is there is one record through all its names. */
static struct str
line_key(struct arena *arena, const struct site_change *change)
{
	if (change->record != NULL)
		return arena_printf(arena, "%u", change->record->order);
	return arena_printf(arena, "%d %.*s", (int)change->kind, STR_ARG(change->id));
}

static bool
is_detail(const struct change_line *line)
{
	for (size_t i = 0; i < line->parts.count; i++)
		if (!line->parts.items[i]->is_detail)
			return false;
	return true;
}

/* Lines of one kind come together, details behind the others; else they keep their order. */
static void
sort_lines(struct arena *arena, struct change_month *month)
{
	struct change_line *sorted = ARENA_ARRAY(arena, struct change_line, month->lines.count);
	size_t count = 0;

	for (int key = 0; key < 2 * KIND_COUNT; key++) {
		for (size_t i = 0; i < month->lines.count; i++) {
			const struct change_line *line = &month->lines.items[i];

			if ((int)change_line_first(line)->kind * 2 + is_detail(line) == key)
				sorted[count++] = *line;
		}
	}
	month->lines.items = sorted;
}

static struct date
first_of_month(const struct site_change *change)
{
	struct date date = change->commit->date;

	date.day = 1;
	return date;
}

/* The changes from `first` on that are of one month; where the next month begins. */
static size_t
gather_month(struct arena *arena, const struct site_changes *all, size_t first,
	     struct change_month *month)
{
	struct map known = { 0 }; /* line_key -> index of the line */
	size_t i = first;

	month->first = first_of_month(&all->items[first]);
	for (; i < all->count && date_compare(first_of_month(&all->items[i]), month->first) == 0;
	     i++) {
		void **place = map_put(arena, &known, line_key(arena, &all->items[i]));
		struct change_line *line;

		if (*place == NULL) {
			VEC_PUSH(arena, &month->lines)->parts.count = 0;
			*place = ARENA_NEW(arena, size_t);
			*(size_t *)*place = month->lines.count - 1;
		}
		line = &month->lines.items[*(size_t *)*place];
		*VEC_PUSH(arena, &line->parts) = &all->items[i];
	}
	return i;
}

static size_t
count_newest(const struct change_months *months)
{
	size_t lines = 0, count = 0;

	while (count < months->count) {
		size_t more = months->items[count].lines.count;

		lines += more < LIMIT_CHANGES_MONTH ? more : LIMIT_CHANGES_MONTH;
		if (count > 0 && lines > LIMIT_CHANGES_PAGE)
			break;
		count++;
	}
	return count;
}

static void
list_years(struct arena *arena, const struct site *site, struct change_months *months)
{
	struct str folder = path_dir(site->views[VIEW_CHANGES]);
	size_t end;

	for (size_t i = 0; i < months->count; i = end) {
		int year = months->items[i].first.year;

		for (end = i; end < months->count && months->items[end].first.year == year;)
			end++;
		if (end <= months->newest)
			continue;
		*VEC_PUSH(arena, &months->years) = (struct change_year){
			.year = year,
			.address =
				arena_printf(arena, "%.*s/changes/%d.html", STR_ARG(folder), year),
			.first = i,
			.end = end,
		};
	}
}

const struct change_months *
change_months_new(struct arena *arena, const struct site *site)
{
	const struct site_changes *all = &site->history->all;
	struct change_months *months = ARENA_NEW(arena, struct change_months);

	for (size_t i = 0; i < all->count;)
		i = gather_month(arena, all, i, VEC_PUSH(arena, months));
	for (size_t i = 0; i < months->count; i++)
		sort_lines(arena, &months->items[i]);
	months->newest = count_newest(months);
	list_years(arena, site, months);
	return months;
}
