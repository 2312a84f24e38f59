/*
 * file: looking at, reading, listing and locking.  Writing is in file_write.c.
 */
#include "base/file.h"

#include "base/file_system.h"
#include "base/path.h"
#include "base/vec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LOCK_POLL_MS 10

const char *
file_reason(int error)
{
	static const struct {
		int error;
		const char *reason;
	} reasons[] = {
		{ ENOENT, "no such file" },
		{ EACCES, "permission denied" },
		{ EPERM, "permission denied" },
		{ EISDIR, "it is a folder" },
		{ ENOTDIR, "a part of the path is not a directory" },
		{ EEXIST, "exists already" },
		{ ENOTEMPTY, "the directory is not empty" },
		{ ENOSPC, "no space left on the disk" },
		{ EDQUOT, "the disk quota is used up" },
		{ EFBIG, "the file would be too large" },
		{ EROFS, "the file system is read-only" },
		{ ELOOP, "too many symbolic links" },
		{ ENAMETOOLONG, "the name is too long" },
		{ EMFILE, "too many open files" },
		{ ENFILE, "too many open files" },
		{ EXDEV, "on another file system" },
		{ EBUSY, "in use" },
		{ ETXTBSY, "in use" },
		{ ENXIO, "it is no regular file" },
		{ EIO, "the disk reported an error" },
	};

	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		if (reasons[i].error == error)
			return reasons[i].reason;
	return "the operating system refused";
}

static enum file_kind
kind_of_mode(mode_t mode)
{
	if (S_ISREG(mode))
		return FILE_REGULAR;
	if (S_ISDIR(mode))
		return FILE_DIRECTORY;
	return S_ISLNK(mode) ? FILE_SYMLINK : FILE_OTHER;
}

static struct file_info
look_at(int directory, const char *path)
{
	struct stat status;

	if (fstatat(directory, path, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return (struct file_info){ FILE_ABSENT, 0 };
	return (struct file_info){ kind_of_mode(status.st_mode), (uint64_t)status.st_size };
}

struct file_info
file_look(const char *path)
{
	return look_at(AT_FDCWD, path);
}

static const char *
too_large(struct arena *arena, uint64_t limit)
{
	uint64_t mebibytes = limit >> 20, kibibytes = limit >> 10;

	if (mebibytes << 20 == limit)
		return arena_printf(arena, "larger than the limit of %llu MiB",
				    (unsigned long long)mebibytes)
			.data;
	if (kibibytes << 10 == limit)
		return arena_printf(arena, "larger than the limit of %llu KiB",
				    (unsigned long long)kibibytes)
			.data;
	return arena_printf(arena, "larger than the limit of %llu bytes", (unsigned long long)limit)
		.data;
}

/* Reads what is there, at most `size` bytes: the file may have become shorter meanwhile. */
static bool
read_all(int descriptor, char *bytes, size_t size, size_t *ret_length)
{
	size_t length = 0;

	while (length < size) {
		ssize_t got = read(descriptor, bytes + length, size - length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			break;
		length += (size_t)got;
	}
	*ret_length = length;
	return true;
}

static bool
read_open_file(struct arena *arena, int descriptor, uint64_t limit, struct str *ret_bytes,
	       const char **ret_reason)
{
	struct stat status;
	size_t length;
	char *bytes;

	if (fstat(descriptor, &status) != 0) {
		*ret_reason = file_reason(errno);
		return false;
	}
	if (!S_ISREG(status.st_mode)) {
		*ret_reason = S_ISDIR(status.st_mode) ? "it is a folder" : "it is no regular file";
		return false;
	}
	if ((uint64_t)status.st_size > limit) {
		*ret_reason = too_large(arena, limit);
		return false;
	}
	bytes = arena_bytes(arena, (size_t)status.st_size + 1);
	if (!read_all(descriptor, bytes, (size_t)status.st_size, &length)) {
		*ret_reason = file_reason(errno);
		return false;
	}
	bytes[length] = '\0';
	*ret_bytes = (struct str){ bytes, length };
	return true;
}

bool
file_read(struct arena *arena, const char *path, uint64_t limit, struct str *ret_bytes,
	  const char **ret_reason)
{
	/* Without O_NONBLOCK, opening a FIFO waits for a writer. */
	int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	bool read_well;

	if (descriptor < 0) {
		*ret_reason = file_reason(errno);
		return false;
	}
	read_well = read_open_file(arena, descriptor, limit, ret_bytes, ret_reason);
	close(descriptor);
	return read_well;
}

static int
compare_entries(const void *a, const void *b)
{
	const struct file_entry *left = a, *right = b;

	return str_compare(left->name, right->name);
}

static void
add_entry(struct arena *arena, int directory, const char *name, struct file_entries *entries)
{
	struct file_info info = look_at(directory, name);

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || info.kind == FILE_ABSENT)
		return;
	*VEC_PUSH(arena, entries) = (struct file_entry){
		.name = arena_copy(arena, str_from(name)),
		.kind = info.kind,
		.size = info.kind == FILE_REGULAR ? info.size : 0,
	};
}

bool
file_list(struct arena *arena, const char *path, struct file_entries *ret_entries,
	  const char **ret_reason)
{
	DIR *directory = opendir(path);
	const struct dirent *entry;
	int error;

	*ret_entries = (struct file_entries){ 0 };
	if (directory == NULL) {
		*ret_reason = errno == ENOENT    ? "no such directory"
			      : errno == ENOTDIR ? "is not a directory"
						 : file_reason(errno);
		return false;
	}
	while (errno = 0, (entry = readdir(directory)) != NULL)
		add_entry(arena, dirfd(directory), entry->d_name, ret_entries);
	error = errno;
	closedir(directory);
	if (error != 0) {
		*ret_reason = file_reason(error);
		return false;
	}
	if (ret_entries->count > 1)
		qsort(ret_entries->items, ret_entries->count, sizeof *ret_entries->items,
		      compare_entries);
	return true;
}

static void
sleep_ms(unsigned ms)
{
	struct timespec pause = { ms / 1000, (long)(ms % 1000) * 1000000 };

	nanosleep(&pause, NULL);
}

static uint64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

int
file_open_parent(struct str path)
{
	struct arena scratch;
	struct str directory = path_dir(path);
	int descriptor, error;

	if (directory.length == 0)
		directory = str_starts(path, STR("/")) ? STR("/") : STR(".");
	arena_init(&scratch);
	descriptor = open(arena_cstr(&scratch, directory), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	error = errno;
	arena_free(&scratch);
	errno = error;
	return descriptor;
}

/* NULL once the lock is held, or why not. */
static const char *
wait_for_lock(int handle, uint64_t deadline)
{
	while (flock(handle, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return file_reason(errno);
		if (now_ms() >= deadline)
			return "another process holds the lock";
		sleep_ms(LOCK_POLL_MS);
	}
	return NULL;
}

/*
 * The lock is on the directory: the file itself is replaced by rename while it is locked, and a
 * lock on the old one would then hold nobody off.  Nothing is left behind, either.
 */
int
file_lock(const char *path, unsigned timeout_ms, const char **ret_reason)
{
	int handle = file_open_parent(str_from(path));
	const char *reason;

	if (handle < 0) {
		*ret_reason = file_reason(errno);
		return -1;
	}
	reason = wait_for_lock(handle, now_ms() + timeout_ms);
	if (reason == NULL)
		return handle;
	close(handle);
	*ret_reason = reason;
	return -1;
}

void
file_unlock(int handle)
{
	close(handle);
}
