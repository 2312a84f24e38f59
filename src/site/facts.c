/*
 * facts: a record's fields as a list, made from the rows of the schema.
 *
 * A page of the book that is a record shows above its text what the text does not say itself; a
 * record without a page shows everything.
 */
#include "emit/field.h"
#include "emit/markdown.h"
#include "site/parts.h"

#include "plan/progress.h"
#include "text/rawhtml.h"

#define REPEATS_SOUGHT 256

struct facts {
	struct canvas *canvas;
	const struct record *record;
	bool begun;
};

static void
begin_fact(struct facts *facts, struct str label)
{
	if (!facts->begun)
		buf_puts(facts->canvas->out, "<dl class=\"facts\">\n");
	facts->begun = true;
	put_html(facts->canvas, "<div><dt>", label, "</dt><dd>");
}

static void
end_fact(struct facts *facts)
{
	buf_puts(facts->canvas->out, "</dd></div>\n");
}

bool
is_in_own_text(const struct record *record, const struct statement *said)
{
	switch (said->source) {
	case SOURCE_FRONT:
	case SOURCE_FILE:
	case SOURCE_PATH:
		return false;
	case SOURCE_METADATA:
	case SOURCE_SECTION:
	case SOURCE_COLUMN:
	case SOURCE_TITLE:
	case SOURCE_BLOCK:
	case SOURCE_TEXT:
		return (record->page != NULL && said->page == record->page) ||
		       (said->source == SOURCE_BLOCK && record_is_block(record));
	}
	return false;
}

static void
put_url(struct canvas *canvas, const struct statement *said, struct str url, struct str text)
{
	const struct spot spot = { .model = canvas->site->model,
				   .page = said->page,
				   .address = canvas->address,
				   .scratch = canvas->scratch };
	bool is_web = str_starts(url, STR("https://")) || str_starts(url, STR("http://"));

	/* A relative address means something only where it stands in a page. */
	if (!raw_url_is_safe(url) || (said->page == NULL && !is_web)) {
		buf_put_html(canvas->out, text);
		return;
	}
	buf_puts(canvas->out, "<a");
	spot_put_href(&spot, url, STR_EMPTY, canvas->out);
	put_html(canvas, ">", text, "</a>");
}

static void
put_value(struct canvas *canvas, const struct statement *said, const struct value *value)
{
	if (field_key(value).length > 0)
		put_html(canvas, "", value->key, ": ");
	if (value->target != NULL) {
		put_record_link(canvas, value->target);
		if (record_state(value->target) != STATE_NONE) {
			buf_putc(canvas->out, ' ');
			put_record_state(canvas, value->target);
		}
	} else if (value->url.length > 0) {
		put_url(canvas, said, value->url, value->text);
	} else {
		buf_put_html(canvas->out, value->text);
	}
	if (value->note.length > 0)
		put_html(canvas, " <small>", value->note, "</small>");
}

/* The same record may be cited several times; a long list is not searched to its start. */
static bool
is_repeated(const struct statement *said, uint32_t i)
{
	for (uint32_t j = i > REPEATS_SOUGHT ? i - REPEATS_SOUGHT : 0;
	     said->values[i].target != NULL && j < i; j++)
		if (said->values[j].target == said->values[i].target &&
		    str_equal(said->values[j].key, said->values[i].key))
			return true;
	return false;
}

static void
put_values(struct canvas *canvas, const struct statement *said, bool as_list)
{
	if (as_list)
		buf_puts(canvas->out, "<ul>");
	for (uint32_t i = 0; i < said->count; i++) {
		if (is_repeated(said, i))
			continue;
		if (as_list)
			buf_puts(canvas->out, "<li>");
		else if (i > 0)
			buf_puts(canvas->out, ", ");
		put_value(canvas, said, &said->values[i]);
		if (as_list)
			buf_puts(canvas->out, "</li>");
	}
	if (as_list)
		buf_puts(canvas->out, "</ul>");
}

void
put_said(struct canvas *canvas, const struct statement *said)
{
	const struct spot spot = canvas_spot(canvas, said->page);

	if (said->page != NULL && said->first_node < said->end_node)
		markdown_put_html(&spot, said->first_node, said->end_node, NULL, canvas->out);
	else
		put_values(canvas, said, said->count > 1);
}

static void
put_typed(struct facts *facts, const struct field_row *row, const struct statement *said)
{
	struct canvas *canvas = facts->canvas;

	switch (row->type) {
	case TYPE_STATE:
		put_record_state(canvas, facts->record);
		break;
	case TYPE_PROSE:
		put_said(canvas, said);
		break;
	case TYPE_CHOICE:
		buf_put_html(canvas->out, capital(canvas->scratch, said->values[0].text));
		break;
	case TYPE_URL:
		if (row->field == FIELD_TRACKING) {
			put_tracking(canvas, facts->record);
			break;
		}
		put_url(canvas, said,
			field_address(canvas->scratch, canvas->site->model, &said->values[0]),
			said->values[0].text);
		break;
	case TYPE_ITEMS:
	case TYPE_RECORDS:
		put_values(canvas, said, said->count > 1);
		break;
	case TYPE_TEXT:
	case TYPE_PROGRESS:
	case TYPE_PEOPLE:
	case TYPE_DATE:
	case TYPE_NUMBER:
		put_values(canvas, said, false);
		break;
	}
}

/* Shown even where the page's text says so, too: what everybody looks for first. */
static bool
is_always_shown(enum field field)
{
	return field == FIELD_STATE || field == FIELD_OWNER || field == FIELD_CHARACTER ||
	       field == FIELD_TRACKING;
}

/* Said elsewhere on the page: the title at its top, the others in boxes of their own. */
static bool
has_a_place(const struct canvas *canvas, const struct record *record, enum field field)
{
	static const enum field placed[] = { FIELD_TITLE,  FIELD_PROGRESS,   FIELD_GOAL,
					     FIELD_IMPACT, FIELD_INITIATIVE, FIELD_STORY_KIND };

	for (size_t i = 0; i < sizeof placed / sizeof placed[0]; i++)
		if (field == placed[i])
			return true;
	if (field == FIELD_ADDRESSES)
		return has_reasons(canvas, record);
	return (field == FIELD_WANTED && record->kind == KIND_THEME) ||
	       (field == FIELD_RETELLS && has_outcome(canvas, record));
}

static void
put_field(struct facts *facts, const struct field_row *row)
{
	const struct statement *said = record_said(facts->record, row->field);

	if (said == NULL || said->count == 0 ||
	    has_a_place(facts->canvas, facts->record, row->field))
		return;
	if (is_in_own_text(facts->record, said) && !is_always_shown(row->field))
		return;
	begin_fact(facts, field_label(facts->canvas->scratch, row->field));
	put_typed(facts, row, said);
	end_fact(facts);
}

static void
put_parent(struct facts *facts)
{
	const struct record *parent = facts->record->parent;

	if (parent == NULL)
		return;
	begin_fact(facts,
		   kind_label(facts->canvas->scratch, facts->canvas->site, parent->kind, false));
	put_record_link(facts->canvas, parent);
	end_fact(facts);
}

static bool
is_elsewhere(struct str url)
{
	return (str_starts(url, STR("https://")) || str_starts(url, STR("http://"))) &&
	       raw_url_is_safe(url);
}

/* What a row's title is linked to, when that is no page of the book: the first that is said; else NULL. */
static const struct value *
find_elsewhere(const struct record *record)
{
	const struct statement *said = record->fields[FIELD_TITLE];

	for (; said != NULL; said = said->next)
		if (said->count > 0 && is_elsewhere(said->values[0].url) &&
		    !is_in_own_text(record, said))
			return &said->values[0];
	return NULL;
}

static void
put_elsewhere(struct facts *facts)
{
	const struct value *title = find_elsewhere(facts->record);
	const struct value *page = record_value(facts->record, FIELD_PAGE);
	struct str url;

	if (title == NULL)
		return;
	url = title->url;
	if (page != NULL && (str_equal(page->text, url) || str_equal(page->url, url)))
		return;
	begin_fact(facts, STR("Elsewhere"));
	put_url(facts->canvas, facts->record->fields[FIELD_TITLE], url,
		str_from_offset(url, str_find(url, STR("//")) + 2));
	end_fact(facts);
}

static void
put_reasons_fact(struct facts *facts)
{
	if (!has_reasons(facts->canvas, facts->record))
		return;
	begin_fact(facts,
		   kind_label(facts->canvas->scratch, facts->canvas->site, KIND_THEME, true));
	put_reasons(facts->canvas, facts->record);
	end_fact(facts);
}

static void
put_leaf(struct canvas *canvas, const struct record *leaf)
{
	const struct value *bar = record_value(leaf, FIELD_PROGRESS);
	struct str weight = record_text(leaf, FIELD_WEIGHT);

	buf_puts(canvas->out, "<li>");
	put_record_link(canvas, leaf);
	buf_putc(canvas->out, ' ');
	put_record_state(canvas, leaf);
	if (leaf->kind == KIND_MILESTONE && leaf->parent != NULL)
		put_html(canvas, " <small>", leaf->parent->title, "</small>");
	if (leaf->kind != KIND_MILESTONE && bar != NULL && bar->total > 0)
		put_html(canvas, " <small>",
			 progress_fraction(canvas->scratch, bar->number, bar->total),
			 " by its own bar</small>");
	if (leaf->kind == KIND_MILESTONE && weight.length > 0)
		put_html(canvas, " <small>weight ", weight, "</small>");
	buf_puts(canvas->out, "</li>\n");
}

/* What stands below its parts: its own milestones are the line of steps. */
static void
put_leaves(struct canvas *canvas, const struct record *record)
{
	struct records leaves;
	size_t own = 0;

	progress_leaves(canvas->scratch, record, &leaves);
	for (size_t i = 0; i < leaves.count; i++)
		own += leaves.items[i]->parent == record && leaves.items[i]->kind == KIND_MILESTONE;
	if (own == leaves.count)
		return;
	buf_puts(canvas->out, "<details><summary>What counts</summary>\n<ul>\n");
	for (size_t i = 0; i < leaves.count && i < TIES_SHOWN; i++)
		put_leaf(canvas, leaves.items[i]);
	if (leaves.count > TIES_SHOWN)
		buf_printf(canvas->out, "<li>and %zu more</li>\n", leaves.count - TIES_SHOWN);
	buf_puts(canvas->out, "</ul></details>\n");
}

static void
put_progress_fact(struct facts *facts)
{
	struct progress progress = progress_of(facts->record);

	if (schema_field(facts->record->kind, FIELD_PROGRESS) == NULL ||
	    progress_percent(&progress) < 0)
		return;
	begin_fact(facts, STR("Progress"));
	put_progress(facts->canvas, facts->record);
	put_html(facts->canvas, "<br><small>", progress_explain(facts->canvas->scratch, &progress),
		 "</small>");
	if (progress.basis == PROGRESS_COUNTED)
		put_leaves(facts->canvas, facts->record);
	end_fact(facts);
}

void
put_kind(struct canvas *canvas, const struct record *record)
{
	struct str label = kind_label(canvas->scratch, canvas->site, record->kind, false);
	struct str sort = record_text(record, FIELD_STORY_KIND);

	if (record->kind == KIND_STORY && sort.length > 0)
		label = arena_printf(canvas->scratch, "%.*s story",
				     STR_ARG(capital(canvas->scratch, sort)));
	put_html(canvas, "<p class=\"kind\">", label, "</p>\n");
}

void
put_facts(struct canvas *canvas, const struct record *record)
{
	const struct kind_row *kind = schema_kind(record->kind);
	struct facts facts = { canvas, record, false };

	put_parent(&facts);
	for (size_t i = 0; i < kind->field_count; i++) {
		put_field(&facts, &kind->fields[i]);
		if (kind->fields[i].field == FIELD_STATE)
			put_progress_fact(&facts);
	}
	put_reasons_fact(&facts);
	put_elsewhere(&facts);
	if (facts.begun)
		buf_puts(canvas->out, "</dl>\n");
}
