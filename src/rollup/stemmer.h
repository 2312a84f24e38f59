/*
 * stemmer: libstemmer, loaded when texts are compared (base/late.h).  Only stemmer.c knows the library.
 */
#ifndef ROLLUP_STEMMER_H
#define ROLLUP_STEMMER_H

#include "diag/diag.h"

struct stemmer;

/* For a language of two or three letters; NULL in *ret_stemmer: there is none for it.  It lives in the arena, and
   is closed in any case.  False after a failure. */
bool stemmer_open(struct arena *arena, const char *language, struct stemmer **ret_stemmer,
		  struct diags *diags);
void stemmer_close(struct stemmer *stemmer); /* may be NULL */

/* The stem of a folded word; it lives until the next call.  STR_EMPTY when memory is out. */
struct str stemmer_stem(struct stemmer *stemmer, struct str word);

#endif
