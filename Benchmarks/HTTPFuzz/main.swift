import Dispatch
import Foundation
import LookbackJSON
import SeededTesting

/// Sends requests to a daemon of its own that are made from what its addresses declare, right and wrong, whole and broken,
/// from everybody and nobody: `HTTPFuzz REQUESTS SEED WORKFLOWS`. Exits with 1 where an answer is wrong, the daemon ends,
/// somebody else waits, or the database does not verify.

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 3, let requests = Int(arguments[0]), let seed = UInt64(arguments[1]) else {
  print("usage: HTTPFuzz REQUESTS SEED WORKFLOWS")
  exit(2)
}
let arena: Arena
let office: Office
do {
  arena = try Arena(workflows: arguments[2])
  office = try Office(arena)
} catch {
  print("\(error)")
  exit(2)
}
let listed = try? arena.done("GET", "problems", nil)
let codes = (listed?["items"]?.items ?? listed?["problems"]?.items)?.compactMap { $0["code"]?.text }
let judge = Judge(folder: arena.folder, known: codes.map { Set($0) })
let start = ContinuousClock.now
print("seed \(seed), \(requests) requests")

let bystander = Bystander(arena, judge)
bystander.begin()
let workers = 6
DispatchQueue.concurrentPerform(iterations: workers) { number in
  var attack = Attack(arena, office, judge, seed: seed &+ UInt64(number))
  for _ in 0..<(requests / workers) where arena.isAlive { attack.once() }
}
bystander.end()

let taken = start.duration(to: .now)
print(
  "\(requests) requests in \(taken), others waited at most \(bystander.longest), "
    + "peak memory \(arena.peakMegabytes) MB")
let log = arena.log
// An emergency that is declared is told as what it is.
for line in log.split(separator: "\n")
where line.contains("level=error") || line.contains("level=critical") && !line.contains("an emergency is declared") {
  judge.note("an error in the log", String(line))
}
for wrong in arena.end() { judge.note(wrong, log.suffix(3_000).description) }
let isGood = judge.report()
arena.remove()
exit(isGood ? 0 : 1)
