;; What a compiled guest needs besides its attack. A piece is left out where the attack's own text holds the words that
;; follow "piece".
;; piece (export "memory")
(memory (export "memory") 4)
;; piece (export "alloc")
(func (export "alloc") (param $length i32) (result i32) (i32.const 8192))
;; piece (func $answer
(func $answer (param $address i32) (param $length i32) (result i64)
  (i64.or (i64.shl (i64.extend_i32_u (local.get $address)) (i64.const 32)) (i64.extend_i32_u (local.get $length))))
;; piece (export "start")
(func (export "start") (param $frame i32) (param $length i32) (result i64)
  ;; {"now":0 : the host asks what this is
  (if (i32.eq (i32.load8_u offset=15 (local.get $frame)) (i32.const 0x30))
    (then (return (call $answer (i32.const 16) (global.get $described)))))
  (call $attack (local.get $frame) (local.get $length)))
;; piece (export "resume")
(func (export "resume") (param $frame i32) (param $length i32) (result i64)
  (call $attack (local.get $frame) (local.get $length)))
