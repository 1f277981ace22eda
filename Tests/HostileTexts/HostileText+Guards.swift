/// Guards that nest, repeat and multiply, in definitions and as lines.
extension HostileText {
  private static func guarded(_ expression: String) -> String {
    roles
      + "data: {l: {type: list, of: text}, title: {type: text}}\nstates: {a: {who: o, events: {e: {if: \"\(expression)\"}}}}\n"
  }

  private static let expressions: [(String, String)] = [
    ("brackets", times(100_000, "(") + "1" + times(100_000, ")")), ("negations", times(200_000, "!") + "true"),
    ("minus signs", times(200_000, "-") + "1"), ("a sum", "1" + times(50_000, " + 1") + " > 0"),
    ("a long row", "true" + times(25_000, " && true")), ("a row that fits", "true" + times(1_900, " && true")),
    ("macros in macros", times(60, "[1, 2, 3].all(a, ") + "true" + times(60, ")")),
    ("macros over fields", times(12, "data.l.all(a, ") + "true" + times(12, ")")),
    ("lists in lists", times(99, "[") + "1" + times(99, "]") + " == 1"),
    ("a giant text", "'" + times(200_000, "a") + "' == 'a'"), ("a giant number", times(200_000, "9") + " > 1"),
    ("a giant fraction", "1." + times(16_000, "9") + " > 1.0"),
    ("fields of fields", "data" + times(2_000, ".a") + " > 1"),
    ("places of places", "data.l" + times(1_300, "[0]") + " > 1"),
    ("choices in choices", times(90, "true ? 1 : ") + "1"),
    ("unknown names", (0..<2_000).map { "x\($0)" }.joined(separator: " && ")),
    ("names that are nearly others", (0..<1_000).map { "data.titl\($0)" }.joined(separator: " && ")),
  ]

  static var guards: [HostileText] {
    expressions.map { .init("a guard: \($0.0)", guarded($0.1)) } + [
      .init(
        "guards that read nothing known",
        (0..<2_000).reduce(roles + "states:\n") {
          $0 + "  s\($1): {events: {e: {if: \"data.title == 'x' && data.titel == 1\"}}}\n"
        }),
      .init(
        "long guards again and again",
        filled(roles + "data: {title: {type: text}}\nstates:\n") {
          "  s\($0): {events: {e: {if: \"" + times(300, "data.title == 'x' && ") + "true\"}}}\n"
        }),
    ]
  }

  static var lines: [HostileText] {
    let texts: [(String, String)] = [
      ("a line of a hundred mebibytes", times(100 << 20, "a")),
      ("a line of a hundred mebibytes that is JSON", "{\"expr\": \"" + times(100 << 20, "a") + "\"}"),
      ("brackets in a line", "{\"expr\": \"1\", \"bindings\": {\"x\": " + times(100_000, "[")),
      ("values in values", "{\"expr\": \"1\", \"bindings\": {\"x\": " + times(30_000, "{\"t\": \"list\", \"v\": [")),
      ("empty lists", "{\"expr\": \"1\", \"bindings\": {\"x\": [" + times(300_000, "[],") + "[]]}}"),
      ("keys in a line", "{" + (0..<80_000).map { "\"k\($0)\":1," }.joined() + "\"expr\": \"1\"}"),
      ("a giant number in a line", "{\"expr\": \"1\", \"bindings\": {\"x\": " + times(900_000, "9") + "}}"),
      ("escapes in a line", "{\"expr\": \"" + times(150_000, "\\u0041") + "\"}"),
      ("no line ends but blanks", times(1_000_000, " ")),
    ]
    return texts.map { .init(.guardLines, $0.0, Array($0.1.utf8)) }
      + expressions.map { .init(.guardLines, "a line with \($0.0)", Array("{\"expr\": \"\($0.1)\"}".utf8)) }
  }
}
