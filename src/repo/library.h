/*
 * library: libgit2, loaded when it is needed.  Private to repo/.
 *
 * Loading it takes longer than many a whole run, so the program is not linked with it (base/late.h).  To use one more, add its name to the list.
 */
#ifndef REPO_LIBRARY_H
#define REPO_LIBRARY_H

#include "diag/diag.h"

#include <git2.h>

/* Names without their "git_". */
#define LIBRARY_FUNCTIONS(X)                                                                       \
	X(libgit2_init)                                                                            \
	X(libgit2_shutdown)                                                                        \
	X(libgit2_opts)                                                                            \
	X(error_last)                                                                              \
	X(buf_dispose)                                                                             \
	X(strarray_dispose)                                                                        \
	X(oid_tostr)                                                                               \
	X(repository_open_ext)                                                                     \
	X(repository_free)                                                                         \
	X(repository_is_shallow)                                                                   \
	X(repository_head)                                                                         \
	X(repository_head_detached)                                                                \
	X(repository_head_unborn)                                                                  \
	X(repository_item_path)                                                                    \
	X(repository_path)                                                                         \
	X(repository_workdir)                                                                      \
	X(reference_free)                                                                          \
	X(reference_list)                                                                          \
	X(reference_name_to_id)                                                                    \
	X(reference_shorthand)                                                                     \
	X(revparse_single)                                                                         \
	X(object_free)                                                                             \
	X(object_peel)                                                                             \
	X(object_type)                                                                             \
	X(object_type2string)                                                                      \
	X(revwalk_free)                                                                            \
	X(revwalk_hide)                                                                            \
	X(revwalk_new)                                                                             \
	X(revwalk_next)                                                                            \
	X(revwalk_push)                                                                            \
	X(revwalk_simplify_first_parent)                                                           \
	X(commit_author)                                                                           \
	X(commit_free)                                                                             \
	X(commit_id)                                                                               \
	X(commit_lookup)                                                                           \
	X(commit_parent_id)                                                                        \
	X(commit_parentcount)                                                                      \
	X(commit_summary)                                                                          \
	X(commit_time)                                                                             \
	X(commit_time_offset)                                                                      \
	X(commit_tree_id)                                                                          \
	X(tree_free)                                                                               \
	X(tree_lookup)                                                                             \
	X(tree_entrycount)                                                                         \
	X(tree_entry_byindex)                                                                      \
	X(tree_entry_byname)                                                                       \
	X(tree_entry_filemode)                                                                     \
	X(tree_entry_id)                                                                           \
	X(tree_entry_name)                                                                         \
	X(odb_free)                                                                                \
	X(odb_open)                                                                                \
	X(odb_read)                                                                                \
	X(odb_read_header)                                                                         \
	X(odb_object_data)                                                                         \
	X(odb_object_free)                                                                         \
	X(odb_object_size)

struct library {
#define LIBRARY_MEMBER(name) __typeof__(git_##name) *name;
	LIBRARY_FUNCTIONS(LIBRARY_MEMBER)
#undef LIBRARY_MEMBER
};

/* Loads and starts it.  False after a failure that says what to install. */
bool library_open(struct library *library, struct diags *diags);
void library_close(struct library *library);

/* What went wrong last in this thread, never NULL. */
const char *library_reason(const struct library *library);

/* The 40 hex digits of an id, in the arena. */
struct str library_id(const struct library *library, struct arena *arena, const git_oid *id);

#endif
