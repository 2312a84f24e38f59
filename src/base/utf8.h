/*
 * utf8: reading code points, width on a terminal, folding for comparison.
 *
 * Thin over utf8proc where Unicode tables are needed; ASCII never leaves this module's fast path.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

#define UTF8_REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

/* Offset of the first byte that is not part of valid UTF-8 (NUL counts as invalid), or
   STR_NONE. */
size_t utf8_find_invalid(struct str s);

/* The code point at *offset and moves the offset past it; the slice must be valid UTF-8 and
   *offset < s.length. */
uint32_t utf8_next(struct str s, size_t *offset);

void utf8_encode(uint32_t code_point, char ret_bytes[4], size_t *ret_length);

/* Columns on a terminal, by grapheme cluster: the first code point's width, 2 for flags and with an
   emoji variation selector (U+FE0F). */
size_t utf8_width(struct str s);

/* The longest prefix of whole graphemes that is at most `columns` wide. */
struct str utf8_fit(struct str s, size_t columns);

/* 1-based column in code points of a byte offset in a line: what editors and forges count. */
size_t utf8_column(struct str line, size_t offset);

/* Case folded, compatibility composed (NFKC_Casefold), white space runs to one blank, trimmed:
   for comparing names and titles.  Variation selectors and marks like U+200D go. */
struct str utf8_fold(struct arena *arena, struct str s);

/* The character decomposed (NFD), without marks, in lower case, both small sigmas as one: what is
   left of it for a search, in at most UTF8_PLAIN_MOST code points.  "Ö" gives "o". */
#define UTF8_PLAIN_MOST 4
size_t utf8_plain(uint32_t code_point, uint32_t ret_parts[UTF8_PLAIN_MOST]);

bool utf8_is_alphanumeric(uint32_t code_point); /* Unicode letters and numbers, as Rust's */
bool utf8_is_space(uint32_t code_point);        /* Unicode White_Space */

/* Control characters, which drive terminals (an escape sequence begins with one), and those that
   turn the direction of what follows, so that text reads otherwise than it is. */
bool utf8_is_harmful(uint32_t code_point);

/* Valid UTF-8 without harmful characters but tab and line ends: U+FFFD stands in their place. The
   slice itself where there are none. */
struct str utf8_make_harmless(struct arena *arena, struct str s);

#endif
