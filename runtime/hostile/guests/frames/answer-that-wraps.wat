;; Address and length of the answer add up to more than 32 bits can say.
;; guard: addresses are compared with the memory
;; harm: death
;; control: unchecked addresses
;; says: lie outside the memory
(func $attack (param $frame i32) (param $length i32) (result i64)
  (call $answer (i32.const 0xfffffff0) (i32.const 0x20)))
