/*
 * floor_history: the least that a program can do which reads the history of a book's pages.
 *
 *	floor_history REPOSITORY
 *
 * Walks the line of first parents from HEAD, compares each commit's tree with its parent's by
 * descending where ids differ, and inflates and parses each distinct Markdown blob once, in one thread.  It
 * understands nothing.
 */
#include "base/map.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <git2.h>
#include <stdio.h>
#include <stdlib.h>

struct floor {
	struct arena arena;
	git_repository *repository;
	struct map seen; /* ids of blobs */
	size_t commits, bytes;
};

static void
check(int error, const char *what)
{
	if (error >= 0)
		return;
	fprintf(stderr, "floor_history: could not %s: %s\n", what, git_error_last()->message);
	exit(2);
}

static void
parse(struct floor *floor, const git_oid *id)
{
	struct str key = { (const char *)id->id, sizeof id->id };
	git_blob *blob;

	if (map_get(&floor->seen, key) != NULL)
		return;
	*map_put(&floor->arena, &floor->seen, arena_copy(&floor->arena, key)) = floor;
	check(git_blob_lookup(&blob, floor->repository, id), "read a blob");
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("tasklist"));
	cmark_parser_feed(parser, git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob));
	cmark_node_free(cmark_parser_finish(parser));
	cmark_parser_free(parser);
	floor->bytes += (size_t)git_blob_rawsize(blob);
	git_blob_free(blob);
}

static void descend(struct floor *floor, const git_oid *old_id, const git_oid *new_id);

static void
take_entry(struct floor *floor, const git_tree_entry *old, const git_tree_entry *new)
{
	if (old != NULL && git_oid_equal(git_tree_entry_id(old), git_tree_entry_id(new)))
		return;
	if (git_tree_entry_type(new) == GIT_OBJECT_TREE)
		descend(floor,
			old != NULL && git_tree_entry_type(old) == GIT_OBJECT_TREE
				? git_tree_entry_id(old)
				: NULL,
			git_tree_entry_id(new));
	else if (git_tree_entry_type(new) == GIT_OBJECT_BLOB &&
		 str_ends(str_from(git_tree_entry_name(new)), STR(".md")))
		parse(floor, git_tree_entry_id(new));
}

static void
descend(struct floor *floor, const git_oid *old_id, const git_oid *new_id)
{
	git_tree *old = NULL, *new;
	size_t o = 0, old_count = 0;

	if (old_id != NULL) {
		check(git_tree_lookup(&old, floor->repository, old_id), "read a tree");
		old_count = git_tree_entrycount(old);
	}
	check(git_tree_lookup(&new, floor->repository, new_id), "read a tree");
	for (size_t n = 0; n < git_tree_entrycount(new); n++) {
		const git_tree_entry *entry = git_tree_entry_byindex(new, n), *same = NULL;

		while (o < old_count &&
		       git_tree_entry_cmp(git_tree_entry_byindex(old, o), entry) < 0)
			o++;
		if (o < old_count && git_tree_entry_cmp(git_tree_entry_byindex(old, o), entry) == 0)
			same = git_tree_entry_byindex(old, o);
		take_entry(floor, same, entry);
	}
	git_tree_free(old);
	git_tree_free(new);
}

int
main(int argc, char **argv)
{
	struct floor floor = { .commits = 0 };
	git_commit *commit, *parent;
	git_oid head;

	if (argc != 2)
		return 2;
	cmark_gfm_core_extensions_ensure_registered();
	git_libgit2_init();
	arena_init(&floor.arena);
	check(git_repository_open(&floor.repository, argv[1]), "open the repository");
	check(git_reference_name_to_id(&head, floor.repository, "HEAD"), "read HEAD");
	check(git_commit_lookup(&commit, floor.repository, &head), "read a commit");
	for (; commit != NULL; commit = parent) {
		parent = NULL;
		if (git_commit_parentcount(commit) > 0)
			check(git_commit_parent(&parent, commit, 0), "read a commit");
		descend(&floor, parent != NULL ? git_commit_tree_id(parent) : NULL,
			git_commit_tree_id(commit));
		git_commit_free(commit);
		floor.commits++;
	}
	printf("%zu commits, %zu blobs, %zu bytes\n", floor.commits, floor.seen.count, floor.bytes);
	arena_free(&floor.arena);
	git_repository_free(floor.repository);
	git_libgit2_shutdown();
	return 0;
}
