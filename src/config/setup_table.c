/* One table holds each setting of [codatop] and of profiles: its name, where it may
 * stand, what it takes, its default and its help text. */
#include "config.h"

#include "config/setup_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/value.h"
#include "base/xmalloc.h"
#include "config/words.h"

/* --- the table -------------------------------------------------------------------- */

enum kind {
    K_TEXT,
    K_PATH,
    K_WORDS,
    K_COLOR,
    K_BOOL,
    K_NUMBER,
    K_SECONDS,
    K_TIME,
    K_FACTOR
};

#define FIELD(f) offsetof(struct setup, f)

const struct setup_row setup_rows[] = {
    {"profile", K_TEXT, GENERAL, FIELD(profile), 0, 0, NULL, "production",
     "The profile to begin with; CODATOP_PROFILE and --profile come first"},
    {"base-url", K_TEXT, EVERYWHERE, FIELD(base_url), 0, 0, SETUP_DEFAULT_URL, NULL,
     "The API"},
    {"api-key-command", K_WORDS, EVERYWHERE, FIELD(key_command), 0, 0, NULL,
     "secret-tool lookup service codat",
     "A program that prints the API key within 10 seconds; words are split as a shell "
     "does, but no shell runs. The key comes from the first of: this, "
     "$CREDENTIALS_DIRECTORY/codat-api-key, api-key-file, CODAT_API_KEY"},
    {"api-key-file", K_PATH, EVERYWHERE, FIELD(key_file), 0, 0, NULL,
     "~/.config/codatop/key",
     "A file with the API key that only you can read (chmod 600)"},
    {"read-only", K_BOOL, EVERYWHERE, FIELD(read_only), 0, 0, "false", NULL,
     "Never ask Codat to refresh anything"},
    {"label", K_TEXT, EVERYWHERE, FIELD(label), 0, 0, NULL, "EU PROD",
     "What the header calls this environment; without it PROD, or the API's host"},
    {"color", K_COLOR, EVERYWHERE, FIELD(color), 0, 0, "default", NULL,
     "The label's colour: default, black, red, green, yellow, blue, magenta, cyan or "
     "white; production stays reversed whatever it is"},
    {"interval", K_SECONDS, EVERYWHERE, FIELD(interval), SETUP_MIN_INTERVAL,
     SETUP_MAX_INTERVAL, "10", NULL, "Seconds between reads of what is on screen"},
    {"ca-file", K_PATH, EVERYWHERE, FIELD(ca_file), 0, 0, NULL,
     "/etc/ssl/certs/company.pem",
     "Trust the certificate authorities in this file (PEM) instead of the system's"},
    {"requests-per-minute", K_NUMBER, EVERYWHERE, FIELD(requests_per_minute), 1, 1000,
     "600", NULL, "Most requests in a minute; Codat blocks an address beyond 1000"},
    {"requests-at-once", K_NUMBER, EVERYWHERE, FIELD(requests_at_once), 1, 64, "10", NULL,
     "Most requests under way"},
    {"retry-initial", K_TIME, EVERYWHERE, FIELD(retry_initial), 10, 3600000, "500ms",
     NULL,
     "What the first retry waits; this and the rest are the defaults of Codat's SDKs"},
    {"retry-max", K_TIME, EVERYWHERE, FIELD(retry_max), 10, 3600000, "60s", NULL,
     "The longest wait between two tries"},
    {"retry-exponent", K_FACTOR, EVERYWHERE, FIELD(retry_exponent), 1, 100, "1.5", NULL,
     "By what each wait is longer than the one before"},
    {"retry-elapsed", K_TIME, EVERYWHERE, FIELD(retry_elapsed), 10, 86400000, "1h", NULL,
     "How long after the first try a last one may begin"},
    {"log-file", K_PATH, GENERAL, FIELD(log_file), 0, 0, NULL,
     "~/.local/state/codatop/log", "Append what happens to this file"},
};
const size_t setup_row_count = sizeof setup_rows / sizeof *setup_rows;

/* Behind the first they are in the order of the terminal's base colours. */
static const char *const colors[] = {"default", "black",   "red",  "green", "yellow",
                                     "blue",    "magenta", "cyan", "white"};
#define COLOR_COUNT (sizeof colors / sizeof *colors)

/* --- values ----------------------------------------------------------------------- */

/* Each takes value into field, or says what would be right: a new string. Texts and paths
 * are never repeated, since somebody may have put a key there. */

static void keep(void *field, char *text)
{
    char **slot = field;
    free(*slot);
    *slot = text;
}

static char *set_text(const struct setup_row *r, const char *value, void *field)
{
    if (*value == '\0')
        return xasprintf("%s is empty: give it a value, or remove the line.", r->name);
    keep(field, text_cleans(value));
    return NULL;
}

static char *set_path(const struct setup_row *r, const char *value, void *field)
{
    const char *home = getenv("HOME");
    if (*value == '/')
        keep(field, xstrdup(value));
    else if (strncmp(value, "~/", 2) != 0)
        return xasprintf("%s takes a whole path: begin it with / or ~/.", r->name);
    else if (!home || *home != '/')
        return xasprintf("%s begins with ~/, but HOME is not set: write the whole path.",
                         r->name);
    else
        keep(field, xasprintf("%s%s", home, value + 1));
    return NULL;
}

static char *set_words(const struct setup_row *r, const char *value, void *field)
{
    char **words = words_split(value);
    if (!words)
        return xasprintf("%s has a quote or a backslash that nothing follows: close it.",
                         r->name);
    bool empty = !words[0] || !*words[0];
    words_free(&words);
    if (empty)
        return xasprintf("%s is empty: name a program, or remove the line.", r->name);
    keep(field, xstrdup(value));
    return NULL;
}

static char *set_color(const struct setup_row *r, const char *value, void *field)
{
    if (value_choice(value, colors, COLOR_COUNT, field))
        return NULL;
    char *choices = value_choices(colors, COLOR_COUNT);
    char *why = xasprintf("%s takes %s, not \"%s\".", r->name, choices, value);
    free(choices);
    return why;
}

static char *set_bool(const struct setup_row *r, const char *value, void *field)
{
    if (value_bool(value, field))
        return NULL;
    return xasprintf("%s takes true or false, not \"%s\".", r->name, value);
}

static char *set_number(const struct setup_row *r, const char *value, void *field)
{
    if (value_integer(value, r->least, r->most, field))
        return NULL;
    return xasprintf("%s takes a whole number from %lld to %lld, not \"%s\".", r->name,
                     (long long)r->least, (long long)r->most, value);
}

static char *set_seconds(const struct setup_row *r, const char *value, void *field)
{
    if (value_integer(value, r->least, r->most, field))
        return NULL;
    return xasprintf("%s takes whole seconds from %lld to %lld, not \"%s\".", r->name,
                     (long long)r->least, (long long)r->most, value);
}

static char *set_time(const struct setup_row *r, const char *value, void *field)
{
    if (value_duration(value, r->least, r->most, field))
        return NULL;
    return xasprintf("%s takes a time from %lldms to %lldh, such as 500ms, 2s or 1h, not "
                     "\"%s\".",
                     r->name, (long long)r->least, (long long)(r->most / 3600000), value);
}

static char *set_factor(const struct setup_row *r, const char *value, void *field)
{
    if (value_decimal(value, (double)r->least, (double)r->most, field))
        return NULL;
    return xasprintf("%s takes a number from %lld to %lld, such as 1.5, not \"%s\".",
                     r->name, (long long)r->least, (long long)r->most, value);
}

static char *(*const setters[])(const struct setup_row *, const char *, void *) = {
    [K_TEXT] = set_text,       [K_PATH] = set_path, [K_WORDS] = set_words,
    [K_COLOR] = set_color,     [K_BOOL] = set_bool, [K_NUMBER] = set_number,
    [K_SECONDS] = set_seconds, [K_TIME] = set_time, [K_FACTOR] = set_factor,
};

bool setup_row_is_string(const struct setup_row *r)
{
    return r->kind == K_TEXT || r->kind == K_PATH || r->kind == K_WORDS;
}

char *setup_row_set(struct setup *s, const struct setup_row *r, const char *value)
{
    return setters[r->kind](r, value, (char *)s + r->offset);
}
