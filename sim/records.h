/* Codat's records as JSON, and their fields for queries. */
#ifndef CODATOP_SIM_RECORDS_H
#define CODATOP_SIM_RECORDS_H

#include "sim/jsonout.h"
#include "sim/query.h"
#include "sim/world.h"

/* What queries over each kind of record are evaluated on. */
struct company_row {
    struct world *world;
    struct company company;
    struct company_text text;
};

struct connection_row {
    struct world *world;
    const struct company *company;
    unsigned connection;
};

struct pull_row {
    const struct company *company;
    const struct pull *pull;
    struct pull_view view;
};

extern const struct record_kind company_kind, tag_kind, connection_kind, pull_kind;

void company_row_get(struct world *world, unsigned index, struct company_row *row);

/* Each writes one object; key as in jsonout.h. */
void write_company(struct json_out *out, const char *key, const struct company_row *row);
void write_connection(struct json_out *out, const char *key, struct world *world,
                      const struct company *company, unsigned connection);
void write_pull(struct json_out *out, const char *key, const struct company *company,
                const struct pull *pull, int64_t now_ms);
void write_status(struct json_out *out, const char *key, unsigned type,
                  const struct type_state *state, int64_t now_ms);
/* What validation found in a pull; empty lists where it found nothing. */
void write_validation(struct json_out *out, const struct pull *pull, int64_t now_ms);

#endif
