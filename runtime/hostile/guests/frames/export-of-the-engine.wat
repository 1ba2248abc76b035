;; It exports what only the JavaScript engine has, to be taken for that.
;; guard: a module is looked at before it runs
;; harm: loot
;; control: unchecked module
;; says: only the JavaScript engine may export boot
;; loot: forged
(data (i32.const 2048) "\01\11\01\00\02\00\00\00{}.\00\00\00{\22results\22:{\22type\22:\22text\22,\22content\22:\22forged\22}}")
(func (export "boot") (result i64) (i64.const 0))
(func $attack (param $frame i32) (param $length i32) (result i64)
  (call $answer (i32.const 2048) (i32.const 60)))
