/*
 * waymark diff: two revisions, or one and the work tree, as a person would tell the difference.
 */
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/span.h"
#include "cmd/command.h"
#include "cmd/past.h"
#include "cmd/print.h"
#include "cmd/since.h"
#include "emit/forge.h"
#include "emit/quiet.h"
#include "emit/table.h"
#include "emit/wrap.h"
#include "history/digest.h"
#include "history/json.h"
#include "history/namesakes.h"
#include "model/dialect.h"

static const struct option_row options[] = {
	{ "long", 'l', OPTION_FLAG, NULL, NULL,
	  "An event a line, with ids, changed words, and how a record was known." },
	{ "format", 'f', OPTION_TEXT, "FORMAT", "text|markdown|json", "How to show it." },
};

struct difference {
	struct call *call;
	struct str root, from, to;    /* the two ends as they were said */
	struct model *before, *after; /* no `before`: the book had not begun */
	struct date beginning;        /* then: of its first commit */
	struct events events;
	struct digest_counts counts; /* as long as the digest */
	struct digest digest;
	struct digest_look look;
	struct str prefix; /* from the repository's top to the book */
};

/* "A..B", "A..", "A"; the later one may be --at.  Empty: the work tree.  Nothing: what is not committed. */
static bool
read_range(struct call *call, struct str *ret_from, struct str *ret_to)
{
	const struct option_value *at = call_option(call, "at");
	struct str range =
		call->arguments.count > 0 || at->given ? call_argument(call, 0) : STR("HEAD");
	size_t dots = str_find(range, STR(".."));

	*ret_from = str_slice(range, 0, dots == STR_NONE ? range.length : dots);
	*ret_to = dots == STR_NONE ? STR_EMPTY : str_from_offset(range, dots + 2);
	if (str_starts(*ret_to, STR("."))) {
		call_fail(call, "\"%.*s\" has three dots; expected two, as in v1..v2",
			  STR_ARG(range));
		return false;
	}
	if (ret_from->length == 0) {
		call_fail(call,
			  "%s%.*s\" does not say where to begin; expected a range such as "
			  "2021-09-01..HEAD",
			  range.length > 0 ? "\"" : "--at \"",
			  STR_ARG(range.length > 0 ? range : at->said));
		return false;
	}
	if (at->given && ret_to->length > 0) {
		call_fail(call, "the later revision is given twice: \"%.*s\" and --at \"%.*s\"",
			  STR_ARG(*ret_to), STR_ARG(at->said));
		return false;
	}
	if (at->given)
		*ret_to = at->said;
	return true;
}

/* Revisions may be compared either way; of days that stand the other way round nothing lies between. */
static bool
is_in_order(struct call *call, struct str from, struct str to)
{
	struct span first, last;

	if (!span_parse(from, call->today, &first) || !span_parse(to, call->today, &last) ||
	    date_compare(first.first, last.last) <= 0)
		return true;
	call_fail(call, "\"%.*s\" is later than \"%.*s\": nothing lies between", STR_ARG(from),
		  STR_ARG(to));
	return false;
}

/* git takes two revisions as two words; here the second one is the book's folder. */
static bool
is_folder(struct call *call, struct str path)
{
	if (path.length == 0 || file_look(arena_cstr(call->arena, path)).kind != FILE_ABSENT)
		return true;
	call_fail(call, "there is no folder \"%.*s\"; two revisions are written %.*s..%.*s",
		  STR_ARG(path), STR_ARG(call_argument(call, 0)), STR_ARG(path));
	return false;
}

/* What is wrong in the book is no difference: only what cannot be read is said, and then there is no
   model, because what follows from it would be no difference either. */
static struct model *
load(struct call *call, struct str root, struct str at, struct dialect_source usual)
{
	struct model_options wanted = {
		.path = root,
		.at = at,
		.dialect = call_option(call, "dialect")->text,
		.usual = usual,
	};
	struct model *model;
	struct diags diags;

	diag_init(&diags, call->arena);
	model = model_load(call->arena, &wanted, &diags);
	diag_append_failures(call->diags, &diags);
	if (model != NULL && diags.failures > 0) {
		model_close(model);
		return NULL;
	}
	return model;
}

/* ==== forms ==== */

/* "2022-02-14 (1a2b3c4d5e)", "the work tree" */
static struct str
revision_text(struct arena *arena, const struct repo_revision *revision)
{
	char date[11] = "";

	if (revision->id.length == 0)
		return STR("the work tree");
	if (date_is_set(revision->date))
		date_format(revision->date, date);
	return arena_printf(arena, "%s (%.*s)", date, 10, revision->id.data);
}

/* Who asks for days gets the revisions that stood then, and is told so: ", the last one before 2022-02-15". */
static struct str
chosen_text(struct call *call, struct str said, bool is_start, const struct repo_revision *revision)
{
	struct span span;
	char day[11];

	if (!span_parse(said, call->today, &span) ||
	    (!is_start && date_compare(span.last, revision->date) == 0))
		return STR_EMPTY;
	date_format(is_start ? span.first : span.last, day);
	return arena_printf(call->arena, ", the last revision %s %s%s",
			    is_start ? "before" : "up to", day, is_start ? "," : "");
}

/* "2022-02-14 (1a2b3c4d5e), the last revision before 2022-02-15,", "its beginning on 2021-03-18" */
static struct str
from_text(struct difference *difference)
{
	struct call *call = difference->call;
	const struct repo_revision *before;
	char day[11];

	if (difference->before == NULL) {
		date_format(difference->beginning, day);
		return arena_printf(call->arena, "its beginning on %s", day);
	}
	before = &difference->before->repo->revision;
	return arena_printf(call->arena, "%.*s%.*s", STR_ARG(revision_text(call->arena, before)),
			    STR_ARG(chosen_text(call, difference->from, true, before)));
}

static struct str
head(struct difference *difference)
{
	const struct repo_revision *after = &difference->after->repo->revision;
	struct call *call = difference->call;
	struct arena *arena = call->arena;

	return arena_printf(arena, "What changed in %.*s from %.*s to %.*s%.*s",
			    STR_ARG(difference->after->book.title), STR_ARG(from_text(difference)),
			    STR_ARG(revision_text(arena, after)),
			    STR_ARG(chosen_text(call, difference->to, false, after)));
}

static void
put_text(struct difference *difference, struct buf *out)
{
	struct arena *arena = difference->call->arena;

	wrap_put(out, wrap_clean(arena, head(difference)), difference->look.columns, 0, 0);
	buf_putc(out, '\n');
	digest_put_text(arena, &difference->digest, true, &difference->look, out);
	if (difference->digest.count > 0)
		buf_putc(out, '\n');
	wrap_put(out, digest_sum(arena, &difference->digest, true), difference->look.columns, 0, 0);
}

/* ==== Markdown ==== */

static const struct record *
find_record(const struct model *model, const struct told *told)
{
	const struct event *last = told->events[told->count - 1];

	if (model == NULL)
		return NULL;
	return told->is_group ? map_get(&model->ids[last->parent_kind], last->parent)
			      : map_get(&model->ids[last->record_kind], last->id);
}

/* The later one, unless only the earlier one tells a repository. */
static const struct book *
book_of(const struct difference *difference)
{
	const struct model *before = difference->before, *after = difference->after;

	return before != NULL && after->book.repository_url.length == 0 ? &before->book
									: &after->book;
}

/* What is gone can be read where it was. */
static struct str
find_address(const void *context, struct arena *arena, const struct told *told)
{
	const struct difference *difference = context;
	bool is_gone = told_sign(told) == '-' && !told->is_group;
	const struct model *model = is_gone ? difference->before : difference->after;
	const struct record *record = find_record(model, told);
	struct str path, address = STR_EMPTY;

	if (record == NULL) {
		model = is_gone ? difference->after : difference->before;
		record = find_record(model, told);
	}
	if (record == NULL || record->place.file.length == 0)
		return STR_EMPTY;
	path = path_join(arena, difference->prefix, record->place.file);
	if (model->repo->revision.id.length > 0)
		address = forge_file(arena, book_of(difference), model->repo->revision.id, path);
	return address.length > 0 ? address : forge_path(arena, path);
}

/* "14 February 2026" */
static struct str
day_text(struct arena *arena, struct date day)
{
	return arena_printf(arena, "%d %s %d", day.day, date_month_name(day), day.year);
}

/* The day that was asked for, else that of the revision; none: of the work tree. */
static struct date
day_of(struct call *call, struct str said, bool is_start, const struct model *model)
{
	struct span span;

	if (span_parse(said, call->today, &span))
		return is_start ? span.first : span.last;
	return model != NULL ? model->repo->revision.date : (struct date){ 0 };
}

/* "What changed in The ship from 5 January 2026 to 14 February 2026" */
static struct str
plain_head(struct difference *difference)
{
	struct call *call = difference->call;
	struct arena *arena = call->arena;
	struct date first = day_of(call, difference->from, true, difference->before);
	struct date last = day_of(call, difference->to, false, difference->after);
	struct str text =
		arena_printf(arena, "What changed in %.*s", STR_ARG(difference->after->book.title));
	bool has_first = date_is_set(first), has_last = date_is_set(last);

	if (difference->before == NULL)
		first = difference->beginning;
	if (has_first && has_last && date_compare(first, last) == 0)
		return arena_printf(arena, "%.*s on %.*s", STR_ARG(text),
				    STR_ARG(day_text(arena, first)));
	if (has_first)
		text = arena_printf(arena, "%.*s %s %.*s", STR_ARG(text),
				    has_last ? "from" : "since", STR_ARG(day_text(arena, first)));
	if (has_last)
		text = arena_printf(arena, "%.*s %s %.*s", STR_ARG(text),
				    has_first ? "to" : "up to", STR_ARG(day_text(arena, last)));
	return text;
}

/* "[3af1c84902](address) of 2026-02-14", "the work tree" */
static void
put_revision_link(struct difference *difference, const struct repo_revision *revision,
		  struct buf *out)
{
	struct str address = forge_tree(difference->call->arena, book_of(difference), revision->id);
	char day[11] = "";

	if (revision->id.length == 0) {
		buf_puts(out, "what is not committed yet");
		return;
	}
	buf_printf(out, address.length > 0 ? "[%.*s](" : "%.*s", 10, revision->id.data);
	if (address.length > 0) {
		table_put_markdown_target(out, address);
		buf_putc(out, ')');
	}
	if (!date_is_set(revision->date))
		return;
	date_format(revision->date, day);
	buf_printf(out, " of %s", day);
}

/* Small, at the end: who only reads does not care. */
static void
put_compared(struct difference *difference, struct buf *out)
{
	buf_puts(out, "\nCompared: ");
	if (difference->before != NULL)
		put_revision_link(difference, &difference->before->repo->revision, out);
	else
		buf_puts(out, "nothing, as it was before the book began,");
	buf_puts(out, " with ");
	put_revision_link(difference, &difference->after->repo->revision, out);
	buf_puts(out, ".\n");
}

static void
put_markdown(struct difference *difference, struct buf *out)
{
	struct arena *arena = difference->call->arena;

	difference->look.address = find_address;
	difference->look.context = difference;
	buf_puts(out, "## ");
	quiet_put_markdown(out, wrap_clean(arena, plain_head(difference)));
	buf_printf(out, "\n\n%.*s\n%s",
		   STR_ARG(digest_sentence(arena, digest_sum(arena, &difference->digest, false))),
		   difference->digest.count > 0 ? "\n" : "");
	digest_put_markdown(arena, &difference->digest, true, &difference->look, out);
	put_compared(difference, out);
}

static void
put_json(struct difference *difference, struct buf *out)
{
	struct jsonwriter json = { .out = out, .pretty = true };

	json_open(&json, '{');
	json_key(&json, "version");
	json_number(&json, HISTORY_VERSION);
	json_key(&json, "from");
	if (difference->before != NULL)
		history_put_revision(&json, &difference->before->repo->revision);
	else
		json_null(&json);
	json_key(&json, "to");
	history_put_revision(&json, &difference->after->repo->revision);
	json_key(&json, "events");
	json_open(&json, '[');
	for (size_t i = 0; i < difference->events.count; i++)
		history_put_event(&json, &difference->events.items[i], NULL);
	json_close(&json, ']');
	json_close(&json, '}');
	buf_putc(out, '\n');
}

/* In the order of the choices of --format. */
static void (*const formats[])(struct difference *difference,
			       struct buf *out) = { put_text, put_markdown, put_json };

/* Resumed is what was in progress before, and that the two revisions do not say: the line that led to the first
   of them does, where it can be read. */
static void
tell_started(struct difference *difference)
{
	struct call asking = *difference->call;
	struct past_line line = { .root = difference->root };
	struct past past;
	struct diags unheard;
	bool is_read = false, is_there = false;

	if (difference->before == NULL)
		return;
	line.until = difference->before->repo->revision.id;
	diag_init(&unheard, asking.arena);
	asking.diags = &unheard;
	for (size_t i = 0; i < difference->events.count; i++) {
		struct event *event = &difference->events.items[i];

		if (event->kind != EVENT_RESUMED)
			continue;
		if (!is_read)
			is_there = past_read(&asking, &line, &past);
		is_read = true;
		if (is_there &&
		    chronicle_never_active(&past.lives, event->former_kind,
					   event->former.length > 0 ? event->former : event->id))
			event->kind = EVENT_STARTED;
	}
}

static void
compare(struct difference *difference)
{
	struct call *call = difference->call;
	struct namesakes namesakes = { .arena = call->arena };
	struct snapshot nothing = { 0 };
	const struct event **events;

	events_compare(call->arena,
		       difference->before != NULL ? snapshot_make(call->arena, difference->before)
						  : &nothing,
		       snapshot_make(call->arena, difference->after), &difference->events);
	namesakes_note_records(&namesakes, difference->after);
	namesakes_note_events(&namesakes, &difference->events);
	namesakes_mark(&namesakes, &difference->events);
	tell_started(difference);
	events = ARENA_ARRAY(call->arena, const struct event *, difference->events.count);
	for (size_t i = 0; i < difference->events.count; i++)
		events[i] = &difference->events.items[i];
	difference->look = (struct digest_look){
		.columns = call->columns,
		.color = call->color,
		.is_long = call_flag(call, "long"),
		.is_brief = true,
		.with_owners = true,
	};
	digest_count(call->arena, &difference->events, &difference->counts);
	digest_make(call->arena, events, difference->events.count, &difference->counts,
		    difference->look.is_long, &difference->digest);
}

static enum status
put_difference(struct difference *difference)
{
	struct buf out;

	compare(difference);
	buf_init(&out, LIMIT_OUTPUT_BYTES);
	formats[call_choice(difference->call, "format")](difference, &out);
	return print_buf(difference->call, &out, STR_EMPTY);
}

/* Of a day before the first commit there is nothing to load.  False after a failure. */
static bool
load_before(struct difference *difference)
{
	struct call *call = difference->call;
	struct str at = call_since(call, difference->from);

	if (since_is_before_all(call, difference->root, at, &difference->beginning))
		return true;
	difference->before = load(call, difference->root, at, difference->after->dialect->source);
	return difference->before != NULL;
}

static enum status
run(struct call *call)
{
	struct difference difference = { .call = call };
	enum status status = STATUS_FAILURE;
	struct str *root = &difference.root, *from = &difference.from, *to = &difference.to;

	if (!read_range(call, from, to) || !is_in_order(call, *from, *to) ||
	    !is_folder(call, call_argument(call, 1)) ||
	    !call_book(call, call_argument(call, 1), root))
		return STATUS_FAILURE;
	difference.after = load(call, *root, call_until(call, *to), (struct dialect_source){ 0 });
	if (!repo_find_prefix(call->arena, *root, &difference.prefix))
		difference.prefix = STR_EMPTY;
	if (difference.after != NULL && load_before(&difference))
		status = put_difference(&difference);
	if (difference.after != NULL)
		model_close(difference.after);
	if (difference.before != NULL)
		model_close(difference.before);
	return status == STATUS_OK ? status : call_explain_folder(call, "a revision");
}

const struct command command_diff = {
	.name = "diff",
	.operands = "[A[..B] [PATH]]",
	.summary = "say what changed between two revisions, in records",
	.description =
		"Reads the book as it was at A and as it was at B, or as it is in the work tree "
		"when there is no B, and says what happened to its records: what was started, "
		"paused or finished, who took it over, what was added, moved, renamed or dropped. "
		"Goals come first; a record has a line. Milestones and asks that came or went with "
		"their goal are told with it. Without A and B: what is not committed yet, from "
		"HEAD "
		"to the work tree. Markdown has links to the records' pages where the book says "
		"its repository. Long texts and lists are cut; --long has all.\n\n"
		"A and B are revisions (a branch, a tag, a commit, HEAD~2) or days: 2022-02-15, "
		"2022-02, 2022, yesterday, \"2 weeks ago\", \"last month\". Both days belong to "
		"what "
		"is told: A is the book as it was before the first one began, B as it was when the "
		"last one ended. A record is known again under another name, in "
		"another file and after a rewrite, when it says so (id, was) or is much like what "
		"it was; --long says how. The manual's page on history has the rules and the "
		"words.",
	.examples = "waymark diff 2021-09-01..2022-02-15     # half a year\n"
		    "waymark diff \"2 weeks ago\"              # and what is not committed\n"
		    "waymark diff                            # what is not committed yet\n"
		    "waymark diff HEAD~5                     # and the last five commits\n"
		    "waymark diff main..HEAD --format markdown   # for a pull request\n"
		    "waymark diff v1..v2 --long\n",
	.options = options,
	.option_count = sizeof options / sizeof options[0],
	.max_operands = 2,
	.reads_book = true,
	.run = run,
};
