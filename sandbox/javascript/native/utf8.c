/* UTF-8 as the Encoding Standard has it (https://encoding.spec.whatwg.org/#utf-8-decoder). */
#include <string.h>

#include "functions.h"

JSValue native_utf8_encode(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    struct bytes text;
    if (!argument_utf8(ctx, argv[0], &text)) return JS_EXCEPTION;
    JSValue buffer = JS_NewArrayBufferCopy(ctx, text.start, text.length);
    js_free(ctx, text.start);
    return buffer;
}

/* How many bytes at `at` are one character (*valid), or one maximal part of an ill-formed one (not *valid). */
static size_t next_character(const uint8_t *at, const uint8_t *end, bool *valid) {
    uint8_t first = at[0], low = 0x80, high = 0xbf; /* bounds of the second byte */
    size_t wanted = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    *valid = wanted == 1;
    if (wanted < 2) return 1;
    if (first == 0xe0) low = 0xa0;
    if (first == 0xed) high = 0x9f;
    if (first == 0xf0) low = 0x90;
    if (first == 0xf4) high = 0x8f;
    size_t length = 1;
    while (length < wanted && at + length < end && at[length] >= low && at[length] <= high) {
        length++;
        low = 0x80, high = 0xbf;
    }
    *valid = length == wanted;
    return length;
}

/* Writes (if `out` is not NULL) well-formed UTF-8 with U+FFFD for each ill-formed part; returns its length. */
static size_t repair(struct bytes text, uint8_t *out, bool *well_formed) {
    const uint8_t *end = text.start + text.length;
    size_t written = 0;
    *well_formed = true;
    for (const uint8_t *at = text.start; at < end;) {
        bool valid;
        size_t length = next_character(at, end, &valid);
        const void *from = valid ? (const void *)at : "\xef\xbf\xbd";
        size_t size = valid ? length : 3;
        if (out != NULL) memcpy(out + written, from, size);
        written += size;
        *well_formed &= valid;
        at += length;
    }
    return written;
}

JSValue native_utf8_decode(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    struct bytes text;
    bool well_formed;
    if (!argument_slice(ctx, argv, &text)) return JS_EXCEPTION;
    size_t length = repair(text, NULL, &well_formed);
    if (well_formed) return JS_NewStringLen(ctx, (const char *)text.start, text.length);
    if (JS_ToBool(ctx, argv[3])) return JS_ThrowTypeError(ctx, "The encoded data was not valid for encoding utf-8");
    uint8_t *repaired = js_malloc(ctx, length);
    if (repaired == NULL) return JS_EXCEPTION;
    repair(text, repaired, &well_formed);
    JSValue string = JS_NewStringLen(ctx, (const char *)repaired, length);
    js_free(ctx, repaired);
    return string;
}
