/*
 * Markdown from anybody: a page is parsed, the document's promises are checked, its questions
 * asked, its raw HTML cut into tokens, and it is parsed again from a shorter version of it.
 */
#include "base/utf8.h"
#include "text/markdown.h"
#include "text/rawhtml.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *count, char ***arguments)
{
	(void)count;
	(void)arguments;
	markdown_setup();
	return 0;
}

/* Kinds that have no nodes in them. */
static const uint8_t leaves[] = { NODE_CODE_BLOCK, NODE_HTML_BLOCK, NODE_RULE,
				  NODE_TEXT,       NODE_CODE,       NODE_SOFT_BREAK,
				  NODE_LINE_BREAK, NODE_HTML,       NODE_NOTE_MARK };

static bool
is_container(const struct node *node)
{
	for (size_t i = 0; i < sizeof leaves; i++)
		if (node->kind == leaves[i])
			return false;
	return true;
}

static void
check_html(struct str html)
{
	struct raw_token token;
	size_t length = 0;

	for (struct str rest = html; raw_next(&rest, &token);) {
		assert(token.source.length > 0 && token.source.data == html.data + length);
		length += token.source.length;
		assert((token.name != NULL) == (token.kind == RAW_OPEN || token.kind == RAW_CLOSE));
	}
	assert(length == html.length);
}

static void
check_node(struct arena *arena, const struct doc *doc, uint32_t index)
{
	const struct node *node = &doc->nodes[index];
	const struct node *parent = &doc->nodes[doc_parent(doc, index)];
	struct place place = doc_node_place(doc, index);

	assert(node->end > index && node->end <= doc->count);
	assert(is_container(node) || node->end == index + 1);
	assert(index == 0 || (is_container(parent) && node->end <= parent->end));
	assert((size_t)node->offset + node->span <= doc->source.length);
	assert(place.line >= 1 && place.line <= doc->line_count && place.column >= 1);
	assert(node->flags < 64);
	assert(node->length == 0 || utf8_find_invalid(node_text(node)) == STR_NONE);
	if (node->kind == NODE_HEADING) {
		assert(doc_section_end(doc, index) > index);
		doc_find_heading(arena, doc, 0, doc_heading_key(arena, doc, index));
	}
	if (node->kind == NODE_HTML || node->kind == NODE_HTML_BLOCK)
		check_html(node_text(node));
}

static void
check_lists(const struct doc *doc)
{
	for (size_t i = 0; i < doc->definition_count; i++)
		assert((size_t)doc->definitions[i].offset + doc->definitions[i].span <=
		       doc->source.length);
	for (size_t i = 0; i < doc->undefined_count; i++) {
		assert(doc->undefined[i].label.length > 0);
		assert((size_t)doc->undefined[i].offset + doc->undefined[i].span <=
		       doc->source.length);
	}
}

static bool
is_same_text(const char *a, const char *b, size_t length)
{
	return length == 0 || memcmp(a, b, length) == 0;
}

static void
check_same(const struct doc *made, const struct doc *doc)
{
	assert(made->count == doc->count && made->definition_count == doc->definition_count);
	assert(made->undefined_count == doc->undefined_count);
	for (uint32_t i = 0; i < doc->count; i++) {
		const struct node *a = &made->nodes[i], *b = &doc->nodes[i];

		assert(a->kind == b->kind && a->level == b->level && a->flags == b->flags);
		assert(a->end == b->end && a->offset == b->offset && a->span == b->span);
		assert(a->extra == b->extra && a->length == b->length);
		assert(is_same_text(a->text, b->text, a->length));
	}
}

/* The page once more, with the help of what it is without its middle, and the other way round. */
static void
check_again(struct arena *scratch, const struct doc *doc, struct str source)
{
	struct arena arena;
	struct diags diags;
	struct str parts[] = { str_slice(source, 0, source.length / 3),
			       str_from_offset(source, source.length / 2) };
	struct str less;
	struct doc *made;

	arena_init(&arena);
	diag_init(&diags, &arena);
	less = arena_concat(&arena, parts, 2);
	made = markdown_parse_again(&arena, scratch, STR("a.md"), less, doc, &diags);
	check_same(made, markdown_parse(&arena, scratch, STR("a.md"), less, &diags));
	check_same(markdown_parse_again(&arena, scratch, STR("a.md"), source, made, &diags), doc);
	arena_free(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena, scratch;
	struct diags diags;
	struct str source = { (const char *)data, size };
	struct doc *doc;

	arena_init(&arena);
	arena_init(&scratch);
	diag_init(&diags, &arena);
	doc = markdown_parse(&arena, &scratch, STR("a.md"), source, &diags);
	assert(doc->count > 0 && doc->nodes[0].kind == NODE_DOCUMENT);
	assert(doc->nodes[0].end == doc->count && doc->line_starts[0] == 0);
	assert(utf8_find_invalid(doc->source) == STR_NONE && diags.failures == 0);
	for (uint32_t i = 0; i < doc->count; i++)
		check_node(&arena, doc, i);
	check_lists(doc);
	doc_plain(&arena, doc, 0);
	check_again(&scratch, doc, source);
	arena_free(&scratch);
	arena_free(&arena);
	return 0;
}
