;; It computes for ever when it is asked for room for its second frame.
;; guard: the limit turn_fuel
;; harm: over
;; control: limit turn_fuel
;; says: limit turn_fuel
;; limits: {"turn_fuel": 2000000}
(data (i32.const 2048) "\01\10\00\00\0a\00\00\00{\22wake\22:0}")
(global $asked (mut i32) (i32.const 0))
(func (export "alloc") (param $length i32) (result i32)
  (if (global.get $asked) (then (loop $again (br $again))))
  (global.set $asked (i32.const 1))
  (i32.const 8192))
(func $attack (param $frame i32) (param $length i32) (result i64)
  (call $answer (i32.const 2048) (i32.const 18)))
