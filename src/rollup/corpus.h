/*
 * corpus: what is to be rolled up, as documents, and the problems that it is rolled up into.
 *
 * The documents are the stories that are evidence for problems (plan/uncited.h); in a book without
 * stories they are the goals of the latest period, which name the themes that they address.  A series
 * is one document with the texts of its chapters; a story that has no text yet is none.  Template text and the characters' names are taken
 * out.  The problems are the book's themes, or its summaries where it has no theme.
 *
 * Problems are kept in parts, each a point with all that stands below it, or a paragraph, so that
 * what a theme says about one document can be left out when it is asked how well that one would be
 * placed without it.
 */
#ifndef ROLLUP_CORPUS_H
#define ROLLUP_CORPUS_H

#include "model/model.h"
#include "rollup/terms.h"
#include "rollup/vector.h"

#define CORPUS_NONE UINT32_MAX

struct indexes {
	uint32_t *items; /* ascending, each once */
	size_t count, capacity;
};

struct document {
	const struct record *record;
	struct tokens tokens;
	struct vector vector;  /* weighed */
	struct indexes themes; /* that it is evidence for */
	bool is_told;          /* a theme or a summary cites it; a goal names a theme */
};

/* A point of a theme, or a paragraph. */
struct theme_part {
	struct str text; /* its first line */
	struct tokens tokens;
	struct indexes cites; /* documents that it links to */
};

struct theme {
	const struct record *record;
	struct indexes members; /* documents */
	struct theme_part *parts;
	size_t part_count, part_capacity;
};

struct corpus {
	struct arena *arena;
	const struct model *model;
	enum kind kind;    /* of the documents: KIND_STORY or KIND_GOAL */
	struct str period; /* of goals */
	struct language language;
	struct terms terms;
	struct document *documents; /* in the order of the book */
	size_t document_count;
	size_t untold; /* stories that have a title and no text yet; they are no documents */
	struct theme *themes;
	size_t theme_count;
	double *idf;          /* by term */
	struct map by_record; /* identity of a record -> index of its document + 1 */
};

/* False after a failure: more documents than LIMIT_ROLLUP_DOCUMENTS, or more themes than
   LIMIT_ROLLUP_THEMES.  corpus_close in any case. */
bool corpus_open(struct corpus *corpus, struct arena *arena, const struct model *model,
		 struct diags *diags);
void corpus_close(struct corpus *corpus);

/* The document of a record or of what it is a chapter of; CORPUS_NONE when it is none. */
uint32_t corpus_find(const struct corpus *corpus, const struct record *record);

/* Says that a document is evidence for a theme; `part` cites it (CORPUS_NONE: none does). */
void corpus_join(struct corpus *corpus, uint32_t document, uint32_t theme, uint32_t part);

bool indexes_have(const struct indexes *indexes, uint32_t index);

#endif
