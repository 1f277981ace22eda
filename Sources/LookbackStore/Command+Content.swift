import LookbackAudit
import LookbackCEL
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
    var text = ""
    text.reserveCapacity(128)
    let data = appendRequest(to: &text)
    text += "\u{1F}"
    text += actor.description
    text += "\u{1F}"
    if let on { text += on.description }
    for (key, value) in data.sorted(by: { $0.key < $1.key }) { text += "\u{1F}\(key)=\(value)" }
    return text
  }

  /// Appends what is asked for.
  /// - Returns: the fields that are given with it.
  private func appendRequest(to text: inout String) -> [String: Value] {
    switch request {
    case .fire(let event, let track, let data):
      // Nearly every command is one of these, so its text is put together without interpolation.
      text += "fire "
      text += target.description
      text += " "
      text += event
      text += " "
      if let track { text += track.description }
      return data
    case .open(let workflow, let data):
      text += "open \(workflow)"
      return data
    case .mend(let mend):
      text += mend.words(on: target)
      return mend.data
    case .answerMend(let answer):
      text += "\(answer.confirms ? "confirm" : "refuse") \(target) \(answer.proposal)\u{1E}\(answer.reason)"
    case .redate: text += "redate \(target)"
    case .move(let version, _): text += "move \(target) \(version)"
    case .timer(let key, let due): text += "timer \(target) \(key) \(due)"
    }
    return [:]
  }
}
