/*
 * output_sarif: SARIF 2.1.0 (OASIS), which code scanning services take.
 *
 * Columns count code points.  Paths are relative to the top of the git repository, which services
 * call %SRCROOT%; so the root is the way from there.  Without a repository it is what the user named.
 * Only codes that occur stand in the list of rules.  Failures are notifications of the run.
 */
#include "diag/output.h"

#include "base/map.h"
#include "diag/baseline.h"
#include "diag/spot.h"

#define SOURCE_ROOT "%SRCROOT%"
#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

/* The codes that occur, in the order of their first finding. */
struct rules {
	struct arena arena;
	struct map codes; /* name -> struct rule */
};

struct rule {
	const struct diag_code *code;
	size_t index;
};

static void
rules_collect(struct rules *rules, const struct diags *diags)
{
	arena_init(&rules->arena);
	rules->codes = (struct map){ 0 };
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag_code *code = diags->items[i].code;
		void **place;

		if (code == NULL)
			continue;
		place = map_put(&rules->arena, &rules->codes, str_from(code->name));
		if (*place == NULL) {
			struct rule *rule = ARENA_NEW(&rules->arena, struct rule);

			*rule = (struct rule){ code, rules->codes.count - 1 };
			*place = rule;
		}
	}
}

/* The members of an artifact's location.  A URI: all but unreserved characters and slashes
   percent-encoded. */
static void
put_artifact(struct buf *out, const struct diag_output *output, struct str file)
{
	bool is_relative;
	struct buf path;

	buf_init(&path, out->limit);
	diag_put_path(&path, output, file);
	is_relative = !str_starts(buf_str(&path), STR("/"));
	buf_puts(out, is_relative ? "{\"uri\":\"" : "{\"uri\":\"file://");
	for (size_t i = 0; i < path.length; i++) {
		unsigned char c = (unsigned char)path.data[i];

		if (char_is_alphanumeric((char)c) || (c != 0 && strchr("-._~/", c) != NULL))
			buf_putc(out, (char)c);
		else
			buf_printf(out, "%%%02X", (unsigned)c);
	}
	buf_puts(out, is_relative ? "\",\"uriBaseId\":\"" SOURCE_ROOT "\"}" : "\"}");
	buf_free(&path);
}

static void
put_message(struct buf *out, struct str text)
{
	buf_puts(out, "{\"text\":");
	buf_put_json(out, text);
	buf_putc(out, '}');
}

/* Explanations are wrapped for the terminal: only blank lines part their paragraphs. */
static void
put_paragraphs(struct buf *out, struct str text)
{
	struct buf joined;

	buf_init(&joined, out->limit);
	for (size_t i = 0; i < text.length; i++) {
		bool parts =
			text.data[i] == '\n' && ((i > 0 && text.data[i - 1] == '\n') ||
						 (i + 1 < text.length && text.data[i + 1] == '\n'));

		buf_putc(&joined, text.data[i] == '\n' && !parts ? ' ' : text.data[i]);
	}
	put_message(out, buf_str(&joined));
	buf_free(&joined);
}

static void
put_rule(struct buf *out, const struct diag_code *code)
{
	struct str explanation = str_from(code->explanation);

	buf_puts(out, "{\"id\":");
	buf_put_json(out, str_from(code->name));
	buf_puts(out, ",\"shortDescription\":");
	put_message(out, str_from(code->summary));
	buf_puts(out, ",\"fullDescription\":");
	put_paragraphs(out, explanation);
	buf_puts(out, ",\"help\":");
	put_paragraphs(out, explanation);
	buf_printf(out, ",\"defaultConfiguration\":{\"level\":\"%s\"},\"properties\":{\"tags\":[",
		   diag_level(code->severity));
	buf_put_json(out, str_from(code->family));
	buf_puts(out, "]}}");
}

static void
put_location(struct buf *out, const struct diag_output *output, struct place place)
{
	struct diag_spot spot = diag_spot_find(output, place);

	buf_puts(out, "\"physicalLocation\":{\"artifactLocation\":");
	put_artifact(out, output, spot.file);
	if (spot.line > 0) {
		buf_printf(out, ",\"region\":{\"startLine\":%u", (unsigned)spot.line);
		if (spot.column > 0)
			buf_printf(out, ",\"startColumn\":%u,\"endColumn\":%u",
				   (unsigned)spot.column, (unsigned)spot.end_column);
		buf_putc(out, '}');
	}
	buf_putc(out, '}');
}

static void
put_other(struct buf *out, const struct diag_output *output, const struct diag_finding *finding)
{
	buf_puts(out, ",\"relatedLocations\":[{\"id\":1,");
	put_location(out, output, finding->other);
	buf_puts(out, ",\"message\":");
	put_message(out, finding->other_label);
	buf_puts(out, "}]");
}

static void
put_fix(struct buf *out, const struct diag_output *output, const struct diag_edit *edit)
{
	buf_puts(out, ",\"fixes\":[{\"artifactChanges\":[{\"artifactLocation\":");
	put_artifact(out, output, edit->file);
	buf_printf(out,
		   ",\"replacements\":[{\"deletedRegion\":{\"byteOffset\":%zu,\"byteLength\":%zu},"
		   "\"insertedContent\":",
		   edit->offset, edit->length);
	put_message(out, edit->text);
	buf_puts(out, "}]}]}]");
}

static void
put_result(struct buf *out, const struct diag_output *output, const struct rules *rules,
	   const struct diag_finding *finding)
{
	const struct rule *rule = map_get(&rules->codes, str_from(finding->code->name));
	struct buf text;

	buf_init(&text, out->limit);
	buf_put(&text, finding->message);
	if (finding->hint.length > 0) {
		buf_puts(&text, "\n");
		buf_put(&text, finding->hint);
	}
	buf_puts(out, "{\"ruleId\":");
	buf_put_json(out, str_from(finding->code->name));
	buf_printf(out, ",\"ruleIndex\":%zu,\"level\":\"%s\",\"message\":", rule->index,
		   diag_level(finding->severity));
	put_message(out, buf_str(&text));
	buf_free(&text);
	buf_puts(out, ",\"locations\":[{");
	put_location(out, output, finding->place);
	buf_puts(out, "}]");
	if (diag_has_other(finding))
		put_other(out, output, finding);
	buf_printf(out, ",\"partialFingerprints\":{\"waymark/v1\":\"%016llx\"}",
		   (unsigned long long)baseline_fingerprint(finding, &output->lines));
	if (finding->has_edit)
		put_fix(out, output, &finding->edit);
	buf_putc(out, '}');
}

static void
put_driver(struct buf *out, const struct diag_output *output, const struct rules *rules)
{
	buf_puts(out, "\"tool\":{\"driver\":{\"name\":\"waymark\",\"version\":");
	buf_put_json(out, str_from(output->version));
	buf_puts(out, ",\"rules\":[");
	for (size_t i = 0; i < rules->codes.count; i++) {
		buf_puts(out, i > 0 ? ",\n" : "\n");
		put_rule(out, ((const struct rule *)rules->codes.entries[i].value)->code);
	}
	buf_puts(out, "]}},\n");
}

static void
put_failure(struct buf *out, const struct diag_output *output, const struct diag_finding *failure)
{
	buf_puts(out, "{\"level\":\"error\",\"message\":");
	put_message(out, failure->message);
	if (failure->place.file.length > 0) {
		buf_puts(out, ",\"locations\":[{");
		put_location(out, output, failure->place);
		buf_puts(out, "}]");
	}
	buf_putc(out, '}');
}

static void
put_invocation(struct buf *out, const struct diag_output *output)
{
	const struct diags *diags = output->diags;
	bool first = true;

	buf_printf(out, "\"invocations\":[{\"executionSuccessful\":%s",
		   diags->failures == 0 ? "true" : "false");
	for (size_t i = 0; i < diags->count; i++) {
		if (diags->items[i].code != NULL)
			continue;
		buf_puts(out, first ? ",\"toolExecutionNotifications\":[\n" : ",\n");
		first = false;
		put_failure(out, output, &diags->items[i]);
	}
	buf_puts(out, first ? "}],\n" : "]}],\n");
}

static void
put_run_end(struct buf *out, const struct diag_output *output)
{
	buf_puts(out, "\"properties\":{\"read\":{");
	for (size_t i = 0; i < output->tally_count; i++) {
		if (i > 0)
			buf_putc(out, ',');
		buf_put_json(out, str_from(output->tallies[i].name));
		buf_printf(out, ":%zu", output->tallies[i].count);
	}
	buf_puts(out, "}}");
}

void
diag_put_sarif(struct buf *out, const struct diag_output *output)
{
	struct rules rules;
	bool first = true;

	rules_collect(&rules, output->diags);
	buf_puts(out, "{\"$schema\":\"" SCHEMA "\",\"version\":\"2.1.0\",\"runs\":[{\n");
	put_driver(out, output, &rules);
	buf_puts(out, "\"columnKind\":\"unicodeCodePoints\",\n"
		      "\"originalUriBaseIds\":{\"" SOURCE_ROOT "\":{\"description\":"
		      "{\"text\":\"the top of the git repository\"}}},\n\"results\":[");
	for (size_t i = 0; i < output->diags->count; i++) {
		if (output->diags->items[i].code == NULL)
			continue;
		buf_puts(out, first ? "\n" : ",\n");
		first = false;
		put_result(out, output, &rules, &output->diags->items[i]);
	}
	buf_puts(out, "],\n");
	put_invocation(out, output);
	put_run_end(out, output);
	buf_puts(out, "}]}\n");
	arena_free(&rules.arena);
}
