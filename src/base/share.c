/*
 * share: looking up what scripts/embed put into the program.
 */
#include "base/share.h"

const struct share_file *
share_files(size_t *ret_count)
{
	*ret_count = share_table_count;
	return share_table;
}

const struct share_file *
share_find(struct str path)
{
	size_t low = 0;
	size_t high = share_table_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct share_file *file = &share_table[middle];
		int order = str_compare(path, str_from(file->path));

		if (order == 0)
			return file;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}
