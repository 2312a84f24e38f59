/*
 * build: the book's site into a folder.
 *
 * Pages are rendered on all cores, each into its worker's buffer, compared with what is there and
 * written at once: a site of any size needs the memory of one page a core, and of the whole book as one
 * document while that is short enough.
 */
#include "base/limits.h"
#include "base/parallel.h"
#include "base/path.h"
#include "base/publish.h"
#include "base/task.h"
#include "cmd/changes.h"
#include "cmd/checking.h"
#include "cmd/command.h"
#include "cmd/drawing.h"
#include "cmd/layouts.h"
#include "diag/output.h"

#include <signal.h>
#include <time.h>

static const struct option_row options[] = {
	{ "output", 'o', OPTION_TEXT, "DIR", NULL,
	  "Folder of the site; " COMMAND_SITE " in the book's folder unless said otherwise." },
	{ "png", 0, OPTION_FLAG, NULL, NULL,
	  "Make goals' pictures for previews of links PNG, as networks and chats want them." },
	{ "history", 0, OPTION_FLAG, NULL, NULL,
	  "Show what changed: a page of changes, the life of each record, feeds." },
};

/* What one thread renders with. */
struct worker {
	struct arena scratch;
	struct buf page;
	struct diags diags;
	struct arena messages;
	struct repo_reader *reader;
};

struct build {
	struct call *call;
	struct model *model;
	const struct site *site;
	struct outputs outputs;
	struct site_counts counts;
	struct worker workers[LIMIT_THREADS];
	size_t worker_count;
	struct timespec start;
	struct layouts layouts;
	struct site_history *history; /* NULL: none is shown */
	struct task making;           /* of the site */
	struct task check;            /* while it runs, it has the findings and their arena */
	struct check_options rules;
	struct diags findings;
	struct arena messages;
	bool lacks_graphviz;
	struct str missing_history; /* a line of the summary, or empty */
};

static bool
copy_file(struct worker *worker, const struct output *output, struct str *ret_bytes)
{
	size_t before = worker->diags.count;
	struct str why = STR("it could not be read");

	if (repo_read(worker->reader, output->file, &worker->scratch, ret_bytes, &worker->diags))
		return true;
	if (worker->diags.failures > 0)
		return false;
	/* A finding about the file is not enough here: without the file there is no site. */
	if (before < worker->diags.count)
		why = worker->diags.items[before].message;
	diag_fail(&worker->diags, place_file(output->file->path), "could not be copied: %.*s",
		  STR_ARG(why));
	worker->diags.items[worker->diags.count - 1].hint = STR(
		"A site has all files of the book's source folder. Mend it, or take the file out "
		"of the book: put it elsewhere and link to it there.");
	return false;
}

/* In place of the SVG that was rendered: its PNG. */
static bool
draw(struct worker *worker, const struct output *output, struct strs *parts)
{
	struct str reason;

	return drawing_make(&worker->scratch, parts->items[0], &parts->items[0], &reason) ||
	       diag_fail(&worker->diags, place_file(output->path), "could not be drawn: %.*s",
			 STR_ARG(reason));
}

static bool
make_output(void *context, size_t index, size_t number, struct strs *ret_parts)
{
	struct build *build = context;
	struct worker *worker = &build->workers[number];
	const struct output *output = &build->outputs.items[index];

	arena_reset(&worker->scratch);
	if (output->file != NULL)
		return copy_file(worker, output, VEC_PUSH(&worker->scratch, ret_parts));
	buf_clear(&worker->page);
	output_make(build->site, output, &worker->scratch, &worker->page, ret_parts);
	if (worker->page.failed)
		return diag_fail(&worker->diags, place_file(output->path),
				 "the page would be larger than %llu MiB",
				 LIMIT_OUTPUT_BYTES >> 20);
	return !output->is_drawn || draw(worker, output, ret_parts);
}

static bool
open_workers(struct build *build)
{
	bool well = true;

	build->worker_count = parallel_workers(build->outputs.count);
	for (size_t i = 0; i < build->worker_count; i++) {
		struct worker *worker = &build->workers[i];

		arena_init(&worker->scratch);
		arena_init(&worker->messages);
		diag_init(&worker->diags, &worker->messages);
		buf_init(&worker->page, LIMIT_OUTPUT_BYTES);
		if (build->counts.files > 0)
			worker->reader = repo_reader_open(build->model->repo, &worker->diags);
		well = well && (build->counts.files == 0 || worker->reader != NULL);
	}
	return well;
}

static void
close_workers(struct build *build)
{
	for (size_t i = 0; i < build->worker_count; i++) {
		struct worker *worker = &build->workers[i];

		if (worker->reader != NULL)
			repo_reader_close(worker->reader);
		diag_append(build->call->diags, &worker->diags);
		arena_adopt(build->call->arena, &worker->messages);
		arena_free(&worker->scratch);
		buf_free(&worker->page);
	}
}

static const struct site *
site_answer(void *context)
{
	struct build *build = context;

	task_wait(&build->making);
	return build->site;
}

static void
check_book(void *context)
{
	struct build *build = context;

	checking_run(build->call, build->model, site_answer, build, &build->rules,
		     &build->findings);
}

/* The rules run beside the making of the site and of its pages, of which few show what they find. */
static void
start_check(struct build *build)
{
	struct call *call = build->call;

	build->rules = (struct check_options){
		.today = call_day(call, build->model),
		.moved = build->history != NULL ? build->history->moved : NULL,
	};
	arena_init(&build->messages);
	build->findings = *call->diags;
	build->findings.arena = &build->messages;
	task_start(&build->check, check_book, build);
}

static const struct diags *
findings_answer(void *context)
{
	struct build *build = context;

	task_wait(&build->check);
	return &build->findings;
}

static void
end_check(struct build *build)
{
	struct call *call = build->call;

	task_end(&build->check);
	*call->diags = build->findings;
	call->diags->arena = call->arena;
	arena_adopt(call->arena, &build->messages);
}

static bool
write_site(struct build *build, struct str folder, struct publish_result *ret_result,
	   struct str *ret_reason)
{
	struct call *call = build->call;
	struct str *paths = ARENA_ARRAY(call->arena, struct str, build->outputs.count);
	const struct publish publish = {
		.directory = folder,
		.manifest = STR(PUBLISH_MANIFEST),
		.paths = paths,
		.count = build->outputs.count,
		.workers = build->worker_count,
		.make = make_output,
		.context = build,
	};

	for (size_t i = 0; i < build->outputs.count; i++)
		paths[i] = build->outputs.items[i].path;
	return publish_run(call->arena, &publish, ret_result, ret_reason);
}

/* Of what there is none, nothing is said: "0 records" would be untrue of the book. */
static void
put_more(struct buf *out, size_t count, const char *one, const char *several)
{
	if (count > 0)
		buf_printf(out, ", %zu %s", count, count == 1 ? one : several);
}

/* Whoever names a folder may want to commit it; the usual one is committed by accident. */
static void
put_ignore_hint(struct buf *out, const struct build *build, struct str folder)
{
	const struct diag_output output = { .root = build->call->root };
	struct arena *arena = build->call->arena;

	if (call_option(build->call, "output")->given ||
	    !repo_takes(arena, path_join(arena, folder, STR("index.html"))))
		return;
	buf_puts(out, "git does not ignore " COMMAND_SITE "; a line /" COMMAND_SITE "/ in ");
	diag_put_path(out, &output, STR(".gitignore"));
	buf_puts(out, " makes it do so\n");
}

/* What --history could not show, and why; empty: nothing is missing. */
static struct str
missing_history(struct arena *arena, const struct past *past)
{
	const char *lead = past->chronicle.count > 0 ? "changes are shown in part"
						     : "the page of changes is empty";
	char oldest[11] = "";

	if (past->is_empty)
		return STR("there is no page of changes: the book's folder is in no commit yet\n");
	if (past->is_shallow) {
		date_format(past->oldest, oldest);
		return arena_printf(
			arena,
			"%s: the repository is a shallow clone, which has nothing of what happened "
			"up to "
			"%s; \"git fetch --unshallow\" gets the rest (in GitHub's checkout action: "
			"fetch-depth: 0)\n",
			lead, oldest);
	}
	if (past->chronicle.count == 0)
		return STR("there is no page of changes: no commit has a record that the book's "
			   "dialect knows\n");
	if (past->chronicle.count < 2)
		return STR(
			"there is no page of changes: one commit brought all records, and none has "
			"changed them since\n");
	return STR_EMPTY;
}

static void
put_summary(const struct build *build, struct str folder, const struct publish_result *result)
{
	struct timespec now;
	struct buf out;

	clock_gettime(CLOCK_MONOTONIC, &now);
	buf_init(&out, LIMIT_OUTPUT_BYTES);
	buf_printf(&out, "built %zu page%s", build->counts.pages,
		   build->counts.pages == 1 ? "" : "s");
	put_more(&out, build->counts.records, "page of a record", "pages of records");
	put_more(&out, build->counts.redirects, "redirect", "redirects");
	put_more(&out, build->counts.files, "other file", "other files");
	buf_printf(&out, " in %.*s (%zu changed, %zu unchanged", STR_ARG(folder), result->changed,
		   result->unchanged);
	if (result->removed > 0)
		buf_printf(&out, ", %zu removed", result->removed);
	buf_printf(&out, ") in %lld ms\n",
		   (long long)(now.tv_sec - build->start.tv_sec) * 1000 +
			   (now.tv_nsec - build->start.tv_nsec) / 1000000);
	put_ignore_hint(&out, build, folder);
	buf_put(&out, build->missing_history);
	if (build->lacks_graphviz)
		buf_puts(&out, "pictures of graphs are left out: \"dot\" is not installed; it is "
			       "part of graphviz\n");
	fwrite(out.data, 1, out.length, build->call->out);
	buf_free(&out);
}

/* Reads the revisions up to the one that the site shows.  A book that never changed has no history. */
static bool
read_history(struct build *build, struct str root)
{
	struct call *call = build->call;
	const struct past_line line = { .root = root, .until = call_option(call, "at")->text };
	struct past past;

	if (!call_flag(call, "history"))
		return true;
	if (!past_read(call, &line, &past))
		return false;
	build->missing_history = missing_history(call->arena, &past);
	if (past.chronicle.count < 2 && !past.is_shallow)
		return true;
	build->history = ARENA_NEW(call->arena, struct site_history);
	changes_collect(call->arena, &past, build->model, build->history);
	changes_count_states(call->arena, &past, build->model, call_day(call, build->model),
			     build->history);
	return true;
}

static void
make_site(void *context)
{
	struct build *build = context;
	const struct site_options site_options = { .findings = findings_answer,
						   .findings_context = build,
						   .today = call_day(build->call, build->model),
						   .history = build->history,
						   .has_png = call_flag(build->call, "png"),
						   .layout = layouts_answer,
						   .layout_context = &build->layouts };

	build->site = site_new(build->call->arena, build->model, &site_options);
}

static enum status
build_site(struct build *build, struct str folder)
{
	struct call *call = build->call;
	struct publish_result result;
	struct str reason = STR_EMPTY;
	bool well;

	task_leave(&build->making, make_site, build);
	start_check(build);
	task_wait(&build->making);
	layouts_start(&build->layouts, call->arena, site_graphs(build->site));
	site_outputs(call->arena, build->site, &build->outputs, &build->counts);
	well = open_workers(build) && write_site(build, folder, &result, &reason);
	end_check(build);
	task_end(&build->making);
	if (reason.length > 0)
		diag_fail(call->diags, place_file(STR_EMPTY), "%.*s", STR_ARG(reason));
	close_workers(build);
	site_close(build->site);
	build->lacks_graphviz = layouts_end(&build->layouts, well);
	if (!well)
		return STATUS_FAILURE;
	put_summary(build, folder, &result);
	if (build->counts.left_out == 0)
		return STATUS_OK;
	return call_fail(call, "%zu files were left out: their names cannot stand in an address",
			 build->counts.left_out);
}

static enum status
run(struct call *call)
{
	struct build build = { .call = call };
	struct str root, folder = call_option(call, "output")->text;
	enum status status;

	clock_gettime(CLOCK_MONOTONIC, &build.start);
	if (!call_book(call, call_argument(call, 0), &root))
		return STATUS_FAILURE;
	if (folder.length == 0)
		folder = path_join(call->arena, str_equal(root, STR(".")) ? STR_EMPTY : root,
				   STR(COMMAND_SITE));
	build.model = call_load_root(call, root);
	if (build.model == NULL)
		return STATUS_FAILURE;
	if (build.model->page_count == 0) {
		model_close(build.model);
		return call_fail(call,
				 "there are no pages to build a site of: no Markdown below "
				 "\"%.*s\"; `waymark init` starts a book",
				 STR_ARG(root));
	}
	/* A file that grows beyond what is allowed shall be a failure with a name, not a signal. */
	signal(SIGXFSZ, SIG_IGN);
	status = read_history(&build, root) ? build_site(&build, folder) : STATUS_FAILURE;
	model_close(build.model);
	return status;
}

const struct command command_build = {
	.name = "build",
	.operands = "[PATH]",
	.summary = "make the book's site",
	.description =
		"Reads the book in PATH (or the current folder) and writes its site: every page at "
		"the address that mdBook gives it, pages for records that have none in the book, "
		"the "
		"roadmap, people, contents, findings, the whole book as one document, an index for "
		"the search, and redirects; other files are copied. The "
		"pages "
		"need no script and load nothing from elsewhere.\n\n"
		"The new site takes the place of the old one in one step when it is complete; a "
		"build "
		"that fails or is killed leaves the old one as it was. Files whose bytes did not "
		"change keep their time stamps. Files in the folder that are not from an earlier "
		"build "
		"(CNAME, .git) stay; a folder that holds files and no site is refused. The file "
		".waymark-site in it lists what waymark wrote.\n\n"
		"Graphs are laid out by graphviz's dot where it is installed; without it pages "
		"have "
		"their tables, and say what is missing.\n\n"
		"Networks and chats that show a picture beside a link to a goal take no SVG: with "
		"--png the pictures are drawn by rsvg-convert (Debian: librsvg2-bin), a twentieth "
		"of a second each, in the fonts of the machine. They are shown where the site's "
		"address is known (`site:` in waymark.yaml).\n\n"
		"The site is no part of the book's history: without --output it says when no "
		".gitignore names its folder. Nothing is written that ignores it by itself, since "
		"services that publish a folder by git would then publish nothing.\n\n"
		"With --history the site shows what changed, as waymark log and waymark diff say "
		"it: a page of changes by month with a chart of the states, the life of each "
		"record on its page, Atom feeds. It reads every revision, which the first time "
		"takes much longer than the rest; a shallow clone has little to tell, and the "
		"summary says so.\n\n"
		"The same revision gives the same bytes; with --at the site says which one it "
		"shows.",
	.examples = "waymark build                      # the book here, into _site\n"
		    "waymark build --history            # and what changed in it\n"
		    "waymark build ../book -o /srv/www/book\n"
		    "waymark build --at v1.0 -o old     # as it was then",
	.options = options,
	.option_count = sizeof options / sizeof options[0],
	.max_operands = 1,
	.reads_book = true,
	.run = run,
};
