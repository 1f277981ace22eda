#pragma once

#include <libpq-fe.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>

// Swift imports character macros inconsistently; as constants of type int they are safe.
static const int CLIBPQ_SEVERITY = PG_DIAG_SEVERITY_NONLOCALIZED;
static const int CLIBPQ_SQLSTATE = PG_DIAG_SQLSTATE;
static const int CLIBPQ_MESSAGE = PG_DIAG_MESSAGE_PRIMARY;
static const int CLIBPQ_HINT = PG_DIAG_MESSAGE_HINT;
static const int CLIBPQ_CONSTRAINT = PG_DIAG_CONSTRAINT_NAME;
static const int CLIBPQ_ROUTINE = PG_DIAG_SOURCE_FUNCTION;

// Declared by pthread.h only for GNU sources.
extern int pthread_setname_np(pthread_t thread, const char *name);
