import Hummingbird
import LookbackCore
import LookbackJSON
import LookbackStore
import LookbackTime

/// Who acts for whom while somebody is away.
extension API {
  @Sendable func listSubstitutes(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let today = try await call.today().date
    let lines = try await operations.store.substitutes()
    return Answer(.members(["substitutes": .array(lines.map { JSON($0, today: today) })]))
  }

  /// An administrator names a substitute for anybody, others for themselves.
  @Sendable func addSubstitute(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let body = try call.body()
    let person = try body.required("person")
    try caller.require(toActFor: person)
    guard let first = try body.date("from"), let last = try body.date("until") else {
      throw Problem.malformed("`from` and `until` are the first and the last day", "“from”“until”为首日与末日")
    }
    let line = SubstituteLine(
      person: person, substitute: try body.required("substitute"), from: first, until: last, post: try post(body))
    let number = try await operations.store.add(line, by: caller.name)
    return Answer(.members(["number": .int(number)]), status: 201)
  }

  private func post(_ body: JSON) throws -> Post? {
    switch (body["post"]?.text, body["unit"]?.text) {
    case (nil, nil): return nil
    case (let name?, let unit?): return Post(name: name, unit: unit)
    default:
      throw Problem.malformed(
        "`post` and `unit` belong together: give both, or neither for all posts",
        "“post”与“unit”须一并给出，或都不给（代理全部职务）")
    }
  }

  @Sendable func endSubstitute(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    guard let number = Int64(try call.parameter("number")) else {
      throw Problem.malformed(
        "a substitution is named by its number: see `lookback substitute list`",
        "代理须用其号指明，请用 `lookback substitute list` 查看")
    }
    let lines = try await operations.store.substitutes()
    guard let line = lines.first(where: { $0.number == number }) else {
      throw Problem(
        404, "unknown-substitute", ("no such substitution", "没有此代理"),
        (
          "there is no substitution \(number): see `lookback substitute list`",
          "没有第 \(number) 号代理，请用 `lookback substitute list` 查看"
        ))
    }
    try caller.require(toActFor: line.person)
    guard try await operations.store.endSubstitute(number, by: caller.name) else {
      throw Problem(
        409, "ended", ("ended already", "已经结束"),
        ("substitution \(number) has ended already", "第 \(number) 号代理已经结束"))
    }
    return Answer(.members(["number": .int(number), "ended": .bool(true)]))
  }
}

extension Caller {
  fileprivate var name: String { person ?? via }

  fileprivate func require(toActFor person: String) throws {
    if self.person != person { try requireAdministrator() }
  }
}

extension JSON {
  fileprivate init(_ line: SubstituteLine, today: CivilDate) {
    let holds = line.ended == nil && (line.first...line.last).contains(today)
    self = .members([
      "number": .int(line.number), "person": .string(line.person), "substitute": .string(line.substitute),
      "from": .date(line.first), "until": .date(line.last), "post": line.post.map { .string($0.description) },
      "ended": .moment(line.ended), "holds": .bool(holds),
    ])
  }
}
