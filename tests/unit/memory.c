/*
 * memory: the driver.
 */
#include "memory.h"

#include "repo/driver.h"

#include <stdlib.h>

static bool
open_reader(struct repo_reader *reader, struct diags *diags)
{
	(void)reader;
	(void)diags;
	return true;
}

static void
close_reader(struct repo_reader *reader)
{
	(void)reader;
}

static bool
read_file(struct repo_reader *reader, const struct repo_file *file, struct arena *arena,
	  struct str *ret_bytes, struct diags *diags)
{
	const struct memory *memory = reader->repo->handle;
	struct str path = file->kind == REPO_SYMLINK ? file->target : file->path;

	for (size_t i = 0; i < memory->files.count; i++) {
		const struct memory_file *found = &memory->files.items[i];

		if (!str_equal(found->path, path))
			continue;
		/* A copy of its own, so that the sanitizer sees who reads beyond its end. */
		*ret_bytes = arena_copy(arena, found->bytes);
		return repo_size_is_allowed(file, found->bytes.length, diags);
	}
	diag_add(diags, &repo_codes[REPO_FILE_VANISHED], place_file(file->path), "vanished");
	return false;
}

static void
close_book(struct repo *repo)
{
	(void)repo;
}

static const struct repo_driver driver = {
	.reader_open = open_reader,
	.reader_close = close_reader,
	.read = read_file,
	.close = close_book,
};

void
memory_open(struct repo *repo, struct memory *memory)
{
	repo->driver = &driver;
	repo->handle = memory;
}

static int
compare_files(const void *left, const void *right)
{
	return str_compare(((const struct repo_file *)left)->path,
			   ((const struct repo_file *)right)->path);
}

void
memory_list(struct repo *repo, struct memory *memory)
{
	memory_open(repo, memory);
	repo->file_count = memory->files.count;
	repo->files = ARENA_ARRAY(repo->arena, struct repo_file, repo->file_count);
	for (size_t i = 0; i < repo->file_count; i++) {
		struct repo_file *file = &repo->files[i];
		uint64_t hash = str_hash(memory->files.items[i].bytes);

		file->path = arena_copy(repo->arena, memory->files.items[i].path);
		memcpy(file->object, &hash, sizeof hash);
	}
	if (repo->file_count > 1)
		qsort(repo->files, repo->file_count, sizeof *repo->files, compare_files);
}
