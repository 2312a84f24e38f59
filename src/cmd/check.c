/*
 * check: the rules over a book, and what they found in the form that was asked for.
 */

#include "base/file.h"
#include "base/limits.h"
#include "cmd/apply.h"
#include "cmd/changes.h"
#include "cmd/checking.h"
#include "cmd/codes.h"
#include "cmd/fix.h"
#include "cmd/since.h"
#include "cmd/sources.h"
#include "cmd/summary.h"
#include "diag/baseline.h"
#include "repo/repo.h"

#include <time.h>

#define FIX_PASSES 8 /* an edit may uncover another one */

static const struct option_row options[] = {
	{ "format", 'f', OPTION_TEXT, "FORMAT", "text|json|sarif|github",
	  "Form of the findings: text, JSON lines, SARIF 2.1.0, or GitHub annotations." },
	{ "only", 0, OPTION_LIST, "CODE,...", NULL, "Look for these findings only." },
	{ "list", 'l', OPTION_FLAG, NULL, NULL, "List all findings that there are, and end." },
	{ "threshold", 't', OPTION_TEXT, "SEVERITY", "warning|note|error|never",
	  "Exit with 1 from this severity on; warning unless said otherwise." },
	{ "deny", 0, OPTION_LIST, "CODE,...", NULL,
	  "Exit with 1 for these findings or severities, too, whatever the threshold." },
	{ "baseline", 0, OPTION_TEXT, "FILE", NULL,
	  "Accept the findings that stand in this file." },
	{ "write-baseline", 0, OPTION_TEXT, "FILE", NULL,
	  "Accept all findings of now: write them into this file." },
	{ "since", 0, OPTION_SINCE, "REV|DATE", NULL,
	  "Only findings that were not there at this revision, or before that day." },
	{ "history", 0, OPTION_FLAG, NULL, NULL,
	  "Read the book's history, too, for work that stands still (stale)." },
	{ "fix", 0, OPTION_FLAG, NULL, NULL, "Mend what has one right answer, then check again." },
	{ "quiet", 'q', OPTION_FLAG, NULL, NULL, "Show the summary only." },
};

/* One check, from reading to the last line. */
struct run {
	struct call *call;
	struct str root;
	struct model *model; /* NULL: could not be loaded */
	struct since since;
	struct sources sources;
	struct diag_lines lines;
	struct check_options rules;
	struct timespec start;
	size_t accepted, stale, fixed;
	bool is_incomplete; /* there is no result to sum up */
};

/* Who asks for that finding alone wants what it takes. */
static bool
wants_history(const struct call *call)
{
	const struct strs *only = &call_option(call, "only")->list;

	for (size_t i = 0; i < only->count; i++)
		if (str_equal(only->items[i], STR("stale")))
			return true;
	return call_flag(call, "history");
}

static bool
read_options(struct call *call, struct check_options *ret_rules)
{
	const struct option_value *only = call_option(call, "only");
	const struct option_value *deny = call_option(call, "deny");
	enum diag_severity severity;

	*ret_rules = (struct check_options){ .only = only->list, .today = call->today };
	for (size_t i = 0; i < only->list.count; i++)
		if (codes_find(call, only->list.items[i]) == NULL)
			return false;
	for (size_t i = 0; i < deny->list.count; i++)
		if (!diag_severity_parse(deny->list.items[i], &severity) &&
		    codes_find(call, deny->list.items[i]) == NULL)
			return false;
	if (call_flag(call, "fix") && call_option(call, "at")->given) {
		call_fail(call, "--fix changes the work tree; it cannot be used with --at");
		return false;
	}
	if (call_option(call, "since")->given && wants_history(call)) {
		call_fail(call, "--since compares with one revision; it cannot be used with "
				"--history");
		return false;
	}
	if (call_option(call, "since")->given &&
	    (call_flag(call, "fix") || call_option(call, "baseline")->given)) {
		call_fail(call, "--since accepts what was there before; it cannot be used with "
				"--fix or --baseline");
		return false;
	}
	return true;
}

static void
read_history(struct run *run)
{
	struct call *call = run->call;
	struct site_history history;
	const struct past_line line = { .root = run->root, .until = call_option(call, "at")->text };
	struct past past;

	if (!past_read(call, &line, &past))
		return;
	changes_collect(call->arena, &past, run->model, &history);
	run->rules.moved = history.moved;
}

static void
load_and_check(struct run *run)
{
	run->model = call_load_root(run->call, run->root);
	if (run->model != NULL && call_option(run->call, "since")->given)
		run->rules.moves = since_moves(&run->since, run->model);
	if (run->model != NULL && wants_history(run->call))
		read_history(run);
	if (run->model != NULL)
		checking_run(run->call, run->model, NULL, NULL, &run->rules, run->call->diags);
	sources_init(&run->sources, run->call->arena, run->model);
	run->lines = sources_lines(&run->sources);
}

static void
unload(struct run *run)
{
	sources_close(&run->sources);
	if (run->model != NULL)
		model_close(run->model);
	run->model = NULL;
}

static struct str
format_of(const struct call *call)
{
	const struct option_value *format = call_option(call, "format");

	return format->given ? format->text : STR("text");
}

/* Checks, mends and checks again until nothing is left to mend.  Only the text form has lines for
   what was mended. */
static void
fix(struct run *run, struct buf *out)
{
	bool quiet = call_flag(run->call, "quiet") || !str_equal(format_of(run->call), STR("text"));
	int lock = apply_lock(run->root, run->call->diags);

	for (int pass = 0; lock >= 0; pass++) {
		size_t fixed;

		load_and_check(run);
		if (run->model == NULL || pass == FIX_PASSES ||
		    !fix_apply(run->call, run->model, run->root, quiet ? NULL : out, &fixed) ||
		    fixed == 0)
			break;
		run->fixed += fixed;
		unload(run);
		diag_init(run->call->diags, run->call->arena);
	}
	apply_unlock(lock);
}

static bool
apply_baseline(struct run *run)
{
	struct call *call = run->call;
	struct str file = call_option(call, "baseline")->text, text;
	struct baseline baseline;
	const char *reason;

	if (!file_read(call->arena, arena_cstr(call->arena, file), LIMIT_FILE_BYTES, &text,
		       &reason))
		return diag_fail(call->diags, place_file(STR_EMPTY), "could not read \"%.*s\": %s",
				 STR_ARG(file), reason);
	if (!baseline_parse(&baseline, call->arena, file, text, call->diags))
		return false;
	baseline_apply(&baseline, call->diags, &run->lines, &run->accepted, &run->stale);
	return true;
}

static bool
write_baseline(struct run *run)
{
	struct call *call = run->call;
	struct str file = call_option(call, "write-baseline")->text;
	const char *reason = "it is too large";
	struct buf text;
	bool well;

	buf_init(&text, LIMIT_OUTPUT_BYTES);
	baseline_put(&text, call->diags, &run->lines);
	well = !text.failed &&
	       file_write_atomic(arena_cstr(call->arena, file), buf_str(&text), &reason);
	buf_free(&text);
	if (!well)
		return diag_fail(call->diags, place_file(STR_EMPTY), "could not write \"%.*s\": %s",
				 STR_ARG(file), reason);
	for (size_t i = 0; i < call->diags->count; i++)
		run->accepted += call->diags->items[i].code != NULL;
	call->diags->count = 0;
	return true;
}

static unsigned
milliseconds_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (unsigned)((now.tv_sec - start->tv_sec) * 1000 +
			  (now.tv_nsec - start->tv_nsec) / 1000000);
}

/* What the options that change what counts have done, a line each. */
static void
put_remarks(struct buf *out, const struct run *run)
{
	if (call_flag(run->call, "fix"))
		buf_printf(out, "fixed %zu finding%s\n", run->fixed, run->fixed == 1 ? "" : "s");
	if (call_option(run->call, "write-baseline")->given)
		buf_printf(out, "findings that the baseline accepts now: %zu\n", run->accepted);
	else if (call_option(run->call, "since")->given)
		buf_printf(out, "findings that were there before: %zu; that are gone: %zu\n",
			   run->accepted, run->stale);
	else if (call_option(run->call, "baseline")->given)
		buf_printf(out, "findings that the baseline accepts: %zu; stale lines of it: %zu\n",
			   run->accepted, run->stale);
}

/* A service knows the files by their way from the top of the repository, wherever we run. */
static struct str
shown_root(const struct run *run, struct str format)
{
	struct str prefix;
	bool is_for_service = str_equal(format, STR("github")) || str_equal(format, STR("sarif"));

	return is_for_service && repo_find_prefix(run->call->arena, run->root, &prefix) ? prefix
											: run->root;
}

static void
put_findings(struct run *run, struct buf *out)
{
	struct str format = format_of(run->call);
	bool quiet = call_flag(run->call, "quiet");
	struct summary summary = { .count = 0 };
	struct diag_output output = {
		.diags = run->call->diags,
		.lines = run->lines,
		.root = shown_root(run, format),
		.color = run->call->color,
		.columns = run->call->columns,
		.version = command_version,
	};

	if (run->model != NULL)
		summary_count(&summary, run->call->arena, run->model);
	output.tallies = summary.items;
	output.tally_count = summary.count;
	if (!quiet)
		diag_output_find(format)(out, &output);
	/* The other forms carry what was read in themselves. */
	if (run->model == NULL || run->is_incomplete ||
	    (!quiet && !str_equal(format, STR("text")) && !str_equal(format, STR("github"))))
		return;
	summary_put(out, &summary, run->call->diags, milliseconds_since(&run->start));
	put_remarks(out, run);
}

/* The findings that make the exit status 1. */
static bool
is_denied(const struct call *call, const struct diag_finding *finding)
{
	const struct option_value *threshold = call_option(call, "threshold");
	const struct strs *deny = &call_option(call, "deny")->list;
	enum diag_severity least = DIAG_WARNING;

	if (finding->code == NULL)
		return false;
	if (threshold->given && !diag_severity_parse(threshold->text, &least))
		least = DIAG_FAILURE; /* never */
	if (finding->severity >= least)
		return true;
	for (size_t i = 0; i < deny->count; i++) {
		if (str_equal(deny->items[i], str_from(finding->code->name)) ||
		    (diag_severity_parse(deny->items[i], &least) && finding->severity >= least))
			return true;
	}
	return false;
}

/* The findings have been shown: what is left for main to say are failures. */
static enum status
finish(struct call *call)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < call->diags->count; i++)
		if (is_denied(call, &call->diags->items[i]))
			status = STATUS_FINDINGS;
	diag_keep_failures(call->diags);
	return status;
}

static enum status
list(struct call *call)
{
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	codes_put_list(&out, call, str_equal(format_of(call), STR("json")));
	fwrite(out.data, 1, out.length, call->out);
	buf_free(&out);
	return STATUS_OK;
}

static void
check(struct run *run, struct buf *out)
{
	struct call *call = run->call;
	bool well = true;

	if (call_flag(call, "fix"))
		fix(run, out);
	else
		load_and_check(run);
	if (run->model != NULL && call_option(call, "baseline")->given)
		well = apply_baseline(run);
	if (run->model != NULL && call_option(call, "since")->given)
		well = since_accept(&run->since, &run->rules, &run->accepted, &run->stale);
	if (run->model != NULL && call_option(call, "write-baseline")->given)
		well = write_baseline(run);
	/* Without its baseline a check would show what nobody asked for. */
	if (!well)
		diag_keep_failures(call->diags);
	run->is_incomplete = !well;
	put_findings(run, out);
}

static enum status
run(struct call *call)
{
	struct run run = { .call = call };
	struct buf out;

	if (!read_options(call, &run.rules))
		return STATUS_FAILURE;
	if (call_flag(call, "list"))
		return list(call);
	if (!call_book(call, call_argument(call, 0), &run.root))
		return STATUS_FAILURE;
	clock_gettime(CLOCK_MONOTONIC, &run.start);
	if (call_option(call, "since")->given && !since_open(&run.since, call, run.root))
		return STATUS_FAILURE;
	buf_init(&out, LIMIT_OUTPUT_BYTES);
	check(&run, &out);
	fwrite(out.data, 1, out.length, call->out);
	if (out.failed)
		call_fail(call, "the output is larger than the limit");
	buf_free(&out);
	since_close(&run.since);
	unload(&run);
	return finish(call);
}

const struct command command_check = {
	.name = "check",
	.operands = "[PATH]",
	.summary = "say what is wrong in a book, and mend what has one right answer",
	.description =
		"Reads the book in PATH (or the current folder) and says what contradicts itself, "
		"is "
		"missing or leads nowhere, with the line of source and a hint. It needs no "
		"configuration; waymark.yaml can set each finding's severity to off, note, warning "
		"or "
		"error.\n\n"
		"The last line says how many records of each kind were read: a check that read "
		"nothing proves nothing.\n\n"
		"The exit status is 0 when no finding is at or above the threshold, 1 when there "
		"are "
		"such, and 2 when the work could not be done.\n\n"
		"With --format json every line is an object with the members code, severity, file, "
		"line, column, endColumn, message, hint, other (file, line, column, endColumn, "
		"label) "
		"and fixable; what is not known is left out, and columns count characters from 1. "
		"The "
		"last line has the one member summary. --format sarif is for code scanning "
		"services, "
		"--format github for annotations in a workflow's log; both name files by their way "
		"from "
		"the top of the git repository, and say failures, too.\n\n"
		"A baseline accepts the findings of today, so that only new ones count: "
		"--write-baseline writes it, --baseline reads it. It names no line numbers, so "
		"text "
		"that moves is still accepted.\n\n"
		"--since does the same with a revision (a branch, a tag, a commit, a date) in "
		"place of a file: it shows what a change brought. A finding is the same when its "
		"code, file and message are.\n\n"
		"--history reads every revision, and finds work that is said to go on while "
		"nothing of it moves.",
	.examples = "waymark check                                   # the book here\n"
		    "waymark check ../book --only bad-value,missing-field\n"
		    "waymark check --at 2022-02-15                   # as it was then\n"
		    "waymark check --fix                             # mend what can be mended\n"
		    "waymark check --write-baseline baseline.txt     # accept what is there …\n"
		    "waymark check --baseline baseline.txt           # … and look for new ones\n"
		    "waymark check --since main                      # what this branch brought\n"
		    "waymark check --history                         # and what stands still\n"
		    "waymark check --format sarif >waymark.sarif     # for a code scanning service",
	.options = options,
	.option_count = sizeof options / sizeof options[0],
	.max_operands = 1,
	.reads_book = true,
	.run = run,
};
