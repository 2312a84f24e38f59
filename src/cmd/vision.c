/*
 * waymark vision: problems, what they rest on, and what answers them.
 */
#include "emit/vision.h"
#include "base/file.h"
#include "base/limits.h"
#include "cmd/command.h"
#include "cmd/print.h"
#include "cmd/suggest.h"
#include "emit/wrap.h"

#define SHOWN 12 /* items of a list on the terminal */
#define HOW_SURE "How sure the future is"
#define NO_PROBLEM "No problem is written down yet: `waymark vision suggest` groups the stories."

static const struct option_row options[] = {
	{ "matrix", 'm', OPTION_FLAG, NULL, NULL,
	  "Only the table of goals against problems, by their numbers." },
	{ "full", 0, OPTION_FLAG, NULL, NULL, "Show long lists in full." },
	{ "format", 'f', OPTION_TEXT, "FORMAT", "text|markdown|json", "How to show it." },
	SUGGEST_OPTIONS,
};

struct looking {
	struct call *call;
	const struct coverage *coverage;
	struct buf *out;
};

static void
put_line(struct looking *looking, struct str text, size_t indent)
{
	wrap_put(looking->out, wrap_clean(looking->call->arena, text), looking->call->columns,
		 indent, 2);
}

/* "Vision of The book, as of 2022-02-14 (1a2b3c4)" */
static void
put_head(struct looking *looking)
{
	const struct model *model = looking->coverage->model;
	const struct repo_revision *revision = &model->repo->revision;
	struct arena *arena = looking->call->arena;
	struct str head = arena_printf(arena, "Vision of %.*s", STR_ARG(model->book.title));
	char date[11] = "";

	if (looking->coverage->period.length > 0)
		head = arena_printf(arena, "%.*s, goals of %.*s", STR_ARG(head),
				    STR_ARG(looking->coverage->period));
	if (date_is_set(revision->date))
		date_format(revision->date, date);
	if (revision->id.length > 0)
		head = arena_printf(arena, "%.*s, as of %s (%.*s)", STR_ARG(head), date, 10,
				    revision->id.data);
	put_line(looking, head, 0);
	buf_putc(looking->out, '\n');
}

static void
put_numbers(struct looking *looking, bool markdown)
{
	const struct coverage *coverage = looking->coverage;

	for (size_t i = 0; i < coverage->problem_count; i++) {
		struct str title = coverage->problems[i].theme->title;

		if (markdown) {
			buf_printf(looking->out, "%zu. ", i + 1);
			table_put_markdown_text(looking->out, title);
			buf_putc(looking->out, '\n');
		} else {
			put_line(looking,
				 arena_printf(looking->call->arena, "%zu. %.*s", i + 1,
					      STR_ARG(title)),
				 0);
		}
	}
	buf_putc(looking->out, '\n');
}

static void
put_text_heading(struct looking *looking, struct str title)
{
	buf_printf(looking->out, looking->call->color ? "\n\33[1m%.*s\33[0m\n" : "\n%.*s\n",
		   STR_ARG(title));
}

static void
put_text_section(struct looking *looking, const struct vision_section *section)
{
	size_t count = section->items.count;
	size_t shown = count > SHOWN && !call_flag(looking->call, "full") ? SHOWN : count;

	put_text_heading(looking, section->title);
	if (section->note.length > 0)
		wrap_put(looking->out, section->note, looking->call->columns, 2, 0);
	for (size_t i = 0; i < shown; i++)
		put_line(looking,
			 arena_printf(looking->call->arena, "- %.*s",
				      STR_ARG(section->items.items[i])),
			 2);
	if (shown < count)
		put_line(looking,
			 arena_printf(looking->call->arena, "… and %zu more: --full shows all",
				      count - shown),
			 2);
}

static void
put_text(struct looking *looking)
{
	struct arena *arena = looking->call->arena;
	struct table_look look = { looking->call->columns, looking->call->color };
	struct vision_sections sections;
	struct table table;

	put_head(looking);
	if (call_flag(looking->call, "matrix") && looking->coverage->problem_count > 0) {
		put_numbers(looking, false);
		vision_matrix(arena, looking->coverage, &table);
		table_put_text(&table, &look, looking->out);
		return;
	}
	put_line(looking, vision_sum(arena, looking->coverage), 0);
	if (looking->coverage->problem_count == 0) {
		put_line(looking, STR(NO_PROBLEM), 0);
	} else {
		buf_putc(looking->out, '\n');
		vision_problems(arena, looking->coverage, &table);
		table_put_text(&table, &look, looking->out);
	}
	vision_sections(arena, looking->coverage, &sections);
	for (size_t i = 0; i < sections.count; i++)
		put_text_section(looking, &sections.items[i]);
	vision_aspects(arena, looking->coverage, &table);
	if (table.rows.count == 0)
		return;
	put_text_heading(looking, STR(HOW_SURE));
	buf_putc(looking->out, '\n');
	table_put_text(&table, &look, looking->out);
}

static void
put_markdown_section(struct looking *looking, const struct vision_section *section)
{
	buf_puts(looking->out, "\n## ");
	table_put_markdown_text(looking->out, section->title);
	buf_puts(looking->out, "\n\n");
	if (section->note.length > 0) {
		table_put_markdown_text(looking->out, section->note);
		buf_puts(looking->out, "\n\n");
	}
	for (size_t i = 0; i < section->items.count; i++) {
		buf_puts(looking->out, "* ");
		table_put_markdown_text(looking->out,
					wrap_clean(looking->call->arena, section->items.items[i]));
		buf_putc(looking->out, '\n');
	}
}

static void
put_markdown(struct looking *looking)
{
	struct arena *arena = looking->call->arena;
	struct vision_sections sections;
	struct table table;

	if (call_flag(looking->call, "matrix")) {
		put_numbers(looking, true);
		vision_matrix(arena, looking->coverage, &table);
		table_put_markdown(&table, looking->out);
		return;
	}
	table_put_markdown_text(looking->out, vision_sum(arena, looking->coverage));
	buf_puts(looking->out, "\n");
	if (looking->coverage->problem_count > 0) {
		buf_putc(looking->out, '\n');
		vision_problems(arena, looking->coverage, &table);
		table_put_markdown(&table, looking->out);
	}
	vision_sections(arena, looking->coverage, &sections);
	for (size_t i = 0; i < sections.count; i++)
		put_markdown_section(looking, &sections.items[i]);
	vision_aspects(arena, looking->coverage, &table);
	if (table.rows.count == 0)
		return;
	buf_puts(looking->out, "\n## " HOW_SURE "\n\n");
	table_put_markdown(&table, looking->out);
}

static void
put_json(struct looking *looking)
{
	vision_put_json(looking->call->arena, looking->coverage, looking->out);
}

/* In the order of the choices of --format. */
static void (*const formats[])(struct looking *looking) = { put_text, put_markdown, put_json };

static enum status
put_vision(struct call *call, const struct coverage *coverage)
{
	struct buf out;
	struct looking looking = { call, coverage, &out };

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	formats[call_choice(call, "format")](&looking);
	return print_buf(call, &out, STR_EMPTY);
}

static enum status
show(struct call *call)
{
	struct model *model = call_load(call, call_argument(call, 0));
	struct coverage coverage;
	enum status status = STATUS_FAILURE;

	if (model == NULL)
		return STATUS_FAILURE;
	if (model->by_kind[KIND_THEME].count + model->by_kind[KIND_STORY].count == 0) {
		call_fail(call, "this book has no problems and no stories; waymark check says "
				"what it has");
	} else {
		coverage_of(call->arena, model, call_day(call, model), &coverage);
		status = put_vision(call, &coverage);
	}
	model_close(model);
	return status;
}

/* Options that one of the two forms does nothing with. */
static bool
check_options(struct call *call, bool is_suggest)
{
	static const struct {
		const char *option;
		bool is_suggest;
	} only[] = {
		{ "groups", true }, { "write", true }, { "matrix", false }, { "full", false }
	};

	for (size_t i = 0; i < sizeof only / sizeof only[0]; i++) {
		if (!call_option(call, only[i].option)->given || only[i].is_suggest == is_suggest)
			continue;
		call_fail(call,
			  is_suggest ? "--%s shows problems, not proposals; leave it out"
				     : "--%s is for proposals: waymark vision suggest --%s",
			  only[i].option, only[i].option);
		return false;
	}
	return true;
}

/* "propose": neither the word that there is, nor a place. */
static bool
is_wrong_word(struct call *call)
{
	struct str word = call_argument(call, 0);

	if (word.length == 0)
		return false;
	return call_argument(call, 1).length > 0 ||
	       (str_find_char(word, '/') == STR_NONE &&
		file_look(arena_cstr(call->arena, word)).kind == FILE_ABSENT);
}

static enum status
run(struct call *call)
{
	struct str word = call_argument(call, 0);

	if (str_equal(word, STR("suggest")))
		return check_options(call, true) ? suggest_run(call, call_argument(call, 1))
						 : STATUS_FAILURE;
	if (is_wrong_word(call))
		return call_fail(call,
				 "\"%.*s\" is neither a path nor a word that vision knows; the "
				 "only word is suggest",
				 STR_ARG(word));
	return check_options(call, false) ? show(call) : STATUS_FAILURE;
}

const struct command command_vision = {
	.name = "vision",
	.operands = "[suggest] [PATH]",
	.summary = "show the problems, their evidence and their goals; propose how stories roll up",
	.description =
		"Shows which problems there are, what they rest on and what answers them. Problems "
		"are the themes of the metanarrative; they have numbers, in the order of the "
		"book.\n\n"
		"First a row a problem: the goals that address it, the stories that are its "
		"evidence, with their characters, authors and projects, and how many stories are "
		"still wanted. Evidence is thin when it is fewer than three stories, or all of "
		"them "
		"are about the same character; a series of stories counts as one. Where goals "
		"belong to periods, those of the current one count.\n\n"
		"Then what is missing: stories that are wanted, stories that no problem cites, "
		"citations whose story is gone, goals that trace to no problem. Last the stories "
		"of how it could be, with the stories that they answer, and how sure the parts of "
		"the future are, where the book says so.\n\n"
		"waymark trace ID follows one record from story to "
		"milestone.\n\n" SUGGEST_DESCRIPTION,
	.examples = "waymark vision                         # everything\n"
		    "waymark vision --matrix                # problems that no goal addresses\n"
		    "waymark vision --format markdown       # for a page or an issue\n"
		    "waymark vision --at 2022-02-15         # as it was then\n" SUGGEST_EXAMPLES,
	.options = options,
	.option_count = sizeof options / sizeof options[0],
	.max_operands = 2,
	.reads_book = true,
	.run = run,
};
