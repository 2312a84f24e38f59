/*
 * vision_json: the metanarrative for programs.
 */
#include "emit/json.h"
#include "emit/vision.h"

static void
put_references(struct jsonwriter *json, const char *key, const struct records *records)
{
	json_key(json, key);
	json_put_references(json, records);
}

static void
put_problem(struct jsonwriter *json, struct arena *scratch, const struct coverage_problem *problem)
{
	const struct statement *wanted = record_said(problem->theme, FIELD_WANTED);

	json_open(json, '{');
	json_text_member(json, "id", problem->theme->id);
	json_text_member(json, "title", problem->theme->title);
	json_key(json, "points");
	json_number(json, (int64_t)problem->points);
	json_key(json, "wanted");
	json_open(json, '[');
	for (uint32_t i = 0; wanted != NULL && i < wanted->count; i++)
		json_text(json, wanted->values[i].text);
	json_close(json, ']');
	json_text_member(json, "thin", coverage_thin_text(scratch, problem));
	put_references(json, "stories", &problem->stories);
	put_references(json, "characters", &problem->characters);
	put_references(json, "authors", &problem->authors);
	put_references(json, "projects", &problem->projects);
	json_key(json, "goals");
	json_open(json, '[');
	for (size_t i = 0; i < problem->goals.count; i++) {
		const struct record *goal = problem->goals.items[i];

		json_open(json, '{');
		json_text_member(json, "id", goal->id);
		json_text_member(json, "state", str_from(state_row(record_state(goal))->name));
		json_key(json, "progress");
		json_put_progress(json, scratch, goal);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}

static void
put_lost(struct jsonwriter *json, const struct coverage *coverage)
{
	json_key(json, "lost");
	json_open(json, '[');
	for (size_t i = 0; i < coverage->lost.count; i++) {
		const struct coverage_lost *lost = &coverage->lost.items[i];

		json_open(json, '{');
		json_text_member(json, "theme", lost->theme->id);
		json_text_member(json, "text", lost->text);
		json_text_member(json, "url", lost->url);
		json_key(json, "place");
		json_put_place(json, coverage->model, &lost->place);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
put_futures(struct jsonwriter *json, const struct coverage *coverage)
{
	json_key(json, "futures");
	json_open(json, '[');
	for (size_t i = 0; i < coverage->futures.count; i++) {
		const struct coverage_future *future = &coverage->futures.items[i];

		json_open(json, '{');
		json_text_member(json, "id", future->story->id);
		put_references(json, "answers", &future->answers);
		put_references(json, "problems", &future->problems);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
put_certainties(struct jsonwriter *json, struct arena *scratch, const struct coverage *coverage)
{
	json_key(json, "certainty");
	json_open(json, '{');
	for (size_t i = 0; i < COVERAGE_CERTAINTIES; i++) {
		struct str name = vision_certainty_name(i);

		if (name.length == 0)
			break;
		json_key(json, arena_cstr(scratch, name));
		json_number(json, (int64_t)coverage->certainties[i]);
	}
	json_close(json, '}');
}

static void
put_aspects(struct jsonwriter *json, struct arena *scratch, const struct aspects *aspects)
{
	json_key(json, "aspects");
	json_open(json, '[');
	for (size_t i = 0; i < aspects->count; i++) {
		const struct aspect *aspect = &aspects->items[i];

		json_open(json, '{');
		json_text_member(json, "text", aspect->text);
		json_text_member(json, "certainty", vision_certainty_name(aspect->certainty));
		json_key(json, "below");
		json_open(json, '{');
		for (size_t k = 0; vision_certainty_name(k).length > 0; k++) {
			if (aspect->below[k] == 0)
				continue;
			json_key(json, arena_cstr(scratch, vision_certainty_name(k)));
			json_number(json, (int64_t)aspect->below[k]);
		}
		json_close(json, '}');
		if (aspect->leads_to != NULL)
			json_text_member(json, "leads-to", aspect->leads_to->id);
		json_close(json, '}');
	}
	json_close(json, ']');
}

void
vision_put_json(struct arena *scratch, const struct coverage *coverage, struct buf *out)
{
	struct jsonwriter json = { .out = out, .pretty = true };

	json_open(&json, '{');
	json_text_member(&json, "format", STR("waymark-vision"));
	json_key(&json, "version");
	json_number(&json, JSON_VERSION);
	json_text_member(&json, "title", coverage->model->book.title);
	json_key(&json, "stories");
	json_number(&json, (int64_t)coverage->stories);
	json_key(&json, "evidence");
	json_number(&json, (int64_t)coverage->evidence);
	json_key(&json, "cited");
	json_number(&json, (int64_t)coverage->cited);
	json_key(&json, "problems");
	json_open(&json, '[');
	for (size_t i = 0; i < coverage->problem_count; i++)
		put_problem(&json, scratch, &coverage->problems[i]);
	json_close(&json, ']');
	put_references(&json, "uncited", &coverage->uncited);
	put_lost(&json, coverage);
	put_references(&json, "untraced", &coverage->untraced);
	put_futures(&json, coverage);
	put_certainties(&json, scratch, coverage);
	put_aspects(&json, scratch, &coverage->aspects);
	json_close(&json, '}');
	buf_putc(out, '\n');
}
