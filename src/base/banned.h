/*
 * Force-included before every file: calls that have bitten C programs for fifty years.  Use the
 * name in the comment.  <stdlib.h>'s malloc is banned outside base/ by scripts/style.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#pragma GCC poison strcpy strcat sprintf vsprintf strncpy strncat strtok /* str, arena_printf */
#pragma GCC poison atoi atol atof                                        /* str_to_number */
#pragma GCC poison gets system popen mktemp tmpnam                       /* spawn, file */
#undef alloca                                                            /* a macro of <stdlib.h> */
#pragma GCC poison setjmp longjmp alloca

#endif
