;; A compiled guest changes a table of functions, which no snapshot of memory would hold.
;; guard: a fresh instance for each run
;; harm: loot
;; control: one instance
;; runs: 2
;; loot: "table 2"
;; says: table 1
(data (i32.const 2048) "\01\11\01\00\02\00\00\00{}/\00\00\00{\22results\22:{\22type\22:\22text\22,\22content\22:\22table 1\22}}")
(table $functions 2 funcref)
(elem (i32.const 0) $first $second)
(func $first (result i32) (i32.const 49))
(func $second (result i32) (i32.const 50))
(func $attack (param $frame i32) (param $length i32) (result i64)
  (i32.store8 (i32.const 2105) (call_indirect (result i32) (i32.const 0)))
  (table.set $functions (i32.const 0) (ref.func $second))
  (call $answer (i32.const 2048) (i32.const 61)))
