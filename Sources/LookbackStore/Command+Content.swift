import LookbackAudit
package import LookbackCore
import LookbackTime

extension Mend {
  /// The content of the correction, its fields excluded.
  fileprivate func words(on target: CaseID) -> String {
    ["mend \(target)", "\(track)", act.map { "\($0.key) \($0.name)" } ?? "", reason].joined(separator: "\u{1E}")
  }
}

extension Command {
  /// The SHA-256 digest of the request. It tells a repetition of a command from another request under the same command
  /// id.
  package var content: [UInt8] { Digest.sha256.hash(Array(contentText.utf8)) }

  private var contentText: String {
    let (words, data) =
      switch request {
      case .open(let workflow, let data): ("open \(workflow)", data)
      case .fire(let event, let track, let data): ("fire \(target) \(event) \(track.map(\.description) ?? "")", data)
      case .mend(let mend): (mend.words(on: target), mend.data)
      case .answerMend(let answer):
        ("\(answer.confirms ? "confirm" : "refuse") \(target) \(answer.proposal)\u{1E}\(answer.reason)", [:])
      case .redate: ("redate \(target)", [:])
      case .move(let version, _): ("move \(target) \(version)", [:])
      case .timer(let key, let due): ("timer \(target) \(key) \(due)", [:])
      }
    var text = "\(words)\u{1F}\(actor)\u{1F}\(on?.description ?? "")"
    for (key, value) in data.sorted(by: { $0.key < $1.key }) { text += "\u{1F}\(key)=\(value)" }
    return text
  }
}
