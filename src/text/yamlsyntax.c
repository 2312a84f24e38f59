/*
 * The wordings, and the table of codes of yaml.c.
 *
 * libyaml says "did not find expected key" and points to where it gave up; people need to read
 * what was expected there, and the usual mistake behind it.
 */
#include "text/yamlsyntax.h"

#include "text/yaml.h"

struct wording {
	const char *context; /* beginning of libyaml's context; NULL: any */
	const char *problem; /* beginning of libyaml's problem; NULL: any */
	bool at_context;     /* the mistake is where the construct begins, not where it shows */
	bool tells_begin;    /* it helps to know where the list or map begins */
	const char *message;
};

static const char unclosed[] = "this quote is not closed: expected \"text\" or 'text'";
static const char bad_escape[] = "this escape is unknown: expected one such as \\n, \\\" or \\\\ "
				 "in double quotes, or single "
				 "quotes, which leave \"\\\" alone";
static const char bad_tag[] =
	"\"!\" begins a tag: expected quotes around text that begins with it, such as \"!x\"";
static const char bad_anchor[] = "\"*\" and \"&\" begin an alias and an anchor: expected quotes "
				 "around text that begins with "
				 "one, such as \"*x\"";
static const char bad_directive[] =
	"a line that begins with \"%\" is a directive: expected a key and a value such as "
	"\"owner: alice\"";
static const char bad_tab[] = "a tab cannot indent: expected blanks";

/* The first row whose context and problem are beginnings of libyaml's texts counts. */
static const struct wording wordings[] = {
	{ "while scanning a quoted scalar", "found unexpected end of stream", true, false,
	  unclosed },
	{ "while scanning a quoted scalar", "found unexpected document indicator", true, false,
	  unclosed },
	{ "while parsing a quoted scalar", NULL, false, false, bad_escape },
	{ "while scanning a simple key", NULL, true, false,
	  "expected \":\" and a value after this key, such as \"owner: alice\"" },
	{ NULL, "mapping values are not allowed", false, false,
	  "a \":\" cannot stand here: expected quotes around text that holds \": \", such as "
	  "title: \"Async: a vision\", or a key on a line of its own, indented as its neighbours" },
	{ NULL, "mapping keys are not allowed", false, false,
	  "a \"? \" cannot stand here: expected a key and a value such as \"owner: alice\"" },
	{ NULL, "block sequence entries are not allowed", false, false,
	  "a list cannot begin here: expected \"- \" on a line of its own, or a list such as "
	  "[a, b]" },
	{ NULL, "did not find expected ',' or ']'", false, true,
	  "expected \",\" or \"]\" after the last item of the list, such as [a, b]" },
	{ NULL, "did not find expected ',' or '}'", false, true,
	  "expected \",\" or \"}\" after the last value of the map, such as { a: 1, b: 2 }" },
	{ NULL, "did not find expected '-' indicator", false, true,
	  "expected \"- \" and the next item of the list, or a line that is indented less" },
	{ "while parsing a block mapping", "did not find expected key", false, true,
	  "expected the next key of the map, such as \"owner: alice\", indented as the others, or "
	  "quotes around the whole value" },
	{ "while scanning an a", NULL, true, false, bad_anchor }, /* alias, anchor */
	{ "while scanning a tag", NULL, true, false, bad_tag },
	{ "while parsing a tag", NULL, true, false, bad_tag },
	{ NULL, "found undefined tag handle", false, false, bad_tag },
	{ "while scanning a block scalar", "found a tab", false, false, bad_tab },
	{ "while scanning a block scalar", NULL, false, false,
	  "expected the end of the line after \"|\" or \">\" and the text on the lines below; text "
	  "that begins with one of them needs quotes" },
	{ "while scanning a plain scalar", "found a tab", false, false, bad_tab },
	{ "while scanning a plain scalar", "found unexpected ':'", false, false,
	  "expected a blank after \":\", such as { a: 1 }, or quotes around the text" },
	{ "while scanning a directive", NULL, true, false, bad_directive },
	{ "while scanning a %", NULL, true, false, bad_directive },
	{ NULL, "found duplicate %", false, false, bad_directive },
	{ NULL, "found incompatible YAML document", false, false,
	  "expected \"%YAML 1.1\" or no such line" },
	{ NULL, "did not find expected <document start>", false, false,
	  "expected the end of the document: what stands before this is complete" },
	{ NULL, "did not find expected node content", false, false,
	  "expected a value such as text, [a, b] or { a: 1 }" },
	{ NULL, "control characters are not allowed", false, false,
	  "expected text without control characters; in double quotes write \\x and two digits, "
	  "such as \"\\x1b\"" },
	{ NULL, "found character that cannot start any token", false, false,
	  "expected quotes around text that begins with this character, such as \"@alice\"" },
	{ NULL, NULL, false, false,
	  "this cannot be read as YAML: expected keys and values such as \"owner: alice\"" },
};

static bool
begins(const char *text, const char *beginning)
{
	return !beginning || str_starts(str_from(text), str_from(beginning));
}

void
yaml_report_syntax(const struct yaml_complaint *complaint, const struct lines *lines,
		   struct diags *diags)
{
	const struct wording *wording = wordings;
	bool has_context = complaint->context != NULL;
	size_t at = complaint->at;
	struct place place;
	const char *message;

	while (!begins(complaint->context, wording->context) ||
	       !begins(complaint->problem, wording->problem))
		wording++;
	/* Where the text ends says nothing: what was not closed begins earlier. */
	if (has_context && (wording->at_context || at == lines->text.length))
		at = complaint->begin;
	place = lines_place(lines, at, at + 1);
	message = at < lines->text.length && lines->text.data[at] == '\t' ? bad_tab
									  : wording->message;
	if (has_context && wording->tells_begin && at != complaint->begin)
		diag_add(diags, &yaml_codes[0], place, "%s (it begins on line %u)", message,
			 lines_place(lines, complaint->begin, complaint->begin).line);
	else
		diag_add(diags, &yaml_codes[0], place, "%s", message);
}

const struct diag_code yaml_codes[] = {
	{ "yaml-syntax", "schema", DIAG_ERROR, "text that should be YAML cannot be read",
	  "Front matter, waymark.yaml and the other YAML files hold keys and values. From the "
	  "place "
	  "shown on, the text is not YAML, so what follows there is not known to waymark. Often it "
	  "is a value that needs quotes because it holds \": \" or begins with a sign such as @, "
	  "*, "
	  "! or {; or a line that is not indented as its neighbours are.",
	  "title: Async: a vision\nowner: @alice\n" },
	{ "yaml-anchor", "schema", DIAG_ERROR, "an anchor or alias in YAML",
	  "\"&name\" marks a value and \"*name\" repeats it elsewhere. Waymark reads neither: a "
	  "value that stands somewhere else cannot be edited where it is used, and aliases of "
	  "aliases can fill all memory. Write the value where it is needed; text that begins with "
	  "\"&\" or \"*\" needs quotes.",
	  "state: &current active\nnext: *current\n" },
	{ "yaml-tag", "schema", DIAG_ERROR, "a tag in YAML",
	  "\"!name\" before a value gives it a type. Waymark knows the type of each field and "
	  "reads "
	  "no tags. Remove it; text that begins with \"!\" needs quotes.",
	  "effort: !!int 3\n" },
	{ "yaml-merge-key", "schema", DIAG_ERROR, "a merge key in YAML",
	  "The key \"<<\" copies the keys of another map into this one. Waymark does not do so, so "
	  "those keys are missing here. Write them out.",
	  "alice:\n  <<: *defaults\n  name: Alice\n" },
	{ "yaml-duplicate-key", "schema", DIAG_ERROR, "the same key twice in one map",
	  "A key stands twice in one map of a YAML text. YAML does not say which of the two values "
	  "counts; waymark keeps the first and leaves the second out. Remove one of them, or make "
	  "one list of both.",
	  "owner: alice\nstate: active\nowner: bob\n" },
	{ "yaml-too-deep", "schema", DIAG_ERROR, "lists and maps nested too deeply in YAML",
	  "Front matter holds text, lists of text and one level of maps; other YAML files may nest "
	  "32 deep. What lies deeper is left out. Flatten it, or move it into the page's text.",
	  "owner:\n  alice:\n    since: 2026\n" },
	{ "yaml-too-large", "schema", DIAG_ERROR, "more YAML than waymark reads",
	  "Front matter may hold 64 KiB, a YAML file 4 MiB, and both 200,000 values, so that a "
	  "broken or hostile file cannot stop the program. What goes beyond is not read. Split the "
	  "file, or move text from the front matter into the page.",
	  NULL },
	{ "yaml-not-a-map", "schema", DIAG_ERROR, "YAML without keys at its top level",
	  "Waymark looks fields up by their keys, so front matter and YAML files begin with a key. "
	  "This text is a list or a single value, and none of it can be used. Put a key before it. "
	  "In a page it may also be two rulers of dashes that look like front matter: write *** "
	  "for a ruler on the first line.",
	  "- alice\n- bob\n" },
	{ "yaml-several-documents", "schema", DIAG_ERROR, "several YAML documents in one file",
	  "A line of three dashes begins a new document. Waymark reads the first one only, so what "
	  "comes after the line is lost. Move it into the first document or into another file.",
	  "dialect: native\n---\nfindings:\n  link-broken: off\n" },
};

const size_t yaml_code_count = sizeof yaml_codes / sizeof yaml_codes[0];
