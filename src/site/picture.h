/*
 * picture: pieces of the pictures on pages: boxes for records, arrows, and what is around them.
 *
 * Text stays text, colours are classes of share/site/css/5-pictures.css, and nothing is known by
 * colour alone.  A picture shows what the page says in words, too: whoever cannot see it misses
 * nothing.  Lengths are in pixels.
 */
#ifndef SITE_PICTURE_H
#define SITE_PICTURE_H

#include "emit/layout.h"
#include "site/parts.h"

#define BOX_WIDTH 212
#define BOX_LINES 3

/* The record's state in sign and word, as put_record_state says it, and the word alone. */
struct str standing_words(const struct canvas *canvas, const struct record *record);
struct str standing_word(const struct canvas *canvas, const struct record *record);

/* A record as a box: its kind, its title in lines, its state. */
struct box {
	const struct record *record;
	struct str lines[BOX_LINES]; /* of the title; the last one cut where it is too long */
	size_t line_count;
	double height;
};

struct box box_of(struct arena *arena, const struct record *record);

/* `class` chooses how it is drawn ("chain"), `note` says the same in a few words; both may be empty. */
void put_box(struct canvas *canvas, const struct box *box, struct layout_point corner,
	     const char *class, struct str note);

/* A box of one line that leads nowhere, such as "and 3 more". */
void put_note_box(struct canvas *canvas, struct str text, struct layout_point corner);
#define NOTE_BOX_HEIGHT 34

/* A line with a head at its end; the head's point is `ARROW_HEAD` behind the last point. */
#define ARROW_HEAD 10
void put_arrow(struct canvas *canvas, const struct layout_point *points, size_t count,
	       const char *class);
/* The same with a head at either end, or none. */
void put_arrow_with(struct canvas *canvas, const struct layout_point *points, size_t count,
		    const char *class, bool tail, bool head);
/* From the right side of one place to the left side of another one. */
void put_arrow_across(struct canvas *canvas, struct layout_point from, struct layout_point to,
		      const char *class);
/* Only the head, behind `at`, pointing away from `before`. */
void put_arrow_head(struct canvas *canvas, struct layout_point before, struct layout_point at);

struct picture {
	const char *class;
	struct str title, description;
	double width, height;
	bool has_links; /* then it is no image but a group of them */
};

/* The picture in a frame that scrolls where it is wider than the page. */
void picture_begin(struct canvas *canvas, const struct picture *picture);
void picture_end(struct canvas *canvas);

/* Waits for the layout of one of the site's graphs.  False: `*ret_reason` says why there is none. */
bool picture_layout(const struct canvas *canvas, size_t graph, struct layout *ret_layout,
		    struct str *ret_reason);

/* Where text has at most `columns` in a line, as on a terminal: up to `count` lines, of which the last
   ends in "…" when that is not all. */
size_t picture_lines(struct arena *arena, struct str text, size_t columns, struct str *ret_lines,
		     size_t count);

#endif
