/*
 * codes: listing and finding.
 */
#include "cmd/codes.h"

#include "check/check.h"
#include "cmd/options.h"

static void
put_json(struct buf *out, const struct diag_code *code)
{
	buf_puts(out, "{\"code\":");
	buf_put_json(out, str_from(code->name));
	buf_puts(out, ",\"family\":");
	buf_put_json(out, str_from(code->family));
	buf_puts(out, ",\"severity\":");
	buf_put_json(out, diag_severity_name(code->severity));
	buf_puts(out, ",\"summary\":");
	buf_put_json(out, str_from(code->summary));
	buf_puts(out, "}\n");
}

void
codes_put_list(struct buf *out, struct call *call, bool json)
{
	const struct diag_code **codes;
	size_t count, widest = 0;

	check_codes(call->arena, &codes, &count);
	for (size_t i = 0; i < count; i++)
		if (strlen(codes[i]->name) > widest)
			widest = strlen(codes[i]->name);
	for (size_t i = 0; i < count; i++) {
		if (json)
			put_json(out, codes[i]);
		else
			buf_printf(out, "%-*s  %-7.*s  %s\n", (int)widest, codes[i]->name,
				   STR_ARG(diag_severity_name(codes[i]->severity)),
				   codes[i]->summary);
	}
}

const struct diag_code *
codes_find(struct call *call, struct str name)
{
	const struct diag_code *code = check_code(call->arena, name), **codes;
	struct strs known = { 0 };
	struct str suggestion;
	size_t count;

	if (code != NULL)
		return code;
	check_codes(call->arena, &codes, &count);
	for (size_t i = 0; i < count; i++)
		*VEC_PUSH(call->arena, &known) = str_from(codes[i]->name);
	suggestion = options_suggest(call->arena, name, &known);
	if (suggestion.length == 0)
		suggestion = STR("; `waymark check --list` lists all");
	call_fail(call, "there is no finding \"%.*s\"%.*s", STR_ARG(name), STR_ARG(suggestion));
	return NULL;
}
