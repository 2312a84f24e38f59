/* A new entry of a YAML file: people.yaml. */
#include "base/limits.h"
#include "base/path.h"
#include "model/creating.h"
#include "model/loader.h"
#include "text/yaml.h"

struct entry {
	struct plan *plan;
	const struct dialect_list *how;
	struct str id;
	struct str source; /* of the file; empty when it is not there */
	size_t indent;
	bool by_key; /* entries are members of a map, with their ids as keys */
};

/* ---- the members ---- */

static void
put_line_start(const struct entry *entry, struct buf *out, const char *mark)
{
	buf_put(out, edit_line_end(entry->source));
	buf_put_repeat(out, ' ', entry->indent);
	buf_puts(out, mark);
}

static void
put_members(const struct entry *entry, struct buf *out)
{
	struct plan *plan = entry->plan;
	const struct record record = { .kind = plan->wanted->kind };
	const struct kind_row *kind = schema_kind(record.kind);
	for (size_t i = 0; i < kind->field_count; i++) {
		struct edit value;
		bool given = plan_value(plan, kind->fields[i].field, &value);
		value.record = &record;
		struct str name = edit_written_name(&value, SOURCE_FILE);
		if (!given || !name.length || str_equal(name, entry->how->id_key))
			continue;
		put_line_start(entry, out, "  ");
		buf_printf(out, "%.*s: %.*s", STR_ARG(name), STR_ARG(edit_yaml_text(&value)));
		plan->created->said[kind->fields[i].field] = true;
	}
}

static void
put_entry(const struct entry *entry, struct buf *out)
{
	struct buf id;
	buf_init(&id, LIMIT_YAML_BYTES);
	yaml_put_scalar(&id, entry->id);
	put_line_start(entry, out, entry->by_key ? "" : "- ");
	if (entry->by_key)
		buf_printf(out, "%.*s:", STR_ARG(buf_str(&id)));
	else
		buf_printf(out, "%.*s: %.*s", STR_ARG(entry->how->id_key), STR_ARG(buf_str(&id)));
	buf_free(&id);
	put_members(entry, out);
}

/* ---- the place ---- */

static size_t
column_of(struct str source, size_t offset)
{
	size_t start = offset;
	while (start > 0 && source.data[start - 1] != '\n')
		start--;
	return offset - start;
}

static size_t
line_end(struct str source, size_t offset)
{
	while (offset < source.length && source.data[offset] != '\n' && source.data[offset] != '\r')
		offset++;
	return offset;
}

/* Behind the entries that are there. */
static bool
extend_list(struct entry *entry, const struct data *list, struct buf *out)
{
	struct created *created = entry->plan->created;
	struct str text = str_slice(entry->source, list->offset, list->offset + list->length);
	if (str_starts(text, STR("[")) || str_starts(text, STR("{")))
		return diag_fail(entry->plan->diags, list->place,
				 "the list stands in brackets; add \"%.*s\" by hand",
				 STR_ARG(entry->id));
	entry->by_key = list->kind == DATA_MAP;
	if (list->length)
		entry->indent = column_of(entry->source, list->offset);
	created->edit.offset = line_end(entry->source, list->offset + list->length);
	put_entry(entry, out);
	return true;
}

/* A list of its own at the end of the file. */
static void
add_list(struct entry *entry, struct buf *out)
{
	struct str kept = str_trim_end(entry->source);
	entry->plan->created->edit.offset = kept.length;
	if (kept.length)
		buf_put(out, edit_line_end(entry->source));
	buf_printf(out, "%.*s:", STR_ARG(entry->how->key));
	put_entry(entry, out);
}

static const struct data *
parse(const struct entry *entry, struct str file)
{
	const struct yaml_source source = { .file = file,
					    .text = entry->source,
					    .first_line = 1,
					    .max_depth = LIMIT_YAML_DEPTH,
					    .max_bytes = LIMIT_YAML_BYTES };
	struct diags ignored; /* loading has said it all */
	diag_init(&ignored, entry->plan->arena);
	return yaml_parse(entry->plan->arena, &source, &ignored);
}

static bool
extend_file(struct entry *entry, struct str file, struct buf *out)
{
	const struct plan *plan = entry->plan;
	const struct edit reading = { .model = plan->model,
				      .arena = plan->arena,
				      .diags = plan->diags };
	if (!edit_read_file(&reading, file, &entry->source))
		return false;
	const struct data *map = parse(entry, file), *list = data_get(map, entry->how->key);
	if (!map && str_trim(entry->source).length)
		return diag_fail(plan->diags, place_file(file), "this is no YAML map of lists");
	if (list)
		return extend_list(entry, list, out);
	add_list(entry, out);
	return true;
}

static const struct repo_file *
find_file(const struct plan *plan, struct str name)
{
	const struct repo_file *file = repo_find(plan->model->repo, name);
	struct str below = path_join(plan->arena, plan->model->book.source, name);
	return file ? file : repo_find(plan->model->repo, below);
}

static struct str
entry_id(const struct plan *plan)
{
	const struct assignment *handle = plan_assigned(plan, FIELD_HANDLE);
	struct str id = handle ? str_trim(handle->text) : plan_slug(plan);
	return str_starts(id, STR("@")) ? str_from_offset(id, 1) : id;
}

static bool
all_said(const struct plan *plan)
{
	const struct assignments *all = plan->wanted->assignments;
	for (size_t i = 0; i < all->count; i++)
		if (!plan->created->said[all->items[i].field])
			return diag_fail(plan->diags, place_file(plan->created->file),
					 "the %s of %s is not kept here",
					 field_name(all->items[i].field),
					 schema_kind(plan->wanted->kind)->phrase);
	return true;
}

bool
plan_entry(struct plan *plan, const struct dialect_list *how)
{
	struct created *created = plan->created;
	struct entry entry = { .plan = plan, .how = how, .id = entry_id(plan), .indent = 2 };
	const struct repo_file *file = find_file(plan, how->file);
	const struct record *there = map_get(&plan->model->ids[how->kind], entry.id);
	struct buf out;
	bool well = true;
	if (there && !there->implied)
		return diag_fail(plan->diags, there->place, "there is %s \"%.*s\" already",
				 schema_kind(how->kind)->phrase, STR_ARG(entry.id));
	buf_init(&out, LIMIT_YAML_BYTES);
	created->id = entry.id;
	created->said[FIELD_HANDLE] = true;
	created->is_new = !file;
	created->file = created->edit.file = file ? file->path : how->file;
	if (file)
		well = extend_file(&entry, file->path, &out);
	else
		add_list(&entry, &out);
	if (created->is_new || created->edit.offset >= entry.source.length)
		buf_put(&out, edit_line_end(entry.source));
	created->text = created->edit.text = buf_copy(plan->arena, &out);
	if (out.failed)
		well = diag_fail(plan->diags, place_file(created->file), "the entry is too large");
	buf_free(&out);
	return well && all_said(plan);
}
