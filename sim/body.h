/* Bodies that are spoiled on their way: slow ones, and ones that are cut. */
#ifndef CODATOP_SIM_BODY_H
#define CODATOP_SIM_BODY_H

#include <stdbool.h>

#include "base/buf.h"
#include "sim/faults.h"
#include "sim/parking.h"

struct MHD_Connection;
struct MHD_Response;

/* Takes the content of body. NULL where there is nothing to cut, or libmicrohttpd cannot:
 * then the connection is to be closed. */
struct MHD_Response *body_spoiled(struct parking *parking,
                                  struct MHD_Connection *connection, enum fault_kind kind,
                                  struct buf *body);

#endif
