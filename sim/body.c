/* Bodies whose bytes come from a callback of ours. */
#include "config.h"

#include "sim/body.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

#define SLOW_BYTES 2 /* for each beat of the parking: eight a second */
#define BLOCK 16384

struct body {
    struct parking *parking;
    struct parked parked;
    char *data;
    size_t len;
    bool slow, rested;
};

static ssize_t read_slowly(struct body *body, uint64_t at, char *out)
{
    if (!body->rested) {
        body->rested = true;
        return parking_park(body->parking, &body->parked)
                   ? 0
                   : MHD_CONTENT_READER_END_WITH_ERROR;
    }
    if (parking_is_closing(body->parking))
        return MHD_CONTENT_READER_END_WITH_ERROR;
    body->rested = false;
    size_t left = body->len - (size_t)at;
    size_t len = left < SLOW_BYTES ? left : SLOW_BYTES;
    memcpy(out, body->data + at, len);
    return (ssize_t)len;
}

static ssize_t read_body(void *cls, uint64_t at, char *out, size_t max)
{
    struct body *body = cls;
    size_t end = body->slow ? body->len : body->len / 2;
    if (at >= end)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    if (body->slow)
        return read_slowly(body, at, out);
    size_t len = end - (size_t)at < max ? end - (size_t)at : max;
    memcpy(out, body->data + at, len);
    return (ssize_t)len;
}

static void free_body(void *cls)
{
    struct body *body = cls;
    free(body->data);
    free(body);
}

struct MHD_Response *body_spoiled(struct parking *parking,
                                  struct MHD_Connection *connection, enum fault_kind kind,
                                  struct buf *bytes)
{
    if (bytes->len == 0 && kind != FAULT_SLOW)
        return NULL;
    struct body *body = xcalloc(1, sizeof *body);
    body->parking = parking;
    body->parked.connection = connection;
    body->parked.paced = true;
    body->len = bytes->len;
    body->data = buf_take(bytes);
    body->slow = kind == FAULT_SLOW;
    uint64_t size = kind == FAULT_UNSIZED ? MHD_SIZE_UNKNOWN : body->len;
    struct MHD_Response *response =
        MHD_create_response_from_callback(size, BLOCK, read_body, body, free_body);
    if (response == NULL)
        free_body(body);
    else if (kind == FAULT_UNSIZED)
        MHD_set_response_options(response, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
    return response;
}
