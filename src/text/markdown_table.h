/*
 * markdown_table: tables, read line by line for the parser.
 *
 * The parser's own functions for tables read each row twice and make nodes of all its cells.  These
 * find the same tables, but a row keeps the texts of its cells, and there is a node, child of the row,
 * only of a cell whose text may be more than that.
 */
#ifndef TEXT_MARKDOWN_TABLE_H
#define TEXT_MARKDOWN_TABLE_H

#include "text/markdown_row.h"

#define CMARK_NO_SHORT_NAMES /* it would take NODE_LIST and the like */
#include <cmark-gfm.h>

struct table {
	uint32_t columns;
	uint8_t *aligns; /* enum node_align */
};

/* Puts these functions into the parser's extension "table". */
void table_setup(void);

/* NULL when the node is no table, or no row, which has no more cells than its table has columns. */
const struct table *table_of(cmark_node *node);
const struct row *table_row_of(cmark_node *node);

/* Which of its row's texts the node of a cell has. */
uint32_t table_cell_index(cmark_node *cell);

#endif
