/*
 * documents: the pages of docs/ that follow from the tables, as Markdown.
 */
#include "check/check.h"
#include "cmd/generate.h"
#include "cmd/help.h"
#include "cmd/prose.h"
#include "history/events.h"
#include "model/schema.h"

static const char notice[] =
	"\n<!-- Written by `waymark _generate`: change the tables in src/, not this "
	"file. -->\n\n";

/* Outside of code spans, what Markdown would take for markup. */
static void
put_text(struct buf *out, struct str text)
{
	bool code = false;

	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];

		code ^= c == '`';
		if (!code && (c == '<' || c == '*' || c == '[' || c == ']' || c == '\\'))
			buf_putc(out, '\\');
		buf_putc(out, c);
	}
}

static void
put_paragraphs(struct buf *out, struct arena *arena, struct str text)
{
	struct prose paragraph;

	while (prose_next(&text, &paragraph)) {
		struct buf words;

		if (paragraph.literal) {
			buf_printf(out, "```text\n%.*s\n```\n\n", STR_ARG(paragraph.text));
			continue;
		}
		buf_init(&words, out->limit);
		prose_put_words(&words, paragraph.text);
		put_text(out, buf_copy(arena, &words));
		buf_free(&words);
		buf_puts(out, "\n\n");
	}
}

static void
put_code(struct buf *out, struct arena *arena, const struct diag_code *code)
{
	buf_printf(out, "### %s\n\n*%.*s*: ", code->name,
		   STR_ARG(diag_severity_name(code->severity)));
	put_text(out, str_from(code->summary));
	buf_puts(out, "\n\n");
	put_paragraphs(out, arena, str_from(code->explanation));
	if (code->example != NULL)
		buf_printf(out, "````text\n%.*s\n````\n\n",
			   STR_ARG(str_trim_end(str_from(code->example))));
}

static bool
is_first_of_family(const struct diag_code **codes, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (strcmp(codes[i]->family, codes[index]->family) == 0)
			return false;
	return true;
}

static void
put_end(struct buf *out)
{
	while (out->length > 1 && out->data[out->length - 2] == '\n')
		out->length--;
}

void
generate_findings(struct buf *out, struct arena *arena)
{
	const struct diag_code **codes;
	size_t count;

	check_codes(arena, &codes, &count);
	buf_puts(out, "# Findings\n");
	buf_puts(out, notice);
	buf_puts(out,
		 "What `waymark check` can say, by family. `waymark explain CODE` shows the same. "
		 "The severity of each can be\nset in `waymark.yaml`: `severity: {CODE: off}`, or "
		 "`note`, `warning`, `error`.\n\n");
	for (size_t i = 0; i < count; i++) {
		if (!is_first_of_family(codes, i))
			continue;
		buf_printf(out, "## %s\n\n", codes[i]->family);
		for (size_t k = i; k < count; k++)
			if (strcmp(codes[k]->family, codes[i]->family) == 0)
				put_code(out, arena, codes[k]);
	}
	put_end(out);
}

static void
put_choices(struct buf *out, const char *choices)
{
	struct str rest = str_from(choices), choice;
	bool first = true;

	while (str_cut(&rest, '|', &choice)) {
		buf_printf(out, "%s`%.*s`", first ? "" : ", ", STR_ARG(choice));
		first = false;
	}
}

/* "goal or initiative" */
static void
put_targets(struct buf *out, unsigned targets)
{
	bool first = true;

	for (int kind = 0; kind < KIND_COUNT; kind++) {
		if ((targets & KIND_BIT((unsigned)kind)) == 0)
			continue;
		buf_printf(out, "%s%s", first ? "" : ", ", schema_kind((enum kind)kind)->name);
		first = false;
	}
}

static void
put_type(struct buf *out, const struct field_row *row)
{
	static const char *const names[] = {
		[TYPE_TEXT] = "text",
		[TYPE_PROSE] = "Markdown",
		[TYPE_ITEMS] = "list of texts",
		[TYPE_STATE] = "state",
		[TYPE_PROGRESS] = "progress",
		[TYPE_PEOPLE] = "people: ",
		[TYPE_RECORDS] = "reference: ",
		[TYPE_CHOICE] = "one of ",
		[TYPE_DATE] = "date",
		[TYPE_NUMBER] = "number",
		[TYPE_URL] = "URL",
	};

	buf_puts(out, names[row->type]);
	if (row->type == TYPE_CHOICE)
		put_choices(out, row->choices);
	if (row->type == TYPE_PEOPLE || row->type == TYPE_RECORDS)
		put_targets(out, row->targets);
	if (row->flags & FIELD_MANY)
		buf_puts(out, "; several");
	if (row->flags & FIELD_REQUIRED)
		buf_puts(out, "; required");
	if (row->flags & FIELD_DERIVED)
		buf_puts(out, "; from where the record stands");
}

/* A cell of a table: a bar would end it. */
static void
put_cell(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '|')
			buf_putc(out, '\\');
		buf_putc(out, text.data[i]);
	}
}

static void
put_fields(struct buf *out, const struct kind_row *kind)
{
	buf_printf(out,
		   "## %s\n\n%s\n\n| field | type | meaning | example |\n"
		   "|---|---|---|---|\n",
		   kind->name, kind->help);
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct field_row *row = &kind->fields[i];

		buf_printf(out, "| `%s` | ", field_name(row->field));
		put_type(out, row);
		buf_puts(out, " | ");
		put_cell(out, str_from(row->help));
		buf_puts(out, " | ");
		if (row->example != NULL) {
			buf_putc(out, '`');
			put_cell(out, str_from(row->example));
			buf_putc(out, '`');
		}
		buf_puts(out, " |\n");
	}
	buf_putc(out, '\n');
}

void
generate_fields(struct buf *out, struct arena *arena)
{
	(void)arena;
	buf_puts(out, "# Fields\n");
	buf_puts(out, notice);
	buf_puts(out,
		 "The kinds of record and what each can say. How a book writes a field down is its "
		 "dialect's business:\nsee [dialects](dialects.md).\n\n");
	for (int kind = 0; kind < KIND_COUNT; kind++)
		put_fields(out, schema_kind((enum kind)kind));
	buf_puts(out, "## States\n\n| for people | in files and options | sign | letter |\n"
		      "|---|---|---|---|\n");
	for (int state = STATE_PROPOSED; state < STATE_COUNT; state++) {
		const struct state_row *row = state_row((enum state)state);

		buf_printf(out, "| %s | `%s` | %s | %c |\n", row->word, row->name, row->sign,
			   row->letter);
	}
}

static void
put_option(struct buf *out, struct arena *arena, const struct option_row *row)
{
	buf_puts(out, "* `");
	buf_put(out, help_option(arena, row));
	buf_puts(out, "`: ");
	put_text(out, help_option_text(arena, row));
	buf_putc(out, '\n');
}

static void
put_command(struct buf *out, struct arena *arena, const struct command *command)
{
	const struct option_row *row;

	buf_printf(out, "## %s\n\n`waymark %s %s`: %s\n\n", command->name, command->name,
		   command->operands != NULL ? command->operands : "[OPTION...]", command->summary);
	put_paragraphs(out, arena, str_from(command->description));
	for (size_t i = 0; (row = command_option(command, i)) != NULL; i++)
		put_option(out, arena, row);
	buf_putc(out, '\n');
	if (command->examples != NULL)
		buf_printf(out, "```sh\n%.*s\n```\n\n",
			   STR_ARG(str_trim_end(str_from(command->examples))));
}

void
generate_commands(struct buf *out, struct arena *arena)
{
	size_t count;
	const struct command *const *commands = command_table(&count);

	buf_puts(out, "# Commands\n");
	buf_puts(out, notice);
	buf_puts(out,
		 "Exit status of all: 0 the work is done, 1 `check` found something at or above "
		 "the threshold, 2 the work\ncould not be done.\n\n");
	for (size_t i = 0; i < count; i++)
		put_command(out, arena, commands[i]);
	put_end(out);
}

void
generate_events(struct buf *out, struct arena *arena)
{
	(void)arena;
	buf_puts(out, "# Events\n");
	buf_puts(out, notice);
	buf_puts(out,
		 "What `waymark log` and `waymark diff` can say of a record; `--event` takes "
		 "these words. Those that are marked\nare shown for one record, with `--long`, "
		 "and when `--event` asks for them. [history.md](history.md) explains\nhow they "
		 "come about.\n\n"
		 "| event | when | |\n|---|---|---|\n");
	for (int kind = 0; kind < EVENT_KIND_COUNT; kind++) {
		const struct event_row *row = event_row((enum event_kind)kind);

		buf_printf(out, "| `%s` | %s | %s |\n", row->name, row->help,
			   row->is_minor ? "on demand" : "");
	}
}
