package import LookbackTime

/// The generated part of the page of problems: every code of the catalogue.
package struct ProblemPage: Sendable {
  private let language: Language

  package init(language: Language) { self.language = language }

  private var words: PageWords { PageWords(language: language) }

  package var heading: String { "## \(words.codes)" }

  package var text: String {
    let (answered, places) = (ProblemKind.all.filter { $0.status != nil }, ProblemKind.all.filter { $0.status == nil })
    return "\(heading)\n\n\(list(answered))\n## \(words.placeCodes)\n\n\(list(places))"
  }

  private func list(_ kinds: [ProblemKind]) -> String {
    kinds.sorted { $0.code < $1.code }.map(entry).joined(separator: "\n")
  }

  private func entry(_ kind: ProblemKind) -> String {
    let isChinese = language == .chinese
    let sentences = [
      kind.status.map(words.status) ?? "", isChinese ? kind.meaning.chinese : kind.meaning.english,
    ]
    return "### \(kind.code)\n\n" + sentences.filter { !$0.isEmpty }.joined(separator: isChinese ? "" : " ")
      + "\n\n\(words.todo)\(isChinese ? kind.advice.chinese : kind.advice.english)\n"
  }
}
