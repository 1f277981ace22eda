import ArgumentParser
import LookbackJSON

struct CaseMend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mend", abstract: "Put a case right, as an administrator, with a reason.",
    discussion: """
      For cases that their own events do not help. It is a recorded act in the history of the case, with your name and the reason.
        lookback case mend 青13-3-164 --set received=2025-03-01 --reason "left out when it was entered"
        lookback case mend 青13-3-164 --state assigned --reason "closed by mistake"
        lookback case mend 青13-3-164 --retry lapse --reason "the register has numbers again"
        lookback case mend 青13-3-164 --drop lapse --reason "the term does not apply"

      Where the definition says `mend: {by: two}` it waits for another administrator, who reads it with `lookback case \
      show` and answers with the number that stands there; whoever proposed it takes it back with --refuse.
        lookback case mend 青13-3-164 --confirm 7
        lookback case mend 青13-3-164 --refuse 7 --reason "the reply was right"
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The case's number or business number.") var reference: String
  @Option(help: "The state to put the case, or the track, into.") var state: String?
  @Option(name: .customLong("set"), help: "A field with its right value, field=value; `field=` takes it out.")
  var fields: [String] = []
  @Option(help: "A blocked event that is to be tried again.") var retry: String?
  @Option(help: "A blocked event that is to be given up.") var drop: String?
  @Option(help: "The track, by its number or unit, if not the case itself.") var track: String?
  @Option(help: "Confirm what was proposed with this event.") var confirm: Int?
  @Option(help: "Refuse what was proposed with this event.") var refuse: Int?
  @Option(help: "Why; it stands in the history of the case.") var reason: String?
  @Option(help: "A key of your own: what came with the same key is never done twice.") var key: String?

  func run() throws {
    let answer =
      switch (confirm, refuse) {
      case (nil, nil): try ask("", body())
      case (let number?, nil): try ask("/\(number)/confirm", try answerBody())
      case (nil, let number?): try ask("/\(number)/refuse", try answerBody())
      case (_?, _?): throw Misuse(\.confirmOrRefuse)
      }
    connecting.print(receipt: answer)
  }

  private func ask(_ rest: String, _ body: JSON) throws -> Answer {
    try connecting.ask(
      "POST", "/cases/\(reference.encoded)/mends\(rest)", body: body, headers: connecting.header(key: key))
  }

  private func body() throws -> JSON {
    guard let reason else { throw Misuse(\.sayWhy) }
    let inputs = try Inputs(fields)
    guard inputs.name.isEmpty else { throw Misuse { $0.notFieldValue(inputs.name) } }
    return .members([
      "reason": .string(reason), "data": .fields(inputs.data) { _, text in text.isEmpty ? .null : .string(text) },
      "state": state.map { .string($0) }, "retry": retry.map { .string($0) }, "drop": drop.map { .string($0) },
      "track": track.map { .string($0) },
    ])
  }

  private func answerBody() throws -> JSON {
    guard fields.isEmpty, [state, retry, drop, track].allSatisfy({ $0 == nil }) else {
      throw Misuse(\.proposedStands)
    }
    return .members(["reason": reason.map { .string($0) }])
  }
}
