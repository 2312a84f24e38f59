/*
 * linkify: people, teams, references and badges in texts of the book (model/linkify.h), as links
 * and words.  Unlike the tool that these books were made for, nothing is changed in code.
 */
#include "model/linkify.h"

#include "base/utf8.h"
#include "model/dialect.h"
#include "site/directive.h"

/* A text while it is written. */
struct linking {
	struct canvas *canvas;
	const struct linkify *linkify;
	struct str text;
	size_t from; /* what is not written yet */
	bool is_label;
};

/* Writes what stands before `to`, and goes on behind what takes the place of to..end. */
static void
step_over(struct linking *linking, size_t to, size_t end)
{
	buf_put_html(linking->canvas->out, str_slice(linking->text, linking->from, to));
	linking->from = end;
}

static bool
is_name_byte(char c)
{
	return char_is_alphanumeric(c) || c == '-' || c == '_';
}

static void
put_record_as(struct canvas *canvas, const struct record *record, struct str text)
{
	buf_puts(canvas->out, "<a");
	put_href(canvas, record_address(canvas, record),
		 canvas->site->record_anchors[record->order]);
	put_html(canvas, ">", text, "</a>");
}

static const struct record *
person_named(const struct canvas *canvas, struct str name)
{
	return map_get(&canvas->site->people, utf8_fold(canvas->scratch, name));
}

/* "@ada", but not "x@ada". */
static void
link_person(struct linking *linking, size_t at)
{
	struct canvas *canvas = linking->canvas;
	size_t end = at + 1;
	struct str name, shown;
	const struct record *person;

	while (end < linking->text.length && is_name_byte(linking->text.data[end]))
		end++;
	name = str_slice(linking->text, at + 1, end);
	if (name.length == 0 || linking->is_label ||
	    linkify_ignores(canvas->scratch, linking->linkify, name) ||
	    (at > 0 &&
	     (is_name_byte(linking->text.data[at - 1]) || linking->text.data[at - 1] == '.')))
		return;
	step_over(linking, at, end);
	person = person_named(canvas, name);
	shown = linkify_user(canvas->scratch, linking->linkify, name);
	if (shown.length == 0 && person != NULL && !str_equal_fold(person->title, name))
		shown = person->title;
	if (shown.length == 0)
		shown = str_slice(linking->text, at, end);
	if (person != NULL)
		put_record_as(canvas, person, shown);
	else
		put_outside_link(
			canvas,
			arena_printf(canvas->scratch, "https://github.com/%.*s", STR_ARG(name)),
			shown);
}

/* "[inner]" at `at`: where its "]" stands; STR_NONE: it has none, or a "[" in it. */
static size_t
bracket_end(struct str text, size_t at)
{
	for (size_t i = at + 1; i < text.length; i++) {
		if (text.data[i] == ']')
			return i;
		if (text.data[i] == '[')
			break;
	}
	return STR_NONE;
}

static bool
is_badge(const struct linking *linking, struct str label)
{
	const struct dialect *dialect = linking->canvas->site->model->dialect;
	struct str url;

	for (size_t i = 0; i < dialect->badge_count; i++)
		if (str_equal_fold(dialect->badges[i].label, label))
			return true;
	return linkify_label(linking->canvas->scratch, linking->linkify, label, &url);
}

/* "![Help wanted][]" or "![Help wanted]" */
static void
link_badge(struct linking *linking, size_t at)
{
	size_t end = bracket_end(linking->text, at + 1);
	struct str label = str_slice(linking->text, at + 2, end);

	if (end == STR_NONE || !is_badge(linking, label))
		return;
	end++;
	if (str_starts(str_from_offset(linking->text, end), STR("[]")))
		end += 2;
	step_over(linking, at, end);
	put_badge(linking->canvas, label);
}

/* "[text][label]", "[label][]" */
static bool
link_label(struct linking *linking, size_t at, size_t close)
{
	struct str text = str_slice(linking->text, at + 1, close), label = text, url;
	size_t end = close + 1;

	if (end < linking->text.length && linking->text.data[end] == '[') {
		size_t second = bracket_end(linking->text, end);

		if (second == STR_NONE)
			return false;
		if (second > end + 1)
			label = str_slice(linking->text, end + 1, second);
		end = second + 1;
	}
	if (!linkify_label(linking->canvas->scratch, linking->linkify, label, &url))
		return false;
	step_over(linking, at, end);
	put_outside_link(linking->canvas, url, text);
	return true;
}

/* "[RFC #7]", "[lang]" of a team that the book knows. */
static void
link_reference(struct linking *linking, size_t at)
{
	struct canvas *canvas = linking->canvas;
	size_t close = bracket_end(linking->text, at);
	const struct record *team;
	struct str inner, url;

	if (close == STR_NONE || linking->is_label || link_label(linking, at, close))
		return;
	inner = str_slice(linking->text, at + 1, close);
	url = linkify_reference(canvas->scratch, linking->linkify, inner);
	team = url.length > 0 ? NULL : map_get(&canvas->site->model->ids[KIND_TEAM], inner);
	if (url.length == 0 && team == NULL)
		return;
	step_over(linking, at, close + 1);
	if (team != NULL)
		put_record_as(canvas, team, inner);
	else
		put_outside_link(canvas, url, inner);
}

void
put_linked_text(struct canvas *canvas, struct str text, bool is_label)
{
	struct linking linking = { .canvas = canvas,
				   .linkify = canvas->site->model->linkify,
				   .text = text,
				   .is_label = is_label };

	/* Most texts have neither, which is quickly seen. */
	bool may_link = linking.linkify != NULL && (str_find_char(text, '@') != STR_NONE ||
						    str_find_char(text, '[') != STR_NONE);

	for (size_t i = 0; may_link && i < text.length; i++) {
		if (i < linking.from)
			continue;
		if (text.data[i] == '@')
			link_person(&linking, i);
		else if (text.data[i] == '!' && i + 1 < text.length && text.data[i + 1] == '[')
			link_badge(&linking, i);
		else if (text.data[i] == '[')
			link_reference(&linking, i);
	}
	buf_put_html(canvas->out, str_from_offset(text, linking.from));
}
