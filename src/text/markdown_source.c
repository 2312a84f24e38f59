/*
 * markdown_source: size, encoding, lines and front matter of a page.
 */
#include "text/markdown_source.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* The part of a page that is too large which is still read: up to the last line end. */
static struct str
cut_to_limit(struct str path, struct str source, struct diags *diags)
{
	struct str head = str_slice(source, 0, LIMIT_PAGE_BYTES);
	size_t end = str_find_last(head, '\n');
	struct diag_finding *finding;

	finding = diag_add(diags, &markdown_codes[MARKDOWN_TOO_LARGE], place_file(path),
			   "the page has %zu bytes; only the first %llu are read", source.length,
			   (unsigned long long)LIMIT_PAGE_BYTES);
	finding->hint = STR("Split the page, or keep data out of Markdown.");
	return end == STR_NONE ? head : str_slice(source, 0, end + 1);
}

static void
report_invalid(struct str path, struct str source, size_t at, struct diags *diags)
{
	struct str before = str_slice(source, 0, at);
	size_t line_start = str_find_last(before, '\n');
	uint32_t line = 1;
	struct diag_finding *finding;

	line_start = line_start == STR_NONE ? 0 : line_start + 1;
	for (size_t i = 0; i < line_start; i++)
		line += source.data[i] == '\n';
	finding = diag_add(diags, &markdown_codes[MARKDOWN_INVALID_UTF8],
			   place_at(path, line, (uint32_t)(at - line_start) + 1, 1),
			   "the byte 0x%02X is not part of UTF-8 text",
			   (unsigned)(unsigned char)source.data[at]);
	finding->hint = STR("Save the file as UTF-8.");
}

struct str
markdown_replace_invalid(struct arena *arena, struct str source, size_t first)
{
	size_t bad = 0;
	size_t length = 0;
	struct str rest;
	char *copy;

	rest = str_from_offset(source, first);
	for (size_t at = 0; at != STR_NONE; at = utf8_find_invalid(rest)) {
		bad++;
		rest = str_from_offset(rest, at + 1);
	}
	copy = arena_bytes(arena, source.length + bad * (sizeof REPLACEMENT - 2));
	rest = source;
	for (size_t at = first; at != STR_NONE; at = utf8_find_invalid(rest)) {
		memcpy(copy + length, rest.data, at);
		memcpy(copy + length + at, REPLACEMENT, sizeof REPLACEMENT - 1);
		length += at + sizeof REPLACEMENT - 1;
		rest = str_from_offset(rest, at + 1);
	}
	if (rest.length > 0)
		memcpy(copy + length, rest.data, rest.length);
	return (struct str){ copy, length + rest.length };
}

/* The length when there is none. */
static size_t
find_from(struct str source, size_t from, char c)
{
	const char *found =
		from < source.length ? memchr(source.data + from, c, source.length - from) : NULL;

	return found == NULL ? source.length : (size_t)(found - source.data);
}

static void
find_lines(struct arena *arena, struct doc *doc)
{
	struct str source = doc->source;
	size_t feed = find_from(source, 0, '\n'), carriage = find_from(source, 0, '\r');
	VEC(uint32_t) starts = { .capacity = source.length / 40 + 4 };

	starts.items = arena_uncleared_array_of(arena, starts.capacity, sizeof(uint32_t));
	if (source.length == 0) /* an empty page has a first line */
		*VEC_PUSH(arena, &starts) = 0;
	for (size_t at = 0; at < source.length;) {
		*VEC_PUSH(arena, &starts) = (uint32_t)at;
		if (feed < at)
			feed = find_from(source, at, '\n');
		if (carriage < at)
			carriage = find_from(source, at, '\r');
		at = feed < carriage || feed == carriage + 1 ? feed + 1 : carriage + 1;
	}
	doc->line_starts = starts.items;
	doc->line_count = (uint32_t)starts.count;
}

static bool
line_is(const struct doc *doc, uint32_t line, size_t skip, struct str fence)
{
	size_t start = doc->line_starts[line] + skip;
	struct str text = str_slice(doc->source, start, markdown_line_end(doc, line));

	return str_equal(str_trim_end(text), fence);
}

/* Number of lines of the front matter with its fences; 0 when there is none. */
static uint32_t
find_front_matter(struct doc *doc)
{
	size_t mark = str_starts(doc->source, STR(BYTE_ORDER_MARK)) ? 3 : 0;

	if (doc->line_count < 2 || doc->source.length < mark + 4 || doc->source.data[mark] != '-' ||
	    !line_is(doc, 0, mark, STR("---")))
		return 0;
	for (uint32_t line = 1; line < doc->line_count; line++) {
		if (!line_is(doc, line, 0, STR("---")) && !line_is(doc, line, 0, STR("...")))
			continue;
		doc->front = str_slice(doc->source, doc->line_starts[1], doc->line_starts[line]);
		return line + 1;
	}
	return 0;
}

static bool
has_note(struct str text)
{
	const char *end = text.data + text.length;
	const char *at = text.data;

	for (; at < end && (at = memchr(at, '^', (size_t)(end - at))) != NULL; at++)
		if (at > text.data && at[-1] == '[')
			return true;
	return false;
}

static bool
has_odd_tag(struct str text)
{
	const char *end = text.data + text.length;
	const char *at = text.data;

	while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL && ++at < end)
		if (*at == '?' || *at == '!')
			return true;
	return false;
}

static bool
has_www(struct str text)
{
	const char *end = text.data + text.length;
	const char *at = text.data;

	for (; at < end && (at = memchr(at, '.', (size_t)(end - at))) != NULL; at++)
		if (at - text.data >= 3 && memcmp(at - 3, "www", 3) == 0)
			return true;
	return false;
}

/* By the rarest byte of each; memmem is slow for short ones. */
struct page_features
page_features(struct str text)
{
	if (text.length == 0) /* of a page that could not be read there is not even a pointer */
		return (struct page_features){ .notes = false };
	return (struct page_features){ .notes = has_note(text),
				       .odd_tags = has_odd_tag(text),
				       .www = has_www(text) };
}

void
markdown_source_read(struct arena *arena, struct doc *doc, struct str source, struct diags *diags,
		     size_t *ret_body, uint32_t *ret_skipped)
{
	size_t invalid;

	if (source.length > LIMIT_PAGE_BYTES)
		source = cut_to_limit(doc->path, source, diags);
	invalid = utf8_find_invalid(source);
	if (invalid != STR_NONE) {
		report_invalid(doc->path, source, invalid, diags);
		source = markdown_replace_invalid(arena, source, invalid);
	}
	doc->source = source;
	find_lines(arena, doc);
	*ret_skipped = find_front_matter(doc);
	*ret_body = *ret_skipped < doc->line_count ? doc->line_starts[*ret_skipped]
						   : doc->source.length;
}
