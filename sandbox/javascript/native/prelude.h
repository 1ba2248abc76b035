/* The prelude's files, embedded by the build (build_engine/embedding.py). */
#ifndef SKERRY_PRELUDE_H
#define SKERRY_PRELUDE_H

#include <stdint.h>

struct skerry_prelude_file {
    const char *name;   /* path below prelude/ without .js: "node/util" */
    const char *source; /* NUL-terminated */
    uint32_t length;    /* bytes, without the NUL */
};

extern const struct skerry_prelude_file skerry_prelude[]; /* sorted by name */
extern const uint32_t skerry_prelude_count;

#endif
