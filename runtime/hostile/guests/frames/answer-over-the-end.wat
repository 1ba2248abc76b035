;; The answer begins in the memory and ends behind it.
;; guard: addresses are compared with the memory
;; harm: death
;; control: unchecked addresses
;; says: lie outside the memory
(func $attack (param $frame i32) (param $length i32) (result i64)
  (call $answer (i32.const 262140) (i32.const 100)))
