import LookbackStore
package import LookbackTime

extension MonthOutcome {
  /// Says what happened and what to do, in several lines where there is something to list.
  package func words(in language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  private var english: String {
    switch self {
    case .detached(let month):
      "\(month.name): taken out, \(month.counts(.english)); it stands in \(month.table) and \(month.textTable)."
    case .attached(let month): "\(month.name): brought back, a partition of history again."
    case .detachable(let month, let content):
      "\(month.name): would be taken out, \(content.events) events of \(content.cases) cases."
    case .attachable(let month): "\(month.name): would be brought back, \(month.counts(.english))."
    case .alreadyOut(let month): "\(month.name): is out already, \(month.counts(.english)); nothing to do."
    case .alreadyIn(let month): "\(month.name): is a partition of history; nothing to do."
    case .refused(let name, let refusal): "\(name): stays as it is. \(refusal.english)"
    }
  }

  private var chinese: String {
    switch self {
    case .detached(let month):
      "\(month.name)：已移出，\(month.counts(.chinese))；现存于 \(month.table) 和 \(month.textTable)。"
    case .attached(let month): "\(month.name)：已移回，重新成为历史表的分区。"
    case .detachable(let month, let content):
      "\(month.name)：将移出，\(content.cases) 个案件的 \(content.events) 条事件。"
    case .attachable(let month): "\(month.name)：将移回，\(month.counts(.chinese))。"
    case .alreadyOut(let month): "\(month.name)：早已移出，\(month.counts(.chinese))；无事可做。"
    case .alreadyIn(let month): "\(month.name)：本来就是历史表的分区；无事可做。"
    case .refused(let name, let refusal): "\(name)：保持原样。\(refusal.chinese)"
    }
  }
}
