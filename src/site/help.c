/*
 * help: what looks for help, where, and how to give it.
 */
#include "plan/help.h"
#include "emit/wrap.h"
#include "site/parts.h"

#define EXCERPT 220   /* columns of what a record says about how to help */
#define TASKS_SHOWN 5 /* of a table */
#define BRIEF 90      /* columns of the same where there is room for a line only */

/* Each record stands in the first group whose reason it has. */
static const struct group {
	unsigned reason;
	const char *id, *title;
} groups[] = {
	{ HELP_OWNER, "owner", "Looks for an owner" },
	{ HELP_NEEDS, "needs", "Lacks people or money" },
	{ HELP_STEP, "step", "A step looks for help" },
	{ HELP_HOW, "how", "How to help is written down" },
};

static const struct group *
group_of(unsigned reasons)
{
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
		if ((reasons & groups[i].reason) != 0)
			return &groups[i];
	return NULL;
}

static void
put_shortened(struct canvas *canvas, struct str text, size_t columns)
{
	struct str rest = wrap_clean(canvas->scratch, text), line;

	if (!wrap_next(&rest, columns, &line))
		return;
	put_text(canvas, line);
	buf_puts(canvas->out, rest.length > 0 ? " …" : "");
}

/* "Help with caching ([context](…))": the brackets are left out with the link, which leads on from the page. */
static struct str
task_text(struct arena *arena, const struct doc *doc, uint32_t cell)
{
	struct str parts[2] = { STR_EMPTY, STR_EMPTY };
	bool is_aside = false;

	for (uint32_t i = cell + 1; i < doc->nodes[cell].end; i = doc->nodes[i].end) {
		parts[1] = doc->nodes[i].kind == NODE_TEXT ? node_text(&doc->nodes[i])
							   : doc_plain(arena, doc, i);
		if (is_aside && str_starts(parts[1], STR(")")))
			parts[1] = str_from_offset(parts[1], 1);
		is_aside = doc->nodes[i].kind == NODE_LINK && str_ends(parts[0], STR("(")) &&
			   doc->nodes[i].end < doc->nodes[cell].end &&
			   str_starts(node_text(&doc->nodes[doc->nodes[i].end]), STR(")"));
		if (is_aside)
			parts[0] = str_trim_end(str_slice(parts[0], 0, parts[0].length - 1));
		else
			parts[0] = arena_concat(arena, parts, 2);
	}
	return parts[0];
}

/* The tasks of a table: the first cell of each row. */
static struct strs
tasks_of(struct arena *arena, const struct doc *doc, uint32_t table)
{
	struct strs tasks = { 0 };

	for (uint32_t i = table + 1; i < doc->nodes[table].end; i = doc->nodes[i].end)
		if (doc->nodes[i].level != 1 && i + 1 < doc->nodes[i].end)
			*VEC_PUSH(arena, &tasks) = task_text(arena, doc, i + 1);
	return tasks;
}

static void
put_tasks(struct canvas *canvas, const struct strs *tasks)
{
	buf_puts(canvas->out, "<ul class=\"excerpt\">\n");
	for (size_t i = 0; i < tasks->count && i < TASKS_SHOWN; i++) {
		buf_puts(canvas->out, "<li>");
		put_shortened(canvas, tasks->items[i], EXCERPT);
		buf_puts(canvas->out, "</li>\n");
	}
	if (tasks->count > TASKS_SHOWN)
		buf_printf(canvas->out, "<li>and %zu more</li>\n", tasks->count - TASKS_SHOWN);
	buf_puts(canvas->out, "</ul>\n");
}

/* What a record says of how to help: tasks, or else a text; neither where it says nothing. */
struct said_help {
	struct strs tasks;
	struct str text;
};

static struct said_help
said_help_of(struct arena *arena, const struct record *record)
{
	const struct statement *said = record_said(record, FIELD_HELP);
	const struct doc *doc =
		said != NULL && said->page != NULL && said->first_node < said->end_node
			? said->page->doc
			: NULL;

	if (doc == NULL)
		return (struct said_help){ .text = record_text(record, FIELD_HELP) };
	if (doc->nodes[said->first_node].kind == NODE_TABLE)
		return (struct said_help){ .tasks = tasks_of(arena, doc, said->first_node) };
	return (struct said_help){ .text = doc_plain(arena, doc, said->first_node) };
}

/* The first block of what it says; the link beside it leads to the rest. */
static void
put_excerpt(struct canvas *canvas, const struct record *record)
{
	struct said_help help = said_help_of(canvas->scratch, record);

	if (help.tasks.count > 0) {
		put_tasks(canvas, &help.tasks);
	} else if (help.text.length > 0) {
		buf_puts(canvas->out, "<p class=\"excerpt\">");
		put_shortened(canvas, help.text, EXCERPT);
		buf_puts(canvas->out, "</p>\n");
	}
}

void
put_help_brief(struct canvas *canvas, const struct record *record)
{
	size_t start = canvas->out->length;
	struct said_help help;

	put_help_reasons(canvas, record);
	if (canvas->out->length > start)
		return;
	help = said_help_of(canvas->scratch, record);
	put_shortened(canvas, help.tasks.count > 0 ? help.tasks.items[0] : help.text, BRIEF);
	if (help.tasks.count > 1)
		buf_printf(canvas->out, "; and %zu more", help.tasks.count - 1);
}

static void
put_reasons_and_way(struct canvas *canvas, const struct record *record)
{
	size_t start = canvas->out->length, before;

	buf_puts(canvas->out, "<p>");
	before = canvas->out->length;
	put_help_reasons(canvas, record);
	if (record_said(record, FIELD_HELP) != NULL)
		put_help_how(canvas, record); /* else: ask the owner, who stands above */
	if (canvas->out->length == before)
		canvas->out->length = start; /* what it says stands in front matter: shown below */
	else
		buf_puts(canvas->out, "</p>\n");
}

/* The nearest work, from this one upwards, that says the field; NULL: none does. */
static const struct record *
who_says(const struct record *record, enum field field)
{
	while (record != NULL && record_said(record, field) == NULL)
		record = record->parent;
	return record;
}

/* Whom to ask, and where it is talked about. */
static void
put_whom_and_where(struct canvas *canvas, const struct record *record)
{
	const struct record *owned = who_says(record, FIELD_OWNER);
	const struct record *tracked = who_says(record, FIELD_TRACKING);

	if (owned == NULL && tracked == NULL)
		return;
	buf_puts(canvas->out, "<p>");
	if (owned != NULL) {
		buf_puts(canvas->out,
			 owned == record ? "<small>Owner</small> " : "<small>Ask</small> ");
		put_people(canvas, owned, FIELD_OWNER);
	}
	if (tracked != NULL) {
		buf_puts(canvas->out, owned != NULL ? "<br>\n<small>Tracking</small> "
						    : "<small>Tracking</small> ");
		put_tracking(canvas, tracked);
	}
	buf_puts(canvas->out, "</p>\n");
}

static void
put_entry(struct canvas *canvas, const struct record *record)
{
	buf_puts(canvas->out, "<li class=\"card\"><h3>");
	put_record_link(canvas, record);
	buf_puts(canvas->out, "</h3>\n<p>");
	put_record_state(canvas, record);
	if (record->parent != NULL) {
		buf_puts(canvas->out, " <small>in ");
		put_record_link(canvas, record->parent);
		buf_puts(canvas->out, "</small>");
	}
	buf_puts(canvas->out, "</p>\n");
	put_whom_and_where(canvas, record);
	put_reasons_and_way(canvas, record);
	put_excerpt(canvas, record);
	buf_puts(canvas->out, "</li>\n");
}

/* Goals and initiatives; a step is shown by the work that it belongs to. */
static void
collect(struct canvas *canvas, const struct group *group, struct records *ret_records)
{
	const struct records *records = &canvas->site->model->records;

	*ret_records = (struct records){ 0 };
	for (size_t i = 0; i < records->count; i++) {
		struct record *record = records->items[i];

		if ((record->kind == KIND_GOAL || record->kind == KIND_INITIATIVE) &&
		    group_of(help_of(record, canvas->site->today)) == group)
			*VEC_PUSH(canvas->scratch, ret_records) = record;
	}
}

static size_t
put_group(struct canvas *canvas, const struct group *group)
{
	struct records records;

	collect(canvas, group, &records);
	if (records.count == 0)
		return 0;
	buf_printf(canvas->out,
		   "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s <small>%zu</small></h2>\n"
		   "<ul class=\"cards\">\n",
		   group->id, group->id, group->title, records.count);
	for (size_t i = 0; i < records.count; i++)
		put_entry(canvas, records.items[i]);
	buf_puts(canvas->out, "</ul>\n</section>\n");
	return records.count;
}

static void
put_wanted_stories(struct canvas *canvas, const struct coverage_problem *problem)
{
	const struct statement *said = record_said(problem->theme, FIELD_WANTED);

	if (said == NULL || said->count == 0)
		return;
	buf_puts(canvas->out, "<li>");
	put_record_link(canvas, problem->theme);
	if (problem->stories.count > 0) {
		buf_puts(canvas->out, " <small>");
		put_count(canvas, problem->stories.count, "story", "stories");
		buf_puts(canvas->out, " so far</small>");
	}
	buf_puts(canvas->out, "\n<ul>\n");
	for (uint32_t i = 0; i < said->count; i++) {
		buf_puts(canvas->out, "<li>");
		put_text(canvas, said->values[i].text);
		buf_puts(canvas->out, "</li>\n");
	}
	buf_puts(canvas->out, "</ul></li>\n");
}

/* Points that the book marks as asking for a story, whatever else their problem rests on.  Who has no time
   to work on something may have lived through it. */
static size_t
put_stories(struct canvas *canvas)
{
	const struct coverage *coverage = &canvas->site->coverage;
	size_t count = 0;

	for (size_t i = 0; i < coverage->problem_count; i++)
		count += coverage->problems[i].wanted;
	if (count == 0)
		return 0;
	buf_printf(
		canvas->out,
		"<section aria-labelledby=\"stories\">\n<h2 id=\"stories\">Stories wanted "
		"<small>%zu</small></h2>\n<p>The book looks for a story of each of these points. "
		"Who has lived through one can tell it.</p>\n<ul>\n",
		count);
	for (size_t i = 0; i < coverage->problem_count; i++)
		put_wanted_stories(canvas, &coverage->problems[i]);
	buf_puts(canvas->out, "</ul>\n</section>\n");
	return count;
}

void
site_help(const struct site *site, const struct output *output, struct arena *scratch,
	  struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = view_frame(site, VIEW_HELP);
	size_t count = 0;

	site_begin(&canvas, &frame);
	put_view_title(&canvas, &frame);
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
		count += put_group(&canvas, &groups[i]);
	count += put_stories(&canvas);
	if (count == 0)
		buf_puts(out, "<p>Nobody looks for help at the moment.</p>\n");
	site_end(&canvas, &frame);
}
