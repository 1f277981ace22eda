import LookbackCEL
import LookbackCore
import LookbackTime

extension CanonicalWriter {
  mutating func append(_ event: CaseEvent, _ texts: inout some TextEncoding) {
    write(10, event.sequence)
    write(11, event.at)
    write(12, event.on)
    write(13, Int64(event.track.value))
    write(14, event.name)
    write(15, event.from)
    write(16, event.to)
    write(17, event.actor)
    write(18, event.via)
    write(19, event.command.value)
    for change in event.changes { write(20, change, &texts) }
    if let behalf = event.behalf { write(21, behalf) }
  }
}

extension CanonicalReader {
  mutating func event(_ texts: inout some TextDecoding) throws(MalformedBytes) -> CaseEvent {
    var event = CaseEvent(
      sequence: try number(10), at: try moment(11), on: try date(12), track: TrackID(try whole(13)),
      name: try text(14), from: try text(15), to: try text(16), actor: try text(17), via: try text(18),
      command: CommandID(try text(19)), changes: [])
    event.changes = try all(20) { entry throws(MalformedBytes) in try entry.change(&texts) }
    event.behalf = next == 21 ? try text(21) : nil
    return event
  }
}
