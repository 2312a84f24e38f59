/*
 * rawhtml: raw HTML in Markdown, cut into tags and text by an allow-list.
 *
 * Nothing from a book is ever passed through as markup: a tag on the list is handed on as a name
 * and checked attributes, for the caller to write anew; everything else (unknown elements, event
 * handlers, style, script, …) comes back as text to be escaped.  So untrusted text cannot become
 * active content whatever this lexer makes of it.
 */
#ifndef TEXT_RAWHTML_H
#define TEXT_RAWHTML_H

#include "base/str.h"

#include <stdbool.h>

#define RAW_ATTRIBUTES 12

enum raw_kind {
	RAW_TEXT,    /* characters between tags, entities not decoded */
	RAW_OPEN,    /* an allowed start tag */
	RAW_CLOSE,   /* an allowed end tag */
	RAW_COMMENT, /* text: what stands between <!-- and --> */
	RAW_REFUSED, /* markup that is not allowed: show source as the text that it is */
};

struct raw_attribute {
	struct str name;  /* lower-case constant of the allow-list */
	struct str value; /* as written, without quotes; entities not decoded */
};

struct raw_token {
	enum raw_kind kind;
	struct str source; /* all of it, as written */
	struct str text;
	const char *name; /* the element, a constant of the allow-list; NULL otherwise */
	bool is_void;     /* br, img, hr, …, or self-closed: no end tag will come */
	struct raw_attribute attributes[RAW_ATTRIBUTES];
	size_t attribute_count;
};

/* Cuts the next token off `*rest`; false when it is used up.  Linear overall. */
bool raw_next(struct str *rest, struct raw_token *ret_token);

/* http, https, mailto, or relative without a scheme; entities, blanks and control characters
   that browsers drop are looked through (java&#9;script:). */
bool raw_url_is_safe(struct str url);

/* The HTML is one comment and nothing else; what stands in it, trimmed. */
bool raw_is_comment(struct str html, struct str *ret_text);

#endif
