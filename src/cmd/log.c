/*
 * waymark log: what happened, newest first.
 */
#include "base/limits.h"
#include "base/path.h"
#include "base/span.h"
#include "cmd/command.h"
#include "cmd/print.h"
#include "cmd/wanted.h"
#include "emit/forge.h"
#include "emit/quiet.h"
#include "emit/wrap.h"
#include "history/digest.h"
#include "history/json.h"
#include "repo/line.h"

static const struct option_row options[] = {
	{ "since", 0, OPTION_SINCE, "REV|DATE", NULL,
	  "Only what happened after the revision, or from that day on." },
	{ "until", 0, OPTION_UNTIL, "REV|DATE", NULL,
	  "Only what happened up to the revision, or up to the end of that day; HEAD." },
	{ "kind", 'k', OPTION_LIST, "KIND,...", NULL, "Only records of these kinds." },
	{ "owner", 'w', OPTION_LIST, "NAME,...", NULL,
	  "Only what these people own, took over, left or take part in; none: what is nobody's." },
	{ "event", 'e', OPTION_LIST, "EVENT,...", NULL,
	  "Only these events: added, finished, handed-over …" },
	{ "follow-branch", 0, OPTION_FLAG, NULL, NULL,
	  "Where the branch was merged into another one that took its place, what was the "
	  "branch." },
	{ "long", 'l', OPTION_FLAG, NULL, NULL,
	  "An event a line, with ids, changed words, and how a record was known." },
	{ "format", 'f', OPTION_TEXT, "FORMAT", "text|markdown|json", "How to show it." },
};

struct log {
	struct call *call;
	struct past past;
	struct wanted wanted;
	struct digest_look look;
	bool is_whole;                        /* each event counts, minor ones too */
	size_t minor;                         /* records of which nothing else is to be told */
	const struct book *book;              /* for links; NULL: none */
	struct str prefix;                    /* from the repository's top to the book */
	const struct repo_revision *revision; /* that is told of now */
	struct line *line;                    /* to look at merges; NULL: it cannot be read */
};

/* ==== forms ==== */

struct selection {
	const struct event **items;
	size_t count;
};

static struct selection
select_events(struct log *log, const struct chronicle_item *item)
{
	struct selection selection = {
		ARENA_ARRAY(log->call->arena, const struct event *, item->events.count), 0
	};

	for (size_t i = 0; i < item->events.count; i++)
		if (wanted_has(&log->wanted, &item->events.items[i]))
			selection.items[selection.count++] = &item->events.items[i];
	return selection;
}

static struct str
date_text(struct arena *arena, struct date date)
{
	char text[11] = "";

	if (date_is_set(date))
		date_format(date, text);
	return arena_copy(arena, str_from(text));
}

/* "2022-06-23 860a646c1b Tyler Mandry: Update roadmap.md" */
static struct str
revision_line(struct arena *arena, const struct repo_revision *revision)
{
	return arena_printf(arena, "%.*s %.*s %.*s: %.*s",
			    STR_ARG(date_text(arena, revision->date)), 10, revision->id.data,
			    STR_ARG(revision->author), STR_ARG(revision->summary));
}

#define MANY_EVENTS 12 /* of a merge that is looked at */
#define LONG_DAYS 31   /* that a merge brought at once: then it is said */

/* "14 commits of 2024-07-02 to 2024-07-08", "1 commit of 2024-07-02" */
static struct str
commits_text(struct arena *arena, const struct line_merge *merge)
{
	struct str text =
		arena_printf(arena, "%zu commit%s of %.*s", merge->count,
			     merge->count == 1 ? "" : "s", STR_ARG(date_text(arena, merge->first)));

	if (date_compare(merge->first, merge->last) == 0)
		return text;
	return arena_printf(arena, "%.*s to %.*s", STR_ARG(text),
			    STR_ARG(date_text(arena, merge->last)));
}

/* "14 commits of 2024-07-02 to 2024-07-08 came by this merge", and what to do; empty: it is no merge, or a usual one. */
static struct str
merge_text(struct log *log, const struct chronicle_item *item)
{
	struct arena *arena = log->call->arena;
	struct str id = str_slice(item->revision.id, 0, 10);
	struct line_merge merge;
	struct str text;

	if (item->events.count < MANY_EVENTS || log->line == NULL ||
	    !line_look(log->line, item->revision.id, &merge))
		return STR_EMPTY;
	if (merge.count < 2 || (merge.from.length == 0 &&
				date_to_days(merge.last) - date_to_days(merge.first) <= LONG_DAYS))
		return STR_EMPTY;
	text = arena_printf(arena, "%.*s came by this merge", STR_ARG(commits_text(arena, &merge)));
	if (merge.from.length > 0)
		text = arena_printf(arena, "%.*s: %.*s went into %.*s, which took its place",
				    STR_ARG(text), STR_ARG(merge.from), STR_ARG(merge.into));
	return arena_printf(arena,
			    "%.*s; each is told by: waymark log --since %.*s^1 --until %.*s^2",
			    STR_ARG(text), STR_ARG(id), STR_ARG(id));
}

static void
put_text(struct log *log, const struct chronicle_item *item, const struct digest *digest,
	 struct buf *out)
{
	struct arena *arena = log->call->arena;
	struct str merge = merge_text(log, item);
	struct buf line;

	if (out->length > 0)
		buf_putc(out, '\n');
	buf_init(&line, out->limit);
	wrap_put(&line, wrap_clean(arena, revision_line(arena, &item->revision)), log->look.columns,
		 0, 2);
	buf_printf(out, log->look.color ? "\33[1m%.*s\33[0m\n" : "%.*s\n",
		   STR_ARG(str_trim_end(buf_str(&line))));
	buf_free(&line);
	if (merge.length > 0)
		wrap_put(out, arena_printf(arena, "(%.*s)", STR_ARG(merge)), log->look.columns, 2,
			 1);
	digest_put_text(arena, digest, false, &log->look, out);
}

/* A page, as the revision left it; what is gone cannot be read there. */
static struct str
find_address(const void *context, struct arena *arena, const struct told *told)
{
	const struct log *log = context;
	const struct event *last = told->events[told->count - 1];

	if (log->book == NULL || last->path.length == 0 || told->is_group || told_sign(told) == '-')
		return STR_EMPTY;
	return forge_file(arena, log->book, log->revision->id,
			  path_join(arena, log->prefix, last->path));
}

static void
put_markdown(struct log *log, const struct chronicle_item *item, const struct digest *digest,
	     struct buf *out)
{
	struct arena *arena = log->call->arena;
	struct str merge = merge_text(log, item);

	buf_puts(out, "\n### ");
	quiet_put_markdown(out, wrap_clean(arena, revision_line(arena, &item->revision)));
	buf_puts(out, "\n\n");
	if (merge.length > 0) {
		quiet_put_markdown(out, digest_sentence(arena, merge));
		buf_puts(out, "\n\n");
	}
	log->revision = &item->revision;
	digest_put_markdown(arena, digest, false, &log->look, out);
}

/* What is told goes on to the present. */
static bool
is_open(const struct call *call)
{
	return !call_option(call, "until")->given && !call_option(call, "at")->given;
}

/* " since 2022-02-01", " since v1"; where it has another end, too, " from 2022-02-01", " after v1"; or empty. */
static struct str
start_text(struct call *call)
{
	const struct option_value *since = call_option(call, "since");
	struct span span;
	bool is_days;

	if (!since->given)
		return STR_EMPTY;
	is_days = span_parse(since->said, call->today, &span);
	return arena_printf(call->arena, " %s %.*s",
			    is_open(call) ? "since"
			    : is_days     ? "from"
					  : "after",
			    STR_ARG(is_days ? date_text(call->arena, span.first) : since->said));
}

/* " to 2022-02-28", " up to v2", or empty. */
static struct str
end_text(struct call *call, const char *option)
{
	const struct option_value *end = call_option(call, option);
	struct span span;

	if (!end->given)
		return STR_EMPTY;
	if (!span_parse(end->said, call->today, &span))
		return arena_printf(call->arena, " up to %.*s", STR_ARG(end->said));
	return arena_printf(call->arena, " to %.*s", STR_ARG(date_text(call->arena, span.last)));
}

static struct str
range_text(struct call *call)
{
	return arena_printf(call->arena, "%.*s%.*s%.*s", STR_ARG(start_text(call)),
			    STR_ARG(end_text(call, "until")), STR_ARG(end_text(call, "at")));
}

/* "What happened in The ship from 2022-02-01 to 2022-02-28", and what was asked for. */
static struct str
head_text(struct log *log, const struct model *last)
{
	struct arena *arena = log->call->arena;

	return arena_printf(arena, "What happened%s%.*s%.*s%.*s", last != NULL ? " in " : "",
			    STR_ARG(last != NULL ? last->book.title : STR_EMPTY),
			    STR_ARG(range_text(log->call)),
			    STR_ARG(wanted_text(arena, &log->wanted)));
}

/* Where no commit touched the book: "; the book is as it was on 2022-02-14" */
static struct str
unchanged_text(struct log *log)
{
	struct arena *arena = log->call->arena;

	if (!log->past.is_unchanged || log->past.is_empty)
		return STR_EMPTY;
	return arena_printf(arena, "; the book is as it was on %.*s",
			    STR_ARG(date_text(arena, log->past.newest)));
}

/* "nothing happened from 2022-02-01 to 2022-02-28", or what was looked for and is not there. */
static struct str
nothing_text(struct log *log)
{
	struct call *call = log->call;
	struct arena *arena = call->arena;
	struct str asked = wanted_text(arena, &log->wanted), range = range_text(call);

	if (log->minor > 0)
		return arena_printf(arena,
				    "only words or ids of %zu record%s %schanged%.*s%.*s; --long "
				    "shows them",
				    log->minor, log->minor == 1 ? "" : "s",
				    is_open(call) ? "have " : "", STR_ARG(range), STR_ARG(asked));
	return arena_printf(arena, "nothing %shappened%.*s%.*s%.*s", is_open(call) ? "has " : "",
			    STR_ARG(range), STR_ARG(asked), STR_ARG(unchanged_text(log)));
}

static void
put_items(struct log *log, struct buf *out,
	  void (*put)(struct log *log, const struct chronicle_item *item,
		      const struct digest *digest, struct buf *out))
{
	for (size_t i = log->past.chronicle.count; i > log->past.first; i--) {
		const struct chronicle_item *item = &log->past.chronicle.items[i - 1];
		struct selection selection = select_events(log, item);
		struct digest_counts counts;
		struct digest digest;

		digest_count(log->call->arena, &item->events, &counts);
		digest_make(log->call->arena, selection.items, selection.count, &counts,
			    log->is_whole, &digest);
		log->minor += digest.minor;
		if (digest.count > 0)
			put(log, item, &digest, out);
	}
}

static void
put_all_text(struct log *log, struct buf *out)
{
	put_items(log, out, put_text);
	if (out->length == 0)
		wrap_put(out, nothing_text(log), log->look.columns, 0, 0);
}

static void
put_items_markdown(struct log *log, struct buf *out)
{
	size_t head = out->length;

	if (!repo_find_prefix(log->call->arena, log->past.line.root, &log->prefix))
		log->prefix = STR_EMPTY;
	log->look.address = find_address;
	log->look.context = log;
	put_items(log, out, put_markdown);
	if (out->length > head)
		return;
	buf_putc(out, '\n');
	quiet_put_markdown(out, digest_sentence(log->call->arena, nothing_text(log)));
	buf_putc(out, '\n');
}

static void
put_all_markdown(struct log *log, struct buf *out)
{
	struct arena *arena = log->call->arena;
	struct model *last = past_last(log->call, &log->past.line);

	log->book = last != NULL ? &last->book : NULL;
	buf_puts(out, "## ");
	quiet_put_markdown(out, wrap_clean(arena, head_text(log, last)));
	buf_putc(out, '\n');
	put_items_markdown(log, out);
	if (last != NULL)
		model_close(last);
}

static void
put_all_json(struct log *log, struct buf *out)
{
	struct jsonwriter json = { .out = out, .pretty = true };

	json_open(&json, '{');
	json_key(&json, "version");
	json_number(&json, HISTORY_VERSION);
	json_key(&json, "events");
	json_open(&json, '[');
	for (size_t i = log->past.chronicle.count; i > log->past.first; i--) {
		const struct chronicle_item *item = &log->past.chronicle.items[i - 1];
		struct selection selection = select_events(log, item);

		for (size_t e = 0; e < selection.count; e++)
			history_put_event(&json, selection.items[e], &item->revision);
	}
	json_close(&json, ']');
	json_close(&json, '}');
	buf_putc(out, '\n');
}

/* In the order of the choices of --format. */
static void (*const formats[])(struct log *log, struct buf *out) = { put_all_text, put_all_markdown,
								     put_all_json };

/* What people saw in these days is not on the line. */
static void
put_hidden(const struct log *log)
{
	struct call *call = log->call;
	const struct option_value *since = call_option(call, "since"),
				  *until = call_option(call, "until");
	struct span first = { 0 }, last;
	struct repo_revision revision;
	struct line_merge merge;

	if (log->line == NULL || log->past.line.follows_branch || !until->given ||
	    !span_parse(until->said, call->today, &last))
		return;
	if (since->given && !span_parse(since->said, call->today, &first))
		return;
	if (!line_find_hidden(log->line, first.first, last.last, &merge, &revision))
		return;
	fprintf(stderr,
		"waymark: %.*s came later, by the merge %.*s of %.*s: %.*s went into %.*s, which "
		"took its "
		"place\n  --follow-branch tells them by themselves.\n",
		STR_ARG(commits_text(call->arena, &merge)), 10, revision.id.data,
		STR_ARG(date_text(call->arena, revision.date)), STR_ARG(merge.from),
		STR_ARG(merge.into));
}

/* Beside the result, because it is none. */
static void
put_remarks(const struct log *log)
{
	struct call *call = log->call;
	struct str oldest = date_text(call->arena, log->past.oldest);

	if (log->past.is_empty)
		fprintf(stderr, "waymark: the book's folder is in no commit yet\n");
	if (log->past.is_shallow)
		fprintf(stderr,
			"waymark: the repository is a shallow clone: what happened up to %.*s is "
			"not here\n  \"git fetch --unshallow\" gets the rest.\n",
			STR_ARG(oldest));
}

static enum status
put_log(struct log *log)
{
	struct call *call = log->call;
	enum status status;
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	log->line = line_open(call->arena, log->past.line.root);
	formats[call_choice(log->call, "format")](log, &out);
	status = print_buf(call, &out, STR_EMPTY);
	put_remarks(log);
	put_hidden(log);
	line_close(log->line);
	return call->diags->failures > 0 ? STATUS_FAILURE : status;
}

static enum status
run(struct call *call)
{
	struct log log = { .call = call };
	struct past_line line;
	const char *end = call_option(call, "at")->given ? "at" : "until";
	struct str until = call_option(call, end)->text, name = call_argument(call, 0), root;

	log.look = (struct digest_look){
		.columns = call->columns,
		.color = call->color,
		.is_long = call_flag(call, "long"),
		.indent = 2,
	};
	if (!wanted_read(call, &log.wanted) || !call_book(call, call_argument(call, 1), &root))
		return STATUS_FAILURE;
	if (call_option(call, "at")->given && call_option(call, "until")->given)
		return call_fail(call, "--until and --at say the same; give one of them");
	line = (struct past_line){ root, call_option(call, "since")->text, until,
				   call_flag(call, "follow-branch") };
	if (!past_read(call, &line, &log.past))
		return call_explain_folder(call, "the id of a record");
	if (log.past.is_reversed)
		return call_fail(
			call, "--since \"%.*s\" is later than --%s \"%.*s\": nothing lies between",
			STR_ARG(call_option(call, "since")->said), end,
			STR_ARG(call_option(call, end)->said));
	if (!wanted_find(call, &log.past, name, &log.wanted))
		return call_explain_folder(call, "the id of a record");
	log.is_whole =
		log.look.is_long || log.wanted.lives.count > 0 || call_option(call, "event")->given;
	log.look.is_brief = !log.is_whole;
	return put_log(&log);
}

const struct command command_log = {
	.name = "log",
	.operands = "[ID] [PATH]",
	.summary = "say what happened to the book's records, newest first",
	.description =
		"Reads every revision of the book and says what each of them brought: what was "
		"started, paused or finished, who took it over, what was added, moved, renamed or "
		"dropped. With ID it is the whole life of one record with its milestones and asks, "
		"under all names that it had, and in all periods that the work went on; with "
		"@handle it is what a person or team owned and "
		"did.\n\n"
		"Revisions are those of the line of first parents: what a merge brought happened "
		"in the merge; of one that brought much at once it is said how to see each commit. "
		"ID is a record's id, kind:id, a title, or an id that it had once. "
		"--since and --until take a revision (a branch, a tag, a commit, HEAD~2) or "
		"days: 2022-02-15, 2022-02, 2022, yesterday, \"2 weeks ago\", \"last month\". The "
		"days that are named are part of what is told, at both ends; of revisions, --since "
		"names what was there before.\n\n"
		"Words of texts and new ids are shown with --long, with ID, and when --event asks "
		"for them. Markdown, for pull requests, calls nobody: handles and numbers of "
		"issues stand between code marks. The manual's page on history has all words for "
		"events, and how a record "
		"is known again.",
	.examples = "waymark log --since 2022-01-01          # what happened since\n"
		    "waymark log --since \"2 weeks ago\"       # in a sprint\n"
		    "waymark log --since 2022-02 --until 2022-03   # in two months\n"
		    "waymark log polish                      # one record's life\n"
		    "waymark log --owner tmandry             # one person's doings\n"
		    "waymark log --kind milestone --event date,finished   # promises kept\n"
		    "waymark log --since v1 --format markdown\n",
	.options = options,
	.option_count = sizeof options / sizeof options[0],
	.max_operands = 2,
	.reads_book = true,
	.run = run,
};
