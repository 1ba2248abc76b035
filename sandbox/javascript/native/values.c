/* Arguments and results of native functions: strict about types, never beyond a buffer's end. */
#include <string.h>

#include "functions.h"

bool argument_buffer(JSContext *ctx, JSValueConst value, struct bytes *whole) {
    if (!JS_IsArrayBuffer(value)) {
        JS_ThrowTypeError(ctx, "not an ArrayBuffer");
        return false;
    }
    whole->start = JS_GetArrayBuffer(ctx, &whole->length, value);
    /* An empty buffer may have no address; a detached one has thrown. */
    return whole->start != NULL || (whole->length == 0 && !JS_HasException(ctx));
}

static bool argument_count(JSContext *ctx, JSValueConst value, size_t most, size_t *count) {
    double number = -1;
    if (!JS_IsNumber(value) || JS_ToFloat64(ctx, &number, value) < 0 || !(number >= 0 && number <= (double)most) ||
        number != (double)(size_t)number) {
        JS_ThrowRangeError(ctx, "not a whole number from 0 to %zu", most);
        return false;
    }
    *count = (size_t)number;
    return true;
}

bool argument_slice(JSContext *ctx, JSValueConst *buffer_offset_length, struct bytes *slice) {
    struct bytes whole;
    size_t offset, length;
    if (!argument_buffer(ctx, buffer_offset_length[0], &whole) ||
        !argument_count(ctx, buffer_offset_length[1], whole.length, &offset) ||
        !argument_count(ctx, buffer_offset_length[2], whole.length - offset, &length))
        return false;
    *slice = (struct bytes){whole.start + offset, length};
    return true;
}

/* A lone surrogate comes out of JS_ToCStringLen as three bytes ED A0..BF xx; U+FFFD has three as well. */
static void replace_surrogates(struct bytes text) {
    static const uint8_t replacement[] = {0xef, 0xbf, 0xbd};
    for (size_t i = 0; i + 2 < text.length; i++)
        if (text.start[i] == 0xed && text.start[i + 1] >= 0xa0) memcpy(text.start + i, replacement, sizeof replacement);
}

bool argument_utf8(JSContext *ctx, JSValueConst value, struct bytes *text) {
    if (!JS_IsString(value)) {
        JS_ThrowTypeError(ctx, "not a string");
        return false;
    }
    const char *utf8 = JS_ToCStringLen(ctx, &text->length, value);
    if (utf8 == NULL) return false;
    text->start = js_malloc(ctx, text->length + 1);
    if (text->start != NULL) {
        memcpy(text->start, utf8, text->length + 1);
        replace_surrogates(*text);
    }
    JS_FreeCString(ctx, utf8);
    return text->start != NULL;
}

JSValue new_list(JSContext *ctx, int count, JSValue *values) {
    bool complete = true;
    for (int i = 0; i < count; i++) complete &= !JS_IsException(values[i]);
    if (complete) return JS_NewArrayFrom(ctx, count, values);
    for (int i = 0; i < count; i++) JS_FreeValue(ctx, values[i]);
    return JS_EXCEPTION;
}
