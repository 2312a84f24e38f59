/*
 * waymark sync: the generated regions of the book's own pages.
 */
#include "base/limits.h"
#include "cmd/apply.h"
#include "cmd/command.h"
#include "diag/output.h"
#include "emit/region.h"
#include "model/edit.h"

static const struct option_row options[] = {
	{ "check", 'c', OPTION_FLAG, NULL, NULL,
	  "Write nothing, and exit with 1 when a region is out of date." },
};

/* A region whose content is not what it should be. */
struct stale {
	const struct page *page;
	const struct region *region;
};

struct sync {
	struct call *call;
	struct model *model;
	size_t regions;
	VEC(struct stale) stale;
	struct edits edits;
};

static bool
sync_region(struct sync *sync, const struct page *page, const struct region *region)
{
	struct call *call = sync->call;
	struct str text;
	struct str old =
		str_slice(page->doc->source, region->offset, region->offset + region->length);

	if (!region_fill(call->arena, sync->model, page, region, &text, call->diags))
		return false;
	sync->regions++;
	if (str_equal(old, text))
		return true;
	*VEC_PUSH(call->arena, &sync->stale) = (struct stale){ page, region };
	*VEC_PUSH(call->arena, &sync->edits) =
		(struct diag_edit){ page->path, region->offset, region->length, text };
	return true;
}

/* All pages are looked at, so that everything that is wrong is said at once. */
static bool
sync_pages(struct sync *sync)
{
	struct call *call = sync->call;
	bool well = true;

	for (size_t i = 0; i < sync->model->page_count; i++) {
		const struct page *page = sync->model->pages[i];
		struct regions regions;

		well &= regions_find(call->arena, page->doc, &regions, call->diags);
		for (size_t k = 0; k < regions.count; k++)
			well &= sync_region(sync, page, &regions.items[k]);
	}
	return well;
}

static void
put_result(const struct sync *sync, bool check)
{
	const struct diag_output output = { .root = sync->call->root };
	size_t stale = sync->stale.count;
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	for (size_t i = 0; i < stale; i++) {
		const struct region *region = sync->stale.items[i].region;

		buf_puts(&out, check ? "out of date: " : "updated ");
		diag_put_path(&out, &output, region->place.file);
		buf_printf(&out, ":%u: ", (unsigned)region->place.line);
		diag_put_plain(&out, region->name);
		buf_putc(&out, '\n');
	}
	buf_printf(&out, "%zu generated region%s, %zu %s\n", sync->regions,
		   sync->regions == 1 ? "" : "s", stale, check ? "out of date" : "updated");
	if (sync->regions == 0)
		buf_puts(&out, "A page gets one by the lines <!-- waymark:roadmap --> and "
			       "<!-- /waymark -->.\n");
	fwrite(out.data, 1, out.length, sync->call->out);
	buf_free(&out);
}

static enum status
sync_book(struct call *call, struct str book, struct model *model)
{
	struct sync sync = { .call = call, .model = model };
	bool check = call_flag(call, "check");
	size_t applied;

	if (!sync_pages(&sync))
		return STATUS_FAILURE;
	if (!check &&
	    !apply_edits(model, book, sync.edits.items, sync.edits.count, &applied, call->diags))
		return STATUS_FAILURE;
	put_result(&sync, check);
	return check && sync.stale.count > 0 ? STATUS_FINDINGS : STATUS_OK;
}

static enum status
run(struct call *call)
{
	enum status status = STATUS_FAILURE;
	bool check = call_flag(call, "check");
	struct model *model;
	struct str book;
	int lock = -1;

	if (!call_book(call, call_argument(call, 0), &book))
		return STATUS_FAILURE;
	if (!check && (lock = apply_lock(book, call->diags)) < 0)
		return STATUS_FAILURE;
	model = call_load_root(call, book);
	if (model != NULL) {
		status = sync_book(call, book, model);
		model_close(model);
	}
	apply_unlock(lock);
	return status;
}

const struct command command_sync = {
	.name = "sync",
	.operands = "[PATH]",
	.summary = "refresh the generated regions of the book's own pages",
	.description =
		"Between the lines <!-- waymark:NAME --> and <!-- /waymark --> a page holds what "
		"waymark makes of the records. This writes it anew where it is out of date, and "
		"leaves every other byte alone. Records are never read from there.\n\n"
		"<!-- waymark:roadmap --> is the roadmap, with the option goals (without their "
		"initiatives), period=2026, and conditions such as state=active or owner=@ada.\n\n"
		"<!-- waymark:list KIND --> lists records, such as list story character=alan or "
		"list milestone initiative=polish/lints fields=state,due.\n\n"
		"<!-- waymark:wanted --> lists the evidence that themes still miss.\n\n"
		"The markers stand on lines of their own, outside of lists, quotes and HTML. With "
		"--check nothing is written, and the exit status is 1 when a region is out of "
		"date.",
	.examples = "waymark sync\n"
		    "waymark sync --check        # for a workflow: is everything up to date?",
	.options = options,
	.option_count = sizeof options / sizeof options[0],
	.max_operands = 1,
	.reads_book = true,
	.writes_book = true,
	.run = run,
};
