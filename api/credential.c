/* The key: made into a header, kept out of every text, wiped at the end. */
#include "config.h"

#include "api/credential.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/xmalloc.h"

static const char digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static char *base64_encode(const char *text)
{
    const unsigned char *in = (const unsigned char *)text;
    size_t len = strlen(text);
    char *out = xmalloc((len + 2) / 3 * 4 + 1), *to = out;
    for (size_t i = 0; i < len; i += 3) {
        size_t left = len - i;
        unsigned long bits = (unsigned long)in[i] << 16;
        bits |= left > 1 ? (unsigned long)in[i + 1] << 8 : 0;
        bits |= left > 2 ? in[i + 2] : 0;
        *to++ = digits[bits >> 18 & 63];
        *to++ = digits[bits >> 12 & 63];
        *to++ = left > 1 ? digits[bits >> 6 & 63] : '=';
        *to++ = left > 2 ? digits[bits & 63] : '=';
    }
    *to = '\0';
    return out;
}

/* NULL where it is no base64. What follows a NUL is no part of the string. */
static char *base64_decode(const char *text)
{
    size_t len = strcspn(text, "=");
    if (len == 0 || strspn(text, digits) != len || text[len + strspn(text + len, "=")])
        return NULL;
    char *out = xmalloc(len + 1), *to = out;
    unsigned long bits = 0;
    for (size_t i = 0, have = 0; i < len; i++) {
        bits = bits << 6 | (unsigned long)(strchr(digits, text[i]) - digits);
        have += 6;
        if (have >= 8) {
            have -= 8;
            *to++ = (char)(bits >> have & 255);
        }
    }
    *to = '\0';
    return out;
}

static bool has_controls(const char *key)
{
    for (; *key; key++)
        if ((unsigned char)*key < 0x20 || *key == 0x7f)
            return true;
    return false;
}

/* The base64 of a ready header value; NULL where key is a raw one. */
static const char *ready_part(const char *key)
{
    if (strncasecmp(key, "Basic ", 6) != 0)
        return NULL;
    key += 6;
    return key + strspn(key, " ");
}

const char *credential_set(struct credential *c, const char *key)
{
    *c = (struct credential){0};
    if (!key || !*key)
        return "There is no API key.";
    if (has_controls(key))
        return "The API key contains control characters.";
    const char *ready = ready_part(key);
    char *raw = ready ? base64_decode(ready) : xstrdup(key);
    if (!raw)
        return "The API key begins with \"Basic\", but what follows is not base64.";
    c->secrets[0] = ready ? xstrdup(ready) : base64_encode(key);
    c->secrets[1] = raw;
    c->header = xasprintf("Authorization: Basic %s", c->secrets[0]);
    return NULL;
}

/* A text of few characters would blot out half of every message and hides nothing. */
#define LEAST_SECRET 4

char *credential_redact(const struct credential *c, const char *text)
{
    struct buf b = {0};
    while (*text) {
        size_t hit = 0;
        for (size_t i = 0; i < sizeof(c->secrets) / sizeof(c->secrets[0]); i++) {
            size_t len = c->secrets[i] ? strlen(c->secrets[i]) : 0;
            if (len >= LEAST_SECRET && len > hit &&
                strncmp(text, c->secrets[i], len) == 0)
                hit = len;
        }
        if (hit > 0)
            buf_adds(&b, "[key]");
        else
            buf_addc(&b, *text);
        text += hit ? hit : 1;
    }
    return buf_take(&b);
}

/* Overwrites a string and frees it. */
static void secret_free(char *secret)
{
    if (secret)
        explicit_bzero(secret, strlen(secret));
    free(secret);
}

void credential_wipe(struct credential *c)
{
    secret_free(c->header);
    for (size_t i = 0; i < sizeof(c->secrets) / sizeof(c->secrets[0]); i++)
        secret_free(c->secrets[i]);
    *c = (struct credential){0};
}
