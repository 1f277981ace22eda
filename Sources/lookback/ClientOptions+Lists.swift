import LookbackJSON
import LookbackText

extension ClientOptions {
  func add(_ path: String, _ entry: JSON, isGiven: Bool, _ file: String?) throws {
    var body = entry
    if let file {
      body = .array(try Sheet(path: file).rows.map(Self.numbered))
    } else if !isGiven {
      throw Misuse(\.nothingToAdd)
    }
    let answer = try ask("POST", path, body: body)
    if !json { lookback.print(Strings(language).added(answer.number("added"))) }
  }

  /// Returns the row with its `uid` as a number. If that is no number, it is sent as it is and the daemon says what is
  /// wrong.
  private static func numbered(_ row: [String: String]) -> JSON {
    .fields(row) { name, text in
      if name == "uid", let number = Int64(text) { .int(number) } else { .string(text) }
    }
  }

  /// Prints the whole of a list as a table; with --json one object for each page.
  func list(_ path: String, _ table: Table, _ row: (Answer) -> [String]) throws {
    var table = table
    table.rows = try items(path).map(row)
    if !json { table.print() }
  }

  /// Returns the whole of a list; with --json each page is printed.
  func items(_ path: String) throws -> [Answer] {
    var items: [Answer] = []
    try pages("\(path)\(path.contains("?") ? "&" : "?")limit=1000") { items += $0.objects("items") }
    return items
  }

  /// Asks for one page of a list after the other.
  /// - Parameters:
  ///   - path: the address of the list, with its `limit`.
  ///   - ask: returns the answer of an address; nil means `ask`, which prints a problem and ends the program.
  func pages(_ path: String, by ask: ((String) throws -> Answer)? = nil, _ take: (Answer) -> Void) throws {
    var after: String?
    repeat {
      let address = path + place(after)
      let page = try ask?(address) ?? self.ask("GET", address)
      take(page)
      after = page.raw("next").isEmpty ? nil : page.raw("next")
    } while after != nil
  }
}
