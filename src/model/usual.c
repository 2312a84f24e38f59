/* usual: which dialect revisions are read by that tell none. */
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "model/loader.h"

/* Pages are not read.  NULL: nothing could be read. */
static const struct dialect *
find_dialect(struct arena *arena, const struct model_options *options)
{
	struct model *model = ARENA_NEW(arena, struct model);
	struct diags unheard;
	diag_init(&unheard, arena);
	model->arena = arena;
	model->repo = repo_open(arena, options->path, options->at, &unheard);
	if (!model->repo)
		return NULL;
	struct repo_reader *reader = repo_reader_open(model->repo, &unheard);
	bool well = reader && load_config(model, options, reader, &unheard);
	if (reader)
		repo_reader_close(reader);
	model_close(model);
	return well ? model->dialect : NULL;
}

/* Of the work tree, when it lays something over a dialect; else empty. */
static struct str
read_extension(struct arena *arena, struct str path)
{
	struct str config = STR_EMPTY;
	const char *reason;
	struct diags unheard;
	diag_init(&unheard, arena);
	if (!file_read(arena, arena_cstr(arena, path_join(arena, path, STR("waymark.yaml"))),
		       LIMIT_YAML_BYTES, &config, &reason) ||
	    !dialect_extension(arena, config, &unheard))
		return STR_EMPTY;
	return config;
}

struct dialect_source
model_usual(struct arena *arena, struct str path, struct str name)
{
	struct model_options last = { .path = path, .at = STR("HEAD"), .dialect = name };
	const struct model_options tree = { .path = path, .dialect = name };
	const struct dialect *dialect = find_dialect(arena, &last);
	/* What fits anything tells nothing; and a dialect may be tried out before it is committed. */
	if (!dialect || !dialect->detect.count) {
		const struct dialect *tried = find_dialect(arena, &tree);
		last.usual = tried ? tried->source : last.usual;
		dialect = find_dialect(arena, &last);
	}
	struct dialect_source usual = dialect ? dialect->source : last.usual;
	if (!usual.extend.length && read_extension(arena, path).length) {
		const struct dialect *tried = find_dialect(arena, &tree);
		if (tried && str_equal(tried->source.name, usual.name))
			usual.extend = tried->source.extend;
	}
	return usual;
}

struct model_options
usual_options(struct arena *arena, const struct model_options *options)
{
	struct model_options complete = *options;
	if (options->at.length && !options->usual.name.length)
		complete.usual = model_usual(arena, options->path, options->dialect);
	return complete;
}
