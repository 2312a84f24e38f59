/* How this book writes a value: its signs and words, its way of naming people. */
#include "base/limits.h"
#include "base/path.h"
#include "model/editing.h"

#define VARIATION_SELECTOR "\xEF\xB8\x8F" /* U+FE0F, behind a sign: show it as an emoji */

bool
edit_cut_item(struct str *rest, struct str *ret_item)
{
	while (str_cut(rest, ',', ret_item)) {
		*ret_item = str_trim(*ret_item);
		if (ret_item->length)
			return true;
	}
	return false;
}

/* ---- the book's words for a state ---- */

static bool
is_sign(struct str text)
{
	return text.length && (unsigned char)text.data[0] >= 0x80;
}

/* Not a sign, and no picture such as ![Complete], nor the mere beginning of what is written. */
static bool
is_word(struct str text)
{
	char first = text.length && !str_ends(text, STR("*")) ? text.data[0] : 0;
	return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
}

static struct str
sign_of(const struct edit *edit, enum state state)
{
	const struct strs *signs = &edit->model->dialect->state_signs[state];
	for (size_t i = 0; i < signs->count; i++)
		if (is_sign(signs->items[i]))
			return signs->items[i];
	return STR_EMPTY;
}

/* Waymark's own name for the state, where the book has it, else the book's first word. */
static struct str
word_of(const struct edit *edit, enum state state)
{
	const struct strs *signs = &edit->model->dialect->state_signs[state];
	struct str name = str_from(state_row(state)->name), first = STR_EMPTY;
	for (size_t i = 0; i < signs->count; i++) {
		if (str_equal_fold(signs->items[i], name))
			return name;
		if (is_word(signs->items[i]) && !first.length)
			first = signs->items[i];
	}
	return first.length ? first : name;
}

/* "in progress" in a table that has "Paused" is "In progress". */
static struct str
with_capital(const struct edit *edit, struct str word, struct str before)
{
	bool capital = before.length && before.data[0] >= 'A' && before.data[0] <= 'Z';
	if (!capital || !word.length || word.data[0] < 'a' || word.data[0] > 'z')
		return word;
	return arena_printf(edit->arena, "%c%.*s", word.data[0] - 'a' + 'A',
			    STR_ARG(str_from_offset(word, 1)));
}

/* The sign of any state in a text. */
static bool
find_sign(const struct edit *edit, struct str text, size_t *ret_from, size_t *ret_to)
{
	for (int state = STATE_PROPOSED; state < STATE_COUNT; state++) {
		const struct strs *signs = &edit->model->dialect->state_signs[state];
		for (size_t i = 0; i < signs->count; i++) {
			size_t at = str_find(text, signs->items[i]);
			if (!is_sign(signs->items[i]) || at == STR_NONE)
				continue;
			*ret_from = at;
			*ret_to = at + signs->items[i].length;
			if (str_starts(str_from_offset(text, *ret_to), STR(VARIATION_SELECTOR)))
				*ret_to += sizeof VARIATION_SELECTOR - 1;
			return true;
		}
	}
	return false;
}

/* "paused", "Paused", or a word of the book; signs do not count. */
static bool
is_state_word(const struct edit *edit, struct str text)
{
	enum state known;
	for (int state = STATE_PROPOSED; text.length && state < STATE_COUNT; state++)
		if (str_equal_fold(text, str_from(state_row((enum state)state)->word)))
			return true;
	return text.length && (state_parse(text, &known) ||
			       dialect_state(edit->model->dialect, text) != STATE_NONE);
}

bool
edit_is_state(const struct edit *edit, struct str text)
{
	size_t from, to;
	if (!find_sign(edit, text, &from, &to))
		return is_state_word(edit, text);
	struct str rest = str_trim(str_from_offset(text, to));
	return from == 0 && (!rest.length || is_state_word(edit, rest));
}

/* What stands behind a sign: its word changes with it, other text stays. */
static struct str
behind_sign(const struct edit *edit, struct str rest)
{
	struct str text = str_trim(rest), word = word_of(edit, edit->state);
	if (!is_state_word(edit, text))
		return str_trim_end(rest);
	return arena_printf(edit->arena, " %.*s", STR_ARG(with_capital(edit, word, text)));
}

struct str
edit_state_text(const struct edit *edit, struct str before, bool sign_by_default)
{
	struct str sign = sign_of(edit, edit->state), word = word_of(edit, edit->state);
	size_t from, to;
	if (find_sign(edit, before, &from, &to)) {
		struct str first = sign.length ? sign : word;
		return arena_printf(edit->arena, "%.*s%.*s%.*s",
				    STR_ARG(str_slice(before, 0, from)), STR_ARG(first),
				    STR_ARG(behind_sign(edit, str_from_offset(before, to))));
	}
	if (!before.length && sign_by_default) {
		const struct strs *signs = &edit->model->dialect->state_signs[edit->state];
		return signs->count ? signs->items[0] : word;
	}
	return with_capital(edit, word, before);
}

/* ---- cells ---- */

static bool
is_word_byte(char byte)
{
	return char_is_alphanumeric(byte) || (unsigned char)byte >= 0x80;
}

static bool
must_escape(struct str text, size_t at)
{
	char next = at + 1 < text.length ? text.data[at + 1] : ' ';
	switch (text.data[at]) {
	case '\\':
	case '`':
	case '*':
	case '[':
	case ']':
	case '<':
	case '~':
		return true;
	case '&':
		return is_word_byte(next) || next == '#';
	case '_': /* inside a word it is no emphasis */
		return at == 0 || !is_word_byte(text.data[at - 1]) || !is_word_byte(next);
	default:
		return false;
	}
}

struct str
edit_plain_text(struct arena *arena, struct str text)
{
	char *bytes = arena_bytes(arena, 2 * text.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (must_escape(text, i))
			bytes[length++] = '\\';
		bytes[length++] = text.data[i];
	}
	return (struct str){ bytes, length };
}

static struct str
progress_text(const struct edit *edit, struct str before)
{
	const struct dialect *dialect = edit->model->dialect;
	bool drawn = !before.length || str_contains(before, dialect->progress_full) ||
		     str_contains(before, dialect->progress_empty);
	int64_t total = edit->total == 100 ? 6 : edit->total;
	struct str text = STR_EMPTY;
	if (!drawn || !dialect->progress_full.length || !dialect->progress_empty.length)
		return edit->text;
	for (int64_t i = 0; i < total; i++) {
		bool full = (i + 1) * edit->total <= edit->done * total;
		struct str cell = full ? dialect->progress_full : dialect->progress_empty;
		text = arena_printf(edit->arena, "%.*s%.*s", STR_ARG(text), STR_ARG(cell));
	}
	return text;
}

static bool
is_address_of(const struct strs *globs, struct str url, struct str handle)
{
	for (size_t i = 0; i < globs->count; i++) {
		struct path_match match = { .count = 0 };
		if (path_glob(globs->items[i], url, &match) && match.count &&
		    str_equal_fold(match.values[0], handle))
			return true;
	}
	return false;
}

/* "[eholk]" where the page has a reference of that name or to that person; else as given. */
static struct str
person_text(const struct edit *edit, const struct page *page, struct str name)
{
	const struct dialect *dialect = edit->model->dialect;
	struct str handle = str_starts(name, STR("@")) ? str_from_offset(name, 1) : name;
	for (size_t i = 0; page && i < page->doc->definition_count; i++) {
		const struct doc_definition *definition = &page->doc->definitions[i];
		if (str_equal_fold(definition->label, name) ||
		    str_equal_fold(definition->label, handle) ||
		    is_address_of(&dialect->person_urls, definition->target, handle) ||
		    is_address_of(&dialect->team_urls, definition->target, handle))
			return arena_printf(edit->arena, "[%.*s]", STR_ARG(definition->label));
	}
	return name;
}

static struct str
people_text(const struct edit *edit, const struct page *page)
{
	struct str rest = edit->text, item, text = STR_EMPTY;
	while (edit_cut_item(&rest, &item))
		text = arena_printf(edit->arena, "%.*s%s%.*s", STR_ARG(text),
				    text.length ? ", " : "",
				    STR_ARG(person_text(edit, page, item)));
	return text;
}

/* "Medium" where a choice with a capital stood. */
static struct str
choice_text(const struct edit *edit, struct str before)
{
	return before.length ? with_capital(edit, edit->text, before) : edit->text;
}

/* A pipe behind an odd number of backslashes is escaped already. */
static struct str
escape_pipes(struct arena *arena, struct str text)
{
	char *bytes = arena_bytes(arena, 2 * text.length + 1);
	size_t length = 0, backslashes = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '|' && backslashes % 2 == 0)
			bytes[length++] = '\\';
		backslashes = text.data[i] == '\\' ? backslashes + 1 : 0;
		bytes[length++] = text.data[i];
	}
	return (struct str){ bytes, length };
}

static struct str
markdown_text(const struct edit *edit, const struct page *page, struct str before)
{
	switch (edit->row->type) {
	case TYPE_STATE:
		return edit_state_text(edit, before, true);
	case TYPE_PROGRESS:
		return progress_text(edit, before);
	case TYPE_PEOPLE:
		return people_text(edit, page);
	case TYPE_CHOICE:
		return choice_text(edit, before);
	case TYPE_TEXT:
		return edit_plain_text(edit->arena, edit->text);
	case TYPE_PROSE:
	case TYPE_ITEMS:
	case TYPE_RECORDS:
	case TYPE_DATE:
	case TYPE_NUMBER:
	case TYPE_URL:
		break;
	}
	return edit->text;
}

struct str
edit_cell_text(const struct edit *edit, const struct page *page, struct str before)
{
	if (!edit->text.length)
		return STR_EMPTY;
	return escape_pipes(edit->arena, markdown_text(edit, page, before));
}
