/*
 * datafile: the YAML files of a book, each read and parsed once.  Private to model/.
 *
 * The model keeps their bytes, so that an edit is made of what was read, and nobody's change in
 * between is lost (model_bytes).
 */
#ifndef MODEL_DATAFILE_H
#define MODEL_DATAFILE_H

#include "model/model.h"

/* What the file says; NULL when the book has no such file, it could not be read (a finding or
   failure says so), or holds no map.  Not for threads: it grows the model. */
struct data *datafile_read(struct model *model, struct repo_reader *reader, struct str path,
			   struct diags *diags);

/* What datafile_read gave for this path, or NULL.  Safe in threads, while nobody reads new ones. */
struct data *datafile_find(const struct model *model, struct str path);

/* The same of a TOML file. */
struct data *datafile_read_toml(struct model *model, struct repo_reader *reader, struct str path,
				struct diags *diags);

#endif
