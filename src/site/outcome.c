/*
 * outcome: what became of a story, and what a problem rests on and leads to, near the top of their
 * pages: whoever wrote a story finds it at once.
 */
#include "site/parts.h"

#include "model/dialect.h"
#include "plan/ties.h"

static void
begin_box(struct canvas *canvas, const char *title)
{
	buf_printf(canvas->out,
		   "<section class=\"outcome\">\n"
		   "<h2 id=\"wm:outcome\">%s</h2>\n",
		   title);
}

static void
end_box(struct canvas *canvas)
{
	buf_puts(canvas->out, "</section>\n");
}

static void
put_earlier(struct canvas *canvas, const struct coverage_problem *problem)
{
	if (problem->earlier.count == 0)
		return;
	buf_puts(canvas->out, "<details><summary>");
	put_count(canvas, problem->earlier.count, "goal of another period",
		  "goals of other periods");
	buf_puts(canvas->out, "</summary>\n");
	put_standing_list(canvas, &problem->earlier);
	buf_puts(canvas->out, "</details>\n");
}

/* The page where the problems stand, so that a reader can add the story to one. */
static void
put_how_to_cite(struct canvas *canvas)
{
	const struct record *theme = canvas->site->model->by_kind[KIND_THEME].items[0];

	put_html(canvas, "<p>If it is evidence for one, link to it from that ",
		 theme_word(canvas->site, 1), "");
	if (theme->home != NULL && theme->page == NULL) {
		buf_puts(canvas->out, " in ");
		put_page_link(canvas, theme->home);
	}
	put_html(canvas, "; if there is none, a ", theme_word(canvas->site, 1),
		 " may be missing from ");
	put_link(canvas, canvas->site->views[VIEW_VISION], STR("the vision"));
	buf_puts(canvas->out, ".</p>\n");
}

/* Problems, each with the goals that address it. */
static void
put_problems(struct canvas *canvas, const char *lead, const struct records *themes)
{
	buf_puts(canvas->out, "<ul class=\"ways\">\n");
	for (size_t i = 0; i < themes->count && i < TIES_SHOWN; i++) {
		const struct coverage_problem *problem =
			coverage_problem(&canvas->site->coverage, themes->items[i]);

		buf_printf(canvas->out, "<li><p>%s the ", lead);
		put_html(canvas, "", theme_word(canvas->site, 1), " ");
		put_record_link(canvas, problem->theme);
		buf_puts(canvas->out, problem->goals.count > 0
					      ? "</p>\n"
					      : " <span class=\"gap\">no goal addresses it "
						"yet</span></p>\n");
		if (problem->goals.count > 0)
			put_standing_list(canvas, &problem->goals);
		put_earlier(canvas, problem);
		buf_puts(canvas->out, "</li>\n");
	}
	buf_puts(canvas->out, "</ul>\n");
}

static void
put_titles(struct canvas *canvas, const char *before, const struct records *records)
{
	if (records->count == 0)
		return;
	buf_puts(canvas->out, "<p>");
	buf_puts(canvas->out, before);
	for (size_t i = 0; i < records->count && i < TIES_SHOWN; i++) {
		buf_puts(canvas->out, i > 0 ? ", " : " ");
		put_record_link(canvas, records->items[i]);
	}
	buf_puts(canvas->out, "</p>\n");
}

/* Of how it is: the problems that cite the story, its series, or a chapter of it. */
static void
put_status_quo(struct canvas *canvas, const struct record *story)
{
	struct records themes, more, told, summaries;
	struct ties_set set = ties_set_of(canvas->scratch, &themes);
	const struct record *whole = story;

	while (whole->parent != NULL && whole->parent->kind == KIND_STORY)
		whole = whole->parent;
	ties_themes(canvas->scratch, story, &more);
	ties_set_add_all(&set, &more);
	ties_themes(canvas->scratch, whole, &more);
	ties_set_add_all(&set, &more);
	for (size_t i = 0; story == whole && i < story->children.count; i++) {
		ties_themes(canvas->scratch, story->children.items[i], &more);
		ties_set_add_all(&set, &more);
	}
	ties_naming(canvas->scratch, story, KIND_STORY, FIELD_RETELLS, &told);
	ties_naming(canvas->scratch, story, KIND_SUMMARY, FIELD_TELLS, &summaries);
	begin_box(canvas, "What became of it");
	if (themes.count > 0) {
		put_problems(canvas, "It is evidence for", &themes);
	} else {
		put_html(canvas, "<p class=\"gap\">No ", theme_word(canvas->site, 1),
			 " cites this story yet.</p>\n");
		put_how_to_cite(canvas);
	}
	put_titles(canvas, "Summed up in", &summaries);
	put_titles(canvas, "How it could be is told in", &told);
	end_box(canvas);
}

/* Of how it could be: the stories that it answers, and what becomes of their problems. */
static void
put_shiny_future(struct canvas *canvas, const struct record *story)
{
	struct records answers, themes, more;
	struct ties_set set = ties_set_of(canvas->scratch, &themes);

	ties_named(canvas->scratch, story, FIELD_RETELLS, &answers);
	for (size_t i = 0; i < answers.count; i++) {
		ties_themes(canvas->scratch, answers.items[i], &more);
		ties_set_add_all(&set, &more);
	}
	begin_box(canvas, "How far it is");
	if (answers.count == 0)
		buf_puts(canvas->out, "<p class=\"gap\">It does not say which story of how it is "
				      "it answers, so nothing can be said about it.</p>\n");
	put_titles(canvas, answers.count == 1 ? "It answers the story" : "It answers the stories",
		   &answers);
	if (themes.count > 0)
		put_problems(canvas, answers.count == 1 ? "It tells of" : "They tell of", &themes);
	end_box(canvas);
}

/* "about Barbara (4), Alan (2)" */
static void
put_characters(struct canvas *canvas, const struct coverage_problem *problem)
{
	for (size_t i = 0; i < problem->characters.count; i++) {
		const struct record *character = problem->characters.items[i];
		size_t stories = 0;

		for (size_t k = 0; k < problem->stories.count; k++)
			stories +=
				ties_names(problem->stories.items[k], FIELD_CHARACTER, character);
		buf_puts(canvas->out, i == 0 ? "<p>About " : ", ");
		put_record_link(canvas, character);
		if (stories > 0)
			buf_printf(canvas->out, " (%zu)", stories);
	}
	if (problem->characters.count > 0)
		buf_puts(canvas->out, "</p>\n");
}

static void
put_evidence(struct canvas *canvas, const struct coverage_problem *problem)
{
	const struct statement *wanted = record_said(problem->theme, FIELD_WANTED);

	if (canvas->site->coverage.stories == 0)
		return;
	buf_puts(canvas->out, "<h3>Evidence</h3>\n");
	put_problem_evidence(canvas, problem);
	put_characters(canvas, problem);
	/* The text below marks them, with what leads there. */
	if (wanted == NULL || wanted->count == 0 || record_is_block(problem->theme))
		return;
	buf_puts(canvas->out, "<p>Do you know one? These stories are wanted:</p>\n<ul>\n");
	for (uint32_t i = 0; i < wanted->count; i++)
		put_html(canvas, "<li>", wanted->values[i].text, "</li>\n");
	buf_puts(canvas->out, "</ul>\n");
}

static void
put_theme(struct canvas *canvas, const struct record *theme)
{
	const struct site *site = canvas->site;
	const struct coverage_problem *problem = coverage_problem(&site->coverage, theme);

	if (site->coverage.stories > 0) {
		begin_box(canvas, "What stands behind it, and what answers it");
		put_evidence(canvas, problem);
		buf_puts(canvas->out, "<h3>Goals that address it</h3>\n");
	} else {
		begin_box(canvas, "Goals that address it");
	}
	if (problem->goals.count > 0)
		put_standing_list(canvas, &problem->goals);
	else
		put_html(canvas,
			 "<p class=\"gap\">No goal addresses it yet.</p>\n"
			 "<p>A goal that does says so by ",
			 dialect_how_to_say(canvas->scratch, site->model->dialect, KIND_GOAL,
					    FIELD_ADDRESSES),
			 ".</p>\n");
	put_earlier(canvas, problem);
	end_box(canvas);
}

bool
has_outcome(const struct canvas *canvas, const struct record *record)
{
	const struct coverage *coverage = &canvas->site->coverage;

	if (record->kind == KIND_STORY)
		return coverage->problem_count > 0;
	return record->kind == KIND_THEME;
}

void
put_outcome(struct canvas *canvas, const struct record *record)
{
	if (!has_outcome(canvas, record))
		return;
	if (record->kind == KIND_THEME)
		put_theme(canvas, record);
	else if (str_equal(record_text(record, FIELD_STORY_KIND), STR("shiny-future")))
		put_shiny_future(canvas, record);
	else
		put_status_quo(canvas, record);
}
