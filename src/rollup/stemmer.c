/*
 * stemmer: four functions.
 */
#include "rollup/stemmer.h"

#include "base/late.h"

#include <libstemmer.h>

struct stemmer {
	__typeof__(sb_stemmer_new) *new;
	__typeof__(sb_stemmer_delete) *delete;
	__typeof__(sb_stemmer_stem) *stem;
	__typeof__(sb_stemmer_length) *length;
	struct sb_stemmer *handle;
};

static const struct late_function functions[] = {
	{ "sb_stemmer_new", offsetof(struct stemmer, new) },
	{ "sb_stemmer_delete", offsetof(struct stemmer, delete) },
	{ "sb_stemmer_stem", offsetof(struct stemmer, stem) },
	{ "sb_stemmer_length", offsetof(struct stemmer, length) },
};

/* Debian's name first: others have no letter in it. */
static const char *const files[] = { "libstemmer.so.0d", "libstemmer.so.0" };

static bool
load(struct stemmer *stemmer, const char **ret_reason)
{
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		if (late_load(files[i], functions, sizeof functions / sizeof functions[0], stemmer,
			      ret_reason))
			return true;
	return false;
}

bool
stemmer_open(struct arena *arena, const char *language, struct stemmer **ret_stemmer,
	     struct diags *diags)
{
	struct stemmer *stemmer = ARENA_NEW(arena, struct stemmer);
	const char *reason;

	*ret_stemmer = NULL;
	if (!load(stemmer, &reason))
		return diag_fail(
			diags, place_file(STR_EMPTY),
			"texts are compared with libstemmer, which could not be loaded: %s",
			reason);
	stemmer->handle = stemmer->new (language, "UTF_8");
	*ret_stemmer = stemmer->handle != NULL ? stemmer : NULL;
	return true;
}

void
stemmer_close(struct stemmer *stemmer)
{
	if (stemmer != NULL)
		stemmer->delete (stemmer->handle);
}

struct str
stemmer_stem(struct stemmer *stemmer, struct str word)
{
	const sb_symbol *stem =
		stemmer->stem(stemmer->handle, (const sb_symbol *)word.data, (int)word.length);

	return stem == NULL ? STR_EMPTY
			    : (struct str){ (const char *)stem,
					    (size_t)stemmer->length(stemmer->handle) };
}
