/* help: needs and tasks in a row; of sentences only that they are there. */
#include "history/help.h"

#define SHOWN 3 /* of a row: people are told of these, and how many more there are */

/* The first cell of each row of a table. */
static void
take_tasks(struct arena *arena, const struct doc *doc, uint32_t table, struct strs *items)
{
	for (uint32_t i = table + 1; i < doc->nodes[table].end; i = doc->nodes[i].end) {
		if (doc->nodes[i].level != 1 && i + 1 < doc->nodes[i].end)
			*VEC_PUSH(arena, items) = doc_plain(arena, doc, i + 1);
	}
}

static void
take_how(struct arena *arena, const struct record *record, struct strs *items)
{
	const struct statement *said = record_said(record, FIELD_HELP);
	const struct doc *doc =
		said->page != NULL && said->first_node < said->end_node ? said->page->doc : NULL;

	if (doc != NULL && doc->nodes[said->first_node].kind == NODE_TABLE)
		take_tasks(arena, doc, said->first_node, items);
	else
		*VEC_PUSH(arena, items) = STR("it says how to help");
}

static void
add_once(struct arena *arena, struct strs *items, struct str text)
{
	for (size_t i = 0; i < items->count; i++)
		if (str_equal(items->items[i], text))
			return;
	*VEC_PUSH(arena, items) = text;
}

static struct str
join(struct arena *arena, const struct strs *items, size_t count)
{
	struct str text = STR_EMPTY;

	for (size_t i = 0; i < count; i++)
		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), i > 0 ? ", " : "",
				    STR_ARG(items->items[i]));
	return text;
}

bool
help_take(struct arena *arena, const struct record *record, struct entry_field *ret_field)
{
	const struct statement *needs = record_said(record, FIELD_NEEDS);
	struct strs items = { 0 };
	struct entry_value value = { 0 };

	for (uint32_t i = 0; needs != NULL && i < needs->count; i++)
		add_once(arena, &items, needs->values[i].text);
	if (record_said(record, FIELD_HELP) != NULL)
		take_how(arena, record, &items);
	value.text = value.shown = join(arena, &items, items.count);
	if (items.count > SHOWN + 1)
		value.shown =
			arena_printf(arena, "%.*s and %zu more",
				     STR_ARG(join(arena, &items, SHOWN)), items.count - SHOWN);
	if (value.text.length == 0)
		return false;
	*ret_field = (struct entry_field){ FIELD_HELP, ARENA_NEW(arena, struct entry_value), 1 };
	*ret_field->values = value;
	return true;
}
