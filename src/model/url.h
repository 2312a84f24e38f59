/*
 * url: a link's address as text: its parts, its form, and the path that it names.  Knows no model.
 */
#ifndef MODEL_URL_H
#define MODEL_URL_H

#include "base/limits.h"
#include "base/str.h"

/* "path?query#anchor"; the query is dropped. */
struct url_parts {
	struct str path, anchor;
	bool has_anchor;
};

struct url_parts url_split(struct str url);

enum url_form {
	URL_RELATIVE, /* a path, "/path", "#anchor" */
	URL_WEB,      /* http or https, with a host */
	URL_OTHER,    /* another scheme; "//host/path" */
	URL_BROKEN,   /* empty; meant as a full URL and none: "https>//…", "htps://…" */
};

enum url_form url_form_of(struct str url);

/* ASCII case ignored; the prefix is not empty. */
bool url_starts(struct str url, struct str prefix);

/* The part behind "https://" or "http://"; false for other schemes. */
bool url_strip_web(struct str url, struct str *ret_rest);

/* The next byte of percent-encoded text; `*offset` moves behind it. */
char url_decode_byte(struct str text, size_t *offset);

/* A decoded path under construction, on the stack.  One byte is always free for a slash. */
struct url_path {
	char bytes[LIMIT_PATH_BYTES];
	size_t length;
};

struct str url_path_str(const struct url_path *path);
bool url_path_put(struct url_path *path, char c); /* false when it is full */

/* Follows the encoded `to` from the folder `dir`, with its "." and "..".  False when it climbs out
   of the root or is too long. */
bool url_path_follow(struct url_path *path, struct str dir, struct str to);

/* The first `keep` bytes of `name` and something behind them.  False when it is too long. */
bool url_path_set(struct url_path *path, struct str name, size_t keep, struct str tail);

#endif
