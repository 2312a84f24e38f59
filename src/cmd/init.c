/*
 * waymark init: a new book, or an existing one adopted as it is.
 */
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/share.h"
#include "cmd/apply.h"
#include "cmd/checking.h"
#include "cmd/print.h"
#include "cmd/summary.h"
#include "diag/output.h"
#include "emit/region.h"
#include "model/dialect.h"
#include "model/edit.h"
#include "text/yaml.h"

#include <limits.h>
#include <stdlib.h>

#define BOOK "templates/book/"
#define CONFIG "waymark.yaml"
#define TITLE "{title}"

static const struct option_row options[] = {
	{ "title", 't', OPTION_TEXT, "TITLE", NULL,
	  "What the book is called; else as it says itself, or as its folder is called." },
	{ "nested", 0, OPTION_FLAG, NULL, NULL,
	  "Start a book of its own although the folder is inside of another book." },
};

struct run {
	struct call *call;
	struct str book;
	struct str title;
	struct buf *out;
};

static struct str
in_book(const struct run *run, struct str name)
{
	return path_join(run->call->arena, run->book, name);
}

static bool
is_there(const struct run *run, struct str name)
{
	return file_look(arena_cstr(run->call->arena, in_book(run, name))).kind != FILE_ABSENT;
}

/* The folder's name, as words. */
static struct str
folder_title(const struct run *run)
{
	struct arena *arena = run->call->arena;
	char whole[PATH_MAX] = "";
	bool known = realpath(arena_cstr(arena, run->book), whole) != NULL;
	struct str name = arena_copy(arena, path_base(str_from(known ? whole : "")));
	char *bytes = arena_bytes(arena, name.length + 1);

	for (size_t i = 0; i < name.length; i++)
		bytes[i] = name.data[i] == '-' || name.data[i] == '_' ? ' ' : name.data[i];
	if (name.length > 0 && bytes[0] >= 'a' && bytes[0] <= 'z')
		bytes[0] = (char)(bytes[0] - 'a' + 'A');
	return name.length > 0 ? (struct str){ bytes, name.length } : STR("Our plan");
}

/* Writes one file, unless there is one. */
static bool
write_file(const struct run *run, struct str name, struct str text)
{
	struct call *call = run->call;
	struct str path = in_book(run, name);
	const struct diag_output output = { .root = call->root };
	const char *reason;

	if (is_there(run, name)) {
		buf_puts(run->out, "kept ");
	} else if (!file_make_dirs(arena_cstr(call->arena, path_dir(path)), &reason) ||
		   !file_write_atomic(arena_cstr(call->arena, path), text, &reason)) {
		return diag_fail(call->diags, place_file(name), "could not write: %s", reason);
	} else {
		buf_puts(run->out, "wrote ");
	}
	diag_put_path(run->out, &output, name);
	buf_putc(run->out, '\n');
	return true;
}

static struct str
quoted_title(struct arena *arena, struct str title)
{
	struct buf out;

	buf_init(&out, LIMIT_YAML_BYTES);
	yaml_put_scalar(&out, title);
	title = buf_copy(arena, &out);
	buf_free(&out);
	return title;
}

/* The commands that are proposed read the book in the current folder. */
static void
put_way(const struct run *run)
{
	struct str quoted = run->book;

	if (str_equal(run->book, STR(".")))
		return;
	for (size_t i = 0; i < run->book.length; i++)
		if (!char_is_alphanumeric(run->book.data[i]) &&
		    str_find_char(STR("/._-"), run->book.data[i]) == STR_NONE)
			quoted = arena_printf(run->call->arena, "'%.*s'", STR_ARG(run->book));
	buf_printf(run->out, "  cd %.*s\n", STR_ARG(quoted));
}

/* ---- a new book ---- */

static struct str
filled(const struct run *run, const struct share_file *file)
{
	struct arena *arena = run->call->arena;
	struct str text = { file->data, file->length };
	size_t at = str_find(text, STR(TITLE));
	bool yaml = str_ends(str_from(file->path), STR(".yaml"));

	if (at == STR_NONE)
		return text;
	return arena_printf(arena, "%.*s%.*s%.*s", STR_ARG(str_slice(text, 0, at)),
			    STR_ARG(yaml ? quoted_title(arena, run->title) : run->title),
			    STR_ARG(str_from_offset(text, at + sizeof TITLE - 1)));
}

/* Fills the generated regions of the new pages. */
static bool
fill_regions(const struct run *run)
{
	struct call *call = run->call;
	struct model *model = call_load_root(call, run->book);
	struct edits edits = { 0 };
	size_t applied;
	bool well = model != NULL;

	for (size_t i = 0; well && i < model->page_count; i++) {
		const struct page *page = model->pages[i];
		struct regions regions;

		well = regions_find(call->arena, page->doc, &regions, call->diags);
		for (size_t k = 0; well && k < regions.count; k++) {
			const struct region *region = &regions.items[k];
			struct diag_edit edit = { page->path, region->offset, region->length,
						  STR_EMPTY };

			well = region_fill(call->arena, model, page, region, &edit.text,
					   call->diags);
			*VEC_PUSH(call->arena, &edits) = edit;
		}
	}
	well = well &&
	       apply_edits(model, run->book, edits.items, edits.count, &applied, call->diags);
	if (model != NULL)
		model_close(model);
	return well;
}

static bool
start_book(struct run *run)
{
	size_t count;
	const struct share_file *files = share_files(&count);

	if (run->title.length == 0)
		run->title = folder_title(run);
	for (size_t i = 0; i < count; i++) {
		struct str path = str_from(files[i].path);

		if (str_starts(path, STR(BOOK)) &&
		    !write_file(run, str_from_offset(path, sizeof BOOK - 1),
				filled(run, &files[i])))
			return false;
	}
	if (!fill_regions(run) || !write_file(run, STR(".gitignore"), STR("/" COMMAND_SITE "/\n")))
		return false;
	buf_puts(run->out, "\nThis is a small book with one example goal. What to do next:\n");
	put_way(run);
	buf_puts(run->out,
		 "  waymark roadmap                     look at it\n"
		 "  waymark new goal --title \"…\"        write a goal of your own\n"
		 "  waymark sync                        refresh the tables in its pages\n"
		 "  waymark check                       is everything as it should be?\n"
		 "  waymark build                       make its site, in " COMMAND_SITE "\n");
	return true;
}

/* ---- a book that is there ---- */

static void
put_why(const struct run *run, const struct model *model)
{
	const struct dialect *dialect = model->dialect;
	bool named = data_text(data_get(model->book.config, STR("dialect"))).length > 0 ||
		     call_option(run->call, "dialect")->given;

	buf_printf(run->out, "dialect: %.*s (%.*s)", STR_ARG(dialect->name),
		   STR_ARG(dialect->title));
	if (named) {
		buf_puts(run->out, ", as was said\n");
		return;
	}
	if (dialect->detect.count == 0)
		buf_puts(run->out, ", because no other one fits");
	for (size_t i = 0; i < dialect->detect.count; i++)
		buf_printf(run->out, "%s%.*s", i == 0 ? ", because there are " : " and ",
			   STR_ARG(dialect->detect.items[i]));
	buf_putc(run->out, '\n');
}

/* Records, files and findings, in the words of `check`. */
static size_t
put_found(const struct run *run, const struct model *model)
{
	struct call *call = run->call;
	const struct check_options rules = { .today = call->today };
	struct summary summary;
	size_t kept = 0, findings = 0, files;

	checking_run(call, model, NULL, NULL, &rules, call->diags);
	summary_count(&summary, call->arena, model);
	buf_puts(run->out, "records: ");
	for (size_t i = 0; i + 1 < summary.count; i++) {
		bool one = summary.items[i].count == 1;

		buf_printf(run->out, "%s%zu %s", i > 0 ? ", " : "", summary.items[i].count,
			   one ? schema_kind(summary.kinds[i])->name : summary.items[i].name);
	}
	files = summary.items[summary.count - 1].count;
	buf_printf(run->out, "%s in %zu file%s\n", summary.count <= 1 ? "none" : "", files,
		   files == 1 ? "" : "s");
	for (size_t i = 0; i < call->diags->count; i++) {
		if (call->diags->items[i].code == NULL)
			call->diags->items[kept++] = call->diags->items[i];
		else
			findings++;
	}
	call->diags->count = kept;
	buf_printf(run->out, "findings: %zu\n\n", findings);
	return summary.count - 1;
}

static struct str
config_text(const struct run *run, const struct model *model)
{
	struct arena *arena = run->call->arena;
	struct str title = run->title.length > 0 ? run->title : model->book.title;

	if (title.length == 0)
		title = folder_title(run);
	return arena_printf(arena, "title: %.*s\ndialect: %.*s\n",
			    STR_ARG(quoted_title(arena, title)), STR_ARG(model->dialect->name));
}

static bool
adopt_book(const struct run *run, const struct model *model)
{
	size_t kinds;

	put_why(run, model);
	kinds = put_found(run, model);
	if (!write_file(run, STR(CONFIG), config_text(run, model)))
		return false;
	buf_puts(run->out,
		 kinds > 0
			 ? "\nWhat to do next:\n"
			 : "\nNothing here looks like a record. If the book has goals or stories, "
			   "a dialect\nsays how it writes them (docs/dialects.md); else begin "
			   "with\n");
	put_way(run);
	buf_puts(run->out,
		 kinds > 0 ? "  waymark check                       what contradicts itself\n"
			     "  waymark roadmap                     goals, states, owners\n"
			     "  waymark build -o ../site            the book as a site\n"
			   : "  waymark new goal --title \"…\"\n");
	return true;
}

/* ---- */

/* A folder with no more than a README.md has nothing to adopt. */
static bool
is_book(const struct model *model)
{
	for (size_t i = 0; i < model->page_count; i++)
		if (!str_equal(model->pages[i]->path, STR("README.md")))
			return true;
	return model->records.count > 0 || model->book.config != NULL || model->book.toml != NULL;
}

static bool
init(struct run *run)
{
	struct model *model = call_load_root(run->call, run->book);
	bool well = false, adopt = model != NULL && is_book(model);

	if (model == NULL)
		return false;
	if (adopt)
		well = adopt_book(run, model);
	model_close(model);
	return adopt ? well : start_book(run);
}

/* Commands find the nearest book: pages of one that is started inside of another would be lost to it. */
static bool
is_free(struct call *call, struct str folder)
{
	struct arena *arena = call->arena;
	struct str start = folder, found;
	char whole[PATH_MAX];

	while (start.length > 0 && file_look(arena_cstr(arena, start)).kind == FILE_ABSENT)
		start = path_dir(start);
	found = call_find_book(arena, start);
	if (found.length == 0 || str_equal(found, folder) || call_flag(call, "nested"))
		return true;
	if (realpath(arena_cstr(arena, found), whole) != NULL)
		found = arena_copy(arena, str_from(whole));
	call_fail(
		call,
		"\"%.*s\" is inside of the book \"%.*s\", and `waymark new` writes into that one; "
		"--nested starts a book of its own there",
		STR_ARG(folder), STR_ARG(found));
	return false;
}

static enum status
run(struct call *call)
{
	struct run run = { .call = call, .title = str_trim(call_option(call, "title")->text) };
	struct str folder = call_argument(call, 0);
	const char *reason;
	enum status status;
	struct buf out;
	int lock;

	if (folder.length == 0 && !call_option(call, "book")->given)
		folder = STR(".");
	if (!call_book(call, folder, &run.book))
		return STATUS_FAILURE;
	if (!is_free(call, run.book))
		return STATUS_FAILURE;
	if (!file_make_dirs(arena_cstr(call->arena, run.book), &reason))
		return call_fail(call, "could not make the folder \"%.*s\": %s", STR_ARG(run.book),
				 reason);
	lock = apply_lock(run.book, call->diags);
	if (lock < 0)
		return STATUS_FAILURE;
	buf_init(&out, LIMIT_OUTPUT_BYTES);
	run.out = &out;
	status = init(&run) ? STATUS_OK : STATUS_FAILURE;
	fwrite(out.data, 1, out.length, call->out);
	buf_free(&out);
	apply_unlock(lock);
	return status;
}

const struct command command_init = {
	.name = "init",
	.operands = "[DIR]",
	.summary = "start a book, or adopt the one that is here",
	.description =
		"In an empty or new folder: writes a small book with one example goal, and a "
		".gitignore that names the folder of its site. A README.md that is there is kept. "
		"Inside of another book that needs --nested.\n\n"
		"In a folder with a book: says what it found (the dialect and why, how many "
		"records of each kind, how many findings) and writes waymark.yaml, so that the "
		"choice stays. Nothing that is there is overwritten.",
	.examples = "waymark init plans --title \"What we want\"\n"
		    "waymark init                                 # adopt the book here",
	.options = options,
	.option_count = sizeof options / sizeof options[0],
	.max_operands = 1,
	.reads_book = true,
	.writes_book = true,
	.run = run,
};
