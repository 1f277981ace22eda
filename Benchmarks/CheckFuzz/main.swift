import Glibc
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML

/// Mutates definitions and checks them: `CheckFuzz SECONDS SEED INPUT WORKFLOWS`. The text at hand stands in INPUT, so
/// that a crash leaves it. Exits with 1 where one check takes more than a second.

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 4, let seconds = Int(arguments[0]), let seed = UInt64(arguments[1]) else {
  print("usage: CheckFuzz SECONDS SEED INPUT WORKFLOWS")
  exit(2)
}
var mutator = DefinitionMutator(seed: seed)
let corpus = try DefinitionCorpus(arguments[3])
let end = ContinuousClock.now + .seconds(seconds)
var (rounds, errors, slowest) = (0, 0, Duration.zero)
while ContinuousClock.now < end {
  let files = corpus.mutated(&mutator)
  try files.flatMap(\.bytes).withUnsafeBytes { bytes in
    guard let file = fopen(arguments[2], "wb") else { throw Unwritable() }
    fwrite(bytes.baseAddress, 1, bytes.count, file)
    fclose(file)
  }
  // The time of this program alone: a busy machine is not a hang.
  let start = clock()
  let loaded = LibraryLoader().load(files)
  let taken = Duration.microseconds(Int64(clock() - start) * 1_000_000 / Int64(CLOCKS_PER_SEC))
  slowest = max(slowest, taken)
  if loaded.hasErrors { errors += 1 }
  for one in loaded.diagnostics { _ = one.rendered(source: loaded.sources[one.file], in: .chinese) }
  rounds += 1
  if taken > .seconds(1) {
    print("round \(rounds) took \(taken)")
    exit(1)
  }
}
print("\(rounds) definitions, \(errors) with errors, slowest \(slowest)")

struct Unwritable: Error {}
