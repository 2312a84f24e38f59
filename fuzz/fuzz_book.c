/*
 * A whole book from anybody (archive.h says how it is one text): loaded, checked, and through
 * every emitter.  What comes out must be text, and a page must hold no script.
 */
#include "archive.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "check/check.h"
#include "diag/output.h"
#include "emit/csv.h"
#include "emit/draft.h"
#include "emit/json.h"
#include "emit/roadmap.h"
#include "emit/sqlite.h"
#include "emit/suggestions.h"
#include "site/site.h"

#include <assert.h>
#include <stdlib.h>

/* Making a database takes longer than all the rest, and most of it is the same for every book: one small book in so
   many, as its bytes say, so that each does the same every time. */
#define SMALL_BOOK 4096 /* bytes */
#define DATABASE_SHARE 8
#define PAGE_LIMIT (16u << 20)

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct work {
	struct arena arena, scratch;
	struct diags diags;
	struct model *model;
	struct buf out;
};

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	markdown_setup();
	return 0;
}

/* Scripts are files that waymark names in the head of a page; the rest of it has none. */
static void
expect_no_script(struct str page)
{
	size_t head = str_find(page, STR("</head>"));
	struct str body = str_from_offset(page, head);

	assert(head != STR_NONE);
	assert(!str_contains(body, STR("<script")));
}

/* What was put out is text; the buffer is empty afterwards. */
static void
expect_text(struct work *work)
{
	assert(utf8_find_invalid(buf_str(&work->out)) == STR_NONE);
	buf_clear(&work->out);
	arena_free(&work->scratch);
}

static void
put_findings(struct work *work)
{
	static const char *const forms[] = { "text", "json", "sarif", "github" };
	struct diag_output output = { .diags = &work->diags, .columns = 80, .version = "0" };

	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		diag_output_find(str_from(forms[i]))(&work->out, &output);
		expect_text(work);
	}
	diag_put_failures(&work->out, &output);
	expect_text(work);
}

static const struct diags *
findings_answer(void *context)
{
	const struct work *work = context;

	return &work->diags;
}

/* All parts into the buffer, which may hold some of them already. */
static void
put_output(struct work *work, const struct site *site, const struct output *output)
{
	struct strs parts;
	struct str whole;

	output_make(site, output, &work->scratch, &work->out, &parts);
	whole = arena_concat(&work->scratch, parts.items, parts.count);
	buf_clear(&work->out);
	buf_put(&work->out, whole);
}

static void
put_site(struct work *work)
{
	const struct site_options options = { .findings = findings_answer,
					      .findings_context = work };
	const struct site *site = site_new(&work->arena, work->model, &options);
	struct outputs outputs = { 0 };
	struct site_counts counts = { 0 };

	site_outputs(&work->arena, site, &outputs, &counts);
	for (size_t i = 0; i < outputs.count; i++) {
		const struct output *output = &outputs.items[i];

		assert(!str_contains(output->path, STR("..")) || output->file != NULL ||
		       !str_starts(output->path, STR("../")));
		if (output->file != NULL)
			continue;
		put_output(work, site, output);
		if (str_starts(str_from(output->media), STR("text/html")))
			expect_no_script(buf_str(&work->out));
		expect_text(work);
	}
	site_close(site);
}

static void
put_roadmap(struct work *work)
{
	const struct roadmap_options options = { .period = STR("all") };
	const struct table_look look = { .columns = 60, .color = true };
	struct roadmap roadmap = { 0 };
	struct table table = { 0 };

	if (!roadmap_make(&work->arena, work->model, &options, &roadmap, &work->diags))
		return;
	roadmap_table(&work->arena, &roadmap, STR_EMPTY, &table);
	table_put_text(&table, &look, &work->out);
	expect_text(work);
	table_put_markdown(&table, &work->out);
	expect_text(work);
	table_put_html(&table, &work->out);
	expect_text(work);
	roadmap_machine_table(&work->arena, &roadmap, &table);
	table_put_csv(&table, &work->out);
	expect_text(work);
	roadmap_put_json(&work->scratch, &roadmap, &work->out);
	expect_text(work);
}

static void
put_data(struct work *work, bool with_database)
{
	json_put_book(&work->scratch, work->model, &work->out);
	expect_text(work);
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		csv_put_kind(&work->scratch, work->model, (enum kind)kind, &work->out);
		expect_text(work);
	}
	if (with_database)
		assert(sqlite_put_book(&work->scratch, work->model, &work->out, &work->diags) ||
		       work->out.failed);
	buf_clear(&work->out);
	arena_free(&work->scratch);
}

static void
put_rollup(struct work *work)
{
	struct rollup rollup;
	struct drafts drafts = { 0 };

	if (rollup_open(&rollup, &work->arena, work->model, 0, &work->diags)) {
		suggestions_put_text(&work->scratch, &rollup, 60, &work->out);
		expect_text(work);
		suggestions_put_markdown(&work->scratch, &rollup, &work->out);
		expect_text(work);
		suggestions_put_json(&work->scratch, &rollup, &work->out);
		expect_text(work);
		draft_make(&rollup, &drafts, &work->diags);
	}
	for (size_t i = 0; i < drafts.count; i++) {
		buf_put(&work->out, drafts.items[i].text);
		expect_text(work);
	}
	rollup_close(&rollup);
}

static bool
wants_database(struct str book)
{
	return book.length < SMALL_BOOK && str_hash(book) % DATABASE_SHARE == 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct model_options options = {
		.path = STR("."),
		.at = { (const char *)data, size },
		.usual = { .name = STR("native") }, /* else it is looked for in the same files */
	};
	const struct check_options rules = { .today = { 2026, 3, 31 } };
	struct work work = { .model = NULL };

	if (size == 0)
		return 0;
	arena_init(&work.arena);
	arena_init(&work.scratch);
	diag_init(&work.diags, &work.arena);
	buf_init(&work.out, PAGE_LIMIT);
	work.model = model_load(&work.arena, &options, &work.diags);
	if (work.model != NULL) {
		check_run(work.model, &rules, &work.diags);
		put_findings(&work);
		put_site(&work);
		put_roadmap(&work);
		put_data(&work, wants_database(options.at));
		put_rollup(&work);
		model_close(work.model);
	} else {
		put_findings(&work);
	}
	buf_free(&work.out);
	arena_free(&work.scratch);
	arena_free(&work.arena);
	return 0;
}
