/// Many nodes, deep nodes, and what YAML has to make much of little.
extension HostileText {
  static var shapes: [HostileText] {
    [
      .init("a million keys", filled("") { "k\($0): 1\n" } + times(1_000_000, "k: 1\n")),
      .init("as many keys as there is room for", filled(head) { "k\($0): 1\n" }),
      .init("as many keys as 40,000 signs allow", head + (0..<13_300).map { "k\($0): {}\n" }.joined()),
      .init("a flow of keys", filled(head + "data: {", "}") { "k\($0): 1," }),
      .init("a flow of keys, as many as signs allow", head + "data: {" + times(19_900, "a: 1,") + "}"),
      .init("keys of nothing", head + "data: {" + times(39_900, "?,") + "}"),
      .init("empty lists", filled(head + "data: [", "]") { _ in "[]," }),
      .init("empty lists, as many as signs allow", head + "data: [" + times(19_900, "[],") + "]"),
      .init("a long list", filled(head + "data: [", "]") { _ in "a," }),
      .init("a long list, as long as signs allow", head + "data: [" + times(39_900, "a,") + "]"),
      .init("a long list in lines", head + "data:\n" + times(19_900, "- a\n")),
      .init("empty lines of a list", head + "data:\n" + times(19_900, "-\n")),
      .init("brackets in brackets", times(100_000, "[")),
      .init("closed brackets in brackets", times(20_000, "[") + times(20_000, "]")),
      .init("maps in maps", times(30_000, "{a: ")),
      .init("dashes in dashes", times(100_000, "- ") + "a"),
      .init("dashes in dashes, as many as signs allow", times(39_000, "- ") + "a"),
      .init("questions in questions", times(39_000, "? ") + "a"),
      .init("keys in keys", (0..<700).map { times($0, " ") + "a:" }.joined(separator: "\n")),
      .init(
        "sixty levels, again and again",
        head + (0..<600).map { "k\($0): " + times(60, "[") + times(60, "]\n") }.joined()),
      .init("aliases of aliases", bomb { "[" + Array(repeating: "*\($0)", count: 9).joined(separator: ",") + "]" }),
      .init(
        "merges of merges",
        bomb { "{<<: [" + Array(repeating: "*\($0)", count: 9).joined(separator: ",") + "]}" }),
      .init("aliases of one value", "a: &a x\nb: [" + times(39_000, "*a,") + "]"),
      .init("anchors", filled(head + "data: [", "]") { "&a\($0) x," }),
      .init("tags", filled(head + "data: [", "]") { _ in "!t x," }),
      .init("a key again and again", times(20_000, "title: 1\n")),
      .init("a key again and again in a flow", head + "data: {" + times(19_000, "a: 1, ") + "}"),
      .init("many keys twice", filled(head + "data: {", "}") { "a\($0 % 4_000): 1, " }),
      .init("maps with a key twice", head + "data: [" + times(6_000, "{a: 1, a: 2},") + "]"),
      .init("keys twice in a small file", head + times(3_000, "title: 1\n")),
      .init("documents", times(39_000, "---\n")),
      .init("ends of documents", times(39_000, "...\n")),
      .init("flows without an end", filled(head + "data: {") { "k\($0): [" }),
    ]
  }

  private static func bomb(_ line: (Character) -> String) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return "a: &a [x,x,x]\n"
      + (1..<letters.count).map { "\(letters[$0]): &\(letters[$0]) \(line(letters[$0 - 1]))" }.joined(separator: "\n")
  }
}
