;; Its memory grows by 8 MiB in each turn.
;; guard: the limit memory_bytes
;; harm: over
;; control: limit memory_bytes
;; says: unreachable
(data (i32.const 2048) "\01\10\00\00\0a\00\00\00{\22wake\22:0}")
(func $attack (param $frame i32) (param $length i32) (result i64)
  (if (i32.eq (memory.grow (i32.const 128)) (i32.const -1)) (then (unreachable)))
  (call $answer (i32.const 2048) (i32.const 18)))
