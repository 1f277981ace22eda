package import LookbackCore
import LookbackDefinition
package import LookbackTime

/// What a code of a diagnostic means, a smallest wrong example, and how to mend it.
package struct CodeExplanation: Sendable {
  /// Something that is otherwise right, with one slip in it.
  package enum Example: Sendable {
    /// In the workflow `CodeExplanation.request`, this text is replaced by that.
    case request(String, String)
    /// In the calendar `CodeExplanation.calendar`.
    case calendar(String, String)
    /// In the workflow, checked against these people, so many of them away.
    case staffed(String, String, staff: String, absent: Int)
    /// A text of its own.
    case text(String)
    /// That many lines of the same after a head; `#` is the number of the line.
    case filled(String, String, Int)
    /// In the scenarios `CodeExplanation.scenarios`, this text is replaced by that.
    case scenario(String, String)
    /// In a later version of the workflow, which says this under `moves`; the first stands beside it.
    case moving(String, String, moves: String, version: Int = 2)
    /// A text that only a running daemon refuses.
    case onReload(String)
  }

  package let code: String
  package let meaning: Label
  package let mending: Label
  package let example: Example

  init(
    _ code: String, _ english: String, _ chinese: String, mend: String, _ mendChinese: String, _ example: Example
  ) {
    self.code = code
    meaning = Label(english: english, chinese: chinese)
    mending = Label(english: mend, chinese: mendChinese)
    self.example = example
  }

  /// All codes, in the order of the alphabet.
  package static let all =
    (forms + names + meanings + course + time + calendars + moves + others).sorted { $0.code < $1.code }

  package static func explanation(of code: String) -> CodeExplanation? { all.first { $0.code == code } }

  /// The files that show it, by name; the one with the slip is `example.yaml`.
  package var files: [String: String] {
    var files = ["npc.yaml": Self.scheme, "part.yaml": Self.part, "cn.yaml": Self.calendar]
    switch example {
    case .request(let original, let slip), .staffed(let original, let slip, _, _):
      files["example.yaml"] = Self.request.replacingFirst(original, with: slip)
    case .calendar(let original, let slip):
      files["cn.yaml"] = nil
      files["example.yaml"] = Self.calendar.replacingFirst(original, with: slip)
    case .text(let text): files["example.yaml"] = text
    case .filled(let head, let line, let count):
      files["example.yaml"] = head + (1...count).map { line.replacingFirst("#", with: "\($0)") }.joined()
    case .moving(let original, let slip, let moves, let version):
      files["a.yaml"] = Self.request
      files["example.yaml"] =
        Self.request.replacing("version: 1", with: "version: \(version)").replacing(original, with: slip)
        + "\nmoves: \(moves)\n"
    case .scenario, .onReload: files["example.yaml"] = Self.request
    }
    if code == "duplicate-workflow" { files["a.yaml"] = Self.request }
    if code == "read-before-set" || code == "not-proved" { files["a.yaml"] = Self.readBeforeSetParent }
    return files
  }

  /// A file of scenarios that shows it; nil where it is shown by a definition.
  package var scenarioText: String? {
    guard case .scenario(let original, let slip) = example else { return nil }
    return Self.scenarios.replacingFirst(original, with: slip)
  }

  package var staffing: Staffing? {
    guard case .staffed(_, _, let staff, let absent) = example, let list = try? StaffList(csv: staff) else {
      return nil
    }
    return Staffing(list: list, absent: absent)
  }

  /// The slip as it is written.
  package var wrong: String {
    switch example {
    case .request(_, let slip), .calendar(_, let slip), .scenario(_, let slip), .onReload(let slip): slip
    case .moving(_, let slip, let moves, let version):
      "version: \(version)\n" + (slip.isEmpty ? "" : "\(slip)\n") + "moves: \(moves)"
    case .staffed(_, let slip, let staff, let absent):
      "\(slip)\n--staff:\n\(staff)" + (absent > 0 ? "\n--absent \(absent)" : "")
    case .text(let text): text
    case .filled(let head, let line, let count):
      head + line.replacingFirst("#", with: "1").trimmedEnd + " … (\(count) ×)"
    }
  }

  /// What stands there where it is right; nil where nothing does.
  package var right: String? {
    switch example {
    case .request(let original, let slip) where !original.isEmpty && original != slip: original
    case .calendar(let original, _), .scenario(let original, _): original
    default: nil
    }
  }

  /// Told in a language: what it means, what is wrong, how to mend it.
  package func text(in language: Language) -> String {
    let words = language == .english ? ("wrong:", "mend:") : ("错误示例：", "如何修正：")
    return "\(code)\n  \(meaning.text(in: language, fallback: code))\n\n  \(words.0)\n\(Self.indented(wrong))\n\n"
      + "  \(words.1) \(mending.text(in: language, fallback: ""))"
  }

  /// The codes as a chapter of the documentation, from its heading on.
  package static func page(in language: Language) -> String {
    let (heading, mend) = language == .english ? ("Codes", "Mend it: ") : ("代码", "修正：")
    return "## \(heading)\n\n"
      + all.map { one in
        "### \(one.code)\n\n\(one.meaning.text(in: language, fallback: ""))\n\n```yaml\n\(one.shown)\n```\n\n"
          + "\(mend)\(one.mending.text(in: language, fallback: ""))\n"
      }.joined(separator: "\n")
  }

  /// The slip without characters that a page cannot show.
  private var shown: String {
    String(String.UnicodeScalarView(wrong.trimmedEnd.unicodeScalars.filter { $0 == "\n" || $0.value >= 32 }))
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }.joined(separator: "\n")
  }
}

extension String {
  fileprivate func replacingFirst(_ text: String, with other: String) -> String {
    guard !text.isEmpty, let range = firstRange(of: text) else { return self + (text.isEmpty ? other : "") }
    return self[..<range.lowerBound] + other + self[range.upperBound...]
  }

  fileprivate var trimmedEnd: String { String(reversed().drop { $0.isWhitespace }.reversed()) }
}

extension CodeExplanation {
  /// A workflow without fault, into which the examples put theirs.
  package static let request = """
    notation: 1
    workflow: request
    version: 1
    title: {en: Request, zh: 申请}
    calendar: cn
    timezone: Asia/Shanghai
    data:
      class: {type: choice, of: classes/npc}
      lead: {type: person, required: true}
      helper: {type: person}
      units: {type: list, of: unit}
      due: {type: date}
      urgent: {type: bool}
      size: {type: int}
      others: {type: list, of: case}
    roles:
      office: {post: clerk, of: main-office}
      proposer: {person: data.lead}
      helper: {person: data.helper}
    clocks:
      answer:
        runs: 15 working days
        from: state new
        stops in: [done]
        remind: [{before: 3 working days, tell: office}]
        breach: {tell: office}
    states:
      new:
        who: office
        events:
          accept:
            needs: [units]
            if: "size(data.units) > 0"
            to: working
          decline: {to: done, needs: [reason]}
      working:
        tracks:
          - {each: data.units, run: unit-part, as: main}
        events:
          all done: {when: "tracks.main.all(t, t.state == 'done')", to: signing}
      signing:
        approval:
          steps: [{ask: head, of: main-office, need: 1}]
          never: [actor of accept]
          refusal: working
          due: 5 working days
        events:
          approved: {to: done}
      done: {final: true, reopen: [look back]}
    anywhere:
      withdraw: {to: done, who: proposer, except in: [done]}
    look back:
      - {name: class-b, if: "data.class == 'B'", at: 1 year after event accept, who: office, event: look back}
    promises: [never signing without accept or look back]

    """

  /// What its tracks run.
  package static let part = """
    notation: 1
    workflow: unit-part
    version: 1
    calendar: cn
    timezone: Asia/Shanghai
    roles: {liaison: {post: liaison, of: track.unit}}
    states:
      open: {waits: without limit, events: {finish: {who: liaison, to: done}, hand back: {who: liaison, to: done}}}
      done: {final: true}
    """

  static let scheme = """
    notation: 1
    classes: npc
    version: 1
    values: {A: {zh: 甲}, B: {zh: 乙}}
    """

  package static let calendar = """
    notation: 1
    calendar: cn
    version: 1
    weekend: [saturday, sunday]
    hours: [08:30-12:00, 14:00-18:00]
    recess:
      - {name: {zh: 夏}, from: 2020-07-22, to: 2020-09-01}
      - {name: {zh: 冬}, from: 2020-12-18, to: 2021-01-05}
    years:
      2019:
        source: 通知〔2018〕1号
        holidays:
          - {name: {zh: 元旦}, days: [2019-01-01]}
          - {name: {zh: 春节}, from: 2019-02-04, to: 2019-02-10, working: [2019-02-02]}
      2020: {source: 通知〔2019〕1号}
    """
}
