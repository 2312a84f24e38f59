/* What pages of a kind are asked: `questions:` of a dialect. */
#include "model/dialect.h"

struct reader {
	struct arena *arena;
	struct diags *diags;
};

static void
complain(const struct reader *reader, const struct data *at, const char *expected)
{
	struct str text = at->kind == DATA_SCALAR ? at->text : at->key;
	diag_add(reader->diags, &dialect_codes[DIALECT_BAD_VALUE], at->place, "\"%.*s\" is not %s",
		 STR_ARG(text), expected);
}

/* {story-kind: shiny-future} */
static void
read_where(const struct reader *reader, const struct data *map, struct dialect_questions *set)
{
	const struct data *item = map->first;
	set->has_where = item && !item->next && item->kind == DATA_SCALAR &&
			 field_parse(item->key, &set->where_field);
	if (set->has_where)
		set->where_value = item->text;
	else
		complain(reader, map, "one field and its value such as {story-kind: shiny-future}");
}

static void
read_ask(const struct reader *reader, const struct data *map, struct dialect_questions *set)
{
	set->items = ARENA_ARRAY(reader->arena, struct dialect_question, data_count(map));
	for (const struct data *item = map->first; item; item = item->next) {
		if (item->kind == DATA_SCALAR && item->key.length)
			set->items[set->count++] =
				(struct dialect_question){ item->key, item->text };
		else
			complain(reader, item,
				 "a question and its short name, such as \"Why * now\": urgency");
	}
}

static void
read_set(const struct reader *reader, const struct data *map, struct dialect_questions *set)
{
	for (const struct data *item = map->first; item; item = item->next) {
		if (str_equal(item->key, STR("where")))
			read_where(reader, item, set);
		else if (str_equal(item->key, STR("ask")))
			read_ask(reader, item, set);
		else
			diag_add(reader->diags, &dialect_codes[DIALECT_UNKNOWN_KEY],
				 item->key_place,
				 "\"%.*s\" is not a key of a set of questions; expected ask, where",
				 STR_ARG(item->key));
	}
}

void
dialect_read_questions(struct arena *arena, struct dialect_kind *kind, const struct data *list,
		       struct diags *diags)
{
	const struct reader reader = { arena, diags };
	size_t all = data_count(list) + kind->question_count, next = 0;
	struct dialect_questions *sets = ARENA_ARRAY(arena, struct dialect_questions, all);
	for (const struct data *item = list->first; item; item = item->next)
		read_set(&reader, item, &sets[next++]);
	for (size_t i = 0; i < kind->question_count; i++)
		sets[next++] = kind->questions[i];
	kind->questions = sets;
	kind->question_count = next;
}
