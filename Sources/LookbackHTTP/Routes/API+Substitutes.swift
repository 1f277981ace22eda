import Hummingbird
import LookbackCore
import LookbackJSON
import LookbackStore
import LookbackTime

/// The routes about who acts for whom while somebody is away.
extension API {
  @Sendable func listSubstitutes(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let today = try await call.today().date
    let lines = try await operations.store.substitutes()
    // The newest first.
    return try call.page(of: lines, by: { -$0.number }) { JSON($0, today: today) }
  }

  /// Adds a substitute. An administrator may name one for any person; others may for themselves.
  @Sendable func addSubstitute(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let body = try call.body()
    let person = try body.required("person")
    try await caller.require(toActFor: person, call)
    guard let first = try body.date("from"), let last = try body.date("until") else {
      throw Problem.noDaysOfSubstitute
    }
    let line = SubstituteLine(
      person: person, substitute: try body.required("substitute"), from: first, until: last, post: try post(body))
    let today = try await call.today().date
    let added = try await operations.store.add(line, by: caller.initiator, on: today)
    let waits = added.waitsFor == .nothing ? nil : added.waitsFor.rawValue
    return Answer(.members(["number": .int(added.number), "waits": waits.map { .string($0) }]), status: 201)
  }

  /// Gives what a substitution waits for: the substitute consents, or an administrator confirms.
  @Sendable func agreeToSubstitute(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let (number, line) = try await substitution(call)
    switch line.waitsFor {
    case .nothing: throw Problem.waitsForNothing(number)
    case .consent: guard caller.person == line.substitute else { throw Problem.forSubstitute(line.substitute) }
    case .confirmation:
      _ = try await call.administrator()
      guard caller.person.map({ $0 != line.person && $0 != line.substitute }) ?? true else {
        throw Problem.ownSubstitution
      }
    }
    guard try await operations.store.agree(to: number, giving: line.waitsFor, by: caller.initiator) else {
      throw Problem.waitsForNothing(number)
    }
    return Answer(.members(["number": .int(number), "agreed": .bool(true)]))
  }

  /// Returns the substitution that the address names.
  private func substitution(_ call: Call) async throws -> (Int64, SubstituteLine) {
    guard let number = Int64(try call.parameter("number")) else { throw Problem.noSubstituteNumber }
    guard let line = try await operations.store.substitutes().first(where: { $0.number == number }) else {
      throw Problem.unknownSubstitute(number)
    }
    return (number, line)
  }

  private func post(_ body: JSON) throws -> Post? {
    switch (body["post"]?.text, body["unit"]?.text) {
    case (nil, nil): return nil
    case (let name?, let unit?): return Post(name: name, unit: unit)
    default: throw Problem.halfAPost
    }
  }

  @Sendable func endSubstitute(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let (number, line) = try await substitution(call)
    try await caller.require(toActFor: line.person, call)
    guard try await operations.store.endSubstitute(number, by: caller.initiator) else {
      throw Problem.substituteEnded(number)
    }
    return Answer(.members(["number": .int(number), "ended": .bool(true)]))
  }
}

extension Caller {
  fileprivate func require(toActFor person: String, _ call: Call) async throws {
    if self.person != person { _ = try await call.administrator() }
  }
}

extension JSON {
  fileprivate init(_ line: SubstituteLine, today: CivilDate) {
    let holds = line.ended == nil && line.waitsFor == .nothing && (line.first...line.last).contains(today)
    self = .members([
      "number": .int(line.number), "person": .string(line.person), "substitute": .string(line.substitute),
      "from": .date(line.first), "until": .date(line.last), "post": line.post.map { .string($0.description) },
      "ended": .moment(line.ended), "holds": .bool(holds),
      "waits": line.waitsFor == .nothing ? nil : .string(line.waitsFor.rawValue),
      "succession": line.isSuccession ? .bool(true) : nil,
    ])
  }
}
