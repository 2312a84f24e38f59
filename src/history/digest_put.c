/* digest: how what is told reads. */
#include "history/digest.h"

#include "base/utf8.h"
#include "emit/field.h"
#include "emit/quiet.h"
#include "emit/table.h"
#include "emit/wrap.h"
#include "history/digest_told.h"

/* ==== words ==== */

char
told_sign(const struct told *told)
{
	if (told_is_coming(told->events[0]))
		return '+';
	return told_is_going(told->events[0]) ? '-' : '~';
}

/* Of what is named: of a group, which comes to its parent or goes from it, that is the parent. */
static struct str
name_of(const struct told *told)
{
	const struct event *last = told->events[told->count - 1];
	struct str title = told->is_group ? last->parent_title : last->title;

	/* A title that is a sentence: a colon follows. */
	if (str_ends(title, STR(".")) && !str_ends(title, STR("..")))
		title = str_slice(title, 0, title.length - 1);
	return title;
}

/* " (Must not suspend lint)": what tells it from others of its name; or empty. */
static struct str
distinction(struct arena *arena, const struct told *told, bool with_id)
{
	const struct event *last = told->events[told->count - 1];
	bool is_step = told_step_of(last->record_kind) != SIZE_MAX && last->parent_title.length > 0;

	if (told->is_group || (!is_step && !with_id))
		return STR_EMPTY;
	if (is_step && with_id)
		return arena_printf(arena, " (%.*s, %.*s)", STR_ARG(last->parent_title),
				    STR_ARG(last->id));
	return arena_printf(arena, " (%.*s)", STR_ARG(is_step ? last->parent_title : last->id));
}

static struct str
subject(struct arena *arena, const struct told *told, bool with_id)
{
	return arena_printf(arena, "%.*s%.*s", STR_ARG(name_of(told)),
			    STR_ARG(distinction(arena, told, with_id)));
}

/* The same with those that it stands for: " (polish) and 180 more" */
static struct str
short_distinction(struct arena *arena, const struct told *told)
{
	bool with_id = told->events[told->count - 1]->has_namesake;
	struct str text = distinction(arena, told, with_id);

	if (told->alike == 0)
		return text;
	return arena_printf(arena, "%.*s and %zu more", STR_ARG(text), told->alike);
}

struct str
told_subject(struct arena *arena, const struct told *told)
{
	return arena_printf(arena, "%.*s%.*s", STR_ARG(name_of(told)),
			    STR_ARG(short_distinction(arena, told)));
}

/* ==== what happened ==== */

/* How much of it is said. */
struct measure {
	size_t names;   /* of the steps of a group */
	size_t parts;   /* of what happened to a record */
	size_t columns; /* of a name, of a part */
};
static const struct measure whole = { SIZE_MAX, SIZE_MAX, SIZE_MAX }, brief = { 3, 4, 140 };

/* At a blank, where there is one in the last half. */
static struct str
shorten(struct arena *arena, struct str text, size_t columns)
{
	struct str head = utf8_fit(text, columns);
	size_t end = head.length;

	if (end == text.length)
		return text;
	while (end > head.length / 2 && head.data[end - 1] != ' ')
		end--;
	if (end <= head.length / 2)
		end = head.length;
	return arena_printf(arena, "%.*s…%s", STR_ARG(str_trim_end(str_slice(text, 0, end))),
			    str_ends(text, STR("\"")) ? "\"" : "");
}

/* "3 milestones added: RFC, Prototype, Stabilize it", "2 of 3 milestones …" where a filter left one out */
static struct str
group_phrase(struct arena *arena, const struct told *told, const struct measure *measure)
{
	const struct event *first = told->events[0];
	struct str of =
		told->of > told->count ? arena_printf(arena, " of %zu", told->of) : STR_EMPTY;
	struct str text =
		arena_printf(arena, "%zu%.*s %s %s: ", told->count, STR_ARG(of),
			     schema_kind(first->record_kind)->plural, event_row(first->kind)->name);
	/* One that is left out is as long as to say so. */
	size_t shown = told->count - 1 > measure->names ? measure->names : told->count;

	for (size_t i = 0; i < shown; i++)
		text = arena_printf(
			arena, "%.*s%s%.*s", STR_ARG(text), i > 0 ? ", " : "",
			STR_ARG(shorten(arena, told->events[i]->title, measure->columns)));
	if (shown < told->count)
		text = arena_printf(arena, "%.*s and %zu more", STR_ARG(text), told->count - shown);
	return text;
}

/* "; with 2 milestones and 1 ask" */
static struct str
with_steps(struct arena *arena, struct str text, const struct told *told)
{
	const char *between = ", with";

	for (size_t i = 0; i < TOLD_STEP_COUNT; i++) {
		const struct kind_row *kind = schema_kind(told_step(i));

		if (told->steps[i] == 0)
			continue;
		text = arena_printf(arena, "%.*s%s %zu %s", STR_ARG(text), between, told->steps[i],
				    told->steps[i] == 1 ? kind->name : kind->plural);
		between = " and";
	}
	return text;
}

static bool
is_said(const struct told *told, const struct event *event)
{
	return told->count == 1 ||
	       (!told_is_minor(told, event) && (told->is_mass || !told_is_mass(told, event)));
}

/* The next event from `at` on that is said, or the count. */
static size_t
next_said(const struct told *told, size_t at)
{
	while (at < told->count && !is_said(told, told->events[at]))
		at++;
	return at;
}

/* One event, and those that go on with its list: "now requires a, b and 3 more".  `*at` is moved behind them. */
static struct str
part_phrase(struct arena *arena, const struct told *told, const struct measure *measure, size_t *at)
{
	const struct event *first = told->events[*at];
	struct str text = shorten(arena, event_phrase(arena, first), measure->columns), more;
	size_t names = 1;

	for (*at = next_said(told, *at + 1); *at < told->count; *at = next_said(told, *at + 1)) {
		more = event_more(arena, first, told->events[*at]);
		if (more.length == 0)
			break;
		if (names++ < measure->names)
			text = arena_printf(arena, "%.*s, %.*s", STR_ARG(text),
					    STR_ARG(shorten(arena, more, measure->columns)));
	}
	if (names > measure->names)
		text = arena_printf(arena, "%.*s and %zu more", STR_ARG(text),
				    names - measure->names);
	return text;
}

/* What happened to the record itself, as far as the measure goes. */
static struct str
join_parts(struct arena *arena, const struct told *told, const struct measure *measure)
{
	struct str *parts = ARENA_ARRAY(arena, struct str, told->count), text = STR_EMPTY;
	size_t all = 0, shown;

	for (size_t at = next_said(told, 0); at < told->count;)
		parts[all++] = part_phrase(arena, told, measure, &at);
	/* One that is left out is as long as to say so. */
	shown = all > measure->parts && all - measure->parts > 1 ? measure->parts : all;
	for (size_t i = 0; i < shown; i++)
		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), i > 0 ? "; " : "",
				    STR_ARG(parts[i]));
	if (shown < all)
		text = arena_printf(arena, "%.*s; %zu more changes", STR_ARG(text), all - shown);
	return text;
}

static struct str
phrase(struct arena *arena, const struct told *told, const struct measure *measure)
{
	struct str text;

	if (told->is_group)
		return group_phrase(arena, told, measure);
	text = join_parts(arena, told, measure);
	if (text.length == 0)
		text = event_phrase(arena, told->events[0]);
	if (told->alike > 0)
		text = arena_printf(arena, "%.*s, and so on", STR_ARG(text));
	return with_steps(arena, text, told);
}

struct str
told_phrase(struct arena *arena, const struct told *told)
{
	return phrase(arena, told, &whole);
}

/* "owned by ada", "worked on by ada, bob" of a milestone, "was owned by ada" of what is gone, which no event is called;
   or empty: nobody, several records, or what happened says it. */
static struct str
owners_phrase(struct arena *arena, const struct told *told)
{
	const struct event *last = told->events[told->count - 1];
	bool has_owner = schema_field(last->record_kind, FIELD_OWNER) != NULL;

	if (last->owners.length == 0 || told->is_group || told->alike > 0)
		return STR_EMPTY;
	for (size_t i = 0; i < told->count; i++)
		if (told->events[i]->kind == EVENT_ADDED ||
		    str_equal(told->events[i]->after, last->owners))
			return STR_EMPTY;
	return arena_printf(arena, "%s%s by %.*s", told_is_going(told->events[0]) ? "was " : "",
			    has_owner ? "owned" : "worked on", STR_ARG(last->owners));
}

struct str
digest_sum(struct arena *arena, const struct digest *digest, bool with_advice)
{
	const size_t counts[] = { digest->come, digest->gone, digest->changed };
	static const char *const words[] = { "new", "gone", "changed" };
	size_t all = digest->come + digest->gone + digest->changed;
	struct str text = all == 0 ? STR("no record changed")
				   : arena_printf(arena, "%zu record%s", all, all == 1 ? "" : "s");
	const char *between = ": ";

	for (size_t i = 0; i < 3; i++) {
		if (counts[i] == 0)
			continue;
		text = arena_printf(arena, "%.*s%s%zu %s", STR_ARG(text), between, counts[i],
				    words[i]);
		between = ", ";
	}
	if (digest->minor == 0)
		return text;
	if (all == 0)
		return arena_printf(arena, "only words or ids of %zu record%s changed%s",
				    digest->minor, digest->minor == 1 ? "" : "s",
				    with_advice ? "; --long shows them" : "");
	return arena_printf(arena, "%.*s; of %zu more only words or ids%s", STR_ARG(text),
			    digest->minor, with_advice ? " (--long shows them)" : "");
}

struct str
digest_sentence(struct arena *arena, struct str text)
{
	char first = text.data[0];

	if (first >= 'a' && first <= 'z')
		first = (char)(first - 'a' + 'A');
	return arena_printf(arena, "%c%.*s.", first, STR_ARG(str_from_offset(text, 1)));
}

/* ==== forms ==== */

struct form {
	struct arena *arena;
	const struct digest_look *look;
	struct buf *out;
	bool with_kinds;
};

static enum kind
kind_of(const struct told *told)
{
	return told->events[told->count - 1]->record_kind;
}

/* The kind has another heading than the record before. */
static bool
begins_kind(const struct digest *digest, size_t index)
{
	return index == 0 || kind_of(&digest->items[index]) != kind_of(&digest->items[index - 1]);
}

static struct str
kind_heading(struct arena *arena, enum kind kind)
{
	return field_heading(arena, str_from(schema_kind(kind)->plural));
}

static void
put_line(const struct form *form, struct str text, size_t indent)
{
	wrap_put(form->out, wrap_clean(form->arena, text), form->look->columns,
		 form->look->indent + indent, 2);
}

/* "goal polish" before what is told of it, where ids are wanted. */
static struct str
long_subject(const struct form *form, const struct told *told)
{
	const struct event *last = told->events[told->count - 1];

	return arena_printf(form->arena, "%c %s %.*s: %.*s", told_sign(told),
			    schema_kind(last->record_kind)->name, STR_ARG(last->id),
			    STR_ARG(subject(form->arena, told, false)));
}

/* The first event says how the record was known, too. */
static struct str
long_phrase(struct arena *arena, const struct told *told, size_t index)
{
	const struct event *event = told->events[index];
	struct str via = index == 0 ? event_via_phrase(arena, event) : STR_EMPTY;

	return arena_printf(arena, "%.*s%.*s", STR_ARG(event_phrase(arena, event)), STR_ARG(via));
}

static struct str
line_owners(const struct form *form, const struct told *told)
{
	return form->look->with_owners ? owners_phrase(form->arena, told) : STR_EMPTY;
}

static void
put_long(const struct form *form, const struct told *told)
{
	put_line(form, long_subject(form, told), 0);
	for (size_t i = 0; i < told->count; i++)
		put_line(form, long_phrase(form->arena, told, i), 4);
	if (line_owners(form, told).length > 0)
		put_line(form, line_owners(form, told), 4);
}

/* Of what is named: of a group, which comes to its parent or goes from it, that is the parent. */
static const char *
subject_kind(const struct told *told)
{
	enum kind parent = told->events[told->count - 1]->parent_kind;

	return schema_kind(told->is_group ? parent : kind_of(told))->name;
}

/* What happened, all in one line. */
static struct str
line_phrase(const struct form *form, const struct told *told)
{
	struct str text = phrase(form->arena, told, form->look->is_brief ? &brief : &whole);
	struct str owners = line_owners(form, told);

	return owners.length == 0
		       ? text
		       : arena_printf(form->arena, "%.*s; %.*s", STR_ARG(text), STR_ARG(owners));
}

static void
put_short(const struct form *form, const struct told *told)
{
	struct str subject = told_subject(form->arena, told);
	struct str phrase = line_phrase(form, told);

	if (form->with_kinds)
		put_line(form,
			 arena_printf(form->arena, "%c %.*s: %.*s", told_sign(told),
				      STR_ARG(subject), STR_ARG(phrase)),
			 0);
	else
		put_line(form,
			 arena_printf(form->arena, "%c %s %.*s: %.*s",
				      told->is_group ? '~' : told_sign(told), subject_kind(told),
				      STR_ARG(subject), STR_ARG(phrase)),
			 0);
}

void
digest_put_text(struct arena *arena, const struct digest *digest, bool with_kinds,
		const struct digest_look *look, struct buf *out)
{
	struct form form = { arena, look, out, with_kinds };

	for (size_t i = 0; i < digest->count; i++) {
		if (with_kinds && begins_kind(digest, i))
			buf_printf(out, look->color ? "%s\33[1m%.*s\33[0m\n" : "%s%.*s\n",
				   i > 0 ? "\n" : "",
				   STR_ARG(kind_heading(arena, kind_of(&digest->items[i]))));
		if (look->is_long)
			put_long(&form, &digest->items[i]);
		else
			put_short(&form, &digest->items[i]);
	}
}

static void
put_markdown_text(const struct form *form, struct str text)
{
	quiet_put_markdown(form->out, wrap_clean(form->arena, text));
}

static void
put_markdown_part(const struct form *form, struct str text)
{
	buf_puts(form->out, "\n  * ");
	put_markdown_text(form, text);
}

static void
put_long_markdown(const struct form *form, const struct told *told)
{
	for (size_t i = 0; i < told->count; i++)
		put_markdown_part(form, long_phrase(form->arena, told, i));
	if (line_owners(form, told).length > 0)
		put_markdown_part(form, line_owners(form, told));
	buf_putc(form->out, '\n');
}

/* "**[Lint](address)** (polish)" */
static void
put_markdown_subject(const struct form *form, const struct told *told)
{
	const struct digest_look *look = form->look;
	struct str rest = short_distinction(form->arena, told);
	struct str address = STR_EMPTY;

	if (look->address != NULL && told->alike == 0)
		address = look->address(look->context, form->arena, told);
	buf_puts(form->out, address.length > 0 ? "**[" : "**");
	put_markdown_text(form, name_of(told));
	if (address.length > 0) {
		buf_puts(form->out, "](");
		table_put_markdown_target(form->out, address);
		buf_putc(form->out, ')');
	}
	buf_puts(form->out, "**");
	if (rest.length > 0) {
		buf_putc(form->out, ' ');
		put_markdown_text(form, rest);
	}
}

void
digest_put_markdown(struct arena *arena, const struct digest *digest, bool with_kinds,
		    const struct digest_look *look, struct buf *out)
{
	struct form form = { arena, look, out, with_kinds };

	for (size_t i = 0; i < digest->count; i++) {
		const struct told *told = &digest->items[i];

		if (with_kinds && begins_kind(digest, i))
			buf_printf(out, "%s### %.*s\n\n", i > 0 ? "\n" : "",
				   STR_ARG(kind_heading(arena, kind_of(told))));
		buf_puts(out, "* ");
		if (!with_kinds)
			buf_printf(out, "%s ", subject_kind(told));
		put_markdown_subject(&form, told);
		if (look->is_long) {
			put_long_markdown(&form, told);
			continue;
		}
		buf_puts(out, ": ");
		put_markdown_text(&form, line_phrase(&form, told));
		buf_putc(out, '\n');
	}
}
