/* The API key: from the first of its sources, and guarded where it is held. */
#include "config.h"

#include "config/key.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/xmalloc.h"

/* A plain memset of memory that is freed next may be optimised away. */
void key_wipe(void *memory, size_t len)
{
    volatile char *p = memory;
    while (len-- > 0)
        *p++ = '\0';
}

char *key_from_bytes(const char *bytes, size_t len, const char **why)
{
    while (len > 0 && isspace((unsigned char)*bytes)) {
        bytes++;
        len--;
    }
    while (len > 0 && isspace((unsigned char)bytes[len - 1]))
        len--;
    *why = NULL;
    if (len == 0)
        *why = "holds no key";
    else if (len > KEY_MOST)
        *why = "holds more than a key";
    for (size_t i = 0; i < len && !*why; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '\n' || c == '\r')
            *why = "holds more than one line: leave the key alone in it";
        else if (c < 0x20 || c == 0x7f)
            *why = "holds control characters: no key has them";
    }
    return *why ? NULL : xstrndup(bytes, len);
}

char *key_from_environment(void)
{
    char *value = getenv(KEY_VARIABLE);
    if (!value)
        return NULL;
    size_t all = strlen(value);
    const char *start = value;
    while (isspace((unsigned char)*start))
        start++;
    size_t len = strlen(start);
    while (len > 0 && isspace((unsigned char)start[len - 1]))
        len--;
    char *key = len > 0 ? xstrndup(start, len) : NULL;
    key_wipe(value, all);
    unsetenv(KEY_VARIABLE);
    return key;
}

void key_free(char **key)
{
    if (*key)
        key_wipe(*key, strlen(*key));
    free(*key);
    *key = NULL;
}

void key_protect_process(void)
{
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    /* The leak checker inspects the process as another one would. */
#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__)
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

/* --- finding it ------------------------------------------------------------------- */

char *key_find(const struct key_sources *s, char **error)
{
    *error = NULL;
    if (s->command)
        return key_from_command(s->command, KEY_COMMAND_MS, error);
    char *key = s->folder ? key_from_credentials(s->folder, error) : NULL;
    if (key || *error)
        return key;
    if (s->file)
        return key_from_file(s->file, error);
    return xstrdup(s->environment);
}
