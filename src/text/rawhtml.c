/* Raw HTML by an allow-list: the tables of what may pass, and the lexer. */
#include "text/rawhtml.h"

struct element {
	const char *name;
	bool is_void;
};

/* What real planning books use and what cannot do harm.  Sorted for people, searched in order. */
static const struct element allowed[] = {
	{ "a", false },          { "abbr", false },    { "b", false },      { "blockquote", false },
	{ "br", true },          { "caption", false }, { "center", false }, { "cite", false },
	{ "code", false },       { "dd", false },      { "del", false },    { "details", false },
	{ "div", false },        { "dl", false },      { "dt", false },     { "em", false },
	{ "figcaption", false }, { "figure", false },  { "h1", false },     { "h2", false },
	{ "h3", false },         { "h4", false },      { "h5", false },     { "h6", false },
	{ "hr", true },          { "i", false },       { "img", true },     { "ins", false },
	{ "kbd", false },        { "li", false },      { "mark", false },   { "ol", false },
	{ "p", false },          { "pre", false },     { "q", false },      { "s", false },
	{ "samp", false },       { "small", false },   { "span", false },   { "strong", false },
	{ "sub", false },        { "summary", false }, { "sup", false },    { "table", false },
	{ "tbody", false },      { "td", false },      { "tfoot", false },  { "th", false },
	{ "thead", false },      { "tr", false },      { "u", false },      { "ul", false },
	{ "var", false },        { "wbr", true },
};

/* Refused together with their content, up to the end tag. */
static const char *const swallowing[] = { "script", "style" };

struct attribute_rule {
	const char *name;
	const char *elements; /* parted by blanks; NULL: any */
	bool is_url;
};

static const struct attribute_rule attribute_rules[] = {
	{ "id", NULL, false },
	{ "title", NULL, false },
	{ "lang", NULL, false },
	{ "dir", NULL, false },
	{ "href", "a", true },
	{ "name", "a", false },
	{ "src", "img", true },
	{ "alt", "img", false },
	{ "width", "img", false },
	{ "height", "img", false },
	{ "align", "img p div h1 h2 h3 h4 h5 h6 td th", false },
	{ "open", "details", false },
	{ "colspan", "td th", false },
	{ "rowspan", "td th", false },
	{ "start", "ol", false },
	{ "value", "li", false },
	{ "class", "div span p code", false },
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* ---- addresses ---- */

/* Beyond ASCII no character matters here: U+007F stands for all of them. */
static int
read_number_entity(struct str rest, size_t *at)
{
	bool hex = rest.length > 2 && lower(rest.data[2]) == 'x';
	size_t i = hex ? 3 : 2;
	long value = 0;
	for (; i < rest.length; i++) {
		char c = lower(rest.data[i]);
		int digit = char_is_digit(c)              ? c - '0'
			    : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
							  : -1;
		if (digit < 0)
			break;
		value = value > 0x110000 ? value : value * (hex ? 16 : 10) + digit;
	}
	if (i < rest.length && rest.data[i] == ';')
		i++;
	*at += i;
	return value < 0x80 ? (int)value : 0x7f;
}

/* `&#106;`, `&#x6a;`, `&colon;`, `&Tab;`, `&NewLine;`: the character; -1 when it is none of these. */
static int
read_entity(struct str text, size_t *at)
{
	static const struct {
		struct str name;
		int character;
	} named[] = { { STR_INIT("&colon;"), ':' },
		      { STR_INIT("&Tab;"), '\t' },
		      { STR_INIT("&NewLine;"), '\n' } };
	struct str rest = str_from_offset(text, *at);
	for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
		if (str_starts(rest, named[i].name)) {
			*at += named[i].name.length;
			return named[i].character;
		}
	}
	return str_starts(rest, STR("&#")) ? read_number_entity(rest, at) : -1;
}

static bool
is_safe_scheme(const char *scheme, size_t length)
{
	struct str name = { scheme, length };
	return str_equal(name, STR("http")) || str_equal(name, STR("https")) ||
	       str_equal(name, STR("mailto"));
}

bool
raw_url_is_safe(struct str url)
{
	char scheme[16];
	size_t length = 0;
	for (size_t at = 0; at < url.length;) {
		int c = url.data[at] == '&' ? read_entity(url, &at) : -1;
		if (c < 0)
			c = (unsigned char)url.data[at++];
		if (c <= ' ')
			continue; /* browsers drop these */
		if (c == ':')
			return is_safe_scheme(scheme, length);
		if (c == '/' || c == '?' || c == '#' || c == '\\')
			return true; /* relative */
		if (length == sizeof scheme)
			length--; /* longer than any scheme that is allowed */
		scheme[length++] = lower((char)c);
	}
	return true;
}

/* ---- tags ---- */

static const struct element *
find_element(struct str name)
{
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		if (str_equal_fold(name, str_from(allowed[i].name)))
			return &allowed[i];
	return NULL;
}

static bool
stands_in(const char *words, const char *word)
{
	struct str rest = str_from(words), next;
	while (str_cut(&rest, ' ', &next))
		if (str_equal(next, str_from(word)))
			return true;
	return false;
}

static void
add_attribute(struct raw_token *token, struct str name, struct str value)
{
	for (size_t i = 0; i < sizeof attribute_rules / sizeof *attribute_rules; i++) {
		const struct attribute_rule *rule = &attribute_rules[i];
		if (!str_equal_fold(name, str_from(rule->name)))
			continue;
		bool fits = !rule->elements || stands_in(rule->elements, token->name);
		for (size_t n = 0; n < token->attribute_count; n++)
			fits = fits && token->attributes[n].name.data != rule->name;
		if (fits && token->attribute_count < RAW_ATTRIBUTES &&
		    (!rule->is_url || raw_url_is_safe(value)))
			token->attributes[token->attribute_count++] =
				(struct raw_attribute){ str_from(rule->name), value };
		return;
	}
}

/* The value behind "=", in quotes or without; false when a quote is never closed. */
static bool
read_value(struct str text, size_t *at, struct str *ret_value)
{
	char quote = *at < text.length ? text.data[*at] : 0;
	size_t from = *at;
	if (quote == '"' || quote == '\'') {
		size_t end = str_find_char(str_from_offset(text, from + 1), quote);
		if (end == STR_NONE)
			return false;
		*ret_value = str_slice(text, from + 1, from + 1 + end);
		*at = from + end + 2;
		return true;
	}
	while (*at < text.length && !is_blank(text.data[*at]) && text.data[*at] != '>')
		++*at;
	*ret_value = str_slice(text, from, *at);
	return true;
}

static void
skip_blanks(struct str text, size_t *at)
{
	while (*at < text.length && is_blank(text.data[*at]))
		++*at;
}

static bool
read_attribute(struct raw_token *token, struct str text, size_t *at)
{
	size_t from = *at;
	struct str value = STR_EMPTY;
	while (*at < text.length && !is_blank(text.data[*at]) && text.data[*at] != '=' &&
	       text.data[*at] != '>' && text.data[*at] != '/')
		++*at;
	struct str name = str_slice(text, from, *at);
	if (!name.length)
		++*at; /* a stray "=" */
	skip_blanks(text, at);
	if (*at < text.length && text.data[*at] == '=' && name.length) {
		++*at;
		skip_blanks(text, at);
		if (!read_value(text, at, &value))
			return false;
	}
	if (token->name && name.length)
		add_attribute(token, name, value);
	return true;
}

/* Attributes up to ">"; the offset behind it, or STR_NONE when the tag never ends. */
static size_t
read_attributes(struct raw_token *token, struct str text, size_t at)
{
	for (;;) {
		skip_blanks(text, &at);
		if (at >= text.length)
			return STR_NONE;
		if (text.data[at] == '>')
			return at + 1;
		if (text.data[at] == '/') {
			at++;
			continue;
		}
		if (!read_attribute(token, text, &at))
			return STR_NONE;
	}
}

/* Behind the end tag of <script> or <style>; the end of the text where there is none. */
static size_t
swallow(struct str text, size_t at, struct str name)
{
	for (; at + 2 + name.length <= text.length; at++) {
		if (text.data[at] != '<' || text.data[at + 1] != '/' ||
		    !str_equal_fold(str_slice(text, at + 2, at + 2 + name.length), name))
			continue;
		size_t end = str_find_char(str_from_offset(text, at), '>');
		return end == STR_NONE ? text.length : at + end + 1;
	}
	return text.length;
}

static size_t
refuse_content(struct str text, size_t at, struct str name)
{
	for (size_t i = 0; i < sizeof swallowing / sizeof *swallowing; i++)
		if (str_equal_fold(name, str_from(swallowing[i])))
			return swallow(text, at, name);
	return at;
}

/* A tag at the beginning of the text: its length. */
static size_t
read_tag(struct str text, struct raw_token *token)
{
	bool closes = text.data[1] == '/';
	size_t from = closes ? 2 : 1, at = from;
	while (at < text.length && (char_is_letter(text.data[at]) || char_is_digit(text.data[at]) ||
				    text.data[at] == '-' || text.data[at] == ':'))
		at++;
	struct str name = str_slice(text, from, at);
	const struct element *element = find_element(name);
	token->kind = !element ? RAW_REFUSED : closes ? RAW_CLOSE : RAW_OPEN;
	token->name = element ? element->name : NULL;
	token->is_void = element && element->is_void;
	size_t end = read_attributes(token, text, at);
	if (closes)
		token->attribute_count = 0;
	if (end == STR_NONE) {
		*token = (struct raw_token){ .kind = RAW_TEXT };
		return text.length;
	}
	return token->kind == RAW_REFUSED && !closes ? refuse_content(text, end, name) : end;
}

/* <!-- … -->; a comment that is never closed runs to the end, as in browsers. */
static size_t
read_comment(struct str text, struct raw_token *token)
{
	size_t end = str_find(str_from_offset(text, 4), STR("-->"));
	token->kind = RAW_COMMENT;
	token->text = str_from_offset(text, 4);
	if (end == STR_NONE)
		return text.length;
	token->text = str_slice(text, 4, 4 + end);
	return 4 + end + 3;
}

/* <!DOCTYPE …>, <?php … ?>, <![CDATA[ … ]]>: none of these is for a page. */
static size_t
read_declaration(struct str text, struct raw_token *token)
{
	size_t end = str_find_char(text, '>');
	token->kind = RAW_REFUSED;
	return end == STR_NONE ? text.length : end + 1;
}

static size_t
read_text(struct str text)
{
	size_t end = str_find_char(str_from_offset(text, 1), '<');
	return end == STR_NONE ? text.length : end + 1;
}

bool
raw_next(struct str *rest, struct raw_token *ret_token)
{
	struct str text = *rest;
	if (!text.length)
		return false;
	*ret_token = (struct raw_token){ .kind = RAW_TEXT };
	char next = text.length > 1 ? text.data[1] : 0;
	bool closes = next == '/' && text.length > 2 && char_is_letter(text.data[2]);
	size_t length;
	if (text.data[0] != '<')
		length = read_text(text);
	else if (str_starts(text, STR("<!--")))
		length = read_comment(text, ret_token);
	else if (next == '!' || next == '?')
		length = read_declaration(text, ret_token);
	else if (char_is_letter(next) || closes)
		length = read_tag(text, ret_token);
	else
		length = read_text(text);
	ret_token->source = str_slice(text, 0, length);
	if (ret_token->kind == RAW_TEXT || ret_token->kind == RAW_REFUSED)
		ret_token->text = ret_token->source;
	*rest = str_from_offset(text, length);
	return true;
}

bool
raw_is_comment(struct str html, struct str *ret_text)
{
	html = str_trim(html);
	if (!str_starts(html, STR("<!--")) || !str_ends(html, STR("-->")) || html.length < 7)
		return false;
	*ret_text = str_trim(str_slice(html, 4, html.length - 3));
	return !str_contains(*ret_text, STR("-->"));
}
