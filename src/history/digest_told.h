/*
 * digest_told: what gathering and wording know of what is told.  Private to digest.
 */
#ifndef HISTORY_DIGEST_TOLD_H
#define HISTORY_DIGEST_TOLD_H

#include "history/digest.h"

/* Kinds that are told with their parent when they come or go with it. */
#define TOLD_STEP_COUNT 2
enum kind told_step(size_t index);
/* SIZE_MAX: it is none of them. */
size_t told_step_of(enum kind kind);

/* The record has come, or gone, in the event. */
bool told_is_coming(const struct event *event);
bool told_is_going(const struct event *event);

/* The same edit did this to a dozen records. */
bool told_is_mass(const struct told *told, const struct event *event);

/* Of interest for one record only; or said by another event of the record. */
bool told_is_minor(const struct told *told, const struct event *event);

#endif
