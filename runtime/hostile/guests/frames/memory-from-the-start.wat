;; Its memory is larger than allowed from the start.
;; guard: the limit memory_bytes
;; harm: over
;; control: limit memory_bytes
;; says: exceeds memory limits
;; limits: {"memory_bytes": 67108864}
(memory (export "memory") 2000)
(data (i32.const 2048) "\01\11\01\00\02\00\00\00{}O\00\00\00{\22results\22:{\22type\22:\22text\22,\22content\22:\22nothing was found                      \22}}")
(func $attack (param $frame i32) (param $length i32) (result i64)
  (call $answer (i32.const 2048) (i32.const 93)))
