;; The room that it gives for a frame has one byte.
;; guard: addresses are compared with the memory
;; harm: death
;; control: unchecked addresses
;; says: lie outside the memory
(func (export "alloc") (param $length i32) (result i32) (i32.const 262143))
(func $attack (param $frame i32) (param $length i32) (result i64)
  (unreachable))
