/* data: finding a member, and reading a scalar. */
#include "text/data.h"

const struct data *
data_get(const struct data *map, struct str key)
{
	if (!map || map->kind != DATA_MAP)
		return NULL;
	for (const struct data *member = map->first; member; member = member->next)
		if (str_equal(member->key, key))
			return member;
	return NULL;
}

const struct data *
data_path(const struct data *map, const char *dotted)
{
	struct str rest = str_from(dotted), key;

	while (map && str_cut(&rest, '.', &key))
		map = data_get(map, key);
	return map;
}

struct str
data_text(const struct data *scalar)
{
	if (!scalar || scalar->kind != DATA_SCALAR)
		return STR_EMPTY;
	return scalar->text;
}

bool
data_is_true(const struct data *scalar)
{
	struct str text = data_text(scalar);

	if (text.length == 0 || scalar->quoted)
		return false;
	return str_equal_fold(text, STR("true")) || str_equal_fold(text, STR("yes")) ||
	       str_equal_fold(text, STR("on"));
}

size_t
data_count(const struct data *parent)
{
	size_t count = 0;

	if (!parent || parent->kind == DATA_SCALAR)
		return 0;
	for (const struct data *member = parent->first; member; member = member->next)
		count++;
	return count;
}
