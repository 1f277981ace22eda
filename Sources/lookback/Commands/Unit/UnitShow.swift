import ArgumentParser
import LookbackText

struct UnitShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A unit with its former names, the units below it and its posts.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The unit's code.") var code: String

  func run() throws {
    let answer = try connecting.ask("GET", "/units/\(code.encoded)")
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    let keys = ["code", "name", "document_code", "parent", "from", "until", "successor"]
    var table = Table(words.fact, words.value)
    table.rows = keys.filter { answer.has($0) }.map { [words.unitKey($0), answer.text($0)] }
    table.rows += answer.objects("names").map { [words.formerName($0.text("until")), $0.text("name")] }
    table.rows += answer.texts("below").map { [words.unitKey("below"), $0] }
    table.rows += answer.texts("posts").map { [words.unitKey("posts"), $0] }
    table.print()
  }
}
