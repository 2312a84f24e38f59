/*
 * parts: what the pages of the site share.  Private to this folder.
 */
#ifndef SITE_PARTS_H
#define SITE_PARTS_H

#include "emit/insert.h"
#include "model/schema.h"
#include "plan/coverage.h"
#include "plan/period.h"
#include "site/assets.h"
#include "site/site.h"
#include "site/views.h"

#include <stdint.h>

#define SIBLINGS_SHOWN 15
#define CHILDREN_SHOWN 30
#define TIES_SHOWN 60 /* of one sort */

struct site_page {
	const struct page *page;
	const struct page *const *siblings; /* itself among them */
	size_t sibling_count, index;
	struct str part;      /* of the book, that it stands in: its title, or empty */
	struct records rows;  /* records without a page in rows of its tables */
	uint64_t code;        /* what its fences need: code.h */
	struct fence *fences; /* graphs in them, in order */
	size_t fence_count;
	const struct goal_page *goal; /* goalpage.h */
	struct map inserted;          /* ids of headings that directives put in */
	struct str label;             /* the title as markup, where it stands in a link */
};

struct site {
	const struct model *model;
	site_findings_function *findings;
	void *findings_context;
	struct date today; /* as of which periods are over */
	struct coverage coverage;
	struct site_page *pages;       /* by page->order */
	struct records goals, themes;  /* by title; empty in a book without directives */
	struct map people;             /* folded id -> record; empty where no text becomes a link */
	struct str *record_addresses;  /* by record->order */
	struct str *picture_addresses; /* by record->order; goals only, else empty */
	bool has_png;                  /* those are PNG */
	struct str *feed_addresses;    /* by record->order; empty: it has none */
	struct str *record_anchors;    /* by record->order; empty: the whole output */
	struct str logo;               /* address; empty: the book has none */
	struct str views[VIEW_COUNT];  /* addresses; empty: the site has no such page */
	struct str titles[VIEW_COUNT]; /* theirs */
	const struct page *namesakes[VIEW_COUNT]; /* NULL: no page of the book is called so */
	struct asset assets[ASSET_COUNT];
	const struct code_scripts *code;
	struct str *heads; /* by the depth of a page's address: the same for all pages */
	size_t head_count;
	struct strs graphs; /* in graphviz's language, whose layout pages ask for */
	site_layout_function *layout;
	void *layout_context;
	const struct site_history *history;           /* NULL: nothing is said of it */
	const struct change_months *months;           /* changes.h */
	const struct site_dependencies *dependencies; /* NULL: nothing requires anything */
	struct shelf *chapters; /* of the whole book, by page->order; NULL: it is too long */
};

/* A page while it is written. */
struct canvas {
	const struct site *site;
	struct str address;
	struct arena *scratch;
	struct buf *out;
	struct str root; /* links begin with it; empty: they are relative to the address */
};

struct frame {
	struct str title;
	enum view view;
	struct str canonical;   /* address of the page that this one is a copy of, or empty */
	struct str description; /* plain text; empty: the first paragraph of the book's page */
	const struct site_page *near; /* a page of the book: what is around it; or NULL */
	const struct site_page
		*above; /* of a page that the book has not: below which it stands; or NULL */
	const struct page *source; /* what the edit link leads to, or NULL */
	const struct record
		*record; /* whose feed the page offers beside that of the book, or NULL */
};

/* Everything up to and from the content of <main>. */
void site_begin(struct canvas *canvas, const struct frame *frame);
void site_end(struct canvas *canvas, const struct frame *frame);

/* The shared beginning of pages whose address has this many folders. */
struct str site_head(struct arena *arena, const struct site *site, size_t depth);

/* Parts of a page, in their order. */
void put_document_start(struct canvas *canvas, const struct frame *frame); /* up to </head> */
void put_page_contents(struct canvas *canvas, const struct page *page);
void put_trail(struct canvas *canvas, const struct page *page, bool with_itself);
void put_turns(struct canvas *canvas, const struct page *page); /* to the previous and next page */
/* Of the page itself, or of one that stands below it and is no page of the book. */
void put_near(struct canvas *canvas, const struct site_page *near, bool is_itself);

/* All titles, as nested lists. */
void put_contents(struct canvas *canvas, bool with_records);

/* Title, facts and text of the page. */
void put_page_text(struct canvas *canvas, const struct site_page *site_page);
/* `markup` is what put_page_text wrote: the whole book takes it, if this is the page's own address. */
void keep_chapter(const struct canvas *canvas, const struct page *page, struct str markup);

/* Bytes of the Markdown of all pages. */
size_t book_text_size(const struct model *model);

/* Something else takes the place of a part of it. */
bool page_holds_directive(const struct page *page, uint32_t from, uint32_t end);

/* The first paragraph of the page as plain text; empty when it has none. */
struct str page_lead(struct arena *arena, const struct page *page);

/* Markup */
void put_html(struct canvas *canvas, const char *before, struct str text, const char *after);
void put_href(struct canvas *canvas, struct str address, struct str anchor); /* ` href="…"` */
void put_link(struct canvas *canvas, struct str address, struct str text);
void put_page_link(struct canvas *canvas, const struct page *page); /* its title */
void put_record_link(struct canvas *canvas, const struct record *record);
/* What the site tells of its state (plan/period.h). */
struct told told_of(const struct site *site, const struct record *record);
/* The same as a badge; of work left open in a period that is over that nobody knows what came of it, of work that is
   said to go on since when nothing of it moved. */
void put_record_state(struct canvas *canvas, const struct record *record);
/* " 2025h2" in small letters, of work of a period that is over: goals of several periods may have one title. */
void put_past_period(struct canvas *canvas, const struct record *record);
/* Without since when it rests. */
void put_state(struct canvas *canvas, const struct record *record);
/* It is in progress, and the history knows of no move since (plan/stale.h). */
bool site_record_rests(const struct site *site, const struct record *record,
		       struct date *ret_since);
void put_people(struct canvas *canvas, const struct record *record, enum field field);
void put_progress(struct canvas *canvas, const struct record *record);
void put_count(struct canvas *canvas, size_t count, const char *one, const char *several);
/* Records as a list, each with its state and progress where it has such; at most TIES_SHOWN. */
void put_standing_list(struct canvas *canvas, const struct records *records);
/* "problem 3", as a link to where the view of the vision shows it; the word may be for those only who
   do not see the number's place.  The theme's title is its tip. */
void put_problem_number(struct canvas *canvas, const struct record *theme, bool shows_word);
/* What it rests on, counted, as a paragraph. */
void put_problem_evidence(struct canvas *canvas, const struct coverage_problem *problem);
/* What became of a story; what a problem rests on and what answers it: a box for the top of the page. */
void put_outcome(struct canvas *canvas, const struct record *record);
bool has_outcome(const struct canvas *canvas, const struct record *record);
/* A goal or an initiative: what comes before its facts, behind them, and below the text.  Nothing for
   other kinds. */
void put_work_top(struct canvas *canvas, const struct record *record);
void put_work(struct canvas *canvas, const struct record *record);
void put_more_steps(struct canvas *canvas, const struct record *record);
/* The problems that the goal, or the one above, addresses, with the stories that stand behind each; only for
   work that has_reasons. */
bool has_reasons(const struct canvas *canvas, const struct record *record);
void put_reasons(struct canvas *canvas, const struct record *record);
/* " It looks for an owner. It needs contributors." */
void put_help_reasons(struct canvas *canvas, const struct record *record);
/* The same, or where there is no such reason what is to be done, on a line. */
void put_help_brief(struct canvas *canvas, const struct record *record);
/* Where it says how to help, else whom to ask. */
void put_help_how(struct canvas *canvas, const struct record *record);
struct str record_address(const struct canvas *canvas, const struct record *record);

/* A spot on this canvas for text of the page: a part of it, or all of it.  A text of a YAML file has
   no page, and nothing is rendered with its spot. */
struct spot canvas_spot(struct canvas *canvas, const struct page *page);
struct spot canvas_page_spot(struct canvas *canvas, const struct page *page);

/* What canvas_spot gives its functions (inserts.c); insertion: see directive.h. */
struct page_inserts {
	struct inserts base;
	struct canvas *canvas;
	const struct page *page;
	struct insertion *insertion;
};
void put_directive(struct page_inserts *inserts, const struct directive *directive);
/* For all pages, when all else is known: links may lead to headings of any. */
void inserted_headings_read(struct arena *arena, struct site *site);

/* A text of the book, with what its page would make of "@name" and the like. */
void put_text(struct canvas *canvas, struct str text);
void put_linked_text(struct canvas *canvas, struct str text, bool is_label);

/* It is a part of a page, which its own page shows as text. */
bool record_is_block(const struct record *record);

/* The tracking issue, as a link where that is one. */
void put_tracking(struct canvas *canvas, const struct record *record);

/* What it is: "Goal", "Status quo story". */
void put_kind(struct canvas *canvas, const struct record *record);
/* A reader of the page sees it anyway: in its own text, not in front matter or on another page. */
bool is_in_own_text(const struct record *record, const struct statement *said);
/* A row of a table in the page's own text. */
bool is_listed_in_text(const struct record *record, const struct record *child);
/* ` id="…"`, when this is the page where others link to the record. */
void put_anchor(struct canvas *canvas, const struct record *record);
/* Prose, as it stands in its page. */
void put_said(struct canvas *canvas, const struct statement *said);

/* The record's facts, but for those that can be read in the page's own text. */
void put_facts(struct canvas *canvas, const struct record *record);
/* A picture of what the record requires and what waits for it; nothing where there is neither. */
void put_neighbourhood(struct canvas *canvas, const struct record *record);
/* What belongs to it and what names it. */
void put_ties(struct canvas *canvas, const struct record *record);

/* Words for people: "Key participants"; "Required by". */
struct str field_label(struct arena *arena, enum field field);
const char *field_inverse(enum field field);
struct str kind_label(struct arena *arena, const struct site *site, enum kind kind, bool several);
struct str theme_word(const struct site *site, size_t count); /* "problem", or the dialect's word */
struct str capital(struct arena *arena, struct str text);
/* Without badges ("![Help wanted][]"), where only text can stand. */
struct str plain_title(struct arena *arena, struct str title);

/* The roadmap of one period, or of "all". */
struct roadmap;
void site_make_roadmap(struct arena *arena, const struct site *site, struct str period,
		       struct roadmap *ret_roadmap);

/* For pages of goals, where a book has directives. */
void goal_pages_read(struct arena *arena, struct site *site);

/* The picture of a goal for those who link to its page (og:image); empty: there is none. */
struct str site_picture_address(const struct site *site, const struct record *record);

/* Waits for them; NULL: the book was not checked. */
const struct diags *findings_of(const struct site *site);

/* "plan: 3 errors": what the badge says. */
struct str badge_words(struct arena *arena, const struct site *site);

#define CARD_WIDTH 1200
#define CARD_HEIGHT 630
output_function site_card;
output_function site_home;
output_function site_book_page;
output_function site_record_page;
output_function site_record_feed;
output_function site_redirect;
output_function site_asset;

#endif
