/*
 * measure: seconds, CPU seconds and the largest memory in KiB of one command, on standard output.
 *
 *	measure COMMAND [ARGUMENT...]
 *
 * A process of its own, because a child's memory counts from the fork on, when it still has its
 * parent's.  What the command prints is dropped; the status is the command's.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int
main(int argc, char **argv)
{
	struct rusage used;
	double start = now();
	pid_t child;
	int status;

	if (argc < 2)
		return 2;
	child = fork();
	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, STDOUT_FILENO);
		execvp(argv[1], argv + 1);
		perror(argv[1]);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &used) != child) {
		perror("measure");
		return 2;
	}
	printf("%.6f %.6f %ld\n", now() - start, seconds(used.ru_utime) + seconds(used.ru_stime),
	       used.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
