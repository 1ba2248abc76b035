/* One test of a regular expression with a budget of steps: the same budget ends it at the same step everywhere. */
#include <string.h>

#include "functions.h"
#include "libregexp.h"

enum { STEPS_PER_POLL = 10000 }; /* libregexp.c asks its interrupt handler so often (INTERRUPT_COUNTER_INIT) */

static int64_t polls_left;

static int count_poll(JSRuntime *runtime, void *opaque) { return --polls_left < 0; }

static int flags_of(const char *text) {
    static const struct {
        char letter;
        int flag;
    } known[] = {{'g', LRE_FLAG_GLOBAL},  {'i', LRE_FLAG_IGNORECASE}, {'m', LRE_FLAG_MULTILINE}, {'s', LRE_FLAG_DOTALL},
                 {'u', LRE_FLAG_UNICODE}, {'y', LRE_FLAG_STICKY},     {'d', LRE_FLAG_INDICES},   {'v', LRE_FLAG_UNICODE_SETS}};
    int flags = 0;
    for (; *text != '\0'; text++) {
        int flag = 0;
        for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
            if (known[i].letter == *text) flag = known[i].flag;
        if (flag == 0 || (flags & flag) != 0) return -1;
        flags |= flag;
    }
    bool both = (flags & LRE_FLAG_UNICODE) != 0 && (flags & LRE_FLAG_UNICODE_SETS) != 0;
    return both ? -1 : flags;
}

/* The compiled pattern, to js_free; NULL with a SyntaxError or TypeError pending. */
static uint8_t *compile(JSContext *ctx, JSValueConst pattern, JSValueConst flags_text) {
    if (!JS_IsString(pattern) || !JS_IsString(flags_text)) {
        JS_ThrowTypeError(ctx, "a pattern and its flags are strings");
        return NULL;
    }
    const char *letters = JS_ToCString(ctx, flags_text);
    int flags = letters == NULL ? -1 : flags_of(letters);
    JS_FreeCString(ctx, letters);
    if (flags < 0) {
        JS_ThrowSyntaxError(ctx, "invalid regular expression flags");
        return NULL;
    }
    size_t length;
    int compiled_length;
    char message[64];
    bool unicode = (flags & (LRE_FLAG_UNICODE | LRE_FLAG_UNICODE_SETS)) != 0;
    const char *source = JS_ToCStringLen2(ctx, &length, pattern, !unicode);
    if (source == NULL) return NULL;
    uint8_t *compiled = lre_compile(&compiled_length, message, sizeof message, source, length, flags, ctx);
    JS_FreeCString(ctx, source);
    if (compiled == NULL) JS_ThrowSyntaxError(ctx, "%s", message);
    return compiled;
}

/* Patterns that stay: they are part of a program's snapshot, so a run finds them compiled. */
static uint8_t **kept;
static uint32_t kept_count;

JSValue native_compile_pattern(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    uint8_t *compiled = compile(ctx, argv[0], argv[1]);
    if (compiled == NULL) return JS_EXCEPTION;
    uint8_t **grown = js_realloc(ctx, kept, (kept_count + 1) * sizeof kept[0]);
    if (grown == NULL) {
        js_free(ctx, compiled);
        return JS_EXCEPTION;
    }
    kept = grown;
    kept[kept_count] = compiled;
    return JS_NewUint32(ctx, kept_count++);
}

JSValue native_test(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    int64_t budget;
    uint32_t number;
    if (!JS_IsNumber(argv[0]) || !JS_IsString(argv[1]) || !JS_IsNumber(argv[2]))
        return JS_ThrowTypeError(ctx, "needs a pattern's number, a string and a budget");
    if (JS_ToUint32(ctx, &number, argv[0]) < 0 || JS_ToInt64(ctx, &budget, argv[2]) < 0) return JS_EXCEPTION;
    if (number >= kept_count) return JS_ThrowRangeError(ctx, "no such pattern");
    uint8_t *compiled = kept[number];
    size_t length, captures = (size_t)lre_get_capture_count(compiled);
    const uint16_t *units = JS_ToCStringLenUTF16(ctx, &length, argv[1]);
    uint8_t **capture = js_malloc(ctx, captures * 2 * sizeof capture[0] + 1);
    int matched = LRE_RET_MEMORY_ERROR;
    if (units != NULL && capture != NULL) {
        polls_left = budget / STEPS_PER_POLL;
        JS_SetInterruptHandler(JS_GetRuntime(ctx), count_poll, NULL); /* the guest has none: fuel stops it */
        matched = lre_exec(capture, compiled, (const uint8_t *)units, 0, (int)length, 1, ctx);
        JS_SetInterruptHandler(JS_GetRuntime(ctx), NULL, NULL);
    }
    bool asked = units != NULL && capture != NULL;
    js_free(ctx, capture);
    JS_FreeCStringUTF16(ctx, units);
    if (!asked) return JS_EXCEPTION;
    return matched < 0 ? JS_NULL : JS_NewBool(ctx, matched == 1);
}
