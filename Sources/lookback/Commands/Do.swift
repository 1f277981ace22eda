import ArgumentParser
import Foundation
import LookbackJSON

struct Do: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fire an event of a case, or of every case that a condition picks.",
    usage: """
      lookback do CASE EVENT [key=value…] [options]
      lookback do --where CONDITION EVENT [key=value…] [options]
      """,
    discussion: """
      One case:
        lookback do 青13-3-164 assign main_units=civil-affairs
        lookback do 青13-3-164 look back look_back_due=2020-08-31
        lookback do 青13-3-164 approve --track civil-affairs
        … | lookback do - assign main_units=health    (cases from standard input)

      Many cases, in batches; first see what would happen:
        lookback do --where "data.class == 'B'" close --dry-run
        lookback do --where "data.class == 'B'" close --key close-b
        lookback do --where "!clock('reply').overdue" --state assigned withdraw
        lookback do --due-before 2019-05-01 assign main_units=health

      A condition is a guard as definitions have them (docs/guards.md), asked \
      of each case that --workflow, --state, --text, --overdue, --due-before, \
      --ended or --running leave; each of these alone picks cases too. Where \
      the condition cannot be answered the case is refused, not moved. \
      Refused cases are listed with the reason. A case that moves while it is \
      looked at is looked at again. Cut short, the same line with the same \
      --key does nothing twice, and --after passes over what was dealt with.
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(
    help: "The case (- reads cases from standard input, one a line), unless many are picked; the event; fields.")
  var words: [String] = []
  @Option(help: "The track: its number or its unit.") var track: String?
  @Option(
    help: "The day on which it happened, if not today; an earlier one as far as `back` of the definition lets you.")
  var on: String?
  @Option(help: "Only if the case stands at this event.") var expect: Int?
  @Option(help: "A key of your own: what came with the same key is never done twice.") var key: String?
  @Flag(help: "Say what would happen; change nothing.") var dryRun = false
  @OptionGroup(title: "MANY CASES") var picking: CaseSelection

  func validate() throws { try picking.requireSense(Strings(connecting.language)) }

  func run() throws {
    if picking.isGiven { return try runWhere() }
    guard let reference = words.first else { throw Misuse(\.nameTheCase) }
    let inputs = try Inputs(Array(words.dropFirst()))
    guard !inputs.name.isEmpty else { throw Misuse(\.nameTheEvent) }
    let body = body(inputs)
    if reference == "-" {
      guard !dryRun, key == nil, expect == nil else { throw Misuse(\.notOfALine) }
      return try runMany(body)
    }
    let request = body.adding(["expected": expect.map { .int(Int64($0)) }, "dry_run": dryRun ? .bool(true) : nil])
    let path = "/cases/\(reference.encoded)/events"
    let answer = try connecting.ask("POST", path, body: request, headers: connecting.header(key: key))
    connecting.print(receipt: answer)
    connecting.warnOfVacantPosts(answer)
  }

  private func body(_ inputs: Inputs) -> JSON {
    .members([
      "event": .string(inputs.name), "data": .fields(inputs.data), "track": track.map { .string($0) },
      "on": on.map { .string($0) },
    ])
  }

  private func runWhere() throws {
    let inputs = try Inputs(words)
    guard !inputs.name.isEmpty else { throw Misuse(\.nameTheEventOfMany) }
    guard expect == nil else { throw Misuse(\.expectIsForOne) }
    try picking.requireWords()
    let key = key ?? "sweep-" + String(UInt64.random(in: 0 ... .max), radix: 36)
    let body = body(inputs).adding([
      "filter": picking.filter, "where": picking.condition.map { .string($0) },
      "after": picking.after.map { .int(Int64($0)) }, "dry_run": .bool(dryRun),
    ])
    var sweep = SweepPrinter(connecting: connecting, key: key, isDry: dryRun)
    try connecting.follow("/sweeps", body: body, headers: connecting.header(key: key)) { sweep.take($0) }
    try sweep.finish()
  }

  /// Fires the event for the cases on standard input, 500 in each request; each has its own outcome.
  private func runMany(_ body: JSON) throws {
    var references: [String] = []
    while let line = readLine() { if !line.isEmpty { references.append(line) } }
    var counts: [String: Int] = [:]
    let said = Strings(connecting.language)
    for start in stride(from: 0, to: references.count, by: 500) {
      let part = references[start..<min(start + 500, references.count)]
      let commands = part.map { reference in body.adding(["case": .string(reference)]) }
      let answer = try connecting.ask("POST", "/commands", body: .members(["commands": .array(commands)]))
      for (reference, outcome) in zip(part, answer.objects("outcomes")) {
        counts[outcome.text("status"), default: 0] += 1
        guard outcome.has("problem"), !connecting.json else { continue }
        let line = "\(reference)\(said.colon)\(outcome.object("problem").text("detail"))\n"
        FileHandle.standardError.write(Data(line.utf8))
      }
    }
    let (done, replayed) = (counts["done"] ?? 0, counts["replayed"] ?? 0)
    let rest = references.count - done - replayed
    if !connecting.json { print(said.counts(done, replayed, rest)) }
    if rest > 0 { throw ExitCode(1) }
  }
}
