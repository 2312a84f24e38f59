/* The YAML files of a book. */
#include "model/datafile.h"

#include "base/limits.h"
#include "text/yaml.h"

struct datafile {
	struct str bytes;
	struct data *data;
};

static struct datafile *
add(struct model *model, struct str path, struct str bytes)
{
	struct datafile *file = ARENA_NEW(model->arena, struct datafile);
	file->bytes = bytes;
	*map_put(model->arena, &model->datafiles, arena_copy(model->arena, path)) = file;
	return file;
}

struct data *
datafile_read(struct model *model, struct repo_reader *reader, struct str path, struct diags *diags)
{
	const struct repo_file *file = repo_find(model->repo, path);
	struct datafile *known = map_get(&model->datafiles, path);
	struct str bytes;
	if (known)
		return known->data;
	if (!file || !repo_read(reader, file, model->arena, &bytes, diags))
		return NULL;
	const struct yaml_source source = { .file = file->path,
					    .text = bytes,
					    .first_line = 1,
					    .max_depth = LIMIT_YAML_DEPTH,
					    .max_bytes = LIMIT_YAML_BYTES };
	known = add(model, path, bytes);
	known->data = yaml_parse(model->arena, &source, diags);
	return known->data;
}

struct data *
datafile_find(const struct model *model, struct str path)
{
	const struct datafile *known = map_get(&model->datafiles, path);
	return known ? known->data : NULL;
}

void
datafile_keep(struct model *model, struct str path, struct str bytes)
{
	add(model, path, bytes);
}

bool
model_bytes(const struct model *model, struct str path, struct str *ret_bytes)
{
	const struct datafile *known = map_get(&model->datafiles, path);
	const struct page *page = model->book.summary;
	if (known) {
		*ret_bytes = known->bytes;
		return true;
	}
	for (size_t i = 0; i < model->page_count && !(page && str_equal(page->path, path)); i++)
		page = model->pages[i];
	if (!page || !str_equal(page->path, path))
		return false;
	*ret_bytes = page->doc->source;
	return true;
}
