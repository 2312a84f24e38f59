/*
 * summary: counting records, files and findings.
 */
#include "cmd/summary.h"

static void
count_file(struct arena *arena, struct map *files, struct str file)
{
	if (file.length > 0)
		map_put(arena, files, file);
}

/* Fields of records that come from files which are no pages. */
static void
count_statements(struct arena *arena, struct map *files, const struct record *record)
{
	for (size_t field = 0; field < FIELD_COUNT; field++)
		for (const struct statement *said = record->fields[field]; said != NULL;
		     said = said->next)
			if (said->page == NULL)
				count_file(arena, files, said->place.file);
}

static size_t
count_files(struct arena *arena, const struct model *model)
{
	struct map files = { 0 };

	if (model->book.config != NULL)
		count_file(arena, &files, model->book.config->place.file);
	if (model->book.toml != NULL)
		count_file(arena, &files, model->book.toml->place.file);
	for (size_t i = 0; i < model->records.count; i++)
		count_statements(arena, &files, model->records.items[i]);
	return model->page_count + (model->book.summary != NULL) + files.count;
}

void
summary_count(struct summary *ret_summary, struct arena *arena, const struct model *model)
{
	struct summary summary = { .count = 0 };

	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct records *records = &model->by_kind[kind];
		size_t count = 0;

		for (size_t i = 0; i < records->count; i++)
			count += !records->items[i]->implied;
		if (count == 0)
			continue;
		summary.kinds[summary.count] = (enum kind)kind;
		summary.items[summary.count++] =
			(struct diag_tally){ schema_kind((enum kind)kind)->plural, count };
	}
	summary.items[summary.count++] = (struct diag_tally){ "files", count_files(arena, model) };
	*ret_summary = summary;
}

static void
put_records(struct buf *out, const struct summary *summary)
{
	if (summary->count <= 1)
		buf_puts(out, "no records");
	for (size_t i = 0; i + 1 < summary->count; i++) {
		const struct diag_tally *item = &summary->items[i];

		buf_printf(out, "%s%zu %s", i > 0 ? ", " : "", item->count,
			   item->count == 1 ? schema_kind(summary->kinds[i])->name : item->name);
	}
}

static void
put_count(struct buf *out, size_t count, const char *word)
{
	buf_printf(out, "%zu %s%s", count, word, count == 1 ? "" : "s");
}

void
summary_put(struct buf *out, const struct summary *summary, const struct diags *diags,
	    unsigned milliseconds)
{
	size_t counts[DIAG_FAILURE + 1] = { 0 };

	for (size_t i = 0; i < diags->count; i++)
		counts[diags->items[i].severity]++;
	buf_puts(out, "read ");
	put_records(out, summary);
	buf_puts(out, " in ");
	put_count(out, summary->items[summary->count - 1].count, "file");
	buf_printf(out, " in %u ms: ", milliseconds);
	put_count(out, counts[DIAG_ERROR], "error");
	buf_puts(out, ", ");
	put_count(out, counts[DIAG_WARNING], "warning");
	buf_puts(out, ", ");
	put_count(out, counts[DIAG_NOTE], "note");
	if (diags->dropped > 0)
		buf_printf(out, "; %zu more are not shown", diags->dropped);
	buf_putc(out, '\n');
}
