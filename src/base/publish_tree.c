/*
 * publish_tree: what publish.c does to single files and folders.
 */
#include "base/publish_tree.h"

#include "base/limits.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define CHUNK_BYTES 65536
#define MOST_PARTS 64 /* that are written with one call */
#define NEW_FILE_MODE 0666
#define NEW_DIRECTORY_MODE 0777

/* Fills the chunk unless the file ends; -1 for an error. */
static ssize_t
read_chunk(int descriptor, char *chunk, size_t size)
{
	size_t length = 0;

	while (length < size) {
		ssize_t got = read(descriptor, chunk + length, size - length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		length += (size_t)got;
	}
	return (ssize_t)length;
}

static bool
write_all(int descriptor, const char *bytes, size_t length)
{
	size_t done = 0;

	while (done < length) {
		ssize_t put = write(descriptor, bytes + done, length - done);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		done += (size_t)put;
	}
	return true;
}

/* Closes and keeps the errno of what failed before. */
static bool
close_after(int descriptor, bool well)
{
	int error = errno;

	if (close(descriptor) != 0 && well)
		return false;
	errno = error;
	return well;
}

/* Does the file go on with these bytes? */
static bool
part_equals(int descriptor, struct str bytes)
{
	char chunk[CHUNK_BYTES];
	size_t done = 0;

	while (done < bytes.length) {
		size_t left = bytes.length - done, size = left < sizeof chunk ? left : sizeof chunk;

		if (read_chunk(descriptor, chunk, size) != (ssize_t)size ||
		    memcmp(chunk, bytes.data + done, size) != 0)
			return false;
		done += size;
	}
	return true;
}

static bool
content_equals(int descriptor, const struct strs *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		if (!part_equals(descriptor, parts->items[i]))
			return false;
	return true;
}

static size_t
total_length(const struct strs *parts)
{
	size_t total = 0;

	for (size_t i = 0; i < parts->count; i++)
		total += parts->items[i].length;
	return total;
}

bool
tree_file_equals(int directory, const char *path, const struct strs *parts)
{
	int descriptor = openat(directory, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat status;
	bool equal;

	if (descriptor < 0)
		return false;
	equal = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
		(uint64_t)status.st_size == total_length(parts) &&
		content_equals(descriptor, parts);
	close(descriptor);
	return equal;
}

/* Uses up the vectors. */
static bool
write_vectors(int descriptor, struct iovec *vectors, size_t count)
{
	while (count > 0) {
		ssize_t put = writev(descriptor, vectors, (int)count);
		size_t done = put < 0 ? 0 : (size_t)put;

		if (put < 0 && errno != EINTR)
			return false;
		for (; count > 0 && done >= vectors->iov_len; vectors++, count--)
			done -= vectors->iov_len;
		if (count > 0) {
			vectors->iov_base = (char *)vectors->iov_base + done;
			vectors->iov_len -= done;
		}
	}
	return true;
}

static bool
write_parts(int descriptor, const struct strs *parts)
{
	struct iovec vectors[MOST_PARTS];
	bool well = true;

	for (size_t next = 0; well && next < parts->count;) {
		size_t count = 0;

		for (; count < MOST_PARTS && next < parts->count; count++, next++)
			vectors[count] = (struct iovec){ (void *)(uintptr_t)parts->items[next].data,
							 parts->items[next].length };
		well = write_vectors(descriptor, vectors, count);
	}
	return well;
}

bool
tree_write(int directory, const char *path, const struct strs *parts)
{
	int descriptor =
		openat(directory, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, NEW_FILE_MODE);

	return descriptor >= 0 && close_after(descriptor, write_parts(descriptor, parts));
}

static bool
copy_content(int from, int to)
{
	char chunk[CHUNK_BYTES];
	ssize_t got;

	while ((got = read_chunk(from, chunk, sizeof chunk)) > 0)
		if (!write_all(to, chunk, (size_t)got))
			return false;
	return got == 0;
}

static bool
copy_file(int from, int to, const char *path)
{
	int source = openat(from, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat status;
	int target;
	bool well;

	if (source < 0)
		return false;
	if (fstat(source, &status) != 0 || !S_ISREG(status.st_mode)) {
		errno = ENXIO;
		return close_after(source, false);
	}
	target = openat(to, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0777);
	if (target < 0)
		return close_after(source, false);
	well = close_after(target, copy_content(source, target));
	return close_after(source, well);
}

bool
tree_link(int from, int to, const char *path)
{
	if (linkat(from, path, to, path, 0) == 0)
		return true;
	if (errno != EPERM && errno != EMLINK && errno != ENOTSUP && errno != ENOSYS)
		return false;
	return copy_file(from, to, path);
}

static bool
make_dir(int directory, const char *path)
{
	return mkdirat(directory, path, NEW_DIRECTORY_MODE) == 0 || errno == EEXIST;
}

void
tree_add_dirs(struct arena *arena, struct map *dirs, struct str path)
{
	for (size_t i = 1; i < path.length; i++) {
		struct str folder = str_slice(path, 0, i);

		if (path.data[i] != '/' || map_get(dirs, folder) != NULL)
			continue;
		folder = arena_copy(arena, folder);
		*map_put(arena, dirs, folder) = dirs;
	}
}

bool
tree_make_dirs(int directory, const struct map *dirs)
{
	for (size_t i = 0; i < dirs->count; i++)
		if (!make_dir(directory, dirs->entries[i].key.data))
			return false;
	return true;
}

static bool carry_directory(struct tree_carry *carry, struct str folder, size_t depth);

/* The folders that a carried path stands in. */
static bool
make_dirs_around(struct tree_carry *carry, struct str path)
{
	struct map dirs = { 0 };

	tree_add_dirs(carry->arena, &dirs, path);
	return tree_make_dirs(carry->to, &dirs);
}

static bool
carry_entry(struct tree_carry *carry, struct str path, size_t depth)
{
	struct stat status;

	if (map_get(carry->ours, path) != NULL)
		return true;
	carry->failed = path;
	if (fstatat(carry->from, path.data, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT;
	if (S_ISDIR(status.st_mode))
		return (map_get(carry->our_dirs, path) != NULL ||
			(make_dirs_around(carry, path) && make_dir(carry->to, path.data))) &&
		       carry_directory(carry, path, depth + 1);
	if (map_get(carry->taken, path) != NULL) {
		errno = EEXIST;
		return false;
	}
	return make_dirs_around(carry, path) && tree_link(carry->from, carry->to, path.data);
}

static bool
carry_entries(struct tree_carry *carry, DIR *directory, struct str folder, size_t depth)
{
	const struct dirent *entry;

	while (errno = 0, (entry = readdir(directory)) != NULL) {
		struct str name = str_from(entry->d_name);

		if (str_equal(name, STR(".")) || str_equal(name, STR("..")))
			continue;
		if (!carry_entry(carry,
				 path_join(carry->arena, folder, arena_copy(carry->arena, name)),
				 depth))
			return false;
	}
	return errno == 0;
}

static DIR *
open_dir(int parent, const char *path)
{
	int descriptor = openat(parent, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *directory = descriptor < 0 ? NULL : fdopendir(descriptor);

	if (directory == NULL && descriptor >= 0)
		close_after(descriptor, false);
	return directory;
}

static bool
carry_directory(struct tree_carry *carry, struct str folder, size_t depth)
{
	DIR *directory;
	bool well;
	int error;

	if (depth > LIMIT_DIRECTORY_DEPTH) {
		errno = ENAMETOOLONG;
		return false;
	}
	directory = open_dir(carry->from, folder.length == 0 ? "." : folder.data);
	if (directory == NULL)
		return false;
	well = carry_entries(carry, directory, folder, depth);
	error = errno;
	closedir(directory);
	errno = error;
	return well;
}

bool
tree_carry_foreign(struct tree_carry *carry)
{
	return carry_directory(carry, STR(""), 0);
}

bool
tree_is_empty(int directory)
{
	DIR *entries = open_dir(directory, ".");
	const struct dirent *entry;
	size_t count = 0;

	if (entries == NULL)
		return false;
	while ((entry = readdir(entries)) != NULL)
		count++;
	closedir(entries);
	return count <= 2; /* . and .. */
}
