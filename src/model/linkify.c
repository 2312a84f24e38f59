/* Reading linkifiers, and matching their patterns. */
#include "model/linkify.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "model/book.h"
#include "model/url.h"

#define PATTERN_PARTS 32
#define TEXT_BYTES 120 /* longer ones are prose */
#define GROUPS 9

/* A set of bytes, so often. */
struct part {
	uint64_t bytes[4];
	bool may_lack, may_repeat;
	unsigned group; /* that it belongs to, from 1; 0: none */
};

struct pattern {
	struct part parts[PATTERN_PARTS];
	size_t count;
	unsigned groups;
};

struct rule {
	struct pattern pattern;
	struct str target;
};

struct linkify {
	struct rule rules[LIMIT_LINKIFIERS];
	size_t rule_count;
	struct map links, users, ignored; /* folded label or name -> struct data */
};

/* ---- patterns ---- */

static void
add_byte(struct part *part, unsigned char byte)
{
	part->bytes[byte / 64] |= 1ull << (byte % 64);
}

static bool
has_byte(const struct part *part, unsigned char byte)
{
	return (part->bytes[byte / 64] >> (byte % 64) & 1) != 0;
}

static void
invert(struct part *part)
{
	for (size_t i = 0; i < 4; i++)
		part->bytes[i] = ~part->bytes[i];
}

static void
add_range(struct part *part, unsigned char from, unsigned char to)
{
	for (unsigned byte = from; byte <= to; byte++)
		add_byte(part, (unsigned char)byte);
}

/* \d \w \s, or the character itself. */
static void
add_escape(struct part *part, char c)
{
	if (c == 'd' || c == 'w')
		add_range(part, '0', '9');
	if (c == 'w') {
		add_range(part, 'a', 'z');
		add_range(part, 'A', 'Z');
		add_byte(part, '_');
	}
	if (c == 's') {
		add_byte(part, ' ');
		add_range(part, '\t', '\r');
	}
	if (c != 'd' && c != 'w' && c != 's')
		add_byte(part, (unsigned char)c);
}

/* The class that begins at text[*at], behind its "["; false when it has no end. */
static bool
read_class(struct part *part, struct str text, size_t *at)
{
	bool inverted = *at < text.length && text.data[*at] == '^';
	size_t i = *at + inverted, start = i;
	for (; i < text.length && (text.data[i] != ']' || i == start); i++) {
		char c = text.data[i];
		if (c == '\\' && i + 1 < text.length)
			add_escape(part, text.data[++i]);
		else if (i + 2 < text.length && text.data[i + 1] == '-' &&
			 text.data[i + 2] != ']') {
			add_range(part, (unsigned char)c, (unsigned char)text.data[i + 2]);
			i += 2;
		} else
			add_byte(part, (unsigned char)c);
	}
	if (inverted)
		invert(part);
	*at = i + 1;
	return i < text.length;
}

/* The set of bytes that begins at text[*at]; false for a sign that means something else. */
static bool
read_set(struct part *part, struct str text, size_t *at)
{
	char c = text.data[(*at)++];
	if (c == '[')
		return read_class(part, text, at);
	if (c == '\\') {
		if (*at < text.length)
			add_escape(part, text.data[(*at)++]);
		return *at <= text.length;
	}
	if (c == '.')
		invert(part);
	else
		add_byte(part, (unsigned char)c);
	return str_find_char(STR("|{}^$)*+?"), c) == STR_NONE;
}

static void
read_repeat(struct part *part, struct str text, size_t *at)
{
	char c = *at < text.length ? text.data[*at] : '\0';
	part->may_lack = c == '*' || c == '?';
	part->may_repeat = c == '*' || c == '+';
	*at += part->may_lack || part->may_repeat;
}

static bool
compile(struct str text, struct pattern *ret_pattern)
{
	unsigned open = 0;
	*ret_pattern = (struct pattern){ .count = 0 };
	for (size_t at = 0; at < text.length;) {
		struct part *part = &ret_pattern->parts[ret_pattern->count];
		if (text.data[at] == '(' && !open && ret_pattern->groups < GROUPS) {
			open = ++ret_pattern->groups;
			at++;
			continue;
		}
		if (text.data[at] == ')' && open) {
			bool repeats = at + 1 < text.length &&
				       str_find_char(STR("*+?{"), text.data[at + 1]) != STR_NONE;
			if (repeats)
				return false;
			open = 0;
			at++;
			continue;
		}
		if (text.data[at] == '(' || ret_pattern->count == PATTERN_PARTS ||
		    !read_set(part, text, &at))
			return false;
		read_repeat(part, text, &at);
		part->group = open;
		ret_pattern->count++;
	}
	return !open && ret_pattern->count;
}

/* fits[i][j]: parts from i on go with the text from j on. */
typedef bool fit_table[PATTERN_PARTS + 1][TEXT_BYTES + 1];

static void
fill_table(const struct pattern *pattern, struct str text, fit_table fits)
{
	for (size_t j = 0; j <= text.length; j++)
		fits[pattern->count][j] = j == text.length;
	for (size_t i = pattern->count; i-- > 0;) {
		const struct part *part = &pattern->parts[i];
		for (size_t j = text.length + 1; j-- > 0;) {
			bool takes = j < text.length && has_byte(part, (unsigned char)text.data[j]);
			/* `fits` of the same part: it takes one more. */
			fits[i][j] = (part->may_lack && fits[i + 1][j]) ||
				     (takes &&
				      (fits[i + 1][j + 1] || (part->may_repeat && fits[i][j + 1])));
		}
	}
}

/* Which bytes each group stands for, as many as can be from the left. */
static void
find_groups(const struct pattern *pattern, struct str text, fit_table fits, struct str *ret_groups)
{
	size_t j = 0;
	for (size_t i = 0; i < pattern->count; i++) {
		const struct part *part = &pattern->parts[i];
		size_t start = j;
		while (j < text.length && has_byte(part, (unsigned char)text.data[j]) &&
		       (fits[i + 1][j + 1] || (part->may_repeat && fits[i][j + 1]))) {
			j++;
			if (!part->may_repeat)
				break;
		}
		struct str *group = &ret_groups[part->group];
		if (!group->data)
			*group = str_slice(text, start, j);
		else
			group->length += j - start;
	}
}

static bool
matches(const struct pattern *pattern, struct str text, struct str *ret_groups)
{
	fit_table fits;
	const struct part *first = &pattern->parts[0];
	if (!text.length || text.length > TEXT_BYTES)
		return false;
	if (pattern->count && !first->may_lack && !has_byte(first, (unsigned char)text.data[0]))
		return false;
	fill_table(pattern, text, fits);
	if (!fits[0][0])
		return false;
	find_groups(pattern, text, fits, ret_groups);
	return true;
}

/* The target with $1 and so on filled in. */
static struct str
fill_target(struct arena *scratch, struct str target, const struct str *groups)
{
	VEC(struct str) pieces = { 0 };
	size_t from = 0;
	for (size_t i = 0; i + 1 < target.length; i++) {
		char c = target.data[i + 1];
		if (target.data[i] != '$' || c < '1' || c > '0' + GROUPS)
			continue;
		*VEC_PUSH(scratch, &pieces) = str_slice(target, from, i);
		*VEC_PUSH(scratch, &pieces) = groups[c - '0'];
		from = i + 2;
		i++;
	}
	*VEC_PUSH(scratch, &pieces) = str_from_offset(target, from);
	return arena_concat(scratch, pieces.items, pieces.count);
}

bool
linkify_pattern_works(struct str pattern)
{
	struct pattern compiled;
	return compile(pattern, &compiled);
}

bool
linkify_match(struct arena *scratch, struct str pattern, struct str target, struct str text,
	      struct str *ret_url)
{
	struct str groups[GROUPS + 1] = { 0 };
	struct pattern compiled;
	if (!compile(pattern, &compiled) || !matches(&compiled, text, groups))
		return false;
	*ret_url = fill_target(scratch, target, groups);
	return true;
}

/* ---- the table ---- */

static void
read_rule(struct linkify *linkify, const struct data *item, struct diags *diags)
{
	struct rule *rule = &linkify->rules[linkify->rule_count];
	struct str rest;
	if (linkify->rule_count == LIMIT_LINKIFIERS) {
		diag_add(diags, &book_codes[BOOK_CONFIG_BAD_VALUE], item->key_place,
			 "the book has more than %d linkifiers; this one is not used",
			 LIMIT_LINKIFIERS);
		return;
	}
	rule->target = data_text(item);
	if (!compile(item->key, &rule->pattern))
		diag_add(diags, &book_codes[BOOK_CONFIG_BAD_VALUE], item->key_place,
			 "\"%.*s\" is not a pattern that is understood, such as \"RFC #([0-9]+)\"",
			 STR_ARG(item->key));
	else if (!url_strip_web(rule->target, &rest))
		diag_add(diags, &book_codes[BOOK_CONFIG_BAD_VALUE], item->place,
			 "\"%.*s\" is not an address such as https://example.org/$1",
			 STR_ARG(rule->target));
	else
		linkify->rule_count++;
}

/* Users are written with an @. */
static void
note_members(struct arena *arena, const struct data *list, struct map *map)
{
	for (struct data *item = list ? list->first : NULL; item; item = item->next) {
		struct str name = list->kind == DATA_MAP ? item->key : data_text(item);
		name = str_from_offset(name, str_starts(name, STR("@")));
		*map_put(arena, map, utf8_fold(arena, name)) = item;
	}
}

const struct linkify *
linkify_read(struct arena *arena, const struct data *table, struct diags *diags)
{
	if (!table)
		return NULL;
	struct linkify *linkify = ARENA_NEW(arena, struct linkify);
	const struct data *rules = data_get(table, STR("linkifiers"));
	note_members(arena, data_get(table, STR("links")), &linkify->links);
	note_members(arena, data_get(table, STR("users")), &linkify->users);
	note_members(arena, data_get(table, STR("ignore_users")), &linkify->ignored);
	for (const struct data *item = rules ? rules->first : NULL; item; item = item->next)
		read_rule(linkify, item, diags);
	return linkify;
}

struct str
linkify_reference(struct arena *scratch, const struct linkify *linkify, struct str text)
{
	for (size_t i = 0; i < linkify->rule_count; i++) {
		struct str groups[GROUPS + 1] = { 0 };
		if (matches(&linkify->rules[i].pattern, text, groups))
			return fill_target(scratch, linkify->rules[i].target, groups);
	}
	return STR_EMPTY;
}

static struct data *
look_up(struct arena *scratch, const struct map *map, struct str name)
{
	return map->count ? map_get(map, utf8_fold(scratch, name)) : NULL;
}

bool
linkify_label(struct arena *scratch, const struct linkify *linkify, struct str label,
	      struct str *ret_url)
{
	const struct data *link = look_up(scratch, &linkify->links, label);
	*ret_url = data_text(link);
	return link != NULL;
}

bool
linkify_ignores(struct arena *scratch, const struct linkify *linkify, struct str user)
{
	return look_up(scratch, &linkify->ignored, user) != NULL;
}

struct str
linkify_user(struct arena *scratch, const struct linkify *linkify, struct str user)
{
	return data_text(look_up(scratch, &linkify->users, user));
}
