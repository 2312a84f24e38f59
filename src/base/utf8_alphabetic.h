/*
 * utf8_alphabetic: a property that utf8proc does not know.  For utf8.c.
 */
#ifndef BASE_UTF8_ALPHABETIC_H
#define BASE_UTF8_ALPHABETIC_H

#include <stdbool.h>
#include <stdint.h>

bool utf8_is_other_alphabetic(uint32_t code_point);

#endif
