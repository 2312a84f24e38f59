/*
 * yaml: one pass over libyaml's events, with a stack of the open lists and maps.
 *
 * What the strict subset does not have is reported and left out; reading goes on behind it.  Only
 * broken syntax, too much depth and too many values end it.  libyaml is quadratic in open brackets
 * and in %TAG lines: the first are few because reading ends at LIMIT_YAML_DEPTH, the second are
 * refused before parsing.
 */
#include "text/yaml.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "text/lines.h"
#include "text/yamlsyntax.h"

#include <yaml.h>

/* A list or map that is open. */
struct frame {
	struct data *node;
	struct data **tail;
	struct map members;   /* of a map: key to struct data, left-out ones too */
	struct data *pending; /* of a map: has its key and waits for its value */
	bool has_key;         /* of a map: with no `pending`, the value is left out */
	size_t key_begin, key_end;
};

struct reader {
	const struct yaml_source *source;
	struct arena *arena;
	struct diags *diags;
	struct str text;
	struct lines lines;
	size_t last_end; /* offset behind the last value */
	size_t nodes;
	struct data *root;
	struct place document; /* where the first document begins */
	unsigned documents;
	unsigned depth;   /* frames in use */
	unsigned skipped; /* open lists and maps of a value that is left out */
	struct frame frames[LIMIT_YAML_DEPTH];
};

enum { SYNTAX, ANCHOR, TAG, MERGE_KEY, DUPLICATE_KEY, TOO_DEEP, TOO_LARGE, NOT_A_MAP, SEVERAL };

/* Places. */

static struct place
place_of(const struct reader *reader, size_t from, size_t to)
{
	return lines_place(&reader->lines, from, to);
}

static size_t
offset_of(struct reader *reader, size_t code_point)
{
	return lines_offset(&reader->lines, code_point);
}

static bool
is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static size_t
skip_spaces(struct str text, size_t offset)
{
	while (offset < text.length && is_space(text.data[offset]))
		offset++;
	return offset;
}

/* End of the run without white space that begins at the offset. */
static size_t
word_end(struct str text, size_t offset)
{
	while (offset < text.length && !is_space(text.data[offset]))
		offset++;
	return offset;
}

/* Findings. */

/* text[from..to) for a message: its first line, and not too much of it. */
static struct str
shown(const struct reader *reader, size_t from, size_t to)
{
	return utf8_fit(str_slice(reader->text, from, from + place_of(reader, from, to).length),
			60);
}

static struct diag_finding *
report(struct reader *reader, int code, size_t from, size_t to, const char *message)
{
	return diag_add(reader->diags, &yaml_codes[code], place_of(reader, from, to), "%s",
			message);
}

/* Reports the anchor and the tag before a value (they have no place of their own) and returns the
   offset behind them. */
static size_t
skip_properties(struct reader *reader, size_t from, size_t to)
{
	while (from < to && (reader->text.data[from] == '&' || reader->text.data[from] == '!')) {
		bool is_anchor = reader->text.data[from] == '&';
		size_t end = word_end(reader->text, from);

		diag_add(reader->diags, &yaml_codes[is_anchor ? ANCHOR : TAG],
			 place_of(reader, from, end),
			 is_anchor ? "\"%.*s\" is an anchor: expected the value alone, written out "
				     "wherever it is needed"
				   : "\"%.*s\" is a tag: expected the value alone, such as 3 "
				     "instead of !!int 3",
			 STR_ARG(shown(reader, from, end)));
		from = skip_spaces(reader->text, end);
	}
	return from < to ? from : to;
}

static void
report_syntax(struct reader *reader, const yaml_parser_t *parser)
{
	struct yaml_complaint complaint = {
		.context = parser->context,
		.problem = parser->problem,
		.begin = offset_of(reader, parser->context_mark.index),
		.at = offset_of(reader, parser->problem_mark.index),
	};

	if (parser->error == YAML_MEMORY_ERROR) {
		diag_fail(reader->diags, place_file(reader->source->file), "out of memory");
		return;
	}
	if (parser->error == YAML_READER_ERROR && parser->problem_offset < reader->text.length)
		complaint.at = parser->problem_offset;
	yaml_report_syntax(&complaint, &reader->lines, reader->diags);
}

/* Values. */

static struct frame *
top(struct reader *reader)
{
	return reader->depth > 0 ? &reader->frames[reader->depth - 1] : NULL;
}

/* The value of the current key is not kept, nor is the next item of a list. */
static void
leave_out(struct reader *reader)
{
	struct frame *frame = top(reader);

	if (frame) {
		frame->pending = NULL;
		frame->has_key = false;
	}
}

/* The node for the next value, in its place in the tree; NULL when it is left out. */
static struct data *
take_target(struct reader *reader)
{
	struct frame *frame = top(reader);
	struct data *target;

	if (!frame)
		return reader->root = ARENA_NEW(reader->arena, struct data);
	target = frame->node->kind == DATA_MAP ? frame->pending
					       : ARENA_NEW(reader->arena, struct data);
	leave_out(reader);
	if (target) {
		*frame->tail = target;
		frame->tail = &target->next;
	}
	return target;
}

static void
set_span(struct reader *reader, struct data *node, size_t from, size_t to)
{
	node->offset = reader->source->offset + from;
	node->length = to - from;
	node->place = place_of(reader, from, to);
}

static bool
is_quoted(const yaml_event_t *event)
{
	return event->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
	       event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
}

/* The scalar's text: the source's own bytes where they are the same. */
static struct str
scalar_text(struct reader *reader, const yaml_event_t *event, size_t from, size_t to)
{
	struct str value = { (const char *)event->data.scalar.value, event->data.scalar.length };
	size_t quote = is_quoted(event) && to - from >= 2;
	struct str written = str_slice(reader->text, from + quote, to - quote);

	if (str_find_char(value, '\0') != STR_NONE) {
		report(reader, SYNTAX, from, to,
		       "\"\\0\" stands for no character: expected text without it");
		value.length = str_find_char(value, '\0');
	}
	return str_equal(written, value) ? written : arena_copy(reader->arena, value);
}

/* A block's mark stands behind the empty lines that follow it: a text that replaces the block must
   not swallow the line break. */
static size_t
scalar_end(struct reader *reader, const yaml_event_t *event)
{
	bool is_block = event->data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
			event->data.scalar.style == YAML_FOLDED_SCALAR_STYLE;
	size_t from = offset_of(reader, event->start_mark.index);
	size_t to = offset_of(reader, event->end_mark.index);

	while (is_block && to > from && is_space(reader->text.data[to - 1]))
		to--;
	return to;
}

/* libyaml puts an empty value where it notices that there is none; people expect it, and edits
   need it, behind the colon. */
static size_t
find_empty_value(struct reader *reader, const struct frame *frame, const struct data *target,
		 size_t at)
{
	size_t colon = skip_spaces(reader->text, frame->key_end);

	if (colon < at && reader->text.data[colon] == ':')
		return colon + 1;
	if (at == 0 || reader->text.data[at - 1] != ':')
		diag_add(
			reader->diags, &yaml_codes[SYNTAX], target->key_place,
			"expected \":\" and a value after the key \"%.*s\", such as { a: 1 }, or a "
			"list such as [a, b]",
			STR_ARG(target->key));
	return at;
}

static void
fill_scalar(struct reader *reader, struct data *target, const yaml_event_t *event, size_t to)
{
	const struct frame *frame = top(reader);
	size_t from = offset_of(reader, event->start_mark.index);

	if (from == to && frame->node->kind == DATA_MAP)
		from = to = find_empty_value(reader, frame, target, from);
	from = skip_properties(reader, from, to);
	target->kind = DATA_SCALAR;
	target->quoted = is_quoted(event);
	target->text = scalar_text(reader, event, from, to);
	set_span(reader, target, from, to);
}

static void
take_key(struct reader *reader, const yaml_event_t *event)
{
	struct frame *frame = top(reader);
	size_t to = offset_of(reader, event->end_mark.index);
	size_t from = skip_properties(reader, offset_of(reader, event->start_mark.index), to);
	struct str key = scalar_text(reader, event, from, to);
	struct place place = place_of(reader, from, to);
	void **slot = map_put(reader->arena, &frame->members, key);
	const struct data *first = *slot;

	frame->has_key = true;
	frame->key_begin = from;
	frame->key_end = to;
	if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && str_equal(key, STR("<<"))) {
		report(reader, MERGE_KEY, from, to,
		       "\"<<\" is a merge key: expected the keys themselves, written out");
		return;
	}
	if (first) {
		struct diag_finding *finding = diag_add(
			reader->diags, &yaml_codes[DUPLICATE_KEY], place,
			"the key \"%.*s\" stands on line %u and again on line %u: "
			"expected it once",
			STR_ARG(shown(reader, from, to)), first->key_place.line, place.line);

		finding->other = first->key_place;
		finding->other_label = STR("the first, which counts");
		return;
	}
	*slot = frame->pending = ARENA_NEW(reader->arena, struct data);
	frame->pending->key = key;
	frame->pending->key_place = place;
}

static struct data *
new_map(struct reader *reader, size_t at)
{
	struct data *map = ARENA_NEW(reader->arena, struct data);

	map->kind = DATA_MAP;
	set_span(reader, map, at, at);
	return map;
}

/* A document that is one scalar: nothing, or text without keys. */
static void
take_lone_scalar(struct reader *reader, const yaml_event_t *event)
{
	size_t from = offset_of(reader, event->start_mark.index);
	size_t to = offset_of(reader, event->end_mark.index);

	if (from == to)
		reader->root = new_map(reader, from);
	else
		report(reader, NOT_A_MAP, from, to,
		       "this is text without a key: expected keys and values such as "
		       "\"owner: alice\"");
}

/* The events: each returns false when reading ends. */

static bool
take_scalar(struct reader *reader, const yaml_event_t *event)
{
	struct frame *frame = top(reader);
	size_t to = scalar_end(reader, event);

	if (!frame) {
		take_lone_scalar(reader, event);
		return reader->root != NULL;
	}
	if (reader->skipped == 0 && frame->node->kind == DATA_MAP && !frame->has_key) {
		take_key(reader, event);
	} else if (reader->skipped == 0) {
		struct data *target = take_target(reader);

		if (target)
			fill_scalar(reader, target, event, to);
	}
	reader->last_end = to;
	return true;
}

static bool
take_alias(struct reader *reader, const yaml_event_t *event)
{
	size_t from = offset_of(reader, event->start_mark.index);
	size_t to = offset_of(reader, event->end_mark.index);
	struct frame *frame = top(reader);
	bool is_key = frame && frame->node->kind == DATA_MAP && !frame->has_key;

	reader->last_end = to;
	if (reader->skipped > 0)
		return true;
	diag_add(reader->diags, &yaml_codes[ANCHOR], place_of(reader, from, to),
		 "\"%.*s\" is an alias: expected the value itself, or quotes around text that "
		 "begins with \"*\"",
		 STR_ARG(shown(reader, from, to)));
	leave_out(reader);
	if (is_key)
		frame->has_key = true;
	return frame != NULL;
}

/* May the list or map that begins here be kept?  Says why not. */
static bool
may_open(struct reader *reader, enum data_kind kind, size_t from)
{
	struct frame *frame = top(reader);

	if (!frame && kind == DATA_LIST) {
		report(reader, NOT_A_MAP, from, from + 1,
		       "this is a list without a key: expected keys and values such as "
		       "\"owners: [alice, bob]\"");
		return false;
	}
	if (frame && frame->node->kind == DATA_MAP && !frame->has_key) {
		report(reader, SYNTAX, from, from + 1,
		       "a key must be text: expected quotes around text that begins with \"{\" or "
		       "\"[\", such as \"[x] done\": yes");
		frame->has_key = true;
		return false;
	}
	if (frame && frame->node->kind == DATA_MAP && !frame->pending) {
		leave_out(reader);
		return false;
	}
	if (reader->depth >= reader->source->max_depth || reader->depth >= LIMIT_YAML_DEPTH) {
		diag_add(reader->diags, &yaml_codes[TOO_DEEP], place_of(reader, from, from + 1),
			 "a %s cannot stand here: expected at most %u levels of lists and maps",
			 kind == DATA_MAP ? "map" : "list", reader->depth);
		leave_out(reader);
		return false;
	}
	return true;
}

static bool
open_collection(struct reader *reader, const yaml_event_t *event, enum data_kind kind)
{
	size_t from = offset_of(reader, event->start_mark.index);
	bool has_anchor = kind == DATA_MAP ? event->data.mapping_start.anchor != NULL
					   : event->data.sequence_start.anchor != NULL;
	bool has_tag = kind == DATA_MAP ? event->data.mapping_start.tag != NULL
					: event->data.sequence_start.tag != NULL;
	struct frame *frame;

	if (reader->skipped > 0) {
		reader->skipped++;
		return reader->depth + reader->skipped <= LIMIT_YAML_DEPTH;
	}
	if (!may_open(reader, kind, from)) {
		reader->skipped = 1;
		return reader->depth > 0 && reader->depth < LIMIT_YAML_DEPTH;
	}
	if (has_anchor || has_tag)
		from = skip_properties(reader, from, reader->text.length);
	frame = &reader->frames[reader->depth];
	*frame = (struct frame){ .node = take_target(reader) };
	frame->node->kind = kind;
	frame->tail = &frame->node->first;
	set_span(reader, frame->node, from, from);
	reader->last_end = from;
	reader->depth++;
	return true;
}

static void
close_top(struct reader *reader)
{
	struct data *node = reader->frames[--reader->depth].node;
	size_t from = node->offset - reader->source->offset;

	set_span(reader, node, from, reader->last_end > from ? reader->last_end : from);
}

/* The end of a map or list in braces is its mark; libyaml's mark of one in lines is where the next
   thing begins, so that one ends with its last value. */
static bool
close_collection(struct reader *reader, const yaml_event_t *event)
{
	if (event->start_mark.index != event->end_mark.index)
		reader->last_end = offset_of(reader, event->end_mark.index);
	if (reader->skipped > 0)
		reader->skipped--;
	else
		close_top(reader);
	return true;
}

static bool
start_document(struct reader *reader, const yaml_event_t *event)
{
	size_t from = offset_of(reader, event->start_mark.index);
	struct place place = place_of(reader, from, offset_of(reader, event->end_mark.index));
	struct diag_finding *finding;

	if (reader->documents++ == 0) {
		reader->document = place;
		return true;
	}
	finding = diag_add(reader->diags, &yaml_codes[SEVERAL], place,
			   "a second document begins here: expected one, without lines of \"---\"");
	finding->other = reader->document;
	finding->other_label = STR("the first, which is read");
	return false;
}

static bool
count_node(struct reader *reader, const yaml_event_t *event)
{
	size_t from;

	if (++reader->nodes <= LIMIT_YAML_NODES)
		return true;
	from = offset_of(reader, event->start_mark.index);
	diag_add(reader->diags, &yaml_codes[TOO_LARGE], place_of(reader, from, from),
		 "expected at most %d keys and values: what comes here is not read",
		 LIMIT_YAML_NODES);
	return false;
}

static bool
take_event(struct reader *reader, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		return true;
	case YAML_STREAM_END_EVENT:
		if (reader->documents == 0)
			reader->root = new_map(reader, 0);
		return false;
	case YAML_DOCUMENT_START_EVENT:
		return start_document(reader, event);
	case YAML_ALIAS_EVENT:
		return count_node(reader, event) && take_alias(reader, event);
	case YAML_SCALAR_EVENT:
		return count_node(reader, event) && take_scalar(reader, event);
	case YAML_SEQUENCE_START_EVENT:
		return count_node(reader, event) && open_collection(reader, event, DATA_LIST);
	case YAML_MAPPING_START_EVENT:
		return count_node(reader, event) && open_collection(reader, event, DATA_MAP);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return close_collection(reader, event);
	}
	return false;
}

static void
read_events(struct reader *reader)
{
	struct str text = reader->text.length > 0 ? reader->text : STR("");
	yaml_parser_t parser;
	yaml_event_t event;

	if (!yaml_parser_initialize(&parser)) {
		diag_fail(reader->diags, place_file(reader->source->file), "out of memory");
		return;
	}
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)text.data, text.length);
	for (bool more = true; more;) {
		if (!yaml_parser_parse(&parser, &event)) {
			report_syntax(reader, &parser);
			break;
		}
		more = take_event(reader, &event);
		yaml_event_delete(&event);
	}
	while (reader->depth > 0) /* after a finding that ended it */
		close_top(reader);
	yaml_parser_delete(&parser);
}

/* Indented text never begins a line, so a line that begins with %TAG is a directive. */
static bool
has_tag_directive(struct reader *reader)
{
	struct str rest = reader->text, line;

	while (str_cut_line(&rest, &line)) {
		if (str_starts(line, STR("%TAG"))) {
			size_t from = (size_t)(line.data - reader->text.data);

			report(reader, TAG, from, from + line.length,
			       "\"%TAG\" declares tags: expected keys and values such as "
			       "\"owner: alice\"");
			return true;
		}
	}
	return false;
}

struct data *
yaml_parse(struct arena *arena, const struct yaml_source *source, struct diags *diags)
{
	struct reader reader = {
		.source = source, .arena = arena, .diags = diags, .text = source->text
	};

	if (source->text.length > source->max_bytes) {
		diag_add(diags, &yaml_codes[TOO_LARGE],
			 place_at(source->file, source->first_line, 1, 0),
			 "this YAML is %zu bytes long: expected at most %zu", source->text.length,
			 source->max_bytes);
		return NULL;
	}
	lines_init(&reader.lines, arena, source->file, source->text, source->first_line);
	if (!has_tag_directive(&reader))
		read_events(&reader);
	return reader.root;
}
