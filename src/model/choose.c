/* Which dialect a book is written in. */
#include "model/dialect.h"

#include "base/limits.h"
#include "base/path.h"
#include "base/share.h"
#include "model/cache.h"
#include "text/yaml.h"

#define DIALECTS "dialects/"

static bool
matches_some_file(const struct repo *repo, struct str glob)
{
	for (size_t i = 0; i < repo->file_count; i++)
		if (path_glob(glob, repo->files[i].path, NULL))
			return true;
	return false;
}

static bool
fits(const struct dialect *dialect, const struct repo *repo)
{
	for (size_t i = 0; i < dialect->detect.count; i++)
		if (!matches_some_file(repo, dialect->detect.items[i]))
			return false;
	return true;
}

static bool
is_dialect_file(const struct share_file *file)
{
	return str_starts(str_from(file->path), STR(DIALECTS)) &&
	       str_ends(str_from(file->path), STR(".yaml"));
}

void
dialect_names(struct arena *arena, struct strs *ret_names)
{
	size_t count;
	const struct share_file *files = share_files(&count);
	for (size_t i = 0; i < count; i++)
		if (is_dialect_file(&files[i]))
			*VEC_PUSH(arena, ret_names) = path_stem(str_from(files[i].path));
}

/* Shipped, unless the source has the text of a file of the book. */
static struct dialect *
load(struct arena *arena, const struct dialect_source *source, struct diags *diags)
{
	struct str path = source->name, text = source->text;
	if (!text.length) {
		path = arena_printf(arena, DIALECTS "%.*s.yaml", STR_ARG(source->name));
		const struct share_file *file = share_find(path);
		if (!file)
			return NULL;
		text = (struct str){ file->data, file->length };
	}
	struct dialect *dialect = dialect_parse(arena, path, text, diags);
	if (dialect)
		dialect->source = *source;
	return dialect;
}

/* Read once for many revisions: one name stands for one text.  What is laid over a dialect changes it: then it is parsed
   afresh. */
static struct dialect *
shared(struct arena *arena, const struct dialect_choice *choice,
       const struct dialect_source *source, struct diags *diags)
{
	if (!choice->cache || data_get(choice->config, STR("extend")))
		return load(arena, source, diags);
	struct dialect **slot = model_cache_dialect(choice->cache, source->name, &arena);
	if (!*slot)
		*slot = load(arena, source, diags);
	return *slot;
}

static struct dialect *
shipped(struct arena *arena, const struct dialect_choice *choice, struct str name,
	struct diags *diags)
{
	const struct dialect_source source = { .name = name };
	return shared(arena, choice, &source, diags);
}

/* A dialect that stands in the book itself.  Before it did, the book was no other one. */
static struct dialect *
load_from_book(struct arena *arena, const struct dialect_choice *choice, struct str path,
	       struct place at, struct diags *diags)
{
	const struct repo_file *file = repo_find(choice->repo, path);
	bool is_usual = choice->usual.text.length && str_equal(path, choice->usual.name);
	struct dialect_source source = { .name = path };
	struct dialect *dialect;
	if (!file && is_usual)
		return shared(arena, choice, &choice->usual, diags);
	if (!file) {
		diag_fail(diags, at, "the dialect file \"%.*s\" is not in the book", STR_ARG(path));
		return NULL;
	}
	if (!repo_read(choice->reader, file, arena, &source.text, diags)) {
		diag_fail(diags, at, "could not read the dialect file \"%.*s\"", STR_ARG(path));
		return NULL;
	}
	dialect = load(arena, &source, diags);
	if (dialect != NULL)
		dialect->file = file->path;
	return dialect;
}

static struct dialect *
load_named(struct arena *arena, const struct dialect_choice *choice, struct str name,
	   struct place at, struct diags *diags)
{
	while (str_starts(name, STR("./")))
		name = str_from_offset(name, 2);
	if (str_contains(name, STR(".")))
		return load_from_book(arena, choice, name, at, diags);
	struct dialect *dialect = shipped(arena, choice, name, diags);
	if (dialect)
		return dialect;
	struct strs names = { 0 };
	dialect_names(arena, &names);
	struct str known = STR_EMPTY;
	for (size_t i = 0; i < names.count; i++)
		known = arena_printf(arena, "%.*s%s%.*s", STR_ARG(known), i ? ", " : "",
				     STR_ARG(names.items[i]));
	diag_fail(diags, at,
		  "there is no dialect \"%.*s\"; there are: %.*s, or a file of the book such as "
		  "planning.yaml",
		  STR_ARG(name), STR_ARG(known));
	return NULL;
}

/* The lines that begin with `key`, a line feed and a key of the topmost level, and all below it. */
static struct str
lines_of(struct str text, struct str key)
{
	size_t end = str_find(text, key);
	text = end == STR_NONE ? STR_EMPTY : str_from_offset(text, end + 1);
	for (end = 0; end < text.length && (end == 0 || text.data[end] == ' ');) {
		size_t line = str_find_char(str_from_offset(text, end), '\n');
		end = line == STR_NONE ? text.length : end + line + 1;
	}
	return str_slice(text, 0, end);
}

/* For one look at a book only the conditions are read of the dialects that turn out not to fit. */
static const struct dialect *
conditions_of(struct arena *arena, const struct dialect_choice *choice, struct str name,
	      struct diags *diags)
{
	struct str path = arena_printf(arena, DIALECTS "%.*s.yaml", STR_ARG(name));
	const struct share_file *file = share_find(path);
	if (choice->cache)
		return shipped(arena, choice, name, diags);
	struct str text = { file->data, file->length };
	return dialect_parse(arena, path, lines_of(text, STR("\ndetect:")), diags);
}

/* The shipped dialect with the most conditions that all hold: `native` has none. */
static struct dialect *
look(struct arena *arena, const struct dialect_choice *choice, struct diags *diags)
{
	struct strs names = { 0 };
	dialect_names(arena, &names);
	const struct dialect *best = NULL;
	struct str name = STR_EMPTY;
	for (size_t i = 0; i < names.count; i++) {
		const struct dialect *conditions =
			conditions_of(arena, choice, names.items[i], diags);
		if (!conditions || !fits(conditions, choice->repo) ||
		    (best && conditions->detect.count <= best->detect.count))
			continue;
		best = conditions;
		name = names.items[i];
	}
	if (!best)
		return NULL;
	/* Only `native` fits anything: a book that is read by another later on was no such book. */
	struct dialect *usual = !best->detect.count && choice->usual.name.length
					? shared(arena, choice, &choice->usual, diags)
					: NULL;
	return usual ? usual : shipped(arena, choice, name, diags);
}

/* Nothing but the names of the files tells: while these stay, so does what was found. */
static struct dialect *
detect(struct arena *arena, const struct dialect_choice *choice, struct diags *diags)
{
	if (!choice->cache || data_get(choice->config, STR("extend")))
		return look(arena, choice, diags);
	struct dialect **found =
		model_cache_detected(choice->cache, choice->repo, choice->usual.name);
	if (!*found)
		*found = look(arena, choice, diags);
	return *found;
}

const struct data *
dialect_extension(struct arena *arena, struct str config, struct diags *diags)
{
	const struct yaml_source source = { .text = config,
					    .first_line = 1,
					    .max_depth = LIMIT_YAML_DEPTH,
					    .max_bytes = LIMIT_YAML_BYTES };
	const struct data *map = config.length ? yaml_parse(arena, &source, diags) : NULL;
	return map ? data_get(map, STR("extend")) : NULL;
}

/* With what is laid over the usual one; what is wrong with that is said of the revision that has it. */
static struct dialect *
extended(struct arena *arena, const struct dialect_choice *choice, struct dialect *dialect)
{
	struct dialect_source source = dialect->source;
	struct dialect *own = NULL, **slot = &own;
	/* The text of a file of the book may be another in each revision. */
	if (choice->cache && !dialect->file.length)
		slot = model_cache_dialect(
			choice->cache, arena_printf(arena, "%.*s, extended", STR_ARG(source.name)),
			&arena);
	if (*slot)
		return *slot;
	struct diags unheard;
	diag_init(&unheard, arena);
	source.extend = choice->usual.extend;
	const struct data *extend = dialect_extension(arena, source.extend, &unheard);
	*slot = extend ? load(arena, &source, &unheard) : NULL;
	if (!*slot)
		return dialect;
	(*slot)->file = dialect->file;
	dialect_read(arena, *slot, extend, &unheard);
	return *slot;
}

const struct dialect *
dialect_choose(struct arena *arena, const struct dialect_choice *choice, struct diags *diags)
{
	const struct data *named = data_get(choice->config, STR("dialect"));
	const struct data *extend = data_get(choice->config, STR("extend"));
	struct dialect *dialect;
	if (choice->name.length)
		dialect = load_named(arena, choice, choice->name, place_file(STR_EMPTY), diags);
	else if (data_text(named).length)
		dialect = load_named(arena, choice, named->text, named->place, diags);
	else
		dialect = detect(arena, choice, diags);
	if (dialect && extend) {
		dialect_read(arena, dialect, extend, diags);
		dialect->source.extend = choice->config_text;
	} else if (dialect && choice->usual.extend.length && !data_text(named).length &&
		   str_equal(dialect->source.name, choice->usual.name)) {
		dialect = extended(arena, choice, dialect);
	}
	return dialect;
}
