"""Guests that attack this installation: `skerry selftest --hostile`, and the same in the tests.

Each case is a file below `guests/` in the folder of its group; the comment at its top says what it is after and which
guard holds it. It runs twice: as the server would run it, where it must be contained, and once more with a permissive
part in the place of that one guard, where it must get through. An attack that fails there proves nothing.

    case         what is declared of a guest
    collection   all cases, read from the files
    forged       frames that a compiled guest answers, and the WebAssembly that does
    plants       what an attack can steal or leave behind
    observation  what was seen of an attack
    oracles      was it contained, did it get through: pure
    ground       the installation that is attacked: engine, limits, hosts on loopback (`hosts/`)
    decisions    what the operator of a ground has granted
    attack       one attack on a ground, seen (`usage`: what it has used of each limit)
    controls     what stands in the place of which guard (`weak/`: the permissive parts)
    node         the same attack in Node's `vm`, as ToolJump runs integrations (`node_vm.mjs`)
    trial        a case and its control: two verdicts
    alone        a control that may end its process
    worker       trials in a process of its own, since an attack may end it
    suite        hands the cases to workers
"""
