import LookbackAudit
import LookbackStore
import LookbackTime

/// What `lookbackd rebuild` prints of each case.
struct RebuildReport {
  private let words: ReportWords
  private let isDryRun: Bool

  init(in language: Language, isDryRun: Bool) {
    words = ReportWords(language)
    self.isDryRun = isDryRun
  }

  var nothing: String { words.nothingToRebuild }

  func line(_ found: Rebuilding) -> String {
    let faults = found.wrong.map { words.fault($0, fate(of: $0, in: found)) }
    return words.aboutCase("\(found.id)", found.fault == nil ? faults : [words.unsoundHistory])
  }

  private func fate(of kind: ChainFault.Kind, in found: Rebuilding) -> String {
    if isDryRun { return words.wouldBeRebuilt }
    guard found.left.contains(kind) else { return words.rebuilt }
    return kind == .keys ? words.valueOfAnother : words.notRebuilt
  }
}
