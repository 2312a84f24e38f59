/*
 * model_dump: a whole model as lines of text, to hold two of them against each other.
 */
#ifndef UNIT_MODEL_DUMP_H
#define UNIT_MODEL_DUMP_H

#include "base/buf.h"
#include "model/model.h"

#define MODEL_DUMP_BYTES ((size_t)64 << 20)

static inline void
dump_text(struct buf *out, const char *what, struct str text)
{
	buf_printf(out, " %s=\"%.*s\"", what, STR_ARG(text));
}

static inline void
dump_place(struct buf *out, struct place place)
{
	buf_printf(out, " at %.*s:%u:%u+%u", STR_ARG(place.file), place.line, place.column,
		   place.length);
}

static inline void
dump_record_name(struct buf *out, const char *what, const struct record *record)
{
	if (record != NULL)
		buf_printf(out, " %s=%s:%.*s#%u", what, record_kind_name(record),
			   STR_ARG(record->id), record->order);
}

static inline void
dump_page_name(struct buf *out, const char *what, const struct page *page)
{
	if (page != NULL)
		dump_text(out, what, page->name);
}

static inline void
dump_records(struct buf *out, const char *what, const struct records *records)
{
	for (size_t i = 0; i < records->count; i++)
		dump_record_name(out, what, records->items[i]);
}

static inline void
dump_value(struct buf *out, const struct value *value)
{
	buf_puts(out, "    value");
	dump_text(out, "text", value->text);
	dump_text(out, "url", value->url);
	dump_text(out, "key", value->key);
	dump_text(out, "note", value->note);
	dump_place(out, value->place);
	buf_printf(out, " bytes %zu+%zu state %d number %lld/%lld date %d-%d-%d bad %d",
		   value->offset, value->length, (int)value->state, (long long)value->number,
		   (long long)value->total, (int)value->date.year, (int)value->date.month,
		   (int)value->date.day, value->bad);
	dump_record_name(out, "target", value->target);
	buf_putc(out, '\n');
}

static inline void
dump_statement(struct buf *out, enum field field, const struct statement *said)
{
	buf_printf(out, "  %s source %d", field_name(field), (int)said->source);
	dump_page_name(out, "page", said->page);
	dump_place(out, said->place);
	buf_printf(out, " bytes %zu+%zu nodes %u..%u tentative %d\n", said->offset, said->length,
		   said->first_node, said->end_node, said->tentative);
	for (uint32_t i = 0; i < said->count; i++)
		dump_value(out, &said->values[i]);
}

static inline void
dump_record(struct buf *out, const struct model *model, const struct record *record, bool is_whole)
{
	dump_record_name(out, "record", record);
	dump_text(out, "title", record->title);
	if (is_whole || !record->implied)
		dump_place(out, record->place);
	dump_page_name(out, "page", record->page);
	dump_page_name(out, "home", record->home);
	buf_printf(out, " nodes %u..%u implied %d placeholder %d by its id %d", record->first_node,
		   record->end_node, record->implied, record->placeholder,
		   map_get(&model->ids[record->kind], record->id) == record);
	dump_record_name(out, "parent", record->parent);
	dump_records(out, "child", &record->children);
	if (is_whole)
		dump_records(out, "referrer", &record->referrers);
	buf_putc(out, '\n');
	for (int field = 0; field < FIELD_COUNT; field++)
		for (const struct statement *said = record->fields[field]; said != NULL;
		     said = said->next)
			dump_statement(out, (enum field)field, said);
}

static inline void
dump_directives(struct buf *out, const struct directives *directives)
{
	for (size_t i = 0; i < directives->count; i++) {
		const struct directive *directive = &directives->items[i];

		buf_printf(out, "  directive %d form %d trouble %d nodes %u..%u \"%.*s\"\n",
			   (int)directive->name, (int)directive->form, (int)directive->trouble,
			   directive->node, directive->end, STR_ARG(directive->argument));
	}
}

static inline void
dump_page(struct buf *out, const struct model *model, const struct page *page)
{
	buf_puts(out, "page");
	dump_text(out, "path", page->path);
	dump_page_name(out, "name", page);
	dump_text(out, "address", page->address);
	dump_text(out, "title", page->title);
	dump_text(out, "number", page->number);
	dump_text(out, "file", page->file->path);
	dump_text(out, "source", page->doc->source);
	buf_printf(out, " order %u depth %u headings %u tables %u anchors %zu listed %d ignored %d",
		   page->order, page->depth, page->heading_count, page->table_count,
		   page->anchors.count, page->listed, page->ignored);
	buf_printf(out, " by name %d by address %d",
		   map_get(&model->pages_by_name, page->name) == page,
		   map_get(&model->pages_by_address, page->address) == page);
	dump_page_name(out, "parent", page->parent);
	dump_page_name(out, "previous", page->previous);
	dump_page_name(out, "next", page->next);
	for (size_t i = 0; i < page->child_count; i++)
		dump_page_name(out, "child", page->children[i]);
	dump_record_name(out, "record", page->record);
	for (uint32_t i = 0; page->blocks != NULL && i < page->doc->count; i++)
		dump_record_name(out, "block", page->blocks[i]);
	buf_putc(out, '\n');
	dump_directives(out, &page->directives);
}

static inline void
dump_book(struct buf *out, const struct model *model)
{
	const struct book *book = &model->book;

	dump_text(out, "dialect", model->dialect->name);
	dump_text(out, "title", book->title);
	dump_text(out, "source", book->source);
	dump_page_name(out, "first", book->first);
	dump_page_name(out, "summary", book->summary);
	buf_printf(out, " has summary %d others %zu\n", book->has_summary, model->other_count);
	for (size_t i = 0; i < book->chapter_count; i++) {
		const struct chapter *chapter = &book->chapters[i];

		buf_printf(out, "chapter %d depth %u", (int)chapter->kind, chapter->depth);
		dump_text(out, "title", chapter->title);
		dump_text(out, "number", chapter->number);
		dump_text(out, "url", chapter->url);
		dump_page_name(out, "page", chapter->page);
		dump_place(out, chapter->place);
		buf_putc(out, '\n');
	}
}

/* What a name leads to that is none of a record's own. */
static inline void
dump_ids(struct buf *out, const struct model *model)
{
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct map *ids = &model->ids[kind];
		size_t count = 0;

		for (size_t i = 0; i < ids->count; i++)
			count += ids->entries[i].value != NULL;
		buf_printf(out, "kind %d ids %zu", kind, count);
		dump_records(out, "record", &model->by_kind[kind]);
		buf_putc(out, '\n');
	}
}

/* The caller frees the buffer.  Not whole: without what model_revise leaves aside. */
static inline void
model_dump(struct buf *out, const struct model *model, bool is_whole)
{
	buf_init(out, MODEL_DUMP_BYTES);
	dump_book(out, model);
	for (size_t i = 0; i < model->page_count; i++)
		dump_page(out, model, model->pages[i]);
	for (size_t i = 0; i < model->records.count; i++)
		dump_record(out, model, model->records.items[i], is_whole);
	dump_ids(out, model);
	buf_printf(out, "names %zu addresses %zu others %zu\n", model->pages_by_name.count,
		   model->pages_by_address.count, model->others_by_name.count);
}

#endif
