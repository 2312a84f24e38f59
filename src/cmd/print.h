/*
 * print: what a command has made, written to standard output or into a file.
 */
#ifndef CMD_PRINT_H
#define CMD_PRINT_H

#include "cmd/command.h"

/* Writes the bytes to call->out, or to the file when `path` is not empty (whole or not at all),
   and frees the buf.  A buf that ran into its limit is a failure. */
enum status print_buf(struct call *call, struct buf *buf, struct str path);

/* The record that the user names; NULL after a failure that lists the candidates or the nearest
   id. */
struct record *print_find(struct call *call, const struct model *model, struct str name);

/* The kind that the user names; false after a failure that proposes the nearest. */
bool print_find_kind(struct call *call, struct str name, enum kind *ret_kind);

#endif
