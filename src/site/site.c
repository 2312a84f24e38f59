/*
 * site: which outputs there are.
 */
#include "site/site.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/path.h"
#include "base/publish.h"
#include "base/vec.h"
#include "site/changes.h"
#include "site/code.h"
#include "text/rawhtml.h"

#define MEDIA_HTML "text/html; charset=utf-8"

/* The list while it grows. */
struct listing {
	struct arena *arena;
	struct outputs *outputs;
	struct site_counts *counts;
	struct map files, folders;
};

static bool
is_free(const struct listing *listing, struct str path)
{
	if (map_get(&listing->files, path) != NULL || map_get(&listing->folders, path) != NULL)
		return false;
	for (struct str folder = path_dir(path); folder.length > 0; folder = path_dir(folder))
		if (map_get(&listing->files, folder) != NULL)
			return false;
	return true;
}

static bool
add(struct listing *listing, struct output output)
{
	if (!publish_path_is_usable(output.path)) {
		listing->counts->left_out++;
		return false;
	}
	if (!is_free(listing, output.path))
		return false;
	output.path = arena_copy(listing->arena, output.path); /* with a NUL at its end */
	*map_put(listing->arena, &listing->files, output.path) = listing;
	for (struct str folder = path_dir(output.path); folder.length > 0;
	     folder = path_dir(folder)) {
		void **place = map_put(listing->arena, &listing->folders, folder);

		if (*place != NULL)
			break;
		*place = listing;
	}
	*VEC_PUSH(listing->arena, listing->outputs) = output;
	return true;
}

static void
add_pages(struct listing *listing, const struct site *site)
{
	const struct page *first = site->model->book.first;

	for (size_t i = 0; i < site->model->page_count; i++) {
		struct str address = site->pages[i].page->address;

		listing->counts->pages += add(
			listing, (struct output){ .path = address,
						  .media = MEDIA_HTML,
						  .render = str_equal(address, STR("index.html"))
								    ? site_home
								    : site_book_page,
						  .subject = &site->pages[i] });
	}
	/* A site needs a first page: as mdBook, the first chapter; the contents if there is none. */
	add(listing,
	    (struct output){ .path = STR("index.html"),
			     .media = MEDIA_HTML,
			     .render = first != NULL ? site_home : site_contents,
			     .subject = first != NULL ? &site->pages[first->order] : NULL });
}

static void
add_view(struct listing *listing, const struct site *site, enum view view)
{
	const struct view_row *row = &view_rows[view];

	if (site->views[view].length > 0)
		add(listing, (struct output){ .path = site->views[view],
					      .media = row->media != NULL ? row->media : MEDIA_HTML,
					      .render = row->render });
}

static void
add_whole(struct listing *listing, const struct site *site)
{
	add(listing, (struct output){ .path = site->views[VIEW_WHOLE],
				      .media = MEDIA_HTML,
				      .gather = site_whole });
}

/* Those at the root give way to the book's own pages. */
static void
add_views(struct listing *listing, const struct site *site, bool at_root)
{
	for (size_t i = VIEW_NONE + 1; i < VIEW_COUNT; i++)
		if (view_rows[i].at_root == at_root && i != VIEW_WHOLE)
			add_view(listing, site, (enum view)i);
}

static void
add_feeds(struct listing *listing, const struct site *site)
{
	const struct records *records = &site->model->records;

	for (size_t i = 0; i < records->count; i++)
		if (site->feed_addresses[records->items[i]->order].length > 0)
			add(listing,
			    (struct output){ .path = site->feed_addresses[records->items[i]->order],
					     .media = "application/atom+xml",
					     .render = site_record_feed,
					     .subject = records->items[i] });
}

static void
add_years(struct listing *listing, const struct site *site)
{
	for (size_t i = 0; site->months != NULL && i < site->months->years.count; i++) {
		const struct change_year *year = &site->months->years.items[i];

		add(listing, (struct output){ .path = year->address,
					      .media = MEDIA_HTML,
					      .render = site_changes_year,
					      .subject = year });
	}
}

static void
add_pictures(struct listing *listing, const struct site *site)
{
	const struct records *goals = &site->model->by_kind[KIND_GOAL];

	for (size_t i = 0; i < goals->count; i++)
		add(listing,
		    (struct output){ .path = site_picture_address(site, goals->items[i]),
				     .media = site->has_png ? "image/png" : "image/svg+xml",
				     .render = site_card,
				     .is_drawn = site->has_png,
				     .subject = goals->items[i] });
}

static void
add_assets(struct listing *listing, const struct site *site)
{
	for (size_t i = 0; i < ASSET_COUNT; i++)
		if (site->assets[i].address.length > 0)
			add(listing, (struct output){ .path = site->assets[i].address,
						      .media = site->assets[i].media,
						      .render = site_asset,
						      .subject = &site->assets[i] });
}

static void
add_code_scripts(struct listing *listing, const struct site *site)
{
	const struct code_script *script;

	for (size_t i = 0; (script = code_script(site, i)) != NULL; i++) {
		const struct output output = {
			.path = script->address,
			.media = "text/javascript; charset=utf-8",
			.render = script->file != NULL ? NULL : site_code_script,
			.subject = script,
			.file = script->file,
		};

		if (script->is_used && add(listing, output) && script->file != NULL)
			listing->counts->files++;
	}
}

static void
add_records(struct listing *listing, const struct site *site)
{
	const struct records *records = &site->model->records;

	for (size_t i = 0; i < records->count; i++) {
		const struct record *record = records->items[i];

		if (record->page != NULL || site->record_anchors[record->order].length > 0)
			continue;
		listing->counts->records +=
			add(listing, (struct output){ .path = site->record_addresses[record->order],
						      .media = MEDIA_HTML,
						      .render = site_record_page,
						      .subject = record });
	}
}

/* A redirect from "old/" or "old" stands at "old/index.html". */
static struct str
redirect_path(struct arena *arena, struct str from)
{
	if (from.length == 0 || str_ends(from, STR("/")))
		return path_join(arena, from, STR("index.html"));
	return path_extension(from).length == 0 ? path_join(arena, from, STR("index.html")) : from;
}

static void
add_redirects(struct listing *listing, const struct site *site)
{
	const struct book *book = &site->model->book;

	for (size_t i = 0; i < book->redirect_count; i++) {
		const struct redirect *redirect = &book->redirects[i];

		/* One that begins at an anchor would need a script. */
		if (str_find_char(redirect->from, '#') != STR_NONE ||
		    !raw_url_is_safe(redirect->to))
			continue;
		listing->counts->redirects +=
			add(listing,
			    (struct output){ .path = redirect_path(listing->arena, redirect->from),
					     .media = MEDIA_HTML,
					     .render = site_redirect,
					     .subject = redirect });
	}
}

static void
add_files(struct listing *listing, const struct site *site)
{
	const struct model *model = site->model;

	if (site->logo.length > 0)
		add(listing, (struct output){ .path = site->logo,
					      .media = "application/octet-stream",
					      .file = model->book.theme.logo });

	for (size_t i = 0; i < model->other_count; i++) {
		struct str address = site_file_address(model, model->others[i]);

		if (address.length > 0)
			listing->counts->files +=
				add(listing, (struct output){ .path = address,
							      .media = "application/octet-stream",
							      .file = model->others[i] });
	}
}

void
site_outputs(struct arena *arena, const struct site *site, struct outputs *ret_outputs,
	     struct site_counts *ret_counts)
{
	struct listing listing = { .arena = arena, .outputs = ret_outputs, .counts = ret_counts };

	*ret_outputs = (struct outputs){ 0 };
	*ret_counts = (struct site_counts){ 0 };
	/* What takes longest begins first: what is made of the whole book. */
	add_view(&listing, site, VIEW_SEARCH);
	add_views(&listing, site, false);
	add_pages(&listing, site);
	add_views(&listing, site, true);
	add_years(&listing, site);
	add_assets(&listing, site);
	add_code_scripts(&listing, site);
	add_records(&listing, site);
	/* Made of what the pages have left for it; and it takes long, so that others come behind it. */
	add_whole(&listing, site);
	add_pictures(&listing, site);
	add_feeds(&listing, site);
	add_files(&listing, site);
	add_redirects(&listing, site);
}

void
output_make(const struct site *site, const struct output *output, struct arena *scratch,
	    struct buf *out, struct strs *ret_parts)
{
	size_t total = 0;

	*ret_parts = (struct strs){ 0 };
	if (output->gather != NULL) {
		output->gather(site, output, scratch, out, ret_parts);
	} else {
		output->render(site, output, scratch, out);
		*VEC_PUSH(scratch, ret_parts) = buf_str(out);
	}
	for (size_t i = 0; i < ret_parts->count; i++)
		total += ret_parts->items[i].length;
	out->failed = out->failed || total > LIMIT_OUTPUT_BYTES;
}
