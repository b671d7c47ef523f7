/* Calls: what was or will be asked, in words. */
#include "config.h"

#include <stdio.h>

#include "base/text.h"
#include "model/records.h"

bool call_is_post(const struct call *c)
{
    return c->op == OP_REFRESH_ALL || c->op == OP_REFRESH_TYPE;
}

bool call_same(const struct call *a, const struct call *b)
{
    return a->op == b->op && a->raw == b->raw && a->page == b->page &&
           a->page_size == b->page_size && text_same(a->company_id, b->company_id) &&
           text_same(a->data_type, b->data_type) &&
           text_same(a->connection_id, b->connection_id) &&
           text_same(a->pull_id, b->pull_id) && text_same(a->query, b->query) &&
           text_same(a->order_by, b->order_by);
}

void call_describe(const struct call *c, char *out, size_t size)
{
    static const char *const words[OP_COUNT] = {
        [OP_PROFILE] = "the profile",
        [OP_LIST_COMPANIES] = "the list of companies",
        [OP_GET_COMPANY] = "the company",
        [OP_LIST_CONNECTIONS] = "the connections",
        [OP_DATA_STATUS] = "the data status",
        [OP_LIST_PULLS] = "the pull history",
        [OP_GET_PULL] = "the pull",
        [OP_VALIDATION] = "the validation results",
        [OP_REFRESH_ALL] = "a refresh of all data types",
    };
    if (c->op == OP_REFRESH_TYPE) {
        const char *type = c->data_type == NULL ? "a data type" : c->data_type;
        snprintf(out, size, "a refresh of %s", type);
    } else if (c->op == OP_LIST_COMPANIES && c->page > 1) {
        snprintf(out, size, "page %d of the list of companies", c->page);
    } else if (c->op == OP_LIST_PULLS && c->page > 1) {
        snprintf(out, size, "page %d of the pull history", c->page);
    } else {
        bool known = (unsigned)c->op < OP_COUNT && words[c->op] != NULL;
        snprintf(out, size, "%s", known ? words[c->op] : "something");
    }
}
