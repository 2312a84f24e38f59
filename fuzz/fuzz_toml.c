/*
 * TOML from anybody: book.toml of a book.
 */
#include "base/limits.h"
#include "base/utf8.h"
#include "text/toml.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_tree(const struct data *node, struct str text, unsigned depth)
{
	assert(node->offset + node->length <= text.length);
	assert(node->place.line >= 1 && node->place.column >= 1);
	assert(node->kind == DATA_SCALAR || depth < LIMIT_YAML_DEPTH);
	assert(node->kind != DATA_SCALAR || node->place.length > 0);
	for (const struct data *child = node->first; child; child = child->next) {
		if (node->kind == DATA_MAP)
			assert(data_get(node, child->key) == child);
		check_tree(child, text, depth + 1);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct arena arena;
	struct diags diags;

	arena_init(&arena);
	diag_init(&diags, &arena);
	check_tree(toml_parse(&arena, STR("book.toml"), text, &diags), text, 0);
	for (size_t i = 0; i < diags.count; i++)
		assert(utf8_find_invalid(diags.items[i].message) == STR_NONE);
	arena_free(&arena);
	return 0;
}
