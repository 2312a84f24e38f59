/* cmd/apply: what somebody else has changed since the book was read is never written over. */
#include "test.h"

#include "base/file.h"
#include "base/path.h"
#include "cmd/apply.h"
#include "model/edit.h"
#include "text/markdown.h"

#include <unistd.h>

struct opened {
	struct arena arena;
	struct diags diags;
	struct str root;
	struct model *model;
};

static const char goal[] = "---\nstate: active\n---\n\n# Ship\n\n## Impact\n\nUsers see it.\n";

static const char *
path_of(struct opened *book, const char *file)
{
	return arena_cstr(&book->arena, path_join(&book->arena, book->root, str_from(file)));
}

static void
write_file(struct opened *book, const char *file, const char *text)
{
	const char *reason;

	assert_true(file_write(path_of(book, file), str_from(text), &reason));
}

static void
open_book(struct opened *book)
{
	char root[] = "/tmp/waymark-apply-XXXXXX";
	struct model_options options;
	const char *reason;

	arena_init(&book->arena);
	diag_init(&book->diags, &book->arena);
	assert_non_null(mkdtemp(root));
	book->root = arena_copy(&book->arena, str_from(root));
	assert_true(file_make_dirs(path_of(book, "roadmap"), &reason));
	write_file(book, "roadmap/ship.md", goal);
	write_file(book, "people.yaml", "people:\n  - handle: ada\n    name: Ada\n");
	options = (struct model_options){ .path = book->root, .dialect = STR("native") };
	markdown_setup();
	book->model = model_load(&book->arena, &options, &book->diags);
	assert_non_null(book->model);
}

static void
close_book(struct opened *book)
{
	const char *reason;

	model_close(book->model);
	assert_true(file_remove_tree(arena_cstr(&book->arena, book->root), &reason));
	arena_free(&book->arena);
}

static bool
set(struct opened *book, enum kind kind, const char *id, enum field field, const char *text)
{
	const struct record *record = map_get(&book->model->ids[kind], str_from(id));
	struct edits edits = { 0 };
	size_t applied;

	assert_non_null(record);
	assert_true(edit_field(book->model, record, field, str_from(text), &edits, &book->diags));
	assert_true(edits.count > 0);
	return apply_edits(book->model, book->root, edits.items, edits.count, &applied,
			   &book->diags);
}

static void
assert_file(struct opened *book, const char *file, const char *expected)
{
	struct str text;
	const char *reason;

	assert_true(file_read(&book->arena, path_of(book, file), 4096, &text, &reason));
	assert_str(text, expected);
}

static void
writes_what_was_read(void **state)
{
	struct opened book;

	(void)state;
	open_book(&book);
	assert_true(set(&book, KIND_PERSON, "ada", FIELD_TITLE, "Ada L."));
	assert_file(&book, "people.yaml", "people:\n  - handle: ada\n    name: Ada L.\n");
	assert_true(set(&book, KIND_GOAL, "ship", FIELD_STATE, "paused"));
	close_book(&book);
}

static void
keeps_the_changes_of_others(void **state)
{
	static const char others[] = "people:\n  - handle: ada\n    name: A.\n";
	static const char page[] = "---\nstate: done\n---\n\n# Ship\n";
	struct opened book;

	(void)state;
	open_book(&book);
	write_file(&book, "people.yaml", others);
	assert_false(set(&book, KIND_PERSON, "ada", FIELD_TITLE, "Ada L."));
	assert_file(&book, "people.yaml", others);
	write_file(&book, "roadmap/ship.md", page);
	assert_false(set(&book, KIND_GOAL, "ship", FIELD_STATE, "paused"));
	assert_file(&book, "roadmap/ship.md", page);
	assert_int_equal(book.diags.failures, 2);
	close_book(&book);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_what_was_read),
		cmocka_unit_test(keeps_the_changes_of_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
