/*
 * checking: the rules, told which ids the pages of the book's site have beside those of their texts.
 */
#ifndef CMD_CHECKING_H
#define CMD_CHECKING_H

#include "check/check.h"
#include "cmd/command.h"
#include "site/site.h"

/* Hands out the site of the book that is checked. */
typedef const struct site *checking_site_function(void *context);

/* check_run with those ids.  The site is asked for when a page with directives is; in most books none is.
   Where `site` is NULL one is made then. */
void checking_run(struct call *call, const struct model *model, checking_site_function *site,
		  void *site_context, const struct check_options *rules, struct diags *diags);

#endif
