/* The key as it travels, and as it must never be seen. */
#ifndef CODATOP_API_CREDENTIAL_H
#define CODATOP_API_CREDENTIAL_H

#include <stddef.h>

struct credential {
    char *header;     /* "Authorization: Basic …" */
    char *secrets[2]; /* what is replaced in texts: base64, and what base64 hides */
};

/* Takes a raw key, or a ready "Basic …" header value, which is not encoded again. NULL
 * when it is good, else a sentence that says what is wrong without the key. */
const char *credential_set(struct credential *c, const char *key);
/* A copy of clean text with every form of the key replaced. A new string (free() it). */
char *credential_redact(const struct credential *c, const char *text);
/* Overwrites the memory, then frees it. */
void credential_wipe(struct credential *c);

#endif
