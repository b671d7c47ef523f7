/* Where the API key comes from, and how the process keeps it to itself. */
#ifndef CODATOP_CONFIG_KEY_H
#define CODATOP_CONFIG_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KEY_VARIABLE "CODAT_API_KEY"
#define KEY_CREDENTIAL "codat-api-key" /* in $CREDENTIALS_DIRECTORY */
#define KEY_MOST 4096                  /* bytes of a key */
#define KEY_COMMAND_MS 10000

/* Takes the key out of the environment: a copy (key_free it), NULL where the variable is
 * unset or blank. The variable is overwritten in place, so that /proc/self/environ does
 * not show it, and removed. Surrounding white space is cut off. Call before any thread
 * starts. */
char *key_from_environment(void);
/* Wipes the memory, frees it and clears the pointer. */
void key_free(char **key);
/* No core dumps, and no reading of this process's memory by others of the same user. */
void key_protect_process(void);

/* Where to look for a key, in this order; NULL: not there. */
struct key_sources {
    const char *command; /* as words_split takes it */
    const char *folder;  /* that systemd made for credentials */
    const char *file;
    const char *environment; /* what key_from_environment gave */
};

/* The key of the first source that is there (key_free it). NULL where none is (*error
 * NULL), or where a source is there and fails: *error, a clean sentence that says what to
 * do and never holds a key or what a command printed (free() it). */
char *key_find(const struct key_sources *sources, char **error);

/* The parts of key_find. All of them leave *error alone where they succeed. */
/* Runs the command without shell and standard input, at most limit_ms; whatever it
 * started ends with it. */
char *key_from_command(const char *command, int64_t limit_ms, char **error);
/* A regular file, no link, that belongs to this user and that nobody else may read. */
char *key_from_file(const char *path, char **error);
/* A file of the service manager, which looks after its permissions; NULL without *error
 * where it is not there. */
char *key_from_credentials(const char *folder, char **error);

/* Takes the key out of what a source gave: bytes without the white space around them. On
 * failure NULL and why, the end of a sentence that begins with the source's name. */
char *key_from_bytes(const char *bytes, size_t len, const char **why);
/* Overwrites memory that held a key. */
void key_wipe(void *memory, size_t len);

#endif
