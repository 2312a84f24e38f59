/* Values that people give: are they good for the field? */
#include "base/utf8.h"
#include "model/editing.h"

static bool
bad_value(const struct edit *edit, struct str expected)
{
	return diag_fail(edit->diags, place_file(STR_EMPTY),
			 "\"%.*s\" is no good value for %s; expected %.*s", STR_ARG(edit->text),
			 field_name(edit->row->field), STR_ARG(expected));
}

/* The states that this book has a sign or a word for; all, when the dialect names none. */
static struct str
known_states(const struct edit *edit, bool *ret_has)
{
	struct str known = STR_EMPTY;
	*ret_has = false;
	for (int state = STATE_PROPOSED; state < STATE_COUNT; state++) {
		if (!edit->model->dialect->state_signs[state].count)
			continue;
		*ret_has = *ret_has || state == (int)edit->state;
		known = arena_printf(edit->arena, "%.*s%s%s", STR_ARG(known),
				     known.length ? ", " : "", state_row((enum state)state)->name);
	}
	if (known.length)
		return known;
	*ret_has = edit->state != STATE_NONE;
	return STR("proposed, wanted, active, paused, done, dropped");
}

static bool
check_state(struct edit *edit)
{
	bool has;
	if (!state_parse(edit->text, &edit->state))
		edit->state = dialect_state(edit->model->dialect, edit->text);
	struct str known = known_states(edit, &has);
	return has ||
	       bad_value(edit, arena_printf(edit->arena, "one that this book has a word for: %.*s",
					    STR_ARG(known)));
}

/* "30%" */
static bool
read_percent(struct edit *edit, struct str text)
{
	text.length--;
	edit->total = 100;
	return str_to_number(str_trim(text), &edit->done) && edit->done >= 0 && edit->done <= 100;
}

/* "2/6" */
static bool
read_steps(struct edit *edit, struct str text)
{
	struct str done;
	return str_cut(&text, '/', &done) && text.data &&
	       str_to_number(str_trim(done), &edit->done) &&
	       str_to_number(str_trim(text), &edit->total) && edit->done >= 0 &&
	       edit->done <= edit->total && edit->total > 0 && edit->total < 100;
}

static bool
check_progress(struct edit *edit)
{
	bool good = str_ends(edit->text, STR("%")) ? read_percent(edit, edit->text)
						   : read_steps(edit, edit->text);
	return good || bad_value(edit, STR("steps done of all steps, such as 2/6, or 30%"));
}

static bool
check_choice(struct edit *edit)
{
	struct str choices = str_from(edit->row->choices), choice;
	while (str_cut(&choices, '|', &choice))
		if (str_equal_fold(choice, edit->text))
			return true;
	return bad_value(edit, schema_choices(edit->arena, edit->row));
}

static bool
names_record(const struct edit *edit, struct str name)
{
	const struct records *all = &edit->model->records;
	for (size_t i = 0; i < all->count; i++) {
		const struct record *record = all->items[i];
		if ((edit->row->targets & KIND_BIT(record->kind)) &&
		    (str_equal(record->id, name) || str_equal_fold(record->title, name)))
			return true;
	}
	return false;
}

/* "the id of a goal or initiative" */
static struct str
wanted_id(const struct edit *edit)
{
	struct str text = STR("the id of "), last = STR_EMPTY;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct kind_row *row = schema_kind((enum kind)kind);
		if (!(edit->row->targets & KIND_BIT(kind)))
			continue;
		if (last.length)
			text = arena_printf(edit->arena, "%.*s%.*s, ", STR_ARG(text),
					    STR_ARG(last));
		last = str_from(last.length || str_ends(text, STR(", ")) ? row->name : row->phrase);
	}
	if (str_ends(text, STR(", ")))
		text = arena_printf(edit->arena, "%.*s or ",
				    STR_ARG(str_slice(text, 0, text.length - 2)));
	return arena_printf(edit->arena, "%.*s%.*s", STR_ARG(text), STR_ARG(last));
}

/* Links are taken as they are: `check` follows them. */
static bool
check_records(struct edit *edit)
{
	struct str rest = edit->text, item;
	if (str_find_char(edit->text, '[') != STR_NONE || names_record(edit, edit->text))
		return true;
	while (edit_cut_item(&rest, &item)) {
		struct str nearest;
		if (names_record(edit, item))
			continue;
		nearest = model_nearest(edit->model, item, edit->row->targets);
		if (nearest.length)
			return bad_value(edit,
					 arena_printf(edit->arena, "%.*s such as \"%.*s\"",
						      STR_ARG(wanted_id(edit)), STR_ARG(nearest)));
		return bad_value(edit, arena_printf(edit->arena, "%.*s; `waymark list` shows them",
						    STR_ARG(wanted_id(edit))));
	}
	return true;
}

static bool
check_people(struct edit *edit)
{
	struct str rest = edit->text, item;
	while (edit_cut_item(&rest, &item))
		if (str_equal(item, STR("@")))
			return bad_value(edit, STR("a name such as @ada"));
	return true;
}

static bool
check_url(struct edit *edit)
{
	bool is_link = str_starts(edit->text, STR("["));
	return is_link || str_find_char(edit->text, ' ') == STR_NONE ||
	       bad_value(edit, STR("an address such as https://example.org/plan"));
}

static bool
is_one_line(struct str text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] == '\n' || text.data[i] == '\r')
			return false;
	return true;
}

/* Ids and files are named after titles. */
static bool
check_title(const struct edit *edit, enum kind kind)
{
	for (size_t at = 0; at < edit->text.length;)
		if (utf8_is_alphanumeric(utf8_next(edit->text, &at)))
			return true;
	if (!edit->text.length)
		return diag_fail(edit->diags, place_file(STR_EMPTY), "%s cannot be without a title",
				 schema_kind(kind)->phrase);
	return bad_value(edit, arena_printf(edit->arena, "letters or digits, such as \"%s\"",
					    edit->row->example));
}

static bool
check_date(struct edit *edit)
{
	struct date date;
	return date_parse(edit->text, &date) || bad_value(edit, STR("a date such as 2026-03-31"));
}

static bool
check_number(struct edit *edit)
{
	int64_t number;
	return str_to_number(edit->text, &number) ||
	       bad_value(edit, STR("a whole number such as 3"));
}

/* By type; every text is good for those that are not here. */
static bool (*const checkers[TYPE_URL + 1])(struct edit *edit) = {
	[TYPE_STATE] = check_state,   [TYPE_PROGRESS] = check_progress,
	[TYPE_PEOPLE] = check_people, [TYPE_RECORDS] = check_records,
	[TYPE_CHOICE] = check_choice, [TYPE_DATE] = check_date,
	[TYPE_NUMBER] = check_number, [TYPE_URL] = check_url,
};

bool
edit_check_value(struct edit *edit, enum kind kind)
{
	if (utf8_find_invalid(edit->text) != STR_NONE)
		return bad_value(edit, STR("text in UTF-8"));
	if (!is_one_line(edit->text))
		return bad_value(edit, STR("one line"));
	if (edit->row->field == FIELD_TITLE)
		return check_title(edit, kind);
	if (!edit->text.length)
		return true;
	return !checkers[edit->row->type] || checkers[edit->row->type](edit);
}

bool
edit_check(const struct model *model, enum kind kind, enum field field, struct str text,
	   struct diags *diags)
{
	struct edit edit = { .model = model,
			     .row = schema_field(kind, field),
			     .text = str_trim(text),
			     .arena = diags->arena,
			     .diags = diags };
	if (!edit.row)
		return diag_fail(diags, place_file(STR_EMPTY), "%s has no field \"%s\"",
				 schema_kind(kind)->phrase, field_name(field));
	return edit_check_value(&edit, kind);
}

/* ---- people whom nobody knows ---- */

/* "@ada", "team:garden" and "[lang]" without what is around the name; a link names whom it leads to,
   and is taken as it is. */
static struct str
bare_name(struct str text)
{
	static const struct str starts[] = { STR_INIT("@"), STR_INIT("team:"), STR_INIT("[") };
	if (str_find_char(text, '(') != STR_NONE)
		return STR_EMPTY;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (str_starts(text, starts[i]))
			text = str_from_offset(text, starts[i].length);
	return str_slice(text, 0, str_find_char(text, ']'));
}

static bool
has_list(const struct model *model, unsigned kinds)
{
	for (size_t i = 0; i < model->records.count; i++)
		if ((kinds & KIND_BIT(model->records.items[i]->kind)) &&
		    !model->records.items[i]->implied)
			return true;
	return false;
}

static bool
is_known(const struct model *model, unsigned kinds, bool listed, struct str name)
{
	for (size_t i = 0; i < model->dialect->placeholders.count; i++)
		if (str_equal_fold(model->dialect->placeholders.items[i], name))
			return true;
	for (size_t i = 0; i < model->records.count; i++) {
		const struct record *record = model->records.items[i];
		if ((kinds & KIND_BIT(record->kind)) && !(listed && record->implied) &&
		    (str_equal_fold(record->id, name) || str_equal_fold(record->title, name)))
			return true;
	}
	return false;
}

void
edit_strangers(const struct model *model, enum kind kind, enum field field, struct str text,
	       struct arena *arena, struct strs *ret_names)
{
	const struct field_row *row = schema_field(kind, field);
	struct str item;
	if (!row || row->type != TYPE_PEOPLE)
		return;
	bool listed = has_list(model, row->targets);
	while (edit_cut_item(&text, &item)) {
		struct str name = bare_name(item);
		bool is_stranger = name.length && !is_known(model, row->targets, listed, name);
		/* Without a list everybody is new once. */
		if (is_stranger && (listed || model_nearest(model, name, row->targets).length))
			*VEC_PUSH(arena, ret_names) = name;
	}
}
