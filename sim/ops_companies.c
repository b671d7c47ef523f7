/* The operations on companies, connections and the profile. */
#include "config.h"

#include "sim/paging.h"
#include "sim/records.h"
#include "sim/request.h"

#define SERVICE "ClientsApi"

struct company_rows {
    struct world *world;
    struct company_row row;
};

static const void *company_at(void *context, size_t position)
{
    struct company_rows *rows = context;
    company_row_get(rows->world, (unsigned)position, &rows->row);
    return &rows->row;
}

void op_list_companies(struct request *request, struct reply *reply)
{
    struct paging paging;
    struct company_rows rows = {.world = request->world};
    if (!paging_read(&paging, request, &company_kind, &tag_kind, SERVICE, reply))
        return;
    paging_open(&paging, &reply->body, request->world->fleet.companies, company_at,
                &rows);
    for (size_t n = 0; n < paging.count; n++) {
        company_at(&rows, paging_position(&paging, n));
        write_company(&reply->body, NULL, &rows.row);
    }
    paging_close(&paging, &reply->body, request);
}

void op_get_company(struct request *request, struct reply *reply)
{
    struct company_row row;
    company_row_get(request->world, request->company.index, &row);
    write_company(&reply->body, NULL, &row);
}

struct connection_rows {
    struct connection_row row;
};

static const void *connection_at(void *context, size_t position)
{
    struct connection_rows *rows = context;
    rows->row.connection = (unsigned)position;
    return &rows->row;
}

void op_list_connections(struct request *request, struct reply *reply)
{
    struct paging paging;
    struct connection_rows rows = {{request->world, &request->company, 0}};
    if (!paging_read(&paging, request, &connection_kind, NULL, SERVICE, reply))
        return;
    paging_open(&paging, &reply->body, request->company.connections, connection_at,
                &rows);
    for (size_t n = 0; n < paging.count; n++)
        write_connection(&reply->body, NULL, request->world, &request->company,
                         (unsigned)paging_position(&paging, n));
    paging_close(&paging, &reply->body, request);
}

void op_get_connection(struct request *request, struct reply *reply)
{
    struct uuid id;
    unsigned n = request->company.connections;
    if (ids_parse(request->segment[0], &id))
        n = fleet_find_connection(&request->company, id);
    if (n == request->company.connections) {
        reply_error(reply, request, 404, "PublicApi", "Data connection %s not found",
                    request->segment[0]);
        return;
    }
    write_connection(&reply->body, NULL, request->world, &request->company, n);
}

void op_profile(struct request *request, struct reply *reply)
{
    struct json_out *out = &reply->body;
    json_open(out, NULL, '{');
    json_string(out, "name", request->profile);
    json_string(out, "logoUrl", "https://client-images.codat.io/logo/codatop-sim.png");
    json_string(out, "iconUrl", "https://client-images.codat.io/icon/codatop-sim.ico");
    json_string(out, "redirectUrl", "https://codatop-sim.example/{companyId}");
    json_open(out, "whiteListUrls", '[');
    json_string(out, NULL, "https://codatop-sim.example");
    json_close(out, ']');
    json_bool(out, "confirmCompanyName", false);
    json_close(out, '}');
}
