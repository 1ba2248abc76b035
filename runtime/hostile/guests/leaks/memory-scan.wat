;; A compiled guest looks through all of its memory for what the run before was given.
;; guard: a fresh instance for each run
;; harm: loot
;; control: one instance
;; runs: 2
;; says: nothing was found
(data (i32.const 2048) "\01\11\01\00\02\00\00\00{}O\00\00\00{\22results\22:{\22type\22:\22text\22,\22content\22:\22nothing was found                      \22}}")
(global $free (mut i32) (i32.const 8192))
;; Each frame lies behind the one before, so that nothing is overwritten.
(func (export "alloc") (param $length i32) (result i32)
  (global.get $free)
  (global.set $free (i32.add (global.get $free) (i32.and (i32.add (local.get $length) (i32.const 15)) (i32.const -16)))))
(func $attack (param $frame i32) (param $length i32) (result i64)
  (local $here i32)
  (local.set $here (i32.const 8192))
  (loop $next
    (if (i32.lt_u (local.get $here) (local.get $frame))
      (then
        ;; "canary-" and 32 digits
        (if (i64.eq (i64.and (i64.load (local.get $here)) (i64.const 0xffffffffffffff)) (i64.const 0x2d7972616e6163))
          (then (memory.copy (i32.const 2099) (local.get $here) (i32.const 39))))
        (local.set $here (i32.add (local.get $here) (i32.const 1)))
        (br $next))))
  (call $answer (i32.const 2048) (i32.const 93)))
