/*
 * library: one table of names and places.
 */
#include "repo/library.h"

#include "base/late.h"
#include "repo/driver.h"

#include <stddef.h>
#include <string.h>

#define LIBRARY_CACHE_BYTES (16 << 20)

static const struct late_function functions[] = {
#define LIBRARY_ROW(name) { "git_" #name, offsetof(struct library, name) },
	LIBRARY_FUNCTIONS(LIBRARY_ROW)
#undef LIBRARY_ROW
};

static bool
fail(struct diags *diags, const char *reason)
{
	struct arena *arena = diags->arena;

	return repo_fail_with_hint(
		diags, place_file(STR_EMPTY),
		arena_printf(arena,
			     "a git revision is read with libgit2, which could not be loaded: %s",
			     reason),
		arena_printf(arena,
			     "Install it, on Debian with \"apt install libgit2-%s\". The work tree "
			     "is read without it.",
			     &GIT_LIBRARY[strlen("libgit2.so.")]));
}

/*
 * libgit2 reads all certificates of the machine when it starts, which takes longer than a short history does;
 * they are for connections, and waymark makes none.  What Debian's libgit2 reads them with is found by its
 * name, and in the program first (meson.build exports it): so this one, which finds none.
 */
int mbedtls_x509_crt_parse_file(void *chain, const char *path);

int
mbedtls_x509_crt_parse_file(void *chain, const char *path)
{
	(void)chain;
	(void)path;
	return 0;
}

bool
library_open(struct library *library, struct diags *diags)
{
	const char *reason;

	if (!late_load(GIT_LIBRARY, functions, sizeof functions / sizeof functions[0], library,
		       &reason))
		return fail(diags, reason);
	if (library->libgit2_init() < 0)
		return fail(diags, library_reason(library));
	/* Ids are not computed again, which would be most of the reading: what is damaged fails by the
	   sizes and checksums of zlib.  Not noticed is a sound object that stands in the place of
	   another one, as by a hand that copied it there, or a pack's index that leads to the wrong
	   one; "git checkout" does not look for that either, "git fsck" does. */
	library->libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	/* Commits and trees are looked at once, and those of neighbours soon after one another: what libgit2
	   keeps by itself, 256 MiB, would make the memory of a long history follow its length. */
	library->libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)LIBRARY_CACHE_BYTES);
	return true;
}

void
library_close(struct library *library)
{
	library->libgit2_shutdown();
}

const char *
library_reason(const struct library *library)
{
	const git_error *error = library->error_last();

	return error && error->message ? error->message : "libgit2 gives no reason";
}

struct str
library_id(const struct library *library, struct arena *arena, const git_oid *id)
{
	char text[GIT_OID_HEXSZ + 1];

	return arena_copy(arena, str_from(library->oid_tostr(text, sizeof text, id)));
}
