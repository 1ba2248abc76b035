;; The room that it gives for a frame lies far outside: the host would write there.
;; guard: addresses are compared with the memory
;; harm: death
;; control: unchecked addresses
;; says: lie outside the memory
(func (export "alloc") (param $length i32) (result i32) (i32.const 0xfffffff0))
(func $attack (param $frame i32) (param $length i32) (result i64)
  (unreachable))
