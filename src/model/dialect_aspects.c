/* Bullets that say how sure the future is: `aspects:` of a dialect. */
#include "model/dialect.h"

static bool
find_certainty(struct str name, size_t *ret_index)
{
	struct str rest = str_from(schema_field(KIND_GOAL, FIELD_CERTAINTY)->choices), choice;
	for (size_t i = 0; i < DIALECT_CERTAINTIES && str_cut(&rest, '|', &choice); i++) {
		if (!str_equal(choice, name))
			continue;
		*ret_index = i;
		return true;
	}
	return false;
}

static void
unknown_key(const struct data *at, const char *known, struct diags *diags)
{
	diag_add(diags, &dialect_codes[DIALECT_UNKNOWN_KEY], at->key_place,
		 "\"%.*s\" is not a key of a dialect here; expected one of %s", STR_ARG(at->key),
		 known);
}

static void
read_signs(struct dialect_aspects *aspects, const struct data *map, struct diags *diags)
{
	for (const struct data *item = map->first; item; item = item->next) {
		size_t index;
		if (find_certainty(item->key, &index))
			aspects->signs[index] = data_text(item);
		else
			unknown_key(item, schema_field(KIND_GOAL, FIELD_CERTAINTY)->choices, diags);
	}
}

void
dialect_read_aspects(struct dialect_aspects *aspects, const struct data *map, struct diags *diags)
{
	for (const struct data *item = map->first; item; item = item->next) {
		if (str_equal(item->key, STR("files")))
			aspects->files = data_text(item);
		else if (str_equal(item->key, STR("section")))
			aspects->section = data_text(item);
		else if (str_equal(item->key, STR("signs")))
			read_signs(aspects, item, diags);
		else
			unknown_key(item, "files, section, signs", diags);
	}
}
