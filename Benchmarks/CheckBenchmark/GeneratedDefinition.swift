import LookbackCore
import LookbackYAML

/// Definitions of a size, made for measuring.
enum GeneratedDefinition {
  private static let head = """
    notation: 1
    workflow: large
    version: 1
    calendar: cn
    timezone: UTC
    roles: {office: {post: clerk, of: main-office}}

    """

  static func check(_ text: String) -> Int {
    let calendar = "notation: 1\ncalendar: cn\nversion: 1\nweekend: [saturday, sunday]\nyears: {}\n"
    let files = [("cn.yaml", calendar), ("large.yaml", text)]
    return LibraryLoader().load(files.map { DefinitionFile(name: $0.0, bytes: Array($0.1.utf8)) }).diagnostics.count
  }

  static func chain(states count: Int) -> String {
    var text = head + "clocks:\n"
    for number in stride(from: 0, to: count, by: 20) {
      text += "  clock \(number): {runs: 10 days, from: state s\(number), stops in: [s\(min(count, number + 20))], "
      text += "breach: {tell: office}}\n"
    }
    text += "states:\n"
    for number in 0..<count {
      text += "  s\(number):\n    who: office\n    events:\n      go: {to: s\(number + 1)}\n"
      text += "      back: {to: s\(max(0, number - 1))}\n"
    }
    return text + "  s\(count): {final: true}\n"
  }

  static func guarded(states count: Int) -> String {
    var text = head + "data:\n"
    for field in 0..<6 { text += "  f\(field): {type: bool}\n" }
    text += "states:\n"
    for number in 0..<count {
      text += "  s\(number):\n    who: office\n    waits: without limit\n    events:\n"
      text += "      go: {to: s\(number + 1), if: \"data.f\(number % 6) == true\"}\n"
      text += "      set: {to: s\(number), set: {f\(number % 6): \"true\"}}\n"
    }
    return text + "  s\(count): {final: true}\n"
  }

  /// Twenty counters that guards tell apart: more configurations than anybody can look at.
  static var hostile: String {
    var text = head + "states:\n  open:\n    waits: without limit\n    who: office\n    events:\n"
    for number in 0..<20 { text += "      e\(number): {}\n" }
    let counts = (0..<20).map { "count('e\($0)') > 5" }.joined(separator: " && ")
    return text + "      end: {to: done, if: \"\(counts)\"}\n  done: {final: true}\n"
  }
}
