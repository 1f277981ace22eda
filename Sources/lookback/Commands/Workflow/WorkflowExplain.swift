import ArgumentParser
import Foundation
import LookbackCheck
import LookbackCore
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
      if connecting.json { return try print(CodeExplanation.all) }
      return table.print()
    }
    guard let found = CodeExplanation.explanation(of: code) else {
      let near = NearestName.suggestion(for: code, among: CodeExplanation.all.map(\.code))
      throw ValidationError("no code is called `\(code)`" + (near.map { ": did you mean `\($0)`?" } ?? ""))
    }
    if connecting.json { return try print([found]) }
    print(found.text(in: language))
  }

  private func print(_ explanations: [CodeExplanation]) throws {
    let language = connecting.language
    let lines = explanations.map { one in
      [
        "code": one.code, "meaning": one.meaning.text(in: language, fallback: ""),
        "mending": one.mending.text(in: language, fallback: ""), "wrong": one.wrong,
      ]
    }
    let data = try JSONSerialization.data(withJSONObject: ["codes": lines], options: [.sortedKeys])
    Swift.print(String(decoding: data, as: UTF8.self))
  }

  private func print(_ text: String) { Swift.print(text) }
}
