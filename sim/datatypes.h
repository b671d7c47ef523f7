/* The data types that Codat's specification names under DataStatus.dataType, in its
 * order. */
#ifndef CODATOP_SIM_DATATYPES_H
#define CODATOP_SIM_DATATYPES_H

enum data_type {
    TYPE_ACCOUNT_TRANSACTIONS,
    TYPE_BALANCE_SHEET,
    TYPE_BANK_ACCOUNTS,
    TYPE_BANK_TRANSACTIONS,
    TYPE_BILL_CREDIT_NOTES,
    TYPE_BILL_PAYMENTS,
    TYPE_BILLS,
    TYPE_CASH_FLOW_STATEMENT,
    TYPE_CHART_OF_ACCOUNTS,
    TYPE_COMPANY,
    TYPE_CREDIT_NOTES,
    TYPE_CUSTOMERS,
    TYPE_DIRECT_COSTS,
    TYPE_DIRECT_INCOMES,
    TYPE_INVOICES,
    TYPE_ITEM_RECEIPTS,
    TYPE_ITEMS,
    TYPE_JOURNAL_ENTRIES,
    TYPE_JOURNALS,
    TYPE_PAYMENT_METHODS,
    TYPE_PAYMENTS,
    TYPE_PROFIT_AND_LOSS,
    TYPE_PURCHASE_ORDERS,
    TYPE_SALES_ORDERS,
    TYPE_SUPPLIERS,
    TYPE_TAX_RATES,
    TYPE_TRACKING_CATEGORIES,
    TYPE_TRANSFERS,
    TYPE_BANKING_ACCOUNT_BALANCES,
    TYPE_BANKING_ACCOUNTS,
    TYPE_BANKING_TRANSACTION_CATEGORIES,
    TYPE_BANKING_TRANSACTIONS,
    TYPE_COMMERCE_COMPANY_INFO,
    TYPE_COMMERCE_CUSTOMERS,
    TYPE_COMMERCE_DISPUTES,
    TYPE_COMMERCE_LOCATIONS,
    TYPE_COMMERCE_ORDERS,
    TYPE_COMMERCE_PAYMENT_METHODS,
    TYPE_COMMERCE_PAYMENTS,
    TYPE_COMMERCE_PRODUCT_CATEGORIES,
    TYPE_COMMERCE_PRODUCTS,
    TYPE_COMMERCE_TAX_COMPONENTS,
    TYPE_COMMERCE_TRANSACTIONS,
    DATA_TYPES
};

/* "banking-accounts" */
const char *datatype_name(unsigned type);
/* DATA_TYPES where there is no such type. Case counts, as it does for Codat. */
unsigned datatype_by_name(const char *name);
/* How long a pull of this type takes, in percent of the platform's usual time. */
unsigned datatype_weight(unsigned type);
/* The word that validation rules use for one record, such as "bill". */
const char *datatype_record(unsigned type);

#endif
