;; A compiled guest counts its runs in a global of WebAssembly, which no snapshot of memory would hold.
;; guard: a fresh instance for each run
;; harm: loot
;; control: one instance
;; runs: 2
;; loot: "run 2"
;; says: run 1
(data (i32.const 2048) "\01\11\01\00\02\00\00\00{}-\00\00\00{\22results\22:{\22type\22:\22text\22,\22content\22:\22run 1\22}}")
(global $runs (mut i32) (i32.const 0))
(func $attack (param $frame i32) (param $length i32) (result i64)
  (global.set $runs (i32.add (global.get $runs) (i32.const 1)))
  (i32.store8 (i32.const 2103) (i32.add (global.get $runs) (i32.const 48)))
  (call $answer (i32.const 2048) (i32.const 59)))
