/*
 * table_text: a table on a terminal.
 *
 * Two layouts: columns, narrowed as far as they allow; and where that is still too wide, a block
 * of lines a row.
 */
#include "base/utf8.h"
#include "emit/table.h"
#include "emit/wrap.h"

#define GAP 2    /* blanks between columns */
#define INDENT 2 /* blanks a level of the tree */

static const char *const styles[] = {
	[TABLE_PLAIN] = "",       [TABLE_STRONG] = "\33[1m", [TABLE_FAINT] = "\33[2m",
	[TABLE_GOOD] = "\33[32m", [TABLE_BUSY] = "\33[36m",  [TABLE_WAITING] = "\33[33m",
};

/* A cell as the terminal shows it, measured once. */
struct shown {
	struct str sign, text;
	struct str rest; /* what is not written yet */
	size_t width;    /* of the text */
	enum table_style style;
};

struct layout {
	const struct table *table;
	const struct table_look *look;
	struct buf *out;
	struct shown *cells; /* rows x columns; the first row is the header */
	size_t row_count;
	size_t *signs; /* width of a column's signs, with the blank behind them */
	size_t *widths;
	size_t pending; /* blanks that only matter if something follows them on the line */
};

static unsigned
depth_of(const struct layout *layout, size_t row)
{
	return row == 0 ? 0 : layout->table->rows.items[row - 1].depth;
}

static struct shown *
cell_at(const struct layout *layout, size_t row, size_t column)
{
	return &layout->cells[row * layout->table->column_count + column];
}

static struct str
upper(struct arena *arena, struct str text)
{
	char *bytes = arena_bytes(arena, text.length + 1);

	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];

		bytes[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
	}
	return (struct str){ bytes, text.length };
}

static void
show_cells(struct layout *layout)
{
	const struct table *table = layout->table;

	layout->row_count = table->rows.count + 1;
	layout->cells =
		ARENA_ARRAY(table->arena, struct shown, layout->row_count * table->column_count);
	for (size_t i = 0; i < table->column_count; i++)
		*cell_at(layout, 0, i) = (struct shown){
			.text = upper(table->arena, table->columns[i].title),
			.style = TABLE_STRONG,
		};
	for (size_t r = 1; r < layout->row_count; r++) {
		for (size_t i = 0; i < table->column_count; i++) {
			const struct table_cell *cell = &table->rows.items[r - 1].cells[i];
			struct shown *shown = cell_at(layout, r, i);

			shown->sign = wrap_clean(table->arena, cell->sign);
			shown->text = wrap_clean(table->arena,
						 table_cell_text(table->arena, cell, STR(", ")));
			shown->style = cell->style;
			if (shown->text.length == 0 && shown->sign.length == 0)
				shown->text = table->empty;
		}
	}
}

/* Natural widths; none is taken for wider than the terminal, where it makes no difference. */
static void
measure(struct layout *layout)
{
	const struct table *table = layout->table;

	layout->signs = ARENA_ARRAY(table->arena, size_t, table->column_count);
	layout->widths = ARENA_ARRAY(table->arena, size_t, table->column_count);
	for (size_t i = 0; i < table->column_count; i++) {
		for (size_t r = 0; r < layout->row_count; r++) {
			size_t sign = utf8_width(cell_at(layout, r, i)->sign);

			if (sign > 0 && sign + 1 > layout->signs[i])
				layout->signs[i] = sign + 1;
		}
		for (size_t r = 0; r < layout->row_count; r++) {
			struct shown *shown = cell_at(layout, r, i);
			size_t width = shown->width = utf8_width(shown->text);

			width += r > 0 ? layout->signs[i] : 0;
			width += i == 0 ? depth_of(layout, r) * (size_t)INDENT : 0;
			if (width > layout->widths[i])
				layout->widths[i] = width;
		}
		if (layout->widths[i] > layout->look->columns)
			layout->widths[i] = layout->look->columns;
	}
}

static size_t
total_width(const struct layout *layout)
{
	size_t total = GAP * (layout->table->column_count - 1);

	for (size_t i = 0; i < layout->table->column_count; i++)
		total += layout->widths[i];
	return total;
}

/* The column that has most to give, or STR_NONE. */
static size_t
widest(const struct layout *layout)
{
	size_t best = STR_NONE, most = 0;

	for (size_t i = 0; i < layout->table->column_count; i++) {
		size_t least = layout->table->columns[i].least;

		if (least > 0 && layout->widths[i] > least && layout->widths[i] > most) {
			most = layout->widths[i];
			best = i;
		}
	}
	return best;
}

static bool
narrow(struct layout *layout)
{
	for (size_t total = total_width(layout); total > layout->look->columns; total--) {
		size_t column = widest(layout);

		if (column == STR_NONE)
			return false;
		layout->widths[column]--;
	}
	return true;
}

static void
end_line(struct layout *layout)
{
	buf_putc(layout->out, '\n');
	layout->pending = 0;
}

static void
put_styled(struct layout *layout, struct str text, enum table_style style)
{
	bool styled = layout->look->color && style != TABLE_PLAIN && text.length > 0;

	if (text.length == 0)
		return;
	buf_put_repeat(layout->out, ' ', layout->pending);
	layout->pending = 0;
	buf_puts(layout->out, styled ? styles[style] : "");
	buf_put(layout->out, text);
	buf_puts(layout->out, styled ? "\33[0m" : "");
}

/* One line of one cell, and the blanks up to the next column. */
static void
put_cell_line(struct layout *layout, size_t row, size_t column, bool is_first)
{
	struct shown *shown = cell_at(layout, row, column);
	size_t width = layout->widths[column];
	size_t indent = column == 0 ? depth_of(layout, row) * (size_t)INDENT : 0;
	size_t sign = row == 0 ? 0 : layout->signs[column];
	struct str line = STR_EMPTY;

	if (!is_first && column == 0)
		indent += INDENT; /* so that a long title does not look like two rows */
	if (indent + sign + 4 > width)
		indent = 0;
	if (wrap_next(&shown->rest, width > indent + sign ? width - indent - sign : 1, &line)) {
		layout->pending += indent;
		put_styled(layout, is_first ? shown->sign : STR_EMPTY, TABLE_PLAIN);
		layout->pending += sign - (is_first ? utf8_width(shown->sign) : 0);
		put_styled(layout, line, shown->style);
		indent += sign + utf8_width(line);
	} else {
		indent = 0;
	}
	layout->pending += (width > indent ? width - indent : 0) + GAP;
}

static bool
is_finished(const struct layout *layout, size_t row)
{
	for (size_t i = 0; i < layout->table->column_count; i++)
		if (cell_at(layout, row, i)->rest.length > 0)
			return false;
	return true;
}

static void
put_columns(struct layout *layout)
{
	for (size_t r = 0; r < layout->row_count; r++) {
		bool is_first = true;

		for (size_t i = 0; i < layout->table->column_count; i++)
			cell_at(layout, r, i)->rest = cell_at(layout, r, i)->text;
		do {
			for (size_t i = 0; i < layout->table->column_count; i++)
				put_cell_line(layout, r, i, is_first);
			end_line(layout);
			is_first = false;
		} while (!is_finished(layout, r));
	}
}

/* "Owner: tmandry"; empty when the cell has nothing to say. */
static struct str
part_of_block(const struct layout *layout, size_t row, size_t column)
{
	struct arena *arena = layout->table->arena;
	const struct shown *shown = cell_at(layout, row, column);
	const struct table_column *shape = &layout->table->columns[column];

	if (shown->text.length == 0 || str_equal(shown->text, layout->table->empty))
		return STR_EMPTY;
	return arena_printf(arena, "%.*s%s%.*s%s%.*s",
			    STR_ARG(shape->is_named ? shape->title : STR_EMPTY),
			    shape->is_named ? ": " : "", STR_ARG(shown->sign),
			    shown->sign.length > 0 ? " " : "", STR_ARG(shown->text));
}

static void
put_wrapped(struct layout *layout, struct str text, size_t indent, enum table_style style)
{
	size_t columns = layout->look->columns;
	struct str line;

	if (indent * 2 > columns)
		indent = 0;
	while (wrap_next(&text, columns - indent, &line)) {
		layout->pending = indent;
		put_styled(layout, line, style);
		end_line(layout);
	}
}

/* "🦀 In progress · 33% · Owner: tmandry": as many on a line as there is room for. */
static void
put_parts(struct layout *layout, size_t row, size_t indent)
{
	struct arena *arena = layout->table->arena;
	struct str line = STR_EMPTY;

	for (size_t i = 1; i < layout->table->column_count; i++) {
		struct str parts[] = { line, STR(" · "), part_of_block(layout, row, i) };
		struct str longer = arena_concat(arena, parts, 3);

		if (parts[2].length == 0)
			continue;
		if (line.length == 0) {
			line = parts[2];
		} else if (indent + utf8_width(longer) <= layout->look->columns) {
			line = longer;
		} else {
			put_wrapped(layout, line, indent, TABLE_PLAIN);
			line = parts[2];
		}
	}
	put_wrapped(layout, line, indent, TABLE_PLAIN);
}

static void
put_blocks(struct layout *layout)
{
	for (size_t r = 1; r < layout->row_count; r++) {
		const struct shown *first = cell_at(layout, r, 0);
		size_t indent = depth_of(layout, r) * (size_t)INDENT;

		put_wrapped(layout, first->text, indent, first->style);
		put_parts(layout, r, indent + INDENT);
	}
}

void
table_put_text(const struct table *table, const struct table_look *look, struct buf *out)
{
	struct layout layout = { .table = table, .look = look, .out = out };

	if (table->rows.count == 0 || look->columns == 0)
		return;
	show_cells(&layout);
	measure(&layout);
	if (narrow(&layout))
		put_columns(&layout);
	else
		put_blocks(&layout);
}
