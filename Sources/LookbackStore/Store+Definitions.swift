import LookbackAudit
import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A published version of a definition, with its text.
package struct DefinitionLine: Sendable {
  package enum Kind: String, Sendable { case workflow, calendar, classes }
  package var kind: Kind
  package var name: String
  package var version: Int
  package var digest: [UInt8]
  package var source: String
  package var published: Moment

  /// Whether the text still has the digest with which it was published.
  package var isSound: Bool { digest == Digest.sha256.hash(Array(source.utf8)) }

  /// Makes a definition that is about to be published. Its digest is the SHA-256 of its text.
  package init(kind: Kind, name: String, version: Int, source: String, published: Moment = Moment(microseconds: 0)) {
    self.kind = kind
    self.name = name
    self.version = version
    self.source = source
    self.published = published
    digest = Digest.sha256.hash(Array(source.utf8))
  }
}

/// The result for one definition that was to be published.
package enum Publication: String, Sendable {
  case published
  case unchanged
  /// The version is published with another text.
  case conflict
}

extension Store {
  /// Publishes all of them or, if a version of one is published with another text, none.
  /// - Returns: the results in the order of the definitions.
  package func publish(_ lines: [DefinitionLine]) async throws(StoreError) -> [Publication] {
    try await run { c in
      _ = try c.query(.begin)
      var results: [Publication] = []
      for line in lines { results.append(try c.publish(line)) }
      guard !results.contains(.conflict) else {
        _ = try c.query(.rollback)
        return results
      }
      // An unchanged definition may be on this server only. So the answer waits for a commit, as a publication does.
      _ = try c.pipeline([(Statements.writeNothing, []), (.commit, [])])
      return results
    }
  }

  /// Returns every published version, in the order of kind, name and version.
  package func definitions() async throws(StoreError) -> [DefinitionLine] {
    try await rows(Statements.listDefinitions, []) { row in
      guard let kind = DefinitionLine.Kind(rawValue: try row.text(0)) else {
        throw StoreError.unreadable("definition")
      }
      var line = DefinitionLine(
        kind: kind, name: try row.text(1), version: Int(try row.int4(2)), source: try row.text(4),
        published: Moment(microseconds: try row.timestamptz(5)))
      line.digest = try row.bytea(3)
      return line
    }
  }
}

extension Connection {
  fileprivate func publish(_ line: DefinitionLine) throws -> Publication {
    let key: Parameters = [
      "kind": .text(line.kind.rawValue), "name": .text(line.name), "version": .int4(Int32(clamping: line.version)),
    ]
    let text: Parameters = ["digest": .bytea(line.digest), "source": .text(line.source)]
    let written = try query(Statements.insertDefinition, key + text)
    if written.affected == 1 { return .published }
    let known = try query(Statements.findDefinition, key).first.map { try $0.bytea(0) }
    return known == line.digest ? .unchanged : .conflict
  }
}
