/*
 * csv: the records of one kind as comma-separated values (RFC 4180, with LF), generic from the
 * schema's rows.  Columns and their meaning: docs/export.md.
 */
#ifndef EMIT_CSV_H
#define EMIT_CSV_H

#include "base/buf.h"
#include "model/model.h"

void csv_put_kind(struct arena *scratch, const struct model *model, enum kind kind,
		  struct buf *out);

#endif
