/*
 * neighbours: what one record requires and what waits for it, in three columns.
 *
 * Small enough to need no layout program.
 */
#include "plan/dependencies.h"
#include "site/picture.h"

#define SHOWN 8 /* on each side */
#define GAP 14  /* between boxes of a column */
#define ACROSS 56
#define COLUMN (BOX_WIDTH + ACROSS)

/* Boxes below each other. */
struct side {
	struct box *boxes;
	size_t count, hidden;
	double height;
};

static struct side
make_side(struct arena *arena, const struct records *records)
{
	struct side side = { .count = records->count < SHOWN ? records->count : SHOWN };

	side.hidden = records->count - side.count;
	side.boxes = ARENA_ARRAY(arena, struct box, side.count);
	for (size_t i = 0; i < side.count; i++) {
		side.boxes[i] = box_of(arena, records->items[i]);
		side.height += side.boxes[i].height + (i > 0 ? GAP : 0);
	}
	if (side.hidden > 0)
		side.height += GAP + NOTE_BOX_HEIGHT;
	return side;
}

/* The column from `top` on, with an arrow for each box: to `middle`, or from it. */
static void
put_side(struct canvas *canvas, const struct side *side, struct layout_point corner,
	 struct layout_point middle, bool before)
{
	for (size_t i = 0; i < side->count; i++) {
		const struct box *box = &side->boxes[i];
		struct layout_point end = { corner.x + (before ? BOX_WIDTH : 0),
					    corner.y + box->height / 2 };

		if (before)
			put_arrow_across(canvas, end, middle, "");
		else
			put_arrow_across(canvas, middle, end, "");
		put_box(canvas, box, corner, "", STR_EMPTY);
		corner.y += box->height + GAP;
	}
	if (side->hidden > 0)
		put_note_box(canvas, arena_printf(canvas->scratch, "and %zu more", side->hidden),
			     corner);
}

static struct str
describe(struct arena *arena, const struct record *record, size_t required, size_t requiring)
{
	return arena_printf(arena, "%.*s requires %zu and is required by %zu.",
			    STR_ARG(record->title), required, requiring);
}

/* Columns that would be empty are left out. */
static void
put_columns(struct canvas *canvas, const struct record *record, const struct side *required,
	    const struct side *requiring)
{
	struct box self = box_of(canvas->scratch, record);
	double left = required->count > 0 ? COLUMN : 0, height = self.height;
	struct picture picture = { .class = "neighbours",
				   .title = STR("What it requires, and what waits for it"),
				   .has_links = true };

	height = required->height > height ? required->height : height;
	height = requiring->height > height ? requiring->height : height;
	picture.height = height;
	picture.width = left + BOX_WIDTH + (requiring->count > 0 ? COLUMN : 0);
	picture.description = describe(canvas->scratch, record, required->count + required->hidden,
				       requiring->count + requiring->hidden);
	picture_begin(canvas, &picture);
	put_side(canvas, required, (struct layout_point){ 0, (height - required->height) / 2 },
		 (struct layout_point){ left, height / 2 }, true);
	put_box(canvas, &self, (struct layout_point){ left, (height - self.height) / 2 }, "self",
		STR("this"));
	put_side(canvas, requiring,
		 (struct layout_point){ left + COLUMN, (height - requiring->height) / 2 },
		 (struct layout_point){ left + BOX_WIDTH, height / 2 }, false);
	picture_end(canvas);
}

void
put_neighbourhood(struct canvas *canvas, const struct record *record)
{
	struct records required, requiring;
	struct side sides[2];

	dependencies_of(canvas->scratch, record, &required, &requiring);
	if (required.count + requiring.count == 0)
		return;
	sides[0] = make_side(canvas->scratch, &required);
	sides[1] = make_side(canvas->scratch, &requiring);
	buf_puts(canvas->out, "<h2>What it waits for, and what waits for it</h2>\n");
	put_columns(canvas, record, &sides[0], &sides[1]);
}
