/*
 * table: rows of text cells, and the forms in which they can be shown.
 *
 * Whoever has something to show in rows (the roadmap, a list of records) fills a table and chooses a
 * form at the end.  Cells hold plain text, in which
 * U+FFFD stands for characters that would steer a terminal; each form escapes it for itself.  To add a form: a
 * function table_put_NAME here, and a row in the commands that offer it.
 */
#ifndef EMIT_TABLE_H
#define EMIT_TABLE_H

#include "base/buf.h"
#include "base/vec.h"

enum table_style {
	TABLE_PLAIN,
	TABLE_STRONG,
	TABLE_FAINT,
	TABLE_GOOD,    /* reached */
	TABLE_BUSY,    /* going on */
	TABLE_WAITING, /* somebody should do something */
};

struct table_item {
	struct str text;
	struct str url; /* shown by the forms that have links; or empty */
};

struct table_cell {
	struct str
		sign; /* stands before the text, aligned with the column's other signs; or empty */
	VEC(struct table_item) items;
	enum table_style style;
};

struct table_column {
	struct str title;
	size_t least;  /* terminal columns that it may be narrowed to; 0: it is never narrowed */
	bool is_named; /* where there is no room for columns, the title stands before the value */
};

struct table_row {
	struct table_cell *cells; /* one a column */
	unsigned depth;           /* in the tree that the first column shows */
};

struct table {
	struct arena *arena;
	const struct table_column *columns;
	size_t column_count;
	struct str empty; /* what a terminal shows for a cell without text: "–" */
	VEC(struct table_row) rows;
};

/* A row of empty cells. */
struct table_row *table_add(struct table *table, unsigned depth);
void table_cell_put(struct table *table, struct table_cell *cell, struct str text, struct str url);

/* All items with `between` between them. */
struct str table_cell_text(struct arena *arena, const struct table_cell *cell, struct str between);

/* For a terminal of `columns`.  Columns that may be narrowed are, and wrap; when that is not
   enough every row becomes a block of lines.  Nothing is left out, no line is wider, no grapheme
   is cut. */
struct table_look {
	size_t columns;
	bool color;
};
void table_put_text(const struct table *table, const struct table_look *look, struct buf *out);

void table_put_markdown(const struct table *table, struct buf *out); /* as GitHub reads it */
void table_put_html(const struct table *table, struct buf *out);     /* a <table> */
void table_put_csv(const struct table *table, struct buf *out);      /* no signs; a; b */

/* Text that reads as itself in a table cell of GitHub's Markdown. */
void table_put_markdown_text(struct buf *out, struct str text);
/* The address of a link, between its brackets. */
void table_put_markdown_target(struct buf *out, struct str url);

#endif
