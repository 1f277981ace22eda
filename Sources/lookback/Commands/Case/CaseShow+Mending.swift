import LookbackText

extension CaseShow {
  /// Prints what one administrator has proposed and another must confirm.
  func printMending(_ answer: Answer, _ words: Strings) {
    let waiting = answer.object("mending")
    guard !waiting.isEmpty else { return }
    print("\n\(words.mendWaits)")
    var table = Table(words.number, words.track, words.actor, words.on, words.wanted, words.because)
    table.rows.append([
      waiting.text("number"), waiting.text("track"), waiting.text("by"), String(waiting.text("since").prefix(10)),
      waiting.texts("says").joined(separator: words.comma), waiting.text("reason"),
    ])
    table.print()
  }
}
