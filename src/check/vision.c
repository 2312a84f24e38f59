/*
 * vision: stories, and the themes that they are evidence for.
 */
#include "check/rules.h"
#include "plan/uncited.h"

/* Chapters of a series are told by the story that they are part of. */
static void
stories_without(const struct check *check, const struct diag_code *code, enum field field)
{
	const struct records *stories = &check->model->by_kind[KIND_STORY];
	struct str way = rule_how_to_say(check, KIND_STORY, field);

	if (!rule_can_say(check->model, KIND_STORY, field))
		return;
	for (size_t i = 0; i < stories->count; i++) {
		const struct record *story = stories->items[i];
		struct diag_finding *finding;

		if (!story_is_status_quo(story) || story_is_chapter(story) ||
		    rule_has(story, field))
			continue;
		finding = diag_add(check->diags, code, rule_place(story, field),
				   "story \"%.*s\" has no %s", STR_ARG(story->title),
				   field_name(field));
		rule_hint(check, finding, "It is written as %.*s.", STR_ARG(way));
	}
}

static void
story_without_morals(const struct check *check, const struct diag_code *code)
{
	stories_without(check, code, FIELD_MORALS);
}

static void
story_without_sources(const struct check *check, const struct diag_code *code)
{
	stories_without(check, code, FIELD_SOURCES);
}

static bool
knows_a_character(const struct record *story)
{
	const struct statement *statement = story->fields[FIELD_CHARACTER];

	for (; statement != NULL; statement = statement->next)
		for (uint32_t v = 0; v < statement->count; v++)
			if (statement->values[v].target != NULL)
				return true;
	return false;
}

static void
look_character(const struct check *check, const struct diag_code *code, const struct record *story,
	       const struct value *value)
{
	struct str nearest;
	struct diag_finding *finding;

	if (value->target != NULL || value->bad)
		return;
	finding = diag_add(check->diags, code, value->place,
			   "story \"%.*s\" is about \"%.*s\", who is no character of this book",
			   STR_ARG(story->title), STR_ARG(value->text));
	nearest = rule_nearest(check, value->text, KIND_BIT(KIND_CHARACTER));
	if (nearest.length > 0)
		rule_hint(check, finding, "Did you mean \"%.*s\"?", STR_ARG(nearest));
}

/* A heading is prose, and may name somebody else besides a character that is known already. */
static void
unknown_character(const struct check *check, const struct diag_code *code)
{
	const struct records *stories = &check->model->by_kind[KIND_STORY];

	for (size_t i = 0; i < stories->count; i++) {
		const struct record *story = stories->items[i];
		const struct statement *statement = story->fields[FIELD_CHARACTER];
		bool is_known = knows_a_character(story);

		for (; statement != NULL; statement = statement->next) {
			if (is_known && statement->source == SOURCE_SECTION)
				continue;
			for (uint32_t v = 0; v < statement->count; v++)
				look_character(check, code, story, &statement->values[v]);
		}
	}
}

static void
uncited_story(const struct check *check, const struct diag_code *code)
{
	struct records stories;

	uncited_stories(check->arena, check->model, &stories);
	for (size_t i = 0; i < stories.count; i++) {
		const struct record *story = stories.items[i];
		struct diag_finding *finding =
			diag_add(check->diags, code, story->place, "no theme cites story \"%.*s\"",
				 STR_ARG(story->title));

		rule_hint(
			check, finding,
			"Link to it from the point of the metanarrative that it is evidence for.");
	}
}

static void
unaddressed_theme(const struct check *check, const struct diag_code *code)
{
	const struct records *themes = &check->model->by_kind[KIND_THEME];
	const struct records *goals = &check->model->by_kind[KIND_GOAL];
	bool is_used = false;

	for (size_t i = 0; i < goals->count && !is_used; i++)
		is_used = rule_has(goals->items[i], FIELD_ADDRESSES);
	for (size_t i = 0; i < themes->count && is_used; i++) {
		const struct record *theme = themes->items[i];
		struct diag_finding *finding;
		bool is_addressed = false;

		for (size_t k = 0; k < theme->referrers.count && !is_addressed; k++)
			is_addressed = theme->referrers.items[k]->kind == KIND_GOAL;
		if (is_addressed)
			continue;
		finding = diag_add(check->diags, code, theme->place,
				   "no goal addresses theme \"%.*s\"", STR_ARG(theme->title));
		rule_hint(check, finding,
			  "Name it in the goal that answers it, or leave it as a known gap.");
	}
}

static void
wanted_evidence(const struct check *check, const struct diag_code *code)
{
	const struct records *themes = &check->model->by_kind[KIND_THEME];

	for (size_t i = 0; i < themes->count; i++) {
		const struct statement *statement = themes->items[i]->fields[FIELD_WANTED];

		for (; statement != NULL; statement = statement->next) {
			for (uint32_t v = 0; v < statement->count; v++) {
				const struct value *value = &statement->values[v];

				diag_add(check->diags, code, value->place,
					 "theme \"%.*s\" wants a story: \"%.*s\"",
					 STR_ARG(themes->items[i]->title), STR_ARG(value->text));
			}
		}
	}
}

#define FAMILY "vision"

static const struct check_rule rules[] = {
	{ { "story-without-morals", FAMILY, DIAG_WARNING,
	    "a status quo story does not say its morals",
	    "The morals are what is to be learned from the story, in a few sentences. They are "
	    "what "
	    "themes are made of: whoever sums up fifty stories reads the morals first. This story "
	    "leaves it to each reader to find out what the problem was. Write down the biggest two "
	    "or three, from the character's point of view.",
	    "# Alan builds a cache\n\n## The story\n\n...\n" },
	  story_without_morals },
	{ { "story-without-sources", FAMILY, DIAG_WARNING,
	    "a status quo story does not say what it is based on",
	    "Stories are made up, but what happens in them happened to somebody. The sources say "
	    "to "
	    "whom: interviews, blog posts, issues. Without them the group cannot tell a report "
	    "from "
	    "an opinion, and cannot ask again. Name what the story is based on; \"my own "
	    "experience\" is a good source.",
	    "# Alan builds a cache\n\n## The story\n\n...\n" },
	  story_without_sources },
	{ { "unknown-character", FAMILY, DIAG_WARNING,
	    "a story is about somebody who is no character of the book",
	    "Every story is told about one of the characters, who stand for backgrounds and values "
	    "of real users. The name here is none of them, so the story is missing where somebody "
	    "asks what a kind of user meets. Most often the name of a template was not replaced, "
	    "or "
	    "it is a typing error. Name a character of the book, or add a page for a new one.",
	    "## Why did you choose NAME to tell this story?\n" },
	  unknown_character },
	{ { "uncited-story", FAMILY, DIAG_NOTE, "a story that no theme or summary cites",
	    "The metanarrative sums up what the stories tell, and each of its points links to the "
	    "stories that are its evidence. No point links to this one, so what it tells may have "
	    "been overlooked. Link to it from the point that it supports; if there is none, a "
	    "point "
	    "is missing. Kinds of story that no theme cites at all are left out.",
	    NULL },
	  uncited_story },
	{ { "unaddressed-theme", FAMILY, DIAG_NOTE, "a theme that no goal addresses",
	    "Themes are the problems of the users, and goals say which of them the group takes on. "
	    "No goal names this one. That can be a decision; then it is good to know, and to say. "
	    "Where no goal of the book names any theme, nothing is reported.",
	    NULL },
	  unaddressed_theme },
	{ { "wanted-evidence", FAMILY, DIAG_NOTE, "a point of a theme that lacks a story",
	    "The authors of the theme have marked a point for which they know of no story yet. It "
	    "is an invitation: whoever has lived through it can write it down, and whoever reads "
	    "the theme should know that this point rests on nothing written. Put a link to a story "
	    "in its place when there is one.",
	    "* 🚧 Need more stories about several runtimes in one program\n" },
	  wanted_evidence },
};

const struct check_family check_vision = { FAMILY, rules, sizeof rules / sizeof rules[0] };
