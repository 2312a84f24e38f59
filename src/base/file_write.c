/*
 * file_write: atomic writes, making and removing directories (declared in file.h).
 */
#include "base/file.h"
#include "base/file_system.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define TEMPORARY_ATTEMPTS 100
#define DEEPEST_TREE 256 /* each level holds a descriptor open */
#define NEW_FILE_MODE 0666
#define NEW_DIRECTORY_MODE 0777

/* A file that is being written: a temporary one in the directory of `name`. */
struct writing {
	int directory, descriptor;
	const char *name, *temporary;
	bool flush;
};

/* Makes the temporary file.  Its name is new, or O_EXCL says so and another one is tried. */
static bool
create_temporary(struct arena *scratch, struct writing *writing)
{
	for (int attempt = 0; attempt < TEMPORARY_ATTEMPTS; attempt++) {
		struct timespec now;

		clock_gettime(CLOCK_REALTIME, &now);
		writing->temporary = arena_printf(scratch, ".%lx-%lx-%x.tmp", (long)getpid(),
						  now.tv_nsec, (unsigned)attempt)
					     .data;
		writing->descriptor =
			openat(writing->directory, writing->temporary,
			       O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, NEW_FILE_MODE);
		if (writing->descriptor >= 0)
			return true;
		if (errno != EEXIST)
			return false;
	}
	return false;
}

static bool
write_all(int descriptor, struct str bytes)
{
	size_t done = 0;

	while (done < bytes.length) {
		ssize_t put = write(descriptor, bytes.data + done, bytes.length - done);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		done += (size_t)put;
	}
	return true;
}

/* The owner is kept where we may set it (a server that runs as root); the mode must be. */
static bool
keep_attributes(const struct writing *writing)
{
	struct stat old;

	if (fstatat(writing->directory, writing->name, &old, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT;
	if (S_ISDIR(old.st_mode)) {
		errno = EISDIR;
		return false;
	}
	if (!S_ISREG(old.st_mode)) {
		errno = ENXIO;
		return false;
	}
	if (fchown(writing->descriptor, old.st_uid, old.st_gid) != 0)
		old.st_mode &= 0777; /* no set-user-ID for another owner */
	return fchmod(writing->descriptor, old.st_mode & 07777) == 0;
}

static bool
finish(struct writing *writing, struct str bytes)
{
	bool well = keep_attributes(writing) && write_all(writing->descriptor, bytes) &&
		    (!writing->flush || fsync(writing->descriptor) == 0);
	int error = errno;

	if (close(writing->descriptor) != 0 && well) {
		well = false;
		error = errno;
	}
	if (well && renameat(writing->directory, writing->temporary, writing->directory,
			     writing->name) != 0) {
		well = false;
		error = errno;
	}
	if (!well)
		unlinkat(writing->directory, writing->temporary, 0);
	else if (writing->flush)
		fsync(writing->directory); /* too late to fail: the new file is in place */
	errno = error;
	return well;
}

static bool
write_in_directory(struct arena *scratch, struct str path, struct str bytes, bool flush)
{
	struct writing writing = {
		.directory = file_open_parent(path),
		.name = arena_cstr(scratch, path_base(path)),
		.flush = flush,
	};
	bool well;
	int error;

	if (writing.directory < 0)
		return false;
	well = create_temporary(scratch, &writing) && finish(&writing, bytes);
	error = errno;
	close(writing.directory);
	errno = error;
	return well;
}

static bool
write_file(const char *path, struct str bytes, bool flush, const char **ret_reason)
{
	struct arena scratch;
	char *target = NULL;
	bool well;

	if (file_look(path).kind == FILE_SYMLINK) {
		target = realpath(path, NULL);
		if (target == NULL) {
			*ret_reason = errno == ENOENT ? "is a symbolic link to nothing"
						      : file_reason(errno);
			return false;
		}
	}
	arena_init(&scratch);
	well = write_in_directory(&scratch, str_from(target != NULL ? target : path), bytes, flush);
	if (!well)
		*ret_reason = file_reason(errno);
	arena_free(&scratch);
	free(target);
	return well;
}

bool
file_write_atomic(const char *path, struct str bytes, const char **ret_reason)
{
	return write_file(path, bytes, true, ret_reason);
}

bool
file_write(const char *path, struct str bytes, const char **ret_reason)
{
	return write_file(path, bytes, false, ret_reason);
}

/* Makes one directory; one that is there already, or a link to one, is as good. */
static bool
make_dir(const char *path)
{
	struct stat status;
	int error;

	if (mkdir(path, NEW_DIRECTORY_MODE) == 0)
		return true;
	error = errno;
	if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
		return true;
	errno = error;
	return false;
}

bool
file_make_dirs(const char *path, const char **ret_reason)
{
	struct str whole = str_from(path);
	struct arena scratch;
	bool well = true;
	int error = 0;

	arena_init(&scratch);
	for (size_t i = 1; well && i <= whole.length; i++) {
		if (i < whole.length && (path[i] != '/' || path[i - 1] == '/'))
			continue;
		well = make_dir(arena_cstr(&scratch, str_slice(whole, 0, i)));
		error = errno;
	}
	arena_free(&scratch);
	if (!well)
		*ret_reason = error == EEXIST ? "a file is in the way" : file_reason(error);
	return well;
}

static bool remove_at(int parent, const char *name, int depth);

static bool
remove_contents(DIR *directory, int depth)
{
	const struct dirent *entry;

	while (errno = 0, (entry = readdir(directory)) != NULL) {
		struct str name = str_from(entry->d_name);

		if (str_equal(name, STR(".")) || str_equal(name, STR("..")))
			continue;
		if (!remove_at(dirfd(directory), entry->d_name, depth))
			return false;
	}
	return errno == 0;
}

static bool
remove_directory(int parent, const char *name, int depth)
{
	int descriptor =
		openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	DIR *directory = descriptor < 0 ? NULL : fdopendir(descriptor);
	bool well = directory != NULL && remove_contents(directory, depth + 1);
	int error = errno;

	if (directory != NULL)
		closedir(directory);
	else if (descriptor >= 0)
		close(descriptor);
	errno = error;
	return well && unlinkat(parent, name, AT_REMOVEDIR) == 0;
}

static bool
remove_at(int parent, const char *name, int depth)
{
	struct stat status;

	if (fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT;
	if (!S_ISDIR(status.st_mode))
		return unlinkat(parent, name, 0) == 0 || errno == ENOENT;
	if (depth >= DEEPEST_TREE) {
		errno = EMFILE;
		return false;
	}
	return remove_directory(parent, name, depth);
}

bool
file_remove_tree(const char *path, const char **ret_reason)
{
	if (remove_at(AT_FDCWD, path, 0))
		return true;
	*ret_reason = file_reason(errno);
	return false;
}
