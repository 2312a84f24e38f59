/*
 * history: identity and events, on snapshots made by hand.
 */
#include "test.h"

#include "arena_fixture.h"
#include "chance_book.h"
#include "history/likeness.h"
#include "history_fixture.h"

/* ==== snapshots made by hand ==== */

static struct entry *
add_page(struct arena *arena, struct snapshot *snapshot, const char *id, const char *title,
	 const char *text)
{
	struct entry *entry = add_entry(arena, snapshot, KIND_GOAL, id, title);

	entry->path = arena_printf(arena, "roadmap/%s.md", id);
	entry->source = str_from(text);
	*VEC_PUSH(arena, &entry->texts) = entry->source;
	return entry;
}

static void
set_former(struct arena *arena, struct entry *entry, const char *id)
{
	*VEC_PUSH(arena, &entry->former) = str_from(id);
}

/* "goal polish: paused (was: active); …": all events in one text. */
static struct str
said(struct arena *arena, const struct snapshot *before, const struct snapshot *after)
{
	struct str text = STR_EMPTY;
	struct events events;

	events_compare(arena, before, after, &events);
	for (size_t i = 0; i < events.count; i++) {
		const struct event *event = &events.items[i];

		text = arena_printf(arena, "%.*s%s%.*s: %.*s%.*s", STR_ARG(text), i > 0 ? "; " : "",
				    STR_ARG(event->id), STR_ARG(event_phrase(arena, event)),
				    STR_ARG(event_via_phrase(arena, event)));
	}
	return text;
}

/* ==== the vocabulary ==== */

static void
names_changes_of_state(void **state)
{
	static const char *const cases[][3] = {
		{ "proposed", "active", "polish: started (was: proposed)" },
		{ "active", "paused", "polish: paused (was: active)" },
		{ "paused", "active", "polish: resumed (was: paused)" },
		{ "active", "done", "polish: finished (was: active)" },
		{ "done", "active", "polish: reopened (was: done)" },
		{ "dropped", "paused", "polish: reopened (was: dropped)" },
		{ "active", "dropped", "polish: dropped (was: active)" },
		{ "active", "wanted", "polish: state: active → wanted" },
		{ "active", "active", "" },
	};
	struct arena *arena = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct snapshot before = { 0 }, after = { 0 };

		set_values(arena, add_entry(arena, &before, KIND_GOAL, "polish", "Polish"),
			   FIELD_STATE, cases[i][0]);
		set_values(arena, add_entry(arena, &after, KIND_GOAL, "polish", "Polish"),
			   FIELD_STATE, cases[i][1]);
		assert_str(said(arena, &before, &after), cases[i][2]);
	}
}

static void
names_changes_of_owner(void **state)
{
	static const char *const cases[][3] = {
		{ NULL, "ada", "polish: owner ada" },
		{ "ada", NULL, "polish: ada no longer owner" },
		{ "ada", "bob", "polish: handed over from ada to bob" },
		{ "ada,bob", "bob,eve", "polish: handed over from ada to eve" },
		{ "ada,bob", "bob,ada", "" },
		{ "ada", "bob,eve",
		  "polish: ada no longer owner; polish: owner bob; polish: owner eve" },
	};
	struct arena *arena = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct snapshot sides[2] = { 0 };

		for (size_t side = 0; side < 2; side++) {
			struct entry *entry =
				add_entry(arena, &sides[side], KIND_GOAL, "polish", "Polish");

			if (cases[i][side] != NULL)
				set_values(arena, entry, FIELD_OWNER, cases[i][side]);
		}
		assert_str(said(arena, &sides[0], &sides[1]), cases[i][2]);
	}
}

static void
names_other_fields(void **state)
{
	struct arena *arena = *state;
	struct snapshot before = { 0 }, after = { 0 };
	struct entry *old = add_entry(arena, &before, KIND_INITIATIVE, "lint", "Lint");
	struct entry *new = add_entry(arena, &after, KIND_INITIATIVE, "lint", "Lints");

	set_values(arena, old, FIELD_REQUIRES, "a,b");
	set_values(arena, new, FIELD_REQUIRES, "b,c");
	set_values(arena, old, FIELD_PROGRESS, "1/6");
	set_values(arena, new, FIELD_PROGRESS, "2/6");
	set_values(arena, new, FIELD_PAGE, "https://example.org");
	assert_str(said(arena, &before, &after),
		   "lint: renamed, was \"Lint\"; lint: no longer requires a; lint: now requires c; "
		   "lint: progress: 1/6 → 2/6; lint: page: https://example.org");
}

static void
names_what_comes_and_goes(void **state)
{
	struct arena *arena = *state;
	struct snapshot before = { 0 }, after = { 0 };
	struct entry *goal = add_entry(arena, &after, KIND_GOAL, "polish", "Polish");

	set_values(arena, goal, FIELD_STATE, "active");
	set_values(arena, goal, FIELD_OWNER, "ada,bob");
	set_parent(add_entry(arena, &after, KIND_MILESTONE, "polish/rfc", "RFC"), goal);
	set_values(arena, add_entry(arena, &before, KIND_GOAL, "scopes", "Scopes"), FIELD_STATE,
		   "paused");
	assert_str(said(arena, &before, &after),
		   "polish: added (active, ada, bob); scopes: removed (was: paused); "
		   "polish/rfc: added");
}

/* The trap of the roadmap that people know: both in one commit. */
static void
tells_state_and_parent_in_one(void **state)
{
	struct arena *arena = *state;
	struct snapshot before = { 0 }, after = { 0 };
	struct entry *goal;

	set_values(arena,
		   add_entry(arena, &before, KIND_GOAL, "async-overloading", "Async overloading"),
		   FIELD_STATE, "paused");
	goal = add_entry(arena, &after, KIND_GOAL, "keyword-generics", "Keyword generics");
	set_parent(add_entry(arena, &after, KIND_INITIATIVE, "keyword-generics/async-overloading",
			     "Async overloading"),
		   goal);
	set_values(arena, after.items[1], FIELD_STATE, "active");
	assert_str(said(arena, &before, &after),
		   "keyword-generics: added; "
		   "keyword-generics/async-overloading: became an initiative, was a goal (known by "
		   "its likeness, 0.67); "
		   "keyword-generics/async-overloading: moved to Keyword generics (known by its "
		   "likeness, 0.67); "
		   "keyword-generics/async-overloading: new id, was async-overloading (known by "
		   "its likeness, 0.67); "
		   "keyword-generics/async-overloading: resumed (was: paused) (known by its "
		   "likeness, 0.67)");
}

/* ==== identity ==== */

static const char threads[] = "# Threads\n\nWe start threads for all requests and wait for them.\n"
			      "Every request may take as long as it likes to take.\n"
			      "Nobody waits for the slowest of all these threads.\n";
static const char colours[] = "# Colours\n\nThe terminal shows errors in red and notes in blue.\n"
			      "People who cannot tell them apart read the words instead.\n"
			      "Every theme has its palette in a file of its own.\n";

static enum identity_rule
rule_of(struct arena *arena, const struct snapshot *before, const struct snapshot *after,
	size_t index)
{
	struct identities identities;

	identity_find(arena, before, after, &identities);
	return identities.after[index].rule;
}

static void
takes_the_first_rule_that_applies(void **state)
{
	struct arena *arena = *state;
	struct snapshot before = { 0 }, after = { 0 };

	add_page(arena, &before, "said", "Said", "x")->has_own_id = true;
	add_page(arena, &before, "former", "Former", "y");
	add_page(arena, &before, "stays", "Stays", threads);
	add_page(arena, &before, "old-name", "Colours", colours);
	add_page(arena, &after, "said", "Other", "x2")->has_own_id = true;
	set_former(arena, add_page(arena, &after, "latter", "Latter", "z"), "former");
	add_page(arena, &after, "stays", "Something else", "nothing of it is left");
	add_page(arena, &after, "new-name", "Colours", colours);
	assert_int_equal(rule_of(arena, &before, &after, 0), IDENTITY_ID);
	assert_int_equal(rule_of(arena, &before, &after, 1), IDENTITY_WAS);
	assert_int_equal(rule_of(arena, &before, &after, 2), IDENTITY_PATH);
	assert_int_equal(rule_of(arena, &before, &after, 3), IDENTITY_BLOB);
}

/* A `was:` that is long past must not take the id's new bearer along. */
static void
former_ids_that_live_are_not_taken(void **state)
{
	struct arena *arena = *state;
	struct snapshot before = { 0 }, after = { 0 };

	add_page(arena, &before, "one", "One", threads);
	add_page(arena, &after, "one", "One", threads);
	set_former(arena, add_page(arena, &after, "two", "Two", colours), "one");
	assert_int_equal(rule_of(arena, &before, &after, 0), IDENTITY_PATH);
	assert_int_equal(rule_of(arena, &before, &after, 1), IDENTITY_NONE);
}

static void
finds_what_was_rewritten(void **state)
{
	struct arena *arena = *state;
	struct snapshot before = { 0 }, after = { 0 };
	struct identities identities;

	add_page(arena, &before, "2025/threads", "Threads", threads);
	add_page(arena, &before, "2025/colours", "Colours", colours);
	add_page(arena, &after, "2026/colour", "Colours for all",
		 "# Colours for all\n\nThe terminal shows errors in red, warnings in yellow.\n"
		 "People who cannot tell them apart read the words instead.\n");
	add_page(arena, &after, "2026/threading", "Threads",
		 "# Threads\n\nWe start threads for some requests and wait for them all.\n"
		 "Nobody waits for the slowest of all these threads any more.\n");
	identity_find(arena, &before, &after, &identities);
	assert_ptr_equal(identities.after[0].other, before.items[1]);
	assert_ptr_equal(identities.after[1].other, before.items[0]);
	assert_true(identities.after[0].score >= 0.4 && identities.after[0].score < 1);
}

/* Two that are as good as each other: neither is taken, and both are named. */
static void
says_when_it_is_unsure(void **state)
{
	struct arena *arena = *state;
	struct snapshot before = { 0 }, after = { 0 };

	add_page(arena, &before, "threads", "Threads", threads);
	add_page(arena, &after, "threads-a", "Threads", threads);
	add_page(arena, &after, "threads-b", "Threads", threads);
	assert_str(said(arena, &before, &after),
		   "threads-a: added; possibly the same as threads; "
		   "threads-b: added; possibly the same as threads; "
		   "threads: removed; possibly the same as threads-a");
}

static void
does_not_join_strangers(void **state)
{
	struct arena *arena = *state;
	struct snapshot before = { 0 }, after = { 0 };

	add_page(arena, &before, "threads", "Threads", threads);
	add_page(arena, &after, "colours", "Colours", colours);
	assert_str(said(arena, &before, &after), "colours: added; threads: removed");
}

/* Children go with their parent, however alike those of others are. */
static void
children_follow_their_parent(void **state)
{
	struct arena *arena = *state;
	struct snapshot before = { 0 }, after = { 0 };
	struct entry *a = add_page(arena, &before, "2025/threads", "Threads", threads);
	struct entry *b = add_page(arena, &before, "2025/colours", "Colours", colours);
	struct entry *c = add_page(arena, &after, "2026/threads", "Threads", threads);
	struct entry *d = add_page(arena, &after, "2026/colours", "Colours", colours);
	struct identities identities;

	set_parent(add_entry(arena, &before, KIND_MILESTONE, "2025/threads/rfc", "RFC"), a);
	set_parent(add_entry(arena, &before, KIND_MILESTONE, "2025/colours/rfc", "RFC"), b);
	set_parent(add_entry(arena, &after, KIND_MILESTONE, "2026/colours/rfc", "RFC"), d);
	set_parent(add_entry(arena, &after, KIND_MILESTONE, "2026/threads/rfc", "RFC"), c);
	identity_find(arena, &before, &after, &identities);
	assert_ptr_equal(identities.after[2].other, before.items[3]);
	assert_ptr_equal(identities.after[3].other, before.items[2]);
}

/* Steps of one name are known by what they say, not by their number. */
static void
tells_twins_apart(void **state)
{
	struct arena *arena = *state;
	struct snapshot before = { 0 }, after = { 0 };
	struct entry *a = add_page(arena, &before, "threads", "Threads", threads);
	struct entry *b = add_page(arena, &after, "threads", "Threads", threads);
	static const char *const ids[] = { "threads/rfc", "threads/rfc~2", "threads/rfc~3" };
	static const char *const olds[] = { "ada", "bob" }, *const news[] = { "eve", "ada", "bob" };

	for (size_t i = 0; i < 3; i++) {
		struct entry *step;

		if (i < 2) {
			step = add_entry(arena, &before, KIND_MILESTONE, ids[i], "RFC");
			set_parent(step, a);
			set_values(arena, step, FIELD_PARTICIPANTS, olds[i]);
		}
		step = add_entry(arena, &after, KIND_MILESTONE, ids[i], "RFC");
		set_parent(step, b);
		set_values(arena, step, FIELD_PARTICIPANTS, news[i]);
	}
	assert_str(said(arena, &before, &after),
		   "threads/rfc: added (eve); threads/rfc~2: new id, was threads/rfc; "
		   "threads/rfc~3: new id, was threads/rfc~2");
}

static void
sees_splits_and_mergers(void **state)
{
	struct arena *arena = *state;
	struct snapshot one = { 0 }, two = { 0 };
	struct str both = arena_printf(arena, "%s\n%s", threads, colours);

	add_page(arena, &one, "threads", "Threads", both.data);
	add_page(arena, &two, "threads", "Threads", threads);
	add_page(arena, &two, "palette", "The palette", colours);
	assert_str(said(arena, &one, &two),
		   "threads: 31 words changed; palette: split off from threads");
	assert_str(said(arena, &two, &one),
		   "threads: 31 words changed; palette: merged into threads");
}

/* Beyond LIMIT_HISTORY_PAIRS only those are compared whose files have the same name. */
static void
very_many_are_compared_by_name(void **state)
{
	struct arena *arena = *state;
	struct snapshot before = { 0 }, after = { 0 };
	struct identities identities;

	for (int i = 0; i < 600; i++) {
		struct str old = arena_printf(arena, "old/%s%d", i < 2 ? "same" : "old", i);
		struct str new = arena_printf(arena, "new/%s%d", i < 2 ? "same" : "new", i);
		struct str text = arena_printf(arena, "first%d second%d third%d", i, i, i);
		struct str longer = arena_printf(arena, "%s fourth%d", text.data, i);

		add_page(arena, &before, old.data, old.data, text.data);
		add_page(arena, &after, new.data, old.data, longer.data);
	}
	identity_find(arena, &before, &after, &identities);
	assert_int_equal(identities.after[0].rule, IDENTITY_SIMILARITY);
	assert_int_equal(identities.after[1].rule, IDENTITY_SIMILARITY);
	assert_int_equal(identities.after[2].rule, IDENTITY_NONE);
}

static void
moved_words_are_counted_once(void **state)
{
	struct arena *arena = *state;
	struct strs before = { 0 }, after = { 0 };

	*VEC_PUSH(arena, &before) = STR("# Title\n\none two three\n\n| a | b |\n");
	*VEC_PUSH(arena, &after) = STR("# Another\n\nOne,  *two*\nthree\n\n|  a  |  c  |\n");
	assert_int_equal(likeness_changed_words(arena, &before, &after), 0);
	after.items[0] = STR("one two four five");
	assert_int_equal(likeness_changed_words(arena, &before, &after), 2);
}

static struct str
text_by_chance(struct arena *arena, uint64_t *seed)
{
	static const char *const lines[] = {
		"one two three\n",
		"one\n",
		"\n",
		"carriage return\r\n",
		"| a | cell |\n",
		"# Heading\n",
		"a line that is longer than what is compared at once, and may be shared\n",
		"a line that is longer than what is compared at once, and goes on in another way\n",
		"caf\xc3\xa9 au lait\n",
	};
	struct str parts[40];
	size_t count = chance(seed, 40);

	for (size_t i = 0; i < count; i++)
		parts[i] = str_from(lines[chance(seed, sizeof lines / sizeof *lines)]);
	if (count > 0 && chance(seed, 3) == 0)
		parts[count - 1].length--;
	return arena_concat(arena, parts, count);
}

/* Some other text in the place of a part, which may cut lines in two. */
static struct str
edit_by_chance(struct arena *arena, uint64_t *seed, struct str text)
{
	size_t from = chance(seed, (uint32_t)text.length + 1);
	size_t to = from + chance(seed, (uint32_t)(text.length - from) + 1);
	const struct str parts[] = {
		str_slice(text, 0, from),
		chance(seed, 2) ? text_by_chance(arena, seed) : STR("four"),
		str_from_offset(text, chance(seed, 2) ? to : from),
	};

	return arena_concat(arena, parts, 3);
}

/* Each line a text, in an order in which texts at the same place have nothing in common. */
static struct strs
lines_apart(struct arena *arena, const struct strs *texts, bool is_behind)
{
	struct strs lines = { 0 };
	struct str rest, line;

	for (size_t i = 0; i < 2000 && is_behind; i++)
		*VEC_PUSH(arena, &lines) = STR_EMPTY;
	for (size_t i = 0; i < texts->count; i++)
		for (rest = texts->items[i]; str_cut_line(&rest, &line);)
			*VEC_PUSH(arena, &lines) = line;
	return lines;
}

static void
shared_lines_change_nothing(void **state)
{
	struct arena *arena = *state;
	uint64_t seed = 1;
	uint32_t most = 0;

	for (size_t round = 0; round < 3000; round++) {
		struct strs before = { 0 }, after = { 0 }, left, right;
		uint32_t words;

		arena_reset(arena);
		for (uint32_t i = chance(&seed, 3); i > 0; i--)
			*VEC_PUSH(arena, &before) = text_by_chance(arena, &seed);
		for (size_t i = 0; i < before.count; i++)
			*VEC_PUSH(arena, &after) = edit_by_chance(arena, &seed, before.items[i]);
		if (chance(&seed, 4) == 0)
			*VEC_PUSH(arena, &after) = text_by_chance(arena, &seed);
		left = lines_apart(arena, &before, false);
		right = lines_apart(arena, &after, true);
		words = likeness_changed_words(arena, &before, &after);
		assert_int_equal(words, likeness_changed_words(arena, &left, &right));
		most = words > most ? words : most;
	}
	assert_true(most > 100);
}

static void
measures_likeness(void **state)
{
	struct arena *arena = *state;
	struct likeness likeness;
	struct strs texts[3] = { 0 };

	*VEC_PUSH(arena, &texts[0]) = STR("red green blue");
	*VEC_PUSH(arena, &texts[1]) = STR("Blue, green and red");
	*VEC_PUSH(arena, &texts[2]) = STR("nothing at all");
	likeness_init(&likeness, arena);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(likeness_add(&likeness, &texts[i]), i);
	assert_true(likeness_cosine(&likeness, 0, 0) > 0.999);
	assert_true(likeness_cosine(&likeness, 0, 1) > 0.7);
	assert_true(likeness_cosine(&likeness, 0, 2) < 0.001);
	assert_true(likeness_dice(arena, STR("night"), STR("nacht")) == 0.25);
	assert_true(likeness_dice(arena, STR("Naïve"), STR("naïve")) == 1);
	assert_true(likeness_dice(arena, STR("a"), STR("b")) == 0);
}

/* Kept or not, a page's words weigh the same. */
static void
notes_change_no_weight(void **state)
{
	struct arena *arena = *state;
	uint64_t seed = 1;
	struct likeness with, without;
	struct entry entries[20] = { 0 };
	struct page_note notes[20] = { 0 };

	for (size_t i = 0; i < 20; i++) {
		*VEC_PUSH(arena, &entries[i].texts) = text_by_chance(arena, &seed);
		*VEC_PUSH(arena, &entries[i].texts) = STR("one word and another");
		notes[i].arena = arena;
	}
	for (size_t round = 0; round < 3; round++) {
		likeness_init(&with, arena);
		likeness_init(&without, arena);
		for (size_t i = 0; i < 20; i++)
			assert_int_equal(likeness_add(&with, &entries[i].texts),
					 likeness_add(&without, &entries[i].texts));
		for (size_t i = 0; i < 20; i += round + 1) {
			entries[i].note = NULL;
			likeness_weigh(&without, &entries[i]);
			entries[i].note = &notes[i];
			likeness_weigh(&with, &entries[i]);
			assert_non_null(notes[i].words);
		}
		for (size_t i = 1; i < 20; i++)
			assert_true(likeness_cosine(&with, i, i - 1) ==
				    likeness_cosine(&without, i, i - 1));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_changes_of_state),
		cmocka_unit_test(names_changes_of_owner),
		cmocka_unit_test(names_other_fields),
		cmocka_unit_test(names_what_comes_and_goes),
		cmocka_unit_test(tells_state_and_parent_in_one),
		cmocka_unit_test(takes_the_first_rule_that_applies),
		cmocka_unit_test(former_ids_that_live_are_not_taken),
		cmocka_unit_test(finds_what_was_rewritten),
		cmocka_unit_test(says_when_it_is_unsure),
		cmocka_unit_test(does_not_join_strangers),
		cmocka_unit_test(children_follow_their_parent),
		cmocka_unit_test(tells_twins_apart),
		cmocka_unit_test(sees_splits_and_mergers),
		cmocka_unit_test(very_many_are_compared_by_name),
		cmocka_unit_test(moved_words_are_counted_once),
		cmocka_unit_test(shared_lines_change_nothing),
		cmocka_unit_test(measures_likeness),
		cmocka_unit_test(notes_change_no_weight),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
