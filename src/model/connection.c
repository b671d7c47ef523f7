/* What a connection's status means, and what to do about it. */
#include "config.h"

#include "model/records.h"

struct status_row {
    enum state state;
    const char *remedy;
};

static const struct status_row rows[] = {
    [CONNECTION_UNKNOWN] = {STATE_UNKNOWN, NULL},
    [CONNECTION_PENDING_AUTH] = {STATE_ATTENTION,
                                 "The customer has not finished linking: hand them the "
                                 "link URL."},
    [CONNECTION_LINKED] = {STATE_COMPLETE, NULL},
    [CONNECTION_UNLINKED] = {STATE_OUT,
                             "Nothing is pulled through it any more; the customer can "
                             "link again with the link URL."},
    [CONNECTION_DEAUTHORIZED] = {STATE_ATTENTION,
                                 "The customer must relink: hand them the link URL; a "
                                 "refresh will not help."},
};

static const struct status_row *row_of(const struct connection *c)
{
    bool known = (unsigned)c->status < sizeof rows / sizeof *rows;
    return &rows[known ? c->status : CONNECTION_UNKNOWN];
}

static bool has_active_error(const struct connection *c)
{
    for (size_t i = 0; i < c->error_count; i++)
        if (c->errors[i].active)
            return true;
    return false;
}

enum state connection_state(const struct connection *c)
{
    if (c->status == CONNECTION_LINKED && has_active_error(c))
        return STATE_FAILED;
    return row_of(c)->state;
}

const char *connection_remedy(const struct connection *c)
{
    if (c->status == CONNECTION_LINKED && has_active_error(c))
        return "The platform answers with an error: refresh again later; if it stays, "
               "let the customer relink, or write to Codat's support.";
    return row_of(c)->remedy;
}

bool connection_needs_customer(const struct connection *c)
{
    return c->status == CONNECTION_PENDING_AUTH || c->status == CONNECTION_DEAUTHORIZED;
}
