extension Shortfall {
  /// Who could approve, how many must, and whom `never` can bar, in words that follow a colon.
  var english: String {
    guard !able.isEmpty else { return "nobody can" }
    let words = "\(names.joined(separator: ", ")) can, \(needed) \(needed == 1 ? "is" : "are") needed"
    guard !barredEvents.isEmpty else { return words }
    return words + ", and `never` bars whoever of them fired \(barredEvents.map { "`\($0)`" }.joined(separator: ", "))"
  }

  var chinese: String {
    guard !able.isEmpty else { return "无人可签" }
    let words = "可签者为\(names.joined(separator: "、"))，需\(needed)人"
    guard !barredEvents.isEmpty else { return words }
    return words + "，而 never 排除其中触发\(barredEvents.map { "“\($0)”" }.joined(separator: "、"))的人"
  }

  private var names: [String] { able.count > 5 ? able.prefix(5) + ["…"] : able }
}
