/*
 * publish: compare, write beside, exchange.
 *
 * All work on one folder is done under a lock, so that what lies about beside it (NEW_SUFFIX,
 * OLD_SUFFIX) was left by a process that is dead.
 */
#include "base/publish.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/file_system.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/parallel.h"
#include "base/path.h"
#include "base/publish_tree.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_TIMEOUT_MS 60000
#define LIMIT_MANIFEST_BYTES (256ull << 20)
#define NEW_DIRECTORY_MODE 0777

enum file_fate { FATE_CHANGED, FATE_UNCHANGED };

struct work {
	const struct publish *publish;
	struct arena *arena;
	const char *directory; /* as an absolute path without links */
	const char *base;      /* its last part */
	const char *new_name;  /* of the tree that is built, beside it */
	const char *old_name;  /* of the old tree, where the two cannot be exchanged */
	int parent, old, new;  /* open directories; -1: not there */
	struct map dirs;       /* of the new tree */
	struct str manifest, old_manifest;
	uint8_t *fates;
	pthread_mutex_t mutex; /* guards making the new tree, and the failure */
	atomic_bool failed;
	size_t failed_index; /* STR_NONE: `make` has said why */
	int failed_error;
	struct str *ret_reason;
};

bool
publish_path_is_usable(struct str path)
{
	struct str rest = path, part;

	if (path.length == 0 || path.length >= LIMIT_PATH_BYTES)
		return false;
	for (size_t i = 0; i < path.length; i++)
		if ((unsigned char)path.data[i] < ' ' || path.data[i] == 127)
			return false;
	while (str_cut(&rest, '/', &part))
		if (part.length == 0 || part.length > 255 || str_equal(part, STR(".")) ||
		    str_equal(part, STR("..")))
			return false;
	return true;
}

static bool
fail(struct work *work, const char *what, const char *name, const char *reason)
{
	*work->ret_reason =
		arena_printf(work->arena, "could not %s \"%s\": %s", what, name, reason);
	return false;
}

static bool
fail_directory(struct work *work, const char *what, int error)
{
	return fail(work, what, work->directory,
		    error == EBUSY
			    ? "it is a mount point, which cannot be replaced; name a folder in it"
			    : file_reason(error));
}

/* The absolute path of the folder, which need not be there yet. */
static bool
resolve(struct work *work)
{
	const char *wanted = arena_cstr(work->arena, work->publish->directory);
	struct str trimmed = work->publish->directory;
	struct str parent;
	const char *reason = NULL;
	char *real = realpath(wanted, NULL);

	work->directory = wanted;
	if (real == NULL) {
		while (trimmed.length > 1 && str_ends(trimmed, STR("/")))
			trimmed.length--;
		parent = path_dir(trimmed);
		if (parent.length == 0)
			parent = str_starts(trimmed, STR("/")) ? STR("/") : STR(".");
		if (!file_make_dirs(arena_cstr(work->arena, parent), &reason))
			return fail(work, "make the folder of", wanted, reason);
		real = realpath(arena_cstr(work->arena, parent), NULL);
		if (real == NULL)
			return fail(work, "find the folder of", wanted, file_reason(errno));
		work->directory = path_join(work->arena, str_from(real), path_base(trimmed)).data;
	} else {
		work->directory = arena_cstr(work->arena, str_from(real));
	}
	free(real);
	work->base = path_base(str_from(work->directory)).data;
	if (str_equal(path_base(trimmed), STR("..")) || work->base[0] == '\0')
		return fail(work, "write", wanted, "it has no folder around it to build in");
	return true;
}

static const char *
sibling(struct work *work, const char *suffix)
{
	return arena_printf(work->arena, ".%s.%s", work->base, suffix).data;
}

static const char *
beside(struct work *work, const char *name)
{
	return path_join(work->arena,
			 path_dir(str_from(work->directory)).length == 0
				 ? STR("/")
				 : path_dir(str_from(work->directory)),
			 str_from(name))
		.data;
}

static bool
remove_beside(struct work *work, const char *name)
{
	const char *path = beside(work, name);
	const char *reason = NULL;

	return file_remove_tree(path, &reason) || fail(work, "remove", path, reason);
}

/* A folder that stands in the way and is not what a killed process left there is somebody's. */
static bool
is_leftover(struct work *work, const char *name)
{
	int folder = openat(work->parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	bool ours;

	if (folder < 0)
		return errno == ENOENT ||
		       fail(work, "use", beside(work, name), "somebody else has made it");
	ours = faccessat(folder, arena_cstr(work->arena, work->publish->manifest), F_OK,
			 AT_SYMLINK_NOFOLLOW) == 0 ||
	       tree_is_empty(folder);
	close(folder);
	return ours || fail(work, "use", beside(work, name), "it holds files of somebody else");
}

/* After a process that was killed: the old tree goes back if it was moved away already. */
static bool
clear_leftovers(struct work *work)
{
	if (!is_leftover(work, work->new_name) || !is_leftover(work, work->old_name))
		return false;
	if (faccessat(work->parent, work->base, F_OK, AT_SYMLINK_NOFOLLOW) != 0 &&
	    renameat(work->parent, work->old_name, work->parent, work->base) != 0 &&
	    errno != ENOENT)
		return fail_directory(work, "restore", errno);
	return remove_beside(work, work->new_name) && remove_beside(work, work->old_name);
}

static bool
open_old(struct work *work)
{
	struct str path =
		path_join(work->arena, str_from(work->directory), work->publish->manifest);
	const char *reason = NULL;

	work->old =
		openat(work->parent, work->base, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (work->old < 0 && errno == ENOTDIR)
		return fail(work, "write", work->directory, "it is a file, not a folder");
	if (work->old < 0)
		return errno == ENOENT || fail_directory(work, "open", errno);
	if (faccessat(work->old, arena_cstr(work->arena, work->publish->manifest), F_OK,
		      AT_SYMLINK_NOFOLLOW) == 0)
		return file_read(work->arena, path.data, LIMIT_MANIFEST_BYTES, &work->old_manifest,
				 &reason) ||
		       fail(work, "read", path.data, reason);
	if (!tree_is_empty(work->old))
		return fail(
			work, "write", work->directory,
			"the folder holds files of somebody else; name another one, or empty it");
	close(work->old);
	work->old = -1;
	return true;
}

static struct str
manifest_of(struct arena *arena, const struct publish *publish)
{
	struct buf text;
	struct str copy;

	buf_init(&text, LIMIT_MANIFEST_BYTES);
	buf_put(&text, publish->manifest);
	buf_puts(&text, " 1\n");
	for (size_t i = 0; i < publish->count; i++) {
		buf_put(&text, publish->paths[i]);
		buf_putc(&text, '\n');
	}
	copy = buf_copy(arena, &text);
	buf_free(&text);
	return copy;
}

/* The new tree with its folders; called when the first file is to be written. */
static bool
make_new_tree(struct work *work)
{
	struct strs manifest = { &work->manifest, 1, 1 };
	struct stat status;

	if (work->new >= 0)
		return true;
	if (mkdirat(work->parent, work->new_name, NEW_DIRECTORY_MODE) != 0)
		return false;
	work->new = openat(work->parent, work->new_name,
			   O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (work->new < 0)
		return false;
	if (work->old >= 0 && fstat(work->old, &status) == 0 &&
	    fchmod(work->new, status.st_mode & 07777) != 0)
		return false;
	/* First the manifest: who walks over the new tree sees what it is. */
	return tree_write(work->new, arena_cstr(work->arena, work->publish->manifest), &manifest) &&
	       tree_make_dirs(work->new, &work->dirs);
}

static void
fail_item(struct work *work, size_t index, int error)
{
	pthread_mutex_lock(&work->mutex);
	if (!atomic_load(&work->failed)) {
		work->failed_index = index;
		work->failed_error = error;
		atomic_store(&work->failed, true);
	}
	pthread_mutex_unlock(&work->mutex);
}

static bool
write_item(struct work *work, size_t index, const struct strs *parts)
{
	bool well;
	int error;

	pthread_mutex_lock(&work->mutex);
	well = make_new_tree(work);
	error = errno;
	pthread_mutex_unlock(&work->mutex);
	errno = error;
	return well && tree_write(work->new, work->publish->paths[index].data, parts);
}

static void
make_item(void *context, size_t index, size_t worker)
{
	struct work *work = context;
	const struct publish *publish = work->publish;
	struct strs parts = { 0 };

	if (atomic_load_explicit(&work->failed, memory_order_relaxed))
		return;
	if (!publish->make(publish->context, index, worker, &parts))
		fail_item(work, STR_NONE, 0);
	else if (work->old >= 0 && tree_file_equals(work->old, publish->paths[index].data, &parts))
		work->fates[index] = FATE_UNCHANGED;
	else if (!write_item(work, index, &parts))
		fail_item(work, index, errno);
}

static void
link_item(void *context, size_t index, size_t worker)
{
	struct work *work = context;

	(void)worker;
	if (work->fates[index] == FATE_UNCHANGED &&
	    !tree_link(work->old, work->new, work->publish->paths[index].data))
		fail_item(work, index, errno);
}

static bool
run_items(struct work *work, parallel_function *function)
{
	parallel_run(work->publish->count, work->publish->workers, function, work);
	if (!atomic_load(&work->failed))
		return true;
	if (work->failed_index == STR_NONE)
		return false;
	return fail(work, "write",
		    path_join(work->arena, work->publish->directory,
			      work->publish->paths[work->failed_index])
			    .data,
		    file_reason(work->failed_error));
}

/* The paths of a manifest, as keys, and the folders that they stand in. */
static void
read_manifest(struct work *work, struct str manifest, struct map *ret_files, struct map *ret_dirs)
{
	struct str line;

	str_cut_line(&manifest, &line);
	while (str_cut_line(&manifest, &line)) {
		*map_put(work->arena, ret_files, line) = work;
		tree_add_dirs(work->arena, ret_dirs, line);
	}
	*map_put(work->arena, ret_files, work->publish->manifest) = work;
}

/* Files of others go along; counts ours that go. */
static bool
carry_over(struct work *work, size_t *ret_removed)
{
	struct map ours = { 0 }, our_dirs = { 0 }, taken = { 0 }, taken_dirs = { 0 };
	struct tree_carry carry = { work->arena, work->old, work->new, &ours,
				    &our_dirs,   &taken,    STR_EMPTY };

	read_manifest(work, work->old_manifest, &ours, &our_dirs);
	read_manifest(work, work->manifest, &taken, &taken_dirs);
	for (size_t i = 0; i < ours.count; i++)
		*ret_removed += map_get(&taken, ours.entries[i].key) == NULL;
	if (tree_carry_foreign(&carry))
		return true;
	return fail(work, "keep",
		    path_join(work->arena, work->publish->directory, carry.failed).data,
		    errno == EEXIST ? "it is not from an earlier build, and the site has a page of "
				      "this name; move it away"
				    : file_reason(errno));
}

/* Where the kernel or the file system cannot exchange, there is a moment without a tree; a process
   that is killed just then is mended by clear_leftovers(). */
static bool
exchange_in_steps(struct work *work)
{
	int error;

	if (renameat(work->parent, work->base, work->parent, work->old_name) != 0)
		return false;
	if (renameat(work->parent, work->new_name, work->parent, work->base) == 0)
		return true;
	error = errno;
	renameat(work->parent, work->old_name, work->parent, work->base);
	errno = error;
	return false;
}

static bool
swap_trees(struct work *work)
{
	bool well;

	if (work->old < 0)
		well = renameat(work->parent, work->new_name, work->parent, work->base) == 0;
	else
		well = renameat2(work->parent, work->new_name, work->parent, work->base,
				 RENAME_EXCHANGE) == 0 ||
		       ((errno == EINVAL || errno == ENOSYS || errno == ENOTSUP) &&
			exchange_in_steps(work));
	return well || fail_directory(work, "replace", errno);
}

static bool
finish_tree(struct work *work, struct publish_result *result)
{
	if (!make_new_tree(work))
		return fail_directory(work, "build a new tree beside", errno);
	if (result->unchanged > 0 && !run_items(work, link_item))
		return false;
	if (work->old >= 0 && !carry_over(work, &result->removed))
		return false;
	return swap_trees(work) && remove_beside(work, work->new_name) &&
	       remove_beside(work, work->old_name);
}

static bool
publish_locked(struct work *work, struct publish_result *result)
{
	if (!clear_leftovers(work) || !open_old(work))
		return false;
	if (!run_items(work, make_item))
		return false;
	for (size_t i = 0; i < work->publish->count; i++)
		result->unchanged += work->fates[i] == FATE_UNCHANGED;
	result->changed = work->publish->count - result->unchanged;
	if (work->old >= 0 && result->changed == 0 && str_equal(work->manifest, work->old_manifest))
		return true;
	return finish_tree(work, result);
}

static void
prepare(struct work *work)
{
	const struct publish *publish = work->publish;

	work->new_name = sibling(work, "new");
	work->old_name = sibling(work, "old");
	work->manifest = manifest_of(work->arena, publish);
	work->fates = ARENA_ARRAY(work->arena, uint8_t, publish->count);
	for (size_t i = 0; i < publish->count; i++) {
		assert(publish_path_is_usable(publish->paths[i]));
		tree_add_dirs(work->arena, &work->dirs, publish->paths[i]);
	}
}

static bool
publish_open(struct work *work, struct publish_result *result)
{
	const char *reason = NULL;
	bool well;
	int lock = file_lock(work->directory, LOCK_TIMEOUT_MS, &reason);

	if (lock < 0)
		return fail(work, "lock the folder of", work->directory, reason);
	work->parent = openat(lock, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (work->parent < 0) {
		fail(work, "open the folder of", work->directory, file_reason(errno));
		file_unlock(lock);
		return false;
	}
	well = publish_locked(work, result);
	if (work->old >= 0)
		close(work->old);
	if (work->new >= 0)
		close(work->new);
	if (!well)
		file_remove_tree(beside(work, work->new_name), &reason);
	close(work->parent);
	file_unlock(lock);
	return well;
}

bool
publish_run(struct arena *arena, const struct publish *publish, struct publish_result *ret_result,
	    struct str *ret_reason)
{
	struct work work = { .publish = publish,
			     .arena = arena,
			     .parent = -1,
			     .old = -1,
			     .new = -1,
			     .ret_reason = ret_reason };
	bool well;

	*ret_result = (struct publish_result){ 0 };
	*ret_reason = STR_EMPTY;
	if (!resolve(&work))
		return false;
	prepare(&work);
	pthread_mutex_init(&work.mutex, NULL);
	well = publish_open(&work, ret_result);
	pthread_mutex_destroy(&work.mutex);
	return well;
}
