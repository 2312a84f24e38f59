/* naming: an event is read in stages, a place where names stand each. */
#include "history/naming.h"

#include "base/utf8.h"

/* The next letter or digit from *at on, in lower case, or byte of another script; 0: there is none. */
static char
next_telling(struct str text, size_t *at)
{
	while (*at < text.length) {
		char c = text.data[(*at)++];

		if (char_is_letter(c))
			return (char)(c | 0x20);
		if (char_is_alphanumeric(c) || (unsigned char)c >= 0x80)
			return c;
	}
	return 0;
}

bool
naming_is_alike(struct str a, struct str b)
{
	size_t at = 0, there = 0;
	char c, d;

	do {
		c = next_telling(a, &at);
		d = next_telling(b, &there);
	} while (c == d && c != 0);
	return c == d;
}

struct str
naming_handle(struct str text)
{
	size_t colon = str_find(text, STR(": "));
	struct str name = str_trim(colon == STR_NONE ? text : str_from_offset(text, colon + 2));

	return str_starts(name, STR("@")) ? str_from_offset(name, 1) : name;
}

/* The next text that may be a name; false: there are no more. */
static bool
next_text(struct naming *naming, struct str *ret_text)
{
	const unsigned about_people = EVENT_BIT(EVENT_ASSIGNED) | EVENT_BIT(EVENT_LEFT) |
				      EVENT_BIT(EVENT_HANDED_OVER) | EVENT_BIT(EVENT_PEOPLE);
	const struct event *event = naming->event;
	bool is_about = (EVENT_BIT(event->kind) & about_people) != 0;
	bool is_person = event->record_kind == KIND_PERSON || event->record_kind == KIND_TEAM;

	if (naming->stage == 0) {
		naming->rest = event->owners;
		naming->stage++;
	}
	if (naming->stage == 1 && naming->rest.length > 0)
		return str_cut(&naming->rest, ',', ret_text);
	*ret_text = STR_EMPTY;
	switch (naming->stage++) {
	case 1:
		*ret_text = is_about ? event->before : STR_EMPTY;
		return true;
	case 2:
		*ret_text = is_about ? event->after : STR_EMPTY;
		return true;
	case 3:
		*ret_text = is_person ? event->id : STR_EMPTY;
		return true;
	default:
		return false;
	}
}

bool
naming_next(struct naming *naming, struct str *ret_handle)
{
	struct str text;

	while (next_text(naming, &text)) {
		*ret_handle = naming_handle(text);
		if (ret_handle->length > 0)
			return true;
	}
	return false;
}

bool
naming_has(const struct event *event, struct str handle)
{
	struct naming naming = { .event = event };
	struct str name;

	if (handle.length == 0)
		return event->owners.length == 0 &&
		       (schema_field(event->record_kind, FIELD_OWNER) != NULL ||
			schema_field(event->record_kind, FIELD_PARTICIPANTS) != NULL);
	while (naming_next(&naming, &name))
		if (str_equal_fold(name, handle))
			return true;
	return false;
}

struct strs
naming_all(struct arena *arena, const struct chronicle *chronicle)
{
	struct strs all = { 0 };
	struct map known = { 0 };

	for (size_t i = 0; i < chronicle->count; i++)
		for (size_t e = 0; e < chronicle->items[i].events.count; e++) {
			struct naming naming = { .event = &chronicle->items[i].events.items[e] };
			struct str name;

			while (naming_next(&naming, &name)) {
				void **place = map_put(arena, &known, utf8_fold(arena, name));

				if (*place == NULL)
					*VEC_PUSH(arena, &all) = name;
				*place = &known;
			}
		}
	return all;
}
