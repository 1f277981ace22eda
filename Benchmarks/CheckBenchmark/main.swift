import Glibc
import LookbackCore
import LookbackYAML

/// Measures the checker: `swift run -c release CheckBenchmark [WORKFLOWS]`. Exits with 1 if a bar does not hold.

let folder = CommandLine.arguments.dropFirst().first ?? "workflows"
let chain = GeneratedDefinition.chain(states: 200)
let guarded = GeneratedDefinition.guarded(states: 200)
let hostile = GeneratedDefinition.hostile
let held = [
  measured("200 states in a chain with clocks", atMost: 100) { GeneratedDefinition.check(chain) },
  measured("200 states with guards on 6 fields", atMost: 100) { GeneratedDefinition.check(guarded) },
  measured("a hostile definition is refused", atMost: 100) { GeneratedDefinition.check(hostile) },
  try measured("the shipped definitions, calendars included", atMost: 200) {
    try LibraryLoader().load(folder, .skipBroken).diagnostics.count
  },
]
if held.contains(false) { exit(1) }
