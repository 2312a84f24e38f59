/* json: an event is an object; what there is nothing to say of is left out. */
#include "history/json.h"

static void
put_date(struct jsonwriter *json, const char *name, struct date date)
{
	char text[11];

	if (!date_is_set(date))
		return;
	date_format(date, text);
	json_text_member(json, name, str_from(text));
}

static void
put_revision_members(struct jsonwriter *json, const struct repo_revision *revision)
{
	if (revision->id.length == 0) {
		json_key(json, "worktree");
		json_bool(json, true);
		return;
	}
	json_text_member(json, "commit", revision->id);
	put_date(json, "date", revision->date);
	if (date_compare(revision->authored, revision->date) != 0)
		put_date(json, "authored", revision->authored);
	json_text_member(json, "author", revision->author);
}

void
history_put_revision(struct jsonwriter *json, const struct repo_revision *revision)
{
	json_open(json, '{');
	put_revision_members(json, revision);
	json_text_member(json, "summary", revision->summary);
	json_close(json, '}');
}

static void
put_parent(struct jsonwriter *json, const struct event *event)
{
	if (event->parent.length == 0)
		return;
	json_key(json, "parent");
	json_open(json, '{');
	json_text_member(json, "kind", str_from(schema_kind(event->parent_kind)->name));
	json_text_member(json, "id", event->parent);
	json_close(json, '}');
}

static void
put_owners(struct jsonwriter *json, struct str owners)
{
	struct str owner;

	if (owners.length == 0)
		return;
	json_key(json, "owners");
	json_open(json, '[');
	while (owners.length > 0 && str_cut(&owners, ',', &owner))
		json_text(json, str_trim(owner));
	json_close(json, ']');
}

void
history_put_event(struct jsonwriter *json, const struct event *event,
		  const struct repo_revision *revision)
{
	json_open(json, '{');
	if (revision != NULL)
		put_revision_members(json, revision);
	json_text_member(json, "event", str_from(event_row(event->kind)->name));
	json_text_member(json, "kind", str_from(schema_kind(event->record_kind)->name));
	json_text_member(json, "id", event->id);
	json_text_member(json, "former", event->former);
	json_text_member(json, "title", event->title);
	json_text_member(json, "path", event->path);
	put_parent(json, event);
	if (event->field != FIELD_TITLE)
		json_text_member(json, "field", str_from(field_name(event->field)));
	json_text_member(json, "before", event->before);
	json_text_member(json, "after", event->after);
	put_owners(json, event->owners);
	json_text_member(json, "other", event->maybe);
	if (event->words > 0) {
		json_key(json, "words");
		json_number(json, event->words);
	}
	if (event->via != IDENTITY_NONE)
		json_text_member(json, "via", str_from(identity_rule_name(event->via)));
	if (event->score > 0 && event->score < 1) {
		json_key(json, "score");
		json_real(json, event->score);
	}
	json_close(json, '}');
}
