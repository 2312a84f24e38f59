/*
 * rows: tables of a page, as they are read.  For rows.c and rows_again.c only.
 */
#ifndef MODEL_ROWS_H
#define MODEL_ROWS_H

#include "model/again.h"

struct row {
	const struct dialect_row *how;
	uint32_t node, end;
	uint32_t *cells;
	struct str *texts; /* of the cells */
	size_t cell_count;
	struct title title;
	struct str slug;
	struct str url; /* of the title's link */
	struct place place;
	struct str above;      /* id of the parent that `id` was made of */
	struct map_key id;     /* when it has a text */
	struct record *record; /* NULL: none */
	struct record *own;    /* memory for one, of a page that is kept */
	struct record *linked; /* of work, whose page it links to */
	bool is_first;         /* its record was made for it */
	struct kept_fields said;
};

struct table {
	struct loader *loader; /* of the step */
	const struct page *page;
	const struct dialect_table *how;
	struct sections *sections; /* of the page, that have the dialect's title */
	uint32_t node;
	struct row *rows;
	size_t row_count;
	struct str *headers;
	size_t column_count;
	size_t *field_columns; /* of each of how->columns; column_count: absent */
	size_t title_column;
	bool title_is_link;              /* the dialect takes the title cell's link as the title */
	struct record *last[KIND_COUNT]; /* the row above of each kind */
};

/* The tables of a page that the dialect reads, by the dialect's order. */
struct page_rows {
	struct table **items;
	size_t count, capacity;
};

/* Sets page->rows, without records. */
void rows_read_page(struct loader *loader, struct page *page);
/* Makes records of the page's rows that speak of nobody else, and reads what they say. */
void rows_add_page(struct loader *loader, struct page *page);
/* What the row says of its record, of a page that is kept. */
void rows_read_cells(struct loader *loader, struct table *table, struct row *row);
/* Of goals and initiatives: whose they are is told by titles and links, in the order of reading. */
bool rows_speak_of_work(const struct page_rows *rows);

#endif
