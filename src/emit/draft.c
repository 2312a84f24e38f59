/*
 * draft: groups as the book's dialect would have them.
 */
#include "emit/draft.h"

#include "base/limits.h"
#include "base/path.h"
#include "emit/table.h"
#include "emit/wrap.h"
#include "model/creation.h"
#include "model/dialect.h"
#include "rollup/morals.h"

#define TITLE_WORDS 3 /* labels in a title */

static const char notice[] =
	"<!-- A draft made from shared words by `waymark vision suggest`. Say each problem in your "
	"own\n"
	"words, move what is in the wrong place, and take this comment out. -->\n";

struct drafting {
	struct rollup *rollup;
	struct arena *arena;
	const struct model *model;
	struct morals *morals; /* by group */
	struct diags *diags;
};

/* ---- pieces ---- */

static struct str
group_title(const struct drafting *drafting, const struct group *group)
{
	struct str title = STR_EMPTY;
	char *data;

	for (size_t i = 0; i < group->labels.count && i < TITLE_WORDS; i++)
		title = i == 0 ? group->labels.items[0]
			       : arena_printf(drafting->arena, "%.*s, %.*s", STR_ARG(title),
					      STR_ARG(group->labels.items[i]));
	if (title.length == 0)
		return STR("Untitled");
	data = arena_bytes(drafting->arena, title.length);
	memcpy(data, title.data, title.length);
	if (data[0] >= 'a' && data[0] <= 'z')
		data[0] = (char)(data[0] - 'a' + 'A');
	return (struct str){ data, title.length };
}

static void
put_link(const struct drafting *drafting, struct str from, uint32_t document, struct buf *out)
{
	const struct record *story = drafting->rollup->corpus.documents[document].record;
	struct str target = path_relative(drafting->arena, from, story->place.file);
	bool is_plain = true;

	for (size_t i = 0; i < target.length; i++)
		is_plain = is_plain && target.data[i] != ' ' && target.data[i] != '(' &&
			   target.data[i] != ')' && target.data[i] != '<' &&
			   target.data[i] != '>' && target.data[i] != '\\';
	buf_putc(out, '[');
	table_put_markdown_text(out, wrap_clean(drafting->arena, story->title));
	buf_puts(out, is_plain ? "](" : "](<");
	for (size_t i = 0; i < target.length; i++) {
		if (target.data[i] == '<' || target.data[i] == '>' || target.data[i] == '\\')
			buf_putc(out, '\\');
		buf_putc(out, target.data[i]);
	}
	buf_puts(out, is_plain ? ")\n" : ">)\n");
}

/* Without what would begin a block of its own: a heading, a quote, a list, "1." */
static void
put_moral(const struct drafting *drafting, const struct moral *moral, struct buf *out)
{
	struct str text = wrap_clean(drafting->arena, moral->text);
	size_t digits = 0;

	while (digits < text.length && char_is_digit(text.data[digits]))
		digits++;
	if (digits > 0 && digits < text.length &&
	    (text.data[digits] == '.' || text.data[digits] == ')')) {
		buf_printf(out, "%.*s\\", STR_ARG(str_slice(text, 0, digits)));
		text = str_from_offset(text, digits);
	} else if (text.length > 0 && str_find_char(STR("#-+>="), text.data[0]) != STR_NONE) {
		buf_putc(out, '\\');
	}
	table_put_markdown_text(out, text);
	buf_putc(out, '\n');
}

static bool
has_moral(const struct morals *morals, uint32_t document)
{
	for (size_t i = 0; i < morals->count; i++)
		if (morals->items[i].document == document)
			return true;
	return false;
}

/* A point a moral, with the stories that say so below it; then those that say nothing. */
static void
put_points(const struct drafting *drafting, size_t g, struct str file, struct buf *out)
{
	const struct morals *morals = &drafting->morals[g];
	const struct indexes *members = &drafting->rollup->groups[g].members;
	bool has_silent = false;

	for (uint32_t i = 0; i < morals->count; i++) {
		if (morals->items[i].like != CORPUS_NONE)
			continue;
		buf_puts(out, "* ");
		put_moral(drafting, &morals->items[i], out);
		for (uint32_t k = i; k < morals->count; k++)
			if (k == i || morals->items[k].like == i) {
				buf_puts(out, "    * ");
				put_link(drafting, file, morals->items[k].document, out);
			}
	}
	for (size_t m = 0; m < members->count; m++) {
		if (has_moral(morals, members->items[m]))
			continue;
		if (!has_silent)
			buf_puts(out, "* (what these have in common)\n");
		has_silent = true;
		buf_puts(out, "    * ");
		put_link(drafting, file, members->items[m], out);
	}
}

/* ---- the metanarrative ---- */

static const struct dialect_block *
find_block(const struct dialect *dialect)
{
	for (size_t i = 0; i < dialect->block_count; i++) {
		struct str files = dialect->blocks[i].files;

		if (dialect->blocks[i].kind == KIND_THEME &&
		    str_find_char(files, '*') == STR_NONE &&
		    str_find_char(files, '{') == STR_NONE && str_find_char(files, '?') == STR_NONE)
			return &dialect->blocks[i];
	}
	return NULL;
}

static struct str
own_file(const struct drafting *drafting, const struct dialect_block *block)
{
	return path_join(drafting->arena, drafting->model->book.source, block->files);
}

/* The page that the dialect reads, or one beside it where that is there. */
static struct str
metanarrative_file(const struct drafting *drafting, const struct dialect_block *block)
{
	struct str file = own_file(drafting, block);

	if (map_get(&drafting->model->pages_by_name, block->files) == NULL)
		return file;
	return path_join(drafting->arena, path_dir(file),
			 arena_printf(drafting->arena, "%.*s-draft.md", STR_ARG(path_stem(file))));
}

static void
put_theme(const struct drafting *drafting, const struct dialect_block *block, size_t g,
	  struct str file, struct buf *out)
{
	struct str title = group_title(drafting, &drafting->rollup->groups[g]);

	if (block->details) {
		buf_puts(out, "\n<details><summary>");
		buf_put_html(out, title);
		buf_puts(out, "</summary>\n\n");
	} else {
		buf_putc(out, '\n');
		buf_put_repeat(out, '#', (size_t)block->level);
		buf_putc(out, ' ');
		table_put_markdown_text(out, title);
		buf_puts(out, "\n\n");
	}
	put_points(drafting, g, file, out);
	if (block->details)
		buf_puts(out, "\n</details>\n");
}

static void
draft_metanarrative(const struct drafting *drafting, const struct dialect_block *block,
		    struct drafts *drafts)
{
	struct draft *draft = VEC_PUSH(drafting->arena, drafts);
	struct buf out;

	draft->file = metanarrative_file(drafting, block);
	draft->tells = str_equal(draft->file, own_file(drafting, block));
	buf_init(&out, LIMIT_PAGE_BYTES);
	buf_printf(&out, "# What the stories say together\n\n%s", notice);
	if (block->section.length > 0)
		buf_printf(
			&out, "\n## %.*s\n",
			STR_ARG(str_slice(block->section, 0, str_find_char(block->section, '|'))));
	for (size_t g = 0; g < drafting->rollup->group_count; g++)
		put_theme(drafting, block, g, draft->file, &out);
	draft->text = buf_copy(drafting->arena, &out);
	buf_free(&out);
}

/* ---- summaries ---- */

static bool
has_place_for_summaries(const struct dialect *dialect)
{
	for (size_t i = 0; i < dialect->page_count; i++)
		if (!dialect->pages[i].ignore && dialect->pages[i].kind == KIND_SUMMARY)
			return true;
	return false;
}

/* The template with the stories where it says that it tells none. */
static void
put_template(const struct drafting *drafting, const struct group *group, struct str text,
	     struct buf *out)
{
	struct str line;

	while (str_cut_line(&text, &line)) {
		if (!str_equal(line, STR("tells: []"))) {
			buf_printf(out, "%.*s\n", STR_ARG(line));
			continue;
		}
		buf_puts(out, "tells:\n");
		for (size_t m = 0; m < group->members.count; m++) {
			uint32_t document = group->members.items[m];

			buf_puts(out, "  - ");
			yaml_put_scalar(out,
					drafting->rollup->corpus.documents[document].record->id);
			buf_putc(out, '\n');
		}
	}
}

static bool
draft_summary(const struct drafting *drafting, size_t g, struct drafts *drafts)
{
	const struct group *group = &drafting->rollup->groups[g];
	struct assignments none = { 0 };
	struct creation wanted = { .kind = KIND_SUMMARY,
				   .title = group_title(drafting, group),
				   .assignments = &none };
	struct created created = { 0 };
	struct draft *draft;
	struct buf out;

	if (!creation_plan(drafting->model, &wanted, &created, drafting->diags))
		return false;
	draft = VEC_PUSH(drafting->arena, drafts);
	draft->file = created.file;
	draft->tells = true;
	buf_init(&out, LIMIT_PAGE_BYTES);
	put_template(drafting, group, created.text, &out);
	buf_printf(&out, "\n%s\n", notice);
	put_points(drafting, g, draft->file, &out);
	draft->text = buf_copy(drafting->arena, &out);
	buf_free(&out);
	return true;
}

bool
draft_make(struct rollup *rollup, struct drafts *ret_drafts, struct diags *diags)
{
	struct corpus *corpus = &rollup->corpus;
	struct drafting drafting = { rollup, corpus->arena, corpus->model, NULL, diags };
	const struct dialect_block *block = find_block(corpus->model->dialect);
	bool has_summaries = has_place_for_summaries(corpus->model->dialect);

	*ret_drafts = (struct drafts){ 0 };
	if (corpus->kind != KIND_STORY || rollup->group_count == 0)
		return diag_fail(
			diags, place_file(STR_EMPTY),
			"drafts are made from groups of stories, and this book has no four");
	if (block == NULL && !has_summaries)
		return diag_fail(
			diags, place_file(STR_EMPTY),
			"this book's dialect has no page for themes, nor pages for summaries; "
			"expected in waymark.yaml for instance "
			"`extend: {blocks: [{files: metanarrative.md, each: h2, kind: theme}]}`");
	drafting.morals = ARENA_ARRAY(corpus->arena, struct morals, rollup->group_count);
	for (size_t g = 0; g < rollup->group_count; g++)
		morals_choose(corpus, &rollup->groups[g].members, &drafting.morals[g]);
	if (block != NULL)
		draft_metanarrative(&drafting, block, ret_drafts);
	for (size_t g = 0; has_summaries && g < rollup->group_count; g++)
		if (rollup->groups[g].members.count > 1 && !draft_summary(&drafting, g, ret_drafts))
			return false;
	return true;
}
