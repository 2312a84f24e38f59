/*
 * views: which pages of waymark's own there are, in the order of the header.
 */
#include "site/views.h"

#include "site/timeline.h"

#include "base/utf8.h"
#include "plan/help.h"

static bool
always(const struct model *model)
{
	(void)model;
	return true;
}

/* Search engines want whole addresses. */
static bool
has_address(const struct model *model)
{
	return model->book.site_url.length > 0;
}

static bool
has_work(const struct model *model)
{
	return model->by_kind[KIND_GOAL].count + model->by_kind[KIND_INITIATIVE].count > 0;
}

static bool
has_vision(const struct model *model)
{
	return model->by_kind[KIND_THEME].count + model->by_kind[KIND_STORY].count > 0;
}

/* Whatever day it is: a page that comes and goes would break links. */
static bool
has_help(const struct model *model)
{
	for (size_t i = 0; i < model->records.count; i++)
		if (help_wants(model->records.items[i]) ||
		    record_said(model->records.items[i], FIELD_WANTED) != NULL)
			return true;
	return false;
}

static bool
has_people(const struct model *model)
{
	return model->by_kind[KIND_PERSON].count + model->by_kind[KIND_TEAM].count > 0;
}

static bool
has_requirements(const struct model *model)
{
	for (size_t i = 0; i < model->records.count; i++) {
		const struct statement *said = model->records.items[i]->fields[FIELD_REQUIRES];

		for (; said != NULL; said = said->next)
			for (uint32_t k = 0; k < said->count; k++)
				if (said->values[k].target != NULL)
					return true;
	}
	return false;
}

const struct view_row view_rows[VIEW_COUNT] = {
	[VIEW_ROADMAP] = { "roadmap.html", "Roadmap", "Roadmap status", NULL, true, false, has_work,
			   site_roadmap },
	[VIEW_VISION] = { "vision.html", "Vision", "Vision overview", NULL, true, false, has_vision,
			  site_vision },
	[VIEW_HELP] = { "help.html", "Help wanted", "All help wanted", NULL, true, false, has_help,
			site_help },
	[VIEW_PEOPLE] = { "people.html", "People", "People and load", NULL, true, false, has_people,
			  site_people },
	[VIEW_DEPENDENCIES] = { "dependencies.html", "Dependencies", "All dependencies", NULL, true,
				false, has_requirements, site_dependencies },
	[VIEW_TIMELINE] = { "timeline.html", "Timeline", "Dates and steps", NULL, true, false,
			    timeline_has_dates, site_timeline },
	[VIEW_CHANGES] = { "changes.html", "Changes", "What changed", NULL, true, false, always,
			   site_changes_page },
	[VIEW_CONTENTS] = { "contents.html", "Contents", "All pages", NULL, true, false, always,
			    site_contents },
	[VIEW_FINDINGS] = { "findings.html", "Findings", "All findings", NULL, true, false, always,
			    site_findings },
	[VIEW_NOT_FOUND] = { "404.html", "Page not found", NULL, NULL, false, true, always,
			     site_not_found },
	[VIEW_SITEMAP] = { "sitemap.xml", "Sitemap", NULL, "application/xml", false, true,
			   has_address, site_sitemap },
	[VIEW_FEED] = { "changes.xml", "Changes", NULL, "application/atom+xml", false, false,
			always, site_feed },
	[VIEW_BADGE] = { "badge.svg", "Badge", NULL, "image/svg+xml", false, false, always,
			 site_badge },
	[VIEW_SEARCH] = { "search-index.js", "Search", NULL, "text/javascript; charset=utf-8",
			  false, false, always, site_search_index },
	[VIEW_WHOLE] = { "print.html", "Whole book", NULL, NULL, false, false, always, NULL },
};

/* What readers take for the name: "📅 The Roadmaps" is "roadmap". */
static struct str
bare_title(struct arena *arena, struct str title)
{
	while (title.length > 0 && !char_is_letter(title.data[0]))
		title = str_from_offset(title, 1);
	title = utf8_fold(arena, str_trim_end(title));
	if (str_starts(title, STR("the ")))
		title = str_from_offset(title, 4);
	return str_slice(title, 0, title.length - str_ends(title, STR("s")));
}

void
views_name(struct arena *arena, struct site *site)
{
	const struct model *model = site->model;
	struct map pages = { 0 }; /* by their bare titles, the first of each */

	for (size_t i = 0; i < model->page_count; i++) {
		struct site_page *page = &site->pages[i];
		void **first = map_put(arena, &pages, bare_title(arena, page->page->title));

		*first = *first != NULL ? *first : page;
	}
	for (size_t i = VIEW_NONE + 1; i < VIEW_COUNT; i++) {
		const struct view_row *row = &view_rows[i];

		const struct site_page *namesake =
			map_get(&pages, bare_title(arena, str_from(row->title)));

		site->titles[i] = str_from(row->title);
		if (row->other == NULL || namesake == NULL)
			continue;
		site->titles[i] = str_from(row->other);
		site->namesakes[i] = namesake->page;
	}
}

struct frame
view_frame(const struct site *site, enum view view)
{
	return (struct frame){ .title = site->titles[view], .view = view };
}

void
put_view_title(struct canvas *canvas, const struct frame *frame)
{
	const struct page *namesake = canvas->site->namesakes[frame->view];

	put_html(canvas, "<h1>", frame->title, "</h1>\n");
	if (namesake == NULL)
		return;
	buf_puts(canvas->out, "<p class=\"none\">The book's own page: ");
	put_page_link(canvas, namesake);
	buf_puts(canvas->out, "</p>\n");
}
