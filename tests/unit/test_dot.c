/*
 * dot: what passes of a book's graph, and what does not.
 */
#include "test.h"

#include "arena_fixture.h"
#include "base/limits.h"
#include "emit/dot.h"

/* The graph without line ends and what all graphs begin with; "! " and the reason when refused. */
static struct str
clean(struct arena *arena, const char *source)
{
	struct dot_graph graph;
	struct str reason, text;
	size_t at;

	if (!dot_clean(arena, str_from(source), &graph, &reason))
		return arena_printf(arena, "! %.*s", STR_ARG(reason));
	at = str_find(graph.text, STR("edge [fontname"));
	text = str_from_offset(graph.text, at);
	text = str_from_offset(text, str_find(text, STR("];\n")) + 3);
	text = arena_copy(arena, text);
	char *copy = arena_alloc(arena, text.length + 1);
	size_t length = 0;

	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] != '\n')
			copy[length++] = text.data[i];
	return (struct str){ copy, length };
}

static void
names_are_quoted_and_comments_go(void **state)
{
	struct arena *arena = *state;

	assert_str(clean(arena, "digraph G { a -> b; /* x -> y */ \"c d\" -> -1.5 // z\n# cpp\n }"),
		   " \"a\"-> \"b\"; \"c d\"-> \"-1.5\"}");
	assert_str(clean(arena, "# first line\nstrict graph { a -- b }"), " \"a\"-- \"b\"}");
	/* a quoted keyword is a name */
	assert_str(clean(arena, "digraph { \"node\" -> x; node [shape=circle] }"),
		   " \"node\"-> \"x\"; node [shape=\"circle\", ]}");
}

static void
what_names_files_or_addresses_goes(void **state)
{
	struct arena *arena = *state;

	assert_str(clean(arena, "digraph { a [URL=\"javascript:x\", href=x; image=\"/etc/passwd\" "
				"fontname=x tooltip=y label=\"A \\\"b\\\"\"] }"),
		   " \"a\" [label=\"A \\\"b\\\"\", ]}");
	assert_str(clean(arena, "digraph { imagepath=\"/\"; stylesheet=x; layout=neato; a }"),
		   " \"a\"}");
	assert_str(clean(arena, "digraph { a [label=\"x\\\\\", URL=\"y\"] }"),
		   " \"a\" [label=\"x\\\\\", ]}");
}

static void
values_are_checked(void **state)
{
	struct arena *arena = *state;

	assert_str(clean(arena, "digraph { ranksep=\"1e9\"; nodesep=1000000; ranksep=0.5; a }"),
		   "ranksep=\"0.5\"; \"a\"}");
	assert_str(clean(arena, "digraph { a [shape=egg style=\"filled,dashed\"] }"),
		   " \"a\" [shape=\"box\", style=\"dashed\", ]}");
	assert_str(clean(arena, "digraph { a -> b [dir=both]; a -> c [arrowhead=none] }"),
		   " \"a\"-> \"b\" [dir=\"both\", color=green, ]; \"a\"-> \"c\" "
		   "[dir=\"none\", color=blue, ]}");
}

static void
the_label_of_the_whole_is_its_title(void **state)
{
	struct arena *arena = *state;
	struct dot_graph graph;
	struct str reason;

	assert_true(dot_clean(arena,
			      STR("digraph { label=\"All\"; subgraph { label=\"Part\"; a } }"),
			      &graph, &reason));
	assert_str(graph.title, "All");
	assert_true(graph.is_directed);
	assert_true(dot_clean(arena, STR("graph { graph [label=Whole] a }"), &graph, &reason));
	assert_str(graph.title, "Whole");
	assert_false(str_contains(graph.text, STR("Whole")));
	assert_false(graph.is_directed);
}

static void
groups_know_their_members(void **state)
{
	struct arena *arena = *state;
	struct dot_graph graph;
	struct str reason;

	assert_true(dot_clean(
		arena,
		STR("digraph { subgraph cluster_a { label=A; x -> y:n; "
		    "subgraph { \"q \\\"z\\\"\" } subgraph cluster_b { graph [label=B]; u } } "
		    "x -> v }"),
		&graph, &reason));
	assert_int_equal(graph.groups.count, 2);
	assert_str(graph.groups.items[0].label, "A");
	assert_str(graph.groups.items[1].label, "B");
	assert_int_equal(graph.groups.items[0].above, DOT_NO_GROUP);
	assert_int_equal(graph.groups.items[1].above, 0);
	assert_int_equal(graph.members.count, 4);
	assert_str(graph.members.items[1].name, "y");
	assert_str(graph.members.items[2].name, "q \"z\"");
	assert_int_equal(graph.members.items[2].group, 0);
	assert_str(graph.members.items[3].name, "u");
	assert_int_equal(graph.members.items[3].group, 1);
	assert_str(graph.title, "");
}

static void
refuses_with_a_reason(void **state)
{
	struct arena *arena = *state;
	struct dot_graph graph;
	struct str reason;
	char *deep = arena_alloc(arena, 100), *big = arena_alloc(arena, LIMIT_FENCE_BYTES + 1);

	assert_str(clean(arena, ""), "! it begins with neither \"digraph\" nor \"graph\"");
	assert_str(clean(arena, "digraph { a"), "! it ends too early");
	assert_str(clean(arena, "digraph { a } digraph { b }"), "! there is more than one graph");
	assert_str(clean(arena, "digraph { a [label=<b>] }"), "! it has labels in HTML");
	assert_str(clean(arena, "digraph { a [shape=record] }"),
		   "! it has records in boxes (shape=record)");
	assert_str(clean(arena, "digraph { a [b] }"), "! an attribute lacks its value");
	assert_str(clean(arena, "digraph { \"a }"), "! a sign stands where none can");
	memset(deep, '{', 50);
	assert_str(clean(arena, arena_cstr(arena, arena_printf(arena, "digraph %s", deep))),
		   "! it is nested too deep");
	/* LIMIT_FENCE_BYTES */
	assert_false(dot_clean(arena, (struct str){ big, LIMIT_FENCE_BYTES + 1 }, &graph, &reason));
	assert_str(reason, "it is too long");
}

static void
labels_are_cut_into_lines(void **state)
{
	struct arena *arena = *state;
	struct str rest = STR("one\\ntwo \\\\n\\l\nfo\\\nur\\"), line;
	const char *const lines[] = { "one", "two \\n", "", "four\\" };

	for (size_t i = 0; i < 4; i++) {
		assert_true(dot_cut_line(arena, &rest, &line));
		assert_str(line, lines[i]);
	}
	assert_false(dot_cut_line(arena, &rest, &line));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(names_are_quoted_and_comments_go),
		CASE(what_names_files_or_addresses_goes),
		CASE(values_are_checked),
		CASE(the_label_of_the_whole_is_its_title),
		CASE(groups_know_their_members),
		CASE(refuses_with_a_reason),
		CASE(labels_are_cut_into_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
