/* A worker under test, and waiting for what it says. */
#ifndef CODATOP_TESTS_API_RIG_H
#define CODATOP_TESTS_API_RIG_H

#include "api/api.h"
#include "base/wakeup.h"

#define RIG_KEY "canary-Key-4711/with+signs"
#define RIG_KEY_BASE64 "Y2FuYXJ5LUtleS00NzExL3dpdGgrc2lnbnM="
#define RIG_COMPANY "11111111-2222-3333-4444-555555555555"

struct rig {
    struct wakeup wakeup;
    struct api *api;
};

/* A configuration for tests: short waits, few tries, a fixed seed. */
struct api_config rig_config(const char *base_url);
/* Fails the test when it cannot be started. */
void rig_start(struct rig *rig, const struct api_config *config);
void rig_stop(struct rig *rig);
/* The next event; fails the test when none comes. The caller frees it. */
struct api_event *rig_wait(struct rig *rig);
/* The final event of that request. *retries (may be NULL) counts the API_RETRYING ones;
 * events of other requests on the way are dropped. */
struct api_event *rig_final(struct rig *rig, uint64_t id, int *retries);
/* Sends one call as a key press and waits for its end. */
struct api_event *rig_ask(struct rig *rig, const struct call *call);
/* Fails the test when any text of the event holds a form of the key. */
void rig_check_secret(const struct api_event *event);

#endif
