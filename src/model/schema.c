/*
 * schema: the rows.  Fields stand in the order in which people want to see them.
 */
#include "model/schema.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define WHO (KIND_BIT(KIND_PERSON) | KIND_BIT(KIND_TEAM))
#define WORK (KIND_BIT(KIND_GOAL) | KIND_BIT(KIND_INITIATIVE) | KIND_BIT(KIND_MILESTONE))

/* field, type, flags, targets, choices, example, help */

/* Of every kind that has pages: a page may move, and then its id is another. */
#define FORMER                                                                                     \
	{                                                                                          \
		FIELD_WAS, TYPE_ITEMS, FIELD_MANY, 0, NULL, "old-name",                            \
			"ids that it had before, so that its history is found"                     \
	}

static const struct field_row goal_fields[] = {
	{ FIELD_TITLE, TYPE_TEXT, FIELD_REQUIRED, 0, NULL, "Async fn everywhere",
	  "what the users get, in a few words" },
	{ FIELD_PERIOD, TYPE_TEXT, FIELD_DERIVED, 0, NULL, "2025h2",
	  "the span of time that the goal belongs to" },
	{ FIELD_STATE, TYPE_STATE, 0, 0, NULL, "active", "where the work stands" },
	{ FIELD_OWNER, TYPE_PEOPLE, FIELD_MANY, WHO, NULL, "tmandry",
	  "who is accountable for progress" },
	{ FIELD_SUMMARY, TYPE_PROSE, 0, 0, NULL, "Traits can have async functions",
	  "one sentence: what and why" },
	{ FIELD_IMPACT, TYPE_PROSE, 0, 0, NULL, "Users write async fn in traits without a macro",
	  "what changes for the end user" },
	{ FIELD_ADDRESSES, TYPE_RECORDS, FIELD_MANY, KIND_BIT(KIND_THEME), NULL,
	  "cannot-use-language-features", "the themes of the metanarrative that it answers" },
	{ FIELD_HIGHLIGHT, TYPE_ITEMS, FIELD_MANY, 0, NULL, "Async and pointers",
	  "under which heading the group shows it to everybody" },
	{ FIELD_REQUIRES, TYPE_RECORDS, FIELD_MANY, WORK, NULL, "async_fn/fundamentals",
	  "what must be done first" },
	{ FIELD_CERTAINTY, TYPE_CHOICE, 0, 0, "implemented|good|details-open|leads|no-path",
	  "details-open", "how well the way there is known" },
	{ FIELD_PROGRESS, TYPE_PROGRESS, 0, 0, NULL, "3/6", "how far it is, as declared by hand" },
	{ FIELD_PARTICIPANTS, TYPE_PEOPLE, FIELD_MANY, WHO, NULL, "eholk",
	  "who does the work, besides the owner" },
	{ FIELD_STAKEHOLDERS, TYPE_PEOPLE, FIELD_MANY, WHO, NULL, "eholk",
	  "who is consulted because it touches them" },
	{ FIELD_CHAMPIONS, TYPE_PEOPLE, FIELD_MANY, WHO, NULL, "nikomatsakis",
	  "who stands up for it in a team, one for each" },
	{ FIELD_NEEDS, TYPE_ITEMS, FIELD_MANY, 0, NULL, "Contributor",
	  "what it lacks: contributors, funding" },
	{ FIELD_HELP, TYPE_PROSE, 0, 0, NULL, "Pick an issue labelled E-mentor", "how to help" },
	{ FIELD_TRACKING, TYPE_URL, 0, 0, NULL, "https://github.com/rust-lang/goals/issues/105",
	  "the issue in which it is followed" },
	{ FIELD_PAGE, TYPE_URL, 0, 0, NULL, "https://rust-lang.github.io/async-fundamentals/",
	  "its own site or repository" },
	FORMER,
};

static const struct field_row initiative_fields[] = {
	{ FIELD_TITLE, TYPE_TEXT, FIELD_REQUIRED, 0, NULL, "Precise generator captures",
	  "the work, in a few words" },
	{ FIELD_GOAL, TYPE_RECORDS, FIELD_DERIVED, KIND_BIT(KIND_GOAL), NULL, "polish",
	  "the goal that it is a way to" },
	{ FIELD_STATE, TYPE_STATE, 0, 0, NULL, "active", "where the work stands" },
	{ FIELD_OWNER, TYPE_PEOPLE, FIELD_MANY, WHO, NULL, "eholk",
	  "who is accountable for progress" },
	{ FIELD_SUMMARY, TYPE_PROSE, 0, 0, NULL, "Futures keep only what they need",
	  "one sentence: what and why" },
	{ FIELD_IMPACT, TYPE_PROSE, 0, 0, NULL, "Futures that are dropped early stay Send",
	  "what changes for the end user" },
	{ FIELD_REQUIRES, TYPE_RECORDS, FIELD_MANY, WORK, NULL, "async_fn/fundamentals",
	  "what must be done first" },
	{ FIELD_PROGRESS, TYPE_PROGRESS, 0, 0, NULL, "3/6", "how far it is, as declared by hand" },
	{ FIELD_PARTICIPANTS, TYPE_PEOPLE, FIELD_MANY, WHO, NULL, "eholk",
	  "who does the work, besides the owner" },
	{ FIELD_STAKEHOLDERS, TYPE_PEOPLE, FIELD_MANY, WHO, NULL, "tmandry",
	  "who is consulted because it touches them" },
	{ FIELD_HELP, TYPE_PROSE, 0, 0, NULL, "Pick an issue labelled E-mentor", "how to help" },
	{ FIELD_PAGE, TYPE_URL, 0, 0, NULL, "https://github.com/tokio-rs/console",
	  "its own site or repository" },
	FORMER,
};

static const struct field_row milestone_fields[] = {
	{ FIELD_TITLE, TYPE_TEXT, FIELD_REQUIRED, 0, NULL, "Write an evaluation",
	  "the step, in a few words" },
	{ FIELD_INITIATIVE, TYPE_RECORDS, FIELD_DERIVED, KIND_BIT(KIND_INITIATIVE), NULL,
	  "polish/precise_generator_captures", "the initiative that it is a step of" },
	{ FIELD_GOAL, TYPE_RECORDS, FIELD_DERIVED, KIND_BIT(KIND_GOAL), NULL, "polish",
	  "the goal that it is a step of, where no initiative stands between" },
	{ FIELD_STATE, TYPE_STATE, 0, 0, NULL, "done", "where the work stands" },
	{ FIELD_PARTICIPANTS, TYPE_PEOPLE, FIELD_MANY, WHO, NULL, "eholk", "who does the work" },
	{ FIELD_REQUIRES, TYPE_RECORDS, FIELD_MANY, WORK, NULL, "async_fn/fundamentals",
	  "what must be done first" },
	{ FIELD_NEEDS, TYPE_ITEMS, FIELD_MANY, 0, NULL, "Contributor",
	  "what it lacks: contributors, funding" },
	{ FIELD_WEIGHT, TYPE_NUMBER, 0, 0, NULL, "2",
	  "how much it counts beside the other milestones; 1 when not said" },
	{ FIELD_DUE, TYPE_DATE, 0, 0, NULL, "2026-03-31", "when it should be done" },
	{ FIELD_DONE, TYPE_DATE, 0, 0, NULL, "2026-03-24", "when it was done" },
};

static const struct field_row ask_fields[] = {
	{ FIELD_TITLE, TYPE_TEXT, 0, 0, NULL, "Review of the RFC", "what is asked for" },
	{ FIELD_GOAL, TYPE_RECORDS, FIELD_DERIVED, KIND_BIT(KIND_GOAL), NULL, "polish",
	  "the goal that needs it" },
	{ FIELD_TEAM, TYPE_PEOPLE, FIELD_REQUIRED, KIND_BIT(KIND_TEAM), NULL, "lang",
	  "the team that is asked" },
	{ FIELD_LEVEL, TYPE_CHOICE, 0, 0, "small|medium|large", "medium",
	  "how much of the team's time it takes" },
	{ FIELD_CHAMPION, TYPE_PEOPLE, 0, KIND_BIT(KIND_PERSON), NULL, "nikomatsakis",
	  "who stands up for it in the team" },
	{ FIELD_NOTES, TYPE_PROSE, 0, 0, NULL, "Design meetings and a stabilization decision",
	  "what exactly is needed" },
};

static const struct field_row story_fields[] = {
	{ FIELD_TITLE, TYPE_TEXT, FIELD_REQUIRED, 0, NULL, "Barbara gets burned by select",
	  "who does what" },
	{ FIELD_STORY_KIND, TYPE_CHOICE, FIELD_DERIVED, 0, "status-quo|shiny-future", "status-quo",
	  "how it is, or how it could be" },
	{ FIELD_CHARACTER, TYPE_RECORDS, FIELD_MANY, KIND_BIT(KIND_CHARACTER), NULL, "barbara",
	  "who the story is about" },
	{ FIELD_PROJECT, TYPE_RECORDS, FIELD_MANY, KIND_BIT(KIND_PROJECT), NULL, "DistriData",
	  "what they work on" },
	{ FIELD_AUTHORS, TYPE_PEOPLE, FIELD_MANY, WHO, NULL, "nikomatsakis", "who wrote it down" },
	{ FIELD_MORALS, TYPE_PROSE, 0, 0, NULL, "Cancellation is surprising",
	  "what is to be learned from it" },
	{ FIELD_SOURCES, TYPE_PROSE, 0, 0, NULL, "An interview with a maintainer",
	  "the real experience that it comes from" },
	{ FIELD_RETELLS, TYPE_RECORDS, FIELD_MANY, KIND_BIT(KIND_STORY), NULL,
	  "status_quo/barbara_gets_burned_by_select",
	  "the status quo stories that a shiny future one answers" },
	FORMER,
};

static const struct field_row theme_fields[] = {
	{ FIELD_TITLE, TYPE_TEXT, FIELD_REQUIRED, 0, NULL, "Cannot use the language's features",
	  "the problem, in a few words" },
	{ FIELD_POINTS, TYPE_ITEMS, FIELD_MANY, 0, NULL, "Traits cannot have async functions",
	  "what the problem consists of" },
	{ FIELD_CITES, TYPE_RECORDS, FIELD_MANY, KIND_BIT(KIND_STORY), NULL,
	  "status_quo/barbara_gets_burned_by_select", "the stories that are its evidence" },
	{ FIELD_WANTED, TYPE_ITEMS, FIELD_MANY, 0, NULL, "A story about recursion",
	  "evidence that is still missing" },
	FORMER,
};

static const struct field_row summary_fields[] = {
	{ FIELD_TITLE, TYPE_TEXT, FIELD_REQUIRED, 0, NULL, "Getting started",
	  "what the stories have in common" },
	{ FIELD_TELLS, TYPE_RECORDS, FIELD_MANY, KIND_BIT(KIND_STORY), NULL,
	  "status_quo/barbara_gets_burned_by_select", "the stories that it rolls up" },
	FORMER,
};

static const struct field_row character_fields[] = {
	{ FIELD_TITLE, TYPE_TEXT, FIELD_REQUIRED, 0, NULL, "Barbara", "the character's name" },
	FORMER,
};

static const struct field_row project_fields[] = {
	{ FIELD_TITLE, TYPE_TEXT, FIELD_REQUIRED, 0, NULL, "DistriData", "the project's name" },
	{ FIELD_DOMAIN, TYPE_TEXT, 0, 0, NULL, "Generic infrastructure", "what kind of software" },
	FORMER,
};

static const struct field_row person_fields[] = {
	{ FIELD_HANDLE, TYPE_TEXT, FIELD_REQUIRED, 0, NULL, "tmandry", "the name on the forge" },
	{ FIELD_TITLE, TYPE_TEXT, 0, 0, NULL, "Tyler Mandry", "the full name" },
	{ FIELD_URL, TYPE_URL, 0, 0, NULL, "https://github.com/tmandry", "where to find them" },
	{ FIELD_TEAMS, TYPE_PEOPLE, FIELD_MANY, KIND_BIT(KIND_TEAM), NULL, "lang",
	  "the teams that they are on" },
	{ FIELD_CAPACITY, TYPE_NUMBER, 0, 0, NULL, "3",
	  "how many records they can own at the same time" },
};

static const struct field_row team_fields[] = {
	{ FIELD_HANDLE, TYPE_TEXT, FIELD_REQUIRED, 0, NULL, "lang", "the short name" },
	{ FIELD_TITLE, TYPE_TEXT, 0, 0, NULL, "Language team", "the full name" },
	{ FIELD_URL, TYPE_URL, 0, 0, NULL, "https://rust-lang.org/governance/teams/lang",
	  "where to find them" },
	{ FIELD_CAPACITY, TYPE_NUMBER, 0, 0, NULL, "3", "how many asks it can serve at a time" },
};

static const struct kind_row kinds[KIND_COUNT] = {
	[KIND_GOAL] = { "goal", "a goal", "goals", "what a group wants for its users, never how",
			goal_fields, COUNT(goal_fields) },
	[KIND_INITIATIVE] = { "initiative", "an initiative", "initiatives",
			      "work with an end that leads to a goal", initiative_fields,
			      COUNT(initiative_fields) },
	[KIND_MILESTONE] = { "milestone", "a milestone", "milestones", "a step of an initiative",
			     milestone_fields, COUNT(milestone_fields) },
	[KIND_ASK] = { "ask", "an ask", "asks", "support that a goal needs from a team", ask_fields,
		       COUNT(ask_fields) },
	[KIND_STORY] = { "story", "a story", "stories", "a narrative from real experience",
			 story_fields, COUNT(story_fields) },
	[KIND_THEME] = { "theme", "a theme", "themes", "a problem that several stories tell of",
			 theme_fields, COUNT(theme_fields) },
	[KIND_SUMMARY] = { "summary", "a summary", "summaries",
			   "a narrative that rolls several stories up", summary_fields,
			   COUNT(summary_fields) },
	[KIND_CHARACTER] = { "character", "a character", "characters",
			     "who a story is about: a background and what they value",
			     character_fields, COUNT(character_fields) },
	[KIND_PROJECT] = { "project", "a project", "projects", "the fictional setting of a story",
			   project_fields, COUNT(project_fields) },
	[KIND_PERSON] = { "person", "a person", "people", "somebody who takes part", person_fields,
			  COUNT(person_fields) },
	[KIND_TEAM] = { "team", "a team", "teams", "a group that people belong to", team_fields,
			COUNT(team_fields) },
};

static const char *const field_names[FIELD_COUNT] = {
	[FIELD_TITLE] = "title",
	[FIELD_STATE] = "state",
	[FIELD_OWNER] = "owner",
	[FIELD_GOAL] = "goal",
	[FIELD_INITIATIVE] = "initiative",
	[FIELD_IMPACT] = "impact",
	[FIELD_ADDRESSES] = "addresses",
	[FIELD_REQUIRES] = "requires",
	[FIELD_CERTAINTY] = "certainty",
	[FIELD_PROGRESS] = "progress",
	[FIELD_PARTICIPANTS] = "participants",
	[FIELD_STAKEHOLDERS] = "stakeholders",
	[FIELD_PAGE] = "page",
	[FIELD_PERIOD] = "period",
	[FIELD_SUMMARY] = "summary",
	[FIELD_TRACKING] = "tracking",
	[FIELD_NEEDS] = "needs",
	[FIELD_CHAMPIONS] = "champions",
	[FIELD_HELP] = "help",
	[FIELD_HIGHLIGHT] = "highlight",
	[FIELD_WEIGHT] = "weight",
	[FIELD_DUE] = "due",
	[FIELD_DONE] = "done",
	[FIELD_TEAM] = "team",
	[FIELD_LEVEL] = "level",
	[FIELD_CHAMPION] = "champion",
	[FIELD_NOTES] = "notes",
	[FIELD_STORY_KIND] = "story-kind",
	[FIELD_CHARACTER] = "character",
	[FIELD_PROJECT] = "project",
	[FIELD_AUTHORS] = "authors",
	[FIELD_MORALS] = "morals",
	[FIELD_SOURCES] = "sources",
	[FIELD_RETELLS] = "retells",
	[FIELD_TELLS] = "tells",
	[FIELD_POINTS] = "points",
	[FIELD_CITES] = "cites",
	[FIELD_WANTED] = "wanted",
	[FIELD_DOMAIN] = "domain",
	[FIELD_HANDLE] = "handle",
	[FIELD_URL] = "url",
	[FIELD_TEAMS] = "teams",
	[FIELD_CAPACITY] = "capacity",
	[FIELD_WAS] = "was",
};

/* Plain signs that every terminal has; a dialect chooses the emoji of its books. */
static const struct state_row states[STATE_COUNT] = {
	[STATE_NONE] = { "none", "Not said", "", '-' },
	[STATE_PROPOSED] = { "proposed", "Proposed", "◇", 'p' },
	[STATE_WANTED] = { "wanted", "Help wanted", "✋", 'w' },
	[STATE_ACTIVE] = { "active", "In progress", "▶", 'a' },
	[STATE_PAUSED] = { "paused", "Paused", "⏸", 'z' },
	[STATE_DONE] = { "done", "Done", "✔", 'd' },
	[STATE_DROPPED] = { "dropped", "Dropped", "✖", 'x' },
};

const struct kind_row *
schema_kind(enum kind kind)
{
	return &kinds[kind];
}

const struct field_row *
schema_field(enum kind kind, enum field field)
{
	const struct kind_row *row = schema_kind(kind);

	for (size_t i = 0; i < row->field_count; i++)
		if (row->fields[i].field == field)
			return &row->fields[i];
	return NULL;
}

struct str
schema_choices(struct arena *arena, const struct field_row *row)
{
	struct str rest = str_from(row->choices), choice, text = STR("one of ");
	for (bool first = true; str_cut(&rest, '|', &choice); first = false)
		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), first ? "" : ", ",
				    STR_ARG(choice));
	return text;
}

const char *
field_name(enum field field)
{
	return field_names[field];
}

bool
field_parse(struct str name, enum field *ret_field)
{
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		if (str_equal(name, str_from(field_names[i]))) {
			*ret_field = (enum field)i;
			return true;
		}
	}
	return false;
}

bool
kind_parse(struct str name, enum kind *ret_kind)
{
	for (size_t i = 0; i < KIND_COUNT; i++) {
		if (str_equal_fold(name, str_from(kinds[i].name)) ||
		    str_equal_fold(name, str_from(kinds[i].plural))) {
			*ret_kind = (enum kind)i;
			return true;
		}
	}
	return false;
}

const struct state_row *
state_row(enum state state)
{
	return &states[state];
}

/* "none" is for output: nobody can state that nothing is stated. */
bool
state_parse(struct str name, enum state *ret_state)
{
	for (size_t i = STATE_PROPOSED; i < STATE_COUNT; i++) {
		if (str_equal(name, str_from(states[i].name))) {
			*ret_state = (enum state)i;
			return true;
		}
	}
	return false;
}
