/*
 * floor: the least that a program can do which makes a site of a book with this Markdown library.
 *
 *	floor BOOK SIZES SITE
 *
 * Reads every Markdown file below BOOK, parses and renders each with the extensions that waymark
 * takes, on as many threads as waymark uses, and writes files of the paths and sizes that are
 * listed in SIZES ("BYTES PATH" a line) below SITE, which must not exist.  It understands nothing,
 * checks nothing and escapes nothing.
 */
#include "base/file.h"
#include "base/limits.h"
#include "base/parallel.h"
#include "base/path.h"
#include "base/vec.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define BLOCK_BYTES (1u << 20)

struct output {
	const char *path;
	size_t bytes;
};

struct work {
	struct arena arena;
	struct strs sources;
	VEC(struct output) outputs;
	atomic_size_t rendered; /* bytes, so that nothing can be left out */
	const char *block;      /* what is written */
};

static void
fail(const char *what, const char *path, const char *reason)
{
	fprintf(stderr, "floor: could not %s %s: %s\n", what, path, reason);
	exit(2);
}

static void
list_sources(struct work *work, struct str folder)
{
	struct file_entries entries;
	const char *reason;

	if (!file_list(&work->arena, folder.data, &entries, &reason))
		fail("list", folder.data, reason);
	for (size_t i = 0; i < entries.count; i++) {
		const struct file_entry *entry = &entries.items[i];
		struct str path =
			arena_copy(&work->arena, path_join(&work->arena, folder, entry->name));

		if (str_starts(entry->name, STR(".")))
			continue;
		if (entry->kind == FILE_DIRECTORY)
			list_sources(work, path);
		else if (entry->kind == FILE_REGULAR && str_ends(entry->name, STR(".md")))
			*VEC_PUSH(&work->arena, &work->sources) = path;
	}
}

static void
render(void *context, size_t index, size_t worker)
{
	static const char *const names[] = { "table", "tasklist" };
	struct work *work = context;
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
	struct arena arena;
	struct str text;
	const char *reason;
	cmark_node *document;
	char *html;

	(void)worker;
	arena_init(&arena);
	if (!file_read(&arena, work->sources.items[index].data, LIMIT_FILE_BYTES, &text, &reason))
		fail("read", work->sources.items[index].data, reason);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
	cmark_parser_feed(parser, text.data, text.length);
	document = cmark_parser_finish(parser);
	html = cmark_render_html(document, CMARK_OPT_FOOTNOTES,
				 cmark_parser_get_syntax_extensions(parser));
	atomic_fetch_add(&work->rendered, str_from(html).length);
	cmark_get_default_mem_allocator()->free(html);
	cmark_node_free(document);
	cmark_parser_free(parser);
	arena_free(&arena);
}

static void
write_output(void *context, size_t index, size_t worker)
{
	const struct work *work = context;
	const struct output *output = &work->outputs.items[index];
	int descriptor = open(output->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	size_t left = output->bytes;

	(void)worker;
	while (descriptor >= 0 && left > 0) {
		size_t part = left < BLOCK_BYTES ? left : BLOCK_BYTES;

		if (write(descriptor, work->block, part) != (ssize_t)part)
			break;
		left -= part;
	}
	if (descriptor < 0 || left > 0)
		fail("write", output->path, "open or write failed");
	close(descriptor);
}

/* Reads the list of sizes and makes the folders. */
static void
read_sizes(struct work *work, const char *path, struct str site)
{
	struct str rest, last = STR_EMPTY;
	const char *reason;

	if (!file_read(&work->arena, path, LIMIT_OUTPUT_BYTES, &rest, &reason))
		fail("read", path, reason);
	while (rest.length > 0) {
		size_t end = str_find_char(rest, '\n');
		size_t blank = str_find_char(rest, ' ');
		struct output *output = VEC_PUSH(&work->arena, &work->outputs);
		struct str name = path_join(&work->arena, site, str_slice(rest, blank + 1, end));
		struct str folder = path_dir(name);

		output->path = arena_cstr(&work->arena, name);
		output->bytes =
			strtoul(arena_cstr(&work->arena, str_slice(rest, 0, blank)), NULL, 10);
		if (!str_equal(folder, last) &&
		    !file_make_dirs(arena_cstr(&work->arena, folder), &reason))
			fail("make", output->path, reason);
		last = folder;
		rest = str_from_offset(rest, end + 1);
	}
}

int
main(int argc, char **argv)
{
	struct work work = { .block = NULL };

	if (argc != 4) {
		fprintf(stderr, "usage: floor BOOK SIZES SITE\n");
		return 2;
	}
	cmark_gfm_core_extensions_ensure_registered();
	arena_init(&work.arena);
	work.block = arena_alloc(&work.arena, BLOCK_BYTES);
	list_sources(&work, arena_copy(&work.arena, str_from(argv[1])));
	parallel_run(work.sources.count, parallel_workers(work.sources.count), render, &work);
	read_sizes(&work, argv[2], str_from(argv[3]));
	parallel_run(work.outputs.count, parallel_workers(work.outputs.count), write_output, &work);
	printf("%zu sources, %zu bytes of HTML, %zu files\n", work.sources.count,
	       (size_t)work.rendered, work.outputs.count);
	arena_free(&work.arena);
	return 0;
}
