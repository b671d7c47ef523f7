/* A small world built by hand for the tests of the screen. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "tests/ui_world.h"

void world_open(struct world *w)
{
    *w = (struct world){
        .fleet = fleet_new(),
        .refreshes = refreshes_new(),
        .messages = messages_new(100),
        .documents = documents_new(),
        .now = WORLD_NOW,
        .wall = WORLD_DATE,
    };
    messages_set_time(w->messages, w->now, w->wall);
}

void world_close(struct world *w)
{
    refreshes_free(&w->refreshes);
    messages_free(&w->messages);
    documents_free(&w->documents);
    fleet_free(&w->fleet);
}

struct ui_view world_view(const struct world *w)
{
    return (struct ui_view){
        .fleet = w->fleet,
        .refreshes = w->refreshes,
        .messages = w->messages,
        .documents = w->documents,
        .now = w->now,
        .wall = w->wall,
    };
}

static void put_page(struct world *w, struct company **items, size_t count, int64_t total)
{
    fleet_list_begin(w->fleet);
    struct call call = fleet_list_call(w->fleet);
    struct paging paging = {
        .page_number = call.page,
        .page_size = call.page_size,
        .total = total,
        .has_next = total > (int64_t)(fleet_size(w->fleet) + count),
    };
    fleet_asked(w->fleet, &call, w->now);
    fleet_put_companies(w->fleet, &call, items, count, 0, &paging, w->now);
}

static struct company *make_company(const char *id, const char *name,
                                    const char *platform, enum connection_status status,
                                    int64_t last_sync)
{
    struct connection connection = {
        .id = id,
        .platform = platform,
        .link_url = "https://link.codat.io/company/3f2a/xero",
        .status_text = status == CONNECTION_LINKED ? "Linked" : "Deauthorized",
        .status = status,
        .created = WORLD_DATE - 90 * WORLD_DAY,
        .last_sync = last_sync,
    };
    struct company company = {
        .id = id,
        .name = name,
        .created = WORLD_DATE - 90 * WORLD_DAY,
        .last_sync = last_sync,
        .connections = &connection,
        .connection_count = 1,
        .parent = {NULL, NULL},
    };
    return company_copy(&company);
}

void world_put_companies(struct world *w, const char *const *names, size_t count,
                         int64_t total)
{
    struct company **items = xcalloc(count, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = make_company(names[i], names[i], "Xero", CONNECTION_LINKED,
                                w->wall - WORLD_HOUR);
    put_page(w, items, count, total);
    free(items);
}

void world_put_many(struct world *w, size_t first, size_t count, int64_t total)
{
    struct company **items = xcalloc(count, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        char id[32], name[64];
        size_t n = (first + i) * 48271 % 100003;
        snprintf(id, sizeof id, "id-%06zu", n);
        snprintf(name, sizeof name, "Company %06zu", n);
        items[i] = make_company(id, name, "QuickBooks Online", CONNECTION_LINKED,
                                w->wall - (int64_t)(n % 5000) * WORLD_MINUTE);
    }
    put_page(w, items, count, total);
    free(items);
}

void world_put_pull(struct world *w, const char *company_id, const char *id,
                    const char *type, const char *status, int progress, int64_t age,
                    int64_t took)
{
    bool moving = took < 0;
    struct pull pull = {
        .id = id,
        .company_id = company_id,
        .connection_id = company_id,
        .data_type = type,
        .status_text = status,
        .status = pull_status_parse(status),
        .requested = w->wall - age,
        .completed = moving ? TIME_NONE : w->wall - age + took,
        .progress = progress,
        .is_completed = !moving,
        .is_errored = strstr(status, "Error") != NULL,
        .error_message = strstr(status, "Error")
                             ? "The platform answered 503 Service Unavailable."
                             : NULL,
    };
    struct call call = {.op = OP_GET_PULL, .company_id = company_id, .pull_id = id};
    fleet_put_pull(w->fleet, &call, pull_copy(&pull), w->now);
}

static void put_history(struct world *w, const char *company_id)
{
    struct call call = {.op = OP_LIST_PULLS,
                        .company_id = company_id,
                        .page = 1,
                        .page_size = PLANNER_HISTORY_PAGE};
    struct paging paging = {1, PLANNER_HISTORY_PAGE, 412, true};
    struct pull *items[60];
    static const char *const types[] = {"invoices", "bills", "balanceSheet", "customers",
                                        "banking-transactions"};
    for (int i = 0; i < 60; i++) {
        char id[48];
        snprintf(id, sizeof id, "0b6f6d4e-%04d-4b1c-9a55-6a3d2f0c7e11", i);
        struct pull pull = {
            .id = id,
            .company_id = company_id,
            .connection_id = company_id,
            .data_type = types[i % 5],
            .status_text = i % 7 ? "Complete" : "FetchError",
            .status = i % 7 ? PULL_COMPLETE : PULL_FETCH_ERROR,
            .requested = w->wall - 58000 - i * 3 * WORLD_HOUR,
            .completed = w->wall - 17000 - i * 3 * WORLD_HOUR + i * 11000,
            .progress = 100,
            .is_completed = true,
            .is_errored = i % 7 == 0,
            .error_message = i % 7 ? NULL : "The platform answered 503.",
        };
        items[i] = pull_copy(&pull);
    }
    fleet_put_pulls(w->fleet, &call, items, 60, &paging, w->now);
}

void world_put_statuses(struct world *w, const char *company_id)
{
    static const struct {
        const char *type, *status;
        int64_t age;
    } rows[] = {
        {"invoices", "FetchError", 3 * WORLD_DAY},
        {"bills", "Complete", 2 * WORLD_HOUR},
        {"balanceSheet", "Complete", 2 * WORLD_HOUR},
        {"itemReceipts", "NotSupported", -1},
        {"accountTransactions", "Complete", 9 * WORLD_MINUTE},
        {"banking-transactionCategories", "PermissionsError", 40 * WORLD_DAY},
        {"customers", "Complete", 2 * WORLD_HOUR},
        {"company", "Complete", 2 * WORLD_HOUR},
        {"chartOfAccounts", NULL, -1},
        {"profitAndLoss", "Complete", 26 * WORLD_HOUR},
        {"suppliers", "PrerequisiteNotMet", 700 * WORLD_DAY},
        {"taxRates", "Complete", 5000},
        {"journals", NULL, -1},
    };
    struct data_status items[sizeof rows / sizeof rows[0]];
    size_t count = sizeof rows / sizeof rows[0];
    for (size_t i = 0; i < count; i++)
        items[i] = (struct data_status){
            .data_type = rows[i].type,
            .status_text = rows[i].status,
            .status = pull_status_parse(rows[i].status),
            .last_success = rows[i].age < 0 ? TIME_NONE : w->wall - rows[i].age,
        };
    struct data_statuses all = {items, count};
    fleet_put_statuses(w->fleet, company_id, data_statuses_copy(&all), w->now);
}

void world_put_status(struct world *w, const char *company_id, const char *type,
                      const char *status)
{
    struct data_status one = {
        .data_type = type,
        .status_text = status,
        .status = pull_status_parse(status),
        .last_success = w->wall - WORLD_HOUR,
    };
    struct data_statuses all = {&one, 1};
    fleet_put_statuses(w->fleet, company_id, data_statuses_copy(&all), w->now);
}

void world_put_picture(struct world *w)
{
    struct company *items[] = {
        make_company("northwind", "Northwind Traders", "Xero", CONNECTION_LINKED,
                     w->wall - 2 * WORLD_HOUR),
        make_company("bottle", "Blue Bottle Ltd", "QuickBooks", CONNECTION_LINKED,
                     w->wall - 9 * WORLD_MINUTE),
        make_company("contoso", "Contoso", "Sage 50", CONNECTION_LINKED,
                     w->wall - WORLD_MINUTE),
        make_company("fabrikam", "Fabrikam", "Xero", CONNECTION_DEAUTHORIZED,
                     w->wall - WORLD_DAY),
        make_company("tokyo", "東京商会株式会社営業本部", "freee", CONNECTION_LINKED,
                     w->wall - 3 * WORLD_HOUR),
        make_company("aardvark", "aardvark & sons", "Xero", CONNECTION_LINKED, TIME_NONE),
        make_company("acme", "Ácme Čompany", "MYOB", CONNECTION_LINKED,
                     w->wall - 400 * WORLD_DAY),
    };
    put_page(w, items, sizeof items / sizeof items[0],
             (int64_t)(sizeof items / sizeof items[0]));
    struct profile profile = {"Acme Lending"};
    fleet_put_profile(w->fleet, profile_copy(&profile), w->now);
    struct quota quota = {1285000, 1259300, TIME_NONE};
    fleet_put_quota(w->fleet, &quota);
    put_history(w, "northwind");
    world_put_statuses(w, "northwind");
    world_put_pull(w, "northwind", "moving-pull", "bills", "Fetching", 46, 8000, -1);
}

/* --- details ---------------------------------------------------------------------- */

void world_put_rich(struct world *w)
{
    const struct connection_error errors[] = {
        {"401", "Unauthorized", "The refresh token was revoked.", w->wall - WORLD_DAY,
         TIME_NONE, true},
        {"503", "Unavailable", "Out for maintenance.", w->wall - 9 * WORLD_DAY,
         w->wall - 8 * WORLD_DAY, false},
    };
    const struct connection connections[] = {
        {.id = "northwind",
         .platform = "Xero",
         .source_type = "Accounting",
         .link_url = "https://link.codat.io/company/northwind/xero",
         .status_text = "Linked",
         .status = CONNECTION_LINKED,
         .created = w->wall - 90 * WORLD_DAY,
         .last_sync = w->wall - 2 * WORLD_HOUR},
        {.id = "shopify-1",
         .platform = "Shopify",
         .source_type = "Commerce",
         .link_url = "https://link.codat.io/company/northwind/shopify",
         .status_text = "Deauthorized",
         .status = CONNECTION_DEAUTHORIZED,
         .created = w->wall - 80 * WORLD_DAY,
         .last_sync = w->wall - 2 * WORLD_DAY,
         .errors = errors,
         .error_count = 2},
        {.id = "plaid-1",
         .platform = "Plaid",
         .source_type = "Banking",
         .status_text = "PendingAuth",
         .status = CONNECTION_PENDING_AUTH,
         .created = TIME_NONE,
         .last_sync = TIME_NONE},
    };
    const struct tag tags[] = {{"region", "uk"}, {"tier", "gold"}};
    const char *const products[] = {"lending", "expenses"};
    const struct company_ref children[] = {{"north", "Northwind North"}, {"south", NULL}};
    const struct company company = {
        .id = "northwind",
        .name = "Northwind Traders",
        .redirect = "https://link.codat.io/company/northwind",
        .description = "Wholesale of food and drinks.",
        .created_by = "Jane Doe",
        .created = w->wall - 90 * WORLD_DAY,
        .last_sync = w->wall - 2 * WORLD_HOUR,
        .connections = connections,
        .connection_count = 3,
        .tags = tags,
        .tag_count = 2,
        .products = products,
        .product_count = 2,
        .parent = {"group", "Northwind Group"},
        .subsidiaries = children,
        .subsidiary_count = 2,
    };
    fleet_put_company(w->fleet, company_copy(&company), w->now);
}

static void answer(struct world *w, struct validation *validation, char *raw)
{
    const struct document *top = documents_top(w->documents);
    if (top)
        documents_answered(w->documents, top->call, &validation, &raw, w->now);
    free(validation);
    free(raw);
}

void world_answer(struct world *w)
{
    answer(w, NULL, NULL);
}

void world_answer_validation(struct world *w, size_t errors, size_t warnings)
{
    struct validation_item *items = xcalloc(errors + warnings + 1, sizeof *items);
    char(*texts)[96] = xcalloc(errors + warnings + 1, sizeof *texts);
    for (size_t i = 0; i < errors + warnings; i++) {
        snprintf(texts[i], sizeof texts[i], "The lines of invoice %zu do not add up.",
                 i + 1);
        items[i] = (struct validation_item){"R-12", "inv-7", texts[i], "LineValidator"};
    }
    const struct validation v = {items, items + errors, errors, warnings};
    answer(w, validation_copy(&v), NULL);
    free(texts);
    free(items);
}

void world_answer_raw(struct world *w, size_t lines)
{
    struct buf b = {0};
    buf_adds(&b, "{\n");
    for (size_t i = 0; i < lines; i++)
        buf_addf(&b, "  \"member%zu\": \"%zu of %zu\",\n", i, i, lines);
    for (int i = 0; lines == 0 && i < 40; i++)
        buf_addf(&b, "  \"type%d\": {\n    \"currentStatus\": \"Complete\"\n  },\n", i);
    if (lines == 0)
        buf_adds(&b, "  \"invoices\": {\n    \"currentStatus\": \"FetchError\"\n  },\n");
    for (int i = 40; lines == 0 && i < 80; i++)
        buf_addf(&b, "  \"type%d\": null,\n", i);
    buf_adds(&b, "  \"end\": 1e2\n}\n");
    answer(w, NULL, buf_take(&b));
}

void world_answer_failure(struct world *w, enum error_kind kind)
{
    const struct document *top = documents_top(w->documents);
    if (!top)
        return;
    struct api_error e = {
        .call = *top->call,
        .kind = kind,
        .http_status = kind == ERROR_NOT_FOUND ? 404 : 0,
        .text = kind == ERROR_NOT_FOUND ? "No validation results" : "no answer",
        .correlation_id = "0a1b2c3d",
        .attempts = 1,
        .when = w->wall,
    };
    struct call *call = call_copy(top->call);
    documents_failed(w->documents, call, &e, true, w->now);
    free(call);
}
