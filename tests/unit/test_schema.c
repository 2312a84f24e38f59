/* The tables of the schema hold what their readers take for granted. */
#include "test.h"

#include "model/schema.h"

static bool
is_choice(struct str choices, struct str word)
{
	struct str choice;
	while (str_cut(&choices, '|', &choice))
		if (str_equal(choice, word))
			return true;
	return false;
}

static void
check_field(const struct field_row *row)
{
	bool refers = row->type == TYPE_RECORDS || row->type == TYPE_PEOPLE;
	if (!row->example || !row->help)
		fail_msg("\"%s\" has no example or no help", field_name(row->field));
	if (refers != (row->targets != 0))
		fail_msg("\"%s\" has the wrong targets", field_name(row->field));
	if ((row->type == TYPE_CHOICE) != (row->choices != NULL))
		fail_msg("\"%s\" has the wrong choices", field_name(row->field));
	if (row->choices && !is_choice(str_from(row->choices), str_from(row->example)))
		fail_msg("the example of \"%s\" is none of its choices", field_name(row->field));
}

static void
fields_are_complete(void **state)
{
	bool used[FIELD_COUNT] = { false };
	(void)state;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct kind_row *row = schema_kind((enum kind)kind);
		bool seen[FIELD_COUNT] = { false };
		for (size_t i = 0; i < row->field_count; i++) {
			enum field field = row->fields[i].field;
			check_field(&row->fields[i]);
			if (seen[field])
				fail_msg("%s has \"%s\" twice", row->name, field_name(field));
			seen[field] = used[field] = true;
			assert_ptr_equal(schema_field((enum kind)kind, field), &row->fields[i]);
		}
	}
	for (int field = 0; field < FIELD_COUNT; field++)
		if (!used[field])
			fail_msg("no kind has \"%s\"", field_name((enum field)field));
}

static void
names_read_back(void **state)
{
	enum field field;
	enum kind kind;
	enum state parsed;
	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		assert_true(field_parse(str_from(field_name((enum field)i)), &field));
		assert_int_equal(field, i);
	}
	for (int i = 0; i < KIND_COUNT; i++) {
		assert_true(kind_parse(str_from(schema_kind((enum kind)i)->name), &kind));
		assert_int_equal(kind, i);
		assert_true(kind_parse(str_from(schema_kind((enum kind)i)->plural), &kind));
		assert_int_equal(kind, i);
	}
	for (int i = STATE_PROPOSED; i < STATE_COUNT; i++) {
		assert_true(state_parse(str_from(state_row((enum state)i)->name), &parsed));
		assert_int_equal(parsed, i);
	}
	assert_false(state_parse(STR("none"), &parsed));
	assert_false(field_parse(STR("Title"), &field));
	assert_null(schema_field(KIND_CHARACTER, FIELD_STATE));
}

static void
letters_of_states_differ(void **state)
{
	(void)state;
	for (int i = 0; i < STATE_COUNT; i++)
		for (int j = 0; j < i; j++)
			assert_int_not_equal(state_row((enum state)i)->letter,
					     state_row((enum state)j)->letter);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_complete),
		cmocka_unit_test(names_read_back),
		cmocka_unit_test(letters_of_states_differ),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
