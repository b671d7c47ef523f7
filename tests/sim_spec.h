/* What Codat's specification says of each record, as tables: its fields, their types, the
 * words they may hold, and which of them are required. */
#ifndef CODATOP_TESTS_SIM_SPEC_H
#define CODATOP_TESTS_SIM_SPEC_H

#include <json-c/json.h>

enum spec_kind {
    K_UUID,
    K_TEXT,
    K_URI,
    K_LINK, /* a path */
    K_DATE,
    K_INTEGER,
    K_BOOL,
    K_OBJECT,
    K_LIST,
    K_TEXTS, /* a list of texts */
    K_TAGS
};

enum spec_need { OPTIONAL, NULLABLE, REQUIRED };

struct spec_rule {
    const char *name;
    enum spec_kind kind;
    enum spec_need need;
    const char *const *allowed;    /* texts; NULL: any */
    const struct spec_rule *inner; /* of K_OBJECT, and of the items of K_LIST */
};

extern const struct spec_rule spec_company[], spec_connection[], spec_pull[],
    spec_data_status[], spec_validation[], spec_profile[], spec_error_message[],
    spec_companies_page[], spec_connections_page[], spec_pulls_page[];
/* Names of all data types, then NULL. */
extern const char *const spec_data_types[];

/* Fails the test unless every member of object is one that rules name, of its type, and
 * none that is required is missing. where is for the message. */
void spec_check(const char *where, const struct spec_rule *rules, json_object *object);

#endif
