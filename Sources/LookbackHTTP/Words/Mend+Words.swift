import LookbackCEL
import LookbackCore
import LookbackTime

extension Mend {
  /// Returns each correction in a few words.
  func words(in language: Language) -> [String] {
    func pick(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }
    let wanted = act.map { act in
      switch act {
      case .put(let state): pick("state \(state)", "转入状态 \(state)")
      case .retry(let event): pick("try \(event) again", "重试 \(event)")
      case .drop(let event): pick("give \(event) up", "放弃 \(event)")
      }
    }
    let corrections = data.sorted { $0.key < $1.key }.map { name, value in
      value == .null ? pick("\(name) cleared", "清空 \(name)") : "\(name) = \(value)"
    }
    return (wanted.map { [$0] } ?? []) + corrections
  }
}
