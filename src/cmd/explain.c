/*
 * explain: what a finding means, why it matters and how to mend it.
 */
#include "base/limits.h"
#include "cmd/codes.h"
#include "cmd/prose.h"

#define WIDEST 90 /* columns that are still read with ease */

static void
put_code(struct buf *out, const struct diag_code *code, size_t columns)
{
	struct str example = str_trim_end(str_from(code->example)), line;

	buf_printf(out, "%s: %s\n", code->name, code->summary);
	buf_printf(out, "%.*s, family %s; waymark.yaml can set another severity\n\n",
		   STR_ARG(diag_severity_name(code->severity)), code->family);
	prose_put(out, str_from(code->explanation), 0, columns);
	if (example.length == 0)
		return;
	buf_puts(out, "\nExample:\n\n");
	while (str_cut_line(&example, &line)) {
		if (line.length > 0)
			buf_puts(out, "    ");
		buf_put(out, line);
		buf_putc(out, '\n');
	}
}

static enum status
run(struct call *call)
{
	size_t columns = call->columns < WIDEST ? call->columns : WIDEST;
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	if (call->arguments.count == 0)
		codes_put_list(&out, call, false);
	for (size_t i = 0; i < call->arguments.count; i++) {
		const struct diag_code *code = codes_find(call, call->arguments.items[i]);

		if (code == NULL)
			break;
		if (i > 0)
			buf_puts(&out, "\n\n");
		put_code(&out, code, columns);
	}
	fwrite(out.data, 1, out.length, call->out);
	buf_free(&out);
	return STATUS_OK;
}

const struct command command_explain = {
	.name = "explain",
	.operands = "[CODE...]",
	.summary = "what a finding means and how to mend it",
	.description =
		"Says for each finding that is named what it is, why it matters, how to mend it, "
		"and "
		"shows an example that causes it. Without a name it lists all findings with their "
		"severities, as `waymark check --list` does.",
	.examples = "waymark explain                        # all findings\n"
		    "waymark explain running-without-owner  # one of them",
	.max_operands = 100,
	.run = run,
};
