/* cache: where the files are. */
#include "cmd/cache.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "cmd/command.h"

#include <sys/stat.h>

/* Empty: nothing is remembered. */
static struct str
folder(struct arena *arena)
{
	const char *own = getenv("WAYMARK_CACHE");
	struct str cache = str_from(getenv("XDG_CACHE_HOME")), home = str_from(getenv("HOME"));

	if (own != NULL)
		return str_from(own);
	if (str_starts(cache, STR("/")))
		return path_join(arena, cache, STR("waymark"));
	return str_starts(home, STR("/")) ? path_join(arena, home, STR(".cache/waymark"))
					  : STR_EMPTY;
}

struct str
cache_read(struct arena *arena, const char *name)
{
	struct str place = folder(arena), bytes = STR_EMPTY;
	const char *reason;

	if (place.length == 0 ||
	    !file_read(arena, arena_cstr(arena, path_join(arena, place, str_from(name))),
		       LIMIT_FILE_BYTES, &bytes, &reason))
		return STR_EMPTY;
	return bytes;
}

void
cache_write(struct arena *scratch, const char *name, struct str bytes)
{
	struct str place = folder(scratch);
	const char *reason;

	if (place.length > 0 && bytes.length <= LIMIT_FILE_BYTES &&
	    file_make_dirs(arena_cstr(scratch, place), &reason))
		file_write(arena_cstr(scratch, path_join(scratch, place, str_from(name))), bytes,
			   &reason);
}

struct str
cache_version(struct arena *arena, struct str path)
{
	struct stat status;

	if (stat(arena_cstr(arena, path), &status) != 0 || !S_ISREG(status.st_mode) ||
	    (status.st_mode & 0111) == 0)
		return STR_EMPTY;
	return arena_printf(arena, "%.*s %lld %lld.%09ld", STR_ARG(path), (long long)status.st_size,
			    (long long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

struct str
cache_program(struct arena *arena)
{
	return arena_printf(arena, "%s %.*s", command_version,
			    STR_ARG(cache_version(arena, STR("/proc/self/exe"))));
}
