;; A run overwrites all of its memory, as a corrupted engine would: the next run must know nothing of it.
;; guard: a fresh instance for each run
;; harm: loot
;; control: one instance
;; runs: 2
;; loot: broke the guest ABI
;; says: healthy
(data (i32.const 2048) "\01\11\01\00\02\00\00\00{}/\00\00\00{\22results\22:{\22type\22:\22text\22,\22content\22:\22healthy\22}}")
(func $attack (param $frame i32) (param $length i32) (result i64)
  (local $healthy i32)
  (local.set $healthy (i32.load8_u (i32.const 2099)))
  (memory.fill (i32.const 0) (i32.const 0x5a) (i32.mul (memory.size) (i32.const 65536)))
  ;; 'h': nobody has been here
  (if (i32.ne (local.get $healthy) (i32.const 104)) (then (return (call $answer (i32.const 2048) (i32.const 61)))))
  (memory.init $again (i32.const 4096) (i32.const 0) (i32.const 61))
  (call $answer (i32.const 4096) (i32.const 61)))
(data $again "\01\11\01\00\02\00\00\00{}/\00\00\00{\22results\22:{\22type\22:\22text\22,\22content\22:\22healthy\22}}")
