/*
 * codes: the findings about files themselves, before anybody looks at what is in them.
 *
 * To add one: a row here and, at the same place, a word in driver.h's list.
 */
#include "repo/driver.h"

const struct diag_code repo_codes[] = {
	[REPO_PATH_NOT_UTF8] = {
		.name = "path-not-utf8",
		.family = "files",
		.severity = DIAG_WARNING,
		.summary = "the name of a file or folder is not UTF-8",
		.explanation =
			"Links, ids and addresses are made from the names of files, and all of these "
			"are UTF-8 text. A name in another encoding cannot be linked to and would look "
			"different on every machine, so the file (or the folder with all that is in "
			"it) was left out. The bytes that are not UTF-8 are shown as \\xNN. Rename it, "
			"for example with \"git mv\".",
	},
	[REPO_PATH_UNSAFE] = {
		.name = "path-unsafe",
		.family = "files",
		.severity = DIAG_ERROR,
		.summary = "a name in the repository cannot be the name of a file",
		.explanation =
			"A git tree can hold names that no file can have: \"..\", \".git\", a name with a "
			"slash, or the same name twice. git itself does not make them and refuses to "
			"check them out; somebody made them to write outside of a folder, or the "
			"repository is damaged. The entry was left out. \"git fsck\" shows where it "
			"stands.",
	},
	[REPO_PATH_TOO_LONG] = {
		.name = "path-too-long",
		.family = "files",
		.severity = DIAG_ERROR,
		.summary = "a path is longer than 4095 bytes",
		.explanation =
			"Most systems cannot open a path of more than 4095 bytes, so a page with such a "
			"path could not be written anywhere. The file or folder was left out. Give its "
			"folders shorter names or put it higher up.",
	},
	[REPO_TREE_TOO_DEEP] = {
		.name = "tree-too-deep",
		.family = "files",
		.severity = DIAG_ERROR,
		.summary = "a folder stands more than 64 folders deep",
		.explanation =
			"Nobody writes a book 64 folders deep; a program that ran wild or a generated "
			"tree does. What is in the folder was left out. If it is not part of the book, "
			"name it in .gitignore; else move it up.",
	},
	[REPO_TREE_TOO_MANY] = {
		.name = "tree-too-many",
		.family = "files",
		.severity = DIAG_ERROR,
		.summary = "there are more files and folders than a book can have",
		.explanation =
			"At most 200000 files and folders are read; the rest was left out, so links into "
			"it are reported as broken and its records are missing. Usually a folder of "
			"generated files or installed packages stands in the book: name it in "
			".gitignore, or read the folder of the book instead of the whole repository.",
	},
	[REPO_SYMLINK_OUTSIDE] = {
		.name = "symlink-outside",
		.family = "files",
		.severity = DIAG_WARNING,
		.summary = "a symbolic link does not lead to a file of the book",
		.explanation =
			"A symbolic link is read as the file that it leads to, if that is a regular file "
			"of the same book that is not ignored. Links to folders, to places outside of "
			"the book and to nothing are left out: they would publish files that are not "
			"part of the book, or work on one machine only. Copy the file, or link to it in "
			"the text.",
	},
	[REPO_IGNORE_TOO_LARGE] = {
		.name = "ignore-too-large",
		.family = "files",
		.severity = DIAG_WARNING,
		.summary = "a .gitignore file is larger than 256 KiB",
		.explanation =
			"Every pattern of a .gitignore file is compared with every path below it, so a "
			"huge one would stop the program. Its patterns were not used, and files that it "
			"names were read as part of the book. Name folders instead of single files.",
	},
	[REPO_FILE_VANISHED] = {
		.name = "file-vanished",
		.family = "files",
		.severity = DIAG_ERROR,
		.summary = "a file vanished while the book was read",
		.explanation =
			"The file was there when the folder was listed, and gone or replaced by something "
			"else when it was to be read. An editor, a switch of branches or another program "
			"changes the book at this moment. Run the command again; to read the book as it "
			"was committed, use --at HEAD.",
	},
	[REPO_FILE_UNREADABLE] = {
		.name = "file-unreadable",
		.family = "files",
		.severity = DIAG_ERROR,
		.summary = "a file or folder could not be read",
		.explanation =
			"The file or folder is there, but the operating system does not let it be read: "
			"mostly its permissions belong to somebody else, sometimes the disk is broken. "
			"It was left out, and links to it are reported as broken. Look at it with "
			"\"ls -l\"; if it is not part of the book, name it in .gitignore.",
	},
	[REPO_FILE_TOO_LARGE] = {
		.name = "file-too-large",
		.family = "files",
		.severity = DIAG_ERROR,
		.summary = "a file is larger than 64 MiB",
		.explanation =
			"Files are read whole, and one of more than 64 MiB is hardly a part of a book: a "
			"video, an archive or the output of a program. It was left out here; a site, which "
			"has all files that its book has, cannot be built until it is gone. Put it "
			"elsewhere and link to it there, or name it in .gitignore and take it out of git.",
	},
};

const size_t repo_code_count = sizeof repo_codes / sizeof repo_codes[0];
