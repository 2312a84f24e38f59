/*
 * news: what happened, in lines: on the first page the newest, on a record's page its own.
 */
#include "site/news.h"

#include "base/limits.h"
#include "base/map.h"
#include "text/rawhtml.h"

#define NEWS_SHOWN 5
#define NEWS_OF_COMMIT 3 /* a commit that touches everything must not be all the news */
#define HISTORY_SHOWN 10
#define QUIET_DAYS 31 /* after which what is newest is no news */

static void
put_date(struct canvas *canvas, struct date date)
{
	char text[11];

	date_format(date, text);
	buf_printf(canvas->out, "<time>%s</time>", text);
}

/* GitHub, GitLab, Gitea and Forgejo all know the address. */
static void
put_commit_id(struct canvas *canvas, const struct site_commit *commit)
{
	struct str repository = canvas->site->model->book.repository_url;
	struct str shown = str_slice(commit->id, 0, 10);

	if (repository.length == 0 || !raw_url_is_safe(repository)) {
		put_html(canvas, "<code>", shown, "</code>");
		return;
	}
	buf_puts(canvas->out, "<a rel=\"noopener\" href=\"");
	buf_put_url(canvas->out, arena_printf(canvas->scratch, "%.*s/commit/%.*s",
					      STR_ARG(repository), STR_ARG(commit->id)));
	put_html(canvas, "\"><code>", shown, "</code></a>");
}

void
put_commit(struct canvas *canvas, const struct site_commit *commit)
{
	buf_puts(canvas->out, "<small>");
	put_date(canvas, commit->date);
	if (commit->author.length > 0)
		put_html(canvas, ", ", commit->author, "");
	buf_puts(canvas->out, ", ");
	put_commit_id(canvas, commit);
	buf_puts(canvas->out, "</small>");
}

void
put_change_words(struct canvas *canvas, struct str words)
{
	const struct map *people = &canvas->site->model->ids[KIND_PERSON];

	for (size_t at; (at = str_find_char(words, '@')) != STR_NONE;) {
		size_t end = at + 1;
		const struct record *person;

		while (end < words.length && (char_is_alphanumeric(words.data[end]) ||
					      words.data[end] == '-' || words.data[end] == '_'))
			end++;
		person = map_get(people, str_slice(words, at + 1, end));
		buf_put_html(canvas->out, str_slice(words, 0, person != NULL ? at : end));
		if (person != NULL)
			put_record_link(canvas, person);
		words = str_from_offset(words, end);
	}
	buf_put_html(canvas->out, words);
}

void
put_change(struct canvas *canvas, const struct site_change *change)
{
	const struct record *record = change->record;
	struct str address = record != NULL ? record_address(canvas, record) : STR_EMPTY;

	if (address.length > 0) {
		buf_puts(canvas->out, "<a");
		put_href(canvas, address, canvas->site->record_anchors[record->order]);
		put_html(canvas, ">", change->subject, "</a>");
	} else {
		put_html(canvas, "<b>", change->subject, "</b>");
	}
	buf_puts(canvas->out, ": ");
	put_change_words(canvas, change->words);
}

/* ==== the first page ==== */

/* The next change that is worth being news, from `at` on. */
static size_t
next_news(const struct site_changes *changes, size_t at)
{
	while (at < changes->count && changes->items[at].is_detail)
		at++;
	return at;
}

void
put_quiet(struct canvas *canvas)
{
	const struct site_changes *all = &canvas->site->history->all;
	size_t newest = next_news(all, 0);
	struct date today = canvas->site->today, day;

	if (newest == all->count || !date_is_set(today))
		return;
	day = all->items[newest].commit->date;
	if (date_to_days(today) - date_to_days(day) <= QUIET_DAYS)
		return;
	buf_puts(canvas->out, "<p class=\"callout\">Nothing but words and details has "
			      "changed since ");
	put_date(canvas, day);
	put_html(canvas, ", ", time_since(canvas->scratch, day, today), " ago.</p>\n");
}

static void
put_news_line(struct canvas *canvas, const struct site_change *change)
{
	buf_puts(canvas->out, "<li>");
	put_html(canvas, "<small>", kind_label(canvas->scratch, canvas->site, change->kind, false),
		 "</small> ");
	put_change(canvas, change);
	buf_putc(canvas->out, ' ');
	put_commit(canvas, change->commit);
	buf_puts(canvas->out, "</li>\n");
}

void
put_news(struct canvas *canvas)
{
	const struct site_history *history = canvas->site->history;
	const struct site_commit *commit = NULL;
	size_t shown = 0, of_commit = 0;

	if (history == NULL || next_news(&history->all, 0) == history->all.count)
		return;
	buf_puts(canvas->out, "<section aria-labelledby=\"wm:news\">\n"
			      "<h2 id=\"wm:news\">What is new</h2>\n");
	put_quiet(canvas);
	buf_puts(canvas->out, "<ul class=\"changes\">\n");
	for (size_t i = next_news(&history->all, 0); i < history->all.count && shown < NEWS_SHOWN;
	     i = next_news(&history->all, i + 1)) {
		const struct site_change *change = &history->all.items[i];

		of_commit = change->commit == commit ? of_commit + 1 : 1;
		commit = change->commit;
		if (of_commit > NEWS_OF_COMMIT)
			continue;
		put_news_line(canvas, change);
		shown++;
	}
	buf_puts(canvas->out, "</ul>\n<p><a class=\"go\"");
	put_href(canvas, canvas->site->views[VIEW_CHANGES], STR_EMPTY);
	buf_puts(canvas->out, ">All changes</a></p>\n</section>\n");
}

/* ==== a record's page ==== */

/* A sentence begins with a capital, where it begins with a letter of ASCII. */
static struct str
begin_large(struct arena *arena, struct str text)
{
	char first = text.length > 0 ? text.data[0] : '\0';

	if (first < 'a' || first > 'z')
		return text;
	return arena_printf(arena, "%c%.*s", first - 'a' + 'A', STR_ARG(str_from_offset(text, 1)));
}

static void
put_own_change(struct canvas *canvas, const struct record *record, const struct site_change *change)
{
	buf_puts(canvas->out, "<li>");
	if (change->record == record)
		put_change_words(canvas, begin_large(canvas->scratch, change->words));
	else
		put_change(canvas, change);
	buf_putc(canvas->out, ' ');
	put_commit(canvas, change->commit);
	buf_puts(canvas->out, "</li>\n");
}

void
put_record_feed(struct canvas *canvas, const struct record *record)
{
	struct str address = canvas->site->feed_addresses[record->order];

	if (address.length == 0)
		return;
	buf_puts(canvas->out, " <small><a type=\"application/atom+xml\"");
	put_href(canvas, address, STR_EMPTY);
	put_html(canvas, " aria-label=\"Feed of changes of ", record->title, "\">Feed</a></small>");
}

static void
put_own_changes(struct canvas *canvas, const struct record *record, size_t first, size_t end)
{
	const struct site_changes *own = &canvas->site->history->of_records[record->order];

	buf_puts(canvas->out, "<ul class=\"changes\">\n");
	for (size_t i = first; i < end; i++)
		put_own_change(canvas, record, &own->items[i]);
	buf_puts(canvas->out, "</ul>\n");
}

/* Folded: no other page has all of them, since some are of interest here only. */
static void
put_older_changes(struct canvas *canvas, const struct record *record, size_t count)
{
	size_t end = count < LIMIT_CHANGES_RECORD ? count : LIMIT_CHANGES_RECORD;

	if (count <= HISTORY_SHOWN)
		return;
	buf_printf(canvas->out, "<details><summary>%zu older changes</summary>\n",
		   count - HISTORY_SHOWN);
	put_own_changes(canvas, record, HISTORY_SHOWN, end);
	if (end < count) {
		buf_printf(canvas->out, "<p>%zu more are not told here; ", count - end);
		put_html(canvas, "<code>waymark log ", record->id, "</code> tells all.</p>\n");
	}
	buf_puts(canvas->out, "</details>\n");
}

void
put_history(struct canvas *canvas, const struct record *record)
{
	const struct site_history *history = canvas->site->history;
	const struct site_changes *own;
	size_t count;

	if (history == NULL || history->of_records[record->order].count == 0)
		return;
	own = &history->of_records[record->order];
	count = own->count;
	buf_puts(canvas->out, "<section class=\"ties\" aria-labelledby=\"wm:history\">\n"
			      "<h2 id=\"wm:history\">History</h2>\n<p>Last touched: ");
	put_commit(canvas, own->items[0].commit);
	put_record_feed(canvas, record);
	buf_puts(canvas->out, "</p>\n");
	put_own_changes(canvas, record, 0, count < HISTORY_SHOWN ? count : HISTORY_SHOWN);
	put_older_changes(canvas, record, count);
	buf_puts(canvas->out, "</section>\n");
}
