/* Reading a dialect file: one reader per top-level key, in a table at the bottom. */
#include "model/dialect.h"

#include "base/limits.h"
#include "base/path.h"
#include "base/utf8.h"

#include <assert.h>

struct reader {
	struct arena *arena;
	struct dialect *dialect;
	struct diags *diags;
};

const struct diag_code dialect_codes[] = {
	{ "dialect-unknown-key", "dialect", DIAG_ERROR,
	  "a dialect file has a key that means nothing",
	  "A key of a dialect file (or of `extend:` in waymark.yaml) is none that waymark knows; "
	  "what is below it has no effect. The nearest one is proposed; docs/dialects.md lists "
	  "all.",
	  "kinds:\n  goal:\n    section: {Impact: impact}   # sections" },
	{ "dialect-bad-value", "dialect", DIAG_ERROR, "a dialect file says something impossible",
	  "A value in a dialect file names a kind, field or state that does not exist or cannot "
	  "stand "
	  "there, or has another shape than the key wants (a list where a word is expected). The "
	  "line "
	  "is left out. Look the key up in docs/dialects.md.",
	  "tables:\n  - files: roadmap.md\n    rows: [{kind: gaol}]   # goal" },
};
const size_t dialect_code_count = sizeof dialect_codes / sizeof *dialect_codes;

static void
bad_value(const struct reader *reader, const struct data *at, const char *expected)
{
	struct str text = at->kind == DATA_SCALAR ? at->text : at->key;
	diag_add(reader->diags, &dialect_codes[DIALECT_BAD_VALUE], at->place, "\"%.*s\" is not %s",
		 STR_ARG(text), expected);
}

static void
unknown_key(const struct reader *reader, const struct data *at, const char *known)
{
	struct diag_finding *finding =
		diag_add(reader->diags, &dialect_codes[DIALECT_UNKNOWN_KEY], at->key_place,
			 "\"%.*s\" is not a key of a dialect here", STR_ARG(at->key));
	finding->hint = arena_printf(reader->arena, "Known keys: %s.", known);
}

static void
read_text(const struct reader *reader, const struct data *data, struct str *ret_text)
{
	if (data->kind == DATA_SCALAR)
		*ret_text = data->text;
	else
		bad_value(reader, data, "a text");
}

/* A list of texts, or one text. */
static void
read_texts(const struct reader *reader, const struct data *data, struct strs *ret_texts)
{
	if (data->kind == DATA_SCALAR) {
		*VEC_PUSH(reader->arena, ret_texts) = data->text;
		return;
	}
	for (const struct data *item = data->first; item; item = item->next) {
		if (item->kind == DATA_SCALAR)
			*VEC_PUSH(reader->arena, ret_texts) = item->text;
		else
			bad_value(reader, item, "a text");
	}
}

#define ANY_KIND (~0u)

static bool
read_kind(const struct reader *reader, const struct data *data, unsigned kinds, enum kind *ret_kind)
{
	if (kind_parse(data_text(data), ret_kind) && (kinds & KIND_BIT(*ret_kind)))
		return true;
	bad_value(reader, data,
		  kinds == ANY_KIND ? "a kind of record such as \"goal\" or \"story\""
				    : "goal, initiative, milestone or ask; people stand in lists");
	return false;
}

static bool
read_field_name(const struct reader *reader, const struct data *data, enum field *ret_field)
{
	if (field_parse(data_text(data), ret_field))
		return true;
	bad_value(reader, data, "a field such as \"owner\" or \"state\"");
	return false;
}

/* The long form of a field's source: {field: owner, contains: …, value: …, take: key, …}. */
static void
read_field_map(const struct reader *reader, const struct data *map, struct dialect_field *field,
	       bool *ret_valid)
{
	for (const struct data *item = map->first; item; item = item->next) {
		if (str_equal(item->key, STR("field")))
			*ret_valid = read_field_name(reader, item, &field->field);
		else if (str_equal(item->key, STR("contains")))
			read_text(reader, item, &field->contains);
		else if (str_equal(item->key, STR("value")))
			read_text(reader, item, &field->value);
		else if (str_equal(item->key, STR("part")))
			read_text(reader, item, &field->part);
		else if (str_equal(item->key, STR("if-known")))
			field->if_known = data_is_true(item);
		else if (str_equal(item->key, STR("take"))) {
			field->keyed = str_equal(item->text, STR("key"));
			field->take_match = str_equal(item->text, STR("match"));
			if (!field->keyed && !field->take_match)
				bad_value(reader, item, "\"key\" or \"match\"");
		} else
			unknown_key(reader, item, "field, contains, value, part, if-known, take");
	}
}

/* `name: field`, `name: {field: …}` or `name: [ … ]`. */
static void
read_field(const struct reader *reader, const struct data *data, struct str name,
	   enum source source, struct dialect_fields *fields)
{
	if (data->kind == DATA_LIST) {
		for (const struct data *item = data->first; item; item = item->next)
			read_field(reader, item, name, source, fields);
		return;
	}
	struct dialect_field field = { .source = source, .name = name };
	bool valid = false;
	if (data->kind == DATA_SCALAR)
		valid = read_field_name(reader, data, &field.field);
	else
		read_field_map(reader, data, &field, &valid);
	if (valid)
		*VEC_PUSH(reader->arena, fields) = field;
}

static void
read_fields(const struct reader *reader, const struct data *map, enum source source,
	    struct dialect_fields *fields)
{
	if (map->kind != DATA_MAP) {
		bad_value(reader, map, "a map from what the book writes to fields");
		return;
	}
	for (const struct data *item = map->first; item; item = item->next)
		read_field(reader, item, item->key, source, fields);
}

static const struct {
	const char *key;
	enum source source;
} field_sources[] = {
	{ "front", SOURCE_FRONT },      { "file", SOURCE_FILE }, { "metadata", SOURCE_METADATA },
	{ "sections", SOURCE_SECTION }, { "path", SOURCE_PATH },
};

static void
read_kind_entry(const struct reader *reader, const struct data *item, struct dialect_kind *kind)
{
	bool is_ignored = str_equal(item->key, STR("ignored"));
	if (is_ignored || str_equal(item->key, STR("title-prefixes"))) {
		read_texts(reader, item, is_ignored ? &kind->ignored : &kind->title_prefixes);
		return;
	}
	if (str_equal(item->key, STR("questions"))) {
		dialect_read_questions(reader->arena, kind, item, reader->diags);
		return;
	}
	if (str_equal(item->key, STR("front")) && item->kind == DATA_SCALAR) {
		kind->front_by_name = str_equal(item->text, STR("by-name"));
		if (!kind->front_by_name)
			bad_value(reader, item, "\"by-name\" or a map");
		return;
	}
	for (size_t i = 0; i < sizeof field_sources / sizeof *field_sources; i++) {
		if (str_equal(item->key, str_from(field_sources[i].key))) {
			read_fields(reader, item, field_sources[i].source, &kind->fields);
			return;
		}
	}
	unknown_key(reader, item,
		    "front, file, metadata, sections, path, questions, ignored, title-prefixes");
}

static void
read_kinds(const struct reader *reader, const struct data *data)
{
	for (const struct data *item = data->first; item; item = item->next) {
		enum kind kind;
		if (!kind_parse(item->key, &kind)) {
			unknown_key(reader, item, "goal, initiative, milestone, ask, story, …");
			continue;
		}
		for (const struct data *entry = item->first; entry; entry = entry->next)
			read_kind_entry(reader, entry, &reader->dialect->kinds[kind]);
	}
}

static void
read_states(const struct reader *reader, const struct data *data)
{
	for (const struct data *item = data->first; item; item = item->next) {
		enum state state;
		if (state_parse(item->key, &state))
			read_texts(reader, item, &reader->dialect->state_signs[state]);
		else
			unknown_key(reader, item,
				    "proposed, wanted, active, paused, done, dropped");
	}
}

/* Members of a map whose values are plain texts. */
struct text_key {
	const char *key;
	struct str *text;
};

static bool
read_text_key(const struct reader *reader, const struct data *item, const struct text_key *keys,
	      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (str_equal(item->key, str_from(keys[i].key))) {
			read_text(reader, item, keys[i].text);
			return true;
		}
	}
	return false;
}

static void
read_progress(const struct reader *reader, const struct data *data)
{
	const struct text_key keys[] = { { "full", &reader->dialect->progress_full },
					 { "empty", &reader->dialect->progress_empty } };
	for (const struct data *item = data->first; item; item = item->next)
		if (!read_text_key(reader, item, keys, 2))
			unknown_key(reader, item, "full, empty");
}

static void
read_people(const struct reader *reader, const struct data *data)
{
	for (const struct data *item = data->first; item; item = item->next) {
		if (str_equal(item->key, STR("persons")))
			read_texts(reader, item, &reader->dialect->person_urls);
		else if (str_equal(item->key, STR("teams")))
			read_texts(reader, item, &reader->dialect->team_urls);
		else if (str_equal(item->key, STR("team-names")))
			read_texts(reader, item, &reader->dialect->team_names);
		else if (str_equal(item->key, STR("noise")))
			read_texts(reader, item, &reader->dialect->people_noise);
		else if (str_equal(item->key, STR("descriptions")))
			read_texts(reader, item, &reader->dialect->people_words);
		else
			unknown_key(reader, item,
				    "persons, teams, team-names, noise, descriptions");
	}
}

static void
read_constants(const struct reader *reader, const struct data *map, struct dialect_page *page)
{
	size_t room = sizeof page->constants / sizeof *page->constants;
	for (const struct data *item = map->first; item; item = item->next) {
		enum field field;
		if (!field_parse(item->key, &field) || page->constant_count == room) {
			bad_value(reader, item, "a field (at most four)");
			continue;
		}
		page->constants[page->constant_count].field = field;
		page->constants[page->constant_count++].value = data_text(item);
	}
}

static void
read_where(const struct reader *reader, const struct data *map, struct dialect_page *page)
{
	const struct data *item = map->first;
	if (!item || item->next || item->kind != DATA_SCALAR) {
		bad_value(reader, map, "one capture and its glob such as {period: \"20*\"}");
		return;
	}
	page->where_name = item->key;
	page->where_glob = item->text;
}

static void
read_page(const struct reader *reader, const struct data *map, struct dialect_page *page)
{
	const struct text_key keys[] = { { "files", &page->files },
					 { "id", &page->id },
					 { "parent", &page->parent },
					 { "companion", &page->companion } };
	for (const struct data *item = map->first; item; item = item->next) {
		if (read_text_key(reader, item, keys, sizeof keys / sizeof *keys))
			continue;
		if (str_equal(item->key, STR("kind")))
			page->ignore = !read_kind(reader, item, ANY_KIND, &page->kind);
		else if (str_equal(item->key, STR("ignore")))
			page->ignore = data_is_true(item);
		else if (str_equal(item->key, STR("needs-metadata")))
			page->needs_metadata = data_is_true(item);
		else if (str_equal(item->key, STR("where")))
			read_where(reader, item, page);
		else if (str_equal(item->key, STR("fields")))
			read_constants(reader, item, page);
		else
			unknown_key(reader, item,
				    "files, kind, id, parent, companion, where, needs-metadata, "
				    "fields, ignore");
	}
	if (!page->ignore && (!page->id.length || !data_get(map, STR("kind"))))
		diag_add(reader->diags, &dialect_codes[DIALECT_BAD_VALUE], map->place,
			 "a row of pages needs a kind and an id, such as kind: goal, id: "
			 "\"{name}\"");
}

static void
read_row(const struct reader *reader, const struct data *map, struct dialect_row *row)
{
	const struct text_key keys[] = { { "starts", &row->starts },
					 { "column", &row->column },
					 { "contains", &row->contains } };
	const unsigned row_kinds = KIND_BIT(KIND_GOAL) | KIND_BIT(KIND_INITIATIVE) |
				   KIND_BIT(KIND_MILESTONE) | KIND_BIT(KIND_ASK);
	for (const struct data *item = map->first; item; item = item->next) {
		if (read_text_key(reader, item, keys, sizeof keys / sizeof *keys))
			continue;
		if (str_equal(item->key, STR("kind")))
			read_kind(reader, item, row_kinds, &row->kind);
		else if (str_equal(item->key, STR("below"))) {
			row->below_page = str_equal(item->text, STR("page"));
			if (!row->below_page)
				row->below_kind = read_kind(reader, item, ANY_KIND, &row->below);
		} else
			unknown_key(reader, item, "kind, starts, column, contains, below");
	}
}

static size_t
read_rows(const struct reader *reader, const struct data *list, struct dialect_row **ret_rows)
{
	size_t count = 0;
	*ret_rows = ARENA_ARRAY(reader->arena, struct dialect_row, data_count(list));
	for (const struct data *item = list->first; item; item = item->next)
		read_row(reader, item, &(*ret_rows)[count++]);
	return count;
}

static void
read_table(const struct reader *reader, const struct data *map, struct dialect_table *table)
{
	const struct text_key keys[] = { { "files", &table->files },
					 { "section", &table->section },
					 { "skip", &table->skip } };
	for (const struct data *item = map->first; item; item = item->next) {
		if (read_text_key(reader, item, keys, sizeof keys / sizeof *keys))
			continue;
		if (str_equal(item->key, STR("needs")))
			read_texts(reader, item, &table->needs);
		else if (str_equal(item->key, STR("rows")))
			table->row_count = read_rows(reader, item, &table->rows);
		else if (str_equal(item->key, STR("columns")))
			read_fields(reader, item, SOURCE_COLUMN, &table->columns);
		else if (str_equal(item->key, STR("leads")))
			table->leads = data_is_true(item);
		else
			unknown_key(reader, item,
				    "files, section, needs, rows, columns, leads, skip");
	}
}

static void
read_block(const struct reader *reader, const struct data *map, struct dialect_block *block)
{
	const struct text_key keys[] = { { "files", &block->files },
					 { "section", &block->section },
					 { "wanted", &block->wanted } };
	for (const struct data *item = map->first; item; item = item->next) {
		if (read_text_key(reader, item, keys, sizeof keys / sizeof *keys))
			continue;
		if (str_equal(item->key, STR("kind"))) {
			read_kind(reader, item, ANY_KIND, &block->kind);
		} else if (str_equal(item->key, STR("each"))) {
			static const struct str levels = STR_INIT("details h1 h2 h3 h4 h5 h6");
			block->details = str_equal(item->text, STR("details"));
			if (item->text.length == 2 && str_contains(levels, item->text))
				block->level = item->text.data[1] - '0';
			else if (!block->details)
				bad_value(reader, item, "\"details\" or a heading such as \"h2\"");
		} else {
			unknown_key(reader, item, "files, section, each, kind, wanted");
		}
	}
}

static void
read_list(const struct reader *reader, const struct data *map, struct dialect_list *list)
{
	const struct text_key keys[] = { { "file", &list->file },
					 { "key", &list->key },
					 { "id", &list->id_key } };
	for (const struct data *item = map->first; item; item = item->next) {
		if (read_text_key(reader, item, keys, sizeof keys / sizeof *keys))
			continue;
		if (str_equal(item->key, STR("kind")))
			read_kind(reader, item, ANY_KIND, &list->kind);
		else
			unknown_key(reader, item, "file, key, id, kind");
	}
}

/* Rows of a list go in front of those that an extended dialect already has: the first that fits
   wins, so what a book says itself counts more. */
#define READ_LIST(reader, data, items, count, type, read_item)                                     \
	do {                                                                                       \
		type *all = ARENA_ARRAY((reader)->arena, type, data_count(data) + (count));        \
		size_t next = 0;                                                                   \
		for (const struct data *item = (data)->first; item; item = item->next)             \
			read_item((reader), item, &all[next++]);                                   \
		for (size_t i = 0; i < (count); i++)                                               \
			all[next++] = (items)[i];                                                  \
		(items) = all;                                                                     \
		(count) = next;                                                                    \
	} while (0)

static void
read_pages(const struct reader *reader, const struct data *data)
{
	READ_LIST(reader, data, reader->dialect->pages, reader->dialect->page_count,
		  struct dialect_page, read_page);
}

static void
read_tables(const struct reader *reader, const struct data *data)
{
	READ_LIST(reader, data, reader->dialect->tables, reader->dialect->table_count,
		  struct dialect_table, read_table);
}

static void
read_blocks(const struct reader *reader, const struct data *data)
{
	READ_LIST(reader, data, reader->dialect->blocks, reader->dialect->block_count,
		  struct dialect_block, read_block);
}

static void
read_lists(const struct reader *reader, const struct data *data)
{
	READ_LIST(reader, data, reader->dialect->lists, reader->dialect->list_count,
		  struct dialect_list, read_list);
}

static void
read_directives(const struct reader *reader, const struct data *data)
{
	struct dialect *dialect = reader->dialect;
	const struct text_key keys[] = { { "open", &dialect->directive_open },
					 { "close", &dialect->directive_close },
					 { "asks", &dialect->asks_file },
					 { "asks-key", &dialect->asks_key } };
	for (const struct data *item = data->first; item; item = item->next) {
		if (str_equal(item->key, STR("comments")))
			dialect->directives_in_comments = data_is_true(item);
		else if (!read_text_key(reader, item, keys, sizeof keys / sizeof *keys))
			unknown_key(reader, item, "open, close, comments, asks, asks-key");
	}
}

static void
read_badge(const struct reader *reader, const struct data *item, struct dialect_badge *badge)
{
	badge->label = item->key;
	read_text(reader, item, &badge->sign);
}

static void
read_badges(const struct reader *reader, const struct data *data)
{
	READ_LIST(reader, data, reader->dialect->badges, reader->dialect->badge_count,
		  struct dialect_badge, read_badge);
}

#define READ_TEXTS(member)                                                                         \
	static void read_##member(const struct reader *reader, const struct data *data)            \
	{                                                                                          \
		read_texts(reader, data, &reader->dialect->member);                                \
	}
static void
read_aspects(const struct reader *reader, const struct data *data)
{
	dialect_read_aspects(&reader->dialect->aspects, data, reader->diags);
}

READ_TEXTS(detect)
READ_TEXTS(placeholders)
READ_TEXTS(templates)
READ_TEXTS(instructions)
READ_TEXTS(how_sections)

/* The words of a book stand in the place of its dialect's. */
static void
read_themes_called(const struct reader *reader, const struct data *data)
{
	reader->dialect->themes_called = (struct strs){ 0 };
	read_texts(reader, data, &reader->dialect->themes_called);
}

#define READ_TEXT(member)                                                                          \
	static void read_##member(const struct reader *reader, const struct data *data)            \
	{                                                                                          \
		read_text(reader, data, &reader->dialect->member);                                 \
	}
READ_TEXT(name)
READ_TEXT(title)
READ_TEXT(root)
READ_TEXT(metadata_header)
READ_TEXT(linkify)

/* Every top-level key of a dialect file. */
static const struct {
	const char *key;
	void (*read)(const struct reader *reader, const struct data *data);
} keys[] = {
	{ "dialect", read_name },
	{ "title", read_title },
	{ "detect", read_detect },
	{ "source", read_root },
	{ "states", read_states },
	{ "progress", read_progress },
	{ "placeholders", read_placeholders },
	{ "template-titles", read_templates },
	{ "template-instructions", read_instructions },
	{ "people", read_people },
	{ "metadata-header", read_metadata_header },
	{ "how-sections", read_how_sections },
	{ "themes-called", read_themes_called },
	{ "kinds", read_kinds },
	{ "pages", read_pages },
	{ "tables", read_tables },
	{ "blocks", read_blocks },
	{ "lists", read_lists },
	{ "aspects", read_aspects },
	{ "directives", read_directives },
	{ "linkify", read_linkify },
	{ "badges", read_badges },
};

static struct str
known_keys(struct arena *arena)
{
	struct str text = STR_EMPTY;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		text = arena_printf(arena, "%.*s%s%s", STR_ARG(text), i ? ", " : "", keys[i].key);
	return text;
}

void
dialect_read(struct arena *arena, struct dialect *dialect, const struct data *map,
	     struct diags *diags)
{
	const struct reader reader = { arena, dialect, diags };
	for (const struct data *item = map->first; item; item = item->next) {
		size_t i = 0;
		while (i < sizeof keys / sizeof *keys &&
		       !str_equal(item->key, str_from(keys[i].key)))
			i++;
		if (i < sizeof keys / sizeof *keys)
			keys[i].read(&reader, item);
		else
			unknown_key(&reader, item, known_keys(arena).data);
	}
	for (size_t i = 0; i < dialect->placeholders.count; i++)
		if (dialect->placeholders.items[i].length > dialect->placeholder_most)
			dialect->placeholder_most = dialect->placeholders.items[i].length;
}

struct dialect *
dialect_parse(struct arena *arena, struct str file, struct str text, struct diags *diags)
{
	const struct yaml_source source = { .file = file,
					    .text = text,
					    .first_line = 1,
					    .max_depth = LIMIT_YAML_DEPTH,
					    .max_bytes = LIMIT_YAML_BYTES };
	const struct data *map = yaml_parse(arena, &source, diags);
	if (!map)
		return NULL;
	struct dialect *dialect = ARENA_NEW(arena, struct dialect);
	dialect_read(arena, dialect, map, diags);
	return dialect;
}
