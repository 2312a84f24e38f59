/* continuation: a chain is found backwards, from each record to the one of the nearest earlier period. */
#include "plan/continuation.h"

#include "plan/period.h"

static struct str
tracker_of(const struct record *record)
{
	const struct value *value = record_value(record, FIELD_TRACKING);

	if (value == NULL)
		return STR_EMPTY;
	return value->url.length > 0 ? value->url : value->text;
}

static bool
has_same_tracker(const struct record *a, const struct record *b)
{
	return tracker_of(a).length > 0 && str_equal(tracker_of(a), tracker_of(b));
}

/* The path in front of the period's name and behind it. */
static bool
split_path(const struct record *record, struct str *ret_before, struct str *ret_behind)
{
	struct str path = record->page->path, period = period_of(record);
	size_t at = str_find(path, period);

	if (at == STR_NONE)
		return false;
	*ret_before = str_slice(path, 0, at);
	*ret_behind = str_from_offset(path, at + period.length);
	return true;
}

static bool
has_same_file(const struct record *a, const struct record *b)
{
	struct str before, behind, other_before, other_behind;

	return split_path(a, &before, &behind) && split_path(b, &other_before, &other_behind) &&
	       str_equal(before, other_before) && str_equal_fold(behind, other_behind);
}

static bool
has_same_title(const struct record *a, const struct record *b)
{
	return str_equal_fold(a->title, b->title);
}

/* The first by which one is found counts. */
static bool (*const rules[])(const struct record *a, const struct record *b) = {
	has_same_tracker,
	has_same_file,
	has_same_title,
};

/* When the period of its page begins; not set: it has none. */
static struct date
beginning_of(const struct record *record)
{
	struct date first = { 0 }, last;

	if (record->page == NULL || record->placeholder ||
	    schema_field(record->kind, FIELD_PERIOD) == NULL)
		return first;
	return period_span(period_of(record), &first, &last) ? first : (struct date){ 0 };
}

/* By one rule; NULL: there is none, or one of the two is not the only one of its period. */
static struct record *
find_before(const struct model *model, const struct record *record,
	    bool (*is_same)(const struct record *a, const struct record *b))
{
	const struct records *all = &model->by_kind[record->kind];
	struct date beginning = beginning_of(record), nearest = { 0 };
	struct record *found = NULL;
	bool is_several = false;

	for (size_t i = 0; i < all->count; i++) {
		struct record *other = all->items[i];
		struct date day;

		if (other == record || other->page == NULL || !is_same(record, other))
			continue;
		day = beginning_of(other);
		if (date_is_set(day) && date_compare(day, beginning) == 0)
			return NULL;
		if (!date_is_set(day) || date_compare(day, beginning) > 0 ||
		    date_compare(day, nearest) < 0)
			continue;
		is_several = date_compare(day, nearest) == 0;
		nearest = day;
		found = other;
	}
	return is_several ? NULL : found;
}

/* By any rule. */
static bool
may_be_same(const struct record *a, const struct record *b)
{
	bool is_same = false;

	for (size_t i = 0; !is_same && i < sizeof rules / sizeof *rules; i++)
		is_same = rules[i](a, b);
	return is_same;
}

/* Of the nearest earlier period; NULL: none is known. */
static struct record *
record_before(const struct model *model, const struct record *record)
{
	struct record *found = NULL;

	if (!date_is_set(beginning_of(record)))
		return NULL;
	for (size_t i = 0; found == NULL && i < sizeof rules / sizeof *rules; i++)
		found = find_before(model, record, rules[i]);
	return found;
}

/* Of the nearest later period; NULL: none is known. */
static struct record *
record_after(const struct model *model, const struct record *record)
{
	const struct records *all = &model->by_kind[record->kind];
	struct record *found = NULL;

	if (!date_is_set(beginning_of(record)))
		return NULL;
	for (size_t i = 0; i < all->count; i++) {
		struct record *other = all->items[i];

		if (other->page == NULL || !may_be_same(record, other) ||
		    date_compare(beginning_of(other), beginning_of(record)) <= 0 ||
		    (found != NULL &&
		     date_compare(beginning_of(other), beginning_of(found)) >= 0) ||
		    record_before(model, other) != record)
			continue;
		found = other;
	}
	return found;
}

void
continuation_chain(struct arena *arena, const struct model *model, const struct record *record,
		   struct records *ret_chain)
{
	struct record *first = map_get(&model->ids[record->kind], record->id);

	*ret_chain = (struct records){ 0 };
	for (struct record *before = first; before != NULL; before = record_before(model, before))
		first = before;
	for (; first != NULL; first = record_after(model, first))
		*VEC_PUSH(arena, ret_chain) = first;
}

struct record *
continuation_newest(struct arena *arena, const struct model *model, const struct records *records)
{
	struct records chain = { 0 };

	if (records->count == 0)
		return NULL;
	continuation_chain(arena, model, records->items[0], &chain);
	for (size_t i = 0; i < records->count; i++) {
		size_t at = 0;

		while (at < chain.count && chain.items[at] != records->items[i])
			at++;
		if (at == chain.count)
			return NULL;
	}
	return chain.items[chain.count - 1];
}
