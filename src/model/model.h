/*
 * model: one book at one moment, as records.  Immutable once model_load returns, but for revise.h.
 *
 * A record is stated in one place or several: its page, a row of an overview table, a row in its
 * parent's page.  Each field keeps every *statement* with its place, the strongest first; the
 * first one is what the field is, the others are there to be compared (check/agreement.c).
 *
 * Everything lives in the model's arena and dies with it.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "model/dialect.h"
#include "model/directive.h"
#include "model/schema.h"
#include "repo/repo.h"
#include "text/data.h"
#include "text/markdown.h"

struct given;
struct kept;
struct linkify;
struct loader;
struct page_rows;
struct record;
struct page;
struct value_name;

/* One value of a field as one place states it. */
struct value {
	struct str text; /* as a reader sees it: plain text, trimmed */
	struct str url;  /* target of the link it is written as, as written; or empty */
	struct str key;  /* for keyed values: the team of a "[lang] champion" row */
	struct str note; /* what qualifies it: "but it is possible to prototype without" */
	struct place place;
	size_t offset, length;   /* its bytes in the file, as `set` replaces them */
	enum state state;        /* TYPE_STATE */
	int64_t number;          /* TYPE_NUMBER; TYPE_PROGRESS: done; TYPE_CHOICE: index */
	int64_t total;           /* TYPE_PROGRESS */
	struct date date;        /* TYPE_DATE */
	struct record *target;   /* TYPE_PEOPLE, TYPE_RECORDS: resolved, or NULL */
	struct value_name *name; /* what is looked for, while the book is loaded; or NULL */
	bool bad;                /* could not be understood; a finding says so */
};

struct statement {
	enum source source;
	const struct page *page; /* NULL for YAML files */
	struct value *values;
	uint32_t count;     /* may be 0: the place exists and is empty */
	uint32_t capacity;  /* of values, while the book is loaded */
	struct place place; /* of the cell, section or value as a whole */
	size_t offset,
		length; /* the bytes that `set` may replace; for an empty one, where to insert */
	uint32_t first_node, end_node; /* nodes in page->doc, for TYPE_PROSE; equal: none */
	bool tentative;                /* guessed from a path: counts only if it names a record */
	struct statement *next;
};

struct records {
	struct record **items;
	size_t count, capacity;
};

struct record {
	enum kind kind;
	struct str id;            /* unique within its kind */
	struct str title;         /* effective title; never empty (falls back to the id) */
	struct place place;       /* where it stands: the page's heading, the row, the block */
	struct page *page;        /* the page that is this record, or NULL */
	struct record *parent;    /* initiative -> goal, milestone -> one of these, ask -> goal */
	struct record *above;     /* the parent by its place, whatever it says itself (resolve.c) */
	struct records children;  /* in the order of the book */
	struct records referrers; /* records whose fields name this one, once each, in order */
	struct statement *fields[FIELD_COUNT];
	struct given *given;           /* from where it has them, with a cache (kept.h) */
	uint32_t first_node, end_node; /* its block or row in its place's page (themes, rows) */
	const struct page *home;       /* the page where `place` is; NULL for YAML files */
	uint32_t order;                /* in the book */
	uint32_t number; /* its own as long as the model lives, from 1; 0: of one who is implied */
	uint32_t known, first;    /* names of people: before its own, first here (people_stay) */
	bool implied;             /* a person or team known only from being named */
	bool placeholder;         /* "tbd" and the like */
	bool has_dropped;         /* values that named nothing (resolve.c) */
	bool is_anew, has_others; /* read anew since names were looked up; other people */
};

/* What follows from a page's text alone and is kept with it (cache.h), for who asks again at the next
   revision: history/likeness.h. */
struct page_note {
	struct arena *arena; /* of the text */
	void *words;         /* NULL: not yet known */
};

struct page {
	struct str path; /* from the book's root: "src/vision/roadmap.md" */
	struct str name; /* below the source folder: "vision/roadmap.md" */
	struct str
		address; /* in the site, as mdBook: "vision/roadmap.html"; README.md -> index.html */
	struct str title; /* of SUMMARY.md, else its first heading, else the file's stem */
	struct doc *doc;
	struct data *front;    /* NULL: none */
	struct record *record; /* the record that this page is, or NULL */
	const struct repo_file *file;
	uint32_t *headings; /* node indices */
	uint32_t heading_count;
	uint32_t table_count;
	uint32_t *fences; /* node indices of code blocks that say what is in them */
	uint32_t fence_count;
	uint32_t *tables;   /* node indices; none of generated regions, which state nothing */
	struct map anchors; /* of headings and raw HTML -> the struct node that has it */
	struct directives directives;
	struct record **blocks; /* by node: the record whose block it is in or opens; NULL: none */
	struct page *parent, *previous, *next; /* in the order of the book */
	struct page **children;
	size_t child_count;
	uint32_t order; /* in the book, from 0 */
	uint32_t depth;
	struct str number;      /* "1.2." or empty for chapters without */
	struct page_rows *rows; /* of its tables, while the book is loaded (rows.c) */
	struct kept *kept;      /* of an earlier revision, while the book is loaded (kept.h) */
	struct page_note *note; /* NULL: nothing is kept */
	bool listed;            /* stands in SUMMARY.md */
	bool ignored;           /* the dialect says that this is no record (a template) */
};

/* A line of SUMMARY.md that is no page: a part's title, a separator, a draft, an outside link. */
enum chapter_kind { CHAPTER_PAGE, CHAPTER_PART, CHAPTER_SEPARATOR, CHAPTER_DRAFT, CHAPTER_LINK };

struct chapter {
	enum chapter_kind kind;
	struct str title;
	struct page *page; /* CHAPTER_PAGE */
	struct str url;    /* CHAPTER_LINK */
	uint32_t depth;    /* from 0 */
	struct str number;
	struct place place;
};

struct redirect {
	struct str from,
		to; /* addresses below the site's root, without a leading slash, or a URL */
	struct place place;
};

/* What a group changes about the look of its site: the files of theme/. */
struct book_theme {
	struct str style;             /* waymark.css, which follows the site's own style sheet */
	const struct repo_file *logo; /* logo.svg, .png, .webp, .jpg; or NULL */
	struct page *head, *foot;     /* head.md and foot.md, only parsed; or NULL */
};

/* What book.toml, SUMMARY.md and waymark.yaml say about the book as a whole. */
struct book {
	struct str title;
	struct str description;
	struct str language;          /* "en" */
	struct str source;            /* folder of the pages: "src", or "" */
	bool source_said;             /* by book.toml or waymark.yaml: the dialect's is not asked */
	struct str repository_url;    /* forge */
	struct str edit_url_template; /* with {path} */
	struct str site_path;         /* "/wg-async/" */
	struct str site_url;          /* "https://rust-lang.github.io/wg-async/", or empty */
	struct chapter *chapters; /* in order; built from the tree where there is no SUMMARY.md */
	size_t chapter_count, chapter_capacity;
	int32_t stale_days; /* for which work in progress may rest */
	bool has_summary;
	struct page *summary; /* SUMMARY.md, which is no page of the book, or NULL */
	struct page *first;   /* the first page in the order of the book, or NULL */
	struct redirect *redirects;
	size_t redirect_count;
	struct book_theme theme;
	struct data *config;     /* waymark.yaml, or NULL */
	struct data *toml;       /* book.toml, or NULL */
	const struct data *asks; /* what teams can be asked for, of the dialect's file; or NULL */
};

struct model {
	struct arena *arena;
	struct repo *repo;
	struct model_cache *cache; /* while it is loaded; NULL: none */
	struct loader *loader;     /* with a cache: what loading knew (revise.h) */
	const struct dialect *dialect;
	const struct linkify *linkify; /* texts that become links; NULL: none */
	struct book book;
	struct page **pages; /* sorted by path */
	size_t page_count;
	const struct repo_file *
		*others; /* files that are no Markdown pages, below the source folder */
	size_t other_count;
	struct records records; /* all, in the order of the book */
	struct records by_kind[KIND_COUNT];
	uint32_t last_number;        /* of a record */
	struct map ids[KIND_COUNT];  /* id -> record */
	struct map pages_by_name;    /* name -> page */
	struct map pages_by_address; /* address -> page */
	struct map redirects_by_from;
	struct map others_by_name; /* name -> repo_file */
	struct map datafiles;      /* of YAML and TOML files: model_bytes, model/datafile.h */
};

struct model_options {
	struct str path;             /* the book's root folder */
	struct str at;               /* revision, or empty */
	struct str dialect;          /* name, or empty: waymark.yaml's, else look */
	struct dialect_source usual; /* where the files tell none; empty: model_usual */
	struct repo *repo; /* read this one, which is open, in place of path and at; or NULL */
	struct model_cache *cache; /* of revisions that were read before (cache.h); or NULL */
};

/* NULL after a failure.  Findings about what could not be read go to `diags`. */
struct model *model_load(struct arena *arena, const struct model_options *options,
			 struct diags *diags);
void model_close(struct model *model); /* the repo's handles; the arena is the caller's */

/* The bytes of a page or of another file as the model has read them; false when it has read none
   of this path.  Every offset of the model is one in these bytes. */
bool model_bytes(const struct model *model, struct str path, struct str *ret_bytes);

/* The dialect that revisions are read by which tell none: that of HEAD or, where that tells none either, of the work
   tree.  `name`: what the user asks for, or empty.  Found without reading pages. */
struct dialect_source model_usual(struct arena *arena, struct str path, struct str name);

/* The strongest statement with a value, or NULL. */
const struct statement *record_said(const struct record *record, enum field field);
/* Its first value, or NULL. */
const struct value *record_value(const struct record *record, enum field field);
struct str record_text(const struct record *record, enum field field); /* empty: none */
enum state record_state(const struct record *record);
/* "goal", "initiative"… of the record, for messages */
const char *record_kind_name(const struct record *record);

/* By id ("polish/lint"), "kind:id", "@handle", or a path of a page; NULL when there is none or
   several (then *ret_several lists the kinds' records that fit). */
struct record *model_find(const struct model *model, struct str name, struct records *ret_several,
			  struct arena *arena);
/* The id nearest to a name that was not found, else the only one that begins so, or empty. */
struct str model_nearest(const struct model *model, struct str name, unsigned kinds);

/* The sign that this book's dialect gives a state, else waymark's. */
struct str model_state_sign(const struct model *model, enum state state);

extern const struct diag_code model_codes[];
extern const size_t model_code_count;

#endif
