/*
 * diag: a list of findings and failures.
 *
 * Findings and failures have a cap each, so that many findings never hide a failure.
 */
#include "diag/diag.h"

#include "base/limits.h"

#include <stdlib.h>
#include <string.h>

static const struct str severity_names[] = {
	[DIAG_OFF] = STR_INIT("off"),         [DIAG_NOTE] = STR_INIT("note"),
	[DIAG_WARNING] = STR_INIT("warning"), [DIAG_ERROR] = STR_INIT("error"),
	[DIAG_FAILURE] = STR_INIT("failure"),
};

#define SEVERITIES (sizeof severity_names / sizeof severity_names[0])

struct str
diag_severity_name(enum diag_severity severity)
{
	return severity_names[severity];
}

bool
diag_severity_parse(struct str name, enum diag_severity *ret_severity)
{
	for (size_t i = 0; i < SEVERITIES; i++) {
		if (str_equal(severity_names[i], name)) {
			*ret_severity = (enum diag_severity)i;
			return true;
		}
	}
	return false;
}

void
diag_init(struct diags *diags, struct arena *arena)
{
	*diags = (struct diags){ .arena = arena };
}

static bool
is_full(const struct diags *diags, bool failure)
{
	return (failure ? diags->failures : diags->count - diags->failures) >= LIMIT_FINDINGS;
}

/* A zeroed item at the end.  When the list is full it is not counted: the caller may write to it,
   and the next one will overwrite it. */
static struct diag_finding *
push(struct diags *diags, bool failure)
{
	bool full = is_full(diags, failure);
	struct diag_finding *item = VEC_PUSH(diags->arena, diags);

	if (full) {
		diags->count--;
		diags->dropped++;
	} else if (failure) {
		diags->failures++;
	}
	return item;
}

struct diag_finding *
diag_add(struct diags *diags, const struct diag_code *code, struct place at, const char *format,
	 ...)
{
	bool full = is_full(diags, false);
	struct diag_finding *finding = push(diags, false);
	va_list arguments;

	finding->code = code;
	finding->severity = code->severity;
	finding->place = at;
	if (full) /* nobody will read it: no memory for its text */
		return finding;
	va_start(arguments, format);
	finding->message = arena_vprintf(diags->arena, format, arguments);
	va_end(arguments);
	return finding;
}

bool
diag_fail(struct diags *diags, struct place at, const char *format, ...)
{
	bool full = is_full(diags, true);
	struct diag_finding *failure = push(diags, true);
	va_list arguments;

	failure->severity = DIAG_FAILURE;
	failure->place = at;
	if (full)
		return false;
	va_start(arguments, format);
	failure->message = arena_vprintf(diags->arena, format, arguments);
	va_end(arguments);
	return false;
}

struct place
place_file(struct str file)
{
	return (struct place){ .file = file };
}

struct place
place_at(struct str file, uint32_t line, uint32_t column, uint32_t length)
{
	return (struct place){ file, line, column, length };
}

void
diag_append(struct diags *into, const struct diags *from)
{
	for (size_t i = 0; i < from->count; i++)
		*push(into, from->items[i].code == NULL) = from->items[i];
	into->dropped += from->dropped;
}

static int
compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static const char *
code_name(const struct diag_finding *finding)
{
	return finding->code == NULL ? "" : finding->code->name;
}

static int
compare_places(const struct diag_finding *a, const struct diag_finding *b)
{
	int order;

	if ((a->code == NULL) != (b->code == NULL))
		return a->code == NULL ? -1 : 1;
	order = str_compare(a->place.file, b->place.file);
	if (order == 0)
		order = compare_numbers(a->place.line, b->place.line);
	if (order == 0)
		order = compare_numbers(a->place.column, b->place.column);
	if (order == 0)
		order = strcmp(code_name(a), code_name(b));
	return order;
}

static int
compare_whole(const struct diag_finding *a, const struct diag_finding *b)
{
	int order = compare_places(a, b);

	if (order == 0)
		order = compare_numbers(a->place.length, b->place.length);
	if (order == 0)
		order = str_compare(a->message, b->message);
	return order;
}

/* Both compare pointers into one array; the address keeps the order in which things were said. */
static int
order_for_duplicates(const void *left, const void *right)
{
	const struct diag_finding *const *a = left, *const *b = right;
	int order = compare_whole(*a, *b);

	return order != 0 ? order : (*a > *b) - (*a < *b);
}

static int
order_for_reading(const void *left, const void *right)
{
	const struct diag_finding *const *a = left, *const *b = right;
	int order = compare_places(*a, *b);

	return order != 0 ? order : (*a > *b) - (*a < *b);
}

/* Keeps the first of equal neighbours; returns how many are left. */
static size_t
drop_duplicates(const struct diag_finding **sorted, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (kept == 0 || compare_whole(sorted[kept - 1], sorted[i]) != 0)
			sorted[kept++] = sorted[i];
	return kept;
}

void
diag_sort(struct diags *diags)
{
	const struct diag_finding **sorted;
	struct diag_finding *items;
	size_t kept;

	if (diags->count < 2)
		return;
	sorted = ARENA_ARRAY(diags->arena, const struct diag_finding *, diags->count);
	items = ARENA_ARRAY(diags->arena, struct diag_finding, diags->count);
	for (size_t i = 0; i < diags->count; i++)
		sorted[i] = &diags->items[i];
	qsort(sorted, diags->count, sizeof *sorted, order_for_duplicates);
	kept = drop_duplicates(sorted, diags->count);
	qsort(sorted, kept, sizeof *sorted, order_for_reading);
	diags->failures = 0;
	for (size_t i = 0; i < kept; i++) {
		items[i] = *sorted[i];
		diags->failures += items[i].code == NULL;
	}
	diags->capacity = diags->count;
	diags->items = items;
	diags->count = kept;
}

void
diag_keep_failures(struct diags *diags)
{
	size_t kept = 0;

	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].code == NULL)
			diags->items[kept++] = diags->items[i];
	diags->count = kept;
}

void
diag_append_failures(struct diags *into, const struct diags *from)
{
	for (size_t i = 0; i < from->count; i++) {
		if (from->items[i].code == NULL)
			*push(into, true) = from->items[i];
	}
}
