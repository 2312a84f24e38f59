/* archive: a head, a checksum, and the entries one after the other. */
#include "history/archive.h"

#include "base/utf8.h"

#define MAGIC "waymark history 2\n"

/* Of an event, what is no text. */
struct numbers {
	uint8_t kind, record_kind, former_kind, parent_kind, field, via;
	uint32_t words;
	double score;
};

#define TEXTS 13
#define EVENT_BYTES (sizeof(struct numbers) + TEXTS * sizeof(uint32_t)) /* at least */
#define SCORE_END 1.001 /* a score of 1 may have been rounded up */

static void
list_texts(struct event *event, struct str *ret_texts[TEXTS])
{
	struct str *const texts[TEXTS] = {
		&event->id,           &event->title,       &event->former, &event->parent,
		&event->parent_title, &event->owners,      &event->before, &event->after,
		&event->before_shown, &event->after_shown, &event->path,   &event->maybe,
		&event->period,
	};

	memcpy(ret_texts, texts, sizeof texts);
}

/* ==== writing ==== */

static void
put_bytes(struct buf *out, const void *bytes, size_t length)
{
	buf_put(out, (struct str){ bytes, length });
}

static void
put_text(struct buf *out, struct str text)
{
	uint32_t length = (uint32_t)text.length;

	put_bytes(out, &length, sizeof length);
	buf_put(out, text);
}

static void
put_event(struct buf *out, const struct event *event)
{
	struct event copy = *event;
	struct str *texts[TEXTS];
	struct numbers numbers;

	memset(&numbers, 0, sizeof numbers);
	numbers.kind = (uint8_t)event->kind;
	numbers.record_kind = (uint8_t)event->record_kind;
	numbers.former_kind = (uint8_t)event->former_kind;
	numbers.parent_kind = (uint8_t)event->parent_kind;
	numbers.field = (uint8_t)event->field;
	numbers.via = (uint8_t)event->via;
	numbers.words = event->words;
	numbers.score = event->score;
	put_bytes(out, &numbers, sizeof numbers);
	list_texts(&copy, texts);
	for (size_t i = 0; i < TEXTS; i++)
		put_text(out, *texts[i]);
}

void
archive_put(struct buf *out, const struct archive *archive, struct str word)
{
	struct buf body;
	uint64_t sum;

	buf_init(&body, out->limit);
	put_text(&body, word);
	for (size_t i = 0; i < archive->entries.count; i++) {
		const struct archive_entry *entry = archive->entries.entries[i].value;
		uint32_t count = (uint32_t)entry->events.count;

		put_bytes(&body, &entry->key, sizeof entry->key);
		put_bytes(&body, &count, sizeof count);
		for (size_t e = 0; e < count; e++)
			put_event(&body, &entry->events.items[e]);
	}
	sum = str_hash(buf_str(&body));
	buf_puts(out, MAGIC);
	put_bytes(out, &sum, sizeof sum);
	buf_put(out, buf_str(&body));
	out->failed = out->failed || body.failed;
	buf_free(&body);
}

/* ==== reading ==== */

static bool
take_bytes(struct str *rest, void *ret_bytes, size_t length)
{
	if (rest->length < length)
		return false;
	memcpy(ret_bytes, rest->data, length);
	*rest = str_from_offset(*rest, length);
	return true;
}

static bool
take_text(struct str *rest, struct str *ret_text)
{
	uint32_t length;

	if (!take_bytes(rest, &length, sizeof length) || rest->length < length)
		return false;
	*ret_text = str_slice(*rest, 0, length);
	*rest = str_from_offset(*rest, length);
	return utf8_find_invalid(*ret_text) == STR_NONE;
}

static bool
take_event(struct str *rest, struct event *ret_event)
{
	struct str *texts[TEXTS];
	struct numbers numbers;

	*ret_event = (struct event){ 0 };
	if (!take_bytes(rest, &numbers, sizeof numbers) || numbers.kind >= EVENT_KIND_COUNT ||
	    numbers.record_kind >= KIND_COUNT || numbers.former_kind >= KIND_COUNT ||
	    numbers.parent_kind >= KIND_COUNT || numbers.field >= FIELD_COUNT ||
	    numbers.via > IDENTITY_SIMILARITY || !(numbers.score >= 0 && numbers.score < SCORE_END))
		return false;
	ret_event->kind = (enum event_kind)numbers.kind;
	ret_event->record_kind = (enum kind)numbers.record_kind;
	ret_event->former_kind = (enum kind)numbers.former_kind;
	ret_event->parent_kind = (enum kind)numbers.parent_kind;
	ret_event->field = (enum field)numbers.field;
	ret_event->via = (enum identity_rule)numbers.via;
	ret_event->words = numbers.words;
	ret_event->score = numbers.score;
	list_texts(ret_event, texts);
	for (size_t i = 0; i < TEXTS; i++)
		if (!take_text(rest, texts[i]))
			return false;
	return true;
}

static bool
take_entry(struct archive *archive, struct str *rest)
{
	struct events events = { 0 };
	struct archive_key key;
	uint32_t count;

	if (!take_bytes(rest, &key, sizeof key) || !take_bytes(rest, &count, sizeof count) ||
	    count > rest->length / EVENT_BYTES)
		return false;
	events.items = ARENA_ARRAY(archive->arena, struct event, count);
	for (; events.count < count; events.count++)
		if (!take_event(rest, &events.items[events.count]))
			return false;
	archive_add(archive, &key, &events);
	return true;
}

static bool
take_head(struct str *rest, struct str word)
{
	struct str found;
	uint64_t sum;

	if (!str_starts(*rest, STR(MAGIC)))
		return false;
	*rest = str_from_offset(*rest, STR(MAGIC).length);
	return take_bytes(rest, &sum, sizeof sum) && sum == str_hash(*rest) &&
	       take_text(rest, &found) && str_equal(found, word);
}

void
archive_read(struct archive *ret_archive, struct arena *arena, struct str word, struct str bytes)
{
	bool well = take_head(&bytes, word);

	*ret_archive = (struct archive){ .arena = arena };
	while (well && bytes.length > 0)
		well = take_entry(ret_archive, &bytes);
	if (!well)
		*ret_archive = (struct archive){ .arena = arena };
}

static struct str
key_bytes(const struct archive_key *key)
{
	return (struct str){ (const char *)key, sizeof *key };
}

const struct events *
archive_find(const struct archive *archive, const struct archive_key *key)
{
	const struct archive_entry *entry = map_get(&archive->entries, key_bytes(key));

	return entry != NULL ? &entry->events : NULL;
}

void
archive_add(struct archive *archive, const struct archive_key *key, const struct events *events)
{
	struct archive_entry *entry = ARENA_NEW(archive->arena, struct archive_entry);

	entry->key = *key;
	entry->events = *events;
	*map_put(archive->arena, &archive->entries, key_bytes(&entry->key)) = entry;
}
