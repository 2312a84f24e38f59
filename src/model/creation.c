/* What a new record is in this book: a page, a row, an entry. */
#include "model/creation.h"

#include "base/utf8.h"
#include "model/creating.h"
#include "model/loader.h"

const struct assignment *
plan_assigned(const struct plan *plan, enum field field)
{
	const struct assignments *all = plan->wanted->assignments;
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].field == field)
			return &all->items[i];
	return NULL;
}

bool
plan_value(const struct plan *plan, enum field field, struct edit *ret_edit)
{
	const struct assignment *assigned = plan_assigned(plan, field);
	const struct creation *wanted = plan->wanted;
	*ret_edit = (struct edit){ .model = plan->model,
				   .row = schema_field(wanted->kind, field),
				   .arena = plan->arena,
				   .diags = plan->diags };
	if (assigned)
		ret_edit->text = str_trim(assigned->text);
	else if (field == FIELD_TITLE)
		ret_edit->text = wanted->title;
	return ret_edit->row && ret_edit->text.length && edit_check_value(ret_edit, wanted->kind);
}

struct str
plan_slug(const struct plan *plan)
{
	return plan->wanted->id.length ? plan->wanted->id
				       : loader_slug(plan->arena, plan->wanted->title);
}

unsigned
creation_parents(enum kind kind)
{
	switch (kind) {
	case KIND_INITIATIVE:
	case KIND_ASK:
		return KIND_BIT(KIND_GOAL);
	case KIND_MILESTONE:
		return KIND_BIT(KIND_GOAL) | KIND_BIT(KIND_INITIATIVE);
	case KIND_GOAL:
	case KIND_STORY:
	case KIND_THEME:
	case KIND_SUMMARY:
	case KIND_CHARACTER:
	case KIND_PROJECT:
	case KIND_PERSON:
	case KIND_TEAM:
		break;
	}
	return 0;
}

static bool
has_pages(const struct dialect *dialect, enum kind kind)
{
	for (size_t i = 0; i < dialect->page_count; i++)
		if (dialect->pages[i].kind == kind && !dialect->pages[i].ignore)
			return true;
	return false;
}

static bool
has_rows(const struct dialect *dialect, enum kind kind)
{
	for (size_t i = 0; i < dialect->table_count; i++)
		for (size_t k = 0; k < dialect->tables[i].row_count; k++)
			if (dialect->tables[i].rows[k].kind == kind)
				return true;
	return false;
}

/* Ids become names of files: letters, digits and a few signs, in parts with slashes between. */
static bool
is_id(struct str id)
{
	bool begins = true; /* a part does */
	for (size_t i = 0; i < id.length;) {
		uint32_t c = utf8_next(id, &i);
		bool sign = c == '-' || c == '_' || (c == '.' && !begins);
		if (c == '/' ? begins : !sign && !utf8_is_alphanumeric(c))
			return false;
		begins = c == '/';
	}
	return !begins || !id.length;
}

static bool
check_id(const struct plan *plan)
{
	struct str id = plan->wanted->id;
	if (utf8_find_invalid(id) == STR_NONE && is_id(id))
		return true;
	return diag_fail(plan->diags, place_file(STR_EMPTY),
			 "\"%.*s\" is no id; expected letters, digits, - and _, such as "
			 "precise-captures",
			 STR_ARG(id));
}

static bool
no_place(const struct plan *plan)
{
	const struct dialect *dialect = plan->model->dialect;
	const char *kind = schema_kind(plan->wanted->kind)->phrase;
	for (size_t i = 0; i < dialect->block_count; i++) {
		const struct dialect_block *how = &dialect->blocks[i];
		const char *form = how->details ? "<details>" : "###### …";
		if (how->kind == plan->wanted->kind)
			return diag_fail(plan->diags, place_file(STR_EMPTY),
					 "%s is a part of a page: write it in %.*s, as \"%s\"",
					 kind, STR_ARG(how->files),
					 how->details ? form : form + 6 - how->level);
	}
	return diag_fail(plan->diags, place_file(STR_EMPTY),
			 "books of the dialect %.*s have no place for %s", STR_ARG(dialect->name),
			 kind);
}

bool
creation_plan(const struct model *model, const struct creation *wanted, struct created *ret_created,
	      struct diags *diags)
{
	const struct dialect *dialect = model->dialect;
	struct plan plan = { .model = model,
			     .wanted = wanted,
			     .created = ret_created,
			     .arena = diags->arena,
			     .diags = diags };
	*ret_created = (struct created){ .is_new = false };
	if (!check_id(&plan))
		return false;
	if (has_pages(dialect, wanted->kind)) {
		const struct dialect_page *how = plan_path(&plan);
		if (!how || !plan_page(&plan, how))
			return false;
		plan_overview(&plan);
		return true;
	}
	if (has_rows(dialect, wanted->kind))
		return plan_row(&plan);
	for (size_t i = 0; i < dialect->list_count; i++)
		if (dialect->lists[i].kind == wanted->kind)
			return plan_entry(&plan, &dialect->lists[i]);
	return no_place(&plan);
}
