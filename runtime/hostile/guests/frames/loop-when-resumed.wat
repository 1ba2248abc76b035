;; It answers its first turn at once, and computes for ever in the second.
;; guard: the limit turn_fuel
;; harm: over
;; control: limit turn_fuel
;; says: limit turn_fuel
;; limits: {"turn_fuel": 2000000}
(data (i32.const 2048) "\01\10\00\00\0a\00\00\00{\22wake\22:0}")
(func (export "resume") (param $frame i32) (param $length i32) (result i64) (loop $again (br $again)) (unreachable))
(func $attack (param $frame i32) (param $length i32) (result i64)
  (call $answer (i32.const 2048) (i32.const 18)))
