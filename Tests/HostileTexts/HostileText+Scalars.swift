/// One sign again and again, giant scalars, and characters that editors do not write.
extension HostileText {
  static var scalars: [HostileText] {
    signs + odd + [
      .init("a giant word", head + "title: " + times(room - 200, "a")),
      .init("a giant text in quotes", head + "title: \"" + times(room - 200, "a") + "\""),
      .init("a giant text of escapes", head + "title: \"" + times(130_000, "\\n") + "\""),
      .init("a giant text of lines", head + "title: |\n" + times(39_000, " a\n")),
      .init("a giant text of folded lines", head + "title: >\n" + times(19_000, " a\n\n")),
      .init("a giant key", head + times(room - 200, "a") + ": 1"),
      .init("a giant key in quotes", head + "\"" + times(1_000, "a") + "\": 1"),
      .init("a text without an end", head + "title: \"" + times(39_000, "a\n")),
      .init("a giant number", head.replacing("version: 1", with: "version: " + times(100_000, "9"))),
      .init("one byte too many", times(room + 1, "a")),
      .init("a hundred mebibytes", times(100 << 20, "a")),
    ]
  }

  private static var signs: [HostileText] {
    [":", "-", "?", "%", " ", "\n", "\t", "*", "!", "\"", "'", "|", "#", "{", "[", ",", "\r", "&", "@", "`", ">"].map {
      let name = $0 == "\n" ? "line feed" : $0 == "\t" ? "tab" : $0 == "\r" ? "carriage return" : $0
      return .init("nothing but `\(name)`", times(room, $0))
    } + [.init("pipes in lines", times(19_000, "|\n")), .init("comments", times(39_000, "#\n"))]
  }

  private static var odd: [HostileText] {
    [
      .init("a NUL", head + "title: a\0b"),
      .init("nothing but NUL", times(room, "\0")),
      .init("byte order marks", times(room / 3, "\u{FEFF}")),
      .init(.definition, "no UTF-8", Array(head.utf8) + Array(repeating: 0xFF, count: room - 200)),
      .init(.definition, "surrogates", Array(head.utf8) + (0..<80_000).flatMap { _ in [0xED, 0xA0, 0x80] as [UInt8] }),
      .init(.definition, "UTF-16", times(1_000, head).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
      .init("accents on one letter", head + "title: a" + times(130_000, "\u{301}")),
      .init("keys with accents", filled(head) { "a\($0)" + times(20, "\u{301}") + ": 1\n" }),
      .init("directions", head + "title: " + times(80_000, "\u{202E}")),
      .init("joined emoji as a key", head + times(30_000, "👨\u{200D}") + ": 1"),
      .init("other line ends", head + "title: " + times(30_000, "\u{85}\u{2028}\u{2029}")),
      .init("control characters", head + "title: " + times(1_000, "\u{1}")),
      .init("escaped control characters", head + (0..<13_000).map { "k\($0): \"\\x01\"\n" }.joined()),
      .init("CR LF everywhere", head.replacing("\n", with: "\r\n") + "states: {}\r\n"),
    ]
  }
}
