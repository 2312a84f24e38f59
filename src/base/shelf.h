/*
 * shelf: texts that threads leave for others, each in a place with a number.
 *
 * The first text that is put into a place stays there.  Whoever looks at the same time finds all of it or nothing.
 */
#ifndef BASE_SHELF_H
#define BASE_SHELF_H

#include "base/buf.h"

struct shelf;

/* It holds no more than `limit` bytes. */
struct shelf *shelf_new(struct arena *arena, size_t places, size_t limit);
void shelf_free(struct shelf *shelf);

/* Takes the text over and leaves `text` empty, unless one is there; false when there is no room for it. */
bool shelf_put(struct shelf *shelf, size_t place, struct buf *text);

bool shelf_get(struct shelf *shelf, size_t place, struct str *ret_text);

#endif
