/*
 * filter: conditions on records.
 */
#include "emit/filter.h"

#include "base/utf8.h"
#include "emit/field.h"
#include "model/dialect.h"
#include "plan/help.h"
#include "plan/period.h"

/* What a condition is read against. */
struct reading {
	const struct model *model;
	unsigned kinds;
	const struct field_row *row; /* NULL for the id */
	struct diags *diags;
};

static const struct place nowhere = { 0 };

/* The field's row in the first of the kinds that has it. */
static const struct field_row *
row_of(unsigned kinds, enum field field)
{
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct field_row *row =
			kinds & KIND_BIT(kind) ? schema_field((enum kind)kind, field) : NULL;

		if (row != NULL)
			return row;
	}
	return NULL;
}

/* The same by the name that somebody gave. */
static const struct field_row *
row_called(const struct reading *reading, struct str name)
{
	const struct field_row *row = NULL;

	for (int kind = 0; row == NULL && kind < KIND_COUNT; kind++)
		if (reading->kinds & KIND_BIT(kind))
			row = field_find(reading->model, (enum kind)kind, name);
	return row;
}

/* … or that of the goal: what belongs to one is of its period. */
static const struct field_row *
condition_row(unsigned kinds, enum field field)
{
	const unsigned parts =
		KIND_BIT(KIND_INITIATIVE) | KIND_BIT(KIND_MILESTONE) | KIND_BIT(KIND_ASK);
	const struct field_row *row = row_of(kinds, field);

	if (row == NULL && field == FIELD_PERIOD && (kinds & parts) != 0)
		return schema_field(KIND_GOAL, FIELD_PERIOD);
	return row;
}

static bool
unknown_field(const struct reading *reading, struct str name)
{
	const char *best = NULL, *kind_name = "record";
	unsigned limit = name.length < 6 ? 2 : 3;

	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct kind_row *row = schema_kind((enum kind)kind);

		if (!(reading->kinds & KIND_BIT(kind)))
			continue;
		kind_name = row->name;
		for (size_t i = 0; i < row->field_count; i++) {
			const char *field = field_name(row->fields[i].field);
			unsigned distance = str_distance(str_from(field), name, limit);

			if (distance < limit) {
				best = field;
				limit = distance;
			}
		}
	}
	return diag_fail(reading->diags, nowhere, "%s %s has no field \"%.*s\"%s%s%s",
			 kind_name[0] == 'i' || kind_name[0] == 'a' ? "an" : "a", kind_name,
			 STR_ARG(name), best != NULL ? "; did you mean \"" : "",
			 best != NULL ? best : "", best != NULL ? "\"?" : "");
}

static bool
read_state(const struct reading *reading, struct str text, struct filter_value *value)
{
	struct str known = STR_EMPTY;

	value->state = dialect_state(reading->model->dialect, text);
	if (value->state != STATE_NONE || state_parse(text, &value->state))
		return true;
	for (int state = STATE_PROPOSED; state < STATE_COUNT; state++) {
		const struct state_row *row = state_row((enum state)state);

		if (str_equal_fold(text, str_from(row->word))) {
			value->state = (enum state)state;
			return true;
		}
		known = arena_printf(reading->diags->arena, "%.*s%s, ", STR_ARG(known), row->name);
	}
	return diag_fail(reading->diags, nowhere,
			 "there is no state \"%.*s\"; expected one of %.*snone", STR_ARG(text),
			 STR_ARG(known));
}

static bool
read_choice(const struct reading *reading, struct str text)
{
	struct str rest = str_from(reading->row->choices), choice, known = STR_EMPTY;

	while (str_cut(&rest, '|', &choice)) {
		if (str_equal_fold(choice, text))
			return true;
		known = arena_printf(reading->diags->arena, "%.*s%.*s, ", STR_ARG(known),
				     STR_ARG(choice));
	}
	return diag_fail(reading->diags, nowhere,
			 "there is no %s \"%.*s\"; expected one of %.*snone",
			 field_name(reading->row->field), STR_ARG(text), STR_ARG(known));
}

/* The record that a name stands for, among those that the field can name. */
static const struct record *
find_target(const struct reading *reading, struct str folded)
{
	struct arena *arena = reading->diags->arena;
	const struct records *all = &reading->model->records;
	const struct record *by_title = NULL;

	for (size_t i = 0; i < all->count; i++) {
		const struct record *record = all->items[i];

		if (!(reading->row->targets & KIND_BIT(record->kind)))
			continue;
		if (str_equal(utf8_fold(arena, record->id), folded))
			return record;
		if (by_title == NULL && str_equal(utf8_fold(arena, record->title), folded))
			by_title = record;
	}
	return by_title;
}

static bool
read_target(const struct reading *reading, struct str text, struct filter_value *value)
{
	struct str nearest;

	value->target = find_target(reading, value->folded);
	if (value->target != NULL)
		return true;
	nearest = model_nearest(reading->model, text, reading->row->targets);
	if (nearest.length > 0)
		return diag_fail(reading->diags, nowhere,
				 "this book has no %s \"%.*s\"; did you mean \"%.*s\"?",
				 field_name(reading->row->field), STR_ARG(text), STR_ARG(nearest));
	return diag_fail(reading->diags, nowhere, "this book has no %s \"%.*s\"",
			 field_name(reading->row->field), STR_ARG(text));
}

/* What values of a field that has an order are compared by. */
static int64_t
number_of(const struct field_row *row, const struct value *value)
{
	return row->type == TYPE_DATE ? date_to_days(value->date) : value->number;
}

static bool
read_bound(const struct reading *reading, struct str text, struct filter_value *value)
{
	const struct field_row *row = reading->row;
	bool is_date = row != NULL && row->type == TYPE_DATE;
	struct value bound = { 0 };

	if (!is_date && (row == NULL || row->type != TYPE_NUMBER))
		return diag_fail(reading->diags, nowhere,
				 "%s has no order; < and > are for days and numbers, as in "
				 "due<2026-03-31",
				 row != NULL ? field_name(row->field) : "id");
	if (is_date ? !date_parse(text, &bound.date) : !str_to_number(text, &bound.number))
		return diag_fail(reading->diags, nowhere, "\"%.*s\" is not a %s", STR_ARG(text),
				 is_date ? "date such as 2026-03-31" : "whole number such as 3");
	value->number = number_of(row, &bound);
	return true;
}

static bool
read_period(const struct reading *reading, struct str text, struct filter_value *value)
{
	struct strs periods;

	value->is_all = period_is_all(text);
	period_list(reading->diags->arena, reading->model, &periods);
	return value->is_all || period_find(&periods, text, &text, reading->diags);
}

/* What only some words can stand for. */
static bool
read_meaning(const struct reading *reading, struct str text, struct filter_value *value)
{
	if (reading->row->type == TYPE_STATE)
		return read_state(reading, text, value);
	if (reading->row->type == TYPE_CHOICE)
		return read_choice(reading, text);
	if (reading->row->type == TYPE_PEOPLE || reading->row->type == TYPE_RECORDS)
		return read_target(reading, text, value);
	return reading->row->field != FIELD_PERIOD || read_period(reading, text, value);
}

static bool
read_value(const struct reading *reading, struct str text, struct filter_condition *condition)
{
	struct filter_value *value = VEC_PUSH(reading->diags->arena, &condition->values);
	enum field_type type = reading->row != NULL ? reading->row->type : TYPE_TEXT;

	text = str_trim(text);
	if (condition->compare >= FILTER_LESS)
		return read_bound(reading, text, value);
	value->is_none = text.length == 0 || str_equal_fold(text, STR("none"));
	if ((type == TYPE_PEOPLE || type == TYPE_RECORDS) && str_starts(text, STR("@")))
		text = str_from_offset(text, 1);
	value->folded = utf8_fold(reading->diags->arena, text);
	if (reading->row == NULL || value->is_none || condition->compare == FILTER_CONTAINS)
		return true;
	return read_meaning(reading, text, value);
}

/* Longer ones first. */
static const struct {
	struct str sign;
	enum filter_compare compare;
} signs[] = {
	{ STR_INIT("!="), FILTER_IS_NOT },  { STR_INIT("<="), FILTER_MOST },
	{ STR_INIT(">="), FILTER_LEAST },   { STR_INIT("="), FILTER_IS },
	{ STR_INIT("~"), FILTER_CONTAINS }, { STR_INIT("<"), FILTER_LESS },
	{ STR_INIT(">"), FILTER_MORE },
};

/* Splits "field!=values"; false when there is no operator. */
static bool
split(struct str text, struct str *ret_name, enum filter_compare *ret_compare,
      struct str *ret_values)
{
	for (size_t i = 0; i < text.length; i++) {
		for (size_t k = 0; k < sizeof signs / sizeof signs[0]; k++) {
			if (!str_starts(str_from_offset(text, i), signs[k].sign))
				continue;
			*ret_name = str_trim(str_slice(text, 0, i));
			*ret_compare = signs[k].compare;
			*ret_values = str_from_offset(text, i + signs[k].sign.length);
			return true;
		}
	}
	return false;
}

bool
filter_add(struct filter *filter, const struct model *model, unsigned kinds, struct str text,
	   struct diags *diags)
{
	struct reading reading = { model, kinds, NULL, diags };
	struct filter_condition condition = { 0 };
	struct str name, values, value;

	if (!split(text, &name, &condition.compare, &values))
		return diag_fail(diags, nowhere,
				 "\"%.*s\" is no condition; expected one such as state=active",
				 STR_ARG(text));
	condition.is_id = str_equal(name, STR("id"));
	if (!condition.is_id) {
		if (field_parse(name, &condition.field))
			reading.row = condition_row(kinds, condition.field);
		if (reading.row == NULL)
			reading.row = row_called(&reading, name);
		if (reading.row == NULL)
			return unknown_field(&reading, name);
		condition.field = reading.row->field;
	}
	while (str_cut(&values, '|', &value))
		if (!read_value(&reading, value, &condition))
			return false;
	*VEC_PUSH(diags->arena, &filter->conditions) = condition;
	return true;
}

bool
filter_add_values(struct filter *filter, const struct model *model, unsigned kinds,
		  enum field field, const struct strs *values, struct diags *diags)
{
	struct reading reading = { model, kinds, condition_row(kinds, field), diags };
	struct filter_condition condition = { .field = field };

	if (values->count == 0)
		return true;
	if (reading.row == NULL)
		return unknown_field(&reading, str_from(field_name(field)));
	for (size_t i = 0; i < values->count; i++)
		if (!read_value(&reading, values->items[i], &condition))
			return false;
	*VEC_PUSH(diags->arena, &filter->conditions) = condition;
	return true;
}

static bool
is_below(const struct record *record, const struct record *ancestor)
{
	for (const struct record *up = record->parent; up != NULL; up = up->parent)
		if (up == ancestor)
			return true;
	return false;
}

static bool
text_fits(struct arena *scratch, struct str text, const struct filter_condition *condition,
	  const struct filter_value *value)
{
	struct str folded = utf8_fold(scratch, text);

	return condition->compare == FILTER_CONTAINS ? str_contains(folded, value->folded)
						     : str_equal(folded, value->folded);
}

static bool
number_fits(const struct field_row *row, const struct field_item *item, enum filter_compare compare,
	    int64_t bound)
{
	int64_t number;

	if (item->value == NULL)
		return false;
	number = number_of(row, item->value);
	return (number == bound && (compare == FILTER_MOST || compare == FILTER_LEAST)) ||
	       (number < bound && (compare == FILTER_MOST || compare == FILTER_LESS)) ||
	       (number > bound && (compare == FILTER_LEAST || compare == FILTER_MORE));
}

static bool
item_fits(struct arena *scratch, const struct field_row *row, const struct field_item *item,
	  const struct filter_condition *condition, const struct filter_value *value)
{
	if (condition->compare >= FILTER_LESS)
		return number_fits(row, item, condition->compare, value->number);
	if (condition->compare != FILTER_CONTAINS) {
		if (row->type == TYPE_STATE)
			return item->value->state == value->state;
		if (value->target != NULL)
			return item->target == value->target;
	}
	return text_fits(scratch, field_machine_text(scratch, row, item), condition, value) ||
	       text_fits(scratch, field_text(scratch, row, item), condition, value) ||
	       (item->target != NULL && text_fits(scratch, item->target->title, condition, value));
}

static bool
period_fits(struct arena *scratch, const struct record *record,
	    const struct filter_condition *condition, const struct filter_value *value)
{
	struct str period = period_of(record);

	if (value->is_all)
		return true;
	if (value->is_none && condition->compare != FILTER_CONTAINS)
		return period.length == 0;
	return text_fits(scratch, period, condition, value);
}

static bool
field_fits(struct arena *scratch, const struct record *record,
	   const struct filter_condition *condition, const struct filter_value *value)
{
	const struct field_row *row = schema_field(record->kind, condition->field);
	struct field_items items = { 0 };

	if (condition->field == FIELD_PERIOD)
		return period_fits(scratch, record, condition, value);
	if (row == NULL)
		return value->is_none;
	if (condition->field == FIELD_TITLE)
		return text_fits(scratch, record->title, condition, value);
	if (condition->field == FIELD_GOAL && value->target != NULL)
		return is_below(record, value->target);
	field_items(scratch, record, row, &items);
	if (value->is_none && condition->compare != FILTER_CONTAINS)
		return items.count == 0;
	for (size_t i = 0; i < items.count; i++)
		if (item_fits(scratch, row, &items.items[i], condition, value))
			return true;
	return false;
}

static bool
condition_holds(struct arena *scratch, const struct record *record,
		const struct filter_condition *condition)
{
	for (size_t i = 0; i < condition->values.count; i++) {
		const struct filter_value *value = &condition->values.items[i];
		bool fits = condition->is_id ? text_fits(scratch, record->id, condition, value)
					     : field_fits(scratch, record, condition, value);

		if (fits)
			return condition->compare != FILTER_IS_NOT;
	}
	return condition->compare == FILTER_IS_NOT;
}

bool
filter_matches(const struct filter *filter, const struct record *record, struct arena *scratch)
{
	if (filter->help_wanted && help_of(record, filter->today) == 0)
		return false;
	for (size_t i = 0; i < filter->conditions.count; i++)
		if (!condition_holds(scratch, record, &filter->conditions.items[i]))
			return false;
	return true;
}
