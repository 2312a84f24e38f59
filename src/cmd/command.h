/*
 * command: the table of subcommands and their options.
 *
 * One table drives parsing, `--help`, the man pages, the completions and docs/commands.md.  To add
 * a subcommand: a file with its option rows and its function, a line in COMMANDS below, a line in
 * meson.build, a golden case.
 */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include "base/arena.h"
#include "base/date.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "model/model.h"

#include <stdio.h>

/* Exit status of the program. */
enum status {
	STATUS_OK = 0,
	STATUS_FINDINGS = 1, /* something was found at or above the threshold */
	STATUS_FAILURE = 2,  /* could not do the work, or was called wrongly */
};

enum option_type {
	OPTION_FLAG,
	OPTION_TEXT,
	OPTION_LIST,
	OPTION_NUMBER,
	OPTION_SINCE, /* a revision or days, where a stretch of time begins: call_since */
	OPTION_UNTIL, /* the same where it ends, or of one moment: call_until */
};

struct option_row {
	const char *name; /* "format"; the long option */
	char letter;      /* or 0 */
	enum option_type type;
	const char *argument; /* "FORMAT", or NULL for a flag */
	const char *choices;  /* "text|markdown|json", or NULL */
	const char *help;     /* one line, capital, full stop */
};

struct option_value {
	bool given;
	struct str text; /* last one given; of OPTION_SINCE and OPTION_UNTIL what they make of it */
	struct str said; /* … and as it was said */
	struct strs list; /* all given, split at commas (OPTION_LIST) */
	int64_t number;
};

struct command;

/* What a command is run with. */
struct call {
	const struct command *command;
	struct arena *arena;
	struct diags *diags; /* what it has to say; printed by main on stderr when it ends */
	struct option_value *values; /* one a row, in the order of command_option */
	struct strs arguments;       /* operands */
	struct str root;             /* the book's folder: put before the files of failures */
	FILE *out;                   /* standard output */
	bool color;                  /* out is a terminal that takes colour, NO_COLOR is not set */
	unsigned columns;            /* of the terminal; COLUMNS; else 80 */
	struct date today;           /* local date, or WAYMARK_TODAY=2026-03-31 for tests */
	struct map shown;            /* files of call_shows, as long as the book is loaded */
	size_t errors_shown;         /* errors in these files */
};

struct command {
	const char *name;
	const char *operands;    /* "[PATH]", "KIND [PATH]" */
	const char *summary;     /* one line, lower case, no full stop */
	const char *description; /* paragraphs */
	const char *examples;    /* lines "waymark …  # what" */
	const struct option_row *options;
	size_t option_count;
	unsigned min_operands, max_operands;
	bool reads_book;  /* takes the common options --book, --dialect and --at … */
	bool writes_book; /* … but not --at: it changes the work tree */
	enum status (*run)(struct call *call);
};

/* The command's own options, then the common ones that it takes; NULL beyond the last. */
const struct option_row *command_option(const struct command *command, size_t index);

/* The value of an option by its long name; the row must exist (programmer error otherwise). */
const struct option_value *call_option(const struct call *call, const char *name);
bool call_flag(const struct call *call, const char *name);
/* The index among the row's choices; the first one when it is not given. */
size_t call_choice(const struct call *call, const char *name);

/* The folder (empty: the current one) or the nearest one above it that holds book.toml or waymark.yaml,
   but none beyond the top of a git work tree.  Empty: there is none. */
struct str call_find_book(struct arena *arena, struct str folder);

/* The book's folder: `path` (the operand PATH), else --book, else the one that is found from the current
   folder, else that.  False after a failure was reported. */
bool call_book(struct call *call, struct str path, struct str *ret_root);

/* Loads the book at call_book(path) with --at and --dialect; NULL after a failure was reported. */
struct model *call_load(struct call *call, struct str path);
/* The same for a folder that call_book has found. */
struct model *call_load_root(struct call *call, struct str root);

/* To be called for all records that are shown or changed when these are a part of the book: main then says nothing of
   errors on other pages.  The book must be loaded. */
void call_shows(struct call *call, const struct record *record);
void call_shows_file(struct call *call, struct str file);

/* The day that a loaded book is looked at: today, or that of the revision that is read. */
struct date call_day(const struct call *call, const struct model *model);

/*
 * The revision that repo_open understands, of one that somebody names: days as people name them (base/span.h)
 * become dates.  The days that are named are part of a stretch of time at both of its ends, so where one begins
 * that is the day before, when the book was as it was before the rest happened.
 */
struct str call_until(const struct call *call, struct str name);
struct str call_since(const struct call *call, struct str name);

/* The operand, or the empty slice. */
struct str call_argument(const struct call *call, size_t index);

/* Adds a failure about how the program was called; always STATUS_FAILURE. */
enum status call_fail(struct call *call, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* After a failure, where the first operand is `what` ("a record's id") and happens to name a folder: many commands
   take the book there, and this one does not.  Always STATUS_FAILURE. */
enum status call_explain_folder(struct call *call, const char *what);

/* All commands in the order of the manual; and one by its name, hidden ones too, or NULL. */
const struct command *const *command_table(size_t *ret_count);
const struct command *command_find(struct str name);

extern const char command_version[]; /* of the program */

#define COMMAND_SITE "_site" /* where a site goes unless it is said */

/* X(name): `extern const struct command command_NAME` in cmd/NAME.c */
#define COMMANDS(X)                                                                                \
	X(check)                                                                                   \
	X(explain)                                                                                 \
	X(roadmap)                                                                                 \
	X(vision)                                                                                  \
	X(list)                                                                                    \
	X(show)                                                                                    \
	X(trace)                                                                                   \
	X(log)                                                                                     \
	X(diff)                                                                                    \
	X(build)                                                                                   \
	X(export)                                                                                  \
	X(init)                                                                                    \
	X(new)                                                                                     \
	X(set)                                                                                     \
	X(sync)

#define COMMAND_DECLARE(name) extern const struct command command_##name;
COMMANDS(COMMAND_DECLARE)
COMMAND_DECLARE(generate) /* `_generate`, for the build and for docs/: not in the manual */
#undef COMMAND_DECLARE

#endif
