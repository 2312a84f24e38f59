/*
 * book: what book.toml, waymark.yaml and SUMMARY.md say about the book as a whole, and the order
 * of its pages.  Private to model/.
 *
 * load.c calls book_read_config before it knows the dialect (which waymark.yaml may name) and
 * book_arrange when all pages are parsed.  Between the two it sets book.source to the dialect's
 * root unless book.source_said.
 *
 * To add a key of waymark.yaml: its name in config_keys (book.c), and where it is read.
 */
#ifndef MODEL_BOOK_H
#define MODEL_BOOK_H

#include "model/model.h"

#define BOOK_CONFIG_FILE "waymark.yaml"
#define BOOK_TOML_FILE "book.toml"
#define BOOK_THEME_FOLDER "theme"

enum book_code {
	BOOK_SUMMARY_MISSING_PAGE,
	BOOK_SUMMARY_DUPLICATE_PAGE,
	BOOK_CONFIG_UNKNOWN_KEY,
	BOOK_CONFIG_BAD_VALUE,
	BOOK_THEME_TOO_LARGE,
};

/* Reads the two files where they are there; model->repo and ->arena must be set.  A file that
   cannot be read is said in `diags` and counts as absent. */
void book_read_config(struct model *model, struct repo_reader *reader, struct diags *diags);

/* Whether links lead to the same by what the files say, and pages begin in the same folder. */
bool book_leads_alike(const struct book *a, const struct book *b);
/* What the files said for `from`, whose links lead to the same, but for the title. */
void book_take_config(struct model *model, const struct model *from);

/* What the files say that the book is called; empty: nothing. */
struct str book_said_title(const struct book *book);

/* Reads what there is of theme/; markdown_setup must have been called. */
void book_read_theme(struct model *model, struct repo_reader *reader, struct diags *diags);

/* A file of theme/ that is neither a page nor copied into the site, even where pages stand beside it. */
bool book_is_theme(struct str path);
/* Another TOML file of the book; NULL when it is not there or no TOML. */
const struct data *book_read_toml(struct model *model, struct repo_reader *reader, struct str path,
				  struct diags *diags);

/* Headings, tables, anchors and title of a parsed page.  Touches nothing but the page and the arena:
   whoever parses pages in parallel calls it there; book_arrange does it for those that have none. */
void book_read_parts(struct arena *arena, struct page *page);

/*
 * model->pages must hold every Markdown page below the source folder, sorted by path, with path,
 * doc and file; SUMMARY.md is not among them but in book.summary (path, doc and file), or that is
 * NULL.  Fills names, addresses, titles, the tree, the order, the chapters, the other files and
 * all maps of pages and files.
 *
 * Pages that SUMMARY.md does not list come after the listed ones, below the page of their folder
 * (foo/bar.md below foo/README.md or foo.md).  Without SUMMARY.md the whole order is made so, and
 * every page counts as listed.
 */
void book_arrange(struct model *model, struct diags *diags);

/* Once more, when pages have the titles of their texts: some may have come or gone, or SUMMARY.md says
   something else. */
void book_arrange_again(struct model *model, struct diags *diags);

/* The folder of the pages, by the files that there are, when the dialect is known. */
struct str book_source(const struct model *model);
/* Whether a file is a page, or SUMMARY.md. */
bool book_is_page(const struct model *model, const struct repo_file *file);
/* Sets model->pages, and book.summary, which is among them until it is parsed with them. */
void book_list_pages(struct model *model);
void book_part_summary(struct model *model);

/* "1.2." and 3 are "1.2.3." */
struct str book_number(struct arena *arena, struct str above, unsigned number);

/* Steps of book_arrange, in this order.  The chapters of SUMMARY.md, with what they say about
   their pages (summary.c). */
void book_read_summary(struct model *model, struct diags *diags);

/* Puts pages that directives ask for below the pages where these stand (chapters.c). */
void book_add_chapters(struct model *model);
/* Whether two revisions of a page ask for the same ones. */
bool book_has_same_chapters(const struct directives *a, const struct directives *b);

/* Chapters that were made elsewhere: they take the memory of those of before. */
void book_take_chapters(struct model *model, const struct chapter *items, size_t count);

/* The tree and the order of all pages; the chapters, where there is no SUMMARY.md (order.c). */
void book_order_pages(struct model *model);

extern const struct diag_code book_codes[];
extern const size_t book_code_count;

#endif
