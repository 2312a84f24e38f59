/* The path of a new page: the dialect's globs, filled in backwards. */
#include "base/path.h"
#include "model/creating.h"
#include "model/loader.h"

/* One of the dialect's rows, as far as its captures are known. */
struct candidate {
	const struct dialect_page *how;
	struct path_match known;
	struct str missing; /* the name of a capture that nobody gave */
	const struct field_row
		*stranger; /* the name of the file begins with no record of this field … */
	struct str said;   /* … but with this */
	struct str path;   /* below the source folder */
	size_t uses;       /* pages of the book that the row reads */
};

static struct str
captured(const struct path_match *match, struct str name)
{
	for (size_t i = 0; i < match->count; i++)
		if (str_equal(match->names[i], name))
			return match->values[i];
	return STR_EMPTY;
}

static void
remember(struct path_match *match, struct str name, struct str value)
{
	if (!value.length || captured(match, name).length || match->count == PATH_CAPTURES)
		return;
	match->names[match->count] = name;
	match->values[match->count++] = value;
}

static void
remember_all(struct path_match *match, const struct path_match *found)
{
	for (size_t i = 0; i < found->count; i++)
		remember(match, found->names[i], found->values[i]);
}

/* The name in "{name}", when that is all of the text. */
static bool
only_capture(struct str text, struct str *ret_name)
{
	if (text.length < 3 || text.data[0] != '{' || text.data[text.length - 1] != '}')
		return false;
	*ret_name = str_slice(text, 1, text.length - 1);
	return str_find_char(*ret_name, '{') == STR_NONE;
}

/* ---- values that a path carries ---- */

static struct str
with_low_dashes(const struct plan *plan, struct str text)
{
	char *bytes = arena_bytes(plan->arena, text.length + 1);
	for (size_t i = 0; i < text.length; i++)
		bytes[i] = text.data[i] == '-' ? '_' : text.data[i];
	return (struct str){ bytes, text.length };
}

/* The dialect's own words in a path have low dashes between them: vision/submitted_stories. */
static bool
has_low_dashes(struct str glob)
{
	return str_find_char(glob, '_') != STR_NONE && str_find_char(glob, '-') == STR_NONE;
}

/* The book may write a word of the path in another way: status_quo for status-quo. */
static struct str
as_in_paths(const struct plan *plan, const struct candidate *candidate, struct str name,
	    struct str value)
{
	const struct model *model = plan->model;
	for (size_t i = 0; i < model->page_count; i++) {
		struct path_match match = { .count = 0 };
		if (!path_glob(candidate->how->files, model->pages[i]->name, &match))
			continue;
		struct str used = captured(&match, name);
		struct str a = loader_slug(plan->arena, used), b = loader_slug(plan->arena, value);
		if (str_equal(a, b))
			return used;
	}
	return has_low_dashes(candidate->how->files) ? with_low_dashes(plan, value) : value;
}

/* What is given for a field, else what is usual: the latest period, status quo. */
static struct str
path_value(const struct plan *plan, enum field field)
{
	const struct assignment *assigned = plan_assigned(plan, field);
	const struct records *same = &plan->model->by_kind[plan->wanted->kind];
	struct str latest = STR_EMPTY;
	if (assigned)
		return str_trim(assigned->text);
	if (field == FIELD_STORY_KIND)
		return STR("status-quo");
	for (size_t i = 0; field == FIELD_PERIOD && i < same->count; i++) {
		struct str period = record_text(same->items[i], field);
		if (str_compare(period, latest) > 0)
			latest = period;
	}
	return latest;
}

/* A record is named in a path by its id. */
static struct str
id_of(const struct plan *plan, enum field field, struct str text)
{
	const struct field_row *row = schema_field(plan->wanted->kind, field);
	struct records several = { 0 };
	if (!row || row->type != TYPE_RECORDS || !text.length)
		return text;
	const struct record *record = model_find(plan->model, text, &several, plan->arena);
	return record ? record->id : text;
}

static void
take_path_fields(const struct plan *plan, struct candidate *candidate)
{
	const struct dialect_fields *fields =
		&plan->model->dialect->kinds[plan->wanted->kind].fields;
	for (size_t i = 0; i < fields->count; i++) {
		const struct dialect_field *field = &fields->items[i];
		struct str text = path_value(plan, field->field);
		if (field->source == SOURCE_PATH)
			remember(&candidate->known, field->name,
				 as_in_paths(plan, candidate, field->name,
					     id_of(plan, field->field, text)));
	}
}

/* Values that follow from the row must be those that are wanted. */
static bool
take_constants(const struct plan *plan, struct candidate *candidate)
{
	const struct dialect_page *how = candidate->how;
	for (size_t i = 0; i < how->constant_count; i++) {
		struct str wanted = path_value(plan, how->constants[i].field), name;
		if (only_capture(how->constants[i].value, &name))
			remember(&candidate->known, name,
				 as_in_paths(plan, candidate, name, wanted));
		else if (wanted.length && !str_equal_fold(wanted, how->constants[i].value))
			return false;
	}
	return true;
}

/* ---- the part that names the record ---- */

/* Which of the two the names of such files use between words. */
static struct str
with_usual_dashes(const struct plan *plan, const struct dialect_page *how, struct str slug)
{
	const struct records *same = &plan->model->by_kind[plan->wanted->kind];
	size_t low = 0, dash = 0;
	for (size_t i = 0; i < same->count; i++) {
		struct str stem =
			same->items[i]->page ? path_stem(same->items[i]->page->name) : STR_EMPTY;
		low += str_find_char(stem, '_') != STR_NONE;
		dash += str_find_char(stem, '-') != STR_NONE;
	}
	bool is_low = low + dash ? low > dash : has_low_dashes(path_base(how->files));
	return plan->wanted->id.length || !is_low ? slug : with_low_dashes(plan, slug);
}

static bool
has_records(const struct model *model, unsigned kinds)
{
	for (int kind = 0; kind < KIND_COUNT; kind++)
		if ((kinds & KIND_BIT(kind)) && model->by_kind[kind].count)
			return true;
	return false;
}

static bool
has_record(const struct model *model, unsigned kinds, struct str id)
{
	for (int kind = 0; kind < KIND_COUNT; kind++)
		if ((kinds & KIND_BIT(kind)) && map_get(&model->ids[kind], id))
			return true;
	return false;
}

/* Where the name of the file says who it is about, it must be somebody whom the book knows. */
static bool
knows_captured(const struct plan *plan, struct candidate *candidate, const struct path_match *match)
{
	const struct dialect_fields *fields =
		&plan->model->dialect->kinds[plan->wanted->kind].fields;
	for (size_t i = 0; i < fields->count; i++) {
		const struct field_row *row =
			schema_field(plan->wanted->kind, fields->items[i].field);
		struct str said = captured(match, fields->items[i].name);
		if (fields->items[i].source == SOURCE_PATH && row && row->type == TYPE_RECORDS &&
		    said.length && has_records(plan->model, row->targets) &&
		    !has_record(plan->model, row->targets, said)) {
			candidate->stranger = row;
			candidate->said = said;
			return false;
		}
	}
	return true;
}

/* The file is called `slug`: its parts are the captures of the glob's last part. */
static bool
take_stem(const struct plan *plan, struct candidate *candidate, struct str slug)
{
	struct str base = path_base(candidate->how->files);
	for (int with_prefix = 0; with_prefix < 2; with_prefix++) {
		struct path_match match = { .count = 0 };
		struct str stem = slug, first = STR_EMPTY;
		if (str_starts(base, STR("{")))
			first = captured(&candidate->known,
					 str_slice(base, 1, str_find_char(base, '}')));
		if (with_prefix)
			stem = arena_printf(plan->arena, "%.*s_%.*s", STR_ARG(first),
					    STR_ARG(slug));
		bool fits = path_glob(base, arena_printf(plan->arena, "%.*s.md", STR_ARG(stem)),
				      &match);
		if (fits && (!first.length || str_equal(match.values[0], first)) &&
		    knows_captured(plan, candidate, &match)) {
			remember_all(&candidate->known, &match);
			return true;
		}
		if (!first.length)
			break;
	}
	candidate->missing = base;
	return false;
}

/* The last capture of the id is the record's own name, those before it are known by now. */
static bool
take_name(const struct plan *plan, struct candidate *candidate)
{
	struct str id = candidate->how->id,
		   slug = with_usual_dashes(plan, candidate->how, plan_slug(plan));
	struct path_match match = { .count = 0 };
	if (str_contains(id, STR("{stem}")))
		return take_stem(plan, candidate, slug);
	if (plan->wanted->id.length && path_glob(id, plan->wanted->id, &match)) {
		for (size_t i = 0; i < match.count; i++) {
			struct str known = captured(&candidate->known, match.names[i]);
			if (known.length && !str_equal(known, match.values[i]))
				return false;
		}
		remember_all(&candidate->known, &match);
		return true;
	}
	size_t open = str_find_last(id, '{'), close = str_find_last(id, '}');
	if (open == STR_NONE || close == STR_NONE || str_find_char(slug, '/') != STR_NONE)
		return false;
	remember(&candidate->known, str_slice(id, open + 1, close), slug);
	return true;
}

/* ---- the whole path ---- */

static bool
fill_glob(const struct plan *plan, struct candidate *candidate)
{
	struct str glob = candidate->how->files, path = STR_EMPTY;
	while (glob.length) {
		size_t length = 1;
		struct str part = str_slice(glob, 0, 1);
		if (str_starts(glob, STR("**/"))) {
			length = 3;
			part = STR_EMPTY;
		} else if (glob.data[0] == '{') {
			length = str_find_char(glob, '}') + 1;
			struct str name = str_slice(glob, 1, length - 1);
			part = captured(&candidate->known, name);
			if (!part.length) {
				candidate->missing = name;
				return false;
			}
		} else if (glob.data[0] == '*' || glob.data[0] == '?') {
			return false;
		}
		path = arena_printf(plan->arena, "%.*s%.*s", STR_ARG(path), STR_ARG(part));
		glob = str_from_offset(glob, length);
	}
	candidate->path = path;
	return true;
}

static bool
condition_holds(const struct candidate *candidate)
{
	const struct dialect_page *how = candidate->how;
	return !how->where_name.length ||
	       path_glob(how->where_glob, captured(&candidate->known, how->where_name), NULL);
}

/* A row before this one would take the file for something else. */
static bool
is_taken(const struct plan *plan, const struct candidate *candidate)
{
	const struct dialect *dialect = plan->model->dialect;
	for (size_t i = 0; &dialect->pages[i] != candidate->how; i++)
		if (!dialect->pages[i].where_name.length && !dialect->pages[i].needs_metadata &&
		    path_glob(dialect->pages[i].files, candidate->path, NULL))
			return true;
	return false;
}

static size_t
count_uses(const struct plan *plan, const struct dialect_page *how)
{
	const struct records *same = &plan->model->by_kind[how->kind];
	size_t count = 0;
	for (size_t i = 0; i < same->count; i++)
		count += same->items[i]->page &&
			 path_glob(how->files, same->items[i]->page->name, NULL);
	return count;
}

/* What of the path only the parent's says: the period of an initiative is that of its goal.  The record's own name is
   known by now. */
static void
remember_parent(const struct plan *plan, struct candidate *candidate)
{
	const struct dialect *dialect = plan->model->dialect;
	const struct record *parent = plan->wanted->parent;
	for (size_t i = 0; parent && parent->page && i < dialect->page_count; i++) {
		struct path_match match = { .count = 0 };
		if (dialect->pages[i].kind != parent->kind || dialect->pages[i].ignore ||
		    !path_glob(dialect->pages[i].files, parent->page->name, &match))
			continue;
		remember_all(&candidate->known, &match);
		return;
	}
}

static bool
complete(const struct plan *plan, struct candidate *candidate)
{
	const struct record *parent = plan->wanted->parent;
	struct path_match match = { .count = 0 };
	candidate->uses = count_uses(plan, candidate->how);
	if (parent && candidate->how->parent.length &&
	    path_glob(candidate->how->parent, parent->id, &match))
		remember_all(&candidate->known, &match);
	if (!take_constants(plan, candidate))
		return false;
	take_path_fields(plan, candidate);
	if (!take_name(plan, candidate))
		return false;
	remember_parent(plan, candidate);
	return fill_glob(plan, candidate) && condition_holds(candidate) &&
	       !is_taken(plan, candidate);
}

/* Rows that more of the book's pages use come first, then the shorter ones. */
static bool
is_better(const struct candidate *a, const struct candidate *b)
{
	if (!b->how || a->uses != b->uses)
		return !b->how || a->uses > b->uses;
	return a->how->files.length < b->how->files.length;
}

/* "{character}_{rest}.md" and a title that says nobody: the field that would. */
static bool
report_name(const struct plan *plan, const struct candidate *near)
{
	const char *kind = schema_kind(plan->wanted->kind)->phrase;
	const struct field_row *who = near->stranger;
	if (who)
		return diag_fail(plan->diags, place_file(STR_EMPTY),
				 "the file of %s is called %.*s here, and \"%.*s\" is no %s of "
				 "this book; say for instance %s=%s",
				 kind, STR_ARG(near->missing), STR_ARG(near->said),
				 field_name(who->field), field_name(who->field), who->example);
	return diag_fail(plan->diags, place_file(STR_EMPTY),
			 "the file of %s is called %.*s here, which \"%.*s\" does not fit; "
			 "give another --id",
			 kind, STR_ARG(near->missing), STR_ARG(plan_slug(plan)));
}

static bool
is_field_of(const struct plan *plan, struct str name)
{
	enum field field;
	return field_parse(name, &field) && schema_field(plan->wanted->kind, field);
}

static bool
report_missing(const struct plan *plan, const struct candidate *near)
{
	const char *kind = schema_kind(plan->wanted->kind)->phrase;
	struct str missing = near->missing;
	if (creation_parents(plan->wanted->kind) && !plan->wanted->parent)
		return diag_fail(plan->diags, place_file(STR_EMPTY),
				 "which goal is it a part of? expected for instance --goal polish");
	if (str_find_char(missing, '{') != STR_NONE)
		return report_name(plan, near);
	if (missing.length && !is_field_of(plan, missing))
		return diag_fail(
			plan->diags, place_file(STR_EMPTY),
			"the path of %s has a part \"%.*s\" here, which nothing says; write the "
			"file by hand: %.*s",
			kind, STR_ARG(missing), STR_ARG(near->how->files));
	if (missing.length)
		return diag_fail(plan->diags, place_file(STR_EMPTY),
				 "the path of %s has a part \"%.*s\" here; give it as %.*s=…", kind,
				 STR_ARG(missing), STR_ARG(missing));
	return diag_fail(plan->diags, place_file(STR_EMPTY),
			 "no path of the dialect %.*s fits %s called \"%.*s\"",
			 STR_ARG(plan->model->dialect->name), kind, STR_ARG(plan_slug(plan)));
}

/* Fields that the path states are not written again. */
static void
note_said(struct plan *plan, const struct candidate *used)
{
	const struct dialect_page *how = used->how;
	const struct dialect_fields *fields = &plan->model->dialect->kinds[how->kind].fields;
	for (size_t i = 0; i < how->constant_count; i++)
		plan->created->said[how->constants[i].field] = true;
	for (size_t i = 0; i < fields->count; i++) {
		const struct dialect_field *field = &fields->items[i];
		struct str given = id_of(plan, field->field, path_value(plan, field->field));
		if (field->source == SOURCE_PATH &&
		    str_equal(captured(&used->known, field->name), given))
			plan->created->said[field->field] = true;
	}
}

const struct dialect_page *
plan_path(struct plan *plan)
{
	const struct dialect *dialect = plan->model->dialect;
	struct candidate best = { .how = NULL }, near = best;
	for (size_t i = 0; i < dialect->page_count; i++) {
		struct candidate candidate = { .how = &dialect->pages[i] };
		if (candidate.how->kind != plan->wanted->kind || candidate.how->ignore)
			continue;
		bool good = complete(plan, &candidate);
		if (good && is_better(&candidate, &best))
			best = candidate;
		if (!good && is_better(&candidate, &near))
			near = candidate;
	}
	if (!best.how) {
		report_missing(plan, &near);
		return NULL;
	}
	plan->created->file = path_join(plan->arena, plan->model->book.source, best.path);
	if (!path_fill(plan->arena, best.how->id, &best.known, best.path, &plan->created->id))
		plan->created->id = path_stem(best.path);
	note_said(plan, &best);
	return best.how;
}
