/*
 * waymark log: what happened, newest first.
 */
#include "base/limits.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/past.h"
#include "cmd/print.h"
#include "emit/table.h"
#include "emit/wrap.h"
#include "history/digest.h"
#include "history/json.h"

static const struct option_row options[] = {
	{ "since", 0, OPTION_SINCE, "REV|DATE", NULL,
	  "Only what happened after the revision, or from that day on." },
	{ "until", 0, OPTION_UNTIL, "REV|DATE", NULL,
	  "Only what happened up to the revision, or up to the end of that day; HEAD." },
	{ "kind", 'k', OPTION_LIST, "KIND,...", NULL, "Only records of these kinds." },
	{ "owner", 'w', OPTION_LIST, "NAME,...", NULL,
	  "Only what these people own, took over, left or take part in." },
	{ "event", 'e', OPTION_LIST, "EVENT,...", NULL,
	  "Only these events: added, finished, handed-over …" },
	{ "long", 'l', OPTION_FLAG, NULL, NULL,
	  "An event a line, with ids, changed words, and how a record was known." },
	{ "format", 'f', OPTION_TEXT, "FORMAT", "text|markdown|json", "How to show it." },
};

/* What is to be shown. */
struct wanted {
	unsigned kinds, events; /* bits */
	const struct strs *owners;
	uint32_t life; /* 0: any */
};

struct log {
	struct call *call;
	struct past past;
	struct wanted wanted;
	struct digest_look look;
	struct strs person; /* the one that is asked for, in place of a record */
	bool is_whole;      /* each event counts, minor ones too */
};

/* ==== what is wanted ==== */

static bool
read_kinds(struct call *call, unsigned *ret_kinds)
{
	const struct strs *names = &call_option(call, "kind")->list;
	enum kind kind;

	*ret_kinds = names->count == 0 ? ~0u : 0;
	for (size_t i = 0; i < names->count; i++) {
		if (!print_find_kind(call, names->items[i], &kind))
			return false;
		*ret_kinds |= KIND_BIT(kind);
	}
	return true;
}

static bool
report_event(struct call *call, struct str name)
{
	struct strs known = { 0 };
	struct str all = STR_EMPTY, proposal;

	for (int kind = 0; kind < EVENT_KIND_COUNT; kind++) {
		const char *word = event_row((enum event_kind)kind)->name;

		*VEC_PUSH(call->arena, &known) = str_from(word);
		all = arena_printf(call->arena, "%.*s%s%s", STR_ARG(all), kind > 0 ? ", " : "",
				   word);
	}
	proposal = options_suggest(call->arena, name, &known);
	if (proposal.length == 0)
		proposal = arena_printf(call->arena, "; expected one of %.*s", STR_ARG(all));
	call_fail(call, "there is no event \"%.*s\"%.*s", STR_ARG(name), STR_ARG(proposal));
	return false;
}

static bool
read_events(struct call *call, unsigned *ret_events)
{
	const struct strs *names = &call_option(call, "event")->list;
	enum event_kind kind;

	*ret_events = names->count == 0 ? ~0u : 0;
	for (size_t i = 0; i < names->count; i++) {
		if (!event_parse(names->items[i], &kind))
			return report_event(call, names->items[i]);
		*ret_events |= EVENT_BIT(kind);
	}
	return true;
}

static struct str
without_at(struct str name)
{
	return str_starts(name, STR("@")) ? str_from_offset(name, 1) : name;
}

/* "lang: ada" is about ada. */
static bool
names_person(struct str text, struct str person)
{
	size_t colon = str_find(text, STR(": "));

	return str_equal_fold(colon == STR_NONE ? text : str_from_offset(text, colon + 2), person);
}

static bool
is_of_owner(const struct event *event, struct str person)
{
	const unsigned about_people = EVENT_BIT(EVENT_ASSIGNED) | EVENT_BIT(EVENT_LEFT) |
				      EVENT_BIT(EVENT_HANDED_OVER) | EVENT_BIT(EVENT_PEOPLE);
	struct str rest = event->owners, owner;

	while (rest.length > 0 && str_cut(&rest, ',', &owner))
		if (str_equal_fold(str_trim(owner), person))
			return true;
	if (event->record_kind == KIND_PERSON && str_equal_fold(event->id, person))
		return true;
	return (EVENT_BIT(event->kind) & about_people) &&
	       (names_person(event->before, person) || names_person(event->after, person));
}

static bool
is_of_owners(const struct event *event, const struct strs *owners)
{
	for (size_t i = 0; i < owners->count; i++)
		if (is_of_owner(event, without_at(owners->items[i])))
			return true;
	return owners->count == 0;
}

/* A record's own events, and those of its milestones and asks. */
static bool
is_of_life(const struct event *event, uint32_t life)
{
	const unsigned steps = KIND_BIT(KIND_MILESTONE) | KIND_BIT(KIND_ASK);

	return life == 0 || event->life == life ||
	       (event->parent_life == life && (KIND_BIT(event->record_kind) & steps));
}

static bool
is_wanted(const struct wanted *wanted, const struct event *event)
{
	return (wanted->kinds & KIND_BIT(event->record_kind)) &&
	       (wanted->events & EVENT_BIT(event->kind)) && is_of_life(event, wanted->life) &&
	       is_of_owners(event, wanted->owners);
}

/* ==== the record that is asked for ==== */

static bool
is_person(enum kind kind)
{
	return kind == KIND_PERSON || kind == KIND_TEAM;
}

/* The work tree has the record, and no revision does. */
static bool
is_uncommitted(struct call *call, struct str root, struct str name)
{
	const struct model_options wanted = { .path = root,
					      .dialect = call_option(call, "dialect")->text };
	struct records several = { 0 };
	struct model *model;
	struct diags unheard;
	bool is_there;

	diag_init(&unheard, call->arena);
	model = model_load(call->arena, &wanted, &unheard);
	is_there = model != NULL && model_find(model, name, &several, call->arena) != NULL;
	if (model != NULL)
		model_close(model);
	return is_there;
}

static void
say_unknown(struct call *call, const struct model *model, struct str root, bool is_latest,
	    struct str name)
{
	if (is_latest && is_uncommitted(call, root, name))
		call_fail(call,
			  "no commit has \"%.*s\" yet; `waymark diff` shows what is not committed",
			  STR_ARG(name));
	else
		print_find(call, model, name); /* says what would be right */
}

/* As the last revision knows it, else as any event names it.  A person's life is what they own and do. */
static bool
find_life(struct log *log, struct str root, struct str until, struct str name)
{
	struct call *call = log->call;
	struct records several = { 0 };
	struct model_options wanted = {
		.path = root,
		.at = until.length > 0 ? until : STR("HEAD"),
		.dialect = call_option(call, "dialect")->text,
	};
	struct diags unheard;
	struct model *model;
	const struct record *record;

	diag_init(&unheard, call->arena);
	model = model_load(call->arena, &wanted, &unheard);
	record = model != NULL ? model_find(model, name, &several, call->arena) : NULL;
	if (record != NULL && is_person(record->kind))
		*VEC_PUSH(call->arena, &log->person) = record->id;
	if (record != NULL)
		log->wanted.life = chronicle_find(&log->past.chronicle, &log->past.lives,
						  record->kind, record->id);
	else if (several.count == 0)
		log->wanted.life = chronicle_find_any(&log->past.chronicle, name);
	if (log->person.count > 0) {
		log->wanted.owners = &log->person;
		log->wanted.life = 0;
	} else if (log->wanted.life == 0 && record != NULL)
		log->wanted.life = UINT32_MAX; /* it is there, and nothing happened to it */
	else if (log->wanted.life == 0 && model != NULL)
		say_unknown(call, model, root, until.length == 0, name);
	if (model != NULL)
		model_close(model);
	return log->wanted.life != 0 || log->person.count > 0;
}

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
		if (is_wanted(&log->wanted, &item->events.items[i]))
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

static void
put_text(struct log *log, const struct chronicle_item *item, const struct digest *digest,
	 struct buf *out)
{
	struct arena *arena = log->call->arena;
	struct buf line;

	if (out->length > 0)
		buf_putc(out, '\n');
	buf_init(&line, out->limit);
	wrap_put(&line, wrap_clean(arena, revision_line(arena, &item->revision)), log->look.columns,
		 0, 2);
	buf_printf(out, log->look.color ? "\33[1m%.*s\33[0m\n" : "%.*s\n",
		   STR_ARG(str_trim_end(buf_str(&line))));
	buf_free(&line);
	digest_put_text(arena, digest, false, &log->look, out);
}

static void
put_markdown(struct log *log, const struct chronicle_item *item, const struct digest *digest,
	     struct buf *out)
{
	struct arena *arena = log->call->arena;

	if (out->length > 0)
		buf_putc(out, '\n');
	buf_puts(out, "### ");
	table_put_markdown_text(out, wrap_clean(arena, revision_line(arena, &item->revision)));
	buf_puts(out, "\n\n");
	digest_put_markdown(arena, digest, false, &log->look, out);
}

static void
put_items(struct log *log, struct buf *out,
	  void (*put)(struct log *log, const struct chronicle_item *item,
		      const struct digest *digest, struct buf *out))
{
	for (size_t i = log->past.chronicle.count; i > log->past.first; i--) {
		const struct chronicle_item *item = &log->past.chronicle.items[i - 1];
		struct selection selection = select_events(log, item);
		struct step_counts counts;
		struct digest digest;

		steps_count(log->call->arena, &item->events, &counts);
		digest_make(log->call->arena, selection.items, selection.count, &counts,
			    log->is_whole, &digest);
		if (digest.count > 0)
			put(log, item, &digest, out);
	}
}

static void
put_all_text(struct log *log, struct buf *out)
{
	put_items(log, out, put_text);
}

static void
put_all_markdown(struct log *log, struct buf *out)
{
	put_items(log, out, put_markdown);
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
	formats[call_choice(log->call, "format")](log, &out);
	status = print_buf(call, &out, STR_EMPTY);
	put_remarks(log);
	return call->diags->failures > 0 ? STATUS_FAILURE : status;
}

static enum status
run(struct call *call)
{
	struct log log = { .call = call };
	struct past_line line;
	struct str until = call_option(call, "until")->text, name = call_argument(call, 0), root;

	log.wanted.owners = &call_option(call, "owner")->list;
	log.look = (struct digest_look){ call->columns, call->color, call_flag(call, "long"), 2 };
	if (!read_kinds(call, &log.wanted.kinds) || !read_events(call, &log.wanted.events) ||
	    !call_book(call, call_argument(call, 1), &root))
		return STATUS_FAILURE;
	if (call_option(call, "at")->given && until.length > 0)
		return call_fail(call, "--until and --at say the same; give one of them");
	if (call_option(call, "at")->given)
		until = call_option(call, "at")->text;
	line = (struct past_line){ root, call_option(call, "since")->text, until };
	if (!past_read(call, &line, &log.past))
		return STATUS_FAILURE;
	if (name.length > 0 &&
	    (!past_complete(call, &log.past) || !find_life(&log, root, until, name)))
		return STATUS_FAILURE;
	log.is_whole = log.look.is_long || name.length > 0 || call_option(call, "event")->given;
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
		"under all names that it had; with @handle it is what a person or team owned and "
		"did.\n\n"
		"Revisions are those of the line of first parents: what a merge brought happened "
		"in the merge. ID is a record's id, kind:id, a title, or an id that it had once. "
		"--since and --until take a revision (a branch, a tag, a commit, HEAD~2) or "
		"days: 2022-02-15, 2022-02, 2022, yesterday, \"2 weeks ago\", \"last month\". The "
		"days that are named are part of what is told, at both ends; of revisions, --since "
		"names what was there before.\n\n"
		"Words of texts and new ids are shown with --long, with ID, and when --event asks "
		"for them. The manual's page on history has all words for events, and how a record "
		"is known again.",
	.examples = "waymark log --since 2022-01-01          # what happened since\n"
		    "waymark log --since \"2 weeks ago\"      # in a sprint\n"
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
