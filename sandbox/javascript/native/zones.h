/* The IANA time zones, embedded by the build (build_engine/embedding.py) from PyPI's tzdata. */
#ifndef SKERRY_ZONES_H
#define SKERRY_ZONES_H

#include <stdint.h>

struct skerry_zone {
    const char *name;    /* "Europe/Berlin" */
    const uint8_t *tzif; /* RFC 8536, version 2 or later */
    uint32_t length;     /* bytes */
};

extern const struct skerry_zone skerry_zones[]; /* sorted by name in lower case */
extern const uint32_t skerry_zone_count;

#endif
