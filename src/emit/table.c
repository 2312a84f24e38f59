/*
 * table: building one, and the forms for other programs.  The terminal's is in table_text.c.
 */
#include "emit/table.h"

#include "base/utf8.h"
#include "emit/wrap.h"

struct table_row *
table_add(struct table *table, unsigned depth)
{
	struct table_row *row = VEC_PUSH(table->arena, &table->rows);

	row->cells = ARENA_ARRAY(table->arena, struct table_cell, table->column_count);
	row->depth = depth;
	return row;
}

void
table_cell_put(struct table *table, struct table_cell *cell, struct str text, struct str url)
{
	*VEC_PUSH(table->arena, &cell->items) = (struct table_item){
		utf8_make_harmless(table->arena, text),
		url,
	};
}

struct str
table_cell_text(struct arena *arena, const struct table_cell *cell, struct str between)
{
	size_t count = cell->items.count;
	struct str *parts;

	if (count == 1)
		return cell->items.items[0].text;
	parts = ARENA_ARRAY(arena, struct str, count * 2);
	for (size_t i = 0; i < count; i++) {
		parts[i * 2] = cell->items.items[i].text;
		parts[i * 2 + 1] = between;
	}
	return arena_concat(arena, parts, count == 0 ? 0 : count * 2 - 1);
}

static bool
is_word_byte(struct str text, size_t at)
{
	char c = at < text.length ? text.data[at] : ' ';

	return (unsigned char)c >= 0x80 || char_is_alphanumeric(c);
}

/* An underscore between letters is itself; an ampersand before a blank, too. */
static bool
needs_backslash(struct str text, size_t at)
{
	switch (text.data[at]) {
	case '\\':
	case '`':
	case '*':
	case '[':
	case ']':
	case '<':
	case '|':
	case '~':
		return true;
	case '_':
		return at == 0 || !is_word_byte(text, at - 1) || !is_word_byte(text, at + 1);
	case '&':
		return is_word_byte(text, at + 1) ||
		       (at + 1 < text.length && text.data[at + 1] == '#');
	default:
		return false;
	}
}

void
table_put_markdown_text(struct buf *out, struct str text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.length; i++) {
		bool is_break = text.data[i] == '\n' || text.data[i] == '\r';

		if (!is_break && !needs_backslash(text, i))
			continue;
		buf_put(out, str_slice(text, from, i));
		buf_putc(out, is_break ? ' ' : '\\');
		from = is_break ? i + 1 : i;
	}
	buf_put(out, str_from_offset(text, from));
}

/* A target in angle brackets holds everything but those and line breaks; | would end the cell. */
void
table_put_markdown_target(struct buf *out, struct str url)
{
	for (size_t i = 0; i < url.length; i++) {
		unsigned char c = (unsigned char)url.data[i];

		if (c <= ' ' || c == '<' || c == '>' || c == '|' || c == '\\' || c == '(' ||
		    c == ')')
			buf_printf(out, "%%%02X", c);
		else
			buf_putc(out, (char)c);
	}
}

static void
put_markdown_cell(const struct table_cell *cell, struct buf *out)
{
	if (cell->sign.length > 0) {
		buf_put(out, cell->sign);
		buf_putc(out, ' ');
	}
	for (size_t i = 0; i < cell->items.count; i++) {
		const struct table_item *item = &cell->items.items[i];

		buf_puts(out, i > 0 ? ", " : "");
		if (item->url.length == 0) {
			table_put_markdown_text(out, item->text);
			continue;
		}
		buf_putc(out, '[');
		table_put_markdown_text(out, item->text);
		buf_puts(out, "](");
		table_put_markdown_target(out, item->url);
		buf_putc(out, ')');
	}
}

void
table_put_markdown(const struct table *table, struct buf *out)
{
	for (size_t i = 0; i < table->column_count; i++) {
		buf_puts(out, i > 0 ? " | " : "| ");
		table_put_markdown_text(out, table->columns[i].title);
	}
	buf_puts(out, " |\n");
	for (size_t i = 0; i < table->column_count; i++)
		buf_puts(out, i > 0 ? " --- |" : "| --- |");
	buf_putc(out, '\n');
	for (size_t r = 0; r < table->rows.count; r++) {
		const struct table_row *row = &table->rows.items[r];

		for (size_t i = 0; i < table->column_count; i++) {
			buf_puts(out, i > 0 ? " | " : "| ");
			if (i == 0 && row->depth > 0)
				buf_puts(out, "↳ ");
			put_markdown_cell(&row->cells[i], out);
		}
		buf_puts(out, " |\n");
	}
}

static void
put_html_cell(const struct table_cell *cell, struct buf *out)
{
	if (cell->sign.length > 0) {
		buf_put_trusted_markup(out, "<span class=\"sign\" aria-hidden=\"true\">");
		buf_put_html(out, cell->sign);
		buf_put_trusted_markup(out, "</span> ");
	}
	for (size_t i = 0; i < cell->items.count; i++) {
		const struct table_item *item = &cell->items.items[i];

		buf_puts(out, i > 0 ? ", " : "");
		if (item->url.length > 0) {
			buf_put_trusted_markup(out, "<a href=\"");
			buf_put_url(out, item->url);
			buf_put_trusted_markup(out, "\">");
		}
		buf_put_html(out, item->text);
		if (item->url.length > 0)
			buf_put_trusted_markup(out, "</a>");
	}
}

void
table_put_html(const struct table *table, struct buf *out)
{
	buf_put_trusted_markup(out, "<table>\n<thead>\n<tr>");
	for (size_t i = 0; i < table->column_count; i++) {
		buf_put_trusted_markup(out, "<th scope=\"col\">");
		buf_put_html(out, table->columns[i].title);
		buf_put_trusted_markup(out, "</th>");
	}
	buf_put_trusted_markup(out, "</tr>\n</thead>\n<tbody>\n");
	for (size_t r = 0; r < table->rows.count; r++) {
		const struct table_row *row = &table->rows.items[r];

		buf_printf(out, "<tr class=\"depth-%u\">", row->depth);
		for (size_t i = 0; i < table->column_count; i++) {
			buf_put_trusted_markup(out, i == 0 ? "<th scope=\"row\">" : "<td>");
			put_html_cell(&row->cells[i], out);
			buf_put_trusted_markup(out, i == 0 ? "</th>" : "</td>");
		}
		buf_put_trusted_markup(out, "</tr>\n");
	}
	buf_put_trusted_markup(out, "</tbody>\n</table>\n");
}

void
table_put_csv(const struct table *table, struct buf *out)
{
	for (size_t i = 0; i < table->column_count; i++) {
		buf_puts(out, i > 0 ? "," : "");
		buf_put_csv(out, table->columns[i].title);
	}
	buf_putc(out, '\n');
	for (size_t r = 0; r < table->rows.count; r++) {
		for (size_t i = 0; i < table->column_count; i++) {
			buf_puts(out, i > 0 ? "," : "");
			buf_put_csv(out,
				    table_cell_text(table->arena, &table->rows.items[r].cells[i],
						    STR("; ")));
		}
		buf_putc(out, '\n');
	}
}
