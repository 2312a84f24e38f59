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
	{ HELP_HOW, "how", "Says how to help" },
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

/* The tasks of a table: the first cell of each row. */
static struct strs
tasks_of(struct arena *arena, const struct doc *doc, uint32_t table)
{
	struct strs tasks = { 0 };

	for (uint32_t i = table + 1; i < doc->nodes[table].end; i = doc->nodes[i].end)
		if (doc->nodes[i].level != 1 && i + 1 < doc->nodes[i].end)
			*VEC_PUSH(arena, &tasks) = doc_plain(arena, doc, i + 1);
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
	put_help_how(canvas, record);
	if (canvas->out->length == before)
		canvas->out->length = start; /* what it says stands in front matter: shown below */
	else
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
	const struct frame frame = { .title = STR("Help wanted"), .view = VIEW_HELP };
	size_t count = 0;

	site_begin(&canvas, &frame);
	buf_puts(out, "<h1>Help wanted</h1>\n");
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
		count += put_group(&canvas, &groups[i]);
	count += put_stories(&canvas);
	if (count == 0)
		buf_puts(out, "<p>Nothing looks for help at the moment.</p>\n");
	site_end(&canvas, &frame);
}
