/// SQL files: named as an order to the database, opening with what and why, and with parameters that have names.
enum StatementCheck {
  static let verbs: Set<String> = [
    "add", "advance", "analyze", "append", "archive", "arm", "attach", "claim", "clear", "close", "complete", "count",
    "create", "delete", "detach",
    "disarm", "draw", "erase", "extend", "fetch", "find", "insert", "lease", "list", "load", "lock", "make", "mark",
    "move",
    "prune", "publish", "read", "recall", "record", "release", "remove", "rename", "renew", "replace", "save", "set",
    "store",
    "sum", "take", "update", "upsert", "validate", "write",
  ]

  static func violations(in files: [SourceFile]) -> [Violation] {
    files.flatMap { file -> [Violation] in
      var found: [Violation] = []
      let words = file.stem.split(separator: "_", omittingEmptySubsequences: false)
      let isPlain = words.allSatisfy { $0.wholeMatch(of: #/[a-z][a-z0-9]*/#) != nil }
      if words.count < 2 || !isPlain || !verbs.contains(words.first.map(String.init) ?? "") {
        found.append(file.violation("expected verb_noun.sql with a verb of StatementCheck, such as lock_cases.sql"))
      }
      let first = file.lines.first ?? ""
      if !first.hasPrefix("--") || first.drop(while: { $0 == "-" || $0 == " " }).isEmpty {
        found.append(file.violation(1, "expected a comment that says what the statement does and why"))
      }
      for (number, line) in file.lines.enumerated() where line.contains(#/\$[0-9]/#) {
        found.append(file.violation(number + 1, "expected a parameter with a name, such as @case_ids, instead of $n"))
      }
      return found
    }
  }
}
