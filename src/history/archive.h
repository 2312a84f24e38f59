/*
 * archive: events as bytes, so that what two revisions of a book brought need not be found out twice.
 *
 * What happened between two trees follows from the two trees, and from the program: entries are keyed by
 * the trees' ids, and a whole archive by a word for the program and its options.  The bytes are for this
 * machine alone; whatever is wrong with them makes the archive empty, and never anything else.
 */
#ifndef HISTORY_ARCHIVE_H
#define HISTORY_ARCHIVE_H

#include "base/buf.h"
#include "history/events.h"

struct archive_key {
	uint8_t before[20], after[20]; /* git trees; zero: no book */
};

struct archive {
	struct arena *arena;
	struct map entries; /* the key's bytes -> struct archive_entry */
};

struct archive_entry {
	struct archive_key key;
	struct events events;
};

/* `bytes` must live as long as the archive: texts are slices of them.  Other bytes than those of an archive
   for the same `word` give an empty one. */
void archive_read(struct archive *ret_archive, struct arena *arena, struct str word,
		  struct str bytes);

/* NULL: it is not known what happened between the two. */
const struct events *archive_find(const struct archive *archive, const struct archive_key *key);

/* The events must live as long as the archive. */
void archive_add(struct archive *archive, const struct archive_key *key,
		 const struct events *events);

void archive_put(struct buf *out, const struct archive *archive, struct str word);

#endif
