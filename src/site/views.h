/*
 * views: the pages of waymark's own, one of each, as a table.
 *
 * To add one: a word in the enum, a row in views.c, and its function, declared here, in a file of its name.  The function
 * begins with view_frame and put_view_title.
 */
#ifndef SITE_VIEWS_H
#define SITE_VIEWS_H

#include "site/output.h"

enum view {
	VIEW_NONE,
	VIEW_ROADMAP,
	VIEW_VISION,
	VIEW_HELP,
	VIEW_PEOPLE,
	VIEW_DEPENDENCIES,
	VIEW_TIMELINE,
	VIEW_CHANGES,
	VIEW_CONTENTS,
	VIEW_FINDINGS,
	VIEW_NOT_FOUND,
	VIEW_SITEMAP,
	VIEW_FEED,
	VIEW_BADGE,
	VIEW_SEARCH,
	VIEW_WHOLE
};
#define VIEW_COUNT (VIEW_WHOLE + 1)

struct view_row {
	const char *name;  /* of the file */
	const char *title; /* in the header */
	const char *
		other; /* the same where the book has a page of that title; NULL: none could clash */
	const char *media; /* NULL: a page */
	bool in_header;
	bool at_root; /* of the site, not in waymark's folder */
	bool (*exists)(const struct model *model);
	output_function *render;
};

output_function site_roadmap;
output_function site_vision;
output_function site_help;
output_function site_people;
output_function site_dependencies;
output_function site_timeline;
output_function site_changes_page;
output_function site_contents;
output_function site_findings;
output_function site_not_found;
output_function site_sitemap;
output_function site_feed;
output_function site_badge;
output_function site_search_index;
output_parts_function site_whole;

extern const struct view_row view_rows[VIEW_COUNT];

struct site;
struct canvas;
struct frame;
/* Decides how the views are called, so that none has the name of a page. */
void views_name(struct arena *arena, struct site *site);
struct frame view_frame(const struct site *site, enum view view);
/* The heading, and where the page of the book is that one might have looked for. */
void put_view_title(struct canvas *canvas, const struct frame *frame);

#endif
