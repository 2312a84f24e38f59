/*
 * search_gather: entries, places and words of a book.
 */
#include "site/search.h"

#include "text/rawhtml.h"

struct gathering {
	struct arena *arena;
	const struct site *site;
	const struct search_detail *detail;
	size_t limit;
	struct search_index *index;
};

static void
add_text(struct gathering *gathering, struct str text)
{
	struct search_index *index = gathering->index;

	if (index->words.letters > 0 && index->words.least <= gathering->limit)
		search_words_add(gathering->arena, &index->words, text,
				 (uint32_t)index->places.count - 1);
}

static void
add_title(struct gathering *gathering, struct str title)
{
	struct search_index *index = gathering->index;

	if (index->words.letters > 0)
		search_words_skip(gathering->arena, &index->words, title,
				  (uint32_t)index->places.count - 1);
}

static void
add_raw(struct gathering *gathering, struct str source)
{
	struct raw_token token;

	while (raw_next(&source, &token))
		if (token.kind == RAW_TEXT || token.kind == RAW_REFUSED)
			add_text(gathering, token.text.length > 0 ? token.text : token.source);
}

static void
add_place(struct gathering *gathering, struct str heading, struct str anchor)
{
	*VEC_PUSH(gathering->arena, &gathering->index->places) =
		(struct search_place){ heading, anchor };
	add_title(gathering, heading);
}

/* The page's title, which begins its text, opens no part. */
static bool
opens_part(const struct doc *doc, uint32_t i)
{
	return doc->nodes[i].length > 0 && (i > 1 || doc->nodes[i].level > 1);
}

static void
add_document(struct gathering *gathering, const struct doc *doc)
{
	for (uint32_t i = 1; i < doc->count; i++) {
		const struct node *node = &doc->nodes[i];

		if (node->kind == NODE_HEADING && gathering->detail->parts && opens_part(doc, i))
			add_place(gathering, str_trim(doc_plain(gathering->arena, doc, i)),
				  node_text(node));
		else if (node->kind == NODE_TEXT || node->kind == NODE_CODE ||
			 node->kind == NODE_CODE_BLOCK)
			add_text(gathering, node_text(node));
		else if (node->kind == NODE_HTML || node->kind == NODE_HTML_BLOCK)
			add_raw(gathering, node_text(node));
	}
}

/* Nobody looks for a number or a date, and states are shown beside the titles. */
static bool
is_text(const struct field_row *row)
{
	switch (row->type) {
	case TYPE_TEXT:
	case TYPE_PROSE:
	case TYPE_ITEMS:
	case TYPE_PEOPLE:
	case TYPE_RECORDS:
		return row->field != FIELD_TITLE;
	case TYPE_STATE:
	case TYPE_PROGRESS:
	case TYPE_CHOICE:
	case TYPE_DATE:
	case TYPE_NUMBER:
	case TYPE_URL:
		return false;
	}
	return false;
}

/* What a reader sees of the record that is not in its page's text. */
static void
add_facts(struct gathering *gathering, const struct record *record)
{
	const struct kind_row *kind = schema_kind(record->kind);

	/* Their handles. */
	if (record->kind == KIND_PERSON || record->kind == KIND_TEAM)
		add_text(gathering, record->id);
	for (size_t row = 0; row < kind->field_count; row++) {
		const struct statement *said = record_said(record, kind->fields[row].field);

		if (said == NULL || !is_text(&kind->fields[row]) ||
		    (record->page != NULL && said->page == record->page &&
		     said->source != SOURCE_FRONT))
			continue;
		for (uint32_t i = 0; i < said->count; i++) {
			add_text(gathering, said->values[i].text);
			add_text(gathering, said->values[i].key);
		}
	}
}

static void
add_entry(struct gathering *gathering, struct search_entry entry)
{
	entry.first_place = (uint32_t)gathering->index->places.count;
	*VEC_PUSH(gathering->arena, &gathering->index->entries) = entry;
	add_place(gathering, STR_EMPTY, STR_EMPTY);
	add_title(gathering, entry.title);
	if (entry.record != NULL)
		add_facts(gathering, entry.record);
}

static bool
is_sought(const struct gathering *gathering, const struct record *record)
{
	return record->page == NULL && record->kind != KIND_ASK &&
	       (record->kind != KIND_MILESTONE || gathering->detail->parts) &&
	       gathering->site->record_addresses[record->order].length > 0;
}

static void
add_pages(struct gathering *gathering)
{
	for (size_t i = 0; i < gathering->site->model->page_count; i++) {
		const struct page *page = gathering->site->pages[i].page;

		add_entry(gathering, (struct search_entry){
					     .title = plain_title(gathering->arena, page->title),
					     .address = page->address,
					     .record = page->record });
		add_document(gathering, page->doc);
	}
}

static void
add_records(struct gathering *gathering)
{
	const struct site *site = gathering->site;
	const struct records *records = &site->model->records;

	for (size_t i = 0; i < records->count; i++) {
		const struct record *record = records->items[i];

		if (is_sought(gathering, record))
			add_entry(gathering,
				  (struct search_entry){
					  .title = record->title,
					  .address = site->record_addresses[record->order],
					  .anchor = site->record_anchors[record->order],
					  .record = record });
	}
}

bool
search_gather(struct arena *arena, const struct site *site, const struct search_detail *detail,
	      size_t limit, struct search_index *ret_index)
{
	struct gathering gathering = {
		.arena = arena, .site = site, .detail = detail, .limit = limit, .index = ret_index
	};

	*ret_index = (struct search_index){ .site = site, .words.letters = detail->letters };
	add_pages(&gathering);
	add_records(&gathering);
	return ret_index->words.least <= limit;
}
