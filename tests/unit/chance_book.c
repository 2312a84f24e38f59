/* chance_book: texts by chance, and a driver that reads them. */
#include "chance_book.h"

#include "base/buf.h"
#include "memory.h"

/* ==== files of chance ==== */

uint32_t
chance(uint64_t *seed, uint32_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % below;
}

static const char *
pick(uint64_t *seed, const char *const *words, uint32_t count)
{
	return words[chance(seed, count)];
}

#define PICK(seed, words) pick((seed), (words), (uint32_t)(sizeof(words) / sizeof *(words)))

static const char *const titles[] = { "Lint all",       "Traits",       "Traits of rust",
				      "Faster builds",  "TBD",          "Polish",
				      "Console of all", "All consoles", "Console" };
static const char *const people[] = {
	"@ada",      "@Bob",           "Ada Lace", "[Eve](https://github.com/eve)", "[lang]",
	"team:lang", "@bob, Ada Lace", "tbd",      "![Team][] [lang], [types]"
};
static const char *const links[] = { "[one](one.md)",
				     "[two](../two.md)",
				     "[Traits](two/three.md)",
				     "[there](three.md#console)",
				     "[far](https://far.org)",
				     "[h](/roadmap/one.html)",
				     "[s](status_quo.md#traits)",
				     "[gone](gone.md)" };
static const char *const parents[] = { "goal: one", "goal: two" };
static const char *const states[] = { "Accepted", "done", "\xf0\x9f\xa6\x80", "running", "" };

static void
put_table_rows(struct buf *out, uint64_t *seed)
{
	for (uint32_t row = chance(seed, 4); row > 0; row--)
		buf_printf(out, "| %s | %s | %s |\n",
			   chance(seed, 3) ? PICK(seed, titles) : PICK(seed, links),
			   PICK(seed, people), PICK(seed, states));
}

static void
put_tables(struct buf *out, uint64_t *seed)
{
	static const char *const heads[] = {
		"## Milestones\n\n| Milestone | Participants | State |\n",
		"## Initiatives\n\n| Initiative | Key participants | State |\n",
		"## Ownership and team asks\n\n| Task | Owner(s) or team(s) | Notes |\n",
		"## Team asks\n\n| Team | Support level | Notes |\n",
		"## Asks\n\n| Team | Champion | Level |\n",
	};

	for (uint32_t table = chance(seed, 3); table > 0; table--) {
		buf_printf(out, "\n%s| --- | --- | --- |\n", PICK(seed, heads));
		put_table_rows(out, seed);
	}
}

/* An overview whose rows lead. */
static void
put_overview(struct buf *out, uint64_t *seed)
{
	buf_puts(out, "\n| Deliverable | Owner | State |\n| --- | --- | --- |\n");
	for (uint32_t row = chance(seed, 6); row > 0; row--)
		buf_printf(out, "| %s %s | %s | %s |\n",
			   chance(seed, 3) ? "\xe2\x86\xb3" : "\xf0\x9f\x94\xbb",
			   chance(seed, 2) ? PICK(seed, titles) : PICK(seed, links),
			   PICK(seed, people), PICK(seed, states));
}

static void
put_details(struct buf *out, uint64_t *seed)
{
	buf_puts(out, "\n## Metanarrative\n\n");
	for (uint32_t part = chance(seed, 4); part > 0; part--)
		buf_printf(out,
			   "<details id=\"traits\"><summary>%s</summary>\n\n* see %s\n"
			   "  * and %s\n\n</details>\n\n## %s\n\n* %s\n\n",
			   PICK(seed, titles), PICK(seed, links), PICK(seed, links),
			   PICK(seed, titles), PICK(seed, links));
}

static void
put_sections(struct buf *out, uint64_t *seed)
{
	static const char *const heads[] = { "Requires", "Impact", "How to help",
					     "What status quo stories do you retell?",
					     "What are the morals of the story?" };

	for (uint32_t section = chance(seed, 4); section > 0; section--)
		buf_printf(out, "\n## %s\n\n* %s, but late\n* %s\n", PICK(seed, heads),
			   chance(seed, 2) ? PICK(seed, links) : PICK(seed, titles),
			   PICK(seed, links));
}

static void
put_front(struct buf *out, uint64_t *seed)
{
	buf_puts(out, "---\n");
	if (chance(seed, 3) == 0)
		buf_printf(out, "id: named%u\n", chance(seed, 3));
	if (chance(seed, 3) == 0)
		buf_printf(out, "owner: \"%s\"\n", PICK(seed, people));
	if (chance(seed, 2) == 0)
		buf_printf(out, "%s\n", PICK(seed, parents));
	if (chance(seed, 4) == 0)
		buf_printf(out, "requires: [\"%s\", two/traits]\n", PICK(seed, titles));
	buf_puts(out, "state: active\n---\n");
}

static void
put_metadata(struct buf *out, uint64_t *seed)
{
	buf_puts(out, "\n| Metadata | |\n| :-- | :-- |\n");
	buf_printf(out, "| Point of contact | %s |\n| Status | %s |\n", PICK(seed, people),
		   PICK(seed, states));
	buf_printf(out, "| Roadmap | %s |\n| Flagship | yes |\n| [lang] champion | %s |\n",
		   PICK(seed, titles), PICK(seed, people));
}

/* Whose rows are the same when they change places. */
static void
put_two_tables(struct buf *out, bool is_turned)
{
	const char *const tables[] = {
		"\n## Milestones\n\n| Milestone | Participants | State |\n"
		"| --- | --- | --- |\n| Turned | @ada | done |\n",
		"\n## Asks\n\n| Team | Champion | Level |\n"
		"| --- | --- | --- |\n| lang | @ada | done |\n",
	};

	buf_puts(out, tables[is_turned]);
	buf_puts(out, tables[!is_turned]);
}

static void
put_page(struct buf *out, uint64_t *seed, const struct file *file)
{
	struct str path = file->path;

	if (chance(seed, 4) == 0)
		put_front(out, seed);
	if (chance(seed, 8) != 0)
		buf_printf(out, "# %s\n", PICK(seed, titles));
	if (chance(seed, 3) != 0)
		put_metadata(out, seed);
	if (str_ends(path, STR("README.md")) && chance(seed, 2))
		buf_puts(out, "\n(((GOAL CHAPTERS)))\n\n(((GOALS: Accepted)))\n");
	if (str_ends(path, STR("roadmap.md")) && chance(seed, 6) != 0)
		put_overview(out, seed);
	if (str_ends(path, STR("status_quo.md")) || str_ends(path, STR("metanarrative.md")))
		put_details(out, seed);
	put_sections(out, seed);
	put_tables(out, seed);
	if (chance(seed, 3) == 0)
		put_two_tables(out, file->detail % 2);
}

static void
put_summary(struct buf *out, const struct shelf *shelf, uint64_t *seed)
{
	buf_puts(out, "# Summary\n\n");
	for (size_t i = 0; i < shelf->count; i++) {
		struct str path = shelf->files[i].path;

		if (str_starts(path, STR("src/")))
			path = str_from_offset(path, 4);
		if (str_ends(path, STR(".md")) && chance(seed, 3) != 0)
			buf_printf(out, "%s- [%s](%.*s)\n", chance(seed, 2) ? "" : "  ",
				   chance(seed, 3) ? PICK(seed, titles) : "", STR_ARG(path));
	}
}

static void
put_people(struct buf *out, uint64_t *seed)
{
	buf_puts(out, "people:\n");
	if (chance(seed, 3) != 0)
		buf_puts(out, "  - {handle: ada, name: Ada Lace}\n");
	if (chance(seed, 2) != 0)
		buf_puts(out, "  - {handle: eve, name: Eve}\n");
	buf_puts(out, "teams:\n  - {handle: lang, name: lang}\n");
}

static void
put_config(struct buf *out, const struct shelf *shelf, uint64_t *seed)
{
	buf_printf(out, "dialect: %s\n", chance(seed, 6) == 0 ? "native" : shelf->dialect);
	if (chance(seed, 6) == 0)
		buf_puts(out, "extend:\n  placeholders: [traits]\n");
}

/* Mostly what nobody reads. */
static void
put_toml(struct buf *out, uint64_t *seed, uint32_t detail)
{
	if (chance(seed, 4) != 0)
		buf_printf(out, "[book]\ntitle = \"%s\"\n", PICK(seed, titles));
	buf_printf(out, "[preprocessor.goals]\nnumber = %u\n", detail);
	if (chance(seed, 4) == 0)
		buf_puts(out, "[output.html.redirect]\n\"/old.html\" = \"README.html\"\n");
}

struct words {
	const char *const *items;
	uint32_t count;
};
#define WORDS(words)                                                                               \
	{                                                                                          \
		words, sizeof(words) / sizeof *(words)                                             \
	}

/* One of the words stands there. */
static const char *
word_at(const struct words *words, struct str text)
{
	for (uint32_t i = 0; i < words->count; i++)
		if (words->items[i][0] != '\0' && str_starts(text, str_from(words->items[i])))
			return words->items[i];
	return NULL;
}

/* The length of what was copied, or replaced. */
static size_t
put_changed_word(struct buf *out, struct str text, uint64_t *seed)
{
	static const struct words all[] = { WORDS(people), WORDS(states), WORDS(parents) };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		const char *word = word_at(&all[i], text);

		if (word == NULL || chance(seed, 4) != 0)
			continue;
		buf_puts(out, pick(seed, all[i].items, all[i].count));
		return strlen(word);
	}
	buf_putc(out, text.data[0]);
	return 1;
}

/* Some other people, and other states and parents. */
static void
put_changed(struct buf *out, struct str text, uint64_t seed)
{
	while (text.length > 0)
		text = str_from_offset(text, put_changed_word(out, text, &seed));
}

static struct str
text_of(struct arena *arena, const struct shelf *shelf, const struct file *file)
{
	uint64_t seed = file->number * (uint64_t)0x9e3779b97f4a7c15u + 1;
	struct buf out;
	struct str text;

	buf_init(&out, 1 << 20);
	if (str_ends(file->path, STR("SUMMARY.md")))
		put_summary(&out, shelf, &seed);
	else if (str_equal(file->path, STR("people.yaml")))
		put_people(&out, &seed);
	else if (str_equal(file->path, STR("waymark.yaml")))
		put_config(&out, shelf, &seed);
	else if (str_equal(file->path, STR("unread.yaml")))
		buf_printf(&out, "number: %u\n", file->detail);
	else if (str_ends(file->path, STR(".toml")))
		put_toml(&out, &seed, file->detail);
	else
		put_page(&out, &seed, file);
	text = buf_copy(arena, &out);
	buf_clear(&out);
	put_changed(&out, text, file->detail);
	if (file->detail != 0)
		text = buf_copy(arena, &out);
	buf_free(&out);
	return text;
}

struct repo *
repo_of(struct arena *arena, const struct shelf *shelf)
{
	struct repo *repo = ARENA_NEW(arena, struct repo);
	struct memory *memory = ARENA_NEW(arena, struct memory);

	repo->arena = arena;
	repo->root = STR("chance");
	for (size_t i = 0; i < shelf->count; i++)
		if (shelf->files[i].is_there)
			*VEC_PUSH(arena, &memory->files) =
				(struct memory_file){ shelf->files[i].path,
						      text_of(arena, shelf, &shelf->files[i]) };
	memory_list(repo, memory);
	return repo;
}

void
shelf_change(struct shelf *shelf)
{
	for (uint32_t changes = 1 + chance(&shelf->seed, 3); changes > 0; changes--) {
		struct file *file = &shelf->files[chance(&shelf->seed, (uint32_t)shelf->count)];

		if (chance(&shelf->seed, 3) != 0)
			file->detail = chance(&shelf->seed, 1 << 20);
		else if (chance(&shelf->seed, 2) == 0)
			file->is_there = !file->is_there;
		else
			file->number = chance(&shelf->seed, 1 << 20);
	}
}
