/*
 * ignore: one list of rules per file, linked upwards.  The last rule that fits in the innermost
 * file that has one decides.
 */
#include "repo/ignore.h"

#include "base/vec.h"
#include "repo/wildcard.h"

struct rule {
	struct str pattern;
	size_t literal;    /* bytes of it that stand for themselves */
	bool negated;      /* "!": what fits is not left out */
	bool folders_only; /* ended in a slash */
	bool anchored;     /* has a slash before its end: is about the whole path below base */
	bool is_ending; /* "*" and then only bytes that stand for themselves: the commonest kind */
};

struct ignore {
	const struct ignore *above;
	struct str base;
	struct rules {
		struct rule *items;
		size_t count, capacity;
	} rules;
};

/* ==== reading ==== */

/* Blanks at the end do not count, unless a backslash keeps them. */
static struct str
trim_blanks(struct str line)
{
	size_t end = 0;

	for (size_t i = 0; i < line.length; i++) {
		if (line.data[i] == '\\')
			i++;
		else if (line.data[i] == ' ')
			continue;
		end = i + 1;
	}
	return str_slice(line, 0, end);
}

static bool
is_ending(struct str pattern)
{
	struct str rest = str_from_offset(pattern, 1);

	return str_starts(pattern, STR("*")) && wildcard_literal(rest) == rest.length;
}

static void
read_rule(struct arena *arena, struct ignore *ignore, struct str line)
{
	struct rule rule = { .pattern = trim_blanks(line) };

	if (str_starts(rule.pattern, STR("!"))) {
		rule.negated = true;
		rule.pattern = str_from_offset(rule.pattern, 1);
	}
	if (str_ends(rule.pattern, STR("/"))) {
		rule.folders_only = true;
		rule.pattern = str_slice(rule.pattern, 0, rule.pattern.length - 1);
	}
	rule.anchored = str_find_char(rule.pattern, '/') != STR_NONE;
	if (str_starts(rule.pattern, STR("/")))
		rule.pattern = str_from_offset(rule.pattern, 1);
	if (rule.pattern.length == 0)
		return;
	rule.literal = wildcard_literal(rule.pattern);
	rule.is_ending = !rule.anchored && is_ending(rule.pattern);
	*VEC_PUSH(arena, &ignore->rules) = rule;
}

const struct ignore *
ignore_read(struct arena *arena, const struct ignore *above, struct str base, struct str text)
{
	struct ignore *ignore = ARENA_NEW(arena, struct ignore);
	struct str line;

	ignore->above = above;
	ignore->base = base;
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_from_offset(text, 3);
	while (str_cut(&text, '\n', &line)) {
		if (str_ends(line, STR("\r")))
			line = str_slice(line, 0, line.length - 1);
		if (line.length > 0 && line.data[0] != '#')
			read_rule(arena, ignore, line);
	}
	return ignore->rules.count > 0 ? ignore : above;
}

/* ==== matching ==== */

/* `below` is the path below the rule's base, `name` its last part. */
static bool
rule_fits(const struct rule *rule, struct str below, struct str name)
{
	struct str text = rule->anchored ? below : name;
	struct str literal = str_slice(rule->pattern, 0, rule->literal);

	if (rule->is_ending)
		return str_ends(name, str_from_offset(rule->pattern, 1));
	if (!str_starts(text, literal))
		return false;
	/* git looks only at the rest, so that ** counts as "any folders" directly after the literal
	   part, too: "foo**" "/bar" fits foo/x/bar. */
	return wildcard_fits(str_from_offset(rule->pattern, rule->literal),
			     str_from_offset(text, rule->literal));
}

bool
ignore_covers(const struct ignore *ignore, struct str path, bool is_folder)
{
	size_t slash = str_find_last(path, '/');
	struct str name = slash == STR_NONE ? path : str_from_offset(path, slash + 1);

	for (; ignore; ignore = ignore->above) {
		struct str below = path;

		if (ignore->base.length > 0)
			below = str_from_offset(path, ignore->base.length + 1);
		for (size_t i = ignore->rules.count; i > 0; i--) {
			const struct rule *rule = &ignore->rules.items[i - 1];

			if (rule->folders_only && !is_folder)
				continue;
			if (rule_fits(rule, below, name))
				return !rule->negated;
		}
	}
	return false;
}
