/* repo: a work tree and revisions of the same book, made by git in a temporary folder. */
#include "test.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/parallel.h"
#include "repo/repo.h"

#include <unistd.h>

/* One book with everything odd that a folder can hold. */
static const char book_script[] =
	"set -e; git init -q -b main book; cd book\n"
	"mkdir -p a/b a-b docs sub\n"
	"echo one > a.md; echo deep > a/b/f; echo x > a-b/x; echo é > é.md; : > empty\n"
	"echo a/ignored > .gitignore; echo no > a/ignored; echo local > .git/info/exclude\n"
	"echo no > local; printf '!keep.log\\n' > docs/.gitignore; echo '*.log' >> .gitignore\n"
	"echo yes > docs/keep.log; echo no > docs/other.log\n"
	"ln -s a.md link; ln -s ../link docs/up; ln -s link/.. bad; ln -s a folder\n"
	"ln -s folder/b/f through; ln -s ../outside outside; ln -s /etc/passwd absolute\n"
	"ln -s a/ignored secret; ln -s circle circle; ln -s nothing dangling\n"
	"printf 1 > \"$(printf 'bad\\377.md')\"; mkfifo pipe\n"
	"git init -q nested; cd nested; git commit -q --allow-empty -m nested; cd ..\n"
	"git add -A 2>/dev/null; git commit -q -m 'first commit'\n";

/* Two more commits on main, a side branch merged, a tag, a bare clone, a shallow one. */
static const char history_script[] =
	"set -e; git init -q -b main book; cd book\n"
	"at() { GIT_COMMITTER_DATE=\"$1T$2:00Z\" GIT_AUTHOR_DATE=\"2020-01-01T23:30:00-0200\" \\\n"
	"git commit -q --allow-empty -m \"$3\"; }\n"
	"mkdir part; echo 1 > part/page.md; echo 1 > top.md; git add .; at 2021-02-01 12:00 first\n"
	"git checkout -q -b side; at 2021-02-10 12:00 side; git checkout -q main\n"
	"at 2021-02-05 00:00 second; git tag -m t v1\n"
	"GIT_COMMITTER_DATE=2021-03-01T12:00:00Z git merge -q --no-ff -m merge side\n"
	"echo 2 > part/page.md; git add .; at 2021-03-02 23:59 last\n"
	"cd ..; git clone -q --bare book bare.git; git clone -q --depth 1 \"file://$PWD/book\" "
	"shallow\n"
	"git init -q -b main new\n";

struct fixture {
	struct arena arena;
	struct diags diags;
	char folder[64];
	char home[4096];
};

static int
set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);

	if (!fixture || !getcwd(fixture->home, sizeof fixture->home))
		return -1;
	arena_init(&fixture->arena);
	diag_init(&fixture->diags, &fixture->arena);
	memcpy(fixture->folder, "/tmp/waymark-repo-XXXXXX", sizeof "/tmp/waymark-repo-XXXXXX");
	*state = fixture;
	return mkdtemp(fixture->folder) && chdir(fixture->folder) == 0 ? 0 : -1;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;
	const char *reason;
	int result = chdir(fixture->home);

	if (!file_remove_tree(fixture->folder, &reason))
		result = -1;
	arena_free(&fixture->arena);
	free(fixture);
	return result;
}

/* The script sees no configuration but its own. */
static void
run(const char *script)
{
	setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("GIT_AUTHOR_NAME", "Åsa", 1);
	setenv("GIT_AUTHOR_EMAIL", "a@example.org", 1);
	setenv("GIT_COMMITTER_NAME", "Bo", 1);
	setenv("GIT_COMMITTER_EMAIL", "b@example.org", 1);
	assert_int_equal(system(script), 0);
}

static struct repo *
open_repo(struct fixture *fixture, const char *path, const char *at)
{
	diag_init(&fixture->diags, &fixture->arena);
	return repo_open(&fixture->arena, str_from(path), str_from(at), &fixture->diags);
}

/* All files as lines "path bytes" or "path -> target bytes". */
static struct str
describe(struct fixture *fixture, struct repo *repo)
{
	struct repo_reader *reader = repo_reader_open(repo, &fixture->diags);
	struct buf buf;
	struct str text;

	buf_init(&buf, 1u << 20);
	assert_non_null(reader);
	for (size_t i = 0; i < repo->file_count; i++) {
		const struct repo_file *file = &repo->files[i];
		struct str bytes = STR("(submodule)\n");

		assert_ptr_equal(repo_find(repo, file->path), file);
		buf_put(&buf, file->path);
		if (file->kind == REPO_SYMLINK)
			buf_printf(&buf, " -> %.*s", STR_ARG(file->target));
		if (file->kind != REPO_SUBMODULE)
			assert_true(
				repo_read(reader, file, &fixture->arena, &bytes, &fixture->diags));
		buf_putc(&buf, ' ');
		buf_put(&buf, bytes.length > 0 ? bytes : STR("\n"));
	}
	repo_reader_close(reader);
	text = buf_copy(&fixture->arena, &buf);
	buf_free(&buf);
	return text;
}

/* Findings as "code file" lines. */
static struct str
findings(struct fixture *fixture)
{
	struct buf buf;
	struct str text;

	buf_init(&buf, 1u << 20);
	diag_sort(&fixture->diags);
	for (size_t i = 0; i < fixture->diags.count; i++) {
		const struct diag_finding *finding = &fixture->diags.items[i];

		if (finding->code)
			buf_printf(&buf, "%s %.*s\n", finding->code->name,
				   STR_ARG(finding->place.file));
		else
			buf_printf(&buf, "%.*s\n", STR_ARG(finding->message));
	}
	text = buf_copy(&fixture->arena, &buf);
	buf_free(&buf);
	return text;
}

static void
both_drivers_list_the_same(void **state)
{
	static const char *const revisions[] = { "", "HEAD", "main" };
	struct fixture *fixture = *state;

	run(book_script);
	for (size_t i = 0; i < 3; i++) {
		struct repo *repo = open_repo(fixture, "book", revisions[i]);

		assert_non_null(repo);
		assert_str(describe(fixture, repo), ".gitignore a/ignored\n*.log\n"
						    "a-b/x x\n"
						    "a.md one\n"
						    "a/b/f deep\n"
						    "docs/.gitignore !keep.log\n"
						    "docs/keep.log yes\n"
						    "docs/up -> a.md one\n"
						    "empty \n"
						    "link -> a.md one\n"
						    "nested (submodule)\n"
						    "through -> a/b/f deep\n"
						    "é.md é\n");
		assert_str(findings(fixture), "symlink-outside absolute\n"
					      "symlink-outside bad\n"
					      "path-not-utf8 bad\\xff.md\n"
					      "symlink-outside circle\n"
					      "symlink-outside dangling\n"
					      "symlink-outside folder\n"
					      "symlink-outside outside\n"
					      "symlink-outside secret\n");
		assert_null(repo_find(repo, STR("a")));
		assert_null(repo_find(repo, STR("a/ignored")));
		repo_close(repo);
	}
}

static void
rules_above_the_book_count(void **state)
{
	struct fixture *fixture = *state;
	struct repo *repo;

	run("set -e; git init -q top; cd top; mkdir -p docs/book/x build/book\n"
	    "printf 'build/\\n/docs/book/x/*.tmp\\n*.log\\n' > .gitignore\n"
	    "touch docs/book/a.md docs/book/b.log docs/book/x/c.tmp docs/book/x/d.md\n"
	    "echo e > build/book/e.md; ln -s docs/book link");
	repo = open_repo(fixture, "top/docs/book", "");
	assert_str(describe(fixture, repo), "a.md \nx/d.md \n");
	repo_close(repo);
	repo = open_repo(fixture, "top/link", "");
	assert_str(describe(fixture, repo), "a.md \nx/d.md \n");
	repo_close(repo);
	/* Whoever names an ignored folder wants it. */
	repo = open_repo(fixture, "top/build/book", "");
	assert_str(describe(fixture, repo), "e.md e\n");
	repo_close(repo);
}

static void
revisions_have_many_names(void **state)
{
	static const struct {
		const char *path, *at, *summary;
	} rows[] = {
		{ "book", "HEAD", "last" },
		{ "book", "main", "last" },
		{ "book", "main^", "merge" },
		{ "book", "HEAD~2", "second" },
		{ "book", "main^^2", "side" },
		{ "book", "v1", "second" },
		{ "book", "side", "side" },
		{ "book", "refs/heads/side", "side" },
		{ "book", "2021-02-01", "first" },
		{ "book", "2021-02-04", "first" },
		{ "book", "2021-02-05", "second" },
		{ "book", "2021-02-28", "second" },
		{ "book", "2021-03-01", "merge" },
		{ "book", "2021-03-02", "last" },
		{ "book", "2099-01-01", "last" },
		{ "bare.git", "main", "last" },
		{ "bare.git", "2021-02-06", "second" },
		{ "shallow", "origin/main", "last" },
		{ "book/.git", "HEAD", "last" },
		{ "book/part", "HEAD", "last" },
	};
	struct fixture *fixture = *state;

	run(history_script);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct repo *repo = open_repo(fixture, rows[i].path, rows[i].at);

		if (!repo)
			print_error("%s at %s: %.*s\n", rows[i].path, rows[i].at,
				    STR_ARG(findings(fixture)));
		assert_non_null(repo);
		assert_str(repo->revision.summary, rows[i].summary);
		assert_int_equal(repo->revision.id.length, 40);
		repo_close(repo);
	}
}

static void
a_revision_tells_its_commit(void **state)
{
	struct fixture *fixture = *state;
	struct repo *repo;
	struct str prefix;

	run(history_script);
	repo = open_repo(fixture, "book/part", "2021-02-06");
	assert_str(describe(fixture, repo), "page.md 1\n");
	assert_str(repo->revision.author, "Åsa");
	assert_int_equal(date_compare(repo->revision.authored, (struct date){ 2020, 1, 1 }), 0);
	assert_int_equal(date_compare(repo->revision.date, (struct date){ 2021, 2, 5 }), 0);
	assert_int_equal(repo->revision.time, 1612483200);
	prefix = str_slice(repo->revision.id, 0, 9);
	repo_close(repo);
	repo = open_repo(fixture, "book", arena_cstr(&fixture->arena, prefix));
	assert_str(repo->revision.summary, "second");
	repo_close(repo);
	repo = open_repo(fixture, "book", "");
	assert_int_equal(repo->revision.id.length, 0);
	repo_close(repo);
}

static void
failures_say_what_is_right(void **state)
{
	static const struct {
		const char *path, *at, *message;
	} rows[] = {
		{ "nowhere", "", "\"nowhere\" does not exist\n" },
		{ "book/top.md", "", "\"book/top.md\" is not a folder\n" },
		{ "bare.git", "",
		  "\"bare.git\" is a bare git repository, which has no work tree\n" },
		{ "/", "HEAD", "\"/\" is not in a git repository\n" },
		{ "book/.git/refs", "HEAD", "belongs to git itself" },
		{ "book", "mian",
		  "no revision is called \"mian\"; the nearest name is \"main\"\n" },
		{ "shallow", "xmain", "nearest name is \"main\"" },
		{ "book", "nothing", "no revision is called \"nothing\"\n" },
		{ "book", "HEAD~9", "the history of \"HEAD\" does not go back to \"HEAD~9\"\n" },
		{ "book", "main:part", "\"main:part\" cannot be the name of a revision\n" },
		{ "book", ":/first", "cannot be the name" },
		{ "book", "main@{1}", "cannot be the name" },
		{ "book", "a..b", "cannot be the name" },
		{ "book", "-x", "cannot be the name" },
		{ "book", "\xff", "(not UTF-8)" },
		{ "book", "2021-02-30", "\"2021-02-30\" is not a date such as 2022-02-15\n" },
		{ "book", "2021-01-31", "up to 2021-01-31: the first commit is of 2021-02-01\n" },
		{ "book", "2021-13", "\"2021-13\" is not a date such as 2022-02-15\n" },
		{ "shallow", "2021-02-06",
		  "a shallow clone, whose oldest commit is of 2021-03-02" },
		{ "new", "HEAD", "the current branch of \"new\" has no commits yet\n" },
		{ "new", "2021-02-06", "the current branch of \"new\" has no commits yet\n" },
		{ "book/late", "v1", "there is no folder \"late\" in commit " },
	};
	struct fixture *fixture = *state;

	run(history_script);
	run("mkdir book/late");
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct str said;

		assert_null(open_repo(fixture, rows[i].path, rows[i].at));
		assert_int_equal(fixture->diags.failures, 1);
		said = findings(fixture);
		if (!str_contains(said, str_from(rows[i].message)))
			assert_str(said, rows[i].message);
	}
}

/* Names that git itself would never write, made by hand. */
static void
hostile_trees_do_no_harm(void **state)
{
	struct fixture *fixture = *state;
	struct repo *repo;

	run("set -e; git init -q evil; cd evil; blob=$(echo hi | git hash-object -w --stdin)\n"
	    "hex=$(echo $blob | sed 's/../\\\\x&/g')\n"
	    "entry() { printf '%s %s\\0' \"$1\" \"$2\"; printf \"$(echo $hex | sed \\\n"
	    "'s/\\\\x\\(..\\)/\\1 /g; ' | tr ' ' '\\n' | while read h; do [ -z \"$h\" ] || \\\n"
	    "printf '\\\\%03o' 0x$h; done)\"; }\n"
	    "for name in .. . .GIT ../up a/b page page; do entry 100644 $name; done > tree\n"
	    "entry 120000 zlink >> tree\n"
	    "tree=$(git hash-object -t tree -w --literally tree)\n"
	    "git update-ref refs/heads/evil $(printf \"tree $tree\\nauthor \\377 <a> \\\n"
	    "99999999999999999 +0000\\ncommitter C <c> 5 +0000\\n\\nm\\377\\n\" | \\\n"
	    "git hash-object -t commit -w --literally --stdin)");
	repo = open_repo(fixture, "evil", "evil");
	assert_non_null(repo);
	assert_str(describe(fixture, repo), "page hi\n");
	assert_str(findings(fixture), "path-unsafe .\npath-unsafe ..\npath-unsafe ../up\n"
				      "path-unsafe .GIT\npath-unsafe a/b\npath-unsafe page\n"
				      "symlink-outside zlink\n");
	assert_str(repo->revision.summary, "m\xef\xbf\xbd");
	assert_false(date_is_set(repo->revision.authored));
	repo_close(repo);
}

static void
damage_is_a_failure_with_a_name(void **state)
{
	struct fixture *fixture = *state;
	struct repo_reader *reader;
	struct repo *repo;
	struct str bytes;

	run(history_script);
	run("cd book; id=$(git rev-parse HEAD:part/page.md)\n"
	    "rm -f .git/objects/$(echo $id | cut -c1-2)/$(echo $id | cut -c3-)");
	repo = open_repo(fixture, "book", "HEAD");
	reader = repo_reader_open(repo, &fixture->diags);
	assert_false(repo_read(reader, &repo->files[0], &fixture->arena, &bytes, &fixture->diags));
	assert_int_equal(fixture->diags.failures, 1);
	assert_str(fixture->diags.items[0].place.file, "part/page.md");
	repo_reader_close(reader);
	repo_close(repo);
	run("cd book; id=$(git rev-parse HEAD:part)\n"
	    "rm -f .git/objects/$(echo $id | cut -c1-2)/$(echo $id | cut -c3-)");
	assert_null(open_repo(fixture, "book", "HEAD"));
	assert_str(fixture->diags.items[0].place.file, "part");
}

static void
limits_are_findings(void **state)
{
	struct fixture *fixture = *state;

	run("set -e; git init -q book; cd book; truncate -s 67108865 large; mkdir deep; cd deep\n"
	    "for i in $(seq 70); do mkdir d; cd d; echo > f; done");
	run("cd book; git add -A; git commit -q -m limits");
	for (size_t i = 0; i < 2; i++) {
		struct repo *repo = open_repo(fixture, "book", i == 0 ? "" : "HEAD");
		struct repo_reader *reader = repo_reader_open(repo, &fixture->diags);
		const struct repo_file *large = repo_find(repo, STR("large"));
		struct str bytes;

		assert_int_equal(repo->file_count, LIMIT_DIRECTORY_DEPTH);
		assert_non_null(large);
		assert_false(repo_read(reader, large, &fixture->arena, &bytes, &fixture->diags));
		assert_int_equal(fixture->diags.count, 2);
		assert_string_equal(fixture->diags.items[0].code->name, "tree-too-deep");
		assert_string_equal(fixture->diags.items[1].code->name, "file-too-large");
		repo_reader_close(reader);
		repo_close(repo);
	}
}

static void
files_may_change_while_they_are_read(void **state)
{
	static const char *const changes[] = {
		"rm book/a",
		"ln -sf /etc/passwd book/a",
		"rm book/a; mkfifo book/a",
		"rm -r book/a; mkdir book/a",
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		struct repo_reader *reader;
		struct repo *repo;
		struct str bytes;

		run("rm -rf book; mkdir book; echo a > book/a");
		repo = open_repo(fixture, "book", "");
		reader = repo_reader_open(repo, &fixture->diags);
		run(changes[i]);
		assert_false(repo_read(reader, &repo->files[0], &fixture->arena, &bytes,
				       &fixture->diags));
		assert_str(findings(fixture), "file-vanished a\n");
		repo_reader_close(reader);
		repo_close(repo);
	}
}

/* ==== threads ==== */

#define READERS 4

struct shared {
	struct repo *repo;
	struct arena arenas[READERS];
	struct diags diags[READERS];
	struct repo_reader *readers[READERS];
	size_t bytes[READERS];
};

static void
read_one(void *context, size_t index, size_t worker)
{
	struct shared *shared = context;
	struct str bytes;

	if (!shared->readers[worker])
		shared->readers[worker] = repo_reader_open(shared->repo, &shared->diags[worker]);
	if (repo_read(shared->readers[worker], &shared->repo->files[index % 200],
		      &shared->arenas[worker], &bytes, &shared->diags[worker]))
		shared->bytes[worker] += bytes.length;
}

static void
threads_have_readers_of_their_own(void **state)
{
	struct fixture *fixture = *state;

	run("set -e; git init -q book; cd book; for i in $(seq 200); do echo $i-12345 > $i; done\n"
	    "git add .; git commit -q -m many; git gc -q");
	for (size_t i = 0; i < 2; i++) {
		struct shared shared = { .repo = open_repo(fixture, "book", i == 0 ? "" : "HEAD") };
		size_t bytes = 0;

		assert_int_equal(shared.repo->file_count, 200);
		for (size_t j = 0; j < READERS; j++) {
			arena_init(&shared.arenas[j]);
			diag_init(&shared.diags[j], &shared.arenas[j]);
		}
		parallel_run(2000, READERS, read_one, &shared);
		for (size_t j = 0; j < READERS; j++) {
			bytes += shared.bytes[j];
			assert_int_equal(shared.diags[j].count, 0);
			if (shared.readers[j])
				repo_reader_close(shared.readers[j]);
			arena_free(&shared.arenas[j]);
		}
		assert_int_equal(bytes, 10 * (9 * 8 + 90 * 9 + 101 * 10));
		repo_close(shared.repo);
	}
}

static void
codes_are_complete(void **state)
{
	(void)state;
	for (size_t i = 0; i < repo_code_count; i++) {
		assert_non_null(repo_codes[i].name);
		assert_string_equal(repo_codes[i].family, "files");
		assert_non_null(repo_codes[i].summary);
		assert_non_null(repo_codes[i].explanation);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(both_drivers_list_the_same),
		TEST(rules_above_the_book_count),
		TEST(revisions_have_many_names),
		TEST(a_revision_tells_its_commit),
		TEST(failures_say_what_is_right),
		TEST(hostile_trees_do_no_harm),
		TEST(damage_is_a_failure_with_a_name),
		TEST(limits_are_findings),
		TEST(files_may_change_while_they_are_read),
		TEST(threads_have_readers_of_their_own),
		cmocka_unit_test(codes_are_complete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
