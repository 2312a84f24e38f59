/*
 * fix: which edits can be made together, and what is said about them.
 */
#include "cmd/fix.h"

#include "cmd/apply.h"
#include "diag/output.h"

struct fixes {
	const struct diag_finding **items;
	size_t count, capacity;
};

/* By file and offset; findings stand in one array, so their addresses keep their order. */
static int
compare(const void *left, const void *right)
{
	const struct diag_finding *const *a = left, *const *b = right;
	const struct diag_edit *first = &(*a)->edit, *second = &(*b)->edit;
	int order = str_compare(first->file, second->file);

	if (order == 0)
		order = (first->offset > second->offset) - (first->offset < second->offset);
	return order != 0 ? order : (*a > *b) - (*a < *b);
}

/* Two edits at the same offset may be the same one, said twice. */
static bool
overlaps(const struct diag_edit *before, const struct diag_edit *edit)
{
	return str_equal(before->file, edit->file) &&
	       (edit->offset < before->offset + before->length || edit->offset == before->offset);
}

static struct fixes
choose(struct arena *arena, const struct diags *diags)
{
	struct fixes all = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].has_edit)
			*VEC_PUSH(arena, &all) = &diags->items[i];
	if (all.count > 0)
		qsort(all.items, all.count, sizeof *all.items, compare);
	for (size_t i = 0; i < all.count; i++)
		if (kept == 0 || !overlaps(&all.items[kept - 1]->edit, &all.items[i]->edit))
			all.items[kept++] = all.items[i];
	all.count = kept;
	return all;
}

bool
fix_apply(struct call *call, const struct model *model, struct str book, struct buf *out,
	  size_t *ret_fixed)
{
	struct fixes fixes = choose(call->arena, call->diags);
	struct diag_edit *edits = ARENA_ARRAY(call->arena, struct diag_edit, fixes.count);
	struct diag_output output = { .root = book };

	*ret_fixed = 0;
	for (size_t i = 0; i < fixes.count; i++)
		edits[i] = fixes.items[i]->edit;
	if (!apply_edits(model, book, edits, fixes.count, ret_fixed, call->diags))
		return false;
	for (size_t i = 0; out != NULL && i < fixes.count; i++) {
		const struct diag_finding *finding = fixes.items[i];

		buf_puts(out, "fixed ");
		diag_put_path(out, &output, finding->place.file);
		buf_printf(out, ":%u: ", (unsigned)finding->place.line);
		diag_put_plain(out, finding->message);
		buf_printf(out, " [%s]\n", finding->code->name);
	}
	return true;
}
