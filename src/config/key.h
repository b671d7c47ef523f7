/* Where the API key comes from, and how the process keeps it to itself. */
#ifndef CODATOP_CONFIG_KEY_H
#define CODATOP_CONFIG_KEY_H

#include <stddef.h>

#define KEY_VARIABLE "CODAT_API_KEY"

/* Takes the key out of the environment: a copy (key_free it), NULL where the variable is
 * unset or blank. The variable is overwritten in place, so that /proc/self/environ does
 * not show it, and removed. Surrounding white space is cut off. Call before any thread
 * starts. */
char *key_from_environment(void);
/* Wipes the memory, frees it and clears the pointer. */
void key_free(char **key);
/* No core dumps, and no reading of this process's memory by others of the same user. */
void key_protect_process(void);

#endif
