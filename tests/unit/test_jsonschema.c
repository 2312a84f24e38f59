/* emit/jsonschema: the published schema is the one that the program writes. */
#include "test.h"

#include "base/share.h"
#include "emit/jsonschema.h"

/* A difference is a change of a published form: think of json.h's JSON_VERSION first, then
   waymark export schema >share/schema/waymark-1.schema.json. */
static void
is_published(void **state)
{
	const struct share_file *file = share_find(STR("schema/waymark-1.schema.json"));
	struct buf out;

	(void)state;
	buf_init(&out, 1 << 20);
	jsonschema_put(&out);
	assert_false(out.failed);
	assert_non_null(file);
	assert_true(str_equal((struct str){ file->data, file->length }, buf_str(&out)));
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_published),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
