/*
 * dialect: how a kind of book writes its records down, as data (the files of share/dialects).
 *
 * docs/dialects.md is the manual for people who write one.  This is its parsed form; load.c,
 * extract.c and rows.c carry it out.  Nothing here knows a particular book.
 */
#ifndef MODEL_DIALECT_H
#define MODEL_DIALECT_H

#include "model/schema.h"
#include "repo/repo.h"
#include "text/data.h"
#include "text/yaml.h"

/* One way to a field's value: in `source`, what is called `name`. */
struct dialect_field {
	enum source source;
	struct str
		name; /* key, row, heading or column pattern: alternatives with |, * for any run */
	enum field field;
	bool keyed;          /* what * matched becomes the value's key */
	bool take_match;     /* what * matched is the value */
	bool if_known;       /* only when it names a record that exists */
	struct str contains; /* only when the place has this text … */
	struct str value;    /* … and then this is the value; empty: the place's own */
	struct str part;     /* "first-sentence", "wanted": see extract.c; or empty */
};

struct dialect_fields {
	struct dialect_field *items;
	size_t count, capacity;
};

/* "What are the morals of the story": morals */
struct dialect_question {
	struct str heading; /* pattern, as the names of sections */
	struct str name; /* for people; a field's name where that field may hold the answer, too */
};

/* What the pages of a kind are asked.  Wordings change: of several sets that fit, a page is held
   against the one of which it has the most headings. */
struct dialect_questions {
	bool has_where; /* only where this field has this value */
	enum field where_field;
	struct str where_value;
	struct dialect_question *items;
	size_t count;
};

/* How a kind's fields are written wherever its records stand. */
struct dialect_kind {
	struct dialect_fields fields;
	struct dialect_questions *questions;
	size_t question_count;      /* sets */
	struct strs ignored;        /* keys and rows that are known and not read */
	struct strs title_prefixes; /* "😱 Status quo stories:": not part of a title */
	bool front_by_name;         /* front matter keys are field names */
};

/* Files that are records of their own. */
struct dialect_page {
	struct str files;                  /* glob below the source folder, with {captures} */
	struct str where_name, where_glob; /* a capture must match; empty: no condition */
	bool ignore;                       /* these are no records, and no page row below applies */
	bool needs_metadata;               /* only with a metadata table in the first section */
	enum kind kind;
	struct str id;        /* template */
	struct str parent;    /* template of the parent's id, or empty */
	struct str companion; /* YAML file in the same folder with fields, or empty */
	struct {
		enum field field;
		struct str value;
	} constants[4]; /* field: value template */
	size_t constant_count;
};

struct dialect_row {
	enum kind kind;
	struct str starts;           /* the first cell begins with this sign; empty: any */
	struct str column, contains; /* a cell has this text; empty: any */
	bool below_page;             /* the parent is the page's record */
	bool below_kind;             /* the parent is the last row of kind `below` */
	enum kind below;
};

/* Tables whose rows state records. */
struct dialect_table {
	struct str files;
	struct str section; /* heading pattern; empty: anywhere in the page */
	struct strs needs;  /* column patterns that must be there */
	struct dialect_row *rows;
	size_t row_count;
	struct dialect_fields columns; /* source SOURCE_COLUMN */
	bool leads;                    /* its statements are stronger than those of pages */
	struct str skip;               /* rows whose first cell is this ("...") are no records */
};

/* Parts of a page that are records: themes. */
struct dialect_block {
	struct str files;
	struct str section; /* empty: the whole page */
	bool details;       /* each <details>; else each heading of `level` */
	int level;
	enum kind kind;
	struct str wanted; /* sign of an item that stands for missing evidence */
};

/* Lists of records in a YAML file. */
struct dialect_list {
	struct str file;
	struct str key; /* top-level key */
	enum kind kind;
	struct str id_key; /* the member that is the id; with a map, its key is */
};

/* Bullets about the future that begin with a sign of how sure it is. */
#define DIALECT_CERTAINTIES 8
struct dialect_aspects {
	struct str files; /* empty: there are none */
	struct str section;
	struct str signs[DIALECT_CERTAINTIES]; /* by the choices of FIELD_CERTAINTY */
};

/* ![Help wanted][] is shown as a word with a sign. */
struct dialect_badge {
	struct str label, sign;
};

/* Where a dialect is read from. */
struct dialect_source {
	struct str
		name; /* as `dialect:` has it: a file of the book when there is a dot in it; empty: none */
	struct str text;   /* of such a file */
	struct str extend; /* a waymark.yaml whose `extend:` is laid over it; or empty */
};

struct dialect {
	struct dialect_source source;
	struct str name;
	struct str file; /* of the book; empty: it ships with the program */
	struct str title;
	struct strs detect; /* globs from the root, each of which must match some file */
	struct str root;    /* source folder, when book.toml does not say; "" is the root */
	struct strs state_signs[STATE_COUNT];     /* signs and words, first is shown */
	struct str progress_full, progress_empty; /* "▰", "▱" */
	struct strs placeholders;                 /* titles that stand for nothing yet */
	size_t placeholder_most;                  /* the bytes of the longest */
	struct strs templates;                    /* titles left over from a template */
	struct strs instructions;                 /* how templates write them: emphasis, quote */
	struct strs person_urls, team_urls;       /* globs with {name} */
	struct strs team_names;                   /* globs of names that no person has: "* Team" */
	struct strs people_noise;   /* what may stand before a name and is no part of it */
	struct strs people_words;   /* who is meant without a name: "various" */
	struct str metadata_header; /* "Metadata": first cell of a metadata table's header */
	struct dialect_kind kinds[KIND_COUNT];
	struct dialect_page *pages;
	size_t page_count;
	struct dialect_table *tables;
	size_t table_count;
	struct dialect_block *blocks;
	size_t block_count;
	struct dialect_list *lists;
	size_t list_count;
	struct dialect_aspects aspects;
	struct str directive_open, directive_close; /* "(((" and ")))"; empty: there are none */
	bool directives_in_comments;                /* <!-- GOALS --> is one, too */
	struct str asks_file, asks_key; /* the table of what teams can be asked for; or empty */
	struct str linkify;             /* path of a table in book.toml, see model/linkify.h */
	struct dialect_badge *badges;
	size_t badge_count;
	struct strs themes_called; /* one, several; else "problem", "problems" */
	struct strs how_sections;  /* headings in a goal that say how instead of what */
};

/* A name with a dot (`kep.yaml`) is a file of the book.  Chooses by name, by waymark.yaml (`dialect:`, and `extend:` laid over it) or by looking at the
   files; NULL after a failure (an unknown name, an invalid file). */
struct model_cache;
struct dialect_choice {
	const struct repo *repo;
	struct repo_reader *reader; /* for a dialect file in the book */
	struct str name;            /* asked for by the user, or empty */
	const struct data *config;  /* waymark.yaml, or NULL */
	struct str config_text;     /* the same as it is written */
	struct dialect_source
		usual; /* where the files tell none, and what is laid over it; or empty */
	struct model_cache *cache; /* has parsed some before; or NULL */
};

const struct dialect *dialect_choose(struct arena *arena, const struct dialect_choice *choice,
				     struct diags *diags);

/* Parses one; errors are findings with places.  NULL when it is no dialect at all. */
struct dialect *dialect_parse(struct arena *arena, struct str file, struct str text,
			      struct diags *diags);

/* Puts the sets of a list (`questions:` of a kind) in front of those that are there. */
void dialect_read_questions(struct arena *arena, struct dialect_kind *kind, const struct data *list,
			    struct diags *diags);

/* `aspects:`; what it does not say stays. */
void dialect_read_aspects(struct dialect_aspects *aspects, const struct data *map,
			  struct diags *diags);

/* Lays the keys of `map` over a dialect: `extend:` of waymark.yaml.  Lists are prepended. */
void dialect_read(struct arena *arena, struct dialect *dialect, const struct data *map,
		  struct diags *diags);

/* `extend:` of the text of a waymark.yaml, or NULL. */
const struct data *dialect_extension(struct arena *arena, struct str config, struct diags *diags);

/* Names of the dialects that ship with the program. */
void dialect_names(struct arena *arena, struct strs *ret_names);

/* What readers call a theme, or several: "problem", "problems", unless the dialect has other words. */
struct str dialect_theme_word(const struct dialect *dialect, size_t count);

/* Somebody made a page of a template and left its title. */
bool dialect_is_template_title(const struct dialect *dialect, struct str title);

/* A state by sign or word (folded; the text may carry both, signs count wherever they stand);
   STATE_NONE when nothing is recognised. */
/* Whether a row of such records that begins with this text is a part of the row above: "↳ Author RFC". */
bool dialect_is_part(const struct dialect *dialect, enum kind kind, struct str text);
enum state dialect_state(const struct dialect *dialect, struct str text);

/* Books of this dialect have a way to write this field down. */
bool dialect_can_say(const struct dialect *dialect, enum kind kind, enum field field);

/* How they write it: "a row \"Status\" of the metadata table", "a section \"Impact\"". */
struct str dialect_how_to_say(struct arena *arena, const struct dialect *dialect, enum kind kind,
			      enum field field);

/* The field of the kind that these books call so, in whatever capitals: "Point of contact". */
bool dialect_field_called(const struct dialect *dialect, enum kind kind, struct str name,
			  enum field *ret_field);

enum { DIALECT_UNKNOWN_KEY, DIALECT_BAD_VALUE };
extern const struct diag_code dialect_codes[];
extern const size_t dialect_code_count;

#endif
