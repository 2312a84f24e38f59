/*
 * links: addresses in the text that lead nowhere, or no longer where they say.
 *
 * A definition that ten links use is one place, and one finding.
 */
#include "check/rules.h"

#include "base/path.h"
#include "base/utf8.h"
#include "model/region.h"

#include <ctype.h>

static struct place
link_place(const struct survey_link *link)
{
	return doc_place(link->page->doc, (uint32_t)link->offset, (uint32_t)link->length);
}

static void
add_edit(struct diag_finding *finding, const struct survey_link *link, struct str address)
{
	if (!link->exact || address.length == 0)
		return;
	finding->has_edit = true;
	finding->edit = (struct diag_edit){ link->page->path, link->offset, link->length, address };
}

/* Pages by the last part of their name; several of one name are NULL. */
static struct map
pages_by_base(const struct check *check)
{
	struct map bases = { 0 };

	for (size_t i = 0; i < check->model->page_count; i++) {
		struct page *page = check->model->pages[i];
		size_t before = bases.count;
		void **slot = map_put(check->arena, &bases, path_stem(page->name));

		*slot = bases.count > before ? page : NULL;
	}
	return bases;
}

/* What stands behind a relative address, below the book's root; empty for other addresses. */
static struct str
wanted_path(const struct check *check, const struct survey_link *link)
{
	struct str way = str_slice(link->url, 0, str_find_char(link->url, '#')), path;

	if (link->target.absolute || str_starts(way, STR("/")) || str_contains(way, STR("://")))
		return STR_EMPTY;
	way = path_join(check->arena, path_dir(link->page->path), way);
	return path_normalize(check->arena, way, &path) ? path : STR_EMPTY;
}

/* What waymark itself has written is not mended by hand. */
static bool
is_generated(const struct check *check, const struct survey_link *link)
{
	const struct doc *doc = link->page->doc;

	if (!rule_can_search(check, doc->count))
		return false;
	for (uint32_t i = 1; i < doc->count; i = doc->nodes[i].end) {
		uint32_t end = region_end(doc, i);

		if (end == i)
			continue;
		if (link->offset > doc->nodes[i].offset && link->offset < doc->nodes[end].offset)
			return true;
		i = end;
	}
	return false;
}

static void
hint_at_file(const struct check *check, struct diag_finding *finding,
	     const struct survey_link *link, const struct map *bases)
{
	struct str way = str_slice(link->url, 0, str_find_char(link->url, '#'));
	const struct page *page = map_get(bases, path_stem(way));
	struct str path = wanted_path(check, link);

	if (is_generated(check, link))
		rule_hint(check, finding,
			  "It stands in a generated region: `waymark sync` makes it "
			  "anew.");
	else if (page != NULL && page != link->page)
		rule_hint(check, finding, "There is a page \"%.*s\".",
			  STR_ARG(path_relative(check->arena, link->page->name, page->name)));
	else if (path.length > 0)
		rule_hint(check, finding, "There is no \"%.*s\" in this book.", STR_ARG(path));
}

static void
missing_file(const struct check *check, const struct diag_code *code)
{
	const struct survey *survey = survey_of(check);
	struct map bases = { 0 };

	for (size_t i = 0; i < survey->links.count; i++) {
		const struct survey_link *link = &survey->links.items[i];
		struct diag_finding *finding;

		if (link->target.kind != LINK_MISSING_FILE)
			continue;
		if (bases.count == 0)
			bases = pages_by_base(check);
		finding = diag_add(check->diags, code, link_place(link),
				   "\"%.*s\" leads to a file that does not exist",
				   STR_ARG(link->url));
		if (link->unused) {
			finding->severity = DIAG_WARNING;
			rule_hint(check, finding, "No link uses this definition: take it out.");
		} else {
			hint_at_file(check, finding, link, &bases);
		}
	}
}

/* How many of the page's headings are as near to the anchor as the nearest. */
static bool
is_only_near_one(const struct page *page, struct str anchor, struct str nearest)
{
	unsigned limit = str_distance(anchor, nearest, 2);
	size_t count = 0;

	for (uint32_t i = 0; i < page->heading_count && limit <= 2; i++) {
		struct str other = node_text(&page->doc->nodes[page->headings[i]]);

		count += str_distance(anchor, other, limit) <= limit;
	}
	return count == 1;
}

static struct str
nearest_anchor(const struct check *check, const struct link_target *target)
{
	if (!rule_can_search(check, 2 * (size_t)target->page->heading_count))
		return STR_EMPTY;
	return page_nearest_anchor(target->page, target->anchor);
}

static bool
is_put_in(const struct check *check, const struct link_target *target)
{
	return check->has_anchor != NULL &&
	       check->has_anchor(check->anchor_context, target->page, target->anchor);
}

static void
missing_anchor(const struct check *check, const struct diag_code *code)
{
	const struct survey *survey = survey_of(check);

	for (size_t i = 0; i < survey->links.count; i++) {
		const struct survey_link *link = &survey->links.items[i];
		struct diag_finding *finding;
		struct str nearest, before;

		if (link->target.kind != LINK_MISSING_ANCHOR || link->target.page == NULL ||
		    is_put_in(check, &link->target))
			continue;
		finding = diag_add(check->diags, code, link_place(link),
				   "\"%.*s\" has no heading or anchor \"#%.*s\"",
				   STR_ARG(link->target.page->path), STR_ARG(link->target.anchor));
		nearest = nearest_anchor(check, &link->target);
		if (nearest.length == 0)
			continue;
		rule_hint(check, finding, "Did you mean \"#%.*s\"?", STR_ARG(nearest));
		before = str_slice(link->url, 0, str_find_char(link->url, '#'));
		if (is_only_near_one(link->target.page, link->target.anchor, nearest))
			add_edit(finding, link,
				 arena_printf(check->arena, "%.*s#%.*s", STR_ARG(before),
					      STR_ARG(nearest)));
	}
}

/* Labels that a preprocessor of the book defines for all pages: [preprocessor.NAME.links]. */
static struct strs
book_labels(const struct check *check)
{
	const struct data *preprocessors = data_get(check->model->book.toml, STR("preprocessor"));
	const struct data *one = preprocessors != NULL ? preprocessors->first : NULL;
	struct strs labels = { 0 };

	for (; one != NULL; one = one->next) {
		const struct data *links = data_get(one, STR("links"));
		const struct data *link = links != NULL ? links->first : NULL;

		for (; link != NULL; link = link->next)
			*VEC_PUSH(check->arena, &labels) = link->key;
	}
	return labels;
}

/* The label at the smallest distance of at most two errors; empty if none is so near. */
static struct str
nearest_label(const struct check *check, const struct doc *doc, const struct strs *labels,
	      struct str wanted)
{
	struct str best = STR_EMPTY;
	unsigned limit = wanted.length < 5 ? 1 : 2;

	if (!rule_can_search(check, doc->definition_count + labels->count))
		return best;
	for (size_t i = 0; i < doc->definition_count + labels->count && limit > 0; i++) {
		struct str label = i < doc->definition_count
					   ? doc->definitions[i].label
					   : labels->items[i - doc->definition_count];
		unsigned distance = str_distance(label, wanted, limit);

		if (distance < limit || (distance == limit && best.length == 0)) {
			best = label;
			limit = distance;
		}
	}
	return best;
}

static bool
has_label(const struct strs *labels, struct str label)
{
	for (size_t i = 0; i < labels->count; i++)
		if (str_equal_fold(labels->items[i], label))
			return true;
	return false;
}

/* "[lang]" is how some books write a team, and then a preprocessor knows where it leads. */
static bool
is_somebody(const struct check *check, const struct strs *patterns, enum kind kind,
	    struct str label)
{
	struct str text = arena_printf(check->arena, "[%.*s]", STR_ARG(label));

	for (size_t i = 0; i < patterns->count; i++) {
		struct path_match match;

		if (path_glob(patterns->items[i], text, &match) && match.count > 0 &&
		    map_get(&check->model->ids[kind], match.values[0]) != NULL)
			return true;
	}
	return false;
}

static struct str
page_label(const struct check *check, struct str path, struct str label)
{
	return arena_printf(check->arena, "%.*s\n%.*s", STR_ARG(path),
			    STR_ARG(utf8_fold(check->arena, label)));
}

/* Definitions that a table has swallowed: missing-cells says so where they stand. */
static struct map
swallowed_labels(const struct check *check)
{
	const struct survey *survey = survey_of(check);
	struct map labels = { 0 };

	for (size_t i = 0; i < survey->rows.count; i++) {
		const struct survey_row *row = &survey->rows.items[i];
		struct str label;

		if (survey_row_definition(row, &label))
			*map_put(check->arena, &labels, page_label(check, row->page->path, label)) =
				row->page->doc;
	}
	return labels;
}

static void
report_undefined(const struct check *check, const struct diag_code *code, const struct doc *doc,
		 const struct doc_undefined *reference, struct str nearest)
{
	struct diag_finding *finding;

	finding = diag_add(check->diags, code, doc_place(doc, reference->offset, reference->span),
			   "\"[%.*s]\" is defined nowhere in this page", STR_ARG(reference->label));
	if (nearest.length > 0)
		rule_hint(check, finding, "Did you mean \"[%.*s]\"?", STR_ARG(nearest));
	else
		rule_hint(check, finding,
			  "Add a line \"[%.*s]: ADDRESS\", or write the address in parentheses.",
			  STR_ARG(reference->label));
}

static void
undefined_reference(const struct check *check, const struct diag_code *code)
{
	const struct dialect *dialect = check->model->dialect;
	struct map swallowed = swallowed_labels(check);
	struct strs labels = book_labels(check);

	for (size_t i = 0; i < check->model->page_count; i++) {
		const struct doc *doc = check->model->pages[i]->doc;

		for (size_t k = 0; k < doc->undefined_count; k++) {
			const struct doc_undefined *reference = &doc->undefined[k];
			struct str label = reference->label;

			if (has_label(&labels, label) ||
			    map_get(&swallowed, page_label(check, doc->path, label)) != NULL ||
			    is_somebody(check, &dialect->team_urls, KIND_TEAM, label) ||
			    is_somebody(check, &dialect->person_urls, KIND_PERSON, label))
				continue;
			report_undefined(check, code, doc, reference,
					 nearest_label(check, doc, &labels, label));
		}
	}
}

/* "https>//crates.io" or "https//crates.io": the colon is another sign, or left out. */
static bool
mend_scheme(const struct check *check, struct str url, struct str *ret_url)
{
	struct str scheme = str_starts(url, STR("https")) ? STR("https") : STR("http");
	struct str rest = str_from_offset(url, scheme.length);

	if (!str_starts(url, scheme) || rest.length < 3 || isalnum((unsigned char)rest.data[0]))
		return false;
	if (rest.data[0] != '/')
		rest = str_from_offset(rest, 1);
	if (!str_starts(rest, STR("//")))
		return false;
	*ret_url = arena_printf(check->arena, "%.*s:%.*s", STR_ARG(scheme), STR_ARG(rest));
	return true;
}

static void
broken_link(const struct check *check, const struct diag_code *code)
{
	const struct survey *survey = survey_of(check);

	for (size_t i = 0; i < survey->links.count; i++) {
		const struct survey_link *link = &survey->links.items[i];
		struct diag_finding *finding;
		struct str mended = STR_EMPTY;

		if (link->target.kind != LINK_BROKEN)
			continue;
		finding = diag_add(check->diags, code, link_place(link),
				   link->url.length > 0 ? "\"%.*s\" is not an address that can be "
							  "followed"
							: "this link has no address%.*s",
				   STR_ARG(link->url));
		if (mend_scheme(check, link->url, &mended)) {
			rule_hint(check, finding, "Did you mean \"%.*s\"?", STR_ARG(mended));
			add_edit(finding, link, mended);
		} else {
			rule_hint(check, finding,
				  "Write a path such as ../roadmap.md, or an address such as "
				  "https://example.org/.");
		}
	}
}

/* The new address as the page would write it; empty when it is not known. */
static struct str
new_address(const struct check *check, const struct survey_link *link)
{
	const struct link_target *target = &link->target;
	struct str address;

	if (target->page == NULL)
		return str_contains(target->name, STR("://")) ? target->name : STR_EMPTY;
	address = path_relative(check->arena, link->page->name, target->page->name);
	if (target->anchor.length > 0)
		address = arena_printf(check->arena, "%.*s#%.*s", STR_ARG(address),
				       STR_ARG(target->anchor));
	return address;
}

static void
moved_link(const struct check *check, const struct diag_code *code)
{
	const struct survey *survey = survey_of(check);

	for (size_t i = 0; i < survey->links.count; i++) {
		const struct survey_link *link = &survey->links.items[i];
		struct diag_finding *finding;
		struct str address;

		if (link->target.kind != LINK_REDIRECT)
			continue;
		address = new_address(check, link);
		finding = diag_add(check->diags, code, link_place(link),
				   "\"%.*s\" leads to a page that has moved", STR_ARG(link->url));
		if (address.length == 0)
			continue;
		rule_hint(check, finding, "It is now \"%.*s\".", STR_ARG(address));
		add_edit(finding, link, address);
	}
}

#define FAMILY "links"

static const struct check_rule rules[] = {
	{ { "missing-file", FAMILY, DIAG_ERROR, "a link leads to a file that is not in the book",
	    "The link, or the definition that links use, names a file inside the book, and there "
	    "is "
	    "none. A reader who follows it lands on an error page. Most often the other page was "
	    "moved or renamed, or the path counts the folders wrongly: it starts at the folder of "
	    "the page it stands in. Where a page of the same name stands elsewhere, the hint says "
	    "so. Correct the path, or take the link out. For a definition that no link uses it is "
	    "only "
	    "a warning.",
	    "See the [scope API](./scopes/api.md).\n" },
	  missing_file },
	{ { "missing-anchor", FAMILY, DIAG_WARNING, "a link leads to a heading that is not there",
	    "The page is there, but no heading of it gives the anchor after the \"#\", so the "
	    "reader "
	    "lands at the top of the page and has to search. Anchors are made from headings as "
	    "mdBook makes them: lower case, blanks to hyphens, other signs dropped. Most often the "
	    "heading was reworded. `--fix` writes the nearest anchor where only one is near.",
	    "[how to help](#how-to-hlep)\n\n## How to help\n" },
	  missing_anchor },
	{ { "undefined-reference", FAMILY, DIAG_WARNING, "a reference link has no definition",
	    "A link in the form [text][label] or [label][] takes its address from a line "
	    "\"[label]: "
	    "address\" of the same page. There is no such line here, so readers see the brackets "
	    "as "
	    "they are. Definitions of other pages do not count. Add the line, or write the address "
	    "in parentheses.",
	    "Ask the [wg leads][].\n" },
	  undefined_reference },
	{ { "broken-link", FAMILY, DIAG_ERROR, "a link has no usable address",
	    "What stands as the address of the link is neither a path nor the address of a site, "
	    "or "
	    "it is empty. No browser can follow it. Most often a sign was mistyped, as in "
	    "\"https>//\". `--fix` mends that one.",
	    "[crates.io](https>//crates.io)\n" },
	  broken_link },
	{ { "moved-link", FAMILY, DIAG_NOTE, "a link leads through a redirect",
	    "The page has moved, and `[output.html.redirect]` of book.toml sends readers on, so "
	    "the "
	    "link works on the site. In the repository, where the Markdown is read too, it leads "
	    "nowhere, and the redirect can never be removed as long as it is used. `--fix` writes "
	    "the new address.",
	    "[the story](https://example.org/book/old/story.html)\n" },
	  moved_link },
};

const struct check_family check_links = { FAMILY, rules, sizeof rules / sizeof rules[0] };
