/*
 * lines: prose out of Markdown, and what of it is a template's.
 */
#include "rollup/lines.h"

#include "base/utf8.h"
#include "model/region.h"
#include "rollup/terms.h"

#define TEMPLATE_LEAST 3 /* pages that have a line in common … */
#define TEMPLATE_SHARE 5 /* … and one in so many of all */

/* Signs become blanks, words are folded. */
static struct str
make_key(struct arena *arena, struct str text)
{
	char *data = arena_bytes(arena, text.length);
	size_t length = 0, at = 0;
	bool is_ascii = true;

	while (at < text.length) {
		size_t start = at;

		if (terms_is_letter(utf8_next(text, &at))) {
			is_ascii = is_ascii && at - start == 1;
			memcpy(data + length, text.data + start, at - start);
			if (char_is_letter(data[length]))
				data[length] |= 0x20;
			length += at - start;
		} else if (length > 0 && data[length - 1] != ' ') {
			data[length++] = ' ';
		}
	}
	if (length > 0 && data[length - 1] == ' ')
		length--;
	return is_ascii ? (struct str){ data, length }
			: utf8_fold(arena, (struct str){ data, length });
}

static void
add_line(struct arena *arena, struct str text, bool opens, struct lines *lines)
{
	if (text.length > 0)
		*VEC_PUSH(arena, lines) = (struct line){ text, make_key(arena, text), opens };
}

void
lines_add(struct arena *arena, struct str text, struct lines *lines)
{
	add_line(arena, text, true, lines);
}

/* Of the nodes that are passed over whole. */
static bool
is_no_prose(const struct node *node)
{
	return node->kind == NODE_CODE_BLOCK || node->kind == NODE_TABLE ||
	       node->kind == NODE_HTML_BLOCK || node->kind == NODE_IMAGE ||
	       (node->kind == NODE_LINK && (node->flags & NODE_BARE));
}

static bool
ends_line(const struct node *node)
{
	return node->kind < NODE_TEXT || node->kind == NODE_SOFT_BREAK ||
	       node->kind == NODE_LINE_BREAK;
}

/* The text of the nodes [from, to), none of which ends a line. */
static struct str
join(struct arena *arena, const struct doc *doc, uint32_t from, uint32_t to)
{
	struct strs parts = { 0 };

	for (uint32_t i = from; i < to;) {
		const struct node *node = &doc->nodes[i];

		if (is_no_prose(node)) {
			*VEC_PUSH(arena, &parts) = STR(" ");
			i = node->end;
			continue;
		}
		if (node->kind == NODE_TEXT || node->kind == NODE_CODE)
			*VEC_PUSH(arena, &parts) = node_text(node);
		i++;
	}
	if (parts.count == 0)
		return STR_EMPTY;
	return parts.count == 1 ? parts.items[0] : arena_concat(arena, parts.items, parts.count);
}

void
lines_collect(struct arena *arena, const struct doc *doc, uint32_t first, uint32_t end,
	      struct lines *lines)
{
	uint32_t start = first;
	bool opens = true;

	for (uint32_t i = first; i < end;) {
		const struct node *node = &doc->nodes[i];
		uint32_t next = is_no_prose(node) ? node->end : i + 1;

		if (!ends_line(node)) {
			i = next;
			continue;
		}
		add_line(arena, join(arena, doc, start, i), opens, lines);
		opens = node->kind < NODE_TEXT;
		start = next;
		i = next;
		if (node->kind == NODE_HTML_BLOCK && region_end(doc, next - 1) > next)
			start = i = region_end(doc, next - 1);
	}
	add_line(arena, join(arena, doc, start, end), opens, lines);
}

bool
lines_any(const struct doc *doc, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end;) {
		const struct node *node = &doc->nodes[i];

		if (node->kind == NODE_TEXT)
			return true;
		i = is_no_prose(node) || node->kind == NODE_HEADING ? node->end : i + 1;
	}
	return false;
}

void
lines_count(struct arena *arena, const struct lines *lines, struct map *counts)
{
	struct map seen = { 0 };

	for (size_t i = 0; i < lines->count; i++) {
		struct str key = lines->items[i].key;
		void **mark = key.length > 0 ? map_put(arena, &seen, key) : NULL;
		void **count;

		if (mark == NULL || *mark != NULL)
			continue;
		*mark = counts;
		count = map_put(arena, counts, key);
		*count = (void *)((uintptr_t)*count + 1);
	}
}

bool
line_is_template(const struct line *line, const struct map *counts, size_t groups)
{
	size_t count = (uintptr_t)map_get(counts, line->key);

	return count >= TEMPLATE_LEAST && count * TEMPLATE_SHARE >= groups;
}

bool
line_goes_on(const struct line *line)
{
	char last = line->text.length > 0 ? line->text.data[line->text.length - 1] : '.';

	return char_is_alphanumeric(last) || (unsigned char)last >= 0x80;
}
