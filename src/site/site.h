/*
 * site: the whole site of a book as outputs.
 *
 * The book's pages stand at mdBook's addresses; everything that waymark adds stands below one
 * folder ("waymark/", or another name where the book has such a folder itself):
 *
 *	waymark/roadmap.html          goals and initiatives
 *	waymark/people.html           who does what; an anchor for each person and team
 *	waymark/contents.html         all pages and records
 *	waymark/findings.html         what check says
 *	waymark/goal/ID.html …        a record that has no page in the book
 *
 * Nothing on a page grows with the number of pages, but for those four lists.  The same model and
 * findings give the same bytes.
 *
 * To add a page: views.h says how.
 */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "site/output.h"

struct site_options {
	const struct diags *findings; /* sorted; shown on the page of findings */
	struct date today;            /* as of which periods are over; not set: none is */
};

struct site_counts {
	size_t pages;   /* of the book */
	size_t records; /* pages for records that the book has no page for */
	size_t redirects;
	size_t files;    /* copied */
	size_t left_out; /* files that cannot stand where they should: see below */
};

/* Everything that pages need, made once.  Lives in the arena with the model. */
const struct site *site_new(struct arena *arena, const struct model *model,
			    const struct site_options *options);

/* No two outputs have the same path; a page wins over a file, a file over a redirect.  Outputs
   with a path that cannot be written (control characters, names that are too long) and those that
   would need a folder where there is a file are left out. */
void site_outputs(struct arena *arena, const struct site *site, struct outputs *ret_outputs,
		  struct site_counts *ret_counts);

#endif
