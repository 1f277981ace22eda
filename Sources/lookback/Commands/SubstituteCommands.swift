import ArgumentParser

struct SubstituteCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "substitute", abstract: "Who acts for whom, from a day to a day.",
    discussion: """
      A substitute may do what the other person may, and history says for whom it was done. Four eyes still count: \
      whoever substitutes for somebody who must not decide must not decide either.
      """,
    subcommands: [SubstituteAdd.self, SubstituteList.self, SubstituteEnd.self])
}

struct SubstituteAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Let one person act for another.",
    discussion: "Example: lookback substitute add zhang.wei li.na --from 2020-08-03 --until 2020-08-14")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The person who is away.") var person: String
  @Argument(help: "The person who acts instead.") var substitute: String
  @Option(help: "The first day.") var from: String
  @Option(help: "The last day.") var until: String
  @Option(help: "Only for this post, as POST@UNIT; without it for all posts.") var post: String?

  func run() throws {
    var body: [String: Any] = ["person": person, "substitute": substitute, "from": from, "until": until]
    if let post {
      let parts = post.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts.contains("") else {
        throw ValidationError("`\(post)` is not POST@UNIT, such as checker@civil-affairs")
      }
      (body["post"], body["unit"]) = (parts[0], parts[1])
    }
    let answer = try connecting.ask("POST", "/substitutes", body: body)
    if !connecting.json { print(Strings(connecting.language).substitution(answer.number("number"))) }
  }
}

struct SubstituteList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "All of them, the newest first.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let answer = try connecting.ask("GET", "/substitutes")
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    var table = Table("#", words.person, words.substitute, words.firstDay, words.lastDay, words.post, words.status)
    for line in answer.objects("substitutes") {
      let post = line.text("post")
      let status = line.truth("holds") ? words.holds : line.text("ended").isEmpty ? "" : words.ended
      table.rows.append([
        line.text("number"), line.text("person"), line.text("substitute"), line.text("from"), line.text("until"),
        post.isEmpty ? words.allPosts : post, status,
      ])
    }
    table.print()
  }
}

struct SubstituteEnd: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "end", abstract: "End one before its last day.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "Its number.") var number: Int

  func run() throws {
    _ = try connecting.ask("POST", "/substitutes/\(number)/end", body: [String: String]())
    let words = Strings(connecting.language)
    if !connecting.json { print("\(words.substitution(number))\(words.colon)\(words.ended)") }
  }
}
