/*
 * vision_stories: stories as cards, by character, and what became of each.
 */
#include "emit/vision.h"
#include "model/dialect.h"
#include "plan/ties.h"
#include "plan/trace.h"
#include "site/vision.h"

/* Of series, with the chapters' too. */
static void
problems_of(struct arena *arena, const struct record *story, struct records *ret_themes)
{
	struct ties_set set = ties_set_of(arena, ret_themes);
	struct records themes;

	ties_themes(arena, story, &themes);
	ties_set_add_all(&set, &themes);
	for (size_t i = 0; i < story->children.count; i++) {
		ties_themes(arena, story->children.items[i], &themes);
		ties_set_add_all(&set, &themes);
	}
}

void
put_story_problems(struct canvas *canvas, const struct record *story)
{
	struct records themes;

	problems_of(canvas->scratch, story, &themes);
	if (themes.count == 0) {
		put_html(canvas, "<span class=\"gap\">no ", theme_word(canvas->site, 1),
			 " cites it yet</span>");
		return;
	}
	for (size_t i = 0; i < themes.count; i++) {
		if (i > 0)
			buf_puts(canvas->out, ", ");
		put_problem_number(canvas, themes.items[i], true);
	}
}

static void
put_card(struct canvas *canvas, const struct record *story)
{
	buf_puts(canvas->out, "<li class=\"story\">");
	put_record_link(canvas, story);
	buf_puts(canvas->out, " <small>");
	if (canvas->site->coverage.problem_count > 0)
		put_story_problems(canvas, story);
	if (story->children.count > 0) {
		buf_puts(canvas->out, " · ");
		put_count(canvas, story->children.count, "chapter", "chapters");
	}
	buf_puts(canvas->out, "</small></li>\n");
}

static bool
is_of_future(const struct record *story)
{
	return str_equal(record_text(story, FIELD_STORY_KIND), STR("shiny-future"));
}

/* The first character that the story names; NULL: none. */
static const struct record *
main_character(const struct record *story)
{
	const struct statement *said = record_said(story, FIELD_CHARACTER);

	for (uint32_t i = 0; said != NULL && i < said->count; i++)
		if (said->values[i].target != NULL)
			return said->values[i].target;
	return NULL;
}

static bool
is_shown_for(const struct record *story, const struct record *character)
{
	return !is_of_future(story) && main_character(story) == character &&
	       (story->parent == NULL || story->parent->kind != KIND_STORY);
}

static void
put_group(struct canvas *canvas, const struct records *stories, const struct record *character)
{
	size_t count = 0;

	for (size_t i = 0; i < stories->count; i++)
		count += is_shown_for(stories->items[i], character);
	if (count == 0)
		return;
	buf_puts(canvas->out, "<h3>");
	if (character != NULL)
		put_record_link(canvas, character);
	else
		buf_puts(canvas->out, "About nobody in particular");
	buf_printf(canvas->out, " <small>%zu</small></h3>\n<ul class=\"stories\">\n", count);
	for (size_t i = 0; i < stories->count; i++)
		if (is_shown_for(stories->items[i], character))
			put_card(canvas, stories->items[i]);
	buf_puts(canvas->out, "</ul>\n");
}

/* Characters of stories in the order of the book; a story without one comes last. */
static void
put_by_character(struct canvas *canvas)
{
	const struct records *stories = &canvas->site->model->by_kind[KIND_STORY];
	struct records characters;
	struct ties_set set = ties_set_of(canvas->scratch, &characters);

	for (size_t i = 0; i < stories->count; i++)
		ties_set_add_named(&set, stories->items[i], FIELD_CHARACTER);
	for (size_t i = 0; i < characters.count; i++)
		put_group(canvas, stories, characters.items[i]);
	put_group(canvas, stories, NULL);
}

static void
put_future(struct canvas *canvas, const struct coverage_future *future)
{
	buf_puts(canvas->out, "<li class=\"story\">");
	put_record_link(canvas, future->story);
	if (future->answers.count == 0) {
		buf_puts(canvas->out,
			 " <small class=\"gap\">answers no story by name</small></li>\n");
		return;
	}
	buf_puts(canvas->out, " <small>answers</small>\n<ul>\n");
	for (size_t i = 0; i < future->answers.count; i++) {
		buf_puts(canvas->out, "<li>");
		put_record_link(canvas, future->answers.items[i]);
		buf_puts(canvas->out, "</li>\n");
	}
	buf_puts(canvas->out, "</ul></li>\n");
}

static void
put_aspect(struct canvas *canvas, const struct aspect *aspect)
{
	const struct dialect *dialect = canvas->site->model->dialect;

	put_html(canvas, "<tr><th scope=\"row\">", aspect->text, "</th><td>");
	put_html(canvas, "<span aria-hidden=\"true\">", dialect->aspects.signs[aspect->certainty],
		 "</span> ");
	put_html(canvas, "", vision_certainty(canvas->scratch, aspect->certainty), "</td><td>");
	put_html(canvas, "", vision_certainty_sums(canvas->scratch, aspect->below), "</td><td>");
	if (aspect->leads_to != NULL)
		put_record_link(canvas, aspect->leads_to);
	buf_puts(canvas->out, "</td></tr>\n");
}

static void
put_aspects(struct canvas *canvas)
{
	const struct aspects *aspects = &canvas->site->coverage.aspects;

	if (aspects->count == 0)
		return;
	buf_puts(canvas->out,
		 "<section aria-labelledby=\"aspects\">\n<h2 id=\"aspects\">How sure the future "
		 "is</h2>\n<div class=\"table\"><table>\n<thead><tr><th scope=\"col\">Part of the "
		 "future</th><th scope=\"col\">How sure</th><th scope=\"col\">Points below it</th>"
		 "<th scope=\"col\">Leads to</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < aspects->count; i++)
		put_aspect(canvas, &aspects->items[i]);
	put_html(canvas, "</tbody>\n<tfoot><tr><th scope=\"row\">In all</th><td></td><td>",
		 vision_certainty_sums(canvas->scratch, aspects->sums),
		 "</td><td></td></tr></tfoot>\n</table></div>\n</section>\n");
}

static void
put_futures(struct canvas *canvas)
{
	const struct coverage *coverage = &canvas->site->coverage;

	if (coverage->futures.count == 0)
		return;
	buf_puts(canvas->out, "<section aria-labelledby=\"futures\">\n<h2 id=\"futures\">"
			      "Stories of how it could be</h2>\n<ul class=\"stories\">\n");
	for (size_t i = 0; i < coverage->futures.count; i++)
		put_future(canvas, &coverage->futures.items[i]);
	buf_puts(canvas->out, "</ul>\n</section>\n");
}

void
put_vision_stories(struct canvas *canvas)
{
	const struct coverage *coverage = &canvas->site->coverage;

	if (coverage->stories > 0) {
		buf_puts(canvas->out, "<section aria-labelledby=\"stories\">\n<h2 id=\"stories\">"
				      "Stories of how it is</h2>\n");
		put_by_character(canvas);
		buf_puts(canvas->out, "</section>\n");
	}
	put_futures(canvas);
	put_aspects(canvas);
}
