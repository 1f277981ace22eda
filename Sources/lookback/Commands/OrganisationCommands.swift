import ArgumentParser
import Foundation

struct PersonCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "The people of this office and its units.",
    subcommands: [PersonAdd.self, PersonList.self])
}

struct PersonAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a person, or change the name of one.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person's code, such as zhang.wei.") var code: String?
  @Option(help: "The name.") var name: String?
  @Option(help: "The user of the machine that this person logs in as.") var uid: Int?
  @Option(help: "Add those in this CSV file: code, name, uid.") var file: String?

  func run() throws {
    var entry: [String: Any] = ["code": code ?? "", "name": name ?? code ?? ""]
    entry["uid"] = uid
    try connecting.add("/persons", entry, isGiven: code != nil, file)
  }
}

struct PersonList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Everybody, with their posts.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    try connecting.list("/persons", "persons", Table(words.code, words.name, "UID", words.posts)) {
      [$0.text("code"), $0.text("name"), $0.text("uid"), $0.texts("posts").joined(separator: ", ")]
    }
  }
}

struct UnitCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unit", abstract: "The units that handle cases.", subcommands: [UnitAdd.self, UnitList.self])
}

struct UnitAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a unit, or change the name of one.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The unit's code, such as civil-affairs.") var code: String?
  @Option(help: "The name.") var name: String?
  @Option(help: "The letter code of its documents (发文代字), such as 青民.") var documentCode: String?
  @Option(help: "Add those in this CSV file: code, name, document_code.") var file: String?

  func run() throws {
    var entry: [String: Any] = ["code": code ?? "", "name": name ?? code ?? ""]
    entry["document_code"] = documentCode
    try connecting.add("/units", entry, isGiven: code != nil, file)
  }
}

struct UnitList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "All units.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    try connecting.list("/units", "units", Table(words.code, words.name, words.documentCode)) {
      [$0.text("code"), $0.text("name"), $0.text("document_code")]
    }
  }
}

struct PostCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "post", abstract: "Who holds which post in which unit.",
    subcommands: [PostAdd.self, PostRemove.self, PostList.self])
}

struct PostAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Give a person a post in a unit.",
    discussion: "Example: lookback post add zhang.wei checker@civil-affairs")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person.") var person: String?
  @Argument(help: "The post and its unit, as POST@UNIT.") var post: String?
  @Option(help: "Add those in this CSV file: person, post, unit.") var file: String?

  func run() throws {
    let parts = (post ?? "").split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    if post != nil, parts.count != 2 || parts.contains("") {
      throw ValidationError("`\(post ?? "")` is not POST@UNIT, such as checker@civil-affairs")
    }
    let entry: [String: Any] = ["post": parts[0], "unit": parts.last ?? "", "person": person ?? ""]
    try connecting.add("/posts", entry, isGiven: post != nil && person != nil, file)
  }
}

struct PostRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a post from a person; what was done with it stays in the histories.",
    discussion: "Example: lookback post remove zhang.wei checker@civil-affairs")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person.") var person: String
  @Argument(help: "The post and its unit, as POST@UNIT.") var post: String

  func run() throws {
    let parts = post.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts.contains("") else {
      throw ValidationError("`\(post)` is not POST@UNIT, such as checker@civil-affairs")
    }
    let answer = try connecting.ask(
      "DELETE", "/posts", body: ["person": person, "post": parts[0], "unit": parts[1]])
    if !connecting.json { print(Strings(connecting.language).removed(answer.number("removed"))) }
  }
}

struct PostList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "All posts that are held.",
    discussion: "With --csv, as `lookback workflow check --staff` and `lookback post add --file` read it.")
  @OptionGroup var connecting: ClientOptions
  @Flag(help: "As CSV: person, post, unit.") var csv = false

  func validate() throws {
    if csv && connecting.json { throw ValidationError("--csv and --json exclude each other: give one of them") }
  }

  func run() throws {
    let words = Strings(connecting.language)
    guard !csv else {
      print("person,post,unit")
      for line in try connecting.ask("GET", "/posts").objects("posts") {
        print("\(line.text("person")),\(line.text("post")),\(line.text("unit"))")
      }
      return
    }
    try connecting.list("/posts", "posts", Table(words.unit, words.post, words.person)) {
      [$0.text("unit"), $0.text("post"), $0.text("person")]
    }
  }
}

struct TokenCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Tokens for programs that use the API over TCP.",
    subcommands: [TokenAdd.self, TokenList.self, TokenRevoke.self])
}

struct TokenAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make a token for a person; shown once.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person.") var person: String

  func run() throws {
    let answer = try connecting.ask("POST", "/tokens", body: ["person": person])
    guard !connecting.json else { return }
    print(answer.text("token"))
    FileHandle.standardError.write(Data((Strings(connecting.language).tokenOnce + "\n").utf8))
  }
}

struct TokenList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Whose tokens there are.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let words = Strings(connecting.language)
    try connecting.list("/tokens", "tokens", Table("#", words.person, words.at)) {
      [$0.text("id"), $0.text("person"), $0.moment("created")]
    }
  }
}

struct TokenRevoke: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "End a token: whoever holds it is nobody from now on.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The token's number, as `lookback token list` shows it.") var number: Int

  func run() throws {
    let answer = try connecting.ask("DELETE", "/tokens/\(number)")
    if !connecting.json { print(Strings(connecting.language).removed(answer.number("removed"))) }
  }
}

struct RegisterCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register", abstract: "Series of document numbers.", subcommands: [RegisterSet.self])
}

struct RegisterSet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Go on from numbers that were issued elsewhere; never back.",
    discussion: "Example: lookback register set 青民函 --period 2020 --next 164")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The register, such as 青民函.") var name: String
  @Option(help: "The year in which it counts, or 0.") var period: Int
  @Option(help: "The next number.") var next: Int

  func run() throws {
    let answer = try connecting.ask("POST", "/registers", body: ["name": name, "period": period, "next": next])
    if !connecting.json { print("\(answer.text("name")) \(answer.text("period")): \(answer.text("next"))") }
  }
}

extension ClientOptions {
  fileprivate func add(_ path: String, _ entry: [String: Any], isGiven: Bool, _ file: String?) throws {
    var body: Any = entry
    if let file {
      body = try Sheet(path: file).rows.map(Self.numbered)
    } else if !isGiven {
      throw ValidationError("give what is to be added, or --file FILE.csv")
    }
    let answer = try ask("POST", path, body: body)
    if !json { Swift.print(Strings(language).added(answer.number("added"))) }
  }

  /// A user of the machine is a number; the daemon says what is wrong with one that is none.
  private static func numbered(_ row: [String: String]) -> [String: Any] {
    var entry: [String: Any] = row
    if let number = row["uid"].flatMap({ Int($0) }) { entry["uid"] = number }
    return entry
  }

  fileprivate func list(
    _ path: String, _ key: String, _ table: Table, _ row: (Answer) -> [String]
  ) throws {
    let answer = try ask("GET", path)
    guard !json else { return }
    var table = table
    table.rows = answer.objects(key).map(row)
    table.print()
  }
}

/// A small CSV file of codes and names: cells without quotes and commas.
private struct Sheet {
  let rows: [[String: String]]

  init(path: String) throws {
    let text = try TextFile.read(path)
    let lines = text.drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated().map { index, line in
        (number: index + 1, cells: line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) })
      }
      .filter { !$0.cells.allSatisfy(\.isBlank) }
    guard let header = lines.first?.cells else { throw ValidationError("`\(path)` is empty") }
    if header.count == 1, header[0].contains(";") {
      throw ValidationError("`\(path)` parts its columns by `;`: save it with commas")
    }
    rows = try lines.dropFirst().map { number, cells in
      guard cells.count == header.count else {
        throw ValidationError("`\(path)`, line \(number): \(header.count) cells were expected, found \(cells.count)")
      }
      return Dictionary(zip(header, cells)) { first, _ in first }.filter { !$0.value.isEmpty }
    }
  }
}
