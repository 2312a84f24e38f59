/*
 * pieces: small pieces of markup that all pages are made of.
 */
#include "site/parts.h"

#include "plan/progress.h"
#include "plan/stale.h"

void
put_html(struct canvas *canvas, const char *before, struct str text, const char *after)
{
	buf_puts(canvas->out, before);
	buf_put_html(canvas->out, text);
	buf_puts(canvas->out, after);
}

void
put_href(struct canvas *canvas, struct str address, struct str anchor)
{
	const struct spot spot = { .address = canvas->address,
				   .root = canvas->root,
				   .scratch = canvas->scratch };

	buf_puts(canvas->out, " href=\"");
	spot_put_url(&spot, address, anchor, canvas->out);
	buf_putc(canvas->out, '"');
}

void
put_link(struct canvas *canvas, struct str address, struct str text)
{
	buf_puts(canvas->out, "<a");
	put_href(canvas, address, STR_EMPTY);
	buf_putc(canvas->out, '>');
	put_linked_text(canvas, text, true);
	buf_puts(canvas->out, "</a>");
}

void
put_page_link(struct canvas *canvas, const struct page *page)
{
	buf_puts(canvas->out, "<a");
	put_href(canvas, page->address, STR_EMPTY);
	buf_putc(canvas->out, '>');
	buf_put(canvas->out, canvas->site->pages[page->order].label);
	buf_puts(canvas->out, "</a>");
}

struct str
record_address(const struct canvas *canvas, const struct record *record)
{
	return canvas->site->record_addresses[record->order];
}

void
put_record_link(struct canvas *canvas, const struct record *record)
{
	struct str address = record_address(canvas, record);

	if (address.length == 0) {
		buf_put_html(canvas->out, record->title);
		return;
	}
	buf_puts(canvas->out, "<a");
	put_href(canvas, address, canvas->site->record_anchors[record->order]);
	put_html(canvas, ">", record->title, "</a>");
}

struct told
told_of(const struct site *site, const struct record *record)
{
	return period_told(site->model, record, site->today);
}

bool
site_record_rests(const struct site *site, const struct record *record, struct date *ret_since)
{
	return site->history != NULL && stale_since(record, &site->model->book,
						    site->history->moved, site->today, ret_since);
}

static void
put_rest(struct canvas *canvas, const struct record *record)
{
	struct date since;
	char text[11];

	if (!site_record_rests(canvas->site, record, &since))
		return;
	date_format(since, text);
	buf_printf(canvas->out,
		   " <span class=\"rests\"><span aria-hidden=\"true\">⌛</span> No move since "
		   "<time datetime=\"%s\">%s</time></span>",
		   text, text);
}

void
put_state(struct canvas *canvas, const struct record *record)
{
	struct told told = told_of(canvas->site, record);

	if (told.sign.length == 0) {
		put_html(canvas, "<span class=\"state none\">", told.word, "</span>");
		return;
	}
	put_html(canvas, "<span class=\"state ", told.name, "\"><span aria-hidden=\"true\">");
	put_html(canvas, "", told.sign, "</span> ");
	put_html(canvas, "<span>", told.word, "</span></span>");
}

void
put_record_state(struct canvas *canvas, const struct record *record)
{
	put_state(canvas, record);
	put_rest(canvas, record);
}

void
put_past_period(struct canvas *canvas, const struct record *record)
{
	struct str period = period_of(record);

	if (record->kind == KIND_GOAL && period_is_over(period, canvas->site->today))
		put_html(canvas, " <small>", period, "</small>");
}

void
put_people(struct canvas *canvas, const struct record *record, enum field field)
{
	const struct statement *said = record_said(record, field);

	for (uint32_t i = 0; said != NULL && i < said->count; i++) {
		const struct value *value = &said->values[i];

		if (i > 0)
			buf_puts(canvas->out, ", ");
		if (value->key.length > 0)
			put_html(canvas, "", value->key, ": ");
		if (value->target != NULL)
			put_record_link(canvas, value->target);
		else
			buf_put_html(canvas->out, value->text);
	}
}

void
put_progress(struct canvas *canvas, const struct record *record)
{
	struct progress progress = progress_of(record);
	int percent = progress_percent(&progress);
	struct str explanation = progress_explain(canvas->scratch, &progress);

	if (percent < 0) {
		put_html(canvas, "<span class=\"none\" title=\"", explanation, "\">–</span>");
		return;
	}
	buf_printf(canvas->out, "<progress max=\"100\" value=\"%d\" aria-label=\"", percent);
	buf_put_html(canvas->out, explanation);
	buf_puts(canvas->out, "\" title=\"");
	put_html(canvas, "", explanation, "\"></progress> ");
	buf_printf(canvas->out, "%d %%", percent);
	if (progress.basis == PROGRESS_DECLARED)
		buf_puts(canvas->out, " <small>declared</small>");
}

void
put_count(struct canvas *canvas, size_t count, const char *one, const char *several)
{
	buf_printf(canvas->out, "%zu %s", count, count == 1 ? one : several);
}

static void
put_standing(struct canvas *canvas, const struct record *record)
{
	struct progress progress = progress_of(record);

	put_record_link(canvas, record);
	put_past_period(canvas, record);
	if (schema_field(record->kind, FIELD_STATE) == NULL)
		return;
	buf_putc(canvas->out, ' ');
	put_record_state(canvas, record);
	if (record->kind == KIND_MILESTONE || progress_percent(&progress) < 0)
		return;
	buf_puts(canvas->out, " <span class=\"bar\">");
	put_progress(canvas, record);
	buf_puts(canvas->out, "</span>");
}

void
put_standing_list(struct canvas *canvas, const struct records *records)
{
	buf_puts(canvas->out, "<ul class=\"standing\">\n");
	for (size_t i = 0; i < records->count && i < TIES_SHOWN; i++) {
		buf_puts(canvas->out, "<li>");
		put_standing(canvas, records->items[i]);
		buf_puts(canvas->out, "</li>\n");
	}
	if (records->count > TIES_SHOWN)
		buf_printf(canvas->out, "<li>and %zu more</li>\n", records->count - TIES_SHOWN);
	buf_puts(canvas->out, "</ul>\n");
}
