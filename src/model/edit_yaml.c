/* Writing into front matter and other YAML: values are replaced in the form that they have. */
#include "base/limits.h"
#include "base/path.h"
#include "model/editing.h"
#include "text/yaml.h"

/* The value as YAML has it: a state by its word. */
static struct str
value_text(const struct edit *edit, struct str before)
{
	if (edit->row->type == TYPE_STATE && edit->text.length)
		return edit_state_text(edit, before, false);
	return edit->text;
}

static struct str
scalar(const struct edit *edit, struct str text)
{
	struct buf out;
	buf_init(&out, LIMIT_YAML_BYTES);
	yaml_put_scalar(&out, text);
	text = buf_copy(edit->arena, &out);
	buf_free(&out);
	return text;
}

/* [a, b] */
static struct str
flow_list(const struct edit *edit)
{
	struct str rest = edit->text, item, list = STR_EMPTY;
	while (edit_cut_item(&rest, &item))
		list = arena_printf(edit->arena, "%.*s%s%.*s", STR_ARG(list),
				    list.length ? ", " : "", STR_ARG(scalar(edit, item)));
	return arena_printf(edit->arena, "[%.*s]", STR_ARG(list));
}

/* A line an item; the first stands where the list stood. */
static struct str
block_list(const struct edit *edit, struct str source, size_t indent)
{
	struct str rest = edit->text, item, list = STR_EMPTY, end = edit_line_end(source);
	while (edit_cut_item(&rest, &item)) {
		if (list.length)
			list = arena_printf(edit->arena, "%.*s%.*s%*s", STR_ARG(list), STR_ARG(end),
					    (int)indent, "");
		list = arena_printf(edit->arena, "%.*s- %.*s", STR_ARG(list),
				    STR_ARG(scalar(edit, item)));
	}
	return list;
}

static bool
is_list(const struct edit *edit)
{
	return (edit->row->flags & FIELD_MANY) && str_find_char(edit->text, ',') != STR_NONE;
}

struct str
edit_yaml_text(const struct edit *edit)
{
	return is_list(edit) ? flow_list(edit) : scalar(edit, value_text(edit, STR_EMPTY));
}

static size_t
line_start(struct str source, size_t offset)
{
	while (offset > 0 && source.data[offset - 1] != '\n')
		offset--;
	return offset;
}

static size_t
line_end(struct str source, size_t offset)
{
	while (offset < source.length && source.data[offset] != '\n' && source.data[offset] != '\r')
		offset++;
	return offset;
}

static bool
is_block_list(struct str old)
{
	return str_starts(old, STR("- ")) || str_starts(old, STR("-\n")) ||
	       str_starts(old, STR("-\r\n"));
}

/* The way back over blanks, and over line breaks when a list is meant. */
static size_t
back_over_space(struct str source, size_t offset, bool lines)
{
	while (offset > 0) {
		char byte = source.data[offset - 1];
		bool blank = byte == ' ' || byte == '\t';
		if (!blank && !(lines && (byte == '\n' || byte == '\r')))
			break;
		offset--;
	}
	return offset;
}

/* In braces a key needs a value; elsewhere `owner:` alone reads best. */
static bool
is_in_braces(const struct statement *said)
{
	return !said->page || str_starts(str_trim(said->page->doc->front), STR("{"));
}

static bool
empty_value(const struct edit *edit, const struct statement *said, struct str source)
{
	size_t end = said->offset + said->length;
	bool block = is_block_list(str_slice(source, said->offset, end));
	size_t from = back_over_space(source, said->offset, block);
	if (!said->length)
		return true;
	if (!block && is_in_braces(said))
		return edit_add(edit, said->place.file, said->offset, said->length, STR("\"\""));
	return edit_add(edit, said->place.file, from, end - from, STR_EMPTY);
}

/* The value is the same text already: its quotes stay as they are. */
static bool
says_already(const struct edit *edit, const struct statement *said)
{
	return said->count == 1 && !is_list(edit) && edit->row->type != TYPE_STATE &&
	       str_equal(said->values[0].text, edit->text) && !said->values[0].bad;
}

bool
edit_yaml(const struct edit *edit, const struct statement *said)
{
	struct str source = said->page ? said->page->doc->source : STR_EMPTY, text;
	if (!said->page && !edit_read_file(edit, said->place.file, &source))
		return false;
	if (!edit->text.length)
		return empty_value(edit, said, source);
	if (says_already(edit, said))
		return true;
	struct str old = str_slice(source, said->offset, said->offset + said->length);
	size_t indent = said->offset - line_start(source, said->offset);
	if (is_block_list(old))
		text = block_list(edit, source, indent);
	else if (str_starts(old, STR("[")) || is_list(edit))
		text = flow_list(edit);
	else
		text = scalar(edit, value_text(edit, old));
	/* `owner:` without a value: the place is right behind the colon. */
	if (!said->length)
		text = arena_printf(edit->arena, " %.*s", STR_ARG(text));
	return str_equal(text, old) ||
	       edit_add(edit, said->place.file, said->offset, said->length, text);
}

/* ---- new members ---- */

/* Front matter that a field before this one has asked for. */
static bool
extend_new_front(const struct edit *edit, const struct page *page, size_t offset, struct str line,
		 struct str close)
{
	for (size_t i = 0; i < edit->edits->count; i++) {
		struct diag_edit *made = &edit->edits->items[i];
		if (!str_equal(made->file, page->path) || made->offset != offset || made->length ||
		    !str_ends(made->text, close))
			continue;
		struct str head = str_slice(made->text, 0, made->text.length - close.length);
		made->text = arena_printf(edit->arena, "%.*s%.*s%.*s", STR_ARG(head), STR_ARG(line),
					  STR_ARG(close));
		return true;
	}
	return false;
}

static bool
make_front(const struct edit *edit, const struct page *page, struct str line)
{
	struct str source = page->doc->source, end = edit_line_end(source);
	struct str close = arena_printf(edit->arena, "---%.*s%.*s", STR_ARG(end), STR_ARG(end));
	size_t offset = str_starts(source, STR("\xEF\xBB\xBF")) ? 3 : 0;
	if (extend_new_front(edit, page, offset, line, close))
		return true;
	return edit_add(edit, page->path, offset, 0,
			arena_printf(edit->arena, "---%.*s%.*s%.*s", STR_ARG(end), STR_ARG(line),
				     STR_ARG(close)));
}

bool
edit_add_front(const struct edit *edit, bool *ret_done)
{
	const struct page *page = edit->record->page;
	struct str name = edit_written_name(edit, SOURCE_FRONT);
	if (!page || !name.length)
		return false;
	const struct doc *doc = page->doc;
	struct str end = edit_line_end(doc->source);
	struct str line = arena_printf(edit->arena, "%.*s: %.*s%.*s", STR_ARG(name),
				       STR_ARG(edit_yaml_text(edit)), STR_ARG(end));
	*ret_done = true;
	if (!doc->front.data)
		return make_front(edit, page, line);
	if ((!page->front && str_trim(doc->front).length) ||
	    str_starts(str_trim(doc->front), STR("{")))
		return diag_fail(edit->diags, place_at(page->path, 1, 1, 0),
				 "the front matter here cannot be extended; add \"%.*s\" by hand",
				 STR_ARG(str_trim(line)));
	if (page->front && page->front->first && page->front->first->key_place.column > 1)
		line = arena_printf(edit->arena, "%*s%.*s",
				    (int)page->front->first->key_place.column - 1, "",
				    STR_ARG(line));
	size_t offset = (size_t)(doc->front.data - doc->source.data) + doc->front.length;
	return edit_add(edit, page->path, offset, 0, line);
}

/* The first and the last place in a YAML file where something of the record stands. */
static void
find_members(const struct record *record, const struct statement **ret_first,
	     const struct statement **ret_last)
{
	*ret_first = *ret_last = NULL;
	for (int field = 0; field < FIELD_COUNT; field++)
		for (const struct statement *said = record->fields[field]; said;
		     said = said->next) {
			if (said->source != SOURCE_FILE)
				continue;
			if (!*ret_first || said->offset < (*ret_first)->offset)
				*ret_first = said;
			if (!*ret_last || said->offset > (*ret_last)->offset)
				*ret_last = said;
		}
}

/* The member stands in braces. */
static bool
is_flow_member(struct str source, const struct statement *said)
{
	struct str before = str_slice(source, line_start(source, said->offset), said->offset);
	return str_find_char(before, '{') != STR_NONE;
}

/* Column of the key in "  - handle: ada"; false when the key does not stand on this line. */
static bool
key_indent(struct str source, const struct statement *said, size_t *ret_indent)
{
	size_t start = line_start(source, said->offset), at = start;
	while (at < said->offset && (source.data[at] == ' ' || source.data[at] == '-'))
		at++;
	*ret_indent = at - start;
	return str_find_char(str_slice(source, at, said->offset), ':') != STR_NONE;
}

bool
edit_add_member(const struct edit *edit, bool *ret_done)
{
	struct str name = edit_written_name(edit, SOURCE_FILE), source, text;
	const struct statement *first, *last;
	size_t indent;
	find_members(edit->record, &first, &last);
	if (!name.length || !first || !edit_read_file(edit, first->place.file, &source))
		return false;
	text = arena_printf(edit->arena, "%.*s: %.*s", STR_ARG(name),
			    STR_ARG(edit_yaml_text(edit)));
	size_t end = last->offset + last->length;
	*ret_done = true;
	if (is_flow_member(source, first))
		return edit_add(edit, first->place.file, end, 0,
				arena_printf(edit->arena, ", %.*s", STR_ARG(text)));
	if (!key_indent(source, first, &indent))
		return diag_fail(edit->diags, first->place, "add \"%.*s\" to this entry by hand",
				 STR_ARG(text));
	return edit_add(edit, first->place.file, line_end(source, end), 0,
			arena_printf(edit->arena, "%.*s%*s%.*s", STR_ARG(edit_line_end(source)),
				     (int)indent, "", STR_ARG(text)));
}
