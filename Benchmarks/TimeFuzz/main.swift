import Glibc
import SeededTesting

/// Feeds mutated texts to the readers of spans, time expressions, dates, calendar files and questions until the time is
/// up: `TimeFuzz SECONDS SEED INPUT-FILE FOLDER-OF-CALENDARS`. Run it as `scripts/fuzz-time`.
///
/// The input of the moment stands in INPUT-FILE, so that a crash or a hang leaves it behind.

let arguments = CommandLine.arguments
guard arguments.count == 5, let seconds = Double(arguments[1]), let seed = UInt64(arguments[2]) else {
  print("usage: TimeFuzz SECONDS SEED INPUT-FILE FOLDER-OF-CALENDARS")
  exit(2)
}
guard let notebook = Notebook(path: arguments[3]) else {
  print("cannot write \(arguments[3])")
  exit(2)
}
let targets = Targets.all(calendars: Corpus.files(in: arguments[4]))
let clock = ContinuousClock()
let start = clock.now
var mutator = Mutator(generator: SplitMix64(seed: seed))
var count = 0
while clock.now - start < .seconds(seconds) {
  // A thousand inputs take milliseconds: ten seconds are a hang, and the signal ends the program.
  alarm(10)
  for _ in 0..<100 {
    for target in targets {
      let input = mutator.mutated(target.corpus, target.tokens)
      notebook.write(target.name, input)
      if let complaint = target.check(input) {
        print("\(target.name): \(complaint)\ninput: \(String(decoding: input, as: UTF8.self))")
        exit(1)
      }
      count += 1
    }
  }
}
print("\(count) inputs in \(Int(seconds)) seconds, seed \(seed): no crash, no hang, no broken promise")
