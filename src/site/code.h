/*
 * code: scripts for code fences: colours for languages that are known (share/site/code/languages), and
 * drawings where the book brings mermaid.
 *
 * A page without such fences loads nothing; one with some a small script, which loads the library and
 * the page's languages when code comes near what the reader sees.  Scripts that no page needs are not
 * in the site.
 */
#ifndef SITE_CODE_H
#define SITE_CODE_H

#include "site/parts.h"

struct code_script {
	struct str address; /* empty: nobody uses it */
	struct str bytes;
	const struct repo_file *file; /* of the book, instead of bytes */
	bool is_used;
};

#define CODE_LANGUAGES 60

/* Bits of site_page.code: languages by their line in the list, and … */
#define CODE_MERMAID (1ull << 63)

struct code_language {
	struct str names; /* "cpp c c++": the first is the script's */
	struct code_script script;
};

struct code_scripts {
	struct code_script core, start;
	struct code_language languages[CODE_LANGUAGES];
	size_t language_count; /* 0: waymark was built without the library */
	struct code_script mermaid, draw;
};

/* What the pages of the site need; fills their `code`. */
const struct code_scripts *code_collect(struct arena *arena, const struct model *model,
					struct str folder, struct site_page *pages);

/* `<script …>` for the page that the frame shows. */
void put_code_scripts(struct canvas *canvas, const struct frame *frame);

/* Drawings have styles of their own, which the page must allow. */
bool code_needs_styles(const struct frame *frame);

/* The nth script, NULL behind the last one. */
const struct code_script *code_script(const struct site *site, size_t nth);

output_function site_code_script;

#endif
