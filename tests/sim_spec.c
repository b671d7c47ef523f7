/* The tables of fields, and the comparison with them. */
#include "config.h"

#include "tests/sim_spec.h"

#include <check.h>
#include <string.h>

#include "base/timefmt.h"

static const char *const source_types[] = {
    "Accounting", "Banking", "BankFeed", "Commerce", "Expense", "Other", "Unknown", NULL};
static const char *const connection_statuses[] = {"PendingAuth", "Linked", "Unlinked",
                                                  "Deauthorized", NULL};
static const char *const error_statuses[] = {"Active", "Resolved", NULL};
static const char *const pull_statuses[] = {"Initial",
                                            "Queued",
                                            "Fetching",
                                            "MapQueued",
                                            "Mapping",
                                            "Complete",
                                            "FetchError",
                                            "MapError",
                                            "InternalError",
                                            "ProcessingQueued",
                                            "Processing",
                                            "ProcessingError",
                                            "ValidationQueued",
                                            "Validating",
                                            "ValidationError",
                                            "AuthError",
                                            "Cancelled",
                                            "NotSupported",
                                            "RateLimitError",
                                            "PermissionsError",
                                            "PrerequisiteNotMet",
                                            NULL};
static const char *const retry_words[] = {"True", "False", "Unknown", NULL};
const char *const spec_data_types[] = {"accountTransactions",
                                       "balanceSheet",
                                       "bankAccounts",
                                       "bankTransactions",
                                       "billCreditNotes",
                                       "billPayments",
                                       "bills",
                                       "cashFlowStatement",
                                       "chartOfAccounts",
                                       "company",
                                       "creditNotes",
                                       "customers",
                                       "directCosts",
                                       "directIncomes",
                                       "invoices",
                                       "itemReceipts",
                                       "items",
                                       "journalEntries",
                                       "journals",
                                       "paymentMethods",
                                       "payments",
                                       "profitAndLoss",
                                       "purchaseOrders",
                                       "salesOrders",
                                       "suppliers",
                                       "taxRates",
                                       "trackingCategories",
                                       "transfers",
                                       "banking-accountBalances",
                                       "banking-accounts",
                                       "banking-transactionCategories",
                                       "banking-transactions",
                                       "commerce-companyInfo",
                                       "commerce-customers",
                                       "commerce-disputes",
                                       "commerce-locations",
                                       "commerce-orders",
                                       "commerce-paymentMethods",
                                       "commerce-payments",
                                       "commerce-productCategories",
                                       "commerce-products",
                                       "commerce-taxComponents",
                                       "commerce-transactions",
                                       NULL};

static const struct spec_rule source_error[] = {
    {"statusCode", K_TEXT, OPTIONAL, NULL, NULL},
    {"statusText", K_TEXT, OPTIONAL, NULL, NULL},
    {"errorMessage", K_TEXT, OPTIONAL, NULL, NULL},
    {"erroredOnUtc", K_DATE, OPTIONAL, NULL, NULL},
    {"status", K_TEXT, NULLABLE, error_statuses, NULL},
    {"resolvedOnUtc", K_DATE, NULLABLE, NULL, NULL},
    {0},
};
const struct spec_rule spec_connection[] = {
    {"id", K_UUID, REQUIRED, NULL, NULL},
    {"integrationId", K_UUID, REQUIRED, NULL, NULL},
    {"integrationKey", K_TEXT, OPTIONAL, NULL, NULL},
    {"sourceId", K_UUID, REQUIRED, NULL, NULL},
    {"sourceType", K_TEXT, REQUIRED, source_types, NULL},
    {"platformName", K_TEXT, REQUIRED, NULL, NULL},
    {"linkUrl", K_URI, REQUIRED, NULL, NULL},
    {"status", K_TEXT, REQUIRED, connection_statuses, NULL},
    {"lastSync", K_DATE, NULLABLE, NULL, NULL},
    {"created", K_DATE, REQUIRED, NULL, NULL},
    {"dataConnectionErrors", K_LIST, NULLABLE, NULL, source_error},
    {0},
};
static const struct spec_rule reference_links[] = {
    {"portal", K_URI, OPTIONAL, NULL, NULL}, {0}};
static const struct spec_rule reference[] = {
    {"id", K_UUID, OPTIONAL, NULL, NULL},
    {"name", K_TEXT, OPTIONAL, NULL, NULL},
    {"description", K_TEXT, NULLABLE, NULL, NULL},
    {"links", K_OBJECT, OPTIONAL, NULL, reference_links},
    {"tags", K_TAGS, OPTIONAL, NULL, NULL},
    {0},
};
const struct spec_rule spec_company[] = {
    {"id", K_UUID, REQUIRED, NULL, NULL},
    {"name", K_TEXT, REQUIRED, NULL, NULL},
    {"description", K_TEXT, NULLABLE, NULL, NULL},
    {"redirect", K_URI, REQUIRED, NULL, NULL},
    {"lastSync", K_DATE, NULLABLE, NULL, NULL},
    {"created", K_DATE, OPTIONAL, NULL, NULL},
    {"createdByUserName", K_TEXT, NULLABLE, NULL, NULL},
    {"products", K_TEXTS, OPTIONAL, NULL, NULL},
    {"tags", K_TAGS, OPTIONAL, NULL, NULL},
    {"dataConnections", K_LIST, OPTIONAL, NULL, spec_connection},
    {"referenceParentCompany", K_OBJECT, NULLABLE, NULL, reference},
    {"referenceSubsidiaryCompanies", K_LIST, OPTIONAL, NULL, reference},
    {0},
};
const struct spec_rule spec_pull[] = {
    {"id", K_UUID, REQUIRED, NULL, NULL},
    {"companyId", K_UUID, REQUIRED, NULL, NULL},
    {"connectionId", K_UUID, REQUIRED, NULL, NULL},
    {"dataType", K_TEXT, REQUIRED, spec_data_types, NULL},
    {"status", K_TEXT, REQUIRED, pull_statuses, NULL},
    {"statusDescription", K_TEXT, NULLABLE, NULL, NULL},
    {"errorMessage", K_TEXT, NULLABLE, NULL, NULL},
    {"requested", K_DATE, REQUIRED, NULL, NULL},
    {"completed", K_DATE, OPTIONAL, NULL, NULL},
    {"progress", K_INTEGER, REQUIRED, NULL, NULL},
    {"isCompleted", K_BOOL, REQUIRED, NULL, NULL},
    {"isErrored", K_BOOL, REQUIRED, NULL, NULL},
    {0},
};
const struct spec_rule spec_data_status[] = {
    {"dataType", K_TEXT, REQUIRED, spec_data_types, NULL},
    {"currentStatus", K_TEXT, REQUIRED, pull_statuses, NULL},
    {"lastSuccessfulSync", K_DATE, OPTIONAL, NULL, NULL},
    {"latestSyncId", K_UUID, OPTIONAL, NULL, NULL},
    {"latestSuccessfulSyncId", K_UUID, OPTIONAL, NULL, NULL},
    {0},
};
static const struct spec_rule link_href[] = {{"href", K_LINK, REQUIRED, NULL, NULL}, {0}};
static const struct spec_rule links[] = {
    {"self", K_OBJECT, REQUIRED, NULL, link_href},
    {"current", K_OBJECT, REQUIRED, NULL, link_href},
    {"next", K_OBJECT, OPTIONAL, NULL, link_href},
    {"previous", K_OBJECT, OPTIONAL, NULL, link_href},
    {0},
};
#define PAGE_OF(record)                                                                  \
    {                                                                                    \
        {"results", K_LIST, REQUIRED, NULL, record},                                     \
            {"pageNumber", K_INTEGER, REQUIRED, NULL, NULL},                             \
            {"pageSize", K_INTEGER, REQUIRED, NULL, NULL},                               \
            {"totalResults", K_INTEGER, REQUIRED, NULL, NULL},                           \
            {"_links", K_OBJECT, REQUIRED, NULL, links}, {0},                            \
    }
const struct spec_rule spec_companies_page[] = PAGE_OF(spec_company);
const struct spec_rule spec_connections_page[] = PAGE_OF(spec_connection);
const struct spec_rule spec_pulls_page[] = PAGE_OF(spec_pull);
static const struct spec_rule finding[] = {
    {"ruleId", K_TEXT, OPTIONAL, NULL, NULL},
    {"itemId", K_TEXT, OPTIONAL, NULL, NULL},
    {"message", K_TEXT, OPTIONAL, NULL, NULL},
    {"validatorName", K_TEXT, OPTIONAL, NULL, NULL},
    {0},
};
const struct spec_rule spec_validation[] = {
    {"errors", K_LIST, OPTIONAL, NULL, finding},
    {"warnings", K_LIST, OPTIONAL, NULL, finding},
    {0},
};
const struct spec_rule spec_profile[] = {
    {"name", K_TEXT, REQUIRED, NULL, NULL},
    {"logoUrl", K_TEXT, OPTIONAL, NULL, NULL},
    {"iconUrl", K_TEXT, OPTIONAL, NULL, NULL},
    {"redirectUrl", K_TEXT, REQUIRED, NULL, NULL},
    {"whiteListUrls", K_TEXTS, OPTIONAL, NULL, NULL},
    {"confirmCompanyName", K_BOOL, OPTIONAL, NULL, NULL},
    {0},
};
const struct spec_rule spec_error_message[] = {
    {"statusCode", K_INTEGER, REQUIRED, NULL, NULL},
    {"service", K_TEXT, REQUIRED, NULL, NULL},
    {"error", K_TEXT, REQUIRED, NULL, NULL},
    {"correlationId", K_TEXT, REQUIRED, NULL, NULL},
    {"validation", K_OBJECT, NULLABLE, NULL, spec_validation},
    {"canBeRetried", K_TEXT, REQUIRED, retry_words, NULL},
    {"detailedErrorCode", K_INTEGER, REQUIRED, NULL, NULL},
    {0},
};

static bool is_uuid(const char *text)
{
    for (int n = 0; n < 36; n++) {
        bool dash = n == 8 || n == 13 || n == 18 || n == 23;
        if (dash ? text[n] != '-' : strchr("0123456789abcdef", text[n]) == NULL)
            return false;
        if (text[n] == '\0')
            return false;
    }
    return text[36] == '\0';
}

static bool is_allowed(const char *text, const char *const *allowed)
{
    if (allowed == NULL)
        return true;
    while (*allowed != NULL && strcmp(*allowed, text) != 0)
        allowed++;
    return *allowed != NULL;
}

static bool is_link(const char *text)
{
    return *text == '/' && strpbrk(text, " <>\"{}|\\^`") == NULL;
}

static bool fits_text(const struct spec_rule *rule, json_object *value)
{
    if (!json_object_is_type(value, json_type_string))
        return false;
    const char *text = json_object_get_string(value);
    switch (rule->kind) {
    case K_UUID:
        return is_uuid(text);
    case K_URI:
        return strncmp(text, "https://", 8) == 0;
    case K_LINK:
        return is_link(text);
    case K_DATE:
        return time_parse_iso(text) != TIME_NONE;
    default:
        return is_allowed(text, rule->allowed);
    }
}

static bool fits_list(const char *where, const struct spec_rule *rule, json_object *value)
{
    if (!json_object_is_type(value, json_type_array))
        return false;
    for (size_t n = 0; n < json_object_array_length(value); n++) {
        json_object *item = json_object_array_get_idx(value, n);
        if (rule->kind == K_TEXTS && !json_object_is_type(item, json_type_string))
            return false;
        if (rule->kind == K_LIST)
            spec_check(where, rule->inner, item);
    }
    return true;
}

static bool fits_tags(json_object *value)
{
    if (!json_object_is_type(value, json_type_object) ||
        json_object_object_length(value) > 10)
        return false;
    json_object_object_foreach(value, name, tag)
    {
        if (!json_object_is_type(tag, json_type_string) || strlen(name) > 27 ||
            *name == '\0' || json_object_get_string_len(tag) > 100)
            return false;
    }
    return true;
}

static bool fits(const char *where, const struct spec_rule *rule, json_object *value)
{
    if (value == NULL)
        return rule->need == NULLABLE;
    switch (rule->kind) {
    case K_INTEGER:
        return json_object_is_type(value, json_type_int);
    case K_BOOL:
        return json_object_is_type(value, json_type_boolean);
    case K_OBJECT:
        spec_check(where, rule->inner, value);
        return true;
    case K_LIST:
    case K_TEXTS:
        return fits_list(where, rule, value);
    case K_TAGS:
        return fits_tags(value);
    default:
        return fits_text(rule, value);
    }
}

/* Every member is one that the specification names, of its type; none is missing. */
void spec_check(const char *where, const struct spec_rule *rules, json_object *object)
{
    if (!json_object_is_type(object, json_type_object))
        ck_abort_msg("%s: not an object: %s", where, json_object_get_string(object));
    json_object_object_foreach(object, name, value)
    {
        const struct spec_rule *rule = rules;
        while (rule->name != NULL && strcmp(rule->name, name) != 0)
            rule++;
        if (rule->name == NULL || !fits(where, rule, value))
            ck_abort_msg("%s: %s is %s", where, name, json_object_to_json_string(value));
    }
    for (const struct spec_rule *rule = rules; rule->name != NULL; rule++) {
        if (rule->need == REQUIRED &&
            !json_object_object_get_ex(object, rule->name, NULL))
            ck_abort_msg("%s: %s is missing", where, rule->name);
    }
}
