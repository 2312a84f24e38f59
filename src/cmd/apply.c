/* apply: splices bytes into files under the book's lock. */
#include "cmd/apply.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"

#define LOCK_TIMEOUT_MS 10000

int
apply_lock(struct str book, struct diags *diags)
{
	const char *reason;
	/* file_lock takes the folder of a path: this is the book's own, however it is named. */
	const char *path =
		arena_printf(diags->arena, "%.*s/.", STR_ARG(book.length ? book : STR("."))).data;
	int handle = file_lock(path, LOCK_TIMEOUT_MS, &reason);
	if (handle < 0)
		diag_fail(diags, place_file(book),
			  "could not get the book for writing: %s; is another waymark at work?",
			  reason);
	return handle;
}

void
apply_unlock(int handle)
{
	if (handle >= 0)
		file_unlock(handle);
}

static int
compare_edits(const void *left, const void *right)
{
	const struct diag_edit *a = left, *b = right;
	int order = str_compare(a->file, b->file);
	if (order)
		return order;
	return a->offset < b->offset ? -1 : a->offset > b->offset;
}

static bool
splice(const struct diag_edit *edits, size_t count, struct str bytes, struct buf *out,
       size_t *ret_applied)
{
	size_t at = 0;
	for (size_t i = 0; i < count; i++) {
		if (edits[i].offset < at || edits[i].offset + edits[i].length > bytes.length)
			continue;
		buf_put(out, str_slice(bytes, at, edits[i].offset));
		buf_put(out, edits[i].text);
		at = edits[i].offset + edits[i].length;
		++*ret_applied;
	}
	buf_put(out, str_from_offset(bytes, at));
	return !out->failed;
}

/* All edits of one file. */
static bool
apply_file(const struct model *model, struct str book, const struct diag_edit *edits, size_t count,
	   size_t *ret_applied, struct diags *diags)
{
	struct str path = book.length ? path_join(diags->arena, book, edits->file) : edits->file;
	struct str bytes, seen;
	const char *reason;
	if (!file_read(diags->arena, path.data, LIMIT_FILE_BYTES, &bytes, &reason))
		return diag_fail(diags, place_file(edits->file), "could not read: %s", reason);
	if (!model_bytes(model, edits->file, &seen) || !str_equal(bytes, seen))
		return diag_fail(diags, place_file(edits->file),
				 "the file has changed since it was read, or is not UTF-8; nothing "
				 "was written to it, run the command again");
	struct buf out;
	buf_init(&out, LIMIT_FILE_BYTES);
	bool written = splice(edits, count, bytes, &out, ret_applied) &&
		       file_write_atomic(path.data, buf_str(&out), &reason);
	if (out.failed)
		reason = "larger than the limit for a file";
	buf_free(&out);
	return written || diag_fail(diags, place_file(edits->file), "could not write: %s", reason);
}

bool
apply_edits(const struct model *model, struct str book, const struct diag_edit *edits, size_t count,
	    size_t *ret_applied, struct diags *diags)
{
	struct diag_edit *sorted = ARENA_ARRAY(diags->arena, struct diag_edit, count);
	*ret_applied = 0;
	if (count)
		memcpy(sorted, edits, count * sizeof *edits);
	qsort(sorted, count, sizeof *sorted, compare_edits);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && str_equal(sorted[end].file, sorted[i].file);)
			end++;
		if (!apply_file(model, book, &sorted[i], end - i, ret_applied, diags))
			return false;
	}
	return true;
}
