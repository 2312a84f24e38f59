/*
 * baseline: reading, applying and writing the list of accepted findings.
 */
#include "diag/baseline.h"

#include <stdlib.h>

#define FINGERPRINT_DIGITS 16

static const char header[] =
	"# Findings that `waymark check --baseline` accepts.  Written by --write-baseline.\n"
	"# code\tfile\tfingerprint of message and source line\n";

struct baseline_line {
	size_t count; /* findings that are still accepted */
};

uint64_t
baseline_fingerprint(const struct diag_finding *finding, const struct diag_lines *lines)
{
	struct str source = STR_EMPTY, parts[3];
	struct arena scratch;
	uint64_t hash;

	if (!diag_line(lines, finding->place, &source))
		source = STR_EMPTY;
	arena_init(&scratch);
	parts[0] = finding->message;
	parts[1] = STR("\n");
	parts[2] = str_trim(source);
	hash = str_hash(arena_concat(&scratch, parts, 3));
	arena_free(&scratch);
	return hash;
}

static struct str
key_of(struct arena *arena, const struct diag_finding *finding, const struct diag_lines *lines)
{
	struct str file = arena_copy(arena, finding->place.file);
	char *bytes = arena_bytes(arena, file.length + 1);

	for (size_t i = 0; i < file.length; i++)
		bytes[i] = file.data[i] == '\n' || file.data[i] == '\r' ? ' ' : file.data[i];
	return arena_printf(arena, "%s\t%.*s\t%016llx", finding->code->name, (int)file.length,
			    bytes, (unsigned long long)baseline_fingerprint(finding, lines));
}

/* CODE, tab, FILE (which may hold tabs), tab, 16 hex digits. */
static bool
is_line(struct str line)
{
	size_t first = str_find_char(line, '\t'), last = str_find_last(line, '\t');

	if (first == STR_NONE || first == 0 || last == first ||
	    line.length - last - 1 != FINGERPRINT_DIGITS)
		return false;
	for (size_t i = last + 1; i < line.length; i++)
		if (!(char_is_digit(line.data[i]) || (line.data[i] >= 'a' && line.data[i] <= 'f')))
			return false;
	return true;
}

bool
baseline_parse(struct baseline *ret_baseline, struct arena *arena, struct str file, struct str text,
	       struct diags *diags)
{
	struct str line;
	uint32_t number = 0;

	*ret_baseline = (struct baseline){ .arena = arena };
	while (str_cut_line(&text, &line)) {
		void **place;

		number++;
		if (str_trim(line).length == 0 || line.data[0] == '#')
			continue;
		if (!is_line(line))
			return diag_fail(diags, place_file(STR_EMPTY),
					 "line %u of \"%.*s\" is no line of a baseline (code, file "
					 "and fingerprint, "
					 "parted by tabs); --write-baseline writes it anew",
					 (unsigned)number, STR_ARG(file));
		place = map_put(arena, &ret_baseline->lines, arena_copy(arena, line));
		if (*place == NULL)
			*place = ARENA_NEW(arena, struct baseline_line);
		((struct baseline_line *)*place)->count++;
	}
	return true;
}

void
baseline_apply(struct baseline *baseline, struct diags *diags, const struct diag_lines *lines,
	       size_t *ret_accepted, size_t *ret_stale)
{
	size_t kept = 0;

	*ret_accepted = *ret_stale = 0;
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag_finding *finding = &diags->items[i];
		struct baseline_line *line =
			finding->code == NULL ? NULL
					      : map_get(&baseline->lines,
							key_of(baseline->arena, finding, lines));

		if (line != NULL && line->count > 0) {
			line->count--;
			++*ret_accepted;
		} else {
			diags->items[kept++] = *finding;
		}
	}
	diags->count = kept;
	for (size_t i = 0; i < baseline->lines.count; i++)
		*ret_stale += ((struct baseline_line *)baseline->lines.entries[i].value)->count;
}

static int
compare_lines(const void *left, const void *right)
{
	const struct str *a = left, *b = right;

	return str_compare(*a, *b);
}

void
baseline_put(struct buf *out, const struct diags *diags, const struct diag_lines *lines)
{
	struct arena scratch;
	struct strs keys = { 0 };

	arena_init(&scratch);
	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].code != NULL)
			*VEC_PUSH(&scratch, &keys) = key_of(&scratch, &diags->items[i], lines);
	if (keys.count > 0)
		qsort(keys.items, keys.count, sizeof *keys.items, compare_lines);
	buf_puts(out, header);
	for (size_t i = 0; i < keys.count; i++) {
		buf_put(out, keys.items[i]);
		buf_putc(out, '\n');
	}
	arena_free(&scratch);
}
