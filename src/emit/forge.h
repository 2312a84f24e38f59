/*
 * forge: where the book's repository can be read on the web, as the book says itself.
 *
 * The addresses are those of GitHub and GitLab.  Nothing is asked: whether the forge has the revision is not known.
 */
#ifndef EMIT_FORGE_H
#define EMIT_FORGE_H

#include "model/model.h"

/* A file, from the repository's top, at a revision (40 hex digits, HEAD); empty where the book says no repository, or an
   address that nothing may lead to. */
struct str forge_file(struct arena *arena, const struct book *book, struct str revision,
		      struct str path);
/* The same for who stands at the repository's top: the path as links have it. */
struct str forge_path(struct arena *arena, struct str path);
/* All files at a revision; a commit's own address would leave a note there in some forges when it is pasted. */
struct str forge_tree(struct arena *arena, const struct book *book, struct str revision);

#endif
