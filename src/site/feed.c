/*
 * feed: the newest changes as Atom feeds (RFC 4287): of all, of a goal, of a person.
 *
 * Ids follow from the commit and the record alone, as UUIDs of version 8 (RFC 9562: 60 bits of the
 * commit's id, 62 of a hash), so that they stay when the site moves.  Links are whole addresses where the
 * book says where its site stands; else they are relative to the feed's own.
 */
#include "site/parts.h"

#define ENTRIES 50

static void
put_xml(struct canvas *canvas, const char *before, struct str text, const char *after)
{
	buf_puts(canvas->out, before);
	buf_put_xml(canvas->out, text);
	buf_puts(canvas->out, after);
}

/* The number that the hex digits make; what is none counts as 0. */
static uint64_t
hex_number(struct str digits)
{
	uint64_t number = 0;

	for (size_t i = 0; i < digits.length; i++) {
		char c = digits.data[i];
		unsigned digit = char_is_digit(c)       ? (unsigned)(c - '0')
				 : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
							: 0;

		number = number << 4 | digit;
	}
	return number;
}

static void
put_id(struct canvas *canvas, struct str commit, struct str name)
{
	uint64_t hash = str_hash(name);

	buf_printf(canvas->out, "<id>urn:uuid:%08x-%04x-8%03x-%04x-%012llx</id>\n",
		   (unsigned)hex_number(str_slice(commit, 0, 8)),
		   (unsigned)hex_number(str_slice(commit, 8, 12)),
		   (unsigned)hex_number(str_slice(commit, 12, 15)),
		   (unsigned)(0x8000 | (hash >> 48 & 0x3fff)),
		   (unsigned long long)(hash & 0xffffffffffff));
}

static void
put_updated(struct canvas *canvas, int64_t time)
{
	int seconds = (int)(time % 86400);
	char date[11];

	date_format(date_from_days((int32_t)(time / 86400)), date);
	buf_printf(canvas->out, "<updated>%sT%02d:%02d:%02dZ</updated>\n", date, seconds / 3600,
		   seconds / 60 % 60, seconds % 60);
}

static void
put_feed_link(struct canvas *canvas, const char *rel, const char *type, struct str address,
	      struct str anchor)
{
	buf_printf(canvas->out, "<link rel=\"%s\" type=\"%s\"", rel, type);
	put_href(canvas, address, anchor);
	buf_puts(canvas->out, "/>\n");
}

static void
put_entry(struct canvas *canvas, const struct site_change *change)
{
	const struct site *site = canvas->site;
	const struct site_commit *commit = change->commit;
	struct str address = site->views[VIEW_CHANGES], anchor = STR_EMPTY;

	if (change->record != NULL && record_address(canvas, change->record).length > 0) {
		address = record_address(canvas, change->record);
		anchor = site->record_anchors[change->record->order];
	}
	buf_puts(canvas->out, "<entry>\n");
	put_id(canvas, commit->id, change->id);
	put_xml(canvas, "<title>", change->subject, ": ");
	put_xml(canvas, "", change->words, "</title>\n");
	put_updated(canvas, commit->time);
	put_xml(canvas, "<author><name>",
		commit->author.length > 0 ? commit->author : STR("unknown"), "</name></author>\n");
	put_feed_link(canvas, "alternate", "text/html", address, anchor);
	put_xml(canvas, "<category term=\"", str_from(schema_kind(change->kind)->name), "\"/>\n");
	put_xml(canvas, "<content>", kind_label(canvas->scratch, canvas->site, change->kind, false),
		" ");
	put_xml(canvas, "", change->subject, ": ");
	put_xml(canvas, "", change->words, "\n\n");
	put_xml(canvas, "", str_slice(commit->id, 0, 10), ": ");
	put_xml(canvas, "", commit->summary, "</content>\n</entry>\n");
}

/* `name` makes the id; `page` is what the feed tells of. */
static void
put_feed(struct canvas *canvas, const struct site_changes *changes, struct str name,
	 struct str title, struct str page)
{
	const struct site *site = canvas->site;

	canvas->root = site->model->book.site_url;
	buf_puts(canvas->out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
			      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
	put_id(canvas, site->history->first, name);
	put_xml(canvas, "<title>", title, "</title>\n");
	put_updated(canvas, changes->count > 0 ? changes->items[0].commit->time : 0);
	if (canvas->root.length > 0)
		put_feed_link(canvas, "self", "application/atom+xml", canvas->address, STR_EMPTY);
	put_feed_link(canvas, "alternate", "text/html", page, STR_EMPTY);
	buf_puts(canvas->out, "<generator>waymark</generator>\n");
	for (size_t i = 0; i < changes->count && i < ENTRIES; i++)
		put_entry(canvas, &changes->items[i]);
	buf_puts(canvas->out, "</feed>\n");
}

/* A commit that changes a detail of everything, such as an address, would be all that the feed tells. */
static struct site_changes
news_of(struct arena *scratch, const struct site_changes *all)
{
	struct site_changes news = { ARENA_ARRAY(scratch, struct site_change, ENTRIES), 0,
				     ENTRIES };

	for (size_t i = 0; i < all->count && news.count < ENTRIES; i++)
		if (!all->items[i].is_detail)
			news.items[news.count++] = all->items[i];
	return news;
}

void
site_feed(const struct site *site, const struct output *output, struct arena *scratch,
	  struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct site_changes news = news_of(scratch, &site->history->all);

	put_feed(&canvas, &news, STR("feed"),
		 arena_printf(scratch, "%.*s: changes", STR_ARG(site->model->book.title)),
		 site->views[VIEW_CHANGES]);
}

void
site_record_feed(const struct site *site, const struct output *output, struct arena *scratch,
		 struct buf *out)
{
	const struct record *record = output->subject;
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	struct str name = arena_printf(scratch, "feed %s %.*s", record_kind_name(record),
				       STR_ARG(record->id));

	put_feed(&canvas, &site->history->of_records[record->order], name,
		 arena_printf(scratch, "%.*s – %.*s", STR_ARG(record->title),
			      STR_ARG(site->model->book.title)),
		 site->record_addresses[record->order]);
}
