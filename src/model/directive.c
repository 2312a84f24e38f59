/* Finding directives; their names as a table. */
#include "model/directive.h"

#include "base/limits.h"
#include "base/marks.h"
#include "base/vec.h"
#include "model/dialect.h"
#include "text/rawhtml.h"

enum argument { ARGUMENT_NONE, ARGUMENT_OPTIONAL, ARGUMENT_NEEDED };

static const struct directive_row {
	struct str words;
	enum directive_name name;
	enum directive_form form;
	enum argument argument;
} rows[] = {
	{ STR_INIT("#GOALS"), DIRECTIVE_GOAL_COUNT, DIRECTIVE_INLINE, ARGUMENT_NONE },
	{ STR_INIT("#ROADMAP GOALS"), DIRECTIVE_ROADMAP_GOAL_COUNT, DIRECTIVE_INLINE,
	  ARGUMENT_NONE },
	/* "Flagship" is what roadmaps were called before. */
	{ STR_INIT("#FLAGSHIP GOALS"), DIRECTIVE_ROADMAP_GOAL_COUNT, DIRECTIVE_INLINE,
	  ARGUMENT_NONE },
	{ STR_INIT("GOALS"), DIRECTIVE_GOALS, DIRECTIVE_BLOCK, ARGUMENT_OPTIONAL },
	{ STR_INIT("ROADMAP GOALS"), DIRECTIVE_ROADMAP_GOALS, DIRECTIVE_BLOCK, ARGUMENT_OPTIONAL },
	{ STR_INIT("FLAGSHIP GOALS"), DIRECTIVE_ROADMAP_GOALS, DIRECTIVE_BLOCK, ARGUMENT_OPTIONAL },
	{ STR_INIT("OTHER GOALS"), DIRECTIVE_OTHER_GOALS, DIRECTIVE_BLOCK, ARGUMENT_NONE },
	{ STR_INIT("GOALS NOT ACCEPTED"), DIRECTIVE_GOALS_NOT_ACCEPTED, DIRECTIVE_BLOCK,
	  ARGUMENT_NONE },
	{ STR_INIT("LARGE GOALS"), DIRECTIVE_LARGE_GOALS, DIRECTIVE_BLOCK, ARGUMENT_NONE },
	{ STR_INIT("MEDIUM GOALS"), DIRECTIVE_MEDIUM_GOALS, DIRECTIVE_BLOCK, ARGUMENT_NONE },
	{ STR_INIT("SMALL GOALS"), DIRECTIVE_SMALL_GOALS, DIRECTIVE_BLOCK, ARGUMENT_NONE },
	{ STR_INIT("GOALS WITH NEEDS"), DIRECTIVE_GOALS_WITH_NEEDS, DIRECTIVE_BLOCK,
	  ARGUMENT_NEEDED },
	{ STR_INIT("HIGHLIGHT GOALS"), DIRECTIVE_HIGHLIGHT_GOALS, DIRECTIVE_BLOCK,
	  ARGUMENT_NEEDED },
	{ STR_INIT("HIGHLIGHT TABLE"), DIRECTIVE_HIGHLIGHT_TABLE, DIRECTIVE_BLOCK,
	  ARGUMENT_NEEDED },
	{ STR_INIT("HIGHLIGHT CREDITS"), DIRECTIVE_HIGHLIGHT_CREDITS, DIRECTIVE_INLINE,
	  ARGUMENT_NEEDED },
	{ STR_INIT("ROADMAPS"), DIRECTIVE_ROADMAPS, DIRECTIVE_BLOCK, ARGUMENT_NONE },
	{ STR_INIT("ROADMAP ROWS"), DIRECTIVE_ROADMAP_ROWS, DIRECTIVE_ROWS, ARGUMENT_NEEDED },
	{ STR_INIT("CHAMPIONS"), DIRECTIVE_CHAMPIONS, DIRECTIVE_BLOCK, ARGUMENT_NONE },
	{ STR_INIT("TEAM ASKS"), DIRECTIVE_TEAM_ASKS, DIRECTIVE_BLOCK, ARGUMENT_NONE },
	{ STR_INIT("VALID TEAM ASKS"), DIRECTIVE_VALID_TEAM_ASKS, DIRECTIVE_BLOCK, ARGUMENT_NONE },
	{ STR_INIT("FUNDING TABLE"), DIRECTIVE_FUNDING_TABLE, DIRECTIVE_BLOCK, ARGUMENT_OPTIONAL },
	{ STR_INIT("FUNDING TABLE GROUPED"), DIRECTIVE_FUNDING_BY_ROADMAP, DIRECTIVE_BLOCK,
	  ARGUMENT_NONE },
	{ STR_INIT("FUNDING TABLE GROUPED BY GOAL"), DIRECTIVE_FUNDING_BY_ROADMAP, DIRECTIVE_BLOCK,
	  ARGUMENT_NONE },
	{ STR_INIT("FUNDING TABLE GROUPED BY POC"), DIRECTIVE_FUNDING_BY_CONTACT, DIRECTIVE_BLOCK,
	  ARGUMENT_NONE },
	{ STR_INIT("FUNDING LEGEND"), DIRECTIVE_FUNDING_LEGEND, DIRECTIVE_BLOCK, ARGUMENT_NONE },
	{ STR_INIT("REPORTS"), DIRECTIVE_REPORTS, DIRECTIVE_BLOCK, ARGUMENT_OPTIONAL },
	{ STR_INIT("GOAL CHAPTERS"), DIRECTIVE_GOAL_CHAPTERS, DIRECTIVE_BLOCK, ARGUMENT_NONE },
	{ STR_INIT("ROADMAP CHAPTERS"), DIRECTIVE_ROADMAP_CHAPTERS, DIRECTIVE_BLOCK,
	  ARGUMENT_NONE },
};
#define ROW_COUNT (sizeof rows / sizeof *rows)

/* "ROADMAP GOALS: T", and as it was once: "GOALS 'Accepted,Orphaned'". */
static void
split_text(struct str text, struct str *ret_words, struct str *ret_argument)
{
	size_t colon = str_find_char(text, ':'), quote = str_find(text, STR(" '"));
	*ret_words = text;
	*ret_argument = STR_EMPTY;
	if (colon != STR_NONE) {
		*ret_words = str_trim(str_slice(text, 0, colon));
		*ret_argument = str_trim(str_from_offset(text, colon + 1));
	} else if (quote != STR_NONE && str_ends(text, STR("'")) && quote + 3 <= text.length) {
		*ret_words = str_trim(str_slice(text, 0, quote));
		*ret_argument = str_trim(str_slice(text, quote + 2, text.length - 1));
	}
}

enum directive_trouble
directive_parse(struct str text, struct directive *ret_directive)
{
	struct str words, argument;
	split_text(str_trim(text), &words, &argument);
	ret_directive->argument = argument;
	ret_directive->name = DIRECTIVE_UNKNOWN;
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (!str_equal(rows[i].words, words))
			continue;
		ret_directive->name = rows[i].name;
		ret_directive->form = rows[i].form;
		if (rows[i].argument == ARGUMENT_NEEDED && !argument.length)
			return DIRECTIVE_NO_ARGUMENT;
		if (rows[i].argument == ARGUMENT_NONE && argument.length)
			return DIRECTIVE_ARGUMENT;
		return DIRECTIVE_FINE;
	}
	return DIRECTIVE_NO_SUCH_NAME;
}

struct str
directive_nearest(struct str text)
{
	struct str words, argument, nearest = STR_EMPTY;
	unsigned limit = 4;
	split_text(str_trim(text), &words, &argument);
	for (size_t i = 0; i < ROW_COUNT; i++) {
		unsigned distance = str_distance(rows[i].words, words, limit);
		if (distance >= limit)
			continue;
		nearest = rows[i].words;
		limit = distance;
	}
	return nearest;
}

struct str
directive_title(struct arena *arena, struct str argument)
{
	char *bytes = arena_bytes(arena, argument.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < argument.length; i++)
		if (argument.data[i] != '`')
			bytes[length++] = argument.data[i];
	return str_trim((struct str){ bytes, length });
}

struct finder {
	struct arena *arena;
	const struct dialect *dialect;
	const struct doc *doc;
	struct directives *found;
	size_t fine;
};

/* Adds what stands in the file at `offset`; it takes the place of nodes node..end. */
static struct directive *
add(struct finder *finder, struct str text, struct str whole, uint32_t node)
{
	struct directive *directive = VEC_PUSH(finder->arena, finder->found);
	directive->text = str_trim(text);
	directive->trouble = directive_parse(text, directive);
	directive->node = node;
	directive->end = finder->doc->nodes[node].end;
	directive->offset = finder->doc->nodes[node].offset;
	directive->span = finder->doc->nodes[node].span;
	if (whole.data >= finder->doc->source.data &&
	    whole.data < finder->doc->source.data + finder->doc->source.length) {
		directive->offset = (uint32_t)(whole.data - finder->doc->source.data);
		directive->span = (uint32_t)whole.length;
	}
	if (!directive->trouble && ++finder->fine > LIMIT_DIRECTIVES)
		directive->trouble = DIRECTIVE_ONE_TOO_MANY;
	return directive;
}

static void
expect_form(struct directive *directive, enum directive_form form)
{
	if (directive->form != form && !directive->trouble)
		directive->trouble = DIRECTIVE_MISPLACED;
}

/* The whole of the text is one directive: "(((GOALS)))". */
static bool
is_whole(const struct finder *finder, struct str text, struct str *ret_inner)
{
	struct str open = finder->dialect->directive_open, close = finder->dialect->directive_close;
	if (!str_starts(text, open) || !str_ends(text, close) ||
	    text.length < open.length + close.length)
		return false;
	*ret_inner = str_slice(text, open.length, text.length - close.length);
	return !str_contains(*ret_inner, close) && !str_contains(*ret_inner, open);
}

/* Source of the nodes first..end, which are siblings. */
static struct str
source_of(const struct doc *doc, uint32_t first, uint32_t end)
{
	size_t to = doc->nodes[first].offset;
	for (uint32_t i = first; i < end; i = doc->nodes[i].end)
		to = (size_t)doc->nodes[i].offset + doc->nodes[i].span;
	return str_trim(str_slice(doc->source, doc->nodes[first].offset, to));
}

static bool
is_break(const struct node *node)
{
	return node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK;
}

/* The end of the line of a paragraph that begins with a node. */
static uint32_t
line_end(const struct doc *doc, uint32_t first, uint32_t end)
{
	uint32_t i = first;
	while (i < end && !is_break(&doc->nodes[i]))
		i = doc->nodes[i].end;
	return i;
}

/* A line is a directive as a whole.  It begins with text: code is none. */
static bool
line_is_whole(const struct finder *finder, uint32_t first, uint32_t end, struct str *ret_whole,
	      struct str *ret_inner)
{
	const struct doc *doc = finder->doc;
	if (first >= end || doc->nodes[first].kind != NODE_TEXT)
		return false;
	*ret_whole = source_of(doc, first, end);
	return is_whole(finder, *ret_whole, ret_inner);
}

/* Each of the lines first..end is a directive that is a block. */
static bool
are_blocks(const struct finder *finder, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end;) {
		uint32_t stop = line_end(finder->doc, i, end);
		struct directive directive = { 0 };
		struct str whole, inner;
		if (!line_is_whole(finder, i, stop, &whole, &inner))
			return false;
		if (directive_parse(inner, &directive) != DIRECTIVE_FINE ||
		    directive.form != DIRECTIVE_BLOCK)
			return false;
		i = stop < end ? stop + 1 : end;
	}
	return first < end;
}

static bool
read_paragraph(struct finder *finder, uint32_t paragraph)
{
	const struct doc *doc = finder->doc;
	uint32_t end = doc->nodes[paragraph].end;
	if (!are_blocks(finder, paragraph + 1, end))
		return false;
	for (uint32_t i = paragraph + 1; i < end;) {
		uint32_t stop = line_end(doc, i, end);
		struct str whole, inner;
		if (line_is_whole(finder, i, stop, &whole, &inner))
			add(finder, inner, whole, paragraph);
		i = stop < end ? stop + 1 : end;
	}
	return true;
}

/* The first cell is a directive and the others are empty. */
static bool
read_row(struct finder *finder, uint32_t row)
{
	const struct doc *doc = finder->doc;
	uint32_t cell = row + 1, end = doc->nodes[row].end;
	struct directive directive = { 0 };
	struct str whole, inner;
	if (cell >= end || !line_is_whole(finder, cell + 1, doc->nodes[cell].end, &whole, &inner))
		return false;
	directive_parse(inner, &directive);
	if (directive.form != DIRECTIVE_ROWS)
		return false;
	expect_form(add(finder, inner, whole, row),
		    doc->nodes[row].level == 1 ? DIRECTIVE_BLOCK : DIRECTIVE_ROWS);
	return true;
}

static void
read_comment(struct finder *finder, uint32_t node)
{
	const struct node *html = &finder->doc->nodes[node];
	bool is_block = html->kind == NODE_HTML_BLOCK;
	struct directive directive = { 0 };
	struct str text;
	if (!finder->dialect->directives_in_comments || !raw_is_comment(node_text(html), &text) ||
	    directive_parse(text, &directive) != DIRECTIVE_FINE)
		return;
	expect_form(add(finder, text, str_trim(node_text(html)), node),
		    is_block && directive.form == DIRECTIVE_BLOCK ? DIRECTIVE_BLOCK
								  : DIRECTIVE_INLINE);
}

static void
read_text(struct finder *finder, uint32_t node)
{
	struct str open = finder->dialect->directive_open, close = finder->dialect->directive_close;
	struct str text = node_text(&finder->doc->nodes[node]);
	size_t from = 0, start;
	while ((start = str_find(str_from_offset(text, from), open)) != STR_NONE) {
		size_t inner = from + start + open.length;
		size_t length = str_find(str_from_offset(text, inner), close);
		if (length == STR_NONE)
			return;
		from = inner + length + close.length;
		struct str whole = str_slice(text, inner - open.length, from);
		struct directive *directive =
			add(finder, str_slice(text, inner, inner + length), whole, node);
		directive->at = (uint32_t)(inner - open.length);
		directive->length = (uint32_t)whole.length;
		expect_form(directive, DIRECTIVE_INLINE);
	}
}

/* Reads what begins with a node; the node to go on with. */
static uint32_t
read_node(struct finder *finder, uint32_t i)
{
	const struct node *node = &finder->doc->nodes[i];
	bool taken = false;
	if (node->kind == NODE_PARAGRAPH)
		taken = read_paragraph(finder, i);
	else if (node->kind == NODE_ROW)
		taken = read_row(finder, i);
	else if (node->kind == NODE_HTML || node->kind == NODE_HTML_BLOCK)
		read_comment(finder, i);
	else if (node->kind == NODE_TEXT)
		read_text(finder, i);
	return taken ? node->end : i + 1;
}

/* Nothing in the block can be a directive.  (Where an inline stands is not as certain.) */
static bool
is_plain_block(struct marks *opens, const struct node *node)
{
	return node->kind < NODE_TEXT &&
	       !marks_may_stand(opens, node->offset, (size_t)node->offset + node->span);
}

void
directives_find(struct arena *arena, const struct dialect *dialect, const struct doc *doc,
		struct directives *ret_directives)
{
	const struct str words[] = { dialect->directive_open, STR("<!--") };
	struct finder finder = { arena, dialect, doc, ret_directives, 0 };
	struct marks opens;
	*ret_directives = (struct directives){ 0 };
	if (!dialect->directive_open.length || !dialect->directive_close.length)
		return;
	marks_init(&opens, doc->source, words, dialect->directives_in_comments ? 2 : 1);
	if (opens.nearest == STR_NONE)
		return;
	for (uint32_t i = 1; i < doc->count;) {
		const struct node *node = &doc->nodes[i];
		i = is_plain_block(&opens, node) ? node->end : read_node(&finder, i);
	}
}
