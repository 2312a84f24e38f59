/*
 * help: what help a record wants, as one value that history compares.
 *
 * It may say so by what it needs, by a table of tasks or in sentences, and go from one to the other: what was wanted
 * and is wanted still has not changed.  So FIELD_HELP of an entry is not what the record's field of that name says,
 * but all of it: "Contributor", "Find a minimal subset, Write the RFC".  The words of sentences are compared as texts are.
 */
#ifndef HISTORY_HELP_H
#define HISTORY_HELP_H

#include "history/snapshot.h"

/* False: it says of none. */
bool help_take(struct arena *arena, const struct record *record, struct entry_field *ret_field);

#endif
