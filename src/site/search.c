/*
 * search: the index as a script, in as much detail as may be.
 */
#include "site/search.h"

#include "base/limits.h"
#include "base/map.h"
#include "emit/roadmap.h"

struct writing {
	struct arena *arena;
	const struct search_index *index;
	struct buf *out;
	struct str address, anchor; /* the last ones */
	struct map headings;        /* to their number + 1 */
	uint32_t kinds[KIND_COUNT]; /* numbers of the labels of those that occur */
	struct strs periods;
	uint32_t states[STATE_COUNT + 1]; /* behind the others: that nobody knows what came of it */
};

static void
put_number(struct buf *out, uint32_t number)
{
	char digits[SEARCH_DIGITS];

	buf_put(out, (struct str){ digits, search_digits(number, digits) });
}

/* Text of one line in a template literal. */
static void
put_literal(struct buf *out, struct str text)
{
	size_t start = 0;

	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];

		if ((unsigned char)c >= ' ' && c != '\\' && c != '`' && c != '$')
			continue;
		buf_put(out, str_slice(text, start, i));
		buf_putc(out, (unsigned char)c < ' ' ? ' ' : '\\');
		start = (unsigned char)c < ' ' ? i + 1 : i;
	}
	buf_put(out, str_from_offset(text, start));
}

/* As a script counts: in units of UTF-16. */
static uint32_t
count_units(struct str text)
{
	uint32_t units = 0;

	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.data[i];

		units += (c & 0xc0) != 0x80;
		units += c >= 0xf0;
	}
	return units;
}

/* How much the text has in common with the last one of its sort; hands out the rest. */
static struct str
put_common(struct buf *out, struct str *last, struct str text)
{
	size_t shared = 0;

	while (shared < text.length && shared < last->length &&
	       text.data[shared] == last->data[shared])
		shared++;
	while (shared > 0 && shared < text.length &&
	       ((unsigned char)text.data[shared] & 0xc0) == 0x80)
		shared--;
	put_number(out, count_units(str_slice(text, 0, shared)));
	*last = text;
	return str_from_offset(text, shared);
}

/* Into `states`. */
static size_t
told_number(const struct writing *writing, const struct record *record)
{
	bool is_told = schema_field(record->kind, FIELD_STATE) != NULL;

	if (is_told && period_left_open(record, writing->index->site->today))
		return STATE_COUNT;
	return record_state(record);
}

static void
put_labels(struct writing *writing)
{
	bool has_kind[KIND_COUNT] = { false }, has_state[STATE_COUNT + 1] = { false };
	uint32_t count = 0;

	for (size_t i = 0; i < writing->index->entries.count; i++) {
		const struct record *record = writing->index->entries.items[i].record;

		if (record != NULL)
			has_kind[record->kind] = has_state[told_number(writing, record)] = true;
	}
	for (size_t i = 0; i < KIND_COUNT; i++) {
		if (!has_kind[i])
			continue;
		writing->kinds[i] = ++count;
		buf_puts(writing->out, count > 1 ? "\t" : "");
		put_literal(writing->out,
			    kind_label(writing->arena, writing->index->site, (enum kind)i, true));
	}
	buf_putc(writing->out, '\n');
	count = 0;
	for (size_t i = STATE_NONE + 1; i <= STATE_COUNT; i++) {
		if (!has_state[i])
			continue;
		writing->states[i] = ++count;
		buf_puts(writing->out, count > 1 ? "\t" : "");
		put_literal(writing->out, i == STATE_COUNT
						  ? PERIOD_UNKNOWN.word
						  : str_from(state_row((enum state)i)->word));
	}
	buf_putc(writing->out, '\n');
}

static void
put_periods(struct writing *writing)
{
	const struct site *site = writing->index->site;

	period_list(writing->arena, site->model, &writing->periods);
	for (size_t i = 0; i < writing->periods.count; i++) {
		buf_puts(writing->out, i > 0 ? "\t" : "");
		buf_puts(writing->out,
			 period_is_over(writing->periods.items[i], site->today) ? "!" : "");
		put_literal(writing->out, writing->periods.items[i]);
	}
	buf_putc(writing->out, '\n');
}

static void
put_period(struct writing *writing, const struct record *record)
{
	struct str period = record == NULL ? STR_EMPTY : period_of(record);
	size_t i = 0;

	if (writing->periods.count == 0)
		return;
	while (i < writing->periods.count && !str_equal(writing->periods.items[i], period))
		i++;
	put_number(writing->out, i < writing->periods.count ? (uint32_t)i + 1 : 0);
}

/* The heading as its anchor nearly always is; the script makes the same of it. */
static struct str
simple_anchor(struct arena *arena, struct str heading)
{
	char *text = arena_bytes(arena, heading.length + 1);
	size_t length = 0;

	for (size_t i = 0; i < heading.length; i++) {
		char c = heading.data[i];

		if (c >= 'A' && c <= 'Z')
			text[length++] = (char)(c - 'A' + 'a');
		else if (char_is_alphanumeric(c) || c == '_' || c == '-' || c == ' ')
			text[length++] = c == ' ' ? '-' : c;
	}
	return (struct str){ text, length };
}

/* Headings come again on page after page. */
static void
put_part(struct writing *writing, const struct search_place *place)
{
	void **number = map_put(writing->arena, &writing->headings, place->heading);

	if (*number != NULL) {
		buf_putc(writing->out, '!');
		put_number(writing->out, (uint32_t)(uintptr_t)*number - 1);
	} else {
		*number = (void *)(uintptr_t)writing->headings.count;
		buf_putc(writing->out, '#');
		put_literal(writing->out, place->heading);
	}
	if (!str_equal(place->anchor, simple_anchor(writing->arena, place->heading))) {
		buf_putc(writing->out, '\t');
		put_literal(writing->out, place->anchor);
	}
	buf_putc(writing->out, '\n');
}

static void
put_entry(struct writing *writing, const struct search_entry *entry)
{
	const struct record *record = entry->record;

	put_number(writing->out, record == NULL ? 0 : writing->kinds[record->kind]);
	put_number(writing->out,
		   record == NULL ? 0 : writing->states[told_number(writing, record)]);
	put_period(writing, record);
	put_literal(writing->out, put_common(writing->out, &writing->address, entry->address));
	buf_putc(writing->out, '\t');
	put_literal(writing->out, entry->title);
	if (entry->anchor.length > 0) {
		buf_putc(writing->out, '\t');
		put_literal(writing->out,
			    put_common(writing->out, &writing->anchor, entry->anchor));
	}
	buf_putc(writing->out, '\n');
}

static void
put_entries(struct writing *writing)
{
	const struct search_index *index = writing->index;

	for (size_t i = 0; i < index->entries.count; i++) {
		const struct search_entry *entry = &index->entries.items[i];
		size_t end =
			i + 1 < index->entries.count ? entry[1].first_place : index->places.count;

		put_entry(writing, entry);
		for (size_t place = entry->first_place + 1; place < end; place++)
			put_part(writing, &index->places.items[place]);
	}
	buf_putc(writing->out, '\n');
}

static void
put_words(struct writing *writing, size_t limit)
{
	struct buf *out = writing->out;
	size_t count;
	const struct search_sorted *sorted =
		search_words_sort(writing->arena, &writing->index->words, &count);
	char bytes[2][LIMIT_WORD_LETTERS * 4];
	struct str last = STR_EMPTY;
	unsigned turn = 0;

	for (size_t i = 0; i < count && out->length < limit; i++) {
		const struct search_word *word = sorted[i].word;
		struct str rest;

		rest = put_common(out, &last, word_text(word->eights, word->length, bytes[turn]));
		turn = !turn;
		buf_put(out, rest);
		buf_putc(out, ' ');
		buf_put(out, (struct str){ word->places, word->count });
		buf_putc(out, '\n');
	}
}

bool
search_put(struct arena *arena, const struct search_index *index, size_t limit, struct buf *out)
{
	struct writing writing = { .arena = arena, .index = index, .out = out };
	size_t before = out->length;

	buf_printf(out, "var waymarkIndex=`%zu\n", index->words.letters);
	put_labels(&writing);
	put_periods(&writing);
	put_entries(&writing);
	put_words(&writing, before + limit);
	buf_puts(out, "`;\n");
	return out->length - before <= limit;
}

static const struct search_detail details[] = {
	{ true, LIMIT_WORD_LETTERS },
	{ false, LIMIT_WORD_LETTERS },
	{ false, 8 },
	{ false, 6 },
};
#define DETAIL_COUNT (sizeof details / sizeof details[0])

size_t
book_text_size(const struct model *model)
{
	size_t size = 0;

	for (size_t i = 0; i < model->page_count; i++)
		size += model->pages[i]->doc->source.length;
	return size;
}

static bool
put_in_detail(const struct site *site, const struct search_detail *detail, size_t limit,
	      struct buf *out)
{
	struct search_index index;
	struct arena arena;
	bool fits;

	arena_init(&arena);
	buf_clear(out);
	fits = search_gather(&arena, site, detail, limit, &index) &&
	       search_put(&arena, &index, limit, out);
	arena_free(&arena);
	return fits;
}

void
site_search_index(const struct site *site, const struct output *output, struct arena *scratch,
		  struct buf *out)
{
	static const struct search_detail titles = { true, 0 };
	size_t limit = book_text_size(site->model) / SEARCH_SHARE;

	(void)output;
	(void)scratch;
	limit = limit < SEARCH_LEAST         ? SEARCH_LEAST
		: limit > LIMIT_SEARCH_BYTES ? LIMIT_SEARCH_BYTES
					     : limit;
	for (size_t i = 0; i < DETAIL_COUNT; i++)
		if (put_in_detail(site, &details[i], limit, out))
			return;
	put_in_detail(site, &titles, LIMIT_OUTPUT_BYTES, out);
}
