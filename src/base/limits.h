/*
 * limits: every cap on what comes from outside, in one place.  Each has a case in tests/golden.
 * To add one: a line here, a finding or failure that names the file and the cap, a case.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#define LIMIT_FILE_BYTES (64ull << 20) /* one file that is read whole */
#define LIMIT_PAGE_BYTES (8ull << 20)  /* one Markdown page that is parsed */
#define LIMIT_BOOK_FILES 200000        /* files of one book */
#define LIMIT_PATH_BYTES 4096
#define LIMIT_DIRECTORY_DEPTH 64
#define LIMIT_FRONT_MATTER_BYTES (64u << 10)
#define LIMIT_THEME_BYTES (64u << 10) /* a style sheet of the book */
#define LIMIT_YAML_BYTES (4u << 20)   /* waymark.yaml, people.yaml, dialects */
#define LIMIT_YAML_DEPTH 32
#define LIMIT_YAML_NODES 200000
#define LIMIT_TOML_BYTES (4u << 20)
#define LIMIT_NESTING 100       /* blocks and inlines of one page */
#define LIMIT_TABLE_WORK 200000 /* columns of a delimiter row times lines below it */
#define LIMIT_DIRECTIVES 200    /* of one page that are replaced */
#define LIMIT_LINKIFIERS 10
#define LIMIT_FINDINGS 10000              /* kept; the rest is counted */
#define LIMIT_OUTPUT_BYTES (256ull << 20) /* one output file */
#define LIMIT_WHOLE_BYTES (2u << 20)      /* text of a book that is shown as one document */
#define LIMIT_SEARCH_BYTES (4u << 20)     /* the index of a site's search */
#define LIMIT_WORD_LETTERS 32             /* of a word in it; the rest is dropped */
#define LIMIT_ID_BYTES 200
#define LIMIT_THREADS 16
#define LIMIT_FENCE_BYTES (32u << 10) /* of a graph in a page */
#define LIMIT_PICTURE_NODES 1000      /* of a graph that is drawn */
#define LIMIT_PICTURE_EDGES 3000
#define LIMIT_CHILD_SECONDS 4         /* of computing, for a graph or a picture */
#define LIMIT_CHILD_WAIT_SECONDS 20   /* for all graphs of a site together, or for a picture */
#define LIMIT_CHILD_BYTES (16u << 20) /* of one answer */
#define LIMIT_CHILD_MEMORY (1024ull << 20)
#define LIMIT_CHANGES_PAGE 300 /* records told on the page of changes; whole months, at least one */
#define LIMIT_CHANGES_MONTH 500     /* records told of one month */
#define LIMIT_CHANGES_RECORD 200    /* changes told on a record's own page */
#define LIMIT_HISTORY_PAIRS 250000  /* records gone times records come that are compared by text */
#define LIMIT_ROLLUP_DOCUMENTS 2000 /* stories that are compared with each other */
#define LIMIT_ROLLUP_THEMES 500

#endif
