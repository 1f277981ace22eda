import LookbackJSON

/// Who sends a request.
enum Sender: Int, CaseIterable, Sendable {
  case administrator, clerkByAdministrator, clerk, inspector, liaison, nobody, stranger, anonymous

  var isAdministrator: Bool { self == .administrator }
}

/// The people and cases of the office that is attacked: each sender has a case of his own and one that he may not see.
struct Office: Sendable {
  let tokens: [Sender: String]
  let cases: [String]

  init(_ arena: Arena) throws {
    try arena.done(
      "POST", "units",
      .array(
        ["congress-office", "government-office", "unit-a", "unit-b"].map {
          .members(["code": .string($0), "name": .string($0)])
        }))
    let people: [(Sender?, String, [(String, String)])] = [
      (.clerk, "clerk", [("clerk", "congress-office")]), (.inspector, "office", [("inspector", "government-office")]),
      (.liaison, "liaison-a", [("liaison", "unit-a"), ("drafter", "unit-a")]), (.nobody, "nobody", []),
      (nil, "checker-a", [("checker", "unit-a"), ("branch-head", "unit-a")]), (nil, "deputy-1", []),
    ]
    var tokens: [Sender: String] = [.stranger: "lb_strangerstrangerstranger"]
    for (sender, code, posts) in people {
      try arena.done("POST", "persons", .members(["code": .string(code), "name": .string(code)]))
      for (post, unit) in posts {
        try arena.done(
          "POST", "posts",
          .members(["person": .string(code), "post": .string(post), "unit": .string(unit)]))
      }
      if let sender {
        tokens[sender] = try arena.done("POST", "tokens", .members(["person": .string(code)]))["token"]?.text
      }
    }
    self.tokens = tokens
    cases = try (1...12).map { number in
      let data = JSON.members([
        "number": .string("RD-\(number)"), "subject": .string("bridges \(number)"), "lead": .string("deputy-1"),
        "received": .string("2019-01-18"),
      ])
      let body = JSON.members(["workflow": .string("recommendation"), "data": data])
      let opened = try arena.done("POST", "cases", body, as: "clerk")
      return opened["case"]?.text ?? ""
    }
    for id in cases.prefix(6) {
      let body = JSON.members(["event": .string("assign"), "data": .members(["main_units": .texts(["unit-a"])])])
      _ = try? arena.done("POST", "cases/\(id)/events", body, as: "office")
    }
  }

  /// The headers by which the daemon knows a sender, and where he is heard.
  func introduction(_ sender: Sender, _ arena: Arena) -> (place: Place, headers: [String]) {
    switch sender {
    case .administrator: (.socket(arena.socket), [])
    case .clerkByAdministrator: (.socket(arena.socket), ["Lookback-As: clerk"])
    case .anonymous: (.tcp(arena.port), [])
    default: (.tcp(arena.port), ["Authorization: Bearer \(tokens[sender] ?? "")"])
    }
  }
}
