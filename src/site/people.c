/*
 * people: who does what, and how much of it runs; an anchor for each person and team.
 */
#include "site/news.h"
#include "site/parts.h"

#include "base/utf8.h"
#include "plan/load.h"
#include "plan/ties.h"

#define FEW 12 /* with all that they do; of more that is folded, and there is an index of names */

struct bearer {
	const struct record *person;
	struct str folded; /* title, for sorting */
	struct load load;
	bool leads; /* owns work that runs; a team: something is asked of it */
};

/* What somebody is named for, in the order in which it is shown. */
struct role {
	enum field fields[2];
	bool is_work; /* what does not run is folded away */
};

static const struct role roles[] = {
	{ { FIELD_OWNER, FIELD_OWNER }, true },
	{ { FIELD_PARTICIPANTS, FIELD_PARTICIPANTS }, true },
	{ { FIELD_CHAMPIONS, FIELD_CHAMPION }, true },
	{ { FIELD_TEAM, FIELD_TEAM }, true },
	{ { FIELD_STAKEHOLDERS, FIELD_STAKEHOLDERS }, true },
	{ { FIELD_AUTHORS, FIELD_AUTHORS }, false },
	{ { FIELD_TEAMS, FIELD_TEAMS }, false },
};

/* A step or an ask says little without the work that it belongs to; NULL: it is neither. */
static const struct record *
work_of(const struct record *record)
{
	bool is_part = record->kind == KIND_MILESTONE || record->kind == KIND_ASK;

	return is_part ? record->parent : NULL;
}

static void
put_running(struct canvas *canvas, const struct records *records)
{
	buf_puts(canvas->out, "<ul>\n");
	for (size_t i = 0; i < records->count; i++) {
		const struct record *record = records->items[i], *work = work_of(record);

		buf_puts(canvas->out, "<li>");
		put_record_link(canvas, record);
		if (work != NULL) {
			buf_puts(canvas->out, " <small>");
			put_text(canvas, work->title);
			buf_puts(canvas->out, "</small>");
		}
		buf_puts(canvas->out, "</li>\n");
	}
	buf_puts(canvas->out, "</ul>");
}

static void
put_state_said(struct canvas *canvas, const struct record *record)
{
	if (record_state(record) == STATE_NONE)
		return;
	buf_putc(canvas->out, ' ');
	put_record_state(canvas, record);
}

/* Of what is over there may be much: steps stand together behind a link to their work.  Gives the end of those
   of one work. */
static size_t
put_parts(struct canvas *canvas, const struct records *records, size_t first)
{
	const struct record *work = work_of(records->items[first]);
	size_t i = first;

	put_record_link(canvas, work);
	put_past_period(canvas, work);
	buf_puts(canvas->out, " <small>");
	for (; i < records->count && work_of(records->items[i]) == work; i++) {
		buf_puts(canvas->out, i > first ? "; " : "");
		put_text(canvas, records->items[i]->title);
		put_state_said(canvas, records->items[i]);
	}
	buf_puts(canvas->out, "</small>");
	return i;
}

static void
put_others(struct canvas *canvas, const struct records *records)
{
	size_t next;

	buf_printf(canvas->out, "<details><summary>%zu not running</summary><ul>\n",
		   records->count);
	for (size_t i = 0; i < records->count; i = next) {
		const struct record *record = records->items[i];

		buf_puts(canvas->out, "<li>");
		if (work_of(record) != NULL) {
			next = put_parts(canvas, records, i);
		} else {
			put_record_link(canvas, record);
			put_past_period(canvas, record);
			put_state_said(canvas, record);
			next = i + 1;
		}
		buf_puts(canvas->out, "</li>\n");
	}
	buf_puts(canvas->out, "</ul></details>");
}

static void
put_role(struct canvas *canvas, const struct record *person, const struct role *role)
{
	struct records running = { 0 }, others = { 0 };

	for (size_t i = 0; i < person->referrers.count; i++) {
		struct record *record = person->referrers.items[i];

		if (!ties_names(record, role->fields[0], person) &&
		    !ties_names(record, role->fields[1], person))
			continue;
		if (role->is_work && !load_is_running(record, canvas->site->today))
			*VEC_PUSH(canvas->scratch, &others) = record;
		else
			*VEC_PUSH(canvas->scratch, &running) = record;
	}
	if (running.count + others.count == 0)
		return;
	put_html(canvas, "<dt>", str_from(field_inverse(role->fields[0])), "</dt><dd>");
	if (running.count > 0)
		put_running(canvas, &running);
	if (others.count > 0)
		put_others(canvas, &others);
	buf_puts(canvas->out, "</dd>\n");
}

/* "owns 2 · takes part in 3 · champion of 1" */
static void
put_load_words(struct canvas *canvas, const struct load *load)
{
	const struct {
		size_t count;
		const char *before;
	} parts[] = {
		{ load->owns, "owns " },
		{ load->takes_part, "takes part in " },
		{ load->champions, "champion of " },
		{ load->asks, "asked for " },
	};
	bool any = false;

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (parts[i].count == 0)
			continue;
		buf_printf(canvas->out, "%s%s%zu", any ? " · " : "", parts[i].before,
			   parts[i].count);
		any = true;
	}
	if (!any)
		buf_puts(canvas->out, "nothing that runs");
	if (load->capacity > 0)
		buf_printf(canvas->out, " · %s%zu",
			   load_is_over(load) ? "more than the capacity of " : "capacity ",
			   load->capacity);
}

/* The bar is as long as the load beside the heaviest one; the words say what it sums up. */
static void
put_load(struct canvas *canvas, const struct load *load, size_t heaviest)
{
	buf_printf(canvas->out, "<span class=\"load%s\">", load_is_over(load) ? " over" : "");
	if (load_sum(load) > 0 && heaviest > 1)
		buf_printf(canvas->out,
			   "<progress max=\"%zu\" value=\"%zu\" aria-label=\"Beside whoever "
			   "has most\"></progress> ",
			   heaviest, load_sum(load));
	put_load_words(canvas, load);
	buf_puts(canvas->out, "</span>");
}

/* Where somebody is found, and all that somebody does. */
static void
put_all(struct canvas *canvas, const struct record *person)
{
	struct str url = record_text(person, FIELD_URL);

	if (str_starts(url, STR("https://"))) {
		buf_puts(canvas->out, "<p><a rel=\"noopener\" href=\"");
		buf_put_url(canvas->out, url);
		put_html(canvas, "\">", url, "</a></p>\n");
	}
	buf_puts(canvas->out, "<dl>\n");
	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
		put_role(canvas, person, &roles[i]);
	buf_puts(canvas->out, "</dl>\n");
}

static void
put_owned(struct canvas *canvas, const struct record *person)
{
	struct records owned = { 0 };

	for (size_t i = 0; i < person->referrers.count; i++) {
		struct record *record = person->referrers.items[i];

		if (ties_names(record, FIELD_OWNER, person) &&
		    load_is_running(record, canvas->site->today))
			*VEC_PUSH(canvas->scratch, &owned) = record;
	}
	if (owned.count > 0)
		put_running(canvas, &owned);
}

static void
put_person(struct canvas *canvas, const struct bearer *bearer, size_t heaviest, bool is_folded)
{
	const struct record *person = bearer->person;

	put_html(canvas,
		 is_folded ? "<section class=\"person folds\" id=\""
			   : "<section class=\"person\" id=\"",
		 canvas->site->record_anchors[person->order],
		 load_sum(&bearer->load) > 0 ? "\" data-runs=\"\">\n<h3>" : "\">\n<h3>");
	buf_put_html(canvas->out, person->title);
	if (!str_equal_fold(person->title, person->id))
		put_html(canvas, " <small>", person->id, "</small>");
	buf_puts(canvas->out, "</h3>\n");
	buf_puts(canvas->out, is_folded ? "<details><summary>" : "<p>");
	put_load(canvas, &bearer->load, heaviest);
	buf_puts(canvas->out, is_folded ? "</summary>\n" : "");
	put_record_feed(canvas, person);
	buf_puts(canvas->out, is_folded ? "" : "</p>\n");
	put_all(canvas, person);
	buf_puts(canvas->out, is_folded ? "</details>\n" : "");
	if (is_folded)
		put_owned(canvas, person);
	buf_puts(canvas->out, "</section>\n");
}

static int
compare_titles(const void *left, const void *right)
{
	const struct bearer *a = left, *b = right;
	int order = str_compare(a->folded, b->folded);

	return order != 0 ? order : str_compare(a->person->id, b->person->id);
}

/* Who leads stands first; then in the order of the bars; of two that are as long who owns more comes first. */
static int
compare_loads(const void *left, const void *right)
{
	const struct bearer *a = left, *b = right;

	if (a->leads != b->leads)
		return a->leads ? -1 : 1;
	if (load_sum(&a->load) != load_sum(&b->load))
		return load_sum(&a->load) > load_sum(&b->load) ? -1 : 1;
	if (a->load.owns != b->load.owns)
		return a->load.owns > b->load.owns ? -1 : 1;
	return compare_titles(left, right);
}

/* The letter that the name stands below; all else stands below one sign. */
static char
initial_of(const struct bearer *bearer)
{
	char first = bearer->folded.length > 0 ? bearer->folded.data[0] : '#';

	return first >= 'a' && first <= 'z' ? (char)(first - 'a' + 'A') : '#';
}

/* A line a letter.  The bearers are in the order of their names. */
static void
put_index(struct canvas *canvas, const struct bearer *bearers, size_t count)
{
	char letter = '\0';

	buf_puts(canvas->out, "<details class=\"names\"><summary>From A to Z</summary>\n<ul>\n");
	for (size_t i = 0; i < count; i++) {
		if (initial_of(&bearers[i]) != letter) {
			buf_puts(canvas->out, letter == '\0' ? "<li>" : "</li>\n<li>");
			letter = initial_of(&bearers[i]);
			buf_printf(canvas->out, "<b>%c</b>", letter);
		}
		buf_putc(canvas->out, ' ');
		put_record_link(canvas, bearers[i].person);
	}
	buf_puts(canvas->out, "</li>\n</ul></details>\n");
}

static void
put_others_start(struct canvas *canvas, enum kind kind, size_t count)
{
	buf_printf(canvas->out, "<details class=\"period\"><summary>%zu %s</summary>\n", count,
		   kind == KIND_TEAM ? "of which nothing is asked at the moment"
				     : "who own nothing that runs");
}

static void
put_persons(struct canvas *canvas, enum kind kind, const char *title)
{
	const struct records *records = &canvas->site->model->by_kind[kind];
	struct bearer *bearers = ARENA_ARRAY(canvas->scratch, struct bearer, records->count);
	size_t heaviest = 0, leaders = 0;
	bool are_many = records->count > FEW;

	if (records->count == 0)
		return;
	for (size_t i = 0; i < records->count; i++) {
		const struct record *person = records->items[i];
		struct load load = load_of(canvas->scratch, person, canvas->site->today);

		bearers[i] = (struct bearer){
			.person = person,
			.folded = utf8_fold(canvas->scratch, person->title),
			.load = load,
			.leads = load.owns > 0 || (kind == KIND_TEAM && load_sum(&load) > 0),
		};
		leaders += bearers[i].leads;
		if (load_sum(&load) > heaviest)
			heaviest = load_sum(&load);
	}
	buf_printf(canvas->out, "<h2>%s <small>%zu</small></h2>\n", title, records->count);
	if (are_many) {
		qsort(bearers, records->count, sizeof *bearers, compare_titles);
		put_index(canvas, bearers, records->count);
	}
	qsort(bearers, records->count, sizeof *bearers, compare_loads);
	for (size_t i = 0; i < records->count; i++) {
		if (are_many && i == leaders && i > 0)
			put_others_start(canvas, kind, records->count - leaders);
		put_person(canvas, &bearers[i], heaviest, are_many);
	}
	if (are_many && leaders > 0 && leaders < records->count)
		buf_puts(canvas->out, "</details>\n");
}

void
site_people(const struct site *site, const struct output *output, struct arena *scratch,
	    struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = view_frame(site, VIEW_PEOPLE);

	site_begin(&canvas, &frame);
	put_view_title(&canvas, &frame);
	buf_puts(
		out,
		"<p class=\"sum\">What runs is counted: work in progress, in a "
		"period that is not over.<br>\n"
		"<progress max=\"2\" value=\"1\" aria-hidden=\"true\"></progress> How much "
		"somebody owns, takes part in, is champion of or is asked for, against whoever has "
		"most. Who owns work stands first.</p>\n");
	put_persons(&canvas, KIND_PERSON, "Persons");
	put_persons(&canvas, KIND_TEAM, "Teams");
	site_end(&canvas, &frame);
}
