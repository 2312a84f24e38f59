/*
 * suggestions: one order of sections and sentences, in two forms.
 */
#include "emit/suggestions.h"

#include "emit/table.h"
#include "emit/wrap.h"

#define SUGGESTIONS_TWINS 50  /* pairs that are listed */
#define SUGGESTIONS_NEAREST 3 /* neighbours of one that is cited nowhere */

struct sheet;

/* How headings, paragraphs and points look, and a text of the book or a record's title in
   the middle of a line. */
struct form {
	struct str (*plain)(const struct sheet *sheet, struct str text);
	struct str (*title)(const struct sheet *sheet, const struct record *record);
	void (*heading)(const struct sheet *sheet, struct str text);
	void (*paragraph)(const struct sheet *sheet, struct str text);
	void (*point)(const struct sheet *sheet, unsigned depth, struct str text);
};

struct sheet {
	const struct form *form;
	struct arena *arena;
	const struct rollup *rollup;
	size_t columns;
	struct buf *out;
};

/* No other record that is compared has its title. */
static bool
is_only_one(const struct sheet *sheet, const struct record *record)
{
	const struct corpus *corpus = &sheet->rollup->corpus;

	for (size_t d = 0; d < corpus->document_count; d++)
		if (corpus->documents[d].record != record &&
		    str_equal(corpus->documents[d].record->title, record->title))
			return false;
	return true;
}

/* ---- text ---- */

static struct str
text_plain(const struct sheet *sheet, struct str text)
{
	(void)sheet;
	return text;
}

static struct str
text_title(const struct sheet *sheet, const struct record *record)
{
	return is_only_one(sheet, record)
		       ? record->title
		       : arena_printf(sheet->arena, "%.*s [%.*s]", STR_ARG(record->title),
				      STR_ARG(record->id));
}

static void
text_heading(const struct sheet *sheet, struct str text)
{
	struct str clean = wrap_clean(sheet->arena, text);

	buf_putc(sheet->out, '\n');
	wrap_put(sheet->out, clean, sheet->columns, 0, 0);
	buf_put_repeat(sheet->out, '-',
		       clean.length < sheet->columns ? clean.length : sheet->columns);
	buf_putc(sheet->out, '\n');
}

static void
text_paragraph(const struct sheet *sheet, struct str text)
{
	wrap_put(sheet->out, wrap_clean(sheet->arena, text), sheet->columns, 0, 0);
}

static void
text_point(const struct sheet *sheet, unsigned depth, struct str text)
{
	if (depth == 0)
		buf_putc(sheet->out, '\n');
	wrap_put(sheet->out, wrap_clean(sheet->arena, text), sheet->columns, 2 * depth, 4);
}

static const struct form text_form = { text_plain, text_title, text_heading, text_paragraph,
				       text_point };

/* ---- Markdown ---- */

static struct str
markdown_plain(const struct sheet *sheet, struct str text)
{
	struct buf escaped;
	struct str copy;

	buf_init(&escaped, sheet->out->limit);
	table_put_markdown_text(&escaped, wrap_clean(sheet->arena, text));
	copy = buf_copy(sheet->arena, &escaped);
	buf_free(&escaped);
	return copy;
}

/* The anchor of a theme that is a part of a page below a heading; else empty. */
static struct str
find_anchor(const struct record *record)
{
	const struct page *page = record->page == NULL ? record->home : NULL;

	for (uint32_t h = 0; page != NULL && h < page->heading_count; h++) {
		const struct node *heading = &page->doc->nodes[page->headings[h]];

		if (heading->end == record->first_node && heading->length > 0)
			return node_text(heading);
	}
	return STR_EMPTY;
}

static struct str
markdown_title(const struct sheet *sheet, const struct record *record)
{
	struct str anchor = find_anchor(record), copy;
	struct buf link;

	buf_init(&link, sheet->out->limit);
	buf_putc(&link, '[');
	buf_put(&link, markdown_plain(sheet, record->title));
	buf_puts(&link, "](<");
	for (size_t i = 0; i < record->place.file.length; i++) {
		char c = record->place.file.data[i];

		if (c == '<' || c == '>' || c == '\\')
			buf_putc(&link, '\\');
		buf_putc(&link, c);
	}
	buf_printf(&link, anchor.length > 0 ? "#%.*s>)" : "%.*s>)", STR_ARG(anchor));
	copy = buf_copy(sheet->arena, &link);
	buf_free(&link);
	return copy;
}

static void
markdown_heading(const struct sheet *sheet, struct str text)
{
	buf_printf(sheet->out, "\n## %.*s\n", STR_ARG(text));
}

static void
markdown_paragraph(const struct sheet *sheet, struct str text)
{
	buf_printf(sheet->out, "\n%.*s\n", STR_ARG(text));
}

static void
markdown_point(const struct sheet *sheet, unsigned depth, struct str text)
{
	if (depth == 0)
		buf_putc(sheet->out, '\n');
	buf_put_repeat(sheet->out, ' ', 4 * (size_t)depth);
	buf_printf(sheet->out, "* %.*s\n", STR_ARG(text));
}

static const struct form markdown_form = { markdown_plain, markdown_title, markdown_heading,
					   markdown_paragraph, markdown_point };

/* ---- pieces of sentences ---- */

static bool
is_about_goals(const struct sheet *sheet)
{
	return sheet->rollup->corpus.kind == KIND_GOAL;
}

/* "1 story", "4 stories" */
static struct str
count_of(const struct sheet *sheet, size_t count, enum kind kind)
{
	const struct kind_row *row = schema_kind(kind);

	return arena_printf(sheet->arena, "%zu %s", count, count == 1 ? row->name : row->plural);
}

static const struct record *
record_of(const struct sheet *sheet, uint32_t document)
{
	return sheet->rollup->corpus.documents[document].record;
}

static struct str
add(const struct sheet *sheet, struct str text, const char *between, struct str more)
{
	return text.length == 0 ? more
				: arena_concat(sheet->arena,
					       (struct str[]){ text, str_from(between), more }, 3);
}

static struct str
join_terms(const struct sheet *sheet, const uint32_t *terms, uint32_t count)
{
	struct str text = STR_EMPTY;

	for (uint32_t i = 0; i < count; i++)
		text = add(sheet, text, ", ",
			   terms_surface(&sheet->rollup->corpus.terms, terms[i]));
	return text;
}

static struct str
join_labels(const struct sheet *sheet, const struct strs *labels)
{
	struct str text = STR_EMPTY;

	for (size_t i = 0; i < labels->count; i++)
		text = add(sheet, text, ", ", labels->items[i]);
	return text.length > 0 ? text : STR("no words in common that the others lack");
}

/* How many of the group are evidence for which theme. */
static struct str
join_themes(const struct sheet *sheet, const struct group *group)
{
	const struct corpus *corpus = &sheet->rollup->corpus;
	struct str text = STR_EMPTY;

	for (uint32_t t = 0; t < corpus->theme_count; t++) {
		size_t members = 0;

		for (size_t m = 0; m < group->members.count; m++)
			members +=
				indexes_have(&corpus->themes[t].members, group->members.items[m]);
		if (members > 0)
			text = add(sheet, text, "; ",
				   arena_printf(sheet->arena, "%zu in %.*s", members,
						STR_ARG(sheet->form->title(
							sheet, corpus->themes[t].record))));
	}
	return text;
}

/* ---- sections ---- */

static void
put_worth(const struct sheet *sheet)
{
	const struct trial *trial = &sheet->rollup->trial;
	size_t themes = sheet->rollup->corpus.theme_count;
	double documents = (double)trial->documents;
	struct str text = STR("Proposals come from shared words; people decide.");

	if (trial->documents > 0)
		text = arena_printf(
			sheet->arena,
			"%.*s Tried on the %.*s that %s, each left out in turn: its own came "
			"first %zu time%s (by chance %.0f)",
			STR_ARG(text),
			STR_ARG(count_of(sheet, trial->documents, sheet->rollup->corpus.kind)),
			is_about_goals(sheet) ? "name a theme already" : "themes cite already",
			trial->first, trial->first == 1 ? "" : "s",
			trial->chance_first * documents);
	if (trial->documents > 0 && themes > 3)
		text = arena_printf(sheet->arena,
				    "%.*s and among the first three %zu time%s (by chance %.0f)",
				    STR_ARG(text), trial->in_three, trial->in_three == 1 ? "" : "s",
				    trial->chance_in_three * documents);
	if (trial->documents > 0)
		text = add(sheet, text, "",
			   trial->is_by_chance
				   ? STR(". That is hardly more than chance: do not rely "
					 "on the themes that are proposed.")
				   : STR("."));
	sheet->form->paragraph(sheet, text);
}

/* "; 4 are cited nowhere" */
static struct str
count_unplaced(const struct sheet *sheet)
{
	bool is_one = sheet->rollup->unplaced == 1;

	if (is_about_goals(sheet))
		return arena_printf(sheet->arena, "; %zu %s none of them", sheet->rollup->unplaced,
				    is_one ? "names" : "name");
	return arena_printf(sheet->arena, "; %zu %s cited nowhere", sheet->rollup->unplaced,
			    is_one ? "is" : "are");
}

static void
put_head(const struct sheet *sheet)
{
	const struct corpus *corpus = &sheet->rollup->corpus;
	struct str text =
		arena_printf(sheet->arena, "%.*s: %.*s%s%.*s",
			     STR_ARG(sheet->form->plain(sheet, corpus->model->book.title)),
			     STR_ARG(count_of(sheet, corpus->document_count, corpus->kind)),
			     corpus->period.length > 0 ? " of " : "",
			     STR_ARG(sheet->form->plain(sheet, corpus->period)));

	if (corpus->theme_count > 0)
		text = arena_printf(sheet->arena, "%.*s, %.*s%.*s", STR_ARG(text),
				    STR_ARG(count_of(sheet, corpus->theme_count,
						     corpus->themes[0].record->kind)),
				    STR_ARG(count_unplaced(sheet)));
	else
		text = add(sheet, text, "", STR(", no themes yet"));
	if (corpus->untold > 0)
		text = arena_printf(sheet->arena, "%.*s; %zu with no text yet %s left out",
				    STR_ARG(text), corpus->untold,
				    corpus->untold == 1 ? "is" : "are");
	sheet->form->paragraph(sheet, text);
	put_worth(sheet);
}

static void
put_neighbours(const struct sheet *sheet, const struct proposal *proposal)
{
	struct str text = STR_EMPTY;

	for (size_t i = 0; i < proposal->nearest_count && i < SUGGESTIONS_NEAREST; i++) {
		uint32_t document = proposal->nearest[i].document;
		struct str title = sheet->form->title(sheet, record_of(sheet, document));

		text = add(sheet, text, i > 0 ? "; " : "", title);
	}
	if (text.length > 0)
		sheet->form->point(sheet, 1, add(sheet, STR("near: "), "", text));
}

static void
put_proposal(const struct sheet *sheet, uint32_t document)
{
	const struct corpus *corpus = &sheet->rollup->corpus;
	const struct proposal *proposal = &sheet->rollup->proposals[document];

	sheet->form->point(sheet, 0, sheet->form->title(sheet, record_of(sheet, document)));
	for (size_t i = 0; i < proposal->shown; i++) {
		const struct placing *placing = &proposal->placings[i];
		const struct record *theme = corpus->themes[placing->theme].record;

		sheet->form->point(sheet, 1,
				   arena_printf(sheet->arena, "%.2f %.*s (%.*s)", placing->score,
						STR_ARG(sheet->form->title(sheet, theme)),
						STR_ARG(join_terms(sheet, placing->reasons,
								   placing->reason_count))));
	}
	if (proposal->is_weak)
		sheet->form->point(sheet, 1, STR("weak: perhaps a problem that has no theme yet"));
	put_neighbours(sheet, proposal);
}

static void
put_unplaced(const struct sheet *sheet)
{
	const struct corpus *corpus = &sheet->rollup->corpus;

	if (corpus->theme_count == 0 || sheet->rollup->unplaced == 0)
		return;
	sheet->form->heading(sheet,
			     is_about_goals(sheet)
				     ? STR("Goals that name no theme, and the likeliest ones")
				     : STR("Stories that are cited nowhere, and the likeliest "
					   "themes"));
	for (uint32_t d = 0; d < corpus->document_count; d++)
		if (!corpus->documents[d].is_told)
			put_proposal(sheet, d);
}

static void
put_twins(const struct sheet *sheet)
{
	const struct rollup *rollup = sheet->rollup;

	if (rollup->twins.count == 0)
		return;
	sheet->form->heading(sheet, STR("Likely duplicates"));
	for (size_t i = 0; i < rollup->twins.count && i < SUGGESTIONS_TWINS; i++) {
		const struct twins *twins = &rollup->twins.items[i];
		struct str text = arena_printf(
			sheet->arena, "%s: %.*s, %.*s (words %.2f", twin_grade_name(twins->grade),
			STR_ARG(sheet->form->title(sheet, record_of(sheet, twins->a))),
			STR_ARG(sheet->form->title(sheet, record_of(sheet, twins->b))),
			twins->cosine);

		if (twins->containment > 0)
			text = arena_printf(sheet->arena, "%.*s, %.0f %% of the text copied",
					    STR_ARG(text), 100 * twins->containment);
		sheet->form->point(sheet, 0, add(sheet, text, "", STR(")")));
	}
	if (rollup->twins.count > SUGGESTIONS_TWINS)
		sheet->form->paragraph(sheet,
				       arena_printf(sheet->arena, "and %zu more pairs",
						    rollup->twins.count - SUGGESTIONS_TWINS));
}

static void
put_pairs(const struct sheet *sheet)
{
	const struct corpus *corpus = &sheet->rollup->corpus;
	bool has_heading = false;

	for (uint32_t a = 0; a < corpus->document_count; a++) {
		const struct proposal *proposal = &sheet->rollup->proposals[a];
		uint32_t b = proposal->nearest_count > 0 ? proposal->nearest[0].document : a;
		uint32_t terms[PLACE_REASONS], count;

		if (b <= a || !rollup_are_pair(sheet->rollup, a, b))
			continue;
		if (!has_heading)
			sheet->form->heading(sheet, STR("Nearest to each other"));
		has_heading = true;
		count = vector_strongest(&corpus->documents[a].vector, &corpus->documents[b].vector,
					 PLACE_REASONS, terms);
		sheet->form->point(
			sheet, 0,
			arena_printf(sheet->arena, "%.*s, %.*s (%.*s)",
				     STR_ARG(sheet->form->title(sheet, record_of(sheet, a))),
				     STR_ARG(sheet->form->title(sheet, record_of(sheet, b))),
				     STR_ARG(join_terms(sheet, terms, count))));
	}
}

static void
put_group(const struct sheet *sheet, const struct group *group)
{
	const struct corpus *corpus = &sheet->rollup->corpus;
	struct str themes = join_themes(sheet, group);

	sheet->form->point(
		sheet, 0,
		arena_printf(sheet->arena, "%.*s: %.*s",
			     STR_ARG(count_of(sheet, group->members.count, corpus->kind)),
			     STR_ARG(join_labels(sheet, &group->labels))));
	for (size_t m = 0; m < group->members.count; m++) {
		uint32_t document = group->members.items[m];
		struct str title = sheet->form->title(sheet, record_of(sheet, document));
		bool is_told = corpus->documents[document].is_told;

		sheet->form->point(sheet, 1,
				   is_told || corpus->theme_count == 0
					   ? title
					   : add(sheet, title, " – ",
						 is_about_goals(sheet) ? STR("names no theme")
								       : STR("cited nowhere")));
	}
	if (themes.length > 0)
		sheet->form->point(sheet, 1, add(sheet, STR("themes: "), "", themes));
}

/* Where the next joins are much dearer than those before, there are as many groups in the book. */
static void
put_heights(const struct sheet *sheet)
{
	const struct rollup *rollup = sheet->rollup;
	size_t count = rollup->corpus.document_count, from = rollup->group_count + 3;
	struct str text = STR_EMPTY;

	for (size_t groups = from < count ? from : count; groups > 1; groups--)
		text = add(sheet, text, ", ",
			   arena_printf(sheet->arena, "%zu at %.2f", groups - 1,
					rollup->merges[count - groups].height));
	if (text.length > 0)
		sheet->form->paragraph(
			sheet,
			arena_printf(
				sheet->arena,
				"Another number: --groups. How different groups are when they are "
				"joined to so many: %.*s.",
				STR_ARG(text)));
}

static void
put_groups(const struct sheet *sheet)
{
	const struct rollup *rollup = sheet->rollup;

	if (rollup->group_count == 0)
		return;
	sheet->form->heading(
		sheet, STR("Groups by their words, and what sets each apart from the others"));
	for (size_t g = 0; g < rollup->group_count; g++)
		put_group(sheet, &rollup->groups[g]);
	if (sheet->form == &text_form)
		buf_putc(sheet->out, '\n');
	put_heights(sheet);
}

static void
put_sheet(const struct sheet *sheet)
{
	put_head(sheet);
	put_unplaced(sheet);
	put_twins(sheet);
	put_pairs(sheet);
	put_groups(sheet);
}

void
suggestions_put_text(struct arena *scratch, const struct rollup *rollup, size_t columns,
		     struct buf *out)
{
	put_sheet(&(struct sheet){ &text_form, scratch, rollup, columns, out });
}

void
suggestions_put_markdown(struct arena *scratch, const struct rollup *rollup, struct buf *out)
{
	buf_printf(out, "# Proposals for the roll-up\n");
	put_sheet(&(struct sheet){ &markdown_form, scratch, rollup, 0, out });
}
