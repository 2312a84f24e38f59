/*
 * views: which pages of waymark's own there are, in the order of the header.
 */
#include "site/views.h"

#include "plan/help.h"
#include "site/timeline.h"

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
	[VIEW_ROADMAP] = { "roadmap.html", "Roadmap", NULL, true, false, has_work, site_roadmap },
	[VIEW_VISION] = { "vision.html", "Vision", NULL, true, false, has_vision, site_vision },
	[VIEW_HELP] = { "help.html", "Help wanted", NULL, true, false, has_help, site_help },
	[VIEW_PEOPLE] = { "people.html", "People", NULL, true, false, has_people, site_people },
	[VIEW_DEPENDENCIES] = { "dependencies.html", "Dependencies", NULL, true, false,
				has_requirements, site_dependencies },
	[VIEW_TIMELINE] = { "timeline.html", "Timeline", NULL, true, false, timeline_has_dates,
			    site_timeline },
	[VIEW_CHANGES] = { "changes.html", "Changes", NULL, true, false, always,
			   site_changes_page },
	[VIEW_CONTENTS] = { "contents.html", "Contents", NULL, true, false, always, site_contents },
	[VIEW_FINDINGS] = { "findings.html", "Findings", NULL, true, false, always, site_findings },
	[VIEW_NOT_FOUND] = { "404.html", "Page not found", NULL, false, true, always,
			     site_not_found },
	[VIEW_SITEMAP] = { "sitemap.xml", "Sitemap", "application/xml", false, true, has_address,
			   site_sitemap },
	[VIEW_FEED] = { "changes.xml", "Changes", "application/atom+xml", false, false, always,
			site_feed },
	[VIEW_BADGE] = { "badge.svg", "Badge", "image/svg+xml", false, false, always, site_badge },
	[VIEW_SEARCH] = { "search-index.js", "Search", "text/javascript; charset=utf-8", false,
			  false, always, site_search_index },
	[VIEW_WHOLE] = { "print.html", "Whole book", NULL, false, false, always, NULL },
};
