/* Base64 (RFC 4648, section 4): the loops that JavaScript is too slow for. White space and padding are the caller's. */
#include <string.h>

#include "functions.h"

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

JSValue native_base64_encode(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    struct bytes data;
    if (!argument_slice(ctx, argv, &data)) return JS_EXCEPTION;
    size_t length = (data.length + 2) / 3 * 4;
    char *text = js_malloc(ctx, length + 1);
    if (text == NULL) return JS_EXCEPTION;
    char *out = text;
    for (size_t i = 0; i < data.length; i += 3) {
        size_t left = data.length - i;
        uint32_t bits = (uint32_t)data.start[i] << 16;
        if (left > 1) bits |= (uint32_t)data.start[i + 1] << 8;
        if (left > 2) bits |= data.start[i + 2];
        *out++ = ALPHABET[bits >> 18];
        *out++ = ALPHABET[bits >> 12 & 63];
        *out++ = left > 1 ? ALPHABET[bits >> 6 & 63] : '=';
        *out++ = left > 2 ? ALPHABET[bits & 63] : '=';
    }
    JSValue string = JS_NewStringLen(ctx, text, length);
    js_free(ctx, text);
    return string;
}

static int value_of(uint8_t digit) {
    if (digit >= 'A' && digit <= 'Z') return digit - 'A';
    if (digit >= 'a' && digit <= 'z') return digit - 'a' + 26;
    if (digit >= '0' && digit <= '9') return digit - '0' + 52;
    return digit == '+' ? 62 : digit == '/' ? 63 : -1;
}

/* False if there is anything but digits; the bits at the end that stand for no byte are dropped. */
static bool decode(struct bytes digits, uint8_t *out) {
    uint32_t bits = 0;
    for (size_t i = 0; i < digits.length; i++) {
        int value = value_of(digits.start[i]);
        if (value < 0) return false;
        bits = bits << 6 | (uint32_t)value;
        if (i % 4 != 0) *out++ = (uint8_t)(bits >> (6 - 2 * (i % 4)));
    }
    return true;
}

JSValue native_base64_decode(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    struct bytes digits;
    if (!argument_utf8(ctx, argv[0], &digits)) return JS_EXCEPTION;
    size_t length = digits.length * 3 / 4;
    uint8_t *out = js_malloc(ctx, length + 1);
    bool whole = out != NULL && digits.length % 4 != 1 && decode(digits, out);
    JSValue result = out == NULL ? JS_EXCEPTION : whole ? JS_NewArrayBufferCopy(ctx, out, length) : JS_NULL;
    js_free(ctx, digits.start);
    js_free(ctx, out);
    return result;
}
