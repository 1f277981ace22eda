import LookbackAudit
import LookbackStore
import LookbackTime

/// What `lookbackd rebuild` says of each case.
struct RebuildReport {
  private let language: Language
  private let isDryRun: Bool

  init(in language: Language, isDryRun: Bool) {
    self.language = language
    self.isDryRun = isDryRun
  }

  var nothing: String {
    language == .chinese ? "一切与案件相符，无需重建。" : "everything fits its case: there is nothing to make anew."
  }

  func line(_ found: Rebuilding) -> String {
    let isChinese = language == .chinese
    let name = isChinese ? "案件 \(found.id)：" : "case \(found.id): "
    if found.fault != nil {
      return name
        + (isChinese
          ? "历史不完好，未作改动；参见 `lookbackd verify`" : "its history is not sound: left alone, see `lookbackd verify`")
    }
    let all = found.wrong.map { kind in
      let words = isChinese ? Self.chinese(kind) : kind.rawValue
      return "\(words)\(isChinese ? "：" : ": ")\(fate(of: kind, in: found))"
    }
    return name + all.joined(separator: isChinese ? "；" : "; ")
  }

  private func fate(of kind: ChainFault.Kind, in found: Rebuilding) -> String {
    let isChinese = language == .chinese
    if isDryRun { return isChinese ? "将重建" : "would be made anew" }
    guard found.left.contains(kind) else { return isChinese ? "已重建" : "made anew" }
    if kind == .keys { return isChinese ? "该值已归另一案件" : "another case has the value" }
    return isChinese ? "未能重建" : "could not be made anew"
  }

  private static func chinese(_ kind: ChainFault.Kind) -> String {
    switch kind {
    case .unarmed: "缺少所等待的定时器"
    case .workItems: "待办清单不符"
    case .view: "案件列表不符"
    case .keys: "唯一值未为其保留"
    case .closings: "统计中的办结情况与历史不符"
    default: "\(kind)"
    }
  }
}
