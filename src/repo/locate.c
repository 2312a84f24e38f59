/*
 * locate: libgit2 finds the repository; where the folder stands in it comes from comparing paths
 * without symbolic links.
 */
#include "repo/locate.h"

#include "base/path.h"
#include "repo/above.h"
#include "repo/driver.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_BUFFER_BYTES 4096

/* ==== somebody else's repository ==== */

static struct str
describe_user(struct arena *arena, uid_t user)
{
	char buffer[NAME_BUFFER_BYTES];
	struct passwd entry;
	struct passwd *found = NULL;

	if (getpwuid_r(user, &entry, buffer, sizeof buffer, &found) == 0 && found)
		return arena_printf(arena, "user \"%s\"", found->pw_name);
	return arena_printf(arena, "user %lu", (unsigned long)user);
}

/* The owner of the top or, where that is ours, of its .git. */
static uid_t
find_owner(struct arena *arena, struct str top)
{
	struct stat status;
	struct str git = arena_concat(arena, (struct str[]){ top, STR("/.git") }, 2);

	if (stat(arena_cstr(arena, top), &status) == 0 && status.st_uid != geteuid())
		return status.st_uid;
	if (stat(git.data, &status) == 0)
		return status.st_uid;
	return geteuid();
}

/* The top of the repository that git should find, whether it does or not; empty if none. */
static struct str
find_top(struct arena *arena, struct str root)
{
	struct str absolute = above_real_path(arena, root);

	return above_is_bare(absolute) ? absolute : above_find_top(absolute);
}

/* libgit2 1.5 says "not found" instead of "not yours" where nobody has set safe.directory. */
static bool
is_foreign(struct arena *arena, struct str root, int error)
{
	struct str top = find_top(arena, root);

	return error == GIT_EOWNER ||
	       (error == GIT_ENOTFOUND && top.length > 0 && find_owner(arena, top) != geteuid());
}

static bool
report_owner(struct arena *arena, struct str root, struct diags *diags)
{
	struct str top = find_top(arena, root);

	return repo_fail_with_hint(
		diags, place_file(STR_EMPTY),
		arena_printf(
			diags->arena,
			"the git repository \"%.*s\" belongs to %.*s, and git reads only your own",
			STR_ARG(top), STR_ARG(describe_user(arena, find_owner(arena, top)))),
		arena_printf(diags->arena,
			     "If you trust it: git config --global --add safe.directory '%.*s'",
			     STR_ARG(top)));
}

/* ==== the folder in the repository ==== */

static bool
find_prefix(const struct library *library, struct arena *arena, struct str root,
	    struct location *location, struct diags *diags)
{
	struct str path = above_real_path(arena, root);
	struct str git =
		above_real_path(arena, str_from(library->repository_path(location->repository)));
	struct str top =
		above_real_path(arena, str_from(library->repository_workdir(location->repository)));

	if (path_below(path, git, &location->prefix)) {
		if (location->prefix.length == 0)
			return true;
		return diag_fail(diags, place_file(STR_EMPTY),
				 "\"%.*s\" belongs to git itself; name the repository \"%.*s\"",
				 STR_ARG(root), STR_ARG(git));
	}
	if (top.length > 0 && path_below(path, top, &location->prefix))
		return true;
	return diag_fail(diags, place_file(STR_EMPTY),
			 "\"%.*s\" is not in the work tree of the git repository \"%.*s\"",
			 STR_ARG(root), STR_ARG(git));
}

bool
locate_repository(const struct library *library, struct arena *arena, struct str root,
		  struct location *ret_location, struct diags *diags)
{
	const char *path = arena_cstr(arena, root);
	int error = library->repository_open_ext(&ret_location->repository, path, 0, NULL);

	if (error != 0 && is_foreign(arena, root, error))
		return report_owner(arena, root, diags);
	if (error == GIT_ENOTFOUND)
		return repo_fail_with_hint(
			diags, place_file(STR_EMPTY),
			arena_printf(diags->arena, "\"%.*s\" is not in a git repository",
				     STR_ARG(root)),
			STR("Only a repository has revisions and a history; \"git init\" and a "
			    "commit begin one."));
	if (error != 0)
		return diag_fail(diags, place_file(STR_EMPTY),
				 "the git repository of \"%.*s\" cannot be opened: %s",
				 STR_ARG(root), library_reason(library));
	if (find_prefix(library, arena, root, ret_location, diags))
		return true;
	library->repository_free(ret_location->repository);
	return false;
}
