extension Strings {
  /// Says how many cases a sweep has looked at, and what became of them.
  func swept(_ count: Answer, dry: Bool) -> String {
    let (looked, picked, refused) = (count.number("looked"), count.number("picked"), count.number("refused"))
    let (done, replayed) = (count.number("done"), count.number("replayed"))
    return dry
      ? pick(
        "dry run: \(counted(looked, "case")) looked at, \(picked) picked: \(done) would be done, \(refused) refused; "
          + "nothing was changed",
        "试运行：查看 \(looked) 件，选中 \(picked) 件：可办理 \(done)，不予受理 \(refused)；未作任何更改")
      : pick(
        "\(counted(looked, "case")) looked at, \(picked) picked: \(done) done, \(replayed) done before, \(refused) refused",
        "查看 \(looked) 件，选中 \(picked) 件：办理 \(done)，此前已办 \(replayed)，不予受理 \(refused)")
  }

  func moreRefused(_ count: Int) -> String {
    pick(
      "… and \(count) more \(count == 1 ? "was" : "were") refused: --json lists them all",
      "……另有 \(count) 件不予受理：--json 列出全部")
  }

  func sweepKey(_ key: String) -> String { pick("key: \(key)", "键：\(key)") }

  func goOn(_ key: String, after last: String) -> String {
    let words = "--key \(key)" + (last.isEmpty ? "" : " --after \(last)")
    return pick(
      "it stopped before its end; the same line with `\(words)` goes on, and does nothing twice",
      "未办完即中断；同一命令加 `\(words)` 继续，不会重复办理")
  }
}
