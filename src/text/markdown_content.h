/*
 * markdown_content: where the text of one leaf block stands in the file.
 *
 * The parser takes markers and indentation off the lines of a block before it reads inlines; what
 * remains is the content.  Inlines are placed in the content, by a cursor that runs over them in
 * order and by the parser's columns; content_offset() then tells the place in the file.
 */
#ifndef TEXT_MARKDOWN_CONTENT_H
#define TEXT_MARKDOWN_CONTENT_H

#include "text/markdown.h"

struct content {
	struct str text;
	size_t cursor;    /* behind the last inline */
	size_t line_base; /* where the parser's current line begins */
	bool has_columns; /* column_base is known */
	int column_base;  /* the column that the parser gives to line_base */

	const struct doc *doc;
	bool is_one_line;       /* stands at `start`, not line by line */
	bool has_escaped_pipes; /* "\|" of the file is "|" here */
	uint32_t start, end;    /* in the file, of the one line or the one last looked up */
	uint32_t line;          /* from 0: the one last looked up, and its part of the content */
	size_t line_start, line_end;
};

/* Content whose lines are the ends of the file's lines from `first_line` (from 0) on. */
void content_of_lines(struct content *content, const struct doc *doc, struct str text,
		      uint32_t first_line);

/* Content that stands in one piece in the file. */
void content_of_piece(struct content *content, const struct doc *doc, struct str text,
		      uint32_t start, uint32_t end);

/* The first line of a paragraph: not the block's first one when that held a definition. */
uint32_t content_find_line(const struct doc *doc, struct str text, uint32_t line, uint32_t column,
			   uint32_t last_line);

/* For content_offset: where the place is not on the line last looked up. */
uint32_t content_offset_elsewhere(struct content *content, size_t at);

/* The place in the file of content[at]; the length gives the end. */
static inline uint32_t
content_offset(struct content *content, size_t at)
{
	if (content->is_one_line || at < content->line_start || at > content->line_end)
		return content_offset_elsewhere(content, at);
	return content->line_end - at < content->end - content->start
		       ? content->end - (uint32_t)(content->line_end - at)
		       : content->start;
}

/* The place in the content that the parser's column means; STR_NONE if that cannot be told. */
static inline size_t
content_column(const struct content *content, int column)
{
	int64_t at = (int64_t)content->line_base + column - content->column_base;

	return column > 0 && content->has_columns && at >= 0 ? (size_t)at : STR_NONE;
}

/* Says that the parser's column stands for content[at]; only the first call counts. */
static inline void
content_calibrate(struct content *content, int column, size_t at)
{
	if (content->has_columns || column <= 0 || at < content->line_base)
		return;
	content->has_columns = true;
	content->column_base = column - (int)(at - content->line_base);
}

/* For a node that has line breaks in it: the parser's line is the one that the node ends on. */
void content_follow_lines(struct content *content, size_t from, size_t to);

/* Moves the cursor behind the next line break, and the blanks that the parser skips there.  Gives
   the place in the file behind the break, or of the end when there is none. */
uint32_t content_next_line(struct content *content);

/* The byte at `at`, 0 beyond the ends. */
static inline char
content_byte(const struct content *content, size_t at)
{
	return at < content->text.length ? content->text.data[at] : '\0';
}

/* Walks a literal along the content, over escapes and entities that it no longer has. */
struct alignment {
	size_t at;   /* in the content */
	size_t done; /* in the literal */
	bool failed; /* they do not go together from here on */
};

/* Moves on until `done` reaches `target`; returns `at`. */
size_t alignment_advance(struct alignment *alignment, const struct content *content,
			 struct str literal, size_t target);

#endif
