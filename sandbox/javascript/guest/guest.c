/* The guest ABI for JavaScript (docs/reference/guest-abi.md): moves frames in and out; what they mean is prelude/turn.js. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "modules.h"
#include "native.h"
#include "quickjs.h"

#define EXPORT(name) __attribute__((export_name(name)))

enum { SEED_LENGTH = 32, MAX_PARTS = 1024 };

/* Room that a run may use before the engine collects garbage: a collection writes every object's header and so touches
 * every page of the snapshot. The memory limit still holds. A program that becomes a snapshot has less while it loads:
 * memory never shrinks again. */
static const size_t RUN_ROOM = 32 << 20, SNAPSHOT_ROOM = 2 << 20;

static JSRuntime *runtime;
static JSContext *context;
static JSValue turn; /* prelude/turn.js */
static uint64_t now_ms;
static uint32_t clock_reads;

static uint8_t *incoming; /* the block that the host asked for last */
static uint8_t *outgoing; /* the answer that the host may still read */

uint64_t skerry_now_ns(void) {
    clock_reads++;
    return now_ms * 1000000u;
}

/* native.reads() -> how often the clock or randomness was read */
static JSValue native_reads(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    return JS_NewUint32(ctx, clock_reads + (uint32_t)skerry_random_reads);
}

/* Said without the engine, which may have no memory left to say it with. */
static uint64_t answer_fixed(const char *head) {
    static uint8_t block[256];
    size_t length = strlen(head);
    memset(block, 0, 8);
    block[0] = FRAME_VERSION;
    block[1] = FRAME_FAILED;
    block[4] = (uint8_t)length;
    memcpy(block + 8, head, length);
    return (uint64_t)(uintptr_t)block << 32 | (8 + length);
}

static uint64_t out_of_memory(void) {
    return answer_fixed("{\"name\":\"RangeError\",\"message\":\"out of memory\"}");
}

static uint64_t bad_frame(void) {
    return answer_fixed("{\"name\":\"Error\",\"message\":\"the guest got a frame that it does not know\"}");
}

static uint64_t too_many_bodies(void) {
    return answer_fixed("{\"name\":\"RangeError\",\"message\":\"too many calls with a body in one turn\"}");
}

/* Calls a function of turn.js; false (with the exception pending) when it throws. */
static bool call_turn(const char *name, int argc, JSValueConst *argv, JSValue *result) {
    JSValue function = JS_GetPropertyStr(context, turn, name);
    JSValue value = JS_Call(context, function, JS_UNDEFINED, argc, argv);
    JS_FreeValue(context, function);
    if (result != NULL) *result = value;
    else JS_FreeValue(context, value);
    return !JS_IsException(value);
}

static void report_exception(void) {
    JSValue error = JS_GetException(context);
    if (!call_turn("uncaught", 1, (JSValueConst *)&error, NULL)) JS_FreeValue(context, JS_GetException(context));
    JS_FreeValue(context, error);
}

static void on_rejection(JSContext *ctx, JSValueConst promise, JSValueConst reason, bool is_handled, void *opaque) {
    JSValueConst arguments[] = {promise, reason, JS_NewBool(ctx, is_handled)};
    if (!call_turn("rejected", 3, arguments, NULL)) JS_FreeValue(ctx, JS_GetException(ctx));
}

/* The bytes of one part of an answer: a string's UTF-8, or a buffer's bytes. *text is to be freed when not NULL. */
static bool part_bytes(JSValueConst part, Span *span, const char **text) {
    size_t length;
    if (JS_IsString(part)) {
        *text = JS_ToCStringLen(context, &length, part);
        *span = (Span){(uint8_t *)*text, (uint32_t)length};
        return *text != NULL;
    }
    *text = NULL;
    uint8_t *bytes = JS_GetUint8Array(context, &length, part);
    if (bytes == NULL && length != 0) return false;
    *span = (Span){bytes, (uint32_t)length};
    return true;
}

static uint64_t write_answer(JSValueConst list) {
    Span spans[MAX_PARTS];
    const char *texts[MAX_PARTS];
    JSValue values[MAX_PARTS];
    int64_t count = 0;
    int32_t kind = FRAME_FAILED;
    if (JS_GetLength(context, list, &count) < 0 || count < 2) return bad_frame();
    if (count - 1 > MAX_PARTS) return too_many_bodies();
    JSValue first = JS_GetPropertyUint32(context, list, 0);
    JS_ToInt32(context, &kind, first);
    JS_FreeValue(context, first);
    uint32_t parts = (uint32_t)count - 1, taken = 0;
    bool complete = true;
    while (taken < parts && complete) {
        values[taken] = JS_GetPropertyUint32(context, list, taken + 1);
        complete = part_bytes(values[taken], &spans[taken], &texts[taken]);
        taken++;
    }
    size_t length = 0;
    uint8_t *frame = complete ? frame_write((uint8_t)kind, spans, parts, &length) : NULL;
    for (uint32_t i = 0; i < taken; i++) {
        if (texts[i] != NULL) JS_FreeCString(context, texts[i]);
        JS_FreeValue(context, values[i]);
    }
    if (frame == NULL) return out_of_memory();
    outgoing = frame;
    return (uint64_t)(uintptr_t)frame << 32 | length;
}

/* Runs micro-tasks and due timers until nothing is left to do in this turn, then answers. */
static uint64_t finish_turn(void) {
    bool ticked = true;
    while (ticked) {
        if (!modules_drain(context)) report_exception();
        JSValue result;
        if (!call_turn("tick", 0, NULL, &result)) return out_of_memory();
        ticked = JS_ToBool(context, result) > 0;
        JS_FreeValue(context, result);
    }
    JSValue list;
    if (!call_turn("answer", 0, NULL, &list)) {
        report_exception();
        if (!call_turn("answer", 0, NULL, &list)) return out_of_memory();
    }
    uint64_t packed = write_answer(list);
    JS_FreeValue(context, list);
    return packed;
}

/* JSON needs a NUL behind it, and the byte there belongs to what follows: it is put back. */
static JSValue parse_json(Span text) {
    uint8_t *end = text.bytes + text.length, saved = *end;
    *end = 0;
    JSValue value = JS_ParseJSON(context, (const char *)text.bytes, text.length, "<frame>");
    *end = saved;
    return value;
}

static bool take_seed(Span part) {
    if (part.length != SEED_LENGTH) return false;
    skerry_random_seed(part.bytes);
    return true;
}

/* The second argument of turn.load (sources as strings), turn.start (the parsed argument), turn.resume (bodies). */
static bool read_parts(const Frame *frame, JSValue *argument) {
    uint8_t *cursor = frame->first;
    Span part;
    if (frame->kind != FRAME_RESUME && (!frame_next_part(frame, &cursor, &part) || !take_seed(part))) return false;
    if (frame->kind == FRAME_START) {
        if (!frame_next_part(frame, &cursor, &part)) return false;
        *argument = parse_json(part);
        return !JS_IsException(*argument);
    }
    *argument = JS_NewArray(context);
    for (uint32_t i = 0; frame_next_part(frame, &cursor, &part); i++) {
        JSValue value = frame->kind == FRAME_LOAD ? JS_NewStringLen(context, (const char *)part.bytes, part.length)
                                                  : JS_NewArrayBufferCopy(context, part.bytes, part.length);
        if (JS_IsException(value)) return false;
        JS_SetPropertyUint32(context, *argument, i, value);
    }
    return true;
}

static bool take_time(JSValueConst head) {
    JSValue value = JS_GetPropertyStr(context, head, "now");
    double milliseconds;
    bool known = JS_ToFloat64(context, &milliseconds, value) == 0 && milliseconds >= 0 && milliseconds < 9e15;
    JS_FreeValue(context, value);
    if (known) now_ms = (uint64_t)milliseconds;
    return known;
}

static void leave_room(size_t room) {
    JSMemoryUsage usage;
    JS_ComputeMemoryUsage(runtime, &usage);
    JS_SetGCThreshold(runtime, (size_t)usage.malloc_size + room);
}

/* Before a snapshot: what nobody uses is not kept. */
static void collect(void) {
    JS_RunGC(runtime);
    leave_room(RUN_ROOM);
}

/* LOAD says whether the memory is going to be kept. If not, a collection would cost this run more than it ever frees. */
static bool is_kept(JSValueConst head) {
    JSValue keep = JS_GetPropertyStr(context, head, "keep");
    bool kept = JS_ToBool(context, keep) > 0;
    JS_FreeValue(context, keep);
    return kept;
}

static uint64_t take_turn(uint8_t *bytes, size_t length, uint8_t kind, const char *entry) {
    Frame frame;
    free(outgoing);
    outgoing = NULL;
    if (!frame_read(&frame, bytes, length) || frame.kind != kind) return bad_frame();
    JSValue arguments[2] = {parse_json(frame.head), JS_UNDEFINED};
    bool known = !JS_IsException(arguments[0]) && take_time(arguments[0]) && read_parts(&frame, &arguments[1]);
    free(incoming);
    incoming = NULL;
    if (!known) return out_of_memory();
    bool kept = kind == FRAME_LOAD && is_kept(arguments[0]);
    if (kept) leave_room(SNAPSHOT_ROOM);
    if (!call_turn(entry, 2, (JSValueConst *)arguments, NULL)) report_exception();
    JS_FreeValue(context, arguments[0]);
    JS_FreeValue(context, arguments[1]);
    uint64_t packed = finish_turn();
    if (kept) collect();
    return packed;
}

EXPORT("alloc") uint8_t *skerry_alloc(uint32_t length) {
    free(incoming);
    incoming = malloc((size_t)length + 1); /* one more: see parse_json */
    return incoming;
}

/* Starts the engine and evaluates the prelude: the state that every program is loaded into. */
EXPORT("boot") uint64_t skerry_boot(void) {
    runtime = JS_NewRuntime();
    context = runtime == NULL ? NULL : JS_NewContext(runtime);
    if (context == NULL) return out_of_memory();
    JSValue native = JS_NewObject(context);
    modules_define(context, native);
    skerry_native_define(context, native);
    JS_SetPropertyStr(context, native, "reads", JS_NewCFunction(context, native_reads, "reads", 0));

    JSValue name = JS_NewString(context, "boot"), exports = JS_NewObject(context);
    JSValue prelude = JS_GetPropertyStr(context, native, "prelude");
    JSValue boot = JS_Call(context, prelude, JS_UNDEFINED, 1, (JSValueConst *)&name);
    JSValueConst arguments[] = {exports, JS_UNDEFINED, native};
    JSValue result = JS_IsException(boot) ? JS_EXCEPTION : JS_Call(context, boot, JS_UNDEFINED, 3, arguments);
    if (JS_IsException(result)) {
        JSValue error = JS_GetException(context), stack = JS_GetPropertyStr(context, error, "stack");
        JSValue parts[] = {JS_NewInt32(context, FRAME_FAILED), JS_UNDEFINED};
        JSValue report = JS_NewObject(context), list = JS_NewArray(context);
        JS_SetPropertyStr(context, report, "name", JS_NewString(context, "prelude"));
        JS_SetPropertyStr(context, report, "message", JS_ToString(context, error));
        JS_SetPropertyStr(context, report, "stack", stack);
        parts[1] = JS_JSONStringify(context, report, JS_UNDEFINED, JS_UNDEFINED);
        for (uint32_t i = 0; i < 2; i++) JS_SetPropertyUint32(context, list, i, parts[i]);
        return write_answer(list);
    }
    turn = JS_GetPropertyStr(context, exports, "turn");
    JSValue loader = JS_GetPropertyStr(context, exports, "loader");
    modules_set_loader(context, loader);
    JS_FreeValue(context, loader);
    JS_SetHostPromiseRejectionTracker(runtime, on_rejection, NULL);
    if (!modules_drain(context)) return out_of_memory();
    collect();
    Span head = {(uint8_t *)"{}", 2};
    size_t length;
    outgoing = frame_write(FRAME_DONE, &head, 1, &length);
    return (uint64_t)(uintptr_t)outgoing << 32 | length;
}

EXPORT("load") uint64_t skerry_load(uint8_t *bytes, uint32_t length) {
    return take_turn(bytes, length, FRAME_LOAD, "load");
}

EXPORT("start") uint64_t skerry_start(uint8_t *bytes, uint32_t length) {
    return take_turn(bytes, length, FRAME_START, "start");
}

EXPORT("resume") uint64_t skerry_resume(uint8_t *bytes, uint32_t length) {
    return take_turn(bytes, length, FRAME_RESUME, "resume");
}
