/* Frames as docs/reference/guest-abi.md has them: read from the host, written to it. */
#ifndef SKERRY_FRAME_H
#define SKERRY_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FRAME_VERSION = 1, FRAME_LOAD = 1, FRAME_START = 2, FRAME_RESUME = 3, FRAME_SUSPENDED = 16, FRAME_DONE = 17, FRAME_FAILED = 18 };

typedef struct {
    uint8_t *bytes; /* a part's bytes, or the head's */
    uint32_t length;
} Span;

typedef struct {
    uint8_t kind;
    uint16_t parts;
    Span head;
    uint8_t *first; /* where the first part's length stands */
    uint8_t *end;
} Frame;

/* False when the bytes are no frame of this version. */
bool frame_read(Frame *frame, uint8_t *bytes, size_t length);

/* The part after *cursor (start with frame->first); false when there is none. */
bool frame_next_part(const Frame *frame, uint8_t **cursor, Span *part);

/* A frame in one new block of memory, or NULL; *length gets its size. spans[0] is the head. */
uint8_t *frame_write(uint8_t kind, const Span *spans, uint32_t count, size_t *length);

#endif
