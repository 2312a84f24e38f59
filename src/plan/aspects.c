/*
 * aspects: bullets with signs, rolled up.
 */
#include "plan/aspects.h"

#include "base/path.h"
#include "model/link.h"

#include <string.h>

#define SELECTOR "\xef\xb8\x8f" /* U+FE0F asks for the picture of a sign: written or not */

struct looking {
	struct arena *arena;
	const struct model *model;
	const struct page *page;
	struct aspects *aspects;
};

/* How sure the text is, and the text behind the sign. */
static bool
take_sign(const struct dialect *dialect, struct str *text, size_t *ret_certainty)
{
	for (size_t i = 0; i < DIALECT_CERTAINTIES; i++) {
		struct str sign = dialect->aspects.signs[i];

		if (str_ends(sign, STR(SELECTOR)))
			sign = str_slice(sign, 0, sign.length - strlen(SELECTOR));
		if (sign.length == 0 || !str_starts(*text, sign))
			continue;
		*text = str_from_offset(*text, sign.length);
		if (str_starts(*text, STR(SELECTOR)))
			*text = str_from_offset(*text, strlen(SELECTOR));
		*text = str_trim(*text);
		*ret_certainty = i;
		return true;
	}
	return false;
}

/* The words before "([more](…))". */
static struct str
words_before(const struct looking *looking, uint32_t line, uint32_t link)
{
	const struct doc *doc = looking->page->doc;
	struct str text = STR_EMPTY;

	for (uint32_t i = line + 1; i < link && doc->nodes[i].end <= link; i = doc->nodes[i].end)
		text = arena_printf(looking->arena, "%.*s%.*s", STR_ARG(text),
				    STR_ARG(doc_plain(looking->arena, doc, i)));
	text = str_trim(text);
	while (str_ends(text, STR("(")) || str_ends(text, STR(".")))
		text = str_trim(str_slice(text, 0, text.length - 1));
	return text;
}

/* A colon leads to what stands below, which is not shown there. */
static struct str
without_colon(struct str text)
{
	return str_ends(text, STR(":")) ? str_trim(str_slice(text, 0, text.length - 1)) : text;
}

/* The first link of the line that leads to work. */
static uint32_t
find_link(const struct looking *looking, uint32_t line, const struct record **ret_work)
{
	const struct doc *doc = looking->page->doc;

	for (uint32_t i = line; i < doc->nodes[line].end; i++) {
		struct link_target target;
		const struct record *record;

		if (doc->nodes[i].kind != NODE_LINK)
			continue;
		target = link_resolve(looking->model, looking->page, node_text(&doc->nodes[i]));
		record = link_record(&target);
		if (record == NULL ||
		    (record->kind != KIND_GOAL && record->kind != KIND_INITIATIVE))
			continue;
		*ret_work = record;
		return i;
	}
	return 0;
}

/* False for a bullet without a sign. */
static bool
read_item(const struct looking *looking, uint32_t line, struct aspect *aspect)
{
	const struct doc *doc = looking->page->doc;
	const struct dialect *dialect = looking->model->dialect;
	uint32_t link = find_link(looking, line, &aspect->leads_to);
	struct str before = words_before(looking, line, link);
	size_t certainty;

	aspect->text = str_trim(doc_plain(looking->arena, doc, line));
	if (!take_sign(dialect, &aspect->text, &aspect->certainty))
		return false;
	if (take_sign(dialect, &before, &certainty) && before.length > 0)
		aspect->text = before;
	aspect->text = without_colon(aspect->text);
	aspect->place = doc_node_place(doc, line);
	return true;
}

/* The signed bullets from here on; those below the last aspect count as its points. */
static void
read_items(struct looking *looking, uint32_t first, uint32_t end)
{
	const struct doc *doc = looking->page->doc;
	struct aspects *aspects = looking->aspects;
	uint32_t top_end = 0;

	for (uint32_t i = first; i < end; i++) {
		struct aspect aspect = { .certainty = 0 };

		if (doc->nodes[i].kind != NODE_ITEM || i + 1 >= doc->nodes[i].end ||
		    !read_item(looking, i + 1, &aspect))
			continue;
		aspects->sums[aspect.certainty]++;
		aspects->sum++;
		if (i < top_end) {
			aspects->items[aspects->count - 1].below[aspect.certainty]++;
			continue;
		}
		top_end = doc->nodes[i].end;
		*VEC_PUSH(looking->arena, aspects) = aspect;
	}
}

void
aspects_of(struct arena *arena, const struct model *model, struct aspects *ret_aspects)
{
	const struct dialect_aspects *how = &model->dialect->aspects;

	*ret_aspects = (struct aspects){ 0 };
	for (size_t i = 0; how->files.length > 0 && i < model->page_count; i++) {
		struct looking looking = { arena, model, model->pages[i], ret_aspects };
		const struct doc *doc = model->pages[i]->doc;
		uint32_t heading;

		if (!path_glob(how->files, model->pages[i]->name, NULL))
			continue;
		heading =
			how->section.length > 0 ? doc_find_heading(arena, doc, 0, how->section) : 0;
		if (how->section.length == 0)
			read_items(&looking, 1, doc->count);
		else if (heading < doc->count)
			read_items(&looking, heading, doc_section_end(doc, heading));
	}
}
