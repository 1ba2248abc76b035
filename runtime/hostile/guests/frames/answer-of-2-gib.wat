;; The answer is 2 GiB long.
;; guard: addresses are compared with the memory
;; harm: death
;; control: unchecked addresses
;; says: limit frame_bytes
(func $attack (param $frame i32) (param $length i32) (result i64)
  (call $answer (i32.const 0) (i32.const 0x7fffffff)))
