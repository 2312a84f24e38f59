/*
 * links: symbolic links resolved as a kernel would, over the list of files instead of a disk.
 *
 * So a work tree and a revision treat them alike, nothing outside of the book can be reached, and
 * nobody can exchange a folder for a link between the look and the read.
 */
#include "repo/links.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "repo/driver.h"

#include <string.h>

#define LINKS_IN_A_ROW 40  /* as Linux */
#define PARTS_OF_A_WAY 256 /* of all link texts together */

enum way { WAY_FILE, WAY_OUTSIDE, WAY_FOLDER, WAY_NOWHERE, WAY_CIRCLE };

struct resolver {
	const struct repo *repo;
	struct map texts; /* path of a link -> struct str */
	struct buf path;  /* how far the way is known; no link in it */
	struct str rest[LINKS_IN_A_ROW];
	size_t depth; /* of rest: what is still to go, innermost last */
	size_t parts;
};

/* Cuts the last part off the path. */
static void
leave_folder(struct resolver *resolver)
{
	size_t slash = str_find_last(buf_str(&resolver->path), '/');

	resolver->path.length = slash == STR_NONE ? 0 : slash;
}

static enum way
enter_link(struct resolver *resolver, struct str text)
{
	if (resolver->depth == LINKS_IN_A_ROW)
		return WAY_CIRCLE;
	if (str_starts(text, STR("/")))
		return WAY_OUTSIDE;
	leave_folder(resolver);
	resolver->rest[resolver->depth++] = text;
	return WAY_FILE;
}

/* One part of the way; anything but WAY_FILE ends it. */
static enum way
step(struct resolver *resolver, struct str part)
{
	struct buf *path = &resolver->path;
	const struct str *text;

	if (resolver->parts++ == PARTS_OF_A_WAY)
		return WAY_CIRCLE;
	if (part.length == 0 || str_equal(part, STR(".")))
		return WAY_FILE;
	if (str_equal(part, STR(".."))) {
		if (path->length == 0)
			return WAY_OUTSIDE;
		leave_folder(resolver);
		return WAY_FILE;
	}
	if (path->length > 0)
		buf_putc(path, '/');
	buf_put(path, part);
	if (path->failed)
		return WAY_NOWHERE;
	text = map_get(&resolver->texts, buf_str(path));
	return text ? enter_link(resolver, *text) : WAY_FILE;
}

/* What stands at the end of the way. */
static enum way
arrive(struct resolver *resolver, const struct repo_file **ret_file)
{
	const struct repo *repo = resolver->repo;
	struct str path = buf_str(&resolver->path);
	size_t index;

	if (path.length == 0)
		return WAY_FOLDER;
	*ret_file = repo_find(repo, path);
	if (*ret_file)
		return (*ret_file)->kind == REPO_REGULAR ? WAY_FILE : WAY_FOLDER;
	buf_putc(&resolver->path, '/');
	path = buf_str(&resolver->path);
	index = repo_lower_bound(repo, path);
	if (index < repo->file_count && str_starts(repo->files[index].path, path))
		return WAY_FOLDER;
	return WAY_NOWHERE;
}

static enum way
follow(struct resolver *resolver, const struct repo_file *link, const struct repo_file **ret_file)
{
	enum way way;

	buf_clear(&resolver->path);
	buf_put(&resolver->path, link->path);
	resolver->depth = 0;
	resolver->parts = 0;
	way = enter_link(resolver, link->target);
	while (way == WAY_FILE && resolver->depth > 0) {
		struct str part;

		if (str_cut(&resolver->rest[resolver->depth - 1], '/', &part))
			way = step(resolver, part);
		else
			resolver->depth--;
	}
	return way == WAY_FILE ? arrive(resolver, ret_file) : way;
}

static void
report(struct diags *diags, const struct repo_file *link, enum way way)
{
	static const char *const reasons[] = {
		[WAY_FILE] = "",
		[WAY_OUTSIDE] = "which is outside of the book",
		[WAY_FOLDER] = "which is a folder",
		[WAY_NOWHERE] = "which is not a file of the book",
		[WAY_CIRCLE] = "which leads in a circle",
	};
	bool is_text = utf8_find_invalid(link->target) == STR_NONE;

	diag_add(diags, &repo_codes[REPO_SYMLINK_OUTSIDE], place_file(link->path),
		 "the symbolic link leads to \"%.*s\", %s",
		 STR_ARG(is_text ? utf8_fit(link->target, 100) : STR("(not UTF-8)")), reasons[way])
		->hint = STR("Links are read when they lead to a regular file of the same book.");
}

/* Follows all links while their texts still stand in them: ret_files[i] is NULL for a bad one. */
static void
follow_all(struct resolver *resolver, struct arena *scratch, const struct repo_file **ret_files,
	   struct diags *diags)
{
	const struct repo *repo = resolver->repo;

	for (size_t i = 0; i < repo->file_count; i++)
		if (repo->files[i].kind == REPO_SYMLINK)
			*map_put(scratch, &resolver->texts, repo->files[i].path) =
				&repo->files[i].target;
	for (size_t i = 0; i < repo->file_count; i++) {
		const struct repo_file *link = &repo->files[i];
		enum way way;

		if (link->kind != REPO_SYMLINK)
			continue;
		way = follow(resolver, link, &ret_files[i]);
		if (way != WAY_FILE) {
			report(diags, link, way);
			ret_files[i] = NULL;
		}
	}
}

void
links_follow(struct repo *repo, struct diags *diags)
{
	struct arena scratch;
	struct resolver resolver = { .repo = repo };
	const struct repo_file **found;
	struct repo_file *kept;
	size_t count = 0;

	arena_init(&scratch);
	buf_init(&resolver.path, LIMIT_PATH_BYTES);
	found = ARENA_ARRAY(&scratch, const struct repo_file *, repo->file_count);
	follow_all(&resolver, &scratch, found, diags);
	kept = ARENA_ARRAY(repo->arena, struct repo_file, repo->file_count);
	for (size_t i = 0; i < repo->file_count; i++) {
		struct repo_file file = repo->files[i];

		if (file.kind == REPO_SYMLINK) {
			if (!found[i])
				continue;
			file.target = found[i]->path;
			file.size = found[i]->size;
			memcpy(file.object, found[i]->object, sizeof file.object);
		}
		kept[count++] = file;
	}
	repo->files = kept;
	repo->file_count = count;
	buf_free(&resolver.path);
	arena_free(&scratch);
}
