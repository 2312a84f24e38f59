/*
 * corpus: documents and themes out of the model.
 */
#include "rollup/corpus.h"

#include "base/limits.h"
#include "model/link.h"
#include "plan/period.h"
#include "plan/uncited.h"
#include "rollup/lines.h"

/* ---- indexes ---- */

/* Where the index is, or where it belongs. */
static size_t
find_place(const struct indexes *indexes, uint32_t index)
{
	size_t low = 0, high = indexes->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (indexes->items[middle] < index)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
indexes_have(const struct indexes *indexes, uint32_t index)
{
	size_t at = find_place(indexes, index);

	return at < indexes->count && indexes->items[at] == index;
}

static void
indexes_add(struct arena *arena, struct indexes *indexes, uint32_t index)
{
	size_t at = find_place(indexes, index);

	if (indexes_have(indexes, index))
		return;
	*VEC_PUSH(arena, indexes) = index;
	memmove(indexes->items + at + 1, indexes->items + at,
		(indexes->count - 1 - at) * sizeof *indexes->items);
	indexes->items[at] = index;
}

/* ---- what the documents and themes are ---- */

static struct str
identity(const struct record *const *record)
{
	return (struct str){ (const char *)record, sizeof *record };
}

uint32_t
corpus_find(const struct corpus *corpus, const struct record *record)
{
	uintptr_t found = (uintptr_t)map_get(&corpus->by_record, identity(&record));

	if (found == 0 && record->parent != NULL) {
		const struct record *parent = record->parent;

		found = (uintptr_t)map_get(&corpus->by_record, identity(&parent));
	}
	return found > 0 ? (uint32_t)(found - 1) : CORPUS_NONE;
}

static struct str
latest_period(const struct records *records)
{
	struct str latest = STR_EMPTY;

	for (size_t i = 0; i < records->count; i++) {
		struct str period = period_of(records->items[i]);

		if (str_compare(period, latest) > 0)
			latest = period;
	}
	return latest;
}

static void
choose_goals(struct corpus *corpus, struct records *ret_goals)
{
	const struct records *goals = &corpus->model->by_kind[KIND_GOAL];

	*ret_goals = (struct records){ 0 };
	corpus->period = latest_period(goals);
	for (size_t i = 0; i < goals->count; i++)
		if (str_equal(period_of(goals->items[i]), corpus->period) &&
		    !goals->items[i]->placeholder)
			*VEC_PUSH(corpus->arena, ret_goals) = goals->items[i];
}

/* The nodes of a record's own text: its page without the title, or its block. */
static const struct doc *
text_range(const struct record *record, uint32_t *ret_first, uint32_t *ret_end)
{
	const struct doc *doc;

	*ret_first = *ret_end = 0;
	if (record->page == NULL && record->home == NULL)
		return NULL;
	doc = record->page != NULL ? record->page->doc : record->home->doc;
	*ret_first = record->page != NULL ? 1 : record->first_node;
	*ret_end = record->page != NULL ? doc->count : record->end_node;
	if (record->page != NULL && doc->count > 1 && doc->nodes[1].kind == NODE_HEADING &&
	    doc->nodes[1].level == 1)
		*ret_first = doc->nodes[1].end;
	return doc;
}

/* A title says too little to compare a story by, and the headings of a template say nothing. */
static bool
has_text(const struct record *story)
{
	uint32_t first, end;
	const struct doc *doc = text_range(story, &first, &end);

	if (doc != NULL && lines_any(doc, first, end))
		return true;
	for (size_t i = 0; i < story->children.count; i++)
		if (story->children.items[i]->kind == KIND_STORY &&
		    has_text(story->children.items[i]))
			return true;
	return false;
}

static void
leave_untold(struct corpus *corpus, struct records *stories)
{
	size_t kept = 0;

	for (size_t i = 0; i < stories->count; i++)
		if (has_text(stories->items[i]))
			stories->items[kept++] = stories->items[i];
	corpus->untold = stories->count - kept;
	stories->count = kept;
}

static bool
make_documents(struct corpus *corpus, struct diags *diags)
{
	struct records records;

	evidence_stories(corpus->arena, corpus->model, &records);
	corpus->kind = KIND_STORY;
	leave_untold(corpus, &records);
	if (records.count == 0 && corpus->untold == 0) {
		corpus->kind = KIND_GOAL;
		choose_goals(corpus, &records);
	}
	if (records.count > LIMIT_ROLLUP_DOCUMENTS)
		return diag_fail(diags, place_file(STR_EMPTY),
				 "the book has %zu %s; at most %d can be compared with each other",
				 records.count, schema_kind(corpus->kind)->plural,
				 LIMIT_ROLLUP_DOCUMENTS);
	corpus->document_count = records.count;
	corpus->documents = ARENA_ARRAY(corpus->arena, struct document, records.count);
	for (size_t d = 0; d < records.count; d++) {
		corpus->documents[d].record = records.items[d];
		*map_put(corpus->arena, &corpus->by_record,
			 identity(&corpus->documents[d].record)) = (void *)(uintptr_t)(d + 1);
	}
	return true;
}

/* A theme that only goals of earlier periods have named is not proposed to those of the latest. */
static bool
is_of_now(const struct corpus *corpus, const struct record *theme)
{
	if (corpus->kind == KIND_STORY || theme->referrers.count == 0)
		return true;
	for (size_t i = 0; i < theme->referrers.count; i++)
		if (corpus_find(corpus, theme->referrers.items[i]) != CORPUS_NONE)
			return true;
	return false;
}

static bool
make_themes(struct corpus *corpus, struct diags *diags)
{
	const struct model *model = corpus->model;
	const struct records *records = &model->by_kind[KIND_THEME];

	if (records->count == 0)
		records = &model->by_kind[KIND_SUMMARY];
	if (records->count > LIMIT_ROLLUP_THEMES)
		return diag_fail(diags, place_file(STR_EMPTY),
				 "the book has %zu %s; suggestions can be made for at most %d",
				 records->count, schema_kind(records->items[0]->kind)->plural,
				 LIMIT_ROLLUP_THEMES);
	corpus->themes = ARENA_ARRAY(corpus->arena, struct theme, records->count);
	for (size_t t = 0; t < records->count; t++)
		if (is_of_now(corpus, records->items[t]))
			corpus->themes[corpus->theme_count++].record = records->items[t];
	return true;
}

/* ---- text ---- */

static void
collect_record(struct corpus *corpus, const struct record *record, struct lines *lines)
{
	uint32_t first, end;
	const struct doc *doc = text_range(record, &first, &end);

	lines_add(corpus->arena, record->title, lines);
	if (doc != NULL)
		lines_collect(corpus->arena, doc, first, end, lines);
	for (size_t i = 0; record->kind == KIND_STORY && i < record->children.count; i++)
		if (record->children.items[i]->kind == KIND_STORY)
			collect_record(corpus, record->children.items[i], lines);
}

static void
read_lines(struct corpus *corpus, const struct lines *lines, const struct map *counts,
	   struct tokens *tokens)
{
	for (size_t i = 0; i < lines->count; i++) {
		const struct line *line = &lines->items[i];

		if (line_is_template(line, counts, corpus->document_count))
			continue;
		/* The break that ends a line is no end where the sentence goes on. */
		if (!line->opens && tokens->count > 0 && i > 0 &&
		    tokens->items[tokens->count - 1].term == TERM_BREAK &&
		    line_goes_on(&lines->items[i - 1]))
			tokens->count--;
		terms_read(&corpus->terms, line->text, tokens);
	}
}

static void
read_documents(struct corpus *corpus, struct map *counts)
{
	struct arena *arena = corpus->arena;
	struct lines *lines = ARENA_ARRAY(arena, struct lines, corpus->document_count);

	for (size_t d = 0; d < corpus->document_count; d++) {
		collect_record(corpus, corpus->documents[d].record, &lines[d]);
		lines_count(arena, &lines[d], counts);
	}
	for (size_t d = 0; d < corpus->document_count; d++)
		read_lines(corpus, &lines[d], counts, &corpus->documents[d].tokens);
}

/* ---- themes ---- */

void
corpus_join(struct corpus *corpus, uint32_t document, uint32_t theme, uint32_t part)
{
	struct theme *into = &corpus->themes[theme];

	indexes_add(corpus->arena, &into->members, document);
	indexes_add(corpus->arena, &corpus->documents[document].themes, theme);
	if (part != CORPUS_NONE)
		indexes_add(corpus->arena, &into->parts[part].cites, document);
}

static void
note_cites(struct corpus *corpus, const struct page *page, uint32_t first, uint32_t end,
	   struct theme_part *part)
{
	for (uint32_t i = first; i < end; i++) {
		const struct node *node = &page->doc->nodes[i];
		struct link_target target;
		const struct record *record;
		uint32_t document;

		if (node->kind != NODE_LINK)
			continue;
		target = link_resolve(corpus->model, page, node_text(node));
		record = link_record(&target);
		document = record != NULL ? corpus_find(corpus, record) : CORPUS_NONE;
		if (document != CORPUS_NONE)
			indexes_add(corpus->arena, &part->cites, document);
	}
}

static void
add_part(struct corpus *corpus, struct theme *theme, const struct lines *lines,
	 const struct map *counts)
{
	struct theme_part *parts = theme->parts;
	struct theme_part *part;

	theme->parts = parts = vec_grow(corpus->arena, parts, sizeof *parts, theme->part_count + 1,
					&theme->part_capacity);
	part = &parts[theme->part_count++];
	part->text = lines->count > 0 ? lines->items[0].text : STR_EMPTY;
	read_lines(corpus, lines, counts, &part->tokens);
}

/* A node that is a part as a whole: a point with what is below it, a paragraph, a heading. */
static bool
is_part(const struct node *node)
{
	return node->kind == NODE_ITEM || node->kind == NODE_PARAGRAPH ||
	       node->kind == NODE_HEADING;
}

static void
read_theme(struct corpus *corpus, struct theme *theme, const struct map *counts)
{
	const struct page *page =
		theme->record->page != NULL ? theme->record->page : theme->record->home;
	struct lines title = { 0 };
	uint32_t first, end;
	const struct doc *doc = text_range(theme->record, &first, &end);

	lines_add(corpus->arena, theme->record->title, &title);
	add_part(corpus, theme, &title, counts);
	for (uint32_t i = first; doc != NULL && i < end;) {
		struct lines lines = { 0 };

		if (!is_part(&doc->nodes[i])) {
			i++;
			continue;
		}
		lines_collect(corpus->arena, doc, i, doc->nodes[i].end, &lines);
		add_part(corpus, theme, &lines, counts);
		note_cites(corpus, page, i, doc->nodes[i].end,
			   &theme->parts[theme->part_count - 1]);
		i = doc->nodes[i].end;
	}
}

/* Who is evidence for what: a theme cites a story, a summary tells it, a goal addresses a theme. */
static void
join_members(struct corpus *corpus, uint32_t t)
{
	const struct record *theme = corpus->themes[t].record;

	for (size_t i = 0; i < theme->referrers.count; i++) {
		uint32_t document = corpus_find(corpus, theme->referrers.items[i]);

		if (document != CORPUS_NONE)
			corpus_join(corpus, document, t, CORPUS_NONE);
	}
	for (size_t field = 0; field < FIELD_COUNT; field++) {
		const struct statement *said = theme->fields[field];

		for (; said != NULL; said = said->next)
			for (uint32_t v = 0; v < said->count; v++) {
				const struct record *target = said->values[v].target;
				uint32_t document =
					target != NULL ? corpus_find(corpus, target) : CORPUS_NONE;

				if (document != CORPUS_NONE)
					corpus_join(corpus, document, t, CORPUS_NONE);
			}
	}
}

/* ---- all together ---- */

/* "Alan" of "Alan, who knows other languages", and what the character is called in files. */
static void
add_names(struct corpus *corpus)
{
	const struct records *characters = &corpus->model->by_kind[KIND_CHARACTER];

	for (size_t i = 0; i < characters->count; i++) {
		struct str title = characters->items[i]->title;
		size_t end = 0;

		while (end < title.length && title.data[end] != ',' && title.data[end] != ':' &&
		       title.data[end] != '(')
			end++;
		terms_add_names(&corpus->terms, str_slice(title, 0, end));
		terms_add_names(&corpus->terms, characters->items[i]->id);
	}
}

static void
weigh_documents(struct corpus *corpus)
{
	struct arena *arena = corpus->arena;
	struct vector *vectors = ARENA_ARRAY(arena, struct vector, corpus->document_count);
	struct counting counting;

	counting_init(&counting, arena, corpus->terms.count);
	for (size_t d = 0; d < corpus->document_count; d++) {
		counting_add(&counting, &corpus->terms, &corpus->documents[d].tokens);
		vectors[d] = counting_take(&counting, arena);
	}
	corpus->idf = vector_idf(arena, vectors, corpus->document_count, corpus->terms.count);
	for (size_t d = 0; d < corpus->document_count; d++) {
		vector_weigh(&vectors[d], corpus->idf);
		corpus->documents[d].vector = vectors[d];
	}
}

bool
corpus_open(struct corpus *corpus, struct arena *arena, const struct model *model,
	    struct diags *diags)
{
	struct map counts = { 0 };

	*corpus = (struct corpus){ .arena = arena, .model = model };
	if (!language_open(&corpus->language, arena, model->book.language, diags))
		return false;
	terms_init(&corpus->terms, arena, &corpus->language);
	add_names(corpus);
	if (!make_documents(corpus, diags) || !make_themes(corpus, diags))
		return false;
	read_documents(corpus, &counts);
	for (size_t t = 0; t < corpus->theme_count; t++) {
		read_theme(corpus, &corpus->themes[t], &counts);
		join_members(corpus, (uint32_t)t);
	}
	for (size_t d = 0; d < corpus->document_count; d++) {
		struct document *document = &corpus->documents[d];

		document->is_told = corpus->kind == KIND_STORY ? story_is_cited(document->record)
							       : document->themes.count > 0;
	}
	weigh_documents(corpus);
	return true;
}

void
corpus_close(struct corpus *corpus)
{
	language_close(&corpus->language);
}
