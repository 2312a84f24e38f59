/*
 * markdown_common: lines to cut at, and the stretches between them.
 */
#include "text/markdown_common.h"

#include "text/markdown_source.h"

#include "base/map.h"

#include <string.h>

#define MOST_PARSED 70 /* per cent of a page, from which on it is read as a whole */
#define LEAST_BYTES 64 /* that are worth to be a stretch between two parts */

/* ---- where pages can be cut ---- */

static void
list_blocks(struct common *common)
{
	const struct doc *former = common->former;

	for (uint32_t i = 1; i < former->count; i = former->nodes[i].end)
		*VEC_PUSH(common->scratch, &common->blocks) = i;
}

/* How many blocks of the former document begin before the offset. */
static size_t
blocks_before(const struct common *common, uint32_t offset)
{
	size_t low = 0;
	size_t high = common->blocks.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (common->former->nodes[common->blocks.items[middle]].offset < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint32_t
node_from(const struct common *common, uint32_t offset)
{
	size_t block = blocks_before(common, offset);

	return block < common->blocks.count ? common->blocks.items[block] : common->former->count;
}

/* Where a fence or raw HTML ends is not asked: the next block or definition that can be told is far enough. */
static bool
is_outside(const struct common *common, uint32_t offset)
{
	const struct node *nodes = common->former->nodes;
	size_t block = blocks_before(common, offset);
	uint8_t before;

	if (block < common->blocks.count && nodes[common->blocks.items[block]].offset == offset)
		return true;
	before = block == 0 ? NODE_DOCUMENT : nodes[common->blocks.items[block - 1]].kind;
	return before != NODE_CODE_BLOCK && before != NODE_HTML_BLOCK;
}

static bool
is_blank(struct str line)
{
	for (size_t i = 0; i < line.length; i++)
		if (line.data[i] != ' ' && line.data[i] != '\t')
			return false;
	return true;
}

/* Neither blank nor indented, nor a marker that goes on with a list or a quote. */
static bool
begins_anew(struct str line)
{
	char c = line.length > 0 ? line.data[0] : ' ';

	return strchr(" \t\v\f>-+*", c) == NULL && !char_is_digit(c);
}

static bool
follows_blank(const struct doc *doc, uint32_t line)
{
	return line > 0 && is_blank(markdown_line(doc, line - 1)) &&
	       begins_anew(markdown_line(doc, line));
}

bool
common_can_be_cut(const struct common *common, uint32_t line)
{
	return follows_blank(common->former, line) &&
	       is_outside(common, common->former->line_starts[line]);
}

/* ---- the cuts ---- */

/* How many bytes both begin with. */
static size_t
common_start(struct str a, struct str b)
{
	size_t most = a.length < b.length ? a.length : b.length;
	size_t at = 0;

	while (at + 256 <= most && memcmp(a.data + at, b.data + at, 256) == 0)
		at += 256;
	while (at < most && a.data[at] == b.data[at])
		at++;
	return at;
}

static size_t
common_end(struct str a, struct str b, size_t most)
{
	const char *a_end = a.data + a.length;
	const char *b_end = b.data + b.length;
	size_t count = 0;

	while (count + 256 <= most && memcmp(a_end - count - 256, b_end - count - 256, 256) == 0)
		count += 256;
	while (count < most && a_end[-(ptrdiff_t)count - 1] == b_end[-(ptrdiff_t)count - 1])
		count++;
	return count;
}

/* Where Markdown begins in a finished document. */
static uint32_t
body_of(const struct doc *doc)
{
	size_t end;
	uint32_t line;

	if (doc->front.data == NULL)
		return 0;
	end = (size_t)(doc->front.data - doc->source.data) + doc->front.length;
	line = doc_line(doc, (uint32_t)end);
	return line < doc->line_count ? doc->line_starts[line] : (uint32_t)doc->source.length;
}

static struct stretch
stretch_of(const struct common *common, uint32_t start, uint32_t end, uint32_t shift)
{
	return (struct stretch){ start, end, node_from(common, start), node_from(common, end),
				 shift };
}

/* The last cut behind `start` whose line, in this source, ends before `end`: what ends there may be told by that
   line.  `start` when there is none; both are places in this source, and `shift` leads to them. */
static uint32_t
last_cut(const struct common *common, uint32_t start, size_t end, uint32_t shift)
{
	const struct doc *former = common->former, *doc = common->doc;

	if (end <= start)
		return start;
	for (uint32_t line = doc_line(former, (uint32_t)end - 1 - shift) - 1;; line--) {
		uint32_t at = former->line_starts[line] + shift;

		if (former->line_starts[line] <= start - shift)
			return start;
		if (markdown_line_end(doc, doc_line(doc, at) - 1) < end &&
		    common_can_be_cut(common, line))
			return at;
	}
}

static struct stretch
find_head(const struct common *common, size_t same, uint32_t body)
{
	uint32_t former_body = body_of(common->former);
	uint32_t end = former_body;

	if (body == former_body)
		end = last_cut(common, body, same, 0);
	return stretch_of(common, former_body, end, 0);
}

/* It begins with the first cut in both from which on they are the same. */
static struct stretch
find_tail(const struct common *common, size_t same, uint32_t head_end, uint32_t start)
{
	const struct doc *former = common->former, *doc = common->doc;
	uint32_t length = (uint32_t)former->source.length;
	uint32_t shift = (uint32_t)doc->source.length - length;

	for (uint32_t line = doc_line(former, length - (uint32_t)same) - 1;
	     line < former->line_count; line++) {
		uint32_t at = former->line_starts[line];
		uint32_t there;

		if (length - at > same || at <= head_end || !common_can_be_cut(common, line))
			continue;
		there = doc_line(doc, at + shift) - 1;
		if (at + shift > start && doc->line_starts[there] == at + shift &&
		    follows_blank(doc, there))
			return stretch_of(common, at, length, shift);
	}
	return stretch_of(common, length, length, shift);
}

/* The cuts of the former source between the two places, by their lines. */
static void
list_cuts(const struct common *common, uint32_t start, uint32_t end, struct map *ret_cuts)
{
	const struct doc *former = common->former;

	for (uint32_t line = doc_line(former, start);
	     line < former->line_count && former->line_starts[line] < end; line++)
		if (common_can_be_cut(common, line))
			*map_put(common->scratch, ret_cuts, markdown_line(former, line)) =
				&former->line_starts[line];
}

static void
add_part(struct common *common, uint32_t start, uint32_t end, struct stretch next)
{
	common->parts[common->part_count++] = (struct part){ .start = start, .end = end };
	common->stretches[common->part_count] = next;
}

/* Looks for stretches of the former source from `former_start` on between `start` and the tail. */
static void
find_parts(struct common *common, uint32_t former_start, uint32_t start, struct stretch tail)
{
	const struct doc *former = common->former, *doc = common->doc;
	uint32_t end = tail.start + tail.shift;
	struct map cuts = { 0 };
	uint32_t line = doc_line(doc, start) - 1;

	if (end - start >= LEAST_BYTES)
		list_cuts(common, former_start, tail.start, &cuts);
	for (; cuts.count > 0 && line < doc->line_count && doc->line_starts[line] < end; line++) {
		uint32_t at = doc->line_starts[line];
		const uint32_t *there;
		uint32_t shift, last;

		if (at < start || !follows_blank(doc, line) ||
		    common->part_count + 1 == COMMON_PARTS)
			continue;
		there = map_get(&cuts, markdown_line(doc, line));
		if (there == NULL || *there < former_start)
			continue;
		shift = at - *there;
		last = last_cut(common, at,
				at + common_start(str_slice(former->source, *there, tail.start),
						  str_slice(doc->source, at, end)),
				shift);
		if (last - at < LEAST_BYTES)
			continue;
		add_part(common, start, at, stretch_of(common, *there, last - shift, shift));
		start = last;
		former_start = last - shift;
	}
	add_part(common, start, end, tail);
}

bool
common_find(struct common *common, uint32_t body)
{
	struct str before = common->former->source, now = common->doc->source;
	size_t most = before.length < now.length ? before.length : now.length;
	size_t same = common_start(before, now);
	struct stretch *head = &common->stretches[0];
	uint64_t parsed = 0;
	uint32_t start;

	list_blocks(common);
	*head = find_head(common, same, body);
	start = head->end > head->start ? head->end : body;
	find_parts(common, head->end, start,
		   find_tail(common, common_end(before, now, most - same), head->end, start));
	for (size_t i = 0; i < common->part_count; i++)
		parsed += common->parts[i].end - common->parts[i].start;
	return parsed * 100 <= (uint64_t)(now.length - body) * MOST_PARSED;
}
