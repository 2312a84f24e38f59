/*
 * uncited: stories and who cites them.
 */
#include "plan/uncited.h"

bool
story_is_status_quo(const struct record *story)
{
	return str_equal(record_text(story, FIELD_STORY_KIND), STR("status-quo"));
}

bool
story_is_chapter(const struct record *story)
{
	return story->parent != NULL && story->parent->kind == KIND_STORY;
}

static bool
is_cited_itself(const struct record *story)
{
	for (size_t i = 0; i < story->referrers.count; i++)
		if (story->referrers.items[i]->kind == KIND_THEME ||
		    story->referrers.items[i]->kind == KIND_SUMMARY)
			return true;
	return false;
}

bool
story_is_cited(const struct record *story)
{
	if (is_cited_itself(story))
		return true;
	for (size_t i = 0; i < story->children.count; i++)
		if (is_cited_itself(story->children.items[i]))
			return true;
	return false;
}

/* Kinds of story, those of which one is cited with a value that is not NULL. */
static bool
cited_kinds(struct arena *arena, const struct records *stories, struct map *ret_kinds)
{
	bool is_any = false;

	for (size_t i = 0; i < stories->count; i++) {
		struct record *story = stories->items[i];
		void **cited = map_put(arena, ret_kinds, record_text(story, FIELD_STORY_KIND));

		if (*cited == NULL && is_cited_itself(story))
			*cited = story;
		is_any = is_any || *cited != NULL;
	}
	return is_any;
}

static bool
has_status_quo(const struct records *stories)
{
	for (size_t i = 0; i < stories->count; i++)
		if (story_is_status_quo(stories->items[i]))
			return true;
	return false;
}

void
evidence_stories(struct arena *arena, const struct model *model, struct records *ret_stories)
{
	const struct records *stories = &model->by_kind[KIND_STORY];
	struct map kinds = { 0 };
	bool is_any = cited_kinds(arena, stories, &kinds);
	bool is_split = has_status_quo(stories);

	*ret_stories = (struct records){ 0 };
	for (size_t i = 0; i < stories->count; i++) {
		struct record *story = stories->items[i];
		bool counts = is_any ? map_get(&kinds, record_text(story, FIELD_STORY_KIND)) != NULL
				     : !is_split || story_is_status_quo(story);

		if (counts && !story_is_chapter(story))
			*VEC_PUSH(arena, ret_stories) = story;
	}
}

void
uncited_stories(struct arena *arena, const struct model *model, struct records *ret_stories)
{
	struct map kinds = { 0 };
	struct records stories;

	*ret_stories = (struct records){ 0 };
	if (!cited_kinds(arena, &model->by_kind[KIND_STORY], &kinds))
		return;
	evidence_stories(arena, model, &stories);
	for (size_t i = 0; i < stories.count; i++)
		if (!story_is_cited(stories.items[i]))
			*VEC_PUSH(arena, ret_stories) = stories.items[i];
}
