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

/* ---- questions that a story is asked ---- */

/* What stands below a question, the better the later. */
enum answer { ANSWER_NOT_ASKED, ANSWER_EMPTY, ANSWER_TEMPLATE, ANSWER_GIVEN, ANSWER_COUNT };

struct asked {
	const struct record *story;
	const struct dialect_questions *set;
	enum answer *answers; /* of each question of the set */
	uint32_t *nodes;      /* the heading or line that asks it; 0: none */
	size_t asked;         /* how many of them */
};

struct inquiry {
	const struct check *check;
	const struct dialect_kind *how;
	struct map templates; /* what they say, paragraph by paragraph */
	bool **usual;         /* of each set and question: some story is asked it */
};

static bool
is_placeholder(const struct check *check, struct str text)
{
	const struct strs *words = &check->model->dialect->placeholders;

	for (size_t i = 0; i < words->count; i++)
		if (str_equal_fold(text, words->items[i]))
			return true;
	return false;
}

static enum answer
judge_node(const struct inquiry *inquiry, const struct doc *doc, uint32_t node)
{
	const struct check *check = inquiry->check;
	struct str text;

	if (doc->nodes[node].kind == NODE_CODE_BLOCK || doc->nodes[node].kind == NODE_TABLE ||
	    doc->nodes[node].kind == NODE_IMAGE)
		return ANSWER_GIVEN;
	if (doc->nodes[node].kind != NODE_PARAGRAPH)
		return ANSWER_EMPTY;
	text = str_trim(doc_plain(check->arena, doc, node));
	if (text.length == 0 || is_placeholder(check, text))
		return ANSWER_EMPTY;
	return map_get(&inquiry->templates, text) != NULL ? ANSWER_TEMPLATE : ANSWER_GIVEN;
}

static enum answer
judge(const struct inquiry *inquiry, const struct doc *doc, uint32_t first, uint32_t end)
{
	enum answer best = ANSWER_EMPTY;

	for (uint32_t i = first; i < end && best != ANSWER_GIVEN; i++) {
		enum answer answer = judge_node(inquiry, doc, i);

		if (answer > best)
			best = answer;
	}
	return best;
}

static bool
asks(struct str pattern, struct str key)
{
	struct str alternative;

	while (str_cut(&pattern, '|', &alternative))
		if (doc_title_matches(key, alternative))
			return true;
	return false;
}

/* Ranks are not always kept: the next question ends an answer, whatever its rank. */
static uint32_t
answer_end(const struct inquiry *inquiry, const struct asked *asked, uint32_t heading)
{
	const struct doc *doc = asked->story->page->doc;
	uint32_t end = doc_section_end(doc, heading);

	for (uint32_t i = doc->nodes[heading].end; i < end; i++) {
		struct str key;

		if (doc->nodes[i].kind != NODE_HEADING)
			continue;
		key = doc_heading_key(inquiry->check->arena, doc, i);
		for (size_t k = 0; k < asked->set->count; k++)
			if (asks(asked->set->items[k].heading, key))
				return i;
	}
	return end;
}

/* One question may stand there several times: for each character, say.  `item` is NULL for a heading. */
static void
note_answer(const struct inquiry *inquiry, struct asked *asked, uint32_t title,
	    const struct node *item)
{
	const struct doc *doc = asked->story->page->doc;
	struct str key = doc_heading_key(inquiry->check->arena, doc, title);

	for (size_t i = 0; i < asked->set->count; i++) {
		enum answer answer;

		if (!asks(asked->set->items[i].heading, key))
			continue;
		answer = judge(inquiry, doc, doc->nodes[title].end,
			       item != NULL ? item->end : answer_end(inquiry, asked, title));
		asked->asked += asked->nodes[i] == 0;
		if (asked->nodes[i] == 0 || answer > asked->answers[i]) {
			asked->nodes[i] = title;
			asked->answers[i] = answer;
		}
	}
}

/* A heading, or "* **Why now?**" with the answer in the same item. */
static void
look_for_questions(const struct inquiry *inquiry, struct asked *asked)
{
	const struct doc *doc = asked->story->page->doc;
	const struct node *nodes = doc->nodes;

	for (uint32_t i = 1; i < doc->count; i++) {
		uint32_t line = i + 1, strong = i + 2;

		if (nodes[i].kind == NODE_HEADING)
			note_answer(inquiry, asked, i, NULL);
		else if (nodes[i].kind == NODE_ITEM && nodes[i].end > strong &&
			 nodes[line].kind == NODE_PARAGRAPH && nodes[strong].kind == NODE_STRONG &&
			 nodes[strong].end == nodes[line].end)
			note_answer(inquiry, asked, line, &nodes[i]);
	}
}

/* Front matter may hold the answer where the question is called as a field is. */
static void
look_in_fields(struct asked *asked)
{
	for (size_t i = 0; i < asked->set->count; i++) {
		enum field field;

		if (asked->nodes[i] == 0 && field_parse(asked->set->items[i].name, &field) &&
		    rule_has(asked->story, field))
			asked->answers[i] = ANSWER_GIVEN;
	}
}

static bool
concerns(const struct dialect_questions *set, const struct record *story)
{
	return !set->has_where ||
	       str_equal_fold(record_text(story, set->where_field), set->where_value);
}

/* The set of which the page has the most questions; false when none is for such stories. */
static bool
find_set(const struct inquiry *inquiry, const struct record *story, struct asked *ret_asked)
{
	struct arena *arena = inquiry->check->arena;

	*ret_asked = (struct asked){ 0 };
	for (size_t i = 0; i < inquiry->how->question_count; i++) {
		const struct dialect_questions *set = &inquiry->how->questions[i];
		struct asked asked = { .story = story, .set = set };

		if (!concerns(set, story))
			continue;
		asked.answers = ARENA_ARRAY(arena, enum answer, set->count);
		asked.nodes = ARENA_ARRAY(arena, uint32_t, set->count);
		look_for_questions(inquiry, &asked);
		look_in_fields(&asked);
		if (ret_asked->set == NULL || asked.asked > ret_asked->asked)
			*ret_asked = asked;
	}
	return ret_asked->set != NULL;
}

struct all_asked {
	struct asked *items;
	size_t count, capacity;
};

/* Where no story at all is asked it, the book does not know the question. */
static bool *
usual_questions(const struct inquiry *inquiry, const struct dialect_questions *set)
{
	return inquiry->usual[set - inquiry->how->questions];
}

static void
note_usual(const struct inquiry *inquiry, const struct asked *asked)
{
	for (size_t i = 0; i < asked->set->count; i++)
		if (asked->nodes[i] != 0)
			usual_questions(inquiry, asked->set)[i] = true;
}

static struct str
how_many(struct arena *arena, size_t open, size_t all)
{
	if (open == all)
		return all == 1 ? STR("its question")
				: arena_printf(arena, "all %zu questions", all);
	return arena_printf(arena, "%zu of %zu questions", open, all);
}

static void
report_questions(const struct inquiry *inquiry, const struct diag_code *code,
		 const struct asked *asked)
{
	static const char *const ways[ANSWER_GIVEN] = {
		[ANSWER_NOT_ASKED] = "left out",
		[ANSWER_EMPTY] = "empty",
		[ANSWER_TEMPLATE] = "still the template's text",
	};
	const struct check *check = inquiry->check;
	struct str lists[ANSWER_GIVEN] = { 0 }, text = STR_EMPTY;
	struct diag_finding *finding;
	struct place place = asked->story->place;
	size_t open = 0, usual = 0;

	for (size_t i = 0; i < asked->set->count; i++) {
		enum answer answer = asked->answers[i];

		if (!usual_questions(inquiry, asked->set)[i])
			continue;
		usual++;
		if (answer == ANSWER_GIVEN)
			continue;
		if (asked->nodes[i] != 0 && place.line == asked->story->place.line)
			place = doc_node_place(asked->story->page->doc, asked->nodes[i]);
		open++;
		lists[answer] = arena_printf(check->arena, "%.*s%s%.*s", STR_ARG(lists[answer]),
					     lists[answer].length > 0 ? ", " : "",
					     STR_ARG(asked->set->items[i].name));
	}
	if (open == 0)
		return;
	for (size_t i = 0; i < ANSWER_GIVEN; i++)
		if (lists[i].length > 0)
			text = arena_printf(check->arena, "%.*s; %s: %.*s", STR_ARG(text), ways[i],
					    STR_ARG(lists[i]));
	finding = diag_add(check->diags, code, place, "story \"%.*s\" leaves %.*s open%.*s",
			   STR_ARG(asked->story->title),
			   STR_ARG(how_many(check->arena, open, usual)), STR_ARG(text));
	rule_hint(check, finding,
		  "Write the answer below its heading; \"I do not know\" is one, too.");
}

static void
unanswered_question(const struct check *check, const struct diag_code *code)
{
	const struct records *stories = &check->model->by_kind[KIND_STORY];
	const struct dialect_kind *how = &check->model->dialect->kinds[KIND_STORY];
	struct inquiry inquiry = { .check = check, .how = how };
	struct all_asked all = { 0 };
	struct asked asked;

	rule_template_texts(check, &inquiry.templates);
	inquiry.usual = ARENA_ARRAY(check->arena, bool *, how->question_count);
	for (size_t i = 0; i < how->question_count; i++)
		inquiry.usual[i] = ARENA_ARRAY(check->arena, bool, how->questions[i].count);
	for (size_t i = 0; i < stories->count; i++) {
		const struct record *story = stories->items[i];

		if (story->page == NULL || story_is_chapter(story) ||
		    !find_set(&inquiry, story, &asked))
			continue;
		note_usual(&inquiry, &asked);
		*VEC_PUSH(check->arena, &all) = asked;
	}
	for (size_t i = 0; i < all.count; i++)
		report_questions(&inquiry, code, &all.items[i]);
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
	{ { "unanswered-question", FAMILY, DIAG_NOTE, "a story leaves questions of its kind open",
	    "Stories of one kind are asked the same questions, so that they can be read side by "
	    "side: what is to be learned, where it comes from, why this character tells it, what "
	    "would have happened to the others. Here some of them were left out, or have nothing "
	    "below them, a placeholder, or what the template says there. The questions are those "
	    "of the book's dialect; where their wording changed over time, a story is held against "
	    "the ones of which it has the most. A question that no story of the book has is not "
	    "asked for.",
	    "### How would this story have played out differently for the other characters?\n\n"
	    "tbd\n" },
	  unanswered_question },
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
