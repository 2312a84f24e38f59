/*
 * rules: what the families of rules share.  Private to check/.
 *
 * Questions about records that several rules ask, the words that messages use, and things that
 * are worth computing once for all rules of a run.
 */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include "check/check.h"
#include "check/survey.h"
#include "model/dialect.h"

extern const struct check_family check_schema;
extern const struct check_family check_markup;
extern const struct check_family check_links;
extern const struct check_family check_agreement;
extern const struct check_family check_roadmap;
extern const struct check_family check_requires;
extern const struct check_family check_people;
extern const struct check_family check_period;
extern const struct check_family check_vision;
extern const struct check_family check_calendar;

struct check_cache {
	struct survey *survey; /* survey_of */
	size_t compared;       /* rule_can_search */
};

/* Some statement of the field says something. */
bool rule_has(const struct record *record, enum field field);

/* Where the field stands: its value, else the empty place for it, else the record. */
struct place rule_place(const struct record *record, enum field field);

/* The book has a way to write this field down; without one its absence is no defect. */
bool rule_can_say(const struct model *model, enum kind kind, enum field field);

/* How this book writes the field: "the row "Status"", "a section "Impact"". */
struct str rule_how_to_say(const struct check *check, enum kind kind, enum field field);

/* What the first statement with a value says, as its author wrote it: ""🦀" (active)". */
struct str rule_state_said(const struct check *check, const struct value *value);

/* "src/vision/roadmap.md:31" */
struct str rule_location(const struct check *check, struct place place);

/* Looking for the nearest of `items` names costs a comparison with each.  False when a run has spent
   all that it may on hints: a hostile book has many wrong names and many right ones. */
bool rule_can_search(const struct check *check, size_t items);

/* model_nearest within that budget. */
struct str rule_nearest(const struct check *check, struct str name, unsigned kinds);

/* The paragraphs of the book's templates, by their text: values are struct page. */
void rule_template_texts(const struct check *check, struct map *ret_texts);

/* Completes a finding; an empty place or text leaves it as it is. */
void rule_hint(const struct check *check, struct diag_finding *finding, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void rule_other(const struct check *check, struct diag_finding *finding, struct place other,
		const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Key of a map from a record, by identity. */
struct str rule_key(struct record *const *record);

/* What check_run looks up in `severity:` of waymark.yaml; NULL when there is none. */
const struct data *rule_severities(const struct model *model);

#endif
