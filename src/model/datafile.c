/* The YAML files of a book. */
#include "model/datafile.h"

#include "base/limits.h"
#include "model/cache.h"
#include "text/toml.h"
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

static void
parse(struct kept_data *kept, bool is_toml, struct diags *diags)
{
	const struct yaml_source source = { .file = kept->path,
					    .text = kept->bytes,
					    .first_line = 1,
					    .max_depth = LIMIT_YAML_DEPTH,
					    .max_bytes = LIMIT_YAML_BYTES };
	kept->data = is_toml ? toml_parse(kept->arena, kept->path, kept->bytes, diags)
			     : yaml_parse(kept->arena, &source, diags);
	kept->is_known = true;
}

/* What a cache has is not read again. */
static struct data *
read_data(struct model *model, struct repo_reader *reader, struct str path, bool is_toml,
	  struct diags *diags)
{
	const struct repo_file *file = repo_find(model->repo, path);
	if (!file)
		return NULL;
	struct kept_data own = { .path = file->path, .arena = model->arena };
	struct kept_data *kept =
		model->cache ? model_cache_data(model->cache, file, is_toml) : &own;
	if (!kept->is_known) {
		if (!repo_read(reader, file, kept->arena, &kept->bytes, diags))
			return NULL;
		parse(kept, is_toml, diags);
	}
	struct datafile *known = add(model, path, kept->bytes);
	known->data = kept->data;
	return known->data;
}

struct data *
datafile_read(struct model *model, struct repo_reader *reader, struct str path, struct diags *diags)
{
	struct datafile *known = map_get(&model->datafiles, path);
	return known ? known->data : read_data(model, reader, path, false, diags);
}

struct data *
datafile_read_toml(struct model *model, struct repo_reader *reader, struct str path,
		   struct diags *diags)
{
	return read_data(model, reader, path, true, diags);
}

struct data *
datafile_find(const struct model *model, struct str path)
{
	const struct datafile *known = map_get(&model->datafiles, path);
	return known ? known->data : NULL;
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
