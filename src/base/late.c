/*
 * late: dlopen, and dlsym for each function.
 */
#include "base/late.h"

#include <dlfcn.h>
#include <string.h>

_Static_assert(sizeof(void *) == sizeof(void (*)(void)), "dlsym returns functions as pointers");

bool
late_load(const char *file, const struct late_function *functions, size_t count, void *table,
	  const char **ret_reason)
{
	/* It stays mapped: the libraries below it have left exit handlers. */
	void *handle = dlopen(file, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE), *address;

	for (size_t i = 0; handle != NULL && i < count; i++) {
		address = dlsym(handle, functions[i].name);
		if (address == NULL)
			handle = NULL;
		else
			memcpy((char *)table + functions[i].offset, &address, sizeof address);
	}
	if (handle == NULL)
		*ret_reason = dlerror();
	if (handle == NULL && *ret_reason == NULL)
		*ret_reason = file;
	return handle != NULL;
}
