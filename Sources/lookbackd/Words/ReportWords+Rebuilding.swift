import LookbackAudit

extension ReportWords {
  var nothingToRebuild: String { pick("everything fits its case: there is nothing to make anew.", "一切与案件相符，无需重建。") }

  func aboutCase(_ id: String, _ what: [String]) -> String {
    pick("case \(id): ", "案件 \(id)：") + what.joined(separator: pick("; ", "；"))
  }

  var unsoundHistory: String {
    pick("its history is not sound: left alone, see `lookbackd verify`", "历史不完好，未作改动；参见 `lookbackd verify`")
  }

  /// Says what does not fit a case, and what was done about it.
  func fault(_ kind: ChainFault.Kind, _ fate: String) -> String {
    pick("\(kind.rawValue): ", "\(Self.chinese(kind))：") + fate
  }

  var wouldBeRebuilt: String { pick("would be made anew", "将重建") }
  var rebuilt: String { pick("made anew", "已重建") }
  var valueOfAnother: String { pick("another case has the value", "该值已归另一案件") }
  var notRebuilt: String { pick("could not be made anew", "未能重建") }
}
