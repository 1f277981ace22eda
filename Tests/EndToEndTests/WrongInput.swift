/// Something wrong that a person or program may send, and how it must be answered.
struct WrongInput: Sendable {
  enum Way: Sendable {
    /// Arguments of `lookback`; `CASE` stands for the case of the test.
    case command([String], as: String)
    /// A body sent to the events of the case of the test.
    case body([UInt8], headers: [(String, String)])
  }

  let name: String
  let way: Way
  /// The exit code of the command line, or the HTTP status.
  let status: Int32
  /// What the answer must name.
  let says: [String]

  private static let office = "government-office.inspector"

  private static func command(
    _ name: String, _ arguments: [String], as person: String = office, status: Int32 = 1, says: [String]
  ) -> WrongInput {
    WrongInput(name: name, way: .command(arguments, as: person), status: status, says: says)
  }

  private static func body(_ name: String, _ bytes: [UInt8], status: Int32, says: [String] = []) -> WrongInput {
    let headers = [("Content-Type", "application/json"), API.caller(office)]
    return WrongInput(name: name, way: .body(bytes, headers: headers), status: status, says: says)
  }

  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// Refusals by rule: exit code 1.
  static let rules = [
    command("unknown case", ["do", "no-such", "assign", "main_units=civil-affairs"], says: ["no such case"]),
    command("unknown event", ["do", "CASE", "asign", "main_units=civil-affairs"], says: ["asign", "assign"]),
    command("event of another state", ["do", "CASE", "close"], says: ["close", "registered"]),
    command(
      "person who may not even see it", ["do", "CASE", "assign", "main_units=civil-affairs"],
      as: "civil-affairs.drafter",
      says: ["no such case"]),
    command("unknown person", ["do", "CASE", "assign", "main_units=civil-affairs"], as: "nobody", says: ["nobody"]),
    command("missing field", ["do", "CASE", "assign"], says: ["main_units"]),
    command(
      "unknown field", ["do", "CASE", "assign", "main_units=civil-affairs", "main_unit=x"],
      says: ["main_unit", "main_units"]),
    command(
      "ill-typed field", ["do", "CASE", "assign", "main_units=civil-affairs", "key_item=perhaps"],
      says: ["key_item", "perhaps"]),
    command(
      "a day that does not exist",
      ["do", "CASE", "assign", "main_units=civil-affairs", "announced_due=2008-09-31"], says: ["2008-09-31"]),
    command(
      "stale version", ["do", "CASE", "assign", "main_units=civil-affairs", "--expect", "99"], says: ["99"]),
    command("unknown workflow", ["case", "open", "recomendation"], says: ["recomendation", "recommendation"]),
    command("an argument that nobody knows", ["case", "list", "--bogus"], status: 2, says: ["--bogus"]),
  ]

  private static func assign(_ data: String) -> [UInt8] { text(#"{"event":"assign","data":"# + data + "}") }

  /// Bytes that no command line would send.
  static let bodies = [
    body("no JSON", text(#"{"event":"#), status: 400),
    body("no event", text("{}"), status: 400, says: ["event"]),
    body("invalid UTF-8", text(#"{"event":"assign"#) + [0xff, 0xfe] + text(#""}"#), status: 400),
    body("NUL in a text", assign(#"{"main_units":["civil\u0000affairs"]}"#), status: 400, says: ["NUL"]),
    body("a body of 33 MB", [UInt8](repeating: 0x20, count: 33 << 20), status: 413),
    body("a list nested a hundred thousand deep", [UInt8](repeating: 0x5b, count: 100_000), status: 400),
    body("a field of the wrong type", assign(#"{"main_units":{"a":1}}"#), status: 400, says: ["main_units"]),
  ]
}
