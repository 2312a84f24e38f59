/*
 * coverage: which problems rest on which evidence, which goals answer them, and where the chain
 * from story to goal is broken.
 *
 * A problem is a theme of the metanarrative.  A book may have themes and no stories (roadmaps play
 * their part in some); then evidence is not asked for.  A series of stories counts as one.  Where
 * goals belong to periods, those of the current one count; what earlier ones addressed is kept apart.
 */
#ifndef PLAN_COVERAGE_H
#define PLAN_COVERAGE_H

#include "model/model.h"
#include "plan/aspects.h"

#define COVERAGE_FEW 3 /* stories; fewer are thin evidence */
#define COVERAGE_CERTAINTIES 8

enum coverage_thin {
	COVERAGE_THIN_STORIES = 1,   /* fewer than COVERAGE_FEW, or none */
	COVERAGE_THIN_CHARACTER = 2, /* all of them about the same one */
};

struct coverage_problem {
	struct record *theme;
	/* once each, in the order in which they are named */
	struct records stories, characters, authors, projects;
	struct records goals;   /* that address it */
	struct records earlier; /* of periods that are not the current one, latest last */
	size_t points;          /* that it consists of */
	size_t wanted;          /* points that ask for a story */
	unsigned thin; /* bits of coverage_thin; 0: it stands well, or the book has no stories */
};

/* A link of a theme to a page that the book does not have (any more). */
struct coverage_lost {
	const struct record *theme;
	struct str url; /* as written */
	struct str text;
	struct place place;
};

/* A story of how it could be. */
struct coverage_future {
	struct record *story;
	struct records answers;  /* the stories of how it is that it retells */
	struct records problems; /* that cite these */
};

struct coverage {
	const struct model *model;
	struct date today;
	struct str period; /* the current one; empty when the book has none */
	struct coverage_problem *problems;
	size_t problem_count;
	size_t stories;           /* of the book, a series as one */
	size_t evidence;          /* of them, those that problems should cite: evidence_stories */
	size_t cited;             /* of these, by some problem */
	struct records uncited;   /* uncited_stories (plan/uncited.h) */
	struct records goals;     /* of the current period, and of none */
	struct records untraced;  /* of them: name no problem */
	bool goals_name_problems; /* some goal does */
	VEC(struct coverage_lost) lost;
	VEC(struct coverage_future) futures;
	/* Goals by what they say of their certainty, in the order of the field's choices. */
	size_t certainties[COVERAGE_CERTAINTIES];
	bool has_certainties;
	struct aspects aspects; /* of the future as the book describes it */
};

/* `today` decides which period is the current one; not set: the latest. */
void coverage_of(struct arena *arena, const struct model *model, struct date today,
		 struct coverage *ret_coverage);

/* The problem of a theme; NULL when it is none. */
const struct coverage_problem *coverage_problem(const struct coverage *coverage,
						const struct record *theme);

/* "only 2 stories", "all 4 stories are about Alan", both with " and "; empty when it is not thin. */
struct str coverage_thin_text(struct arena *arena, const struct coverage_problem *problem);

/* The story itself, or the series of which it is a chapter. */
struct record *coverage_whole_story(struct record *story);

#endif
