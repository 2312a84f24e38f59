/* url: see url.h. */
#include "model/url.h"

#include "base/path.h"

#include <string.h>

struct url_parts
url_split(struct str url)
{
	struct url_parts address = { 0 };
	size_t hash = str_find_char(url, '#');
	struct str before = str_slice(url, 0, hash);
	address.has_anchor = hash != STR_NONE;
	if (address.has_anchor)
		address.anchor = str_from_offset(url, hash + 1);
	address.path = str_slice(before, 0, str_find_char(before, '?'));
	return address;
}

bool
url_starts(struct str url, struct str prefix)
{
	/* Nearly all differ in the first letter, or in none. */
	return url.length >= prefix.length && ((url.data[0] ^ prefix.data[0]) & ~0x20) == 0 &&
	       (str_starts(url, prefix) ||
		str_equal_fold(str_slice(url, 0, prefix.length), prefix));
}

bool
url_strip_web(struct str url, struct str *ret_rest)
{
	if (url_starts(url, STR("https://")))
		*ret_rest = str_from_offset(url, 8);
	else if (url_starts(url, STR("http://")))
		*ret_rest = str_from_offset(url, 7);
	else
		return false;
	return true;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

char
url_decode_byte(struct str text, size_t *offset)
{
	size_t at = (*offset)++;
	if (text.data[at] != '%' || at + 2 >= text.length)
		return text.data[at];
	int high = hex_digit(text.data[at + 1]), low = hex_digit(text.data[at + 2]);
	if (high < 0 || low < 0 || (high == 0 && low == 0))
		return '%';
	*offset = at + 3;
	return (char)(high * 16 + low);
}

struct str
url_path_str(const struct url_path *path)
{
	return (struct str){ path->bytes, path->length };
}

bool
url_path_put(struct url_path *path, char c)
{
	if (path->length + 2 > sizeof path->bytes)
		return false;
	path->bytes[path->length++] = c;
	return true;
}

static bool
put_part(struct url_path *path, struct str part)
{
	if (part.length == 0 || str_equal(part, STR(".")))
		return true;
	if (str_equal(part, STR(".."))) {
		bool inside = path->length > 0;
		path->length = path_dir(url_path_str(path)).length;
		return inside;
	}
	if (path->length > 0 && !url_path_put(path, '/'))
		return false;
	if (str_find_char(part, '%') == STR_NONE) {
		if (path->length + part.length + 1 > sizeof path->bytes)
			return false;
		memcpy(path->bytes + path->length, part.data, part.length);
		path->length += part.length;
		return true;
	}
	for (size_t i = 0; i < part.length;)
		if (!url_path_put(path, url_decode_byte(part, &i)))
			return false;
	return true;
}

bool
url_path_follow(struct url_path *path, struct str dir, struct str to)
{
	struct str part;
	path->length = 0;
	if (dir.length + 2 > sizeof path->bytes)
		return false;
	if (dir.length)
		memcpy(path->bytes, dir.data, dir.length);
	path->length = dir.length;
	while (str_cut(&to, '/', &part))
		if (!put_part(path, part))
			return false;
	return true;
}

bool
url_path_set(struct url_path *path, struct str name, size_t keep, struct str tail)
{
	size_t kept = name.length < keep ? name.length : keep;
	if (kept + tail.length + 1 > sizeof path->bytes)
		return false;
	if (kept)
		memcpy(path->bytes, name.data, kept);
	if (tail.length)
		memcpy(path->bytes + kept, tail.data, tail.length);
	path->length = kept + tail.length;
	return true;
}

/* "https>//…", "http//…", "https:example.org": meant as a full URL, and none. */
static bool
is_damaged_web(struct str rest)
{
	size_t slashes = str_find(rest, STR("//"));
	if (str_starts(rest, STR("://")))
		return rest.length == 3 || rest.data[3] == '/';
	return str_starts(rest, STR(":")) || (slashes != STR_NONE && slashes <= 2);
}

static bool
is_scheme(struct str word)
{
	if (word.length < 2)
		return false;
	for (size_t i = 0; i < word.length; i++) {
		char c = word.data[i];
		bool other = char_is_digit(c) || c == '+' || c == '-';
		if (!char_is_letter(c) && (i == 0 || !other))
			return false;
	}
	return true;
}

/* A scheme that is a letter apath from http or https. */
static bool
is_nearly_web(struct str scheme, struct str rest)
{
	return str_starts(rest, STR("://")) &&
	       (str_distance(scheme, STR("http"), 1) == 1 ||
		str_distance(scheme, STR("https"), 1) == 1) &&
	       !str_equal_fold(scheme, STR("http")) && !str_equal_fold(scheme, STR("https"));
}

enum url_form
url_form_of(struct str url)
{
	size_t colon = str_find_char(url, ':');
	struct str scheme = str_slice(url, 0, colon == STR_NONE ? 0 : colon);
	struct str rest = str_from_offset(url, scheme.length), ignored;
	if (url.length == 0)
		return URL_BROKEN;
	if (str_starts(url, STR("//")))
		return URL_OTHER;
	if (url_starts(url, STR("http"))) {
		bool secure = url_starts(url, STR("https"));
		if (is_damaged_web(str_from_offset(url, secure ? 5 : 4)))
			return URL_BROKEN;
	}
	if (url_strip_web(url, &ignored))
		return URL_WEB;
	if (!is_scheme(scheme) || str_starts(rest, STR("::")))
		return URL_RELATIVE;
	return is_nearly_web(scheme, rest) ? URL_BROKEN : URL_OTHER;
}
