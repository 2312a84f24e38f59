/*
 * timeline: the commits in which a book changed, first parents only, and the book's files at each.
 *
 * First parents are the line that people followed: what a merge brought happened in the merge.
 * Commits that leave the book's folder as it was are not listed.  Everything is read from the object
 * database; a timeline belongs to one thread, and several may read one repository.
 */
#ifndef REPO_TIMELINE_H
#define REPO_TIMELINE_H

#include "repo/repo.h"

/* Where a timeline begins. */
enum timeline_start {
	TIMELINE_ROOT,    /* with nothing: the first commit brought the book */
	TIMELINE_SINCE,   /* with what was there at `since` */
	TIMELINE_SHALLOW, /* with what was there at the oldest commit of a shallow clone */
};

struct timeline_commit {
	struct repo_revision revision;
	uint8_t tree[20]; /* of the book's folder; zero: there was no such folder */
	bool has_book;
};

struct timeline_handles;

struct timeline {
	/* Oldest first.  Unless it starts with nothing, the first one is where it starts: what was
	   there before the rest happened. */
	struct timeline_commit *items;
	size_t count, capacity;
	enum timeline_start start;
	bool is_reversed; /* `until` was named, and ends before `since`: there is nothing between */
	struct timeline_handles *handles;
	struct arena *arena;
	struct str root;
	struct str name; /* of the repository and the folder in it, the same wherever one stands */
};

/*
 * What happened after `since`, up to `until`: revisions or dates as in repo_open, which stand for the end of the day.
 * `until` empty: HEAD; `since` empty: all.  A `since` that is not on the line counts as the commit where the two lines part.
 */
struct timeline_range {
	struct str since, until;
	bool follows_branch; /* where a merge says that the branch which ends the line was merged into another one
				(line.h), the line goes on with what was the branch */
};
/* NULL after a failure. */
struct timeline *timeline_open(struct arena *arena, struct str path,
			       const struct timeline_range *range, struct diags *diags);
void timeline_close(struct timeline *timeline);

/* Whether failures came since `before` because somebody rewrote the history while it was read: where it
   ends there is another commit by now.  That is said in place of them. */
bool timeline_has_moved(const struct timeline *timeline, const struct diags *before,
			struct diags *diags);

/* The same commits for another thread. */
struct timeline *timeline_clone(struct arena *arena, const struct timeline *timeline,
				struct diags *diags);

/* The files at one of its commits, which has the book; lives in `arena`, and no longer than the
   timeline.  Findings and failures as in repo_open. */
struct repo *timeline_repo(struct timeline *timeline, size_t index, struct arena *arena,
			   struct diags *diags);

/* Turns a repo of the commit `from` into that of the commit `to` (repo_turn).  False also when something cannot be
   read.  Where the names of files are the same, only folders in which something changed are looked at. */
bool timeline_turn(struct timeline *timeline, struct repo *repo, size_t from, size_t to,
		   struct repo_changes *ret_changes);

#endif
