/*
 * words: names of fields and kinds as people read them.
 */
#include "site/news.h"
#include "site/parts.h"

#include "model/dialect.h"

struct label {
	enum field field;
	const char *label;   /* NULL: the field's name */
	const char *inverse; /* what the record that is named calls those that name it */
};

static const struct label labels[] = {
	{ FIELD_REQUIRES, NULL, "Required by" },
	{ FIELD_ADDRESSES, NULL, "Addressed by" },
	{ FIELD_CITES, NULL, "Cited by" },
	{ FIELD_RETELLS, NULL, "Retold by" },
	{ FIELD_TELLS, NULL, "Told in" },
	{ FIELD_CHARACTER, NULL, "Appears in" },
	{ FIELD_PROJECT, NULL, "Setting of" },
	{ FIELD_OWNER, NULL, "Owns" },
	{ FIELD_PARTICIPANTS, "Key participants", "Takes part in" },
	{ FIELD_STAKEHOLDERS, NULL, "Stakeholder of" },
	{ FIELD_CHAMPIONS, NULL, "Champion of" },
	{ FIELD_CHAMPION, NULL, "Champion of" },
	{ FIELD_AUTHORS, NULL, "Author of" },
	{ FIELD_TEAM, NULL, "Asked for" },
	{ FIELD_TEAMS, NULL, "Members" },
	{ FIELD_HELP, "How to help", NULL },
	{ FIELD_TRACKING, "Tracking issue", NULL },
	{ FIELD_PAGE, "Own page", NULL },
	{ FIELD_STORY_KIND, "Sort of story", NULL },
	{ FIELD_WANTED, "Evidence wanted", NULL },
};

static const struct label *
find_label(enum field field)
{
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
		if (labels[i].field == field)
			return &labels[i];
	return NULL;
}

struct str
capital(struct arena *arena, struct str text)
{
	char *copy = arena_bytes(arena, text.length + 1);

	for (size_t i = 0; i < text.length; i++)
		copy[i] = text.data[i] == '-' ? ' ' : text.data[i];
	if (text.length > 0 && copy[0] >= 'a' && copy[0] <= 'z')
		copy[0] = (char)(copy[0] - 'a' + 'A');
	copy[text.length] = '\0';
	return (struct str){ copy, text.length };
}

struct str
field_label(struct arena *arena, enum field field)
{
	const struct label *label = find_label(field);

	if (label != NULL && label->label != NULL)
		return str_from(label->label);
	return capital(arena, str_from(field_name(field)));
}

const char *
field_inverse(enum field field)
{
	const struct label *label = find_label(field);

	return label != NULL && label->inverse != NULL ? label->inverse : "Named by";
}

struct str
time_since(struct arena *arena, struct date day, struct date today)
{
	static const struct {
		int days, least; /* of one; from how many days on it is counted by these */
		const char *name;
	} units[] = { { 365, 730, "year" }, { 30, 60, "month" }, { 1, 0, "day" } };
	int days = date_to_days(today) - date_to_days(day);
	size_t unit = 0;

	days = days > 0 ? days : 0;
	while (days < units[unit].least)
		unit++;
	days /= units[unit].days;
	return arena_printf(arena, "%d %s%s", days, units[unit].name, days == 1 ? "" : "s");
}

struct str
theme_word(const struct site *site, size_t count)
{
	return dialect_theme_word(site->model->dialect, count);
}

struct str
kind_label(struct arena *arena, const struct site *site, enum kind kind, bool several)
{
	const struct kind_row *row = schema_kind(kind);

	if (kind == KIND_THEME)
		return capital(arena, theme_word(site, several ? 2 : 1));
	return capital(arena, str_from(several ? row->plural : row->name));
}

struct str
plain_title(struct arena *arena, struct str title)
{
	size_t at = str_find(title, STR("![")), end;
	struct str parts[2];

	while (at != STR_NONE) {
		parts[0] = str_trim_end(str_slice(title, 0, at));
		parts[1] = str_from_offset(title, at);
		end = str_find(parts[1], STR("][]"));
		if (end == STR_NONE)
			break;
		parts[1] = str_from_offset(parts[1], end + 3);
		title = arena_concat(arena, parts, 2);
		at = str_find(title, STR("!["));
	}
	return title;
}
