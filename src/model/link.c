/* link: see link.h.  A path is put together in a buffer on the stack, looked up, and forgotten. */
#include "model/link.h"

#include "base/path.h"
#include "model/url.h"

#include <string.h>

#define REDIRECT_HOPS 16

/* Whether some file of the book lies in the folder. */
static bool
is_folder(const struct repo *repo, struct url_path *way)
{
	size_t low = 0, high = repo->file_count;
	way->bytes[way->length] = '/';
	struct str prefix = { way->bytes, way->length + 1 };
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(repo->files[middle].path, prefix) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < repo->file_count && str_starts(repo->files[low].path, prefix);
}

/* What mdBook writes besides the pages. */
static bool
is_made_by_site(struct str address)
{
	return str_equal(address, STR("print.html")) || str_equal(address, STR("toc.html")) ||
	       str_equal(address, STR("404.html"));
}

static void
found_page(struct link_target *target, struct page *page)
{
	target->kind = LINK_PAGE;
	target->page = page;
	target->name = page->name;
}

static void
found_file(struct link_target *target, const struct repo_file *file)
{
	target->kind = LINK_FILE;
	target->file = file;
	if (file)
		target->name = file->path;
}

static void
found_redirect(const struct model *model, struct link_target *target,
	       const struct redirect *redirect)
{
	target->kind = LINK_REDIRECT;
	for (int hops = 0; redirect && hops < REDIRECT_HOPS; hops++) {
		struct url_parts to = url_split(redirect->to);
		struct page *page = map_get(&model->pages_by_address, to.path);
		if (to.has_anchor)
			target->anchor = to.anchor;
		if (page) {
			target->page = page;
			target->name = page->name;
			return;
		}
		target->name = redirect->to;
		redirect = map_get(&model->redirects_by_from, to.path);
	}
}

/* An address of the site, as a server would look for it. */
static bool
find_address(const struct model *model, struct link_target *target, struct str address)
{
	struct page *page = map_get(&model->pages_by_address, address);
	const struct redirect *redirect = map_get(&model->redirects_by_from, address);
	if (!page && str_equal(address, STR("index.html")) && !redirect)
		page = model->book.first; /* mdBook copies the first chapter there */
	if (page)
		found_page(target, page);
	else if (redirect)
		found_redirect(model, target, redirect);
	else if (is_made_by_site(address))
		found_file(target, NULL);
	else
		return false;
	return true;
}

/* A file of this very name below the source folder. */
static bool
find_file(const struct model *model, struct link_target *target, struct str name)
{
	struct page *page = map_get(&model->pages_by_name, name);
	const struct repo_file *file = map_get(&model->others_by_name, name);
	const struct page *summary = model->book.summary;
	if (page)
		found_page(target, page);
	else if (file)
		found_file(target, file);
	else if (summary && str_equal(name, summary->name))
		found_file(target, summary->file);
	else
		return false;
	return true;
}

/* A name below the source folder: of a file, an address or a folder. */
static bool
find_name(const struct model *model, struct link_target *target, struct str name)
{
	struct url_path way;
	if (find_file(model, target, name))
		return true;
	if (name.length && find_address(model, target, name))
		return true;
	if (str_ends(name, STR(".md")) && url_path_set(&way, name, name.length - 2, STR("html")))
		return find_address(model, target, url_path_str(&way));
	return url_path_set(&way, name, name.length,
			    name.length ? STR("/index.html") : STR("index.html")) &&
	       find_address(model, target, url_path_str(&way));
}

static void
find_way(const struct model *model, struct link_target *target, struct url_path *way)
{
	struct str path = url_path_str(way), name;
	if (path_below(path, model->book.source, &name) && find_name(model, target, name))
		return;
	const struct repo_file *file = repo_find(model->repo, path);
	if (file)
		found_file(target, file);
	else if (!path_below(path, model->book.source, &name) && is_folder(model->repo, way))
		found_file(target, NULL);
	else
		target->kind = LINK_MISSING_FILE;
}

static const void *
find_anchor(const struct map *anchors, struct str anchor)
{
	struct url_path way;
	const void *found = map_get(anchors, anchor);
	if (found || str_find_char(anchor, '%') == STR_NONE)
		return found;
	way.length = 0;
	for (size_t i = 0; i < anchor.length;)
		if (!url_path_put(&way, url_decode_byte(anchor, &i)))
			return NULL;
	return map_get(anchors, url_path_str(&way));
}

/* "#top" and "#:~:text=…" are the browser's own. */
static bool
is_browsers_anchor(struct str anchor)
{
	return anchor.length == 0 || str_equal_fold(anchor, STR("top")) ||
	       str_starts(anchor, STR(":~:"));
}

static void
check_anchor(const struct model *model, struct link_target *target)
{
	const struct page *page = target->page;
	struct url_path way;
	if (target->kind != LINK_PAGE || is_browsers_anchor(target->anchor) ||
	    page_has_anchor(page, target->anchor))
		return;
	target->kind = LINK_MISSING_ANCHOR;
	if (model->book.redirect_count == 0 ||
	    !url_path_set(&way, page->address, page->address.length, STR("#")))
		return;
	for (size_t i = 0; i < target->anchor.length;)
		if (!url_path_put(&way, url_decode_byte(target->anchor, &i)))
			return;
	const struct redirect *redirect = map_get(&model->redirects_by_from, url_path_str(&way));
	if (redirect)
		found_redirect(model, target, redirect);
}

/* What follows `base` (with or without its last slash) in a URL, whatever the scheme says. */
static bool
strip_base(struct str url, struct str base, struct str *ret_rest)
{
	struct str site, rest;
	if (!url_strip_web(base, &site) || !url_strip_web(url, &rest))
		return false;
	if (str_ends(site, STR("/")))
		site = str_slice(site, 0, site.length - 1);
	if (site.length == 0 || !url_starts(rest, site))
		return false;
	rest = str_from_offset(rest, site.length);
	if (rest.length && !memchr("/?#", rest.data[0], 3))
		return false;
	*ret_rest = str_starts(rest, STR("/")) ? str_from_offset(rest, 1) : rest;
	return true;
}

/* The branch that the book itself is on, as far as that can be known. */
static bool
is_main_branch(const struct book *book, struct str branch)
{
	size_t edit = str_find(book->edit_url_template, STR("/edit/"));
	struct str rest = str_from_offset(book->edit_url_template, edit == STR_NONE ? 0 : edit + 6);
	struct str first;
	if (edit != STR_NONE && str_cut(&rest, '/', &first) && str_equal(first, branch))
		return true;
	return str_equal(branch, STR("main")) || str_equal(branch, STR("master")) ||
	       str_equal(branch, STR("HEAD"));
}

/* "blob/main/src/page.md" -> "src/page.md"; "-/blob/…" is GitLab's. */
static bool
strip_view(const struct book *book, struct str rest, struct str *ret_path)
{
	static const char *const views[] = { "blob", "tree", "edit", "raw", "blame" };
	struct str view, branch;
	bool known = false;
	if (str_starts(rest, STR("-/")))
		rest = str_from_offset(rest, 2);
	if (!str_cut(&rest, '/', &view) || !str_cut(&rest, '/', &branch))
		return false;
	for (size_t i = 0; i < sizeof views / sizeof views[0]; i++)
		known |= str_equal(view, str_from(views[i]));
	*ret_path = rest;
	return known && rest.length && is_main_branch(book, branch);
}

/* The forge's view of a file.  A path that begins with a folder of which the book knows nothing is
   beside the book, not missing from it. */
static void
resolve_view(const struct model *model, struct link_target *target, struct str path)
{
	struct url_path way;
	struct str name;
	target->kind = LINK_OUTSIDE;
	if (!url_path_follow(&way, STR_EMPTY, path))
		return;
	const struct repo_file *file = repo_find(model->repo, url_path_str(&way));
	struct page *page = path_below(url_path_str(&way), model->book.source, &name)
				    ? map_get(&model->pages_by_name, name)
				    : NULL;
	if (!page && !file && !is_folder(model->repo, &way)) {
		way.length =
			str_slice(url_path_str(&way), 0, str_find_char(url_path_str(&way), '/'))
				.length;
		target->absolute = is_folder(model->repo, &way);
		target->kind = target->absolute ? LINK_MISSING_FILE : LINK_OUTSIDE;
		return;
	}
	target->absolute = true;
	if (page)
		found_page(target, page);
	else
		found_file(target, file);
}

static void
resolve_url(const struct model *model, struct link_target *target, struct str url)
{
	struct url_path way;
	struct str rest, path;
	struct url_parts address = url_split(url);
	target->kind = LINK_OUTSIDE;
	if (strip_base(url, model->book.site_url, &rest)) {
		target->absolute = true;
		target->kind = LINK_MISSING_FILE;
		if (url_path_follow(&way, model->book.source, url_split(rest).path))
			find_way(model, target, &way);
		check_anchor(model, target);
	} else if (strip_base(address.path, model->book.repository_url, &rest) &&
		   strip_view(&model->book, rest, &path)) {
		/* The forge makes other anchors than mdBook: they are not looked at. */
		resolve_view(model, target, path);
	}
}

static bool
follow_relative(const struct model *model, const struct page *from, struct str path,
		struct url_path *way)
{
	struct str site = model->book.site_path;
	if (path.length == 0)
		return url_path_follow(way, STR_EMPTY, from->path);
	if (path.data[0] != '/')
		return url_path_follow(way, path_dir(from->path), path);
	if (site.length && str_starts(path, site))
		path = str_from_offset(path, site.length);
	return url_path_follow(way, model->book.source, path);
}

static void
resolve_relative(const struct model *model, const struct page *from, struct link_target *target,
		 struct str path)
{
	struct url_path way;
	target->kind = LINK_MISSING_FILE;
	if (follow_relative(model, from, path, &way))
		find_way(model, target, &way);
	check_anchor(model, target);
}

struct link_target
link_resolve(const struct model *model, const struct page *from, struct str url)
{
	struct link_target target = { .kind = LINK_BROKEN, .name = url };
	url = str_trim(url);
	struct url_parts address = url_split(url);
	enum url_form form = url_form_of(url);
	target.anchor = address.anchor;
	if (form == URL_RELATIVE) {
		target.name = address.path;
		resolve_relative(model, from, &target, address.path);
	} else if (form == URL_WEB) {
		resolve_url(model, &target, url);
	} else if (form == URL_OTHER) {
		target.kind = LINK_OUTSIDE;
	}
	return target;
}

bool
link_path(struct arena *arena, const struct model *model, const struct page *from, struct str url,
	  struct str *ret_path)
{
	struct url_path way;
	url = str_trim(url);
	if (url_form_of(url) != URL_RELATIVE ||
	    !follow_relative(model, from, url_split(url).path, &way))
		return false;
	*ret_path = arena_copy(arena, url_path_str(&way));
	return true;
}

bool
link_find_url(struct str markdown, struct str url, size_t *ret_at)
{
	/* The text of a link may repeat the address before it. */
	size_t at = str_find_last(markdown, '('), colon;
	if (!url.length)
		return false;
	if (at != STR_NONE && str_starts(str_from_offset(markdown, at + 1), url)) {
		*ret_at = at + 1;
		return true;
	}
	colon = str_find(markdown, STR("]:"));
	size_t start = colon == STR_NONE ? 0 : colon + 2;
	at = str_find(str_from_offset(markdown, start), url);
	*ret_at = start + at;
	return at != STR_NONE;
}

bool
anchors_have(const struct map *anchors, struct str anchor)
{
	return find_anchor(anchors, anchor) != NULL;
}

bool
page_has_anchor(const struct page *page, struct str anchor)
{
	return anchors_have(&page->anchors, anchor);
}

struct str
page_nearest_anchor(const struct page *page, struct str anchor)
{
	unsigned limit = anchor.length < 6    ? 1
			 : anchor.length < 18 ? (unsigned)anchor.length / 3
					      : 6;
	struct str nearest = STR_EMPTY;
	for (size_t i = 0; i < page->anchors.count; i++) {
		struct str candidate = page->anchors.entries[i].key;
		unsigned distance = str_distance(candidate, anchor, limit);
		if (distance > limit)
			continue;
		nearest = candidate;
		if (distance == 0)
			break;
		limit = distance - 1;
	}
	return nearest;
}

struct record *
link_record(const struct link_target *target)
{
	const struct page *page = target->page;
	if (!page)
		return NULL;
	const struct node *node = target->anchor.length && page->blocks
					  ? find_anchor(&page->anchors, target->anchor)
					  : NULL;
	struct record *block = node ? page->blocks[node - page->doc->nodes] : NULL;
	return block ? block : page->record;
}
