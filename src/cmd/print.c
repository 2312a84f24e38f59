/*
 * print: bytes to their place; names to records.
 */
#include "cmd/print.h"

#include "base/file.h"
#include "base/limits.h"
#include "cmd/options.h"

#define SHOWN 8 /* candidates that a message names */

enum status
print_buf(struct call *call, struct buf *buf, struct str path)
{
	enum status status = STATUS_OK;
	const char *reason;

	if (buf->failed)
		status = call_fail(call, "the output is larger than %llu MiB",
				   LIMIT_OUTPUT_BYTES >> 20);
	else if (path.length == 0 && buf->length > 0)
		fwrite(buf->data, 1, buf->length, call->out);
	else if (path.length > 0 &&
		 !file_write_atomic(arena_cstr(call->arena, path), buf_str(buf), &reason))
		status = call_fail(call, "could not write \"%.*s\": %s", STR_ARG(path), reason);
	buf_free(buf);
	return status;
}

struct record *
print_find(struct call *call, const struct model *model, struct str name)
{
	struct records several = { 0 };
	struct record *record = model_find(model, name, &several, call->arena);
	struct str names = STR_EMPTY, nearest;

	if (record != NULL)
		return record;
	for (size_t i = 0; i < several.count && i < SHOWN; i++)
		names = arena_printf(call->arena, "%.*s%s%s:%.*s", STR_ARG(names),
				     i > 0 ? ", " : "", record_kind_name(several.items[i]),
				     STR_ARG(several.items[i]->id));
	nearest = model_nearest(model, name, ~0u);
	if (several.count > 0)
		call_fail(call, "\"%.*s\" is the name of several records: %.*s%s", STR_ARG(name),
			  STR_ARG(names), several.count > SHOWN ? ", …" : "");
	else if (nearest.length > 0)
		call_fail(call, "there is no record \"%.*s\"; did you mean \"%.*s\"?",
			  STR_ARG(name), STR_ARG(nearest));
	else
		call_fail(call, "there is no record \"%.*s\"; waymark list KIND shows the ids",
			  STR_ARG(name));
	return NULL;
}

bool
print_find_kind(struct call *call, struct str name, enum kind *ret_kind)
{
	struct strs known = { 0 };
	struct str all = STR_EMPTY, proposal;

	if (kind_parse(name, ret_kind))
		return true;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct kind_row *row = schema_kind((enum kind)kind);

		*VEC_PUSH(call->arena, &known) = str_from(row->name);
		*VEC_PUSH(call->arena, &known) = str_from(row->plural);
		all = arena_printf(call->arena, "%.*s%s%s", STR_ARG(all), kind > 0 ? ", " : "",
				   row->name);
	}
	if (name.length == 0) {
		call_fail(call, "which kind of record? expected one of %.*s", STR_ARG(all));
		return false;
	}
	proposal = options_suggest(call->arena, name, &known);
	if (proposal.length == 0)
		proposal = arena_printf(call->arena, "; expected one of %.*s", STR_ARG(all));
	call_fail(call, "there is no kind of record \"%.*s\"%.*s", STR_ARG(name),
		  STR_ARG(proposal));
	return false;
}
