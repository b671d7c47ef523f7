/* What is said of a pull in words. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "ui/pull_text.h"

void pull_took(const struct scene *s, const struct pull *p, char *out, size_t size)
{
    snprintf(out, size, "–");
    if (p->requested == TIME_NONE)
        return;
    if (!pull_ended(p)) {
        draw_age(s->draw, p->requested, out, size);
        if (strcmp(out, "now") == 0)
            snprintf(out, size, "<10s");
    } else if (p->completed != TIME_NONE)
        time_format_duration(p->completed - p->requested, out, size);
}

const struct connection *pull_connection(const struct scene *s, const struct pull *p)
{
    return company_connection(s->company ? s->company->record : NULL, p->connection_id);
}

const char *pull_platform(const struct scene *s, const struct pull *p)
{
    const struct connection *c = pull_connection(s, p);
    return c && c->platform ? c->platform : "";
}

const char *pull_message(const struct pull *p)
{
    if (p->error_message)
        return p->error_message;
    return p->status_description ? p->status_description : "";
}
