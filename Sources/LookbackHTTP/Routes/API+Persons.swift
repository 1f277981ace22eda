import Hummingbird
import LookbackCore
import LookbackJSON
import LookbackStore
import LookbackTime

/// The routes about persons, from when until when they are active, and who succeeds to them.
extension API {
  /// Lists everybody who has not retired; with `retired`, everybody.
  @Sendable func listPersons(_ call: Call) async throws -> Answer {
    let isAdministrator = try await call.has([.system], try await call.caller())
    let today = try await call.today().date
    let withRetired = call.query["retired"]?.truth == true
    let lines = try await operations.store.persons(on: today).filter { withRetired || !$0.isRetired(on: today) }
    return try call.page(of: lines, by: \.code) { JSON($0, on: today, toAdministrator: isAdministrator) }
  }

  @Sendable func addPersons(_ call: Call) async throws -> Answer {
    try await call.addAll { lines, initiator, today, isDryRun in
      try await operations.store.add(lines, by: initiator, on: today, isDryRun: isDryRun)
    } of: { entry in
      var change = PersonChange(code: try entry.required("code"))
      change.name = entry["name"]?.text
      change.uid = entry["uid"]?.whole
      change.mail = entry["mail"]?.text
      change.language = try entry["language"]?.text.map { text throws(Problem) in
        guard let language = Language(rawValue: text) else { throw Problem.unknownLanguage(text) }
        return language
      }
      change.from = try entry.date("from")
      change.until = try entry.date("until")
      change.clearing = Set(
        try (entry["clear"]?.items ?? []).compactMap(\.text).map { text throws(Problem) in
          guard let field = PersonChange.Clearing(rawValue: text) else { throw Problem.notCleared(text) }
          return field
        })
      return change
    }
  }

  /// Retires a person. What waits for the person by name goes to a successor, who is needed if anything waits.
  @Sendable func retirePerson(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator()
    let body = try call.body()
    let code = try call.parameter("code")
    let today = try await call.today().date
    let retirement = Retirement(of: code, on: try body.date("on") ?? today, successor: body["successor"]?.text)
    switch try await operations.store.retire(retirement, by: caller.initiator, on: today) {
    case .done(let posts, let tokens, let substitutions):
      return Answer(
        .members([
          "code": .string(code), "on": .date(retirement.day), "successor": retirement.successor.map { .string($0) },
          "posts": .int(Int64(posts)), "tokens": .int(Int64(tokens)), "substitutions": .int(Int64(substitutions)),
        ]))
    case .unknownPerson(let code): throw Rejection.unresolved(.unknownPerson(code))
    case .alreadyRetired(let last): throw Problem.alreadyRetired(code, last)
    case .past(let today): throw Problem.retiresInThePast(retirement.day, today)
    case .ownSuccessor: throw Problem.ownSuccessor
    case .inactiveSuccessor(let successor): throw Problem.inactiveSuccessor(successor, retirement.day)
    case .waits(let cases, let count): throw Problem.workWaits(for: code, cases, count: count)
    }
  }

  /// Lists the posts that are held or will be; with `ended`, also those that were.
  @Sendable func listPosts(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let today = try await call.today().date
    let lines = try await operations.store.posts(on: today, ended: call.query["ended"]?.truth == true)
    return try call.page(of: lines, by: \.place) { line in
      .members([
        "person": .string(line.person), "post": .string(line.post.name), "unit": .string(line.post.unit),
        "from": .date(line.days.first), "until": .date(line.days.last), "held": .bool(line.days.include(today)),
      ])
    }
  }

  @Sendable func addPosts(_ call: Call) async throws -> Answer {
    let today = try await call.today().date
    return try await call.addAll { lines, initiator, today, isDryRun in
      try await operations.store.add(lines, by: initiator, on: today, isDryRun: isDryRun)
    } of: { entry in
      let post = Post(name: try entry.required("post"), unit: try entry.required("unit"))
      let days = ActiveDays(from: try entry.date("from") ?? today, until: try entry.date("until"))
      return PostLine(person: try entry.required("person"), post: post, days: days)
    }
  }

  /// Takes a post from a person, from today or a later day on. It is kept with its days.
  @Sendable func removePost(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator()
    let body = try call.body()
    let post = Post(name: try body.required("post"), unit: try body.required("unit"))
    let person = try body.required("person")
    let today = try await call.today().date
    let day = try body.date("on") ?? today
    guard day >= today else { throw Problem.postTakenInThePast(day, today) }
    let line = PostLine(person: person, post: post)
    guard try await operations.store.remove(line, by: caller.initiator, on: day) else {
      throw Problem.unknownPost(post, of: person)
    }
    return Answer(.members(["removed": .int(1)]))
  }
}

extension JSON {
  fileprivate init(_ line: PersonLine, on today: CivilDate, toAdministrator isAdministrator: Bool) {
    self = .members([
      "code": .string(line.code), "name": .string(line.name),
      "uid": isAdministrator ? line.uid.map { .int($0) } : nil,
      "mail": isAdministrator ? line.mail.map { .string($0) } : nil,
      "language": line.language.map { .string($0.rawValue) }, "from": .date(line.days.first),
      "until": .date(line.days.last), "retired": line.isRetired(on: today) ? .bool(true) : nil,
      "posts": .texts(line.posts),
    ])
  }
}

extension PostLine {
  /// Where the line stands in the list: by unit and post, then by person, then by its first day.
  fileprivate var place: String { "\(post.unit) \(post.name) \(person) \(days.first?.description ?? "")" }
}
