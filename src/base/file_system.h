/*
 * file_system: what file.c and file_write.c share.  Not for other modules.
 */
#ifndef BASE_FILE_SYSTEM_H
#define BASE_FILE_SYSTEM_H

#include "base/str.h"

/* The text of an errno: constant, never NULL. */
const char *file_reason(int error);

/* Opens the directory that a path's last part stands in; -1 and errno on failure. */
int file_open_parent(struct str path);

#endif
