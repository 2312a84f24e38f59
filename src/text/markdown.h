/*
 * markdown: a page as a flat, read-only document with exact places.
 *
 * GitHub's Markdown as cmark-gfm reads it (CommonMark, tables, task lists, footnotes), plus
 * strikethrough and bare links, which are made here from text (the parser's own extensions for
 * those are not safe in threads).  Tables are read by functions of our own (markdown_table.h), which
 * the parser calls.  No other folder sees the parser.
 *
 * Nodes stand in one array in document order; a node's descendants follow it directly and end
 * before nodes[i].end, so a walk is a loop and skipping a subtree is `i = nodes[i].end`.
 * Everything lives in the arena given to markdown_parse; texts are slices of the source wherever
 * the source has them literally.
 *
 * To add a node kind: the enum, markdown_block.c or markdown_inline.c, render in emit/markdown.c.
 */
#ifndef TEXT_MARKDOWN_H
#define TEXT_MARKDOWN_H

#include "base/arena.h"
#include "base/str.h"
#include "diag/diag.h"

#include <stdbool.h>
#include <stdint.h>

enum node_kind {
	/* blocks */
	NODE_DOCUMENT, /* always nodes[0] */
	NODE_PARAGRAPH,
	NODE_HEADING, /* level 1..6; extra: its parent; text: its anchor as mdBook makes it, unique */
	NODE_QUOTE,
	NODE_LIST,       /* flags NODE_ORDERED, NODE_TIGHT; extra: first number */
	NODE_ITEM,       /* flags NODE_TASK, NODE_CHECKED */
	NODE_CODE_BLOCK, /* text: the code; extra: index of the info string in doc->strings, or 0 */
	NODE_HTML_BLOCK, /* text: the raw source, see text/rawhtml.h */
	NODE_RULE,
	NODE_TABLE, /* extra: columns */
	NODE_ROW,   /* level 1: the header; extra: cells written in the source, which may differ
	                    from the number of cell nodes (the parser pads and cuts) */
	NODE_CELL,  /* level: enum node_align; offset and span: the cell's trimmed source; one that
	                  the row lacks stands at the row's end */
	NODE_FOOTNOTE, /* a definition, at the end of the document; text: its label; extra: number */
	/* inlines */
	NODE_TEXT, /* text; span and length differ where the file has escapes or entities */
	NODE_CODE, /* text; offset and span with the backticks */
	NODE_EMPHASIS,
	NODE_STRONG,
	NODE_STRIKE,
	NODE_LINK,  /* text: the target; extra: index of the title in doc->strings, or 0;
	                    flags NODE_REFERENCE, NODE_BARE */
	NODE_IMAGE, /* as a link; children are the alternative text */
	NODE_SOFT_BREAK,
	NODE_LINE_BREAK,
	NODE_HTML,      /* text: one raw tag or comment */
	NODE_NOTE_MARK, /* a footnote reference; text: label; extra: the footnote's number */
};

enum node_align { NODE_ALIGN_NONE, NODE_ALIGN_LEFT, NODE_ALIGN_CENTER, NODE_ALIGN_RIGHT };

enum node_flags {
	NODE_ORDERED = 1,
	NODE_TIGHT = 2,
	NODE_TASK = 4,
	NODE_CHECKED = 8,
	NODE_REFERENCE = 16, /* [text][label], [label] */
	NODE_BARE = 32,      /* <https://…> or a bare https://… */
};

struct node {
	uint8_t kind; /* enum node_kind */
	uint8_t level;
	uint16_t flags;
	uint32_t end;    /* index after the last descendant */
	uint32_t offset; /* of the node in the file, bytes */
	uint32_t span;   /* bytes; for links the whole [text](target) */
	uint32_t length; /* of text */
	uint32_t extra;
	const char *text;
};

/* [label]: target "title" */
struct doc_definition {
	struct str label, target;
	uint32_t offset, span;
};

/* [text][label] or [label][] without a definition.  A bare [label] is mere text and not listed. */
struct doc_undefined {
	struct str label;
	uint32_t offset, span;
};

struct doc {
	struct str path;   /* in the book */
	struct str source; /* the whole file, or what could be read of it, as valid UTF-8: all
	                      offsets are in it */
	struct str front;  /* YAML front matter without its fences; data NULL: none */
	struct node *nodes;
	uint32_t count;
	uint32_t *line_starts; /* offsets; line n starts at [n - 1] */
	uint32_t line_count;
	struct str *strings; /* [0] is unused; titles and info strings */
	struct doc_definition *definitions;
	size_t definition_count;
	struct doc_undefined *undefined;
	size_t undefined_count;
	bool is_plain; /* for markdown_parse_again: what stands in it hangs together by definitions only */
	bool may_define; /* and these were looked for */
};

/* Never NULL: a page that is too large, too deep or not UTF-8 gives a finding and a document of
   what could be read (invalid bytes become U+FFFD; beyond a limit the rest is dropped or shown as
   one code block).  `path` and `source` must live as long as the document.  `scratch` is empty before
   and after: who parses many pages hands on the same one.  Thread-safe. */
struct doc *markdown_parse(struct arena *arena, struct arena *scratch, struct str path,
			   struct str source, struct diags *diags);

/* The same, faster where `former`, a document of an earlier version, or NULL, says the same in part.  It may be freed
   afterwards. */
struct doc *markdown_parse_again(struct arena *arena, struct arena *scratch, struct str path,
				 struct str source, const struct doc *former, struct diags *diags);

/* Must be called once, before any thread is made. */
void markdown_setup(void);

static inline struct str
node_text(const struct node *node)
{
	return (struct str){ node->text, node->length };
}

uint32_t doc_line(const struct doc *doc, uint32_t offset); /* 1-based */
struct place doc_place(const struct doc *doc, uint32_t offset, uint32_t span);
struct place doc_node_place(const struct doc *doc, uint32_t node);

/* Text of a subtree as a reader sees it, breaks as blanks, blocks and cells parted by a blank,
   raw HTML left out; not trimmed of signs. */
struct str doc_plain(struct arena *arena, const struct doc *doc, uint32_t node);

/* The node after the section that the heading opens: the next heading of the same or a higher
   rank among its siblings, or the parent's end. */
uint32_t doc_section_end(const struct doc *doc, uint32_t heading);

/* First heading whose plain text matches the pattern (`*` any run; ASCII case, white space, and
   signs or emoji at both ends, emphasis and a final colon are ignored), at or after `from`;
   doc->count if none. */
uint32_t doc_find_heading(struct arena *scratch, const struct doc *doc, uint32_t from,
			  struct str pattern);

/* The heading text reduced as doc_find_heading compares it. */
struct str doc_heading_key(struct arena *arena, const struct doc *doc, uint32_t heading);
bool doc_title_matches(struct str key, struct str pattern);

/* The same of a title that is no heading, but for white space in it: a part of `title`. */
struct str doc_title_key(struct str title);

/* What mdBook calls a heading of this text, if no other has the name. */
struct str doc_anchor(struct arena *arena, struct str title);

/* Parent of a node (linear in the distance); 0 for top-level blocks. */
uint32_t doc_parent(const struct doc *doc, uint32_t node);

extern const struct diag_code markdown_codes[];
extern const size_t markdown_code_count;

#endif
