/* The configuration: read, checked as a whole, and joined with the command line. */
#include "config.h"

#include "app_config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/api.h"
#include "base/similar.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "config/key.h"
#include "config/words.h"

#define PROFILE_VARIABLE "CODATOP_PROFILE"
#define PRODUCTION "PROD"

/* --- checking --------------------------------------------------------------------- */

/* What is remembered stands in a file of its own. */
static bool is_ui_section(const char *name)
{
    return ui_settings_section(name) && strcmp(name, UI_ARRANGEMENT) != 0;
}

static char *no_section(const char *name)
{
    struct similar similar;
    similar_begin(&similar, name);
    similar_offer(&similar, "codatop");
    similar_offer(&similar, "profile");
    for (size_t i = 0; i < ui_setting_count; i++)
        if (is_ui_section(ui_settings[i].section))
            similar_offer(&similar, ui_settings[i].section);
    char *question = similar_question(&similar);
    char *why = xasprintf("There is no section [%s].%s", name, question);
    free(question);
    return why;
}

static char *fault_of_section(const char *name)
{
    if (setup_owns(name))
        return setup_section_fault(name);
    return is_ui_section(name) ? NULL : no_section(name);
}

/* Sets a pair of the screen, or says what is wrong with any other. */
static char *take_pair(struct ui_config *ui, const struct config_pair *p)
{
    char *why = NULL;
    if (!setup_owns(p->section)) {
        ui_settings_set(ui, p->section, p->name, p->value, &why);
        return why;
    }
    why = setup_fault(p);
    if (!why && strcmp(p->name, "base-url") == 0)
        why = xstrdup(api_url_fault(p->value));
    return why;
}

static int line_of(const struct config *file, const char *section, const char *name)
{
    for (size_t i = 0; i < file->count; i++)
        if (strcmp(file->pairs[i].section, section) == 0 &&
            strcmp(file->pairs[i].name, name) == 0)
            return file->pairs[i].line;
    return 0;
}

static bool complain(const struct config *file, int line, char *why, char **error)
{
    *error = config_complaint(file->path, line, why);
    free(why);
    return false;
}

static bool check(struct app_config *c, char **error)
{
    const struct config *file = c->file;
    for (size_t i = 0; i < file->section_count; i++) {
        char *why = fault_of_section(file->sections[i].name);
        if (why)
            return complain(file, file->sections[i].line, why, error);
    }
    for (size_t i = 0; i < file->count; i++) {
        char *why = take_pair(&c->ui, &file->pairs[i]);
        if (why)
            return complain(file, file->pairs[i].line, why, error);
    }
    const char *section, *name;
    char *why;
    if (ui_settings_check(&c->ui, &section, &name, &why))
        return true;
    return complain(file, line_of(file, section, name), why, error);
}

/* --- opening ---------------------------------------------------------------------- */

static struct config *read_file(const struct options *o, char **error)
{
    if (o->config_file)
        return config_read(o->config_file, true, error);
    char *path = config_place("XDG_CONFIG_HOME", ".config", "config.ini");
    struct config *file =
        path ? config_read(path, false, error) : config_parse("config.ini", "", 0, error);
    free(path);
    return file;
}

bool app_config_open(struct app_config *c, const struct options *o, char **error)
{
    *c = (struct app_config){.options = o, .key = key_from_environment()};
    if (o->demo)
        key_free(&c->key); /* the simulator needs none */
    c->file = read_file(o, error);
    if (!c->file || !check(c, error))
        return false;
    c->ui.ascii = c->ui.ascii || o->ascii;
    if (o->color_given)
        c->ui.color = o->color;
    c->profiles = setup_profiles(c->file);
    c->ui.profiles = c->profiles;
    c->ui.frame_titles = getenv("CODATOP_TEST_FRAMES") != NULL;
    return true;
}

void app_config_close(struct app_config *c)
{
    key_free(&c->key);
    words_free(&c->profiles);
    config_free(&c->file);
}

/* --- a profile -------------------------------------------------------------------- */

static void replace(char **slot, const char *text)
{
    if (!text)
        return;
    free(*slot);
    *slot = xstrdup(text);
}

/* The simulated Codat is an environment of its own. */
static const char *first_profile(const struct options *o)
{
    const char *variable = getenv(PROFILE_VARIABLE);
    if (o->demo)
        return "";
    if (o->profile)
        return o->profile;
    return variable && *variable ? variable : NULL;
}

static const char *url_of(const struct setup *setup)
{
    return setup->base_url ? setup->base_url : SETUP_DEFAULT_URL;
}

/* The key of [codatop] is not sent to the API of a profile, unless the command line names
 * one API for all. What is on this machine is there to be tried with any. */
static void withhold_key(struct setup *setup, const struct options *o)
{
    if (o->base_url || api_url_is_loopback(url_of(setup)))
        setup->other_url_line = 0;
    if (!setup->other_url_line)
        return;
    free(setup->key_command);
    free(setup->key_file);
    setup->key_command = setup->key_file = NULL;
}

bool app_config_choose(const struct app_config *c, const char *profile,
                       struct setup *setup, char **error)
{
    const struct options *o = c->options;
    if (!setup_join(c->file, profile ? profile : first_profile(o), setup, error))
        return false;
    replace(&setup->base_url, o->base_url);
    replace(&setup->ca_file, o->ca_file);
    replace(&setup->log_file, o->log_file);
    withhold_key(setup, o);
    setup->read_only = setup->read_only || o->read_only;
    if (o->interval)
        setup->interval = o->interval;
    return true;
}

static char *no_key(const struct setup *setup)
{
    return xasprintf(
        "there is no API key%s%s. Put it into the environment variable " KEY_VARIABLE
        ",\n"
        "or set api-key-command or api-key-file in the configuration: codatop "
        "--print-config.\n"
        "The Codat Portal shows it under Developers > API keys\n"
        "(https://app.codat.io/developers/api-keys).\n"
        "To look around without an account: codatop --demo",
        setup->profile ? " for the profile " : "", setup->profile ? setup->profile : "");
}

/* Where it stands comes last, since a message may be cut. Takes why over. */
static char *with_line(const struct app_config *c, int line, char *why)
{
    if (line == 0)
        return why;
    char *text = xasprintf("%s It is set in %s:%d.", why, c->file->path, line);
    char *clean = text_cleans(text);
    free(text);
    free(why);
    return clean;
}

/* Whether what the program was started with is for this API: for that of the start. */
static bool is_started_for(const struct app_config *c, const struct setup *setup)
{
    struct setup first;
    char *error = NULL;
    if (api_url_is_loopback(url_of(setup)))
        return true;
    if (!app_config_choose(c, NULL, &first, &error)) {
        free(error);
        return false;
    }
    bool same = strcmp(url_of(&first), url_of(setup)) == 0;
    setup_free(&first);
    return same;
}

static char *no_own_key(const struct app_config *c, const struct setup *setup)
{
    const char *name = setup->profile ? setup->profile : "";
    char *why =
        xasprintf("The profile %s has no key of its own, and that of another API "
                  "is not sent to its base-url: give it an api-key-command or "
                  "api-key-file, or start codatop --profile %s with " KEY_VARIABLE ".",
                  name, name);
    return with_line(c, setup->other_url_line, why);
}

char *app_config_key(const struct app_config *c, const struct setup *setup, char **error)
{
    *error = NULL;
    if (c->options->demo)
        return NULL;
    bool started_for = is_started_for(c, setup);
    const struct key_sources sources = {
        .command = setup->key_command,
        .folder = started_for ? getenv("CREDENTIALS_DIRECTORY") : NULL,
        .file = setup->key_file,
        .environment = started_for ? c->key : NULL,
    };
    char *key = key_find(&sources, error);
    bool withheld = setup->other_url_line || (c->key && !started_for);
    if (!key && !*error)
        *error = withheld ? no_own_key(c, setup) : no_key(setup);
    else if (!key && setup->key_command)
        *error = with_line(c, setup->key_command_line, *error);
    return key;
}

static bool is_production(const char *host, size_t len)
{
    static const char name[] = "api.codat.io";
    size_t n = sizeof name - 1;
    return strncasecmp(host, name, n) == 0 &&
           (len == n || (len == n + 4 && strncmp(host + n, ":443", 4) == 0));
}

/* Whether one of the words between the blanks of a label is PROD: "nonprod" is none. */
static bool says_production(const char *label)
{
    static const char blanks[] = " \t";
    for (const char *word = label + strspn(label, blanks); *word;) {
        size_t len = strcspn(word, blanks);
        if (len == sizeof PRODUCTION - 1 && strncasecmp(word, PRODUCTION, len) == 0)
            return true;
        word += len + strspn(word + len, blanks);
    }
    return false;
}

/* A label may hold the word itself; one that does not is joined with it. */
static char *name_production(const char *label)
{
    if (!label)
        return xstrdup(PRODUCTION);
    return says_production(label) ? xstrdup(label) : xasprintf("%s " PRODUCTION, label);
}

char *app_config_environment(const struct app_config *c, const struct setup *setup,
                             bool *production)
{
    *production = false;
    if (c->options->demo)
        return xstrdup("DEMO");
    const char *url = setup->base_url ? setup->base_url : SETUP_DEFAULT_URL;
    const char *host = strstr(url, "://");
    host = host ? host + 3 : url;
    size_t len = strcspn(host, "/?#");
    *production = is_production(host, len);
    if (*production)
        return name_production(setup->label);
    return setup->label ? xstrdup(setup->label) : xstrndup(host, len);
}

/* --- printing --------------------------------------------------------------------- */

static void print_setting(FILE *out, const char *name, const char *fallback)
{
    fprintf(out, "%s%s = %s\n", *fallback ? "" : "#", name, fallback);
}

static void print_help(FILE *out, const char *help, const char *end)
{
    static const struct keymap standard = {0};
    char *text = keymap_expand(&standard, true, help);
    char *comment = xasprintf("%s%s", text, end);
    setup_print_comment(out, comment);
    free(comment);
    free(text);
}

static void print_row(FILE *out, const struct ui_setting *s)
{
    struct ui_setting_name each = {0};
    print_help(out, s->help, ".");
    if (!s->name_at)
        print_setting(out, s->name, s->fallback);
    for (size_t i = 0; s->name_at && s->name_at(i, &each); i++) {
        if (each.help)
            print_help(out, each.help, "");
        print_setting(out, each.name, each.fallback);
    }
    fputc('\n', out);
}

void app_config_print(FILE *out)
{
    setup_print_comment(
        out, "The configuration of codatop: ~/.config/codatop/config.ini, or where "
             "XDG_CONFIG_HOME or --config say. These are the defaults; what is left away "
             "stays as it is here. Comments stand on lines of their own.");
    fputc('\n', out);
    setup_print(out);
    const char *section = "";
    for (size_t i = 0; i < ui_setting_count; i++) {
        const struct ui_setting *s = &ui_settings[i];
        if (!is_ui_section(s->section))
            continue;
        if (strcmp(section, s->section) != 0)
            fprintf(out, "[%s]\n\n", s->section);
        section = s->section;
        print_row(out, s);
    }
}
