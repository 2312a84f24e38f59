/*
 * loader: what the steps of model_load share.  Private to model/.
 *
 * The steps, each in a file: load.c (pages, in parallel; the order of steps), extract.c (fields of
 * a page that is a record, in parallel), rows.c (tables whose rows are records), blocks.c (parts of a page that
 * are records), lists.c (YAML files), values.c (a place's text to typed values), resolve.c (names
 * to records).
 */
#ifndef MODEL_LOADER_H
#define MODEL_LOADER_H

#include "model/dialect.h"
#include "model/model.h"

struct page_blocks;

enum model_code {
	MODEL_UNKNOWN_FIELD,
	MODEL_FIELD_SPELLING,
	MODEL_BAD_VALUE,
	MODEL_DUPLICATE_ID,
	MODEL_UNKNOWN_PARENT,
};

/* Fields whose values are names of records, in the order of the schema. */
struct naming {
	const struct field_row **items;
	size_t count, capacity;
};

struct loader {
	struct model *model;
	struct model_options options;
	const struct dialect *dialect;
	struct arena *arena;
	struct arena *scratch; /* for what nobody needs when the next page is read; NULL: none */
	struct diags *diags;
	struct repo_reader *reader;
	uint64_t *order_keys; /* by record->order while loading: see loader_sort */
	size_t order_capacity;
	uint64_t lead_rows;    /* rows of leading tables so far */
	struct map titles;     /* folded title -> struct titled */
	struct map people;     /* lower-case handle, folded name -> record, resolve_people.c */
	struct records stated; /* in the order of reading: all but people who are implied */
	struct records stated_before; /* memory for the next list of them */
	struct records implied[2];    /* memory for these, of the last time and the time before */
	size_t implied_count, implied_turn;
	uint32_t listed_count,
		listed_names; /* people with records of their own; by what they are known */
	size_t loaded_bytes;  /* of the model's arena, when all was loaded */
	struct naming naming[KIND_COUNT];
	struct map suffixes[KIND_COUNT]; /* id -> the last number behind it, see loader_add */
};

/* Where a value is read from: nodes of a page, or a member of a YAML file. */
struct material {
	enum source source;
	const struct page *page; /* NULL for YAML files */
	uint32_t first, end;     /* nodes; equal: none */
	struct str text;         /* as a reader sees it */
	struct str key;          /* what a pattern's * matched */
	const struct data *data; /* YAML, or NULL */
	struct place place;
	size_t offset, length; /* the bytes that stand for the value */
};

/* A new record, never NULL.  When the id is taken the new one gets a suffix, so that it
   is not lost, and, where `unique` was promised, the finding duplicate-id is made. */
struct new_record {
	enum kind kind;
	struct map_key id;
	struct place place;
	uint64_t order;
	const struct page *home;
	bool unique, implied;
	struct record *
		*memory;     /* where its bytes are, or from now on will be; NULL: in the model */
	struct arena *arena; /* of the memory */
};
struct record *loader_add(struct loader *loader, const struct new_record *wanted);
/* One who is implied, and was taken away, is the last one again; by_kind is loader_sort's. */
void loader_add_back(struct loader *loader, struct record *record);
struct record *loader_find(const struct loader *loader, enum kind kind, struct str id);

/* Position in the book for rows and blocks: after `page`'s place in the book. */
uint64_t loader_order(const struct page *page, uint32_t node);
void loader_set_order(struct loader *loader, struct record *record, uint64_t key);
void
loader_sort(struct loader *loader); /* records in the order of the book, and so their children */

/* Changes the kind and re-files the id: a leading table may say what a page is. */
void loader_set_kind(struct loader *loader, struct record *record, enum kind kind);

/* A record that turned out to be another, that of its page: its order, until loader_sort leaves it out. */
#define LOADER_MERGED UINT32_MAX
void loader_drop(struct loader *loader, struct record *record, struct record *into);

/* "tbd", "todo" and what else the dialect counts as nothing. */
bool loader_is_placeholder(const struct loader *loader, struct str text);

/* A title as it is written, and what it is compared by. */
struct title {
	struct str text;
	struct map_key key;
};
struct map_key loader_title_key(struct arena *arena, struct str title);
/* Remembers a title for loader_by_title; effective titles are set in resolve_all. */
void loader_note_title(struct loader *loader, struct record *record, struct map_key title);
void loader_forget_title(struct loader *loader, const struct record *record, struct map_key title);
/* The only record of this kind and title, below `parent` if given; NULL if none or several. */
struct record *loader_by_title(struct loader *loader, enum kind kind, const struct title *title,
			       const struct record *parent);

/* "Async fn everywhere" -> "async-fn-everywhere"; never empty. */
struct str loader_slug(struct arena *arena, struct str title);

/* Reads the material as the field's type and adds the statement, in front of what is there when
   `leads`.  Nothing is added when the kind has no such field or a condition does not hold. */
void values_add(struct loader *loader, struct record *record, const struct dialect_field *field,
		const struct material *material, bool leads);

/* A statement that was made before, in front of what is there when `leads`. */
void values_state(struct record *record, enum field field, struct statement *statement, bool leads);

/* Material made from a YAML member / from nodes of a page. */
struct material material_from_data(enum source source, const struct page *page,
				   const struct data *data);
struct material material_from_nodes(struct arena *arena, enum source source,
				    const struct page *page, uint32_t first, uint32_t end);

/* Pattern with alternatives (|) and * against a name, signs and case ignored; *ret_match: what *
   matched. */
bool pattern_matches(struct str pattern, struct str name, struct str *ret_match);

/* Fields from the members of a YAML map (front matter, companion, list item). */
void extract_members(struct loader *loader, struct record *record, const struct data *map,
		     enum source source, const struct page *page);

/* Parts of a page that stand below headings of one title, with all that is below those. */
struct section_range {
	uint32_t heading, end;
};
struct sections {
	struct section_range *items;
	size_t count, capacity;
	bool is_read;
};
void extract_ranges(struct arena *arena, const struct page *page, struct str pattern,
		    struct sections *ret_sections);
bool extract_is_within(const struct sections *sections, uint32_t node);

/* The first row of the dialect that fits the page, or NULL. */
struct path_match;
const struct dialect_page *extract_page_row(const struct loader *loader, const struct page *page,
					    struct path_match *ret_match);
/* The id that the page's record is to have. */
struct map_key extract_page_id(const struct loader *loader, const struct page *page,
			       const struct dialect_page *how, const struct path_match *match);
/* Its first heading. */
struct place extract_page_place(const struct page *page);
/* The kind of record that the page will be; false: none. */
bool extract_page_kind(const struct loader *loader, const struct page *page, enum kind *ret_kind);

/* The parent by the folder that the page stands in, when nothing else has said one. */
void extract_parent(struct loader *loader, struct record *record, const struct dialect_page *how,
		    const struct path_match *match);

/* First table of the page's first section when its header says that it is metadata; 0: none. */
uint32_t extract_metadata_table(const struct loader *loader, const struct page *page);

/*
 * Threads for steps that look at each page by itself.  Every thread has a loader of its own, with
 * the model, the dialect, an arena, findings and a reader: what is indexed for the whole book
 * (ids, titles, people, order) is not to be had in such a step.
 */
typedef void page_step(struct loader *loader, struct page *page);
struct workers;
struct workers *workers_open(struct model *model, struct diags *diags); /* NULL: it said why */
void workers_each_page(struct workers *workers, page_step *step);
/* Hands what the threads made to the model, and their findings to `diags`. */
void workers_close(struct workers *workers, struct diags *diags);

void extract_pages(struct loader *loader, struct workers *workers);
void rows_read(struct loader *loader, struct workers *workers);
void near_tie(struct loader *loader, const struct page *page);
void blocks_read(struct loader *loader);
void lists_read(struct loader *loader);
void resolve_all(struct loader *loader);

/* Reads a page without its record: what of it does not depend on other pages.  `former` may be its document of
   before, or NULL. */
bool load_page(struct loader *loader, struct arena *arena, const struct doc *former,
	       struct page *page);
/* What waymark.yaml, book.toml and the dialect's own file say.  False: it is not told which dialect it is. */
bool load_config(struct model *model, const struct model_options *options,
		 struct repo_reader *reader, struct diags *diags);
/* The model of the files that its repo has now, in place of what it was: of pages that are known nothing is
   read.  What it was stays in memory until it is made anew for the second time.  False: something could not be
   read. */
bool load_again(struct model *model, struct model_cache *cache, struct repo_reader *reader,
		struct diags *diags);

/* With the usual dialect, where a revision is asked for. */
struct model_options usual_options(struct arena *arena, const struct model_options *options);

/* What the statement's values are looked for by, where they name records. */
void resolve_prepare(struct arena *arena, const struct dialect *dialect,
		     const struct field_row *row, struct statement *said);

#endif
