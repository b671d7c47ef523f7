/* A configuration file as pairs of name and value, each with the line that it stands on.
 * Nothing is cut or guessed silently: what is not understood is an error with its line.
 */
#ifndef CODATOP_CONFIG_FILE_H
#define CODATOP_CONFIG_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct config_pair {
    char *section, *name, *value; /* valid UTF-8 without control characters but tabs */
    int line;                     /* from 1 */
};

struct config_section {
    char *name;
    int line;
};

struct config {
    char *path;                      /* of the file, as it was named */
    struct config_section *sections; /* as they stand; empty ones too */
    size_t section_count;
    struct config_pair *pairs;
    size_t count;
};

/* Reads a file. Where must_exist is false, a file that is not there is an empty one, and
 * what is no regular file is refused. NULL and *error, "FILE:LINE: what is wrong; what to
 * do" (clean; free() it), where it cannot be read, is larger than 1 MB, or holds
 * something else than sections, settings and comments; a setting that is there twice is
 * an error too. */
struct config *config_read(const char *path, bool must_exist, char **error);
/* The same of a text that was read already; path is for sentences. */
struct config *config_parse(const char *path, const char *bytes, size_t len,
                            char **error);
void config_free(struct config **config);

/* "FILE:LINE: sentence", clean; line 0 leaves the line out. A new string (free() it). */
char *config_complaint(const char *path, int line, const char *sentence);

/* The file NAME of codatop in a folder of the XDG specification: in $VARIABLE, else in
 * ~/FALLBACK. A new string (free() it), NULL where there is neither an absolute $VARIABLE
 * nor an absolute $HOME. */
char *config_place(const char *variable, const char *fallback, const char *name);

#endif
