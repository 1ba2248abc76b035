/* A guest without libc that speaks the guest ABI (docs/reference/guest-abi.md), and lies when it is told to.
 *
 * The argument of `run` is the name of what it does, as a JSON string. A lie that belongs to `alloc` is told in the
 * turn after. Exports and lengths are as wasm32 has them: pointers are 32 bits. */
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))

typedef uint8_t u8;
typedef uint32_t u32;
typedef uint64_t u64;

enum { VERSION = 1, SUSPENDED = 16, DONE = 17, PAGE = 65536, ROOM = 1 << 20 };

static u8 incoming[ROOM], outgoing[ROOM];
static u32 written;
static char lie; /* what the next alloc does */
static int ready;

static u32 length_of(const char *text) {
    u32 n = 0;
    while (text[n] != 0) n++;
    return n;
}

static u32 number_at(const u8 *at) { return (u32)at[0] | (u32)at[1] << 8 | (u32)at[2] << 16 | (u32)at[3] << 24; }

static void put(const u8 *bytes, u32 count) {
    for (u32 i = 0; i < count; i++) outgoing[written++] = bytes[i];
}

static void put_number(u32 value) {
    for (int i = 0; i < 4; i++) outgoing[written++] = (u8)(value >> (8 * i));
}

static void begin(u8 version, u8 kind, u8 parts, const char *head) {
    written = 0;
    u8 first[4] = {version, kind, parts, 0};
    put(first, 4);
    put_number(length_of(head));
    put((const u8 *)head, length_of(head));
}

static void part(const u8 *bytes, u32 count) {
    put_number(count);
    put(bytes, count);
}

static u64 answer(u32 address, u32 count) { return (u64)address << 32 | count; }

static u64 send(void) { return answer((u32)outgoing, written); }

static u64 done(const char *value) {
    begin(VERSION, DONE, 1, "{}");
    part((const u8 *)value, length_of(value));
    return send();
}

static u64 suspended(const char *head) {
    begin(VERSION, SUSPENDED, 0, head);
    return send();
}

static int is(const u8 *text, u32 length, const char *name) {
    u32 n = length_of(name);
    if (length != n + 2) return 0; /* the quotes of the JSON string */
    for (u32 i = 0; i < n; i++)
        if (text[i + 1] != (u8)name[i]) return 0;
    return 1;
}

static int contains(const u8 *text, u32 length, const char *word) {
    u32 n = length_of(word);
    for (u32 i = 0; i + n <= length; i++) {
        u32 same = 0;
        while (same < n && text[i + same] == (u8)word[same]) same++;
        if (same == n) return 1;
    }
    return 0;
}

static volatile u32 bottom;

/* Needs nothing of the stack in linear memory: only the native one can end it. */
__attribute__((noinline)) static u32 descend(u32 depth) {
    if (bottom != 0) return depth;
    u32 below = descend(depth + 1);
    return below ^ below >> (depth & 7);
}

static u64 forever(void) {
    for (volatile u32 i = 0;; i++) {
    }
}

static u64 grow_for_ever(void) {
    u32 pages = 0;
    while (__builtin_wasm_memory_grow(0, 1) != (u32)-1) pages++;
    return done(pages * PAGE < (64u << 20) ? "\"stopped below 64 MiB\"" : "\"no limit\"");
}

/* In this turn the truth; the lie comes when the host wants room for the reply. */
static u64 lie_later(char how) {
    lie = how;
    return suspended("{\"calls\":[{\"id\":1,\"op\":\"echo\",\"args\":{}}]}");
}

static u64 run(const u8 *name, u32 length) {
    u32 size = __builtin_wasm_memory_size(0) * PAGE;
    if (is(name, length, "echo")) {
        begin(VERSION, SUSPENDED, 1, "{\"calls\":[{\"id\":1,\"op\":\"echo\",\"args\":{\"a\":1},\"body\":0}]}");
        part((const u8 *)"bytes\0too", 9);
        return send();
    }
    if (is(name, length, "initialized")) return done(ready ? "true" : "false");
    if (is(name, length, "outside")) return answer(size - 4, 100);
    if (is(name, length, "at the end")) return answer(size, 8);
    if (is(name, length, "wraps around")) return answer(0xFFFFFFF0u, 0x20);
    if (is(name, length, "giant")) return answer(0, 0xFFFFFFFFu);
    if (is(name, length, "empty")) return answer((u32)outgoing, 0);
    if (is(name, length, "nothing")) return 0;
    if (is(name, length, "trap")) __builtin_trap();
    if (is(name, length, "loop")) return forever();
    if (is(name, length, "grow")) return grow_for_ever();
    if (is(name, length, "recursion")) return descend(0);
    if (is(name, length, "alloc traps")) return lie_later('t');
    if (is(name, length, "alloc loops")) return lie_later('l');
    if (is(name, length, "alloc outside")) return lie_later('o');
    if (is(name, length, "alloc at the end")) return lie_later('e');
    if (is(name, length, "alloc has none")) return lie_later('0');
    if (is(name, length, "wakes before time began")) return suspended("{\"wake\":-1e400}");
    if (is(name, length, "wakes after all time")) return suspended("{\"wake\":1e400}");
    if (is(name, length, "wakes at once for ever")) return suspended("{\"wake\":0}");
    if (is(name, length, "cancels what is not")) return suspended("{\"cancel\":[1,-5,99999999999999999999],\"wake\":0}");
    if (is(name, length, "call without a number")) return suspended("{\"calls\":[{\"op\":\"echo\"}]}");
    if (is(name, length, "body that is not")) return suspended("{\"calls\":[{\"id\":1,\"op\":\"echo\",\"body\":3}]}");
    if (is(name, length, "head is no JSON")) return suspended("{\"calls\":");
    if (is(name, length, "version")) begin(2, DONE, 0, "{}");
    if (is(name, length, "kind")) begin(VERSION, 2, 0, "{}");
    if (is(name, length, "missing part")) begin(VERSION, DONE, 1, "{}");
    if (is(name, length, "long part")) {
        begin(VERSION, DONE, 1, "{}");
        put_number(0xFFFFFFFFu);
    }
    if (is(name, length, "bytes behind")) {
        done("1");
        put((const u8 *)"x", 1);
    }
    return send();
}

EXPORT("_initialize") void initialize(void) { ready = 1; }

EXPORT("alloc") u8 *alloc(u32 length) {
    u32 size = __builtin_wasm_memory_size(0) * PAGE;
    if (lie == 't') __builtin_trap();
    if (lie == 'l') forever();
    if (lie == 'o') return (u8 *)0xFFFFFFF0u;
    if (lie == 'e') return (u8 *)(size - 1);
    return lie == '0' || length > ROOM ? 0 : incoming;
}

EXPORT("start") u64 start(const u8 *frame, u32 length) {
    u32 head = number_at(frame + 4);
    const u8 *seed = frame + 8 + head, *argument = seed + 4 + number_at(seed);
    if (contains(frame + 8, head, "\"describe\"")) return done("{\"guest\":\"echo\"}");
    return run(argument + 4, number_at(argument));
}

EXPORT("resume") u64 resume(const u8 *frame, u32 length) {
    u32 head = number_at(frame + 4);
    if (contains(frame + 8, head, "\"replies\":[]")) return suspended("{\"wake\":0}");
    if (frame[2] != 1) return done("\"no body\"");
    const u8 *body = frame + 8 + head;
    begin(VERSION, DONE, 1, "{\"logs\":[[\"info\",\"resumed\"]]}");
    put_number(number_at(body) + 2);
    put((const u8 *)"\"", 1);
    for (u32 i = 0; i < number_at(body); i++) put(body[4 + i] == 0 ? (const u8 *)"-" : body + 4 + i, 1);
    put((const u8 *)"\"", 1);
    return send();
}
