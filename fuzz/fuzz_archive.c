/*
 * What is said to be the file of a history, from anybody who can make its checksum right: what is read
 * goes through all that shows events, and is written and read again.
 */
#include "base/utf8.h"
#include "history/archive.h"
#include "history/chronicle.h"
#include "history/digest.h"
#include "history/json.h"

#include <assert.h>
#include <stdint.h>

#define WORD STR("word")
#define ARCHIVE_LIMIT (16u << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct work {
	struct arena arena;
	struct buf out;
};

static void
expect_text(struct buf *out)
{
	assert(utf8_find_invalid(buf_str(out)) == STR_NONE);
	buf_clear(out);
}

/* The entries behind a head that is right: that of an empty archive, with another checksum. */
static struct str
put_head(struct work *work, struct str entries)
{
	const struct archive empty = { .arena = &work->arena };
	struct str body;
	size_t start;
	uint64_t sum;

	archive_put(&work->out, &empty, WORD);
	start = work->out.length - WORD.length - sizeof(uint32_t);
	buf_put(&work->out, entries);
	body = str_from_offset(buf_str(&work->out), start);
	sum = str_hash(body);
	memcpy(work->out.data + start - sizeof sum, &sum, sizeof sum);
	body = buf_copy(&work->arena, &work->out);
	buf_clear(&work->out);
	return body;
}

static void
put_digest(struct work *work, const struct events *events)
{
	const struct event **items = ARENA_ARRAY(&work->arena, const struct event *, events->count);

	struct digest_counts counts;

	digest_count(&work->arena, events, &counts);
	for (size_t i = 0; i < events->count; i++)
		items[i] = &events->items[i];
	for (int is_long = 0; is_long < 2; is_long++) {
		const struct digest_look look = {
			.columns = 40,
			.color = true,
			.is_long = is_long == 1,
			.indent = 2,
			.is_brief = is_long == 0,
			.with_owners = true,
		};
		struct digest digest;

		digest_make(&work->arena, items, events->count, &counts, look.is_long, &digest);
		digest_put_text(&work->arena, &digest, is_long == 0, &look, &work->out);
		digest_put_markdown(&work->arena, &digest, is_long == 0, &look, &work->out);
		expect_text(&work->out);
	}
}

/* Numbers that JSON does not have would come out as letters. */
static void
put_json(struct work *work, const struct events *events)
{
	struct jsonwriter json = { .out = &work->out, .pretty = true };

	json_open(&json, '[');
	for (size_t i = 0; i < events->count; i++) {
		const struct event *event = &events->items[i];

		assert(event->score >= 0 && event->score < 2);
		history_put_event(&json, event, NULL);
	}
	json_close(&json, ']');
	expect_text(&work->out);
}

static void
show(struct work *work, const struct archive *archive)
{
	const struct repo_revision revision = { .id = STR("0123456789") };
	struct chronicle chronicle = { 0 };
	struct lives lives;

	for (size_t i = 0; i < archive->entries.count; i++) {
		const struct archive_entry *entry = archive->entries.entries[i].value;

		assert(archive_find(archive, &entry->key) == &entry->events);
		chronicle_add(&work->arena, &chronicle, &revision, &entry->events);
	}
	chronicle_trace(&work->arena, &chronicle, &lives);
	for (size_t i = 0; i < chronicle.count; i++) {
		put_digest(work, &chronicle.items[i].events);
		put_json(work, &chronicle.items[i].events);
	}
}

static struct str
write_again(struct work *work, const struct archive *archive)
{
	struct str bytes;

	archive_put(&work->out, archive, WORD);
	assert(!work->out.failed);
	bytes = buf_copy(&work->arena, &work->out);
	buf_clear(&work->out);
	return bytes;
}

/* What was read is written so that it is read as the same. */
static void
check_bytes(struct work *work, struct str bytes)
{
	struct archive archive, again;
	struct str written;

	archive_read(&archive, &work->arena, WORD, bytes);
	written = write_again(work, &archive);
	archive_read(&again, &work->arena, WORD, written);
	assert(again.entries.count == archive.entries.count);
	assert(str_equal(write_again(work, &again), written));
	show(work, &archive);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct work work;

	arena_init(&work.arena);
	buf_init(&work.out, ARCHIVE_LIMIT);
	check_bytes(&work, bytes);
	check_bytes(&work, put_head(&work, bytes));
	buf_free(&work.out);
	arena_free(&work.arena);
	return 0;
}
