/*
 * layouts: `dot -Tplain`, within limits, and what it said before.
 *
 * The file of the cache is a line for the program, and then for each graph a line with the hash of its
 * text and the length of its layout, which follows.
 */
#include "cmd/layouts.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/path.h"
#include "cmd/cache.h"

#include <stdlib.h>

#define CACHE_NAME "layouts"
#define HASH_DIGITS 16
#define KEPT_BYTES (1u << 20) /* of other sites */

/* With a SERVER_NAME graphviz reads no files that a graph may name. */
static const char *const environment[] = { "LC_ALL=C", "SERVER_NAME=waymark", NULL };
static const char *const arguments[] = { "dot", "-Tplain", NULL };

/* ---- what is remembered ---- */

/* The program that will be run, and its version; empty: there is none. */
static struct str
find_program(struct arena *arena)
{
	struct str folders = str_from(getenv("PATH")), folder, word = STR_EMPTY;

	while (word.length == 0 && str_cut(&folders, ':', &folder))
		word = cache_version(arena, path_join(arena, folder, str_from(arguments[0])));
	return word;
}

static struct str
hash_of(struct arena *arena, struct str graph)
{
	return arena_printf(arena, "%016llx", (unsigned long long)str_hash(graph));
}

/* A damaged file ends where it is damaged. */
static void
read_kept(struct arena *arena, struct str program, struct kept_layouts *ret_kept)
{
	struct str rest = cache_read(arena, CACHE_NAME), line;

	if (!str_cut_line(&rest, &line) || !str_equal(line, program))
		return;
	while (str_cut_line(&rest, &line)) {
		int64_t length;

		if (line.length <= HASH_DIGITS ||
		    !str_to_number(str_from_offset(line, HASH_DIGITS + 1), &length) || length < 0 ||
		    (uint64_t)length > rest.length)
			break;
		*VEC_PUSH(arena, ret_kept) = (struct kept_layout){
			.hash = str_slice(line, 0, HASH_DIGITS),
			.plain = str_slice(rest, 0, (size_t)length),
		};
		rest = str_from_offset(rest, (size_t)length);
	}
}

static struct kept_layout *
find_kept(struct kept_layouts *kept, struct str hash)
{
	for (size_t i = 0; i < kept->count; i++)
		if (str_equal(kept->items[i].hash, hash))
			return &kept->items[i];
	return NULL;
}

static void
put_kept(struct buf *out, struct str hash, struct str plain)
{
	buf_put(out, hash);
	buf_printf(out, " %zu\n", plain.length);
	buf_put(out, plain);
}

/* Those of this site first; of others as many as there is room for. */
static void
write_kept(struct layouts *layouts)
{
	struct arena *arena = layouts->arena;
	size_t fresh = 0;
	struct buf out;

	buf_init(&out, LIMIT_FILE_BYTES);
	buf_put(&out, layouts->program);
	buf_putc(&out, '\n');
	for (size_t i = 0; i < layouts->graphs.count; i++) {
		struct str hash = hash_of(arena, layouts->graphs.items[i]), plain, reason;
		struct kept_layout *before = find_kept(&layouts->kept, hash);

		if (!layouts_answer(layouts, i, &plain, &reason))
			continue;
		put_kept(&out, hash, plain);
		fresh += before == NULL;
		if (before != NULL)
			before->is_written = true;
	}
	for (size_t i = 0; i < layouts->kept.count; i++) {
		const struct kept_layout *other = &layouts->kept.items[i];

		if (!other->is_written && other->plain.length < KEPT_BYTES &&
		    out.length < KEPT_BYTES)
			put_kept(&out, other->hash, other->plain);
	}
	if (fresh > 0 && !out.failed)
		cache_write(arena, CACHE_NAME, buf_str(&out));
	buf_free(&out);
}

/* ---- asking ---- */

void
layouts_start(struct layouts *layouts, struct arena *arena, struct strs graphs)
{
	*layouts = (struct layouts){ .arena = arena, .graphs = graphs };
	if (graphs.count == 0)
		return;
	layouts->program = find_program(arena);
	if (layouts->program.length > 0)
		read_kept(arena, layouts->program, &layouts->kept);
	layouts->answers = ARENA_ARRAY(arena, struct layout_answer, graphs.count);
	for (size_t i = 0; i < graphs.count; i++) {
		layouts->answers[i].before =
			find_kept(&layouts->kept, hash_of(arena, graphs.items[i]));
		layouts->answers[i].run = layouts->missing.count;
		if (layouts->answers[i].before == NULL)
			*VEC_PUSH(arena, &layouts->missing) = graphs.items[i];
	}
	if (layouts->missing.count == 0)
		return;
	layouts->call = (struct process_call){
		.arguments = arguments,
		.environment = environment,
		.inputs = layouts->missing.items,
		.count = layouts->missing.count,
		.limits = { .cpu_seconds = LIMIT_CHILD_SECONDS,
			    .wait_ms = LIMIT_CHILD_WAIT_SECONDS * 1000,
			    .memory_bytes = LIMIT_CHILD_MEMORY,
			    .output_bytes = LIMIT_CHILD_BYTES },
	};
	layouts->batch = process_batch_open(arena, &layouts->call);
}

bool
layouts_answer(void *context, size_t index, struct str *ret_plain, struct str *ret_reason)
{
	const struct layouts *layouts = context;
	const struct layout_answer *answer = &layouts->answers[index];

	if (answer->before == NULL)
		return process_batch_answer(layouts->batch, answer->run, ret_plain, ret_reason);
	*ret_plain = answer->before->plain;
	return true;
}

bool
layouts_end(struct layouts *layouts, bool keep)
{
	bool is_absent;

	if (layouts->batch == NULL)
		return false;
	is_absent = process_batch_is_absent(layouts->batch);
	if (keep && layouts->program.length > 0)
		write_kept(layouts);
	process_batch_close(layouts->batch);
	return is_absent;
}
