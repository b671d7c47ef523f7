/* The table of platforms. The keys of Xero, QuickBooks Online, NetSuite, Pandle and Basiq
 * are Codat's; others are of the same form. */
#include "config.h"

#include "sim/platforms.h"

#include "base/rng.h"
#include "sim/datatypes.h"

#define T(name) (UINT64_C(1) << TYPE_##name)

#define CORE                                                                             \
    (T(CHART_OF_ACCOUNTS) | T(COMPANY) | T(CUSTOMERS) | T(INVOICES) | T(PAYMENTS) |      \
     T(BILLS) | T(BILL_PAYMENTS) | T(SUPPLIERS) | T(BALANCE_SHEET) |                     \
     T(PROFIT_AND_LOSS) | T(TAX_RATES))
#define NOTES (T(CREDIT_NOTES) | T(BILL_CREDIT_NOTES))
#define BANK (T(BANK_ACCOUNTS) | T(ACCOUNT_TRANSACTIONS) | T(BANK_TRANSACTIONS))
#define DIRECT (T(DIRECT_COSTS) | T(DIRECT_INCOMES) | T(TRANSFERS))
#define LEDGER (T(JOURNALS) | T(JOURNAL_ENTRIES))
#define ORDERS (T(PURCHASE_ORDERS) | T(SALES_ORDERS) | T(ITEM_RECEIPTS))
#define SORTING (T(ITEMS) | T(TRACKING_CATEGORIES) | T(PAYMENT_METHODS))

#define FULL                                                                             \
    (CORE | NOTES | BANK | DIRECT | LEDGER | ORDERS | SORTING | T(CASH_FLOW_STATEMENT))
#define MEDIUM (CORE | NOTES | BANK | LEDGER | SORTING | T(TRANSFERS))
#define SMALL (CORE | T(CREDIT_NOTES) | T(BANK_ACCOUNTS) | T(ITEMS))

#define BANKING                                                                          \
    (T(BANKING_ACCOUNT_BALANCES) | T(BANKING_ACCOUNTS) | T(BANKING_TRANSACTIONS) |       \
     T(BANKING_TRANSACTION_CATEGORIES))

#define SHOP                                                                             \
    (T(COMMERCE_COMPANY_INFO) | T(COMMERCE_CUSTOMERS) | T(COMMERCE_ORDERS) |             \
     T(COMMERCE_PAYMENTS) | T(COMMERCE_PRODUCTS) | T(COMMERCE_TRANSACTIONS))
#define SHOP_MORE                                                                        \
    (T(COMMERCE_DISPUTES) | T(COMMERCE_LOCATIONS) | T(COMMERCE_PAYMENT_METHODS) |        \
     T(COMMERCE_PRODUCT_CATEGORIES) | T(COMMERCE_TAX_COMPONENTS))

static const struct platform platforms[PLATFORMS] = {
    {"gbol", "Xero", SOURCE_ACCOUNTING, 26, 8000, 18000, FULL,
     CORE | NOTES | BANK | T(JOURNALS) | T(ITEMS) | T(ITEM_RECEIPTS), T(ITEM_RECEIPTS),
     false},
    {"qhyg", "QuickBooks Online", SOURCE_ACCOUNTING, 24, 8000, 20000, FULL,
     CORE | NOTES | BANK | T(JOURNAL_ENTRIES) | T(ITEMS) | T(TRACKING_CATEGORIES), 0,
     false},
    {"rwuv", "Sage 50", SOURCE_ACCOUNTING, 8, 30000, 75000, MEDIUM | ORDERS,
     CORE | NOTES | T(BANK_ACCOUNTS) | T(JOURNALS) | T(ITEM_RECEIPTS), T(ITEM_RECEIPTS),
     false},
    {"knfz", "Sage Intacct", SOURCE_ACCOUNTING, 7, 10000, 25000, FULL,
     CORE | NOTES | T(JOURNAL_ENTRIES) | T(TRACKING_CATEGORIES) | T(TRANSFERS), 0, true},
    {"akxx", "NetSuite", SOURCE_ACCOUNTING, 7, 30000, 80000, FULL,
     CORE | NOTES | T(JOURNAL_ENTRIES) | T(ITEMS) | T(PURCHASE_ORDERS), 0, false},
    {"fbrh", "FreeAgent", SOURCE_ACCOUNTING, 5, 8000, 16000, MEDIUM,
     CORE | T(CREDIT_NOTES) | T(BANK_ACCOUNTS) | T(TRACKING_CATEGORIES),
     T(TRACKING_CATEGORIES), true},
    {"pdvj", "MYOB Business", SOURCE_ACCOUNTING, 5, 30000, 60000, MEDIUM,
     CORE | NOTES | T(BANK_ACCOUNTS) | T(ITEMS), 0, true},
    {"hykv", "freee", SOURCE_ACCOUNTING, 4, 10000, 22000, SMALL | T(JOURNALS) | NOTES,
     CORE | T(JOURNALS) | T(BILL_CREDIT_NOTES), T(BILL_CREDIT_NOTES), false},
    {"rqzn", "Zoho Books", SOURCE_ACCOUNTING, 6, 9000, 20000, MEDIUM | ORDERS,
     CORE | NOTES | T(BANK_ACCOUNTS) | T(ITEMS), 0, true},
    {"trjm", "Dynamics 365 Business Central", SOURCE_ACCOUNTING, 4, 12000, 25000, FULL,
     CORE | NOTES | LEDGER | T(ITEMS), 0, true},
    {"ikfp", "Exact Online", SOURCE_ACCOUNTING, 3, 10000, 24000, MEDIUM,
     CORE | NOTES | T(JOURNALS) | T(ITEMS), 0, false},
    {"pqsw", "QuickBooks Desktop", SOURCE_ACCOUNTING, 3, 35000, 80000, FULL,
     CORE | NOTES | T(ITEMS) | T(SALES_ORDERS), 0, false},
    {"vjms", "Pandle", SOURCE_ACCOUNTING, 2, 8000, 15000, SMALL | T(CASH_FLOW_STATEMENT),
     CORE | T(CASH_FLOW_STATEMENT), T(CASH_FLOW_STATEMENT), false},
    {"hcws", "Plaid", SOURCE_BANKING, 40, 8000, 15000, BANKING, BANKING, 0, false},
    {"rdcm", "TrueLayer", SOURCE_BANKING, 30, 8000, 14000, BANKING,
     BANKING & ~T(BANKING_TRANSACTION_CATEGORIES), 0, false},
    {"dfxm", "Basiq", SOURCE_BANKING, 15, 9000, 18000, BANKING, BANKING, 0, false},
    {"mnyk", "Moneytree", SOURCE_BANKING, 15, 30000, 55000,
     BANKING & ~T(BANKING_TRANSACTION_CATEGORIES),
     BANKING & ~T(BANKING_TRANSACTION_CATEGORIES), 0, false},
    {"fztf", "Shopify", SOURCE_COMMERCE, 34, 8000, 22000, SHOP | SHOP_MORE,
     SHOP | T(COMMERCE_LOCATIONS) | T(COMMERCE_DISPUTES), 0, false},
    {"sqvb", "Square", SOURCE_COMMERCE, 24, 8000, 18000, SHOP | SHOP_MORE,
     SHOP | T(COMMERCE_LOCATIONS), 0, false},
    {"stpq", "Stripe", SOURCE_COMMERCE, 22, 8000, 16000, SHOP | T(COMMERCE_DISPUTES),
     (SHOP & ~T(COMMERCE_ORDERS)) | T(COMMERCE_DISPUTES), 0, false},
    {"ugxp", "Zettle", SOURCE_COMMERCE, 10, 9000, 18000, SHOP | T(COMMERCE_LOCATIONS),
     SHOP, T(COMMERCE_CUSTOMERS), false},
    {"wcmr", "WooCommerce", SOURCE_COMMERCE, 10, 30000, 65000, SHOP, SHOP, 0, false},
};

const struct platform *platform_at(unsigned n)
{
    return &platforms[n];
}

const struct platform *platform_draw(enum source_type source, uint64_t hash)
{
    unsigned total = 0;
    for (unsigned n = 0; n < PLATFORMS; n++)
        total += platforms[n].source == source ? platforms[n].share : 0;
    unsigned ticket = ids_pick(hash, total);
    for (unsigned n = 0; n < PLATFORMS; n++) {
        if (platforms[n].source != source)
            continue;
        if (ticket < platforms[n].share)
            return &platforms[n];
        ticket -= platforms[n].share;
    }
    return &platforms[0];
}

const struct platform *platform_bad_day(uint64_t seed)
{
    unsigned candidates = 0;
    for (unsigned n = 0; n < PLATFORMS; n++)
        candidates += platforms[n].may_have_bad_day ? 1 : 0;
    unsigned left = ids_pick(ids_hash(seed, 0xbadda7), candidates);
    for (unsigned n = 0; n < PLATFORMS; n++) {
        if (platforms[n].may_have_bad_day && left-- == 0)
            return &platforms[n];
    }
    return &platforms[0];
}

const char *platform_source_name(const struct platform *platform)
{
    static const char *const names[] = {
        [SOURCE_ACCOUNTING] = "Accounting",
        [SOURCE_BANKING] = "Banking",
        [SOURCE_COMMERCE] = "Commerce",
    };
    return names[platform->source];
}

struct uuid platform_integration_id(const struct platform *platform)
{
    uint64_t key = 0;
    for (const char *p = platform->key; *p != '\0'; p++)
        key = (key << 8) | (unsigned char)*p;
    return ids_uuid(key);
}
