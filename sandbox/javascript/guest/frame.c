#include "frame.h"

#include <stdlib.h>
#include <string.h>

enum { HEADER = 8, PART_HEADER = 4 };

static uint32_t read_u32(const uint8_t *at) {
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static void write_u32(uint8_t *at, uint32_t value) {
    for (int i = 0; i < 4; i++) at[i] = (uint8_t)(value >> (8 * i));
}

bool frame_read(Frame *frame, uint8_t *bytes, size_t length) {
    if (length < HEADER || bytes[0] != FRAME_VERSION) return false;
    uint32_t head = read_u32(bytes + 4);
    if (head > length - HEADER) return false;
    frame->kind = bytes[1];
    frame->parts = (uint16_t)(bytes[2] | bytes[3] << 8);
    frame->head = (Span){bytes + HEADER, head};
    frame->first = bytes + HEADER + head;
    frame->end = bytes + length;
    return true;
}

bool frame_next_part(const Frame *frame, uint8_t **cursor, Span *part) {
    size_t left = (size_t)(frame->end - *cursor);
    if (left < PART_HEADER) return false;
    uint32_t length = read_u32(*cursor);
    if (length > left - PART_HEADER) return false;
    *part = (Span){*cursor + PART_HEADER, length};
    *cursor += PART_HEADER + length;
    return true;
}

uint8_t *frame_write(uint8_t kind, const Span *spans, uint32_t count, size_t *length) {
    size_t size = HEADER + spans[0].length;
    for (uint32_t i = 1; i < count; i++) size += PART_HEADER + (size_t)spans[i].length;
    uint8_t *bytes = malloc(size);
    if (bytes == NULL) return NULL;
    bytes[0] = FRAME_VERSION;
    bytes[1] = kind;
    bytes[2] = (uint8_t)(count - 1);
    bytes[3] = (uint8_t)((count - 1) >> 8);
    write_u32(bytes + 4, spans[0].length);
    uint8_t *at = bytes + HEADER;
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) {
            write_u32(at, spans[i].length);
            at += PART_HEADER;
        }
        memcpy(at, spans[i].bytes, spans[i].length);
        at += spans[i].length;
    }
    *length = size;
    return bytes;
}
