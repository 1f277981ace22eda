/// A switch over the facts of a case, or over refusals, names every one of them: a new fact or refusal that nobody has
/// thought of at that place must not compile. The only `default` is one that hands the value on, to the next
/// switch or as it is.
struct SwitchCheck {
  /// The names of the cases of one enum.
  let names: Set<String>

  /// - Parameters:
  ///   - type: the name of an enum.
  ///   - file: where it is declared.
  init(_ type: String, in file: SourceFile) {
    let body = file.lines.drop { !$0.contains("enum \(type):") }.dropFirst().prefix { $0 != "}" }
    names = Set(body.compactMap { $0.firstMatch(of: #/^  (?:indirect )?case `?(\w+)`?/#).map { String($0.1) } })
  }

  func violations(in files: [SourceFile]) -> [Violation] {
    files.flatMap { file -> [Violation] in
      let lines = file.lines
      return lines.indices.compactMap { index -> Violation? in
        guard let fallback = defaultLine(of: lines[index...]) else { return nil }
        return file.violation(fallback + 1, "`default` would swallow what is added later: name every case")
      }
    }
  }

  /// Where the switch that begins with the first line swallows cases; nil if it does not, or is about something else.
  private func defaultLine(of lines: ArraySlice<Substring>) -> Int? {
    guard let first = lines.first, let found = first.firstMatch(of: #/^( *)[^/]*\bswitch (.+) \{$/#) else { return nil }
    let body = lines.dropFirst().prefix { $0 != "\(found.1)}" && !$0.hasPrefix("\(found.1)})") }
    let labels = body.filter { $0.hasPrefix("\(found.1)case ") || $0.hasPrefix("\(found.1)  case ") }
    let picked = labels.flatMap { label in
      label.prefix { $0 != ":" && $0 != "(" }.matches(of: #/\.(\w+)/#).map { String($0.1) }
    }
    guard !picked.isEmpty, picked.allSatisfy(names.contains) else { return nil }
    let fallback = body.indices.first { body[$0].contains(#/^ *default:/#) }
    guard let fallback, !body[fallback].contains("\(found.2))"), !body[fallback].hasSuffix(" \(found.2)") else {
      return nil
    }
    return fallback
  }
}
