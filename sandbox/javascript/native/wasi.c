/* What wasi-libc would import. A guest imports nothing, so these are here and, but for time and randomness, refuse.
 *
 * wasi-libc declares each as __imported_wasi_snapshot_preview1_NAME with an import's name; a definition of that symbol
 * wins over the import when the module is linked. Pointers are 32-bit offsets into linear memory. */
#include <wasi/api.h>

#include "native.h"

#define WASI(name) __imported_wasi_snapshot_preview1_##name
#define STORE(type, at, value) (*(type *)(uintptr_t)(uint32_t)(at) = (value))

enum { TURN_TIME_NS = 1000000 }; /* a turn's time comes in whole milliseconds */

int32_t WASI(clock_time_get)(int32_t clock, int64_t precision, int32_t into) {
    STORE(uint64_t, into, skerry_now_ns());
    return 0;
}

int32_t WASI(clock_res_get)(int32_t clock, int32_t into) {
    STORE(uint64_t, into, TURN_TIME_NS);
    return 0;
}

int32_t WASI(random_get)(int32_t into, int32_t size) {
    skerry_random_bytes((uint8_t *)(uintptr_t)(uint32_t)into, (uint32_t)size);
    return 0;
}

int32_t WASI(environ_sizes_get)(int32_t count, int32_t bytes) {
    STORE(uint32_t, count, 0);
    STORE(uint32_t, bytes, 0);
    return 0;
}

int32_t WASI(environ_get)(int32_t pointers, int32_t bytes) { return 0; }

_Noreturn void WASI(proc_exit)(int32_t code) { __builtin_trap(); }

/* There is no file, not even an open one. */
int32_t WASI(fd_close)(int32_t fd) { return __WASI_ERRNO_BADF; }
int32_t WASI(fd_fdstat_get)(int32_t fd, int32_t into) { return __WASI_ERRNO_BADF; }
int32_t WASI(fd_fdstat_set_flags)(int32_t fd, int32_t flags) { return __WASI_ERRNO_BADF; }
int32_t WASI(fd_filestat_get)(int32_t fd, int32_t into) { return __WASI_ERRNO_BADF; }
int32_t WASI(fd_prestat_get)(int32_t fd, int32_t into) { return __WASI_ERRNO_BADF; }
int32_t WASI(fd_prestat_dir_name)(int32_t fd, int32_t path, int32_t size) { return __WASI_ERRNO_BADF; }
int32_t WASI(fd_read)(int32_t fd, int32_t vectors, int32_t count, int32_t into) { return __WASI_ERRNO_BADF; }
int32_t WASI(fd_seek)(int32_t fd, int64_t offset, int32_t whence, int32_t into) { return __WASI_ERRNO_BADF; }
int32_t WASI(fd_write)(int32_t fd, int32_t vectors, int32_t count, int32_t into) { return __WASI_ERRNO_BADF; }
int32_t WASI(poll_oneoff)(int32_t wanted, int32_t events, int32_t count, int32_t into) { return __WASI_ERRNO_NOSYS; }
int32_t WASI(sched_yield)(void) { return __WASI_ERRNO_NOSYS; }
int32_t WASI(path_open)(int32_t fd, int32_t lookup, int32_t path, int32_t size, int32_t flags, int64_t rights,
                        int64_t inherited, int32_t fd_flags, int32_t into) {
    return __WASI_ERRNO_NOSYS;
}

/* The parts of wasi-libc that zig has rewritten in Zig name their imports so. */
int32_t zig_fd_close(int32_t fd) __asm__("fd_close|wasi_snapshot_preview1");
int32_t zig_fd_close(int32_t fd) { return __WASI_ERRNO_BADF; }
