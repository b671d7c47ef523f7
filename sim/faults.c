/* Reads the fault language, and decides which request is met by which fault. */
#include "config.h"

#include "sim/faults.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "sim/sim.h"

static const char help[] =
    "SPEC is one or more rules separated by commas; of several that match a request, "
    "the\n"
    "first counts. A rule is a kind, then options, all separated by colons:\n"
    "\n"
    "  status=CODE   an HTTP status with Codat's error message (CODE alone does too)\n"
    "  html          200 with a web page\n"
    "  empty         200 without a body\n"
    "  badjson       200 with a body that is not JSON\n"
    "  redirect      302 to another host\n"
    "  stall         no answer at all; the connection stays open\n"
    "  slow          the true answer, a few bytes a second\n"
    "  cut           the true answer, cut in the middle of its body\n"
    "  unsized       the true answer without a length, cut in the middle\n"
    "  close         the connection is closed without an answer\n"
    "  reset         the connection is reset without an answer\n"
    "  garbage       an answer that is not HTTP\n"
    "\n"
    "  method=NAME        only requests with this method\n"
    "  path=TEXT          only requests whose path contains TEXT\n"
    "  after=N            spare the first N requests that match\n"
    "  count=N            meet N requests, then never again\n"
    "  probability=P      meet a request with this chance, 0 to 1\n"
    "  when=before|after  a POST is lost before it is carried out (default), or after\n"
    "  retry-after=TEXT   the Retry-After header (any text)\n"
    "  error=TEXT         the text of Codat's error message\n"
    "  location=URL       where a redirect leads\n"
    "  body=TEXT          what is sent as body (status: see error)\n"
    "\n"
    "A backslash before a comma, a colon or a backslash takes it literally. Example:\n"
    "  429:path=/dataStatus:count=3:retry-after=5,cut:method=POST:when=after:count=1\n";

const char *sim_fault_help(void)
{
    return help;
}

static const struct {
    const char *name;
    enum fault_kind kind;
    bool spoils;
} kinds[] = {
    {"html", FAULT_HTML, false},       {"empty", FAULT_EMPTY, false},
    {"badjson", FAULT_BADJSON, false}, {"redirect", FAULT_REDIRECT, false},
    {"stall", FAULT_STALL, false},     {"slow", FAULT_SLOW, true},
    {"cut", FAULT_CUT, true},          {"unsized", FAULT_UNSIZED, true},
    {"close", FAULT_CLOSE, false},     {"reset", FAULT_RESET, false},
    {"garbage", FAULT_GARBAGE, false},
};

bool fault_spoils(enum fault_kind kind)
{
    for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++) {
        if (kinds[n].kind == kind)
            return kinds[n].spoils;
    }
    return false;
}

/* Takes the next piece of text up to one of stops, without backslashes; *end is the
 * stop that ended it, or NUL. */
static char *take_piece(const char **text, const char *stops, char *end)
{
    char *piece = xmalloc(strlen(*text) + 1);
    size_t len = 0;
    const char *p = *text;
    while (*p != '\0' && strchr(stops, *p) == NULL) {
        if (*p == '\\' && p[1] != '\0')
            p++;
        piece[len++] = *p++;
    }
    piece[len] = '\0';
    *end = *p;
    *text = *p == '\0' ? p : p + 1;
    return piece;
}

static bool read_count(const char *text, unsigned long *out)
{
    size_t digits = strspn(text, "0123456789");
    *out = strtoul(text, NULL, 10);
    return digits > 0 && digits < 10 && text[digits] == '\0';
}

static bool read_status(const char *text, struct fault *fault)
{
    unsigned long status;
    if (!read_count(text, &status) || status < 200 || status > 999)
        return false;
    fault->kind = FAULT_STATUS;
    fault->status = (unsigned)status;
    return true;
}

static bool read_kind(const char *text, struct fault *fault)
{
    if (strncmp(text, "status=", 7) == 0)
        return read_status(text + 7, fault);
    for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++) {
        if (strcmp(kinds[n].name, text) == 0) {
            fault->kind = kinds[n].kind;
            return true;
        }
    }
    return read_status(text, fault);
}

static bool read_probability(const char *text, struct fault *fault)
{
    char *end;
    fault->probability = strtod(text, &end);
    return end != text && *end == '\0' && fault->probability >= 0 &&
           fault->probability <= 1;
}

static bool read_when(const char *text, struct fault *fault)
{
    fault->after = strcmp(text, "after") == 0;
    return fault->after || strcmp(text, "before") == 0;
}

static void set(char **slot, const char *text)
{
    free(*slot);
    *slot = xstrdup(text);
}

/* "name=value"; false where there is no such option or its value is wrong. */
static bool read_option(const char *text, struct fault *fault)
{
    struct {
        const char *name;
        char **slot;
    } texts[] = {{"method=", &fault->method},     {"path=", &fault->path},
                 {"error=", &fault->error},       {"retry-after=", &fault->retry_after},
                 {"location=", &fault->location}, {"body=", &fault->body}};
    for (size_t n = 0; n < sizeof texts / sizeof *texts; n++) {
        size_t len = strlen(texts[n].name);
        if (strncmp(text, texts[n].name, len) == 0) {
            set(texts[n].slot, text + len);
            return true;
        }
    }
    if (strncmp(text, "after=", 6) == 0)
        return read_count(text + 6, &fault->skip);
    if (strncmp(text, "count=", 6) == 0)
        return read_count(text + 6, &fault->left);
    if (strncmp(text, "probability=", 12) == 0)
        return read_probability(text + 12, fault);
    if (strncmp(text, "when=", 5) == 0)
        return read_when(text + 5, fault);
    return false;
}

static struct fault *add_rule(struct faults *faults)
{
    faults->rules =
        xreallocarray(faults->rules, faults->count + 1, sizeof *faults->rules);
    struct fault *fault = &faults->rules[faults->count++];
    *fault = (struct fault){.left = ULONG_MAX, .probability = 1};
    return fault;
}

/* Reads one rule and moves *text behind it; *end is ',' where another follows. */
static bool read_rule(const char **text, struct faults *faults, char *end, char **error)
{
    struct fault *fault = add_rule(faults);
    bool first = true;
    do {
        char *piece = take_piece(text, ":,", end);
        bool good = first ? read_kind(piece, fault) : read_option(piece, fault);
        if (!good)
            *error =
                xasprintf("'%s' is no %s of fault", piece, first ? "kind" : "option");
        free(piece);
        if (!good)
            return false;
        first = false;
    } while (*end == ':');
    return true;
}

bool faults_parse(const char *text, struct faults *faults, char **error)
{
    char end = ',';
    *faults = (struct faults){.rng = {.state = 1}};
    if (text == NULL || *text == '\0')
        return true;
    while (end == ',') {
        if (!read_rule(&text, faults, &end, error)) {
            faults_free(faults);
            return false;
        }
    }
    return true;
}

void faults_free(struct faults *faults)
{
    for (size_t n = 0; n < faults->count; n++) {
        struct fault *fault = &faults->rules[n];
        free(fault->method);
        free(fault->path);
        free(fault->retry_after);
        free(fault->error);
        free(fault->location);
        free(fault->body);
    }
    free(faults->rules);
    *faults = (struct faults){0};
}

static bool meets(struct faults *faults, struct fault *fault, const char *method,
                  const char *path)
{
    if ((fault->method != NULL && strcmp(fault->method, method) != 0) ||
        (fault->path != NULL && strstr(path, fault->path) == NULL))
        return false;
    if (fault->skip > 0) {
        fault->skip--;
        return false;
    }
    if (fault->left == 0 || rng_unit(&faults->rng) >= fault->probability)
        return false;
    if (fault->left != ULONG_MAX)
        fault->left--;
    return true;
}

const struct fault *faults_pick(struct faults *faults, const char *method,
                                const char *path)
{
    for (size_t n = 0; n < faults->count; n++) {
        if (meets(faults, &faults->rules[n], method, path))
            return &faults->rules[n];
    }
    return NULL;
}
