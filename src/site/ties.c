/*
 * ties: what belongs to a record and what names it.
 */
#include "emit/markdown.h"
#include "site/parts.h"

#include "base/vec.h"
#include "plan/ties.h"

struct column {
	const char *title;
	enum field field;
};

/* How the records below another one are listed. */
struct children_table {
	enum kind kind;
	bool progress;
	struct column columns[3];
	size_t column_count;
};

static const struct children_table children_tables[] = {
	{ KIND_INITIATIVE, true, { { "Owner", FIELD_OWNER } }, 1 },
	{ KIND_ASK,
	  false,
	  { { "Team", FIELD_TEAM }, { "Level", FIELD_LEVEL }, { "Champion", FIELD_CHAMPION } },
	  3 },
};

bool
is_listed_in_text(const struct record *record, const struct record *child)
{
	return record->page != NULL && child->home == record->page && child->page == NULL &&
	       child->kind != KIND_INITIATIVE;
}

static void
put_cell(struct canvas *canvas, const struct record *record, enum field field)
{
	const struct field_row *row = schema_field(record->kind, field);

	buf_puts(canvas->out, "<td>");
	if (row != NULL && row->type == TYPE_PEOPLE)
		put_people(canvas, record, field);
	else
		buf_put_html(canvas->out, record_text(record, field));
	buf_puts(canvas->out, "</td>");
}

void
put_anchor(struct canvas *canvas, const struct record *record)
{
	struct str anchor = canvas->site->record_anchors[record->order];

	if (anchor.length > 0 && str_equal(record_address(canvas, record), canvas->address))
		put_html(canvas, " id=\"", anchor, "\"");
}

/* It rests as long as what it is a part of, whose page says so above. */
static bool
rests_with_parent(const struct site *site, const struct record *child)
{
	struct date since, above;

	return child->parent != NULL && site_record_rests(site, child->parent, &above) &&
	       site_record_rests(site, child, &since) && date_compare(since, above) == 0;
}

static void
put_child(struct canvas *canvas, const struct children_table *table, const struct record *child)
{
	bool has_state = schema_field(table->kind, FIELD_STATE) != NULL;

	buf_puts(canvas->out, "<tr");
	put_anchor(canvas, child);
	buf_puts(canvas->out, "><td>");
	if (canvas->site->record_anchors[child->order].length > 0)
		buf_put_html(canvas->out, child->title);
	else
		put_record_link(canvas, child);
	buf_puts(canvas->out, "</td>");
	if (has_state) {
		buf_puts(canvas->out, "<td>");
		if (rests_with_parent(canvas->site, child))
			put_state(canvas, child);
		else
			put_record_state(canvas, child);
		buf_puts(canvas->out, "</td>");
	}
	if (table->progress) {
		buf_puts(canvas->out, "<td class=\"progress\">");
		put_progress(canvas, child);
		buf_puts(canvas->out, "</td>");
	}
	for (size_t i = 0; i < table->column_count; i++)
		put_cell(canvas, child, table->columns[i].field);
	buf_puts(canvas->out, "</tr>\n");
}

static void
put_children_head(struct canvas *canvas, const struct children_table *table)
{
	put_html(canvas, "<h2>", kind_label(canvas->scratch, canvas->site, table->kind, true),
		 "</h2>\n");
	put_html(canvas, "<div class=\"table\"><table>\n<thead><tr><th scope=\"col\">",
		 kind_label(canvas->scratch, canvas->site, table->kind, false), "</th>");
	if (schema_field(table->kind, FIELD_STATE) != NULL)
		buf_puts(canvas->out, "<th scope=\"col\">State</th>");
	if (table->progress)
		buf_puts(canvas->out, "<th scope=\"col\">Progress</th>");
	for (size_t i = 0; i < table->column_count; i++)
		put_html(canvas, "<th scope=\"col\">", str_from(table->columns[i].title), "</th>");
	buf_puts(canvas->out, "</tr></thead>\n<tbody>\n");
}

static void
put_children_of_kind(struct canvas *canvas, const struct record *record,
		     const struct children_table *table)
{
	bool begun = false;

	for (size_t i = 0; i < record->children.count; i++) {
		const struct record *child = record->children.items[i];

		if (child->kind != table->kind || is_listed_in_text(record, child))
			continue;
		if (!begun)
			put_children_head(canvas, table);
		begun = true;
		put_child(canvas, table, child);
	}
	if (begun)
		buf_puts(canvas->out, "</tbody></table></div>\n");
}

/* One record that names another in a field. */
struct tie {
	enum field field;
	const struct record *record;
};

struct ties {
	struct tie *items;
	size_t count, capacity;
};

/* What names stories and problems stands in the box at the top (outcome.c). */
static bool
is_outcome(enum field field)
{
	return field == FIELD_CITES || field == FIELD_ADDRESSES || field == FIELD_RETELLS ||
	       field == FIELD_TELLS;
}

static void
find_ties(struct canvas *canvas, const struct record *record, struct ties *ret_ties)
{
	bool in_box = has_outcome(canvas, record);

	for (size_t i = 0; i < record->referrers.count; i++) {
		const struct record *other = record->referrers.items[i];
		const struct kind_row *kind = schema_kind(other->kind);

		for (size_t f = 0; f < kind->field_count; f++) {
			const struct field_row *row = &kind->fields[f];

			if (row->targets != 0 && (row->flags & FIELD_DERIVED) == 0 &&
			    !(in_box && is_outcome(row->field)) &&
			    ties_names(other, row->field, record))
				*VEC_PUSH(canvas->scratch, ret_ties) =
					(struct tie){ row->field, other };
		}
	}
}

static void
put_tie(struct canvas *canvas, const struct record *record)
{
	buf_puts(canvas->out, "<li>");
	put_record_link(canvas, record);
	put_past_period(canvas, record);
	if (schema_field(record->kind, FIELD_STATE) != NULL) {
		buf_putc(canvas->out, ' ');
		put_record_state(canvas, record);
	}
	buf_puts(canvas->out, "</li>\n");
}

static void
put_ties_of_field(struct canvas *canvas, const struct ties *ties, enum field field)
{
	size_t count = 0;

	for (size_t i = 0; i < ties->count; i++) {
		if (ties->items[i].field != field)
			continue;
		if (count == 0)
			put_html(canvas, "<h2>", str_from(field_inverse(field)), "</h2>\n<ul>\n");
		if (count < TIES_SHOWN)
			put_tie(canvas, ties->items[i].record);
		count++;
	}
	if (count > TIES_SHOWN)
		buf_printf(canvas->out, "<li>and %zu more</li>\n", count - TIES_SHOWN);
	if (count > 0)
		buf_puts(canvas->out, "</ul>\n");
}

void
put_ties(struct canvas *canvas, const struct record *record)
{
	struct ties ties = { 0 };
	size_t before, start = canvas->out->length;

	buf_puts(canvas->out, "<section class=\"ties\" aria-label=\"Tied to this\">\n");
	before = canvas->out->length;
	put_neighbourhood(canvas, record);
	put_more_steps(canvas, record);
	for (size_t i = 0; i < sizeof children_tables / sizeof children_tables[0]; i++)
		put_children_of_kind(canvas, record, &children_tables[i]);
	find_ties(canvas, record, &ties);
	for (size_t field = 0; ties.count > 0 && field < FIELD_COUNT; field++)
		put_ties_of_field(canvas, &ties, (enum field)field);
	if (canvas->out->length == before)
		canvas->out->length = start; /* nothing to say */
	else
		buf_puts(canvas->out, "</section>\n");
}
