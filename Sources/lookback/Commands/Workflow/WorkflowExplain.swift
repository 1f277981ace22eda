import ArgumentParser
import LookbackCheck
import LookbackCore
import LookbackJSON
import LookbackText

struct WorkflowExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "What a code of `workflow check` means, and how to mend it; without one, all codes.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The code in brackets behind a message.") var code: String?

  func run() throws {
    let language = connecting.language
    guard let code else {
      var table = Table("", "")
      for one in CodeExplanation.all { table.rows.append([one.code, one.meaning.text(in: language, fallback: "")]) }
      if connecting.json { return print(json(CodeExplanation.all)) }
      return table.print()
    }
    guard let found = CodeExplanation.explanation(of: code) else {
      let near = NearestName.suggestion(for: code, among: CodeExplanation.all.map(\.code))
      throw Misuse { $0.noCode(code, near) }
    }
    if connecting.json { return print(json([found])) }
    print(found.text(in: language))
  }

  private func json(_ explanations: [CodeExplanation]) -> JSON {
    let lines = explanations.map { one in
      JSON.members([
        "code": .string(one.code), "meaning": .string(one.meaning.text(in: connecting.language, fallback: "")),
        "mending": .string(one.mending.text(in: connecting.language, fallback: "")), "wrong": .string(one.wrong),
      ])
    }
    return .members(["codes": .array(lines)])
  }
}
