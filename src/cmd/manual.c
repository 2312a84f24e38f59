/*
 * manual: the man page, as roff for man(7).
 */
#include "cmd/generate.h"
#include "cmd/help.h"
#include "cmd/prose.h"

#define COLUMNS 79 /* of roff source: only for people who read it */

/* Hyphens that are to be copied are \-; a line that begins with . or ' would be a request. */
static void
put_text(struct buf *out, struct str text)
{
	bool start = true;

	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];

		if (start && (c == '.' || c == '\''))
			buf_puts(out, "\\&");
		start = c == '\n';
		if (c == '\\')
			buf_puts(out, "\\e");
		else if (c == '-')
			buf_puts(out, "\\-");
		else
			buf_putc(out, c);
	}
}

/* The first one comes directly below its heading. */
static void
put_paragraphs(struct buf *out, struct str text)
{
	struct prose paragraph;
	bool first = true;

	while (prose_next(&text, &paragraph)) {
		struct buf words;

		buf_puts(out, first ? "" : ".PP\n");
		buf_puts(out, paragraph.literal ? ".nf\n" : "");
		buf_init(&words, out->limit);
		if (paragraph.literal)
			buf_printf(&words, "%.*s\n", STR_ARG(paragraph.text));
		else
			prose_wrap(&words, paragraph.text, 0, COLUMNS);
		put_text(out, buf_str(&words));
		buf_free(&words);
		buf_puts(out, paragraph.literal ? ".fi\n" : "");
		first = false;
	}
}

static void
put_option(struct buf *out, struct arena *arena, const struct option_row *row)
{
	buf_puts(out, ".TP\n.B ");
	put_text(out, help_option(arena, row));
	buf_putc(out, '\n');
	put_paragraphs(out, help_option_text(arena, row));
}

static void
put_common_names(struct buf *out, const struct command *command)
{
	const struct option_row *row;

	buf_puts(out, ".PP\nCommon options:");
	for (size_t i = command->option_count; (row = command_option(command, i)) != NULL; i++) {
		buf_puts(out, i > command->option_count ? ", \\-\\-" : " \\-\\-");
		put_text(out, str_from(row->name));
	}
	buf_puts(out, ".\n");
}

static void
put_command(struct buf *out, struct arena *arena, const struct command *command)
{
	buf_printf(out, ".SS waymark %s ", command->name);
	put_text(out, str_from(command->operands));
	buf_putc(out, '\n');
	put_paragraphs(out, str_from(command->description));
	for (size_t i = 0; i < command->option_count; i++)
		put_option(out, arena, &command->options[i]);
	put_common_names(out, command);
	if (command->examples == NULL)
		return;
	buf_puts(out, ".PP\n.nf\n.RS\n");
	put_text(out, str_trim_end(str_from(command->examples)));
	buf_puts(out, "\n.RE\n.fi\n");
}

static const char frame_end[] =
	".SH EXIT STATUS\n"
	".TP\n.B 0\nThe work is done, and nothing was found at or above the threshold.\n"
	".TP\n.B 1\n.B waymark check\nfound something at or above the threshold.\n"
	".TP\n.B 2\nThe work could not be done, or the program was called wrongly.\n"
	".SH ENVIRONMENT\n"
	".TP\n.B COLUMNS\nWidth of tables and of the lines of source that are shown.\n"
	".TP\n.B NO_COLOR\nNo colour, when it is set and not empty.\n"
	".TP\n.B WAYMARK_TODAY\nThe date to take for today, such as 2026\\-03\\-31.\n"
	".SH FILES\n"
	".TP\n.B waymark.yaml\nSettings of a book: its dialect, the severities of findings.\n"
	".TP\n.B book.toml\nSettings of mdBook; title, source folder and redirects are read.\n"
	".SH SEE ALSO\n.BR git (1)\n";

void
generate_man(struct buf *out, struct arena *arena)
{
	size_t count;
	const struct command *const *commands = command_table(&count);
	const struct option_row *row;

	buf_printf(out, ".TH WAYMARK 1 \"\" \"waymark %s\"\n", command_version);
	buf_puts(out, ".SH NAME\nwaymark \\- read a planning book, check it, build its site\n"
		      ".SH SYNOPSIS\n.B waymark\n.I COMMAND\n[\\fIOPTION\\fR...] "
		      "[\\fIARGUMENT\\fR...]\n.br\n.B waymark\n\\-\\-help | \\-h | "
		      "\\-\\-version | \\-V\n.SH DESCRIPTION\n");
	put_paragraphs(
		out, STR("Waymark reads the Markdown in which a group keeps its vision, roadmap "
			 "and rhythm as records: goals, initiatives, milestones, stories and "
			 "more. It says what contradicts itself, shows the roadmap and builds the "
			 "site. It reads a folder or any revision of a git repository."));
	buf_puts(out, ".SH COMMANDS\n");
	for (size_t i = 0; i < count; i++)
		put_command(out, arena, commands[i]);
	buf_puts(out, ".SH COMMON OPTIONS\n");
	for (size_t i = command_check.option_count;
	     (row = command_option(&command_check, i)) != NULL; i++)
		put_option(out, arena, row);
	buf_puts(out, frame_end);
}
