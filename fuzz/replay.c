/*
 * replay: runs a harness on files, for compilers without libFuzzer and for the ordinary tests.
 * Each file is said before it is read, so that the last line names the one that crashed.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv) __attribute__((weak));
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The whole file in a block of exactly its size, so that an overrun is seen; NULL: cannot. */
static uint8_t *
read_whole(const char *path, size_t *ret_size)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes = NULL;
	long size = -1;

	if (file != NULL && fseek(file, 0, SEEK_END) == 0)
		size = ftell(file);
	if (size >= 0 && fseek(file, 0, SEEK_SET) == 0)
		bytes = malloc(size > 0 ? (size_t)size : 1);
	if (bytes != NULL && fread(bytes, 1, (size_t)size, file) != (size_t)size) {
		free(bytes);
		bytes = NULL;
	}
	if (file != NULL)
		fclose(file);
	*ret_size = (size_t)size;
	return bytes;
}

int
main(int argc, char **argv)
{
	if (LLVMFuzzerInitialize)
		LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 1; i < argc; i++) {
		size_t size;
		uint8_t *bytes = read_whole(argv[i], &size);

		printf("%s\n", argv[i]);
		fflush(stdout);
		if (bytes == NULL) {
			perror(argv[i]);
			return 1;
		}
		LLVMFuzzerTestOneInput(bytes, size);
		free(bytes);
	}
	return 0;
}
