/* Links without the ids that they are made of, and back. */
#include "config.h"

#include "model/link.h"

#include <string.h>

#include "base/buf.h"
#include "model/records.h"

#define COMPANY_ID '\1'
#define CONNECTION_ID '\2'

static bool starts_with(const char *s, const char *id)
{
    return id && *id && strncmp(s, id, strlen(id)) == 0;
}

char *link_shorten(const char *link, const char *company_id, const char *connection_id)
{
    struct buf b = {0};
    if (!link)
        return NULL;
    while (*link) {
        if (starts_with(link, company_id)) {
            buf_addc(&b, COMPANY_ID);
            link += strlen(company_id);
        } else if (starts_with(link, connection_id)) {
            buf_addc(&b, CONNECTION_ID);
            link += strlen(connection_id);
        } else {
            buf_addc(&b, *link++);
        }
    }
    return buf_take(&b);
}

char *connection_link(const struct company *company, const struct connection *connection)
{
    struct buf b = {0};
    if (!connection->link_url)
        return NULL;
    for (const char *s = connection->link_url; *s; s++) {
        if (*s == COMPANY_ID)
            buf_adds(&b, company->id);
        else if (*s == CONNECTION_ID)
            buf_adds(&b, connection->id);
        else
            buf_addc(&b, *s);
    }
    return buf_take(&b);
}
