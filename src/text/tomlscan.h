/*
 * tomlscan: the words of TOML: keys, strings, numbers, dates, comments.
 *
 * Each function reads at `at` and moves it behind what it read.  On false a finding has been added
 * and `at` is where reading failed.  Only for toml.c, which knows what the words mean.
 */
#ifndef TEXT_TOMLSCAN_H
#define TEXT_TOMLSCAN_H

#include "text/lines.h"

struct tomlscan {
	struct arena *arena;
	struct diags *diags;
	struct lines lines;
	struct str text;
	size_t at;
	bool is_lost; /* a string of several lines is not closed: the next line may be anything */
};

/* Adds a finding toml-syntax about text[from..to) and returns false. */
bool tomlscan_fail(struct tomlscan *scan, size_t from, size_t to, const char *message);

/* The byte at `at`, NUL at the end.  Texts hold no NUL. */
char tomlscan_peek(const struct tomlscan *scan);

/* text[from..to) for a message: cut off. */
struct str tomlscan_shown(const struct tomlscan *scan, size_t from, size_t to);

void tomlscan_blanks(struct tomlscan *scan);    /* blanks and tabs */
bool tomlscan_space(struct tomlscan *scan);     /* blanks, line ends, comments */
bool tomlscan_line_end(struct tomlscan *scan);  /* blanks, a comment, then the line's end */
void tomlscan_next_line(struct tomlscan *scan); /* behind the next \n */

/* A bare key or a string of one line. */
bool tomlscan_key(struct tomlscan *scan, struct str *ret_key);

/* A string in any of the four kinds of quotes, at the first of which `at` is. */
bool tomlscan_string(struct tomlscan *scan, struct str *ret_text);

/* A number, truth value, date or time, as it is written. */
bool tomlscan_bare(struct tomlscan *scan, struct str *ret_text);

#endif
