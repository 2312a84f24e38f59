/* book: what book.toml and waymark.yaml say; the codes.  See book.h. */
#include "model/book.h"
#include "model/datafile.h"

#include "base/limits.h"
#include "base/path.h"
#include "model/url.h"
#include "text/toml.h"
#include "text/yaml.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define CONFIG BOOK_CONFIG_FILE
#define TOML BOOK_TOML_FILE

/* ---- reading the files ---- */

const struct data *
book_read_toml(struct model *model, struct repo_reader *reader, struct str path,
	       struct diags *diags)
{
	return path.length ? datafile_read_toml(model, reader, path, diags) : NULL;
}

static void
read_files(struct model *model, struct repo_reader *reader, struct diags *diags)
{
	model->book.toml = datafile_read_toml(model, reader, STR(TOML), diags);
	model->book.config = datafile_read(model, reader, STR(CONFIG), diags);
}

/* ---- checking waymark.yaml ---- */

#define STALE_DAYS 180
#define STALE_DAYS_MOST 10000

enum config_form { CONFIG_ANY, CONFIG_TEXT, CONFIG_URL };

static const struct config_key {
	const char *name;
	enum config_form form;
} config_keys[] = {
	{ "title", CONFIG_TEXT },   { "description", CONFIG_TEXT }, { "language", CONFIG_TEXT },
	{ "site", CONFIG_URL },     { "repository", CONFIG_URL },   { "edit", CONFIG_URL },
	{ "source", CONFIG_TEXT },  { "dialect", CONFIG_TEXT },     { "extend", CONFIG_ANY },
	{ "severity", CONFIG_ANY }, { "stale", CONFIG_TEXT },
};

static const struct config_key *
find_key(struct str name)
{
	for (size_t i = 0; i < COUNT(config_keys); i++)
		if (str_equal(name, str_from(config_keys[i].name)))
			return &config_keys[i];
	return NULL;
}

static void
report_unknown_key(struct model *model, const struct data *member, struct diags *diags)
{
	struct diag_finding *finding =
		diag_add(diags, &book_codes[BOOK_CONFIG_UNKNOWN_KEY], member->key_place,
			 "\"%.*s\" is not a key of " CONFIG, STR_ARG(member->key));
	const char *nearest = NULL;
	unsigned limit = member->key.length < 5 ? 1 : 2;
	for (size_t i = 0; i < COUNT(config_keys); i++) {
		unsigned distance = str_distance(member->key, str_from(config_keys[i].name), limit);
		if (distance > limit || (nearest && distance == limit))
			continue;
		nearest = config_keys[i].name;
		limit = distance;
	}
	if (nearest)
		finding->hint = arena_printf(model->arena, "Did you mean \"%s\"?", nearest);
}

static void
report_bad_value(const struct data *value, const char *wanted, struct diags *diags)
{
	struct str text = value->kind == DATA_SCALAR ? value->text : value->key;
	diag_add(diags, &book_codes[BOOK_CONFIG_BAD_VALUE], value->place, "\"%.*s\" is not %s",
		 STR_ARG(text), wanted);
}

static void
check_config(struct model *model, struct diags *diags)
{
	const struct data *config = model->book.config;
	for (const struct data *member = config ? config->first : NULL; member;
	     member = member->next) {
		const struct config_key *key = find_key(member->key);
		struct str rest;
		if (!key)
			report_unknown_key(model, member, diags);
		else if (key->form != CONFIG_ANY && member->kind != DATA_SCALAR)
			report_bad_value(member, "a single text", diags);
		else if (key->form == CONFIG_URL && !url_strip_web(data_text(member), &rest))
			report_bad_value(member, "an address such as https://example.org/book/",
					 diags);
	}
}

/* ---- what they say ---- */

static struct str
said(const struct book *book, const char *config_key, const char *toml_path)
{
	struct str text = data_text(data_get(book->config, str_from(config_key)));
	return str_trim(text.length ? text : data_text(data_path(book->toml, toml_path)));
}

/* As `said`, but what is no address counts as not said. */
static struct str
said_url(const struct book *book, const char *config_key, const char *toml_path)
{
	struct str text = str_trim(data_text(data_get(book->config, str_from(config_key)))), rest;
	if (url_strip_web(text, &rest))
		return text;
	text = str_trim(data_text(data_path(book->toml, toml_path)));
	return url_strip_web(text, &rest) ? text : STR_EMPTY;
}

static struct str
strip_slashes(struct str text)
{
	while (str_starts(text, STR("/")))
		text = str_from_offset(text, 1);
	while (str_ends(text, STR("/")))
		text = str_slice(text, 0, text.length - 1);
	return text;
}

static struct str
in_slashes(struct arena *arena, struct str path)
{
	path = strip_slashes(path);
	return path.length ? arena_printf(arena, "/%.*s/", STR_ARG(path)) : STR("/");
}

static void
read_source(struct model *model, struct diags *diags)
{
	struct book *book = &model->book;
	const struct data *value = data_get(book->config, STR("source"));
	if (!data_text(value).length)
		value = data_path(book->toml, "book.src");
	if (!data_text(value).length) {
		book->source_said = book->toml != NULL;
		book->source = book->toml ? STR("src") : STR_EMPTY; /* mdBook's default */
		return;
	}
	book->source_said = path_normalize(model->arena, data_text(value), &book->source);
	if (!book->source_said) {
		book->source = STR_EMPTY;
		report_bad_value(value, "a folder in the book", diags);
	}
}

/* https://github.com/ORG/REPO is published at https://ORG.github.io/REPO/, which is believed only
   when the path of the site says the same. */
static struct str
guess_site(struct arena *arena, const struct book *book)
{
	struct str rest, host, owner, name;
	if (!url_strip_web(book->repository_url, &rest) || !str_cut(&rest, '/', &host) ||
	    !str_equal_fold(host, STR("github.com")) || !str_cut(&rest, '/', &owner) ||
	    !str_cut(&rest, '/', &name) || rest.data || !owner.length)
		return STR_EMPTY;
	if (!str_equal(strip_slashes(book->site_path), name))
		return STR_EMPTY;
	return arena_printf(arena, "https://%.*s.github.io/%.*s/", STR_ARG(owner), STR_ARG(name));
}

static void
read_site(struct model *model)
{
	struct book *book = &model->book;
	struct str url = url_split(said_url(book, "site", "output.html.site-url")).path, rest;
	if (url_strip_web(url, &rest)) {
		size_t slash = str_find_char(rest, '/');
		struct str path = str_from_offset(rest, slash == STR_NONE ? rest.length : slash);
		book->site_path = in_slashes(model->arena, path);
		book->site_url =
			arena_printf(model->arena, "%.*s%.*s", (int)(url.length - path.length),
				     url.data, STR_ARG(book->site_path));
		return;
	}
	book->site_path =
		in_slashes(model->arena, data_text(data_path(book->toml, "output.html.site-url")));
	book->site_url = guess_site(model->arena, book);
}

static struct str
read_repository(const struct book *book)
{
	struct str url =
		strip_slashes(said_url(book, "repository", "output.html.git-repository-url"));
	return str_ends(url, STR(".git")) ? str_slice(url, 0, url.length - 4) : url;
}

static void
read_stale_days(struct model *model, struct diags *diags)
{
	const struct data *value = data_get(model->book.config, STR("stale"));
	struct str text = data_text(value);
	int32_t days = 0;
	model->book.stale_days = STALE_DAYS;
	if (!text.length)
		return;
	for (size_t i = 0; i < text.length; i++) {
		days = char_is_digit(text.data[i]) ? days * 10 + (text.data[i] - '0') : 0;
		if (days == 0 || days > STALE_DAYS_MOST) {
			report_bad_value(value, "a number of days from 1 to 10000, such as 180",
					 diags);
			return;
		}
	}
	model->book.stale_days = days;
}

/* ---- redirects ---- */

/* An address below the site's root: a folder is its index.html. */
static struct str
site_address(struct arena *arena, struct str dir, struct str path)
{
	struct url_parts parts = url_split(path);
	bool folder = parts.path.length == 0 || str_ends(parts.path, STR("/"));
	struct str whole = path_join(arena, dir, parts.path), address;
	if (!path_normalize(arena, whole, &address))
		return path;
	if (folder)
		address = path_join(arena, address, STR("index.html"));
	return parts.has_anchor
		       ? arena_printf(arena, "%.*s#%.*s", STR_ARG(address), STR_ARG(parts.anchor))
		       : address;
}

static struct str
redirect_target(struct model *model, struct str from, struct str to)
{
	struct str site = model->book.site_path;
	enum url_form form = url_form_of(to);
	if (form != URL_RELATIVE)
		return to;
	if (to.data[0] == '#')
		return arena_printf(model->arena, "%.*s%.*s", STR_ARG(url_split(from).path),
				    STR_ARG(to));
	if (to.data[0] != '/')
		return site_address(model->arena, path_dir(url_split(from).path), to);
	/* mdBook hands the path to the browser as it is; authors mean the book's root. */
	return site_address(model->arena, STR_EMPTY,
			    str_from_offset(to, str_starts(to, site) ? site.length : 1));
}

static void
read_redirects(struct model *model)
{
	struct book *book = &model->book;
	const struct data *table = data_path(book->toml, "output.html.redirect");
	book->redirects = ARENA_ARRAY(model->arena, struct redirect, data_count(table));
	for (const struct data *line = table ? table->first : NULL; line; line = line->next) {
		struct redirect *redirect = &book->redirects[book->redirect_count];
		struct str from = strip_slashes(line->key);
		if (table->kind != DATA_MAP || !from.length || !data_text(line).length)
			continue;
		redirect->from = site_address(model->arena, STR_EMPTY,
					      str_ends(line->key, STR("/")) ? line->key : from);
		redirect->to = redirect_target(model, redirect->from, data_text(line));
		redirect->place = line->key_place;
		*map_put(model->arena, &model->redirects_by_from, redirect->from) = redirect;
		book->redirect_count++;
	}
}

struct str
book_said_title(const struct book *book)
{
	return said(book, "title", "book.title");
}

void
book_read_config(struct model *model, struct repo_reader *reader, struct diags *diags)
{
	struct book *book = &model->book;
	read_files(model, reader, diags);
	check_config(model, diags);
	read_source(model, diags);
	book->title = book_said_title(book);
	book->description = said(book, "description", "book.description");
	book->language = said(book, "language", "book.language");
	if (!book->language.length)
		book->language = STR("en");
	book->repository_url = read_repository(book);
	book->edit_url_template = said_url(book, "edit", "output.html.edit-url-template");
	read_site(model);
	read_stale_days(model, diags);
	read_redirects(model);
}

bool
book_leads_alike(const struct book *a, const struct book *b)
{
	bool is_same = str_equal(a->source, b->source) && str_equal(a->site_path, b->site_path) &&
		       str_equal(a->site_url, b->site_url) &&
		       str_equal(a->repository_url, b->repository_url) &&
		       a->redirect_count == b->redirect_count;
	for (size_t i = 0; is_same && i < a->redirect_count; i++)
		is_same = str_equal(a->redirects[i].from, b->redirects[i].from) &&
			  str_equal(a->redirects[i].to, b->redirects[i].to);
	return is_same;
}

void
book_take_config(struct model *model, const struct model *from)
{
	struct book *book = &model->book;
	const struct book *said = &from->book;
	book->description = said->description;
	book->language = said->language;
	book->source = said->source;
	book->source_said = said->source_said;
	book->repository_url = said->repository_url;
	book->edit_url_template = said->edit_url_template;
	book->site_path = said->site_path;
	book->site_url = said->site_url;
	book->stale_days = said->stale_days;
	book->redirects = said->redirects;
	book->config = said->config;
	book->toml = said->toml;
	book->asks = said->asks;
	model->redirects_by_from = from->redirects_by_from;
	model->linkify = from->linkify;
	for (size_t i = 0; i < from->datafiles.count; i++)
		*map_put(model->arena, &model->datafiles, from->datafiles.entries[i].key) =
			from->datafiles.entries[i].value;
}

const struct diag_code book_codes[] = {
	[BOOK_SUMMARY_MISSING_PAGE] = { "summary-missing-page", "book", DIAG_WARNING,
					"SUMMARY.md lists a page that is not there",
					"A line of SUMMARY.md links to a file below the source "
					"folder that does not\n"
					"exist. The table of contents shows the title without a "
					"link; mdBook would\n"
					"make an empty page or stop. Correct the path, add the "
					"page, or write\n"
					"`[Title]()` for a chapter that is still to come.",
					"- [Charter](./CHARTR.md)" },
	[BOOK_SUMMARY_DUPLICATE_PAGE] = { "summary-duplicate-page", "book", DIAG_WARNING,
					  "SUMMARY.md lists a page twice",
					  "A page has one place in the order of the book: one "
					  "number, one chapter\n"
					  "before it and one after it. The second line is left out "
					  "of the table of\n"
					  "contents, and what is nested below it hangs below the "
					  "first. Remove one of\n"
					  "the two lines.",
					  "- [Charter](./charter.md)\n- [Rules](./charter.md)" },
	[BOOK_CONFIG_UNKNOWN_KEY] = { "config-unknown-key", "book", DIAG_WARNING,
				      "waymark.yaml has a key that nothing reads",
				      "A key of waymark.yaml that waymark does not know has no "
				      "effect: often a\n"
				      "typing error. The nearest known key is proposed. Correct or "
				      "remove it.",
				      "titel: Our vision     # title" },
	[BOOK_CONFIG_BAD_VALUE] = { "config-bad-value", "book", DIAG_WARNING,
				    "a setting of the book that cannot be used",
				    "A value in waymark.yaml or book.toml has the wrong form: a "
				    "list where a\n"
				    "text is wanted, an address without https://, a source folder "
				    "outside the\n"
				    "book. It counts as not said.",
				    "site: example.org     # https://example.org/" },
	[BOOK_THEME_TOO_LARGE] = { "theme-too-large", "book", DIAG_WARNING,
				   "a style sheet that is too large for every page to carry",
				   "theme/waymark.css goes into the style sheet that each page of "
				   "the site loads, so it has a\n"
				   "limit. A theme sets colours and measures; pictures and fonts "
				   "stand in files of their own.\n"
				   "Until it is smaller the site has its usual look.",
				   ":root { --accent: #7a3e9d; }" },
};
const size_t book_code_count = COUNT(book_codes);
