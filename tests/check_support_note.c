/* The note for support, and what connections mean. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "model/support_note.h"
#include "tests/suite.h"

#define WALL INT64_C(1795510800000) /* 2026-11-24 09:00 UTC */
#define LINK "https://link.codat.io/company/c1/secret"

static const struct connection_error errors[] = {
    {"401", "Unauthorized", "The token was revoked.", WALL - 60000, TIME_NONE, true},
    {"500", "Old", "An old one.", WALL - 90000, WALL - 80000, false},
};
static const struct connection connections[] = {
    {.id = "n1",
     .platform = "Xero",
     .status = CONNECTION_DEAUTHORIZED,
     .status_text = "Deauthorized",
     .link_url = LINK,
     .last_sync = TIME_NONE,
     .errors = errors,
     .error_count = 2},
    {.id = "n2", .platform = "Shopify", .status_text = "Linked", .last_sync = WALL},
};
static const struct company company = {
    .id = "c1",
    .name = "Northwind Traders",
    .redirect = LINK,
    .last_sync = WALL - 3600000,
    .connections = connections,
    .connection_count = 2,
};

START_TEST(a_note_of_a_pull_tells_all_but_links)
{
    const struct pull pull = {
        .id = "p1",
        .data_type = "invoices",
        .status_text = "FetchError",
        .error_message = "The platform answered 503.",
        .requested = WALL - 1000,
        .completed = WALL,
    };
    const struct api_error error = {
        .call = {.op = OP_GET_PULL},
        .kind = ERROR_SERVER,
        .http_status = 503,
        .text = "Unavailable",
        .correlation_id = "0a1b2c3d",
        .when = WALL,
    };
    const struct support_note note = {
        .environment = "PROD",
        .client = "Acme Lending",
        .company = &company,
        .connection = &connections[0],
        .data_type = "invoices",
        .pull = &pull,
        .error = &error,
        .written = WALL + 5000,
    };
    char *text = support_note_write(&note);
    ck_assert_str_eq(text, "Environment:    PROD\n"
                           "Codat client:   Acme Lending\n"
                           "Company:        Northwind Traders\n"
                           "Company id:     c1\n"
                           "Last sync:      2026-11-24T08:00:00.000Z\n"
                           "\n"
                           "Connection:     Xero\n"
                           "Connection id:  n1\n"
                           "  Status:       Deauthorized\n"
                           "  Error:        Unauthorized\n"
                           "  Message:      The token was revoked.\n"
                           "  Since:        2026-11-24T08:59:00.000Z\n"
                           "\n"
                           "Data type:      invoices\n"
                           "Pull id:        p1\n"
                           "Status:         FetchError\n"
                           "Error:          The platform answered 503.\n"
                           "Requested:      2026-11-24T08:59:59.000Z\n"
                           "Completed:      2026-11-24T09:00:00.000Z\n"
                           "\n"
                           "Request:        the pull\n"
                           "Failed with:    server trouble (HTTP 503)\n"
                           "Answer:         Unavailable\n"
                           "Correlation id: 0a1b2c3d\n"
                           "At:             2026-11-24T09:00:00.000Z\n"
                           "\n"
                           "Written:        2026-11-24T09:00:05.000Z\n"
                           "With:           " PACKAGE_NAME " " PACKAGE_VERSION "\n"
                           "Links are left out: whoever has one can relink the "
                           "company.\n");
    free(text);
}
END_TEST

START_TEST(a_note_of_a_company_names_all_its_connections)
{
    const struct support_note note = {.company = &company, .written = WALL};
    char *text = support_note_write(&note);
    ck_assert_ptr_nonnull(strstr(text, "Connection id:  n1\n"));
    ck_assert_ptr_nonnull(strstr(text, "Connection id:  n2\n"));
    ck_assert_ptr_null(strstr(text, "An old one."));
    ck_assert_ptr_null(strstr(text, "https://"));
    ck_assert_ptr_null(strstr(text, "Data type"));
    free(text);
}
END_TEST

START_TEST(a_note_of_a_type_without_a_pull_tells_its_status)
{
    const struct data_status status = {.data_type = "bills",
                                       .status_text = "AuthError",
                                       .latest_sync_id = "p9",
                                       .last_success = TIME_NONE};
    const struct support_note note = {
        .company = &company, .data_type = "bills", .status = &status, .written = WALL};
    char *text = support_note_write(&note);
    ck_assert_ptr_nonnull(strstr(text,
                                 "Data type:      bills\nStatus:         AuthError\n"
                                 "Latest sync:    p9\n"));
    free(text);
}
END_TEST

START_TEST(connections_mean_something)
{
    static const struct {
        enum connection_status status;
        size_t errors;
        enum state state;
        bool customer, remedy;
    } rows[] = {
        {CONNECTION_LINKED, 0, STATE_COMPLETE, false, false},
        {CONNECTION_LINKED, 1, STATE_FAILED, false, true},
        {CONNECTION_DEAUTHORIZED, 1, STATE_ATTENTION, true, true},
        {CONNECTION_PENDING_AUTH, 0, STATE_ATTENTION, true, true},
        {CONNECTION_UNLINKED, 0, STATE_OUT, false, true},
        {CONNECTION_UNKNOWN, 0, STATE_UNKNOWN, false, false},
        {(enum connection_status)99, 0, STATE_UNKNOWN, false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct connection c = {
            .status = rows[i].status, .errors = errors, .error_count = rows[i].errors};
        ck_assert_int_eq(connection_state(&c), rows[i].state);
        ck_assert_int_eq(connection_needs_customer(&c), rows[i].customer);
        ck_assert_int_eq(connection_remedy(&c) != NULL, rows[i].remedy);
    }
    const struct connection resolved = {
        .status = CONNECTION_LINKED, .errors = &errors[1], .error_count = 1};
    ck_assert_int_eq(connection_state(&resolved), STATE_COMPLETE);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("support note");
    TCase *t = tcase_create("note");
    tcase_add_test(t, a_note_of_a_pull_tells_all_but_links);
    tcase_add_test(t, a_note_of_a_company_names_all_its_connections);
    tcase_add_test(t, a_note_of_a_type_without_a_pull_tells_its_status);
    tcase_add_test(t, connections_mean_something);
    suite_add_tcase(s, t);
    return suite_run(s);
}
