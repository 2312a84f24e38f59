/*
 * news: what happened, as pages tell it.  Private to this folder.
 */
#ifndef SITE_NEWS_H
#define SITE_NEWS_H

#include "site/parts.h"

/* That for long nothing has happened, as a paragraph; nothing where something has. */
void put_quiet(struct canvas *canvas);
/* "2 days", "3 months", "4 years": how long ago the day was, in round figures. */
struct str time_since(struct arena *arena, struct date day, struct date today);
/* Who, when, in which commit. */
void put_commit(struct canvas *canvas, const struct site_commit *commit);
/* "started; owner ada": whom the words name by a handle stands there by name, as everywhere. */
void put_change_words(struct canvas *canvas, struct str words);
/* The same, behind its subject as a link. */
void put_change(struct canvas *canvas, const struct site_change *change);
/* The newest changes of the book, as a section of the first page. */
void put_news(struct canvas *canvas);
/* A link to the feed of what happens to the record, where it has one. */
void put_record_feed(struct canvas *canvas, const struct record *record);
/* What happened to the record, as a section of its page. */
void put_history(struct canvas *canvas, const struct record *record);

#endif
