/*
 * people: names of people and teams that no other place knows.
 */
#include "check/rules.h"

#include "base/utf8.h"
#include "plan/period.h"

/* One place that names somebody. */
struct mention {
	const struct record *record;
	enum field field;
	const struct value *value;
};

struct mentions {
	struct mention *items;
	size_t count, capacity;
};

static void
collect_of(const struct check *check, const struct record *record, struct mentions *mentions)
{
	const struct kind_row *rows = schema_kind(record->kind);

	for (size_t f = 0; f < rows->field_count; f++) {
		const struct statement *statement = record->fields[rows->fields[f].field];

		if (rows->fields[f].type != TYPE_PEOPLE)
			continue;
		for (; statement != NULL; statement = statement->next)
			for (uint32_t v = 0; v < statement->count; v++)
				if (!statement->values[v].bad)
					*VEC_PUSH(check->arena, mentions) =
						(struct mention){ record, rows->fields[f].field,
								  &statement->values[v] };
	}
}

static struct mentions
collect(const struct check *check)
{
	struct mentions mentions = { 0 };

	for (size_t i = 0; i < check->model->records.count; i++)
		collect_of(check, check->model->records.items[i], &mentions);
	return mentions;
}

/* Handles that lie one typing error from each other share a text that both give when one sign is
   left out; a map of these texts finds them without comparing everybody with everybody. */
struct neighbours {
	struct arena *arena;
	struct map texts; /* -> struct records */
};

/* Below this many signs two names are near each other by chance. */
#define NEAR_LENGTH 5
#define LONGEST_HANDLE 64

static struct str
without_sign(struct arena *arena, struct str text, size_t at)
{
	if (at == text.length)
		return text;
	return arena_concat(
		arena, (struct str[]){ str_slice(text, 0, at), str_from_offset(text, at + 1) }, 2);
}

static bool
can_be_near(struct str handle)
{
	return handle.length >= NEAR_LENGTH && handle.length <= LONGEST_HANDLE;
}

static void
neighbours_add(struct neighbours *neighbours, struct record *record)
{
	struct str handle = utf8_fold(neighbours->arena, record->id);

	if (!can_be_near(handle))
		return;
	for (size_t i = 0; i <= handle.length; i++) {
		void **slot = map_put(neighbours->arena, &neighbours->texts,
				      without_sign(neighbours->arena, handle, i));
		struct records *records = *slot;

		if (records == NULL)
			*slot = records = ARENA_NEW(neighbours->arena, struct records);
		*VEC_PUSH(neighbours->arena, records) = record;
	}
}

/* A known record whose handle is one typing error away, or NULL. */
static struct record *
neighbours_find(struct neighbours *neighbours, const struct record *record)
{
	struct str handle = utf8_fold(neighbours->arena, record->id);

	if (!can_be_near(handle))
		return NULL;
	for (size_t i = 0; i <= handle.length; i++) {
		const struct records *records =
			map_get(&neighbours->texts, without_sign(neighbours->arena, handle, i));

		for (size_t k = 0; records != NULL && k < records->count; k++) {
			struct record *other = records->items[k];

			if (other != record && other->kind == record->kind &&
			    str_distance(other->id, record->id, 1) == 1)
				return other;
		}
	}
	return NULL;
}

static void
report_unknown(const struct check *check, const struct diag_code *code,
	       const struct mention *mention, const struct record *nearest)
{
	struct diag_finding *finding;

	finding = diag_add(check->diags, code, mention->value->place,
			   "%s \"%.*s\" names \"%.*s\" (%s), whom no other place knows",
			   record_kind_name(mention->record), STR_ARG(mention->record->title),
			   STR_ARG(mention->value->text), field_name(mention->field));
	if (nearest == NULL) {
		rule_hint(check, finding,
			  "Add them to the list of people: `waymark new %s --id %.*s`.",
			  record_kind_name(mention->value->target),
			  STR_ARG(mention->value->target->id));
		return;
	}
	rule_hint(check, finding, "Did you mean \"%.*s\"?", STR_ARG(nearest->id));
	rule_other(check, finding, nearest->place, "\"%.*s\" is known from here",
		   STR_ARG(nearest->id));
}

/* The book lists people (or teams): whoever is not on the list is unknown. */
static void
look_unlisted(const struct check *check, const struct diag_code *code,
	      const struct mentions *mentions, enum kind kind)
{
	const struct records *records = &check->model->by_kind[kind];
	struct neighbours neighbours = { .arena = check->arena };
	struct map told = { 0 };
	size_t listed = 0;

	for (size_t i = 0; i < records->count; i++) {
		if (records->items[i]->implied)
			continue;
		listed++;
		neighbours_add(&neighbours, records->items[i]);
	}
	for (size_t i = 0; i < mentions->count && listed > 0; i++) {
		const struct mention *mention = &mentions->items[i];
		struct record *const *target = &mention->value->target;
		void **slot;

		if (*target == NULL || !(*target)->implied || (*target)->kind != kind)
			continue;
		slot = map_put(check->arena, &told, rule_key(target));
		if (*slot == NULL)
			report_unknown(check, code, mention, neighbours_find(&neighbours, *target));
		*slot = *target;
	}
}

struct tally {
	const struct mention *first;
	size_t count;
};

/* The book lists nobody: a name that occurs once beside a near one that occurs again and again. */
static void
look_rare(const struct check *check, const struct diag_code *code, const struct mentions *mentions,
	  enum kind kind)
{
	struct neighbours neighbours = { .arena = check->arena };
	struct map tallies = { 0 };

	for (size_t i = 0; i < mentions->count; i++) {
		struct record *const *target = &mentions->items[i].value->target;
		struct tally *tally;
		void **slot;

		if (*target == NULL || (*target)->kind != kind)
			continue;
		slot = map_put(check->arena, &tallies, rule_key(target));
		if (*slot == NULL)
			*slot = ARENA_NEW(check->arena, struct tally);
		tally = *slot;
		if (tally->count++ == 0)
			tally->first = &mentions->items[i];
		else if (tally->count == 2)
			neighbours_add(&neighbours, *target);
	}
	for (size_t i = 0; i < tallies.count; i++) {
		const struct tally *tally = tallies.entries[i].value;
		const struct record *nearest;

		if (tally->count > 1)
			continue;
		nearest = neighbours_find(&neighbours, tally->first->value->target);
		if (nearest != NULL)
			report_unknown(check, code, tally->first, nearest);
	}
}

static bool
has_list(const struct records *records)
{
	for (size_t i = 0; i < records->count; i++)
		if (!records->items[i]->implied)
			return true;
	return false;
}

static void
unknown_person(const struct check *check, const struct diag_code *code)
{
	static const enum kind kinds[] = { KIND_PERSON, KIND_TEAM };
	struct mentions mentions = collect(check);

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (has_list(&check->model->by_kind[kinds[i]]))
			look_unlisted(check, code, &mentions, kinds[i]);
		else
			look_rare(check, code, &mentions, kinds[i]);
	}
}

/* One spelling of a handle within one period, and how often it occurs. */
struct spelling {
	struct str text;
	struct place place; /* the first */
	size_t count;
	struct spelling *next;
};

/* The handle as it is written, or empty when a name is written instead. */
static struct str
written_handle(const struct value *value)
{
	struct str text = value->text;

	if (str_starts(text, STR("@")))
		return str_from_offset(text, 1);
	if (value->target != NULL && str_equal_fold(text, value->target->id))
		return text;
	return STR_EMPTY;
}

static void
note_spelling(const struct check *check, struct map *handles, const struct mention *mention)
{
	struct str text = written_handle(mention->value);
	struct spelling *spelling;
	struct str key[3];
	void **slot;

	if (text.length == 0)
		return;
	key[0] = period_of(mention->record);
	key[1] = STR("\n");
	key[2] = utf8_fold(check->arena, text);
	slot = map_put(check->arena, handles, arena_concat(check->arena, key, 3));
	for (spelling = *slot; spelling != NULL; spelling = spelling->next) {
		if (str_equal(spelling->text, text)) {
			spelling->count++;
			return;
		}
	}
	spelling = ARENA_NEW(check->arena, struct spelling);
	*spelling = (struct spelling){ text, mention->value->place, 1, *slot };
	*slot = spelling;
}

static void
report_spellings(const struct check *check, const struct diag_code *code,
		 const struct spelling *spellings)
{
	const struct spelling *usual = spellings;

	for (const struct spelling *s = spellings; s != NULL; s = s->next)
		if (s->count >= usual->count)
			usual = s; /* of two that are as frequent, the one that came first */
	for (const struct spelling *s = spellings; s != NULL; s = s->next) {
		struct diag_finding *finding;

		if (s == usual)
			continue;
		finding = diag_add(check->diags, code, s->place,
				   "\"%.*s\" is written \"%.*s\" elsewhere", STR_ARG(s->text),
				   STR_ARG(usual->text));
		if (usual->count > 1)
			rule_other(check, finding, usual->place,
				   "here, for example (%zu times in all)", usual->count);
		else
			rule_other(check, finding, usual->place, "here");
		rule_hint(check, finding, "Write one person's name in one way.");
	}
}

/* "Josh Triplett" -> "joshtriplett" */
static struct str
without_spaces(struct arena *arena, struct str name)
{
	struct str rest = utf8_fold(arena, name), word, text = STR_EMPTY;

	while (str_cut(&rest, ' ', &word))
		text = arena_concat(arena, (struct str[]){ text, word }, 2);
	return text;
}

/* Whoever is only known by a full name that is the handle of somebody, but for spaces, is the same most likely;
   nobody but the book's authors can know. */
static void
report_names(const struct check *check, const struct diag_code *code,
	     const struct mentions *mentions)
{
	const struct records *persons = &check->model->by_kind[KIND_PERSON];
	struct map handles = { 0 }, told = { 0 };

	for (size_t i = 0; i < persons->count; i++)
		*map_put(check->arena, &handles, utf8_fold(check->arena, persons->items[i]->id)) =
			persons->items[i];
	for (size_t i = 0; i < mentions->count; i++) {
		const struct value *value = mentions->items[i].value;
		struct record *const *target = &value->target;
		const struct record *other;
		struct diag_finding *finding;
		void **slot;

		if (*target == NULL || !(*target)->implied || (*target)->kind != KIND_PERSON ||
		    str_find_char(value->text, ' ') == STR_NONE)
			continue;
		other = map_get(&handles, without_spaces(check->arena, value->text));
		slot = map_put(check->arena, &told, rule_key(target));
		if (other == NULL || other == *target || *slot != NULL)
			continue;
		*slot = *target;
		finding = diag_add(check->diags, code, value->place,
				   "\"%.*s\" is written \"%.*s\" elsewhere", STR_ARG(value->text),
				   STR_ARG(other->id));
		rule_other(check, finding, other->place, "here, for example");
		rule_hint(check, finding, "Write one person's name in one way.");
	}
}

static void
person_spelling(const struct check *check, const struct diag_code *code)
{
	struct mentions mentions = collect(check);
	struct map handles = { 0 };

	for (size_t i = 0; i < mentions.count; i++)
		note_spelling(check, &handles, &mentions.items[i]);
	for (size_t i = 0; i < handles.count; i++)
		report_spellings(check, code, handles.entries[i].value);
	report_names(check, code, &mentions);
}

#define FAMILY "people"

static const struct check_rule rules[] = {
	{ { "unknown-person", FAMILY, DIAG_WARNING, "a person or team that no other place knows",
	    "Somebody is named as an owner, participant or the like whom the book's list of people "
	    "does not have. Without such a list it is a name that occurs once and differs by one "
	    "sign from one that occurs often. Mostly it is a typing error, and then the work has "
	    "an "
	    "owner whom nobody can reach, and is missing from the list of what the real one owns. "
	    "Correct the name, or add the person to people.yaml.",
	    "---\nowner: tmandrey   # tmandry\n---\n" },
	  unknown_person },
	{ { "person-spelling", FAMILY, DIAG_WARNING, "one person written in two ways",
	    "The same handle is written with different capitals within one period of the book (or "
	    "in the whole book, where there are no periods), or a full name stands beside a handle "
	    "of the same letters. A forge takes both for the same person, but lists, counts and "
	    "searches by text take them for two. Write it everywhere as the person does.",
	    "| Point of contact | @Nadrieril |\n\nand elsewhere:\n\n"
	    "| Point of contact | @nadrieril |\n" },
	  person_spelling },
};

const struct check_family check_people = { FAMILY, rules, sizeof rules / sizeof rules[0] };
