/*
 * YAML from anybody: front matter, waymark.yaml, dialects.  The first byte chooses the depth; the
 * rest is parsed as it stands and, when it is text, written as a scalar and read back.
 */
#include "base/limits.h"
#include "base/utf8.h"
#include "text/yaml.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct data *
parse(struct arena *arena, struct str text, unsigned max_depth, struct diags *diags)
{
	struct yaml_source source = { .file = STR("a.yaml"),
				      .text = text,
				      .first_line = 2,
				      .offset = 4,
				      .max_depth = max_depth,
				      .max_bytes = LIMIT_FRONT_MATTER_BYTES };

	return yaml_parse(arena, &source, diags);
}

static void
check_tree(const struct data *node, struct str text, unsigned depth)
{
	assert(node->offset >= 4 && node->offset - 4 + node->length <= text.length);
	assert(node->place.line >= 2 && node->place.column >= 1);
	assert(node->place.length <= node->length);
	assert(node->kind == DATA_SCALAR || depth > 0);
	assert(node->text.length == 0 || utf8_find_invalid(node->text) == STR_NONE);
	for (const struct data *child = node->first; child; child = child->next)
		check_tree(child, text, depth - 1);
}

static void
check_round_trip(struct arena *arena, struct str text, const char *before, const char *after)
{
	struct diags diags;
	struct buf buf;
	const struct data *value;

	buf_init(&buf, LIMIT_FRONT_MATTER_BYTES);
	buf_puts(&buf, before);
	yaml_put_scalar(&buf, text);
	buf_puts(&buf, after);
	if (!buf.failed) {
		diag_init(&diags, arena);
		value = data_get(parse(arena, buf_str(&buf), 2, &diags), STR("k"));
		assert(diags.count == 0 && value);
		if (value->kind == DATA_LIST)
			value = value->first;
		assert(value && value->kind == DATA_SCALAR && str_equal(value->text, text));
		assert(!data_is_true(value));
	}
	buf_free(&buf);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data + 1, size - 1 };
	struct arena arena;
	struct diags diags;
	unsigned max_depth;
	const struct data *map;

	if (size == 0)
		return 0;
	arena_init(&arena);
	diag_init(&diags, &arena);
	max_depth = data[0] % LIMIT_YAML_DEPTH + 1;
	map = parse(&arena, text, max_depth, &diags);
	if (map)
		check_tree(map, text, max_depth);
	else
		assert(diags.count > 0);
	assert(diags.failures == 0);
	if (utf8_find_invalid(text) == STR_NONE) {
		check_round_trip(&arena, text, "k: ", " # comment\n");
		check_round_trip(&arena, text, "k: [", ", x]\n");
	}
	arena_free(&arena);
	return 0;
}
