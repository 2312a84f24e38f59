/* base/file: in a directory of its own under $TMPDIR. */
#include "test.h"

#include "base/file.h"
#include "base/limits.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int
enter_directory(void **state)
{
	const char *parent = getenv("TMPDIR");
	char *path = malloc(4096);

	snprintf(path, 4096, "%s/test_file.XXXXXX", parent == NULL ? "/tmp" : parent);
	*state = path;
	return mkdtemp(path) == NULL || chdir(path) != 0;
}

static int
leave_directory(void **state)
{
	const char *reason = "";
	int failed = chdir("/") != 0 || !file_remove_tree(*state, &reason) ||
		     file_look(*state).kind != FILE_ABSENT;

	free(*state);
	return failed;
}

static void
write_text(const char *path, const char *text)
{
	const char *reason = "";

	if (!file_write(path, str_from(text), &reason))
		fail_msg("%s: %s", path, reason);
}

static void
assert_content(const char *path, const char *expected)
{
	struct arena arena;
	struct str bytes = STR_EMPTY;
	const char *reason = "";

	arena_init(&arena);
	if (!file_read(&arena, path, LIMIT_FILE_BYTES, &bytes, &reason))
		fail_msg("%s: %s", path, reason);
	assert_str(bytes, expected);
	arena_free(&arena);
}

static void
assert_unreadable(const char *path, uint64_t limit, const char *expected)
{
	struct arena arena;
	struct str bytes;
	const char *reason = "";

	arena_init(&arena);
	assert_false(file_read(&arena, path, limit, &bytes, &reason));
	assert_string_equal(reason, expected);
	arena_free(&arena);
}

static void
reads_regular_files_only(void **state)
{
	(void)state;
	write_text("ten", "0123456789");
	write_text("empty", "");
	assert_int_equal(mkfifo("fifo", 0600), 0);
	assert_int_equal(mkdir("directory", 0700), 0);
	assert_int_equal(symlink("ten", "link"), 0);
	assert_content("ten", "0123456789");
	assert_content("link", "0123456789");
	assert_content("empty", "");
	assert_unreadable("absent", 10, "no such file");
	assert_unreadable("ten/x", 10, "a part of the path is not a directory");
	assert_unreadable("directory", 10, "it is a folder");
	assert_unreadable("fifo", 10, "it is no regular file");
	assert_unreadable("/dev/null", 10, "it is no regular file");
	assert_unreadable("ten", 9, "larger than the limit of 9 bytes");
	assert_int_equal(truncate("ten", (64 << 20) + 1), 0);
	assert_unreadable("ten", LIMIT_FILE_BYTES, "larger than the limit of 64 MiB");
	assert_unreadable("ten", 64 << 10, "larger than the limit of 64 KiB");
}

static void
writes_over_files(void **state)
{
	const char *reason = "";
	struct arena arena;
	struct file_entries entries;
	struct stat status;

	(void)state;
	assert_int_equal(mkdir("write", 0700), 0);
	assert_true(file_write_atomic("write/a", STR("old"), &reason));
	assert_int_equal(chmod("write/a", 0751), 0);
	assert_true(file_write_atomic("write/a", STR("new"), &reason));
	assert_content("write/a", "new");
	assert_int_equal(stat("write/a", &status), 0);
	assert_int_equal(status.st_mode & 07777, 0751);
	assert_int_equal(symlink("a", "write/b"), 0);
	assert_true(file_write_atomic("write/b", STR("through"), &reason));
	assert_int_equal(file_look("write/b").kind, FILE_SYMLINK);
	assert_content("write/a", "through");
	assert_int_equal(unlink("write/b"), 0);
	assert_true(file_write_atomic("here", STR_EMPTY, &reason));
	assert_content("here", "");
	/* No temporary file stays. */
	arena_init(&arena);
	assert_true(file_list(&arena, "write", &entries, &reason));
	assert_int_equal(entries.count, 1);
	arena_free(&arena);
}

static void
says_why_it_cannot_write(void **state)
{
	const char *reason = "";
	struct arena arena;
	struct file_entries entries;

	(void)state;
	assert_int_equal(mkdir("refused", 0700), 0);
	assert_int_equal(mkdir("refused/directory", 0700), 0);
	assert_int_equal(symlink("nowhere", "refused/broken"), 0);
	assert_false(file_write_atomic("refused/directory", STR("x"), &reason));
	assert_string_equal(reason, "it is a folder");
	assert_false(file_write_atomic("refused/broken", STR("x"), &reason));
	assert_string_equal(reason, "is a symbolic link to nothing");
	assert_false(file_write_atomic("refused/absent/x", STR("x"), &reason));
	assert_string_equal(reason, "no such file");
	arena_init(&arena);
	assert_true(file_list(&arena, "refused", &entries, &reason));
	assert_int_equal(entries.count, 2);
	arena_free(&arena);
}

static void
new_files_obey_the_umask(void **state)
{
	mode_t old = umask(027);
	struct stat status;

	(void)state;
	write_text("masked", "x");
	umask(old);
	assert_int_equal(stat("masked", &status), 0);
	assert_int_equal(status.st_mode & 07777, 0640);
}

static void
makes_and_removes_trees(void **state)
{
	const char *reason = "";

	(void)state;
	assert_true(file_make_dirs("tree/a/b//c/", &reason));
	assert_true(file_make_dirs("tree/a/b/c", &reason));
	assert_int_equal(file_look("tree/a/b/c").kind, FILE_DIRECTORY);
	write_text("tree/a/file", "x");
	assert_false(file_make_dirs("tree/a/file/d", &reason));
	assert_string_equal(reason, "a file is in the way");
	assert_int_equal(mkdir("kept", 0700), 0);
	write_text("kept/file", "kept");
	assert_int_equal(symlink("../kept", "tree/link"), 0);
	assert_true(file_make_dirs("tree/link/new", &reason));
	assert_true(file_remove_tree("tree", &reason));
	assert_int_equal(file_look("tree").kind, FILE_ABSENT);
	assert_content("kept/file", "kept");
	assert_int_equal(file_look("kept/new").kind, FILE_DIRECTORY);
	assert_true(file_remove_tree("tree", &reason));
}

static void
lists_sorted(void **state)
{
	const char *reason = "";
	struct arena arena;
	struct file_entries entries;

	(void)state;
	assert_true(file_make_dirs("list/Z", &reason));
	write_text("list/b", "12345");
	write_text("list/.a", "");
	assert_int_equal(symlink("b", "list/c"), 0);
	arena_init(&arena);
	assert_true(file_list(&arena, "list", &entries, &reason));
	assert_int_equal(entries.count, 4);
	assert_str(entries.items[0].name, ".a");
	assert_str(entries.items[1].name, "Z");
	assert_int_equal(entries.items[1].kind, FILE_DIRECTORY);
	assert_str(entries.items[2].name, "b");
	assert_int_equal(entries.items[2].kind, FILE_REGULAR);
	assert_int_equal(entries.items[2].size, 5);
	assert_int_equal(entries.items[3].kind, FILE_SYMLINK);
	assert_false(file_list(&arena, "list/b", &entries, &reason));
	assert_string_equal(reason, "is not a directory");
	assert_false(file_list(&arena, "list/x", &entries, &reason));
	assert_string_equal(reason, "no such directory");
	arena_free(&arena);
}

static void
holds_a_lock(void **state)
{
	const char *reason = "";
	int handle, second;

	(void)state;
	handle = file_lock("locked", 0, &reason);
	assert_true(handle >= 0);
	assert_int_equal(file_look("locked").kind, FILE_ABSENT);
	write_text("locked", "x"); /* the lock holds although the file is replaced */
	assert_int_equal(file_lock("locked", 30, &reason), -1);
	assert_string_equal(reason, "another process holds the lock");
	file_unlock(handle);
	second = file_lock("locked", 0, &reason);
	assert_true(second >= 0);
	file_unlock(second);
	assert_int_equal(file_lock("absent/x", 0, &reason), -1);
}

/* Four processes count to 100 together: none of the steps may get lost. */
static void
lock_loses_no_step(void **state)
{
	(void)state;
	write_text("counter", "");
	for (int child = 0; child < 4; child++) {
		if (fork() != 0)
			continue;
		for (int i = 0; i < 25; i++) {
			const char *reason = "";
			struct arena arena;
			struct str bytes = STR_EMPTY;
			int handle = file_lock("counter", 20000, &reason);
			struct str parts[2] = { STR_EMPTY, STR_INIT("+") };

			arena_init(&arena);
			if (handle < 0 || !file_read(&arena, "counter", 4096, &bytes, &reason))
				_exit(1);
			parts[0] = bytes;
			if (!file_write("counter", arena_concat(&arena, parts, 2), &reason))
				_exit(1);
			arena_free(&arena);
			file_unlock(handle);
		}
		_exit(0);
	}
	for (int child = 0; child < 4; child++) {
		int status = 1;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(file_look("counter").size, 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_regular_files_only),
		cmocka_unit_test(writes_over_files),
		cmocka_unit_test(says_why_it_cannot_write),
		cmocka_unit_test(new_files_obey_the_umask),
		cmocka_unit_test(makes_and_removes_trees),
		cmocka_unit_test(lists_sorted),
		cmocka_unit_test(holds_a_lock),
		cmocka_unit_test(lock_loses_no_step),
	};

	return cmocka_run_group_tests(tests, enter_directory, leave_directory);
}
