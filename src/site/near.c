/*
 * near: where a page of the book stands: what is above, beside and below it, and what is on it.
 */
#include "site/parts.h"

#define HEADINGS_LEAST 3 /* fewer need no list */
#define HEADINGS_SHOWN 60
#define HEADINGS_ONE_RANK 24 /* with more, only those of the highest rank are listed */

void
put_trail(struct canvas *canvas, const struct page *page, bool with_itself)
{
	const struct page *ancestors[32];
	size_t count = 0;

	for (page = with_itself ? page : page->parent; page != NULL && count < 32;
	     page = page->parent)
		ancestors[count++] = page;
	if (count == 0)
		return;
	buf_puts(canvas->out, "<nav class=\"trail\" aria-label=\"Above this page\"><ol>");
	while (count > 0) {
		buf_puts(canvas->out, "<li>");
		put_page_link(canvas, ancestors[count - 1]);
		buf_puts(canvas->out, "</li>");
		count--;
	}
	buf_puts(canvas->out, "</ol></nav>\n");
}

static void
put_more(struct canvas *canvas, bool are_more)
{
	/* Not how many: every page would change with each new one. */
	if (!are_more)
		return;
	buf_puts(canvas->out, "<li class=\"more\"><a");
	put_href(canvas, canvas->site->views[VIEW_CONTENTS], STR_EMPTY);
	buf_puts(canvas->out, ">More in the contents</a></li>\n");
}

static void
put_children(struct canvas *canvas, const struct page *page)
{
	size_t shown = page->child_count < CHILDREN_SHOWN ? page->child_count : CHILDREN_SHOWN;

	if (shown == 0)
		return;
	buf_puts(canvas->out, "\n<ul>\n");
	for (size_t i = 0; i < shown; i++) {
		buf_puts(canvas->out, "<li>");
		put_page_link(canvas, page->children[i]);
		buf_puts(canvas->out, "</li>\n");
	}
	put_more(canvas, page->child_count > shown);
	buf_puts(canvas->out, "</ul>\n");
}

/* Pages of several parts of a book may well have one title: "Overview", "Goals". */
static void
put_part(struct canvas *canvas, const struct page *page, struct str *part)
{
	struct str next = canvas->site->pages[page->order].part;

	if (page->parent != NULL || str_equal(next, *part))
		return;
	*part = next;
	if (next.length == 0)
		return;
	buf_puts(canvas->out, "<li class=\"part\">");
	put_linked_text(canvas, next, true);
	buf_puts(canvas->out, "</li>\n");
}

static void
put_siblings(struct canvas *canvas, const struct site_page *near, bool is_itself)
{
	size_t first = near->index > SIBLINGS_SHOWN / 2 ? near->index - SIBLINGS_SHOWN / 2 : 0;
	size_t end = first + SIBLINGS_SHOWN;
	struct str part = STR_EMPTY;

	if (end > near->sibling_count) {
		end = near->sibling_count;
		first = end > SIBLINGS_SHOWN ? end - SIBLINGS_SHOWN : 0;
	}
	buf_puts(canvas->out, "<ul>\n");
	put_more(canvas, first > 0);
	for (size_t i = first; i < end; i++) {
		const struct page *page = near->siblings[i];

		put_part(canvas, page, &part);
		buf_puts(canvas->out, "<li>");
		if (i == near->index) {
			buf_puts(canvas->out, is_itself ? "<a aria-current=\"page\""
							: "<a aria-current=\"true\"");
			put_href(canvas, page->address, STR_EMPTY);
			buf_putc(canvas->out, '>');
			buf_put(canvas->out, canvas->site->pages[page->order].label);
			buf_puts(canvas->out, "</a>");
			put_children(canvas, page);
		} else {
			put_page_link(canvas, page);
		}
		buf_puts(canvas->out, "</li>\n");
	}
	put_more(canvas, near->sibling_count > end);
	buf_puts(canvas->out, "</ul>\n");
}

void
put_near(struct canvas *canvas, const struct site_page *near, bool is_itself)
{
	const struct page *parent = near->page->parent;

	buf_puts(canvas->out, "<nav class=\"near\" aria-label=\"Pages near this one\">\n");
	if (parent != NULL) {
		buf_puts(canvas->out, "<p>");
		put_page_link(canvas, parent);
		buf_puts(canvas->out, "</p>\n");
	}
	put_siblings(canvas, near, is_itself);
	buf_puts(canvas->out, "</nav>\n");
}

static void
put_turn(struct canvas *canvas, const struct page *page, const char *rel, const char *word)
{
	if (page == NULL)
		return;
	put_html(canvas, "<a rel=\"", str_from(rel), "\"");
	put_href(canvas, page->address, STR_EMPTY);
	put_html(canvas, "><small>", str_from(word), "</small> ");
	buf_put(canvas->out, canvas->site->pages[page->order].label);
	buf_puts(canvas->out, "</a>\n");
}

void
put_turns(struct canvas *canvas, const struct page *page)
{
	if (page->previous == NULL && page->next == NULL)
		return;
	buf_puts(canvas->out, "<nav class=\"turn\" aria-label=\"Previous and next page\">\n");
	put_turn(canvas, page->previous, "prev", "Previous");
	put_turn(canvas, page->next, "next", "Next");
	buf_puts(canvas->out, "</nav>\n");
}

static bool
is_in_contents(const struct page *page, size_t i, unsigned deepest)
{
	const struct node *node = &page->doc->nodes[page->headings[i]];

	return node->length > 0 && node->level > 1 && node->level <= deepest;
}

static unsigned
count_to(const struct page *page, unsigned deepest)
{
	unsigned count = 0;

	for (size_t i = 0; i < page->heading_count; i++)
		count += is_in_contents(page, i, deepest);
	return count;
}

/* The lists go two ranks deep where that stays short; 0: the page needs no list. */
static unsigned
choose_depth(const struct page *page)
{
	for (unsigned highest = 2; highest <= 4; highest++) {
		if (count_to(page, highest) == 0)
			continue;
		if (count_to(page, highest + 1) <= HEADINGS_ONE_RANK)
			highest++;
		return count_to(page, highest) >= HEADINGS_LEAST ? highest : 0;
	}
	return 0;
}

void
put_page_contents(struct canvas *canvas, const struct page *page)
{
	unsigned deepest = choose_depth(page), shown = 0;

	if (deepest == 0)
		return;
	buf_puts(canvas->out, "<nav class=\"toc\" aria-label=\"On this page\"><details>"
			      "<summary>On this page</summary>\n<ul>\n");
	for (size_t i = 0; i < page->heading_count && shown < HEADINGS_SHOWN; i++) {
		uint32_t at = page->headings[i];
		const struct node *node = &page->doc->nodes[at];

		if (!is_in_contents(page, i, deepest))
			continue;
		buf_puts(canvas->out, "<li class=\"rank");
		buf_put_number(canvas->out, node->level);
		buf_puts(canvas->out, "\"><a href=\"#");
		buf_put_url(canvas->out, node_text(node));
		buf_puts(canvas->out, "\">");
		put_linked_text(canvas, doc_plain(canvas->scratch, page->doc, at), true);
		buf_puts(canvas->out, "</a></li>\n");
		shown++;
	}
	buf_puts(canvas->out, "</ul>\n</details></nav>\n");
}
