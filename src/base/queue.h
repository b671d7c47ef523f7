/* The one way from thread to thread: an intrusive first-in first-out list under a mutex.
 * Whoever pushes a node gives it away; whoever takes it owns it. */
#ifndef CODATOP_BASE_QUEUE_H
#define CODATOP_BASE_QUEUE_H

#include <pthread.h>

struct queue_node {
    struct queue_node *next;
};

/* Shared by two threads; the mutex guards head and tail. */
struct queue {
    pthread_mutex_t mutex;
    struct queue_node *head, *tail;
    void (*wake)(void *arg); /* called after unlock, only when the queue was empty */
    void *wake_arg;
};

/* wake may be NULL. */
void queue_init(struct queue *q, void (*wake)(void *), void *wake_arg);
/* The queue must be empty and no other thread may hold it. */
void queue_destroy(struct queue *q);
void queue_push(struct queue *q, struct queue_node *node);
/* Takes everything, oldest first, linked by next; NULL when empty. */
struct queue_node *queue_take_all(struct queue *q);

#endif
