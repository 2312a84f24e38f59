/*
 * resolve: people, for the rest of resolve.  Private to model/.
 *
 * Who a name means follows from the records in the order of reading: the first that names somebody whom no
 * list has makes them a record.
 */
#ifndef MODEL_RESOLVE_H
#define MODEL_RESOLVE_H

#include "model/loader.h"

/* ASCII letters only. */
struct str resolve_lower(struct arena *arena, struct str text);

/* Those who have records of their own; before all that is named. */
void people_list(struct loader *loader);
/* The same, when all that was known is not. */
void people_anew(struct loader *loader);
/* Whom the value names, implied where nobody did before; NULL: it describes nobody in particular. */
struct record *people_find(struct loader *loader, const struct value *value, unsigned targets);
/* What would be numbered otherwise is told by a number behind it. */
bool people_has_number(const struct record *record);
/* Those who are implied stand behind all records, and are taken away before others come: until people_stay or
   people_anew.  False: one of them has a number. */
bool people_forget(struct loader *loader);
/* Whether everybody is who they were, although records changed, came and went: the same names are named first by
   the same records.  Then those who are implied are back, and only what is anew must be looked up. */
bool people_stay(struct loader *loader);

#endif
