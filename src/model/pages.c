/* Which pages are records, of what kind, under which id, where, and below which parent. */
#include "model/again.h"

static bool
condition_holds(const struct dialect_page *how, const struct path_match *match)
{
	if (!how->where_name.length)
		return true;
	for (size_t i = 0; i < match->count; i++)
		if (str_equal(match->names[i], how->where_name))
			return path_glob(how->where_glob, match->values[i], NULL);
	return false;
}

static const struct dialect_page *
find_page_row(const struct loader *loader, const struct page *page, struct path_match *ret_match)
{
	const struct dialect *dialect = loader->dialect;
	for (size_t i = 0; i < dialect->page_count; i++) {
		const struct dialect_page *how = &dialect->pages[i];
		if (!path_glob(how->files, page->name, ret_match) ||
		    !condition_holds(how, ret_match))
			continue;
		if (how->needs_metadata && !extract_metadata_table(loader, page))
			continue;
		return how;
	}
	return NULL;
}

const struct dialect_page *
extract_page_row(const struct loader *loader, const struct page *page, struct path_match *ret_match)
{
	struct kept *kept = page->kept;
	if (!kept)
		return find_page_row(loader, page, ret_match);
	if (!kept->has_how)
		kept->how = find_page_row(loader, page, &kept->match);
	kept->has_how = true;
	*ret_match = kept->match;
	return kept->how;
}

bool
extract_page_kind(const struct loader *loader, const struct page *page, enum kind *ret_kind)
{
	struct path_match match;
	const struct dialect_page *how = extract_page_row(loader, page, &match);
	if (!how || how->ignore)
		return false;
	*ret_kind = how->kind;
	return true;
}

static struct map_key
find_id(struct arena *arena, const struct page *page, const struct dialect_page *how,
	const struct path_match *match)
{
	struct str id = data_text(data_get(page->front, STR("id")));
	if (!id.length && !path_fill(arena, how->id, match, page->name, &id))
		id = path_stem(page->kept ? page->kept->name : page->name);
	return map_key(id);
}

struct map_key
extract_page_id(const struct loader *loader, const struct page *page,
		const struct dialect_page *how, const struct path_match *match)
{
	struct kept *kept = page->kept;
	if (!kept)
		return find_id(loader->arena, page, how, match);
	if (!kept->id.text.length)
		kept->id = find_id(kept->arena, page, how, match);
	return kept->id;
}

struct place
extract_page_place(const struct page *page)
{
	struct kept *kept = page->kept;
	if (kept && kept->place.line)
		return kept->place;
	struct place place = page->heading_count ? doc_node_place(page->doc, page->headings[0])
						 : place_at(page->doc->path, 1, 1, 0);
	if (kept)
		kept->place = place;
	return place;
}

/* Kinds that a record's parent may have. */
static unsigned
parent_kinds(enum kind kind)
{
	if (kind == KIND_STORY || kind == KIND_THEME)
		return KIND_BIT(kind);
	return KIND_BIT(KIND_GOAL) | (kind == KIND_INITIATIVE ? 0 : KIND_BIT(KIND_INITIATIVE));
}

void
extract_parent(struct loader *loader, struct record *record, const struct dialect_page *how,
	       const struct path_match *match)
{
	struct str id;
	if (record->parent || !how->parent.length ||
	    !path_fill(loader->arena, how->parent, match, record->page->name, &id))
		return;
	unsigned kinds = parent_kinds(record->kind);
	for (int kind = 0; kind < KIND_COUNT && !record->parent; kind++)
		if (kinds & KIND_BIT(kind))
			record->parent = loader_find(loader, (enum kind)kind, id);
	if (record->parent == record)
		record->parent = NULL;
	if (!record->parent && record->kind == KIND_INITIATIVE && !record_said(record, FIELD_GOAL))
		diag_add(loader->diags, &model_codes[MODEL_UNKNOWN_PARENT], record->place,
			 "the %s \"%.*s\" stands below \"%.*s\", and there is no such goal",
			 record_kind_name(record), STR_ARG(record->id), STR_ARG(id));
}

void
extract_parents(struct loader *loader)
{
	const struct model *model = loader->model;
	for (size_t i = 0; i < model->page_count; i++) {
		struct record *record = model->pages[i]->record;
		struct path_match match;
		const struct dialect_page *how =
			record ? extract_page_row(loader, model->pages[i], &match) : NULL;
		if (!how) /* no record, or none any more: see extract_again */
			continue;
		if (rows_tie(loader,
			     record->kind)) /* below its like alone, or where a row puts it */
			continue;
		record->parent = NULL;
		extract_parent(loader, record, how, &match);
		record->above = record->parent;
	}
}
