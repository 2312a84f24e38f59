/* namesakes: see namesakes.h. */
#include "history/namesakes.h"

/* Who had a title first. */
struct namesake {
	struct str id;
	uint32_t life;
	bool is_shared;
};

/* Steps are told with their parent's title (digest.h). */
static struct str
key_of(struct arena *arena, const struct event *event)
{
	bool is_step =
		KIND_BIT(event->record_kind) & (KIND_BIT(KIND_MILESTONE) | KIND_BIT(KIND_ASK));
	struct str parent = is_step ? event->parent_title : STR_EMPTY;

	return arena_printf(arena, "%d %.*s\n%.*s", (int)event->record_kind, STR_ARG(event->title),
			    STR_ARG(parent));
}

/* One that came back under its id, or that got another id, is no other. */
static bool
is_same(const struct namesake *namesake, const struct event *event)
{
	return str_equal(namesake->id, event->id) ||
	       (event->life > 0 && namesake->life == event->life) ||
	       str_equal(namesake->id, event->former);
}

static void
note(struct namesakes *namesakes, const struct event *event)
{
	void **slot = map_put(namesakes->arena, &namesakes->first, key_of(namesakes->arena, event));
	struct namesake *namesake = *slot;

	if (namesake == NULL) {
		namesake = *slot = ARENA_NEW(namesakes->arena, struct namesake);
		namesake->id = event->id;
		namesake->life = event->life;
	}
	namesake->is_shared = namesake->is_shared || !is_same(namesake, event);
}

void
namesakes_note_events(struct namesakes *namesakes, const struct events *events)
{
	for (size_t i = 0; i < events->count; i++)
		note(namesakes, &events->items[i]);
}

void
namesakes_note_records(struct namesakes *namesakes, const struct model *model)
{
	for (size_t i = 0; i < model->records.count; i++) {
		const struct record *record = model->records.items[i];
		const struct record *parent = record->parent;

		note(namesakes, &(struct event){
					.record_kind = record->kind,
					.id = record->id,
					.title = record->title,
					.parent_title = parent != NULL ? parent->title : STR_EMPTY,
				});
	}
}

void
namesakes_mark(const struct namesakes *namesakes, struct events *events)
{
	for (size_t i = 0; i < events->count; i++) {
		struct event *event = &events->items[i];
		const struct namesake *namesake =
			map_get(&namesakes->first, key_of(namesakes->arena, event));

		event->has_namesake = namesake != NULL && namesake->is_shared;
	}
}
