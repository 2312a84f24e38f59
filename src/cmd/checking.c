/*
 * checking: the site is asked.
 */
#include "cmd/checking.h"

struct asking {
	struct arena *arena;
	const struct model *model;
	struct date today;
	checking_site_function *answer;
	void *context;
	const struct site *site, *made;
};

static bool
has_anchor(void *context, const struct page *page, struct str anchor)
{
	struct asking *asking = context;
	const struct site_options options = { .today = asking->today, .only_anchors = true };

	if (page->directives.count == 0)
		return false;
	if (asking->site == NULL && asking->answer != NULL)
		asking->site = asking->answer(asking->context);
	if (asking->site == NULL)
		asking->site = asking->made = site_new(asking->arena, asking->model, &options);
	return site_inserts_anchor(asking->site, page, anchor);
}

void
checking_run(struct call *call, const struct model *model, checking_site_function *site,
	     void *site_context, const struct check_options *rules, struct diags *diags)
{
	struct asking asking = { .arena = call->arena,
				 .model = model,
				 .today = rules->today,
				 .answer = site,
				 .context = site_context };
	struct check_options all = *rules;

	all.has_anchor = has_anchor;
	all.anchor_context = &asking;
	check_run(model, &all, diags);
	if (asking.made != NULL)
		site_close(asking.made);
}
