package import LookbackCore
import LookbackTime

/// An administrative act as it stands in the chain of the office: canonical bytes that contain the link before them, and
/// the link they make.
package struct ActRecord: Hashable, Sendable {
  package let body: [UInt8]
  /// `H(0x00 ‖ body)`, as in the histories of cases.
  package let link: [UInt8]

  package init(body: [UInt8], link: [UInt8]) {
    self.body = body
    self.link = link
  }

  /// Makes the record of an act that comes after the act whose link is `previous`.
  package init(_ recorded: RecordedAct, after previous: [UInt8], _ digest: Digest = .sha256) {
    var writer = CanonicalWriter(size: 256)
    writer.write(1, 1 as Int64)
    writer.write(2, Int64(digest.rawValue))
    writer.write(3, previous)
    writer.append(recorded)
    body = writer.bytes
    link = EventRecord.link(of: writer.bytes, digest)
  }

  /// What the first act of an office follows.
  package static func genesis(_ digest: Digest = .sha256) -> [UInt8] {
    var writer = CanonicalWriter()
    writer.write(1, "lookback administration")
    return digest.hash(writer.bytes)
  }

  /// Returns the act that these bytes tell, and the link that they follow.
  package func act() throws(MalformedBytes) -> (recorded: RecordedAct, previous: [UInt8]) {
    var reader = CanonicalReader(body)
    guard try reader.number(1) == 1 else { throw MalformedBytes(expected: "format 1") }
    guard try reader.number(2) == Int64(Digest.sha256.rawValue) else { throw MalformedBytes(expected: "a known hash") }
    let previous = Array(try reader.content(3))
    let recorded = try reader.act()
    try reader.requireEnd()
    return (recorded, previous)
  }
}

extension CanonicalWriter {
  fileprivate mutating func append(_ recorded: RecordedAct) {
    write(4, recorded.number)
    write(5, recorded.at)
    if let person = recorded.initiator.person { write(6, person) }
    write(7, recorded.initiator.via)
    write(8, recorded.act.kind.rawValue)
    write(9, recorded.act.subject)
    for fact in recorded.act.facts {
      write(10) { writer in
        writer.write(1, fact.name)
        if let before = fact.before { writer.write(2, before) }
        if let after = fact.after { writer.write(3, after) }
      }
    }
  }
}

extension CanonicalReader {
  fileprivate mutating func act() throws(MalformedBytes) -> RecordedAct {
    let number = try number(4)
    let at = try moment(5)
    let person = next == 6 ? try text(6) : nil
    let via = try text(7)
    guard let kind = AdministrativeAct.Kind(rawValue: try text(8)) else {
      throw MalformedBytes(expected: "a known kind of act")
    }
    let subject = try text(9)
    let facts = try all(10) { entry throws(MalformedBytes) in
      AdministrativeAct.Fact(
        try entry.text(1), from: entry.next == 2 ? try entry.text(2) : nil,
        to: entry.next == 3 ? try entry.text(3) : nil)
    }
    return RecordedAct(
      number: number, at: at, initiator: Initiator(person: person, via: via),
      act: AdministrativeAct(kind, subject, facts))
  }
}
