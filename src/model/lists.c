/* Lists of records in YAML files: people.yaml. */
#include "base/limits.h"
#include "base/path.h"
#include "model/datafile.h"
#include "model/loader.h"

/* `ada: {name: Ada}` and a mere `- lang`: the key, or the word, is the handle. */
static void
add_handle(struct loader *loader, struct record *record, const struct data *item, struct str handle)
{
	const struct dialect_field field = { .source = SOURCE_FILE, .field = FIELD_HANDLE };
	struct material material = material_from_data(SOURCE_FILE, NULL, item);
	material.text = handle;
	material.data = NULL;
	values_add(loader, record, &field, &material, false);
}

static void
read_item(struct loader *loader, const struct dialect_list *how, const struct data *item)
{
	struct str id = item->key.length ? item->key : data_text(data_get(item, how->id_key));
	if (item->kind == DATA_SCALAR && !item->key.length)
		id = item->text;
	if (str_starts(id, STR("@")))
		id = str_from_offset(id, 1);
	if (!id.length) {
		diag_add(loader->diags, &model_codes[MODEL_BAD_VALUE], item->place,
			 "%s without \"%.*s\"; expected for instance \"%.*s: ada\"",
			 schema_kind(how->kind)->phrase, STR_ARG(how->id_key),
			 STR_ARG(how->id_key));
		return;
	}
	struct record *record = loader_add(loader, &(struct new_record){ .kind = how->kind,
									 .id = map_key(id),
									 .place = item->place,
									 .order = UINT64_MAX - 1,
									 .unique = true });
	if (!record)
		return;
	if (!data_get(item, how->id_key))
		add_handle(loader, record, item, id);
	if (item->kind == DATA_MAP)
		extract_members(loader, record, item, SOURCE_FILE, NULL);
	for (const struct statement *said = record->fields[FIELD_TITLE]; said; said = said->next)
		if (said->count)
			loader_note_title(loader, record,
					  loader_title_key(loader->arena, said->values[0].text));
}

static const struct repo_file *
find_file(const struct loader *loader, struct str name)
{
	const struct repo_file *file = repo_find(loader->model->repo, name);
	struct str source = loader->model->book.source;
	return file ? file : repo_find(loader->model->repo, path_join(loader->arena, source, name));
}

static void
read_list(struct loader *loader, const struct dialect_list *how)
{
	const struct repo_file *file = find_file(loader, how->file);
	if (!file)
		return;
	const struct data *map =
		datafile_read(loader->model, loader->reader, file->path, loader->diags);
	const struct data *list = data_get(map, how->key);
	for (const struct data *item = list ? list->first : NULL; item; item = item->next)
		read_item(loader, how, item);
}

void
lists_read(struct loader *loader)
{
	for (size_t i = 0; i < loader->dialect->list_count; i++)
		read_list(loader, &loader->dialect->lists[i]);
}
