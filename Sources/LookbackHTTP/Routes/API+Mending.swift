import LookbackCore
import LookbackJSON
import LookbackRuntime

extension API {
  /// Corrects a case that its own events do not help. An administrator does so at once, or proposes it to a second one.
  @Sendable func mend(_ call: Call) async throws -> Answer {
    let body = try call.body()
    let act = try body.act()
    let mend = Mend(track: .root, act: act, data: try call.data(body), reason: body["reason"]?.text ?? "")
    return try await submit(call, .mend(mend), on: body["track"].flatMap { TrackChoice($0) })
  }

  @Sendable func confirmMend(_ call: Call) async throws -> Answer { try await answer(call, confirms: true) }

  @Sendable func refuseMend(_ call: Call) async throws -> Answer { try await answer(call, confirms: false) }

  private func answer(_ call: Call, confirms: Bool) async throws -> Answer {
    let reason = try call.body()["reason"]?.text ?? ""
    guard let number = Int64(try call.parameter("number")) else {
      throw Problem.noProposal
    }
    return try await submit(call, .answerMend(MendAnswer(proposal: number, confirms: confirms, reason: reason)))
  }

  private func submit(
    _ call: Call, _ request: Command.Request, on track: TrackChoice? = nil
  ) async throws -> Answer {
    let sender = try await call.sender()
    _ = try await call.administrator()
    let name = call.caseName(try call.parameter("ref"))
    let command = Command(
      id: try call.commandID(), target: name.placeholder, request: request, actor: .nobody, via: sender.via)
    let asked = UnresolvedCommand(command, asker: sender.asker, reference: .name(name), track: track)
    return try await call.answer(await operations.engine.submit([asked])[0])
  }
}

extension JSON {
  /// Returns what is to be done besides correcting fields; nil if nothing is. Throws a problem if more than one thing
  /// is asked.
  fileprivate func act() throws(Problem) -> Mend.Act? {
    var acts: [Mend.Act] = []
    if let name = self["state"]?.text { acts.append(.put(state: name)) }
    if let event = self["retry"]?.text { acts.append(.retry(event: event)) }
    if let event = self["drop"]?.text { acts.append(.drop(event: event)) }
    guard acts.count <= 1 else { throw Problem.severalActs }
    return acts.first
  }
}
