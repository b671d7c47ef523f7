/* The table of data types. */
#include "config.h"

#include "sim/datatypes.h"

#include <string.h>

struct row {
    const char *name;
    unsigned weight;    /* percent of the platform's usual time */
    const char *record; /* one of them, in a sentence */
};

static const struct row rows[DATA_TYPES] = {
    [TYPE_ACCOUNT_TRANSACTIONS] = {"accountTransactions", 130, "account transaction"},
    [TYPE_BALANCE_SHEET] = {"balanceSheet", 70, "balance sheet"},
    [TYPE_BANK_ACCOUNTS] = {"bankAccounts", 60, "bank account"},
    [TYPE_BANK_TRANSACTIONS] = {"bankTransactions", 140, "bank transaction"},
    [TYPE_BILL_CREDIT_NOTES] = {"billCreditNotes", 80, "bill credit note"},
    [TYPE_BILL_PAYMENTS] = {"billPayments", 100, "bill payment"},
    [TYPE_BILLS] = {"bills", 120, "bill"},
    [TYPE_CASH_FLOW_STATEMENT] = {"cashFlowStatement", 70, "cash flow statement"},
    [TYPE_CHART_OF_ACCOUNTS] = {"chartOfAccounts", 60, "account"},
    [TYPE_COMPANY] = {"company", 50, "company"},
    [TYPE_CREDIT_NOTES] = {"creditNotes", 80, "credit note"},
    [TYPE_CUSTOMERS] = {"customers", 85, "customer"},
    [TYPE_DIRECT_COSTS] = {"directCosts", 100, "direct cost"},
    [TYPE_DIRECT_INCOMES] = {"directIncomes", 90, "direct income"},
    [TYPE_INVOICES] = {"invoices", 140, "invoice"},
    [TYPE_ITEM_RECEIPTS] = {"itemReceipts", 80, "item receipt"},
    [TYPE_ITEMS] = {"items", 80, "item"},
    [TYPE_JOURNAL_ENTRIES] = {"journalEntries", 140, "journal entry"},
    [TYPE_JOURNALS] = {"journals", 90, "journal"},
    [TYPE_PAYMENT_METHODS] = {"paymentMethods", 55, "payment method"},
    [TYPE_PAYMENTS] = {"payments", 110, "payment"},
    [TYPE_PROFIT_AND_LOSS] = {"profitAndLoss", 70, "profit and loss statement"},
    [TYPE_PURCHASE_ORDERS] = {"purchaseOrders", 90, "purchase order"},
    [TYPE_SALES_ORDERS] = {"salesOrders", 90, "sales order"},
    [TYPE_SUPPLIERS] = {"suppliers", 80, "supplier"},
    [TYPE_TAX_RATES] = {"taxRates", 55, "tax rate"},
    [TYPE_TRACKING_CATEGORIES] = {"trackingCategories", 55, "tracking category"},
    [TYPE_TRANSFERS] = {"transfers", 90, "transfer"},
    [TYPE_BANKING_ACCOUNT_BALANCES] = {"banking-accountBalances", 55, "balance"},
    [TYPE_BANKING_ACCOUNTS] = {"banking-accounts", 60, "account"},
    [TYPE_BANKING_TRANSACTION_CATEGORIES] = {"banking-transactionCategories", 55,
                                             "transaction category"},
    [TYPE_BANKING_TRANSACTIONS] = {"banking-transactions", 140, "transaction"},
    [TYPE_COMMERCE_COMPANY_INFO] = {"commerce-companyInfo", 50, "company"},
    [TYPE_COMMERCE_CUSTOMERS] = {"commerce-customers", 90, "customer"},
    [TYPE_COMMERCE_DISPUTES] = {"commerce-disputes", 60, "dispute"},
    [TYPE_COMMERCE_LOCATIONS] = {"commerce-locations", 55, "location"},
    [TYPE_COMMERCE_ORDERS] = {"commerce-orders", 140, "order"},
    [TYPE_COMMERCE_PAYMENT_METHODS] = {"commerce-paymentMethods", 55, "payment method"},
    [TYPE_COMMERCE_PAYMENTS] = {"commerce-payments", 120, "payment"},
    [TYPE_COMMERCE_PRODUCT_CATEGORIES] = {"commerce-productCategories", 55,
                                          "product category"},
    [TYPE_COMMERCE_PRODUCTS] = {"commerce-products", 90, "product"},
    [TYPE_COMMERCE_TAX_COMPONENTS] = {"commerce-taxComponents", 55, "tax component"},
    [TYPE_COMMERCE_TRANSACTIONS] = {"commerce-transactions", 130, "transaction"},
};

const char *datatype_name(unsigned type)
{
    return rows[type].name;
}

unsigned datatype_by_name(const char *name)
{
    unsigned type = 0;
    while (type < DATA_TYPES && strcmp(rows[type].name, name) != 0)
        type++;
    return type;
}

unsigned datatype_weight(unsigned type)
{
    return rows[type].weight;
}

const char *datatype_record(unsigned type)
{
    return rows[type].record;
}
