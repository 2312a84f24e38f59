/*
 * checking: the rules, told which ids the pages of the book's site have beside those of their texts.
 */
#ifndef CMD_CHECKING_H
#define CMD_CHECKING_H

#include "check/check.h"
#include "cmd/command.h"
#include "site/site.h"

/* check_run with those ids.  Where `site` is NULL one is made when a page with directives is asked for; in
   most books none is. */
void checking_run(struct call *call, const struct model *model, const struct site *site,
		  const struct check_options *rules, struct diags *diags);

#endif
