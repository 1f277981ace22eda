import LookbackJSON
import LookbackOperations
import LookbackStore
import LookbackTime

/// What `lookbackd doctor` prints.
struct DoctorReport {
  private struct Line {
    let code: String
    let what: String
    let remedy: String

    var json: JSON {
      .members(["code": .string(code), "remedy": .string(remedy), "what": .string(what)])
    }
  }

  private let lines: [Line]
  private let sizes: SizeReport?
  private let language: Language

  init(_ findings: [HealthFinding], sizes: [TableSize]? = nil, in language: Language) {
    self.language = language
    self.sizes = sizes.map { SizeReport($0, in: language) }
    lines = findings.map { finding in
      let words = finding.words(in: language)
      return Line(code: finding.code, what: words.what, remedy: words.remedy)
    }
  }

  func text(asJSON: Bool) -> String {
    if asJSON { return json }
    let findings =
      lines.isEmpty
      ? ReportWords(language).allIsWell : lines.map { "\($0.what)\n    \($0.remedy)" }.joined(separator: "\n")
    return sizes.map { "\(findings)\n\n\($0.text)" } ?? findings
  }

  private var json: String {
    JSON.members(["findings": .array(lines.map(\.json)), "sizes": sizes.map { .array($0.lines.map(\.json)) }]).indented
  }
}
