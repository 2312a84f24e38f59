/*
 * people: who does what; an anchor for each person and team.
 */
#include "site/parts.h"

/* What somebody is named for, in the order in which it is shown. */
struct role {
	enum field fields[2];
};

static const struct role roles[] = {
	{ { FIELD_OWNER, FIELD_OWNER } },        { { FIELD_PARTICIPANTS, FIELD_PARTICIPANTS } },
	{ { FIELD_CHAMPIONS, FIELD_CHAMPION } }, { { FIELD_STAKEHOLDERS, FIELD_STAKEHOLDERS } },
	{ { FIELD_AUTHORS, FIELD_AUTHORS } },    { { FIELD_TEAM, FIELD_TEAM } },
	{ { FIELD_TEAMS, FIELD_TEAMS } },
};

static bool
is_named_in(const struct record *record, enum field field, const struct record *person)
{
	const struct statement *said = record_said(record, field);

	for (uint32_t i = 0; said != NULL && i < said->count; i++)
		if (said->values[i].target == person)
			return true;
	return false;
}

static void
put_role(struct canvas *canvas, const struct record *person, const struct role *role)
{
	size_t count = 0;

	for (size_t i = 0; i < person->referrers.count; i++) {
		const struct record *record = person->referrers.items[i];

		if (!is_named_in(record, role->fields[0], person) &&
		    !is_named_in(record, role->fields[1], person))
			continue;
		if (count == 0)
			put_html(canvas, "<dt>", str_from(field_inverse(role->fields[0])),
				 "</dt><dd><ul>\n");
		count++;
		buf_puts(canvas->out, "<li>");
		/* A step or an ask says little without the work that it belongs to. */
		put_record_link(canvas, record);
		if (record->parent != NULL &&
		    (record->kind == KIND_MILESTONE || record->kind == KIND_ASK)) {
			buf_puts(canvas->out, " <small>");
			put_html(canvas, "", record->parent->title, "</small>");
		}
		buf_puts(canvas->out, "</li>\n");
	}
	if (count > 0)
		buf_puts(canvas->out, "</ul></dd>\n");
}

static void
put_person(struct canvas *canvas, const struct record *person)
{
	struct str url = record_text(person, FIELD_URL);

	put_html(canvas, "<section class=\"person\" id=\"",
		 canvas->site->record_anchors[person->order], "\">\n<h2>");
	buf_put_html(canvas->out, person->title);
	if (!str_equal_fold(person->title, person->id))
		put_html(canvas, " <small>", person->id, "</small>");
	buf_puts(canvas->out, "</h2>\n");
	if (str_starts(url, STR("https://"))) {
		buf_puts(canvas->out, "<p><a rel=\"noopener\" href=\"");
		buf_put_url(canvas->out, url);
		put_html(canvas, "\">", url, "</a></p>\n");
	}
	buf_puts(canvas->out, "<dl>\n");
	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
		put_role(canvas, person, &roles[i]);
	buf_puts(canvas->out, "</dl>\n</section>\n");
}

static int
compare_ids(const void *left, const void *right)
{
	const struct record *const *a = left, *const *b = right;

	return str_compare((*a)->id, (*b)->id);
}

static void
put_persons(struct canvas *canvas, enum kind kind)
{
	const struct records *records = &canvas->site->model->by_kind[kind];
	struct record **sorted = ARENA_ARRAY(canvas->scratch, struct record *, records->count);

	for (size_t i = 0; i < records->count; i++)
		sorted[i] = records->items[i];
	if (records->count > 1)
		qsort(sorted, records->count, sizeof *sorted, compare_ids);
	for (size_t i = 0; i < records->count; i++)
		put_person(canvas, sorted[i]);
}

void
site_people(const struct site *site, const struct output *output, struct arena *scratch,
	    struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = { .title = STR("People"), .view = VIEW_PEOPLE };

	site_begin(&canvas, &frame);
	buf_puts(out, "<h1>People</h1>\n");
	put_persons(&canvas, KIND_PERSON);
	if (site->model->by_kind[KIND_TEAM].count > 0)
		buf_puts(out, "<h2>Teams</h2>\n");
	put_persons(&canvas, KIND_TEAM);
	site_end(&canvas, &frame);
}
