import LookbackCEL
import LookbackCore

extension CanonicalWriter {
  /// What an administrator wants to put right, and who.
  mutating func append(_ mend: Mend, by proposer: String, _ texts: inout some TextEncoding) {
    write(1, Int64(mend.track.value))
    write(2, proposer)
    write(3, .string(mend.reason), &texts)
    switch mend.act {
    case .put(let state)?: write(4, state)
    case .retry(let event)?: write(5, event)
    case .drop(let event)?: write(6, event)
    case nil: break
    }
    for (name, value) in mend.data.sorted(by: { $0.key.precedes($1.key) }) {
      write(7) {
        $0.write(1, name)
        $0.write(2, value, &texts)
      }
    }
  }
}

extension CanonicalReader {
  /// What was proposed for this track, whose number has been read, and by whom.
  mutating func mend(
    on track: TrackID, _ texts: inout some TextDecoding
  ) throws(MalformedBytes) -> (mend: Mend, proposer: String) {
    let proposer = try text(2)
    let reason = try value(3, &texts)
    var act: Mend.Act?
    switch next {
    case 4: act = .put(state: try text(4))
    case 5: act = .retry(event: try text(5))
    case 6: act = .drop(event: try text(6))
    default: break
    }
    var data: [String: Value] = [:]
    for entry in try map(7, { entry throws(MalformedBytes) in try entry.value(2, &texts) }).entries {
      data[entry.key] = entry.value
    }
    // A text that was erased leaves nothing in its place.
    let words = if case .string(let text) = reason { text } else { "" }
    return (Mend(track: track, act: act, data: data, reason: words), proposer)
  }
}
