/*
 * site: the whole site of a book as outputs.
 *
 * The book's pages stand at mdBook's addresses; everything that waymark adds stands below one
 * folder ("waymark/", or another name where the book has such a folder itself):
 *
 *	waymark/roadmap.html          goals and initiatives
 *	waymark/vision.html           problems, their evidence and goals, stories, what is missing
 *	waymark/help.html             what looks for help, and how to give it
 *	waymark/people.html           who does what; an anchor for each person and team
 *	waymark/dependencies.html     what waits for what, where anything does
 *	waymark/timeline.html         what has dates, where anything does
 *	waymark/contents.html         all pages and records
 *	waymark/print.html            the whole book as one document
 *	waymark/search-index.js       what the search knows (search.h)
 *	waymark/findings.html         what check says
 *	waymark/badge.svg             the same in two words, for a README
 *	waymark/changes.html          what changed, by month; older years in changes/YEAR.html
 *	waymark/changes.xml           the same as an Atom feed
 *	waymark/feed/goal/ID.xml …    feeds of goals and of persons
 *	waymark/goal/ID.html …        a record that has no page in the book
 *	waymark/picture/ID.svg        a goal for those who link to it; or ID.png
 *
 * Nothing on a page grows with the number of pages, but for those lists.  The same model and
 * findings give the same bytes.
 *
 * To add a page: views.h says how.
 */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "base/vec.h"
#include "site/history.h"
#include "site/output.h"

/* The layout of the site's graph `index` as `dot -Tplain` writes it; waits for it.  False:
   `*ret_reason` is a clause such as "its answer is too long".  Thread-safe. */
typedef bool site_layout_function(void *context, size_t index, struct str *ret_plain,
				  struct str *ret_reason);

/* What check says of the book, sorted; waits for it.  Thread-safe. */
typedef const struct diags *site_findings_function(void *context);

struct site_options {
	struct date today;                /* as of which periods are over; not set: none is */
	site_findings_function *findings; /* NULL: the book was not checked */
	void *findings_context;
	site_layout_function *layout; /* NULL: pages say that pictures of graphs are left out */
	void *layout_context;
	const struct site_history *history; /* NULL: the site says nothing of it */
	bool has_png;                       /* pictures of goals are PNG: see output.is_drawn */
	bool only_anchors; /* nothing is asked but site_inserts_anchor: the rest is not made */
};

struct site_counts {
	size_t pages;   /* of the book */
	size_t records; /* pages for records that the book has no page for */
	size_t redirects;
	size_t files;    /* copied */
	size_t left_out; /* files that cannot stand where they should: see below */
};

/* Everything that pages need, made once.  Lives in the arena with the model, but for what the outputs
   leave for one another. */
const struct site *site_new(struct arena *arena, const struct model *model,
			    const struct site_options *options);
void site_close(const struct site *site);

/* Whether a directive puts a heading with this id into the page. */
bool site_inserts_anchor(const struct site *site, const struct page *page, struct str anchor);

/* Graphs that pages need the layout of, in graphviz's language.  No page does it: whoever made the
   site may begin with it before any page asks. */
struct strs site_graphs(const struct site *site);

/* No two outputs have the same path; a page wins over a file, a file over a redirect.  Outputs
   with a path that cannot be written (control characters, names that are too long) and those that
   would need a folder where there is a file are left out. */
void site_outputs(struct arena *arena, const struct site *site, struct outputs *ret_outputs,
		  struct site_counts *ret_counts);

#endif
