/*
 * suggestions_json: the same for programs, with every number that the proposals rest on.
 */
#include "emit/suggestions.h"

#include "emit/json.h"

#define RANKED 20 /* themes of a document that are listed */

static void
put_real(struct jsonwriter *json, const char *key, double value)
{
	json_key(json, key);
	json_real(json, value);
}

static void
put_count(struct jsonwriter *json, const char *key, size_t count)
{
	json_key(json, key);
	json_number(json, (int64_t)count);
}

static void
put_id(struct jsonwriter *json, const char *key, const struct rollup *rollup, uint32_t document)
{
	json_key(json, key);
	json_text(json, rollup->corpus.documents[document].record->id);
}

static void
put_trial(struct jsonwriter *json, const struct rollup *rollup)
{
	const struct trial *trial = &rollup->trial;

	json_key(json, "trial");
	if (trial->documents == 0) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	put_count(json, "documents", trial->documents);
	put_count(json, "first", trial->first);
	put_count(json, "in-three", trial->in_three);
	put_real(json, "chance-first", trial->chance_first * (double)trial->documents);
	put_real(json, "chance-in-three", trial->chance_in_three * (double)trial->documents);
	json_key(json, "by-chance");
	json_bool(json, trial->is_by_chance);
	put_real(json, "weak-below", trial->lowest_tenth);
	json_close(json, '}');
}

static void
put_placing(struct jsonwriter *json, const struct rollup *rollup, const struct placing *placing,
	    bool is_proposed)
{
	const struct corpus *corpus = &rollup->corpus;

	json_open(json, '{');
	json_key(json, "id");
	json_text(json, corpus->themes[placing->theme].record->id);
	put_real(json, "score", placing->score);
	json_key(json, "proposed");
	json_bool(json, is_proposed);
	json_key(json, "terms");
	json_open(json, '[');
	for (uint32_t i = 0; i < placing->reason_count; i++)
		json_text(json, terms_surface(&corpus->terms, placing->reasons[i]));
	json_close(json, ']');
	json_close(json, '}');
}

static void
put_document(struct jsonwriter *json, const struct rollup *rollup, uint32_t document)
{
	const struct corpus *corpus = &rollup->corpus;
	const struct indexes *themes = &corpus->documents[document].themes;
	const struct proposal *proposal = &rollup->proposals[document];

	json_open(json, '{');
	put_id(json, "id", rollup, document);
	json_key(json, "title");
	json_text(json, corpus->documents[document].record->title);
	json_key(json, "themes");
	json_open(json, '[');
	for (size_t i = 0; i < themes->count; i++)
		json_text(json, corpus->themes[themes->items[i]].record->id);
	json_close(json, ']');
	json_key(json, "weak");
	json_bool(json, proposal->is_weak);
	json_key(json, "told");
	json_bool(json, corpus->documents[document].is_told);
	json_key(json, "ranked"); /* as if it had no theme */
	json_open(json, '[');
	for (size_t i = 0; i < corpus->theme_count && i < RANKED; i++)
		put_placing(json, rollup, &proposal->placings[i], i < proposal->shown);
	json_close(json, ']');
	json_key(json, "nearest");
	json_open(json, '[');
	for (size_t i = 0; i < proposal->nearest_count; i++) {
		json_open(json, '{');
		put_id(json, "id", rollup, proposal->nearest[i].document);
		put_real(json, "score", proposal->nearest[i].score);
		put_real(json, "cosine", proposal->nearest[i].cosine);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}

static void
put_twins(struct jsonwriter *json, const struct rollup *rollup)
{
	json_key(json, "duplicates");
	json_open(json, '[');
	for (size_t i = 0; i < rollup->twins.count; i++) {
		const struct twins *twins = &rollup->twins.items[i];

		json_open(json, '{');
		put_id(json, "a", rollup, twins->a);
		put_id(json, "b", rollup, twins->b);
		json_key(json, "grade");
		json_text(json, str_from(twin_grade_name(twins->grade)));
		put_real(json, "cosine", twins->cosine);
		put_real(json, "containment", twins->containment);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
put_groups(struct jsonwriter *json, const struct rollup *rollup)
{
	size_t count = rollup->corpus.document_count;

	json_key(json, "groups");
	json_open(json, '[');
	for (size_t g = 0; g < rollup->group_count; g++) {
		const struct group *group = &rollup->groups[g];

		json_open(json, '{');
		json_key(json, "labels");
		json_open(json, '[');
		for (size_t i = 0; i < group->labels.count; i++)
			json_text(json, group->labels.items[i]);
		json_close(json, ']');
		json_key(json, "members");
		json_open(json, '[');
		for (size_t m = 0; m < group->members.count; m++)
			json_text(json,
				  rollup->corpus.documents[group->members.items[m]].record->id);
		json_close(json, ']');
		json_close(json, '}');
	}
	json_close(json, ']');
	json_key(json, "heights"); /* of all joins, the last one first */
	json_open(json, '[');
	for (size_t i = count; rollup->group_count > 0 && i > 1; i--)
		json_real(json, rollup->merges[i - 2].height);
	json_close(json, ']');
}

void
suggestions_put_json(struct arena *scratch, const struct rollup *rollup, struct buf *out)
{
	struct jsonwriter json = { .out = out, .pretty = true };

	(void)scratch;
	json_open(&json, '{');
	json_key(&json, "format");
	json_text(&json, STR("waymark-suggestions"));
	put_count(&json, "version", JSON_VERSION);
	json_key(&json, "title");
	json_text(&json, rollup->corpus.model->book.title);
	json_key(&json, "kind");
	json_text(&json, str_from(schema_kind(rollup->corpus.kind)->name));
	json_text_member(&json, "period", rollup->corpus.period);
	put_trial(&json, rollup);
	json_key(&json, "records");
	json_open(&json, '[');
	for (uint32_t d = 0; d < rollup->corpus.document_count; d++)
		put_document(&json, rollup, d);
	json_close(&json, ']');
	put_twins(&json, rollup);
	put_groups(&json, rollup);
	json_close(&json, '}');
	buf_putc(out, '\n');
}
