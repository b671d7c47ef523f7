/* A folder of its own for a test's files. */
#ifndef CODATOP_TESTS_PLACE_H
#define CODATOP_TESTS_PLACE_H

#include <stddef.h>

/* Makes it; for checked fixtures of Check. */
void place_open(void);
/* Removes it with everything in it. */
void place_close(void);
/* The path of name in it ("": the folder itself). Good until the fourth call after it. */
const char *place_path(const char *name);
/* Writes a file into it; returns its path as place_path does. */
const char *place_write(const char *name, const char *bytes, size_t len);
const char *place_puts(const char *name, const char *text);
/* A file's whole content. A new string (free() it); NULL where there is no file. */
char *place_read(const char *name);

#endif
