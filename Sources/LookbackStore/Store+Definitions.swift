import LookbackAudit
package import LookbackCore
import LookbackPostgres
import LookbackText
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
  package func publish(_ lines: [DefinitionLine], by initiator: Initiator) async throws(StoreError) -> [Publication] {
    try await administer(by: initiator) { c, acts in
      let known = try c.pipeline(lines.map { (Statements.findDefinition, $0.key) })
      let results = try zip(lines, known).map { line, rows in
        try rows.first.map { try $0.bytea(0) == line.digest ? Publication.unchanged : .conflict } ?? .published
      }
      guard !results.contains(.conflict) else { return results }
      let new = zip(lines, results).filter { $0.1 == .published }.map(\.0)
      _ = try c.pipeline(new.map { (Statements.insertDefinition, $0.columns) })
      acts = new.map { line in
        AdministrativeAct(
          .definitionPublished, "\(line.kind.rawValue) \(line.name) \(line.version)",
          [.init("digest", to: line.digest.hexadecimal)])
      }
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

extension DefinitionLine {
  fileprivate var key: Parameters {
    ["kind": .text(kind.rawValue), "name": .text(name), "version": .int4(Int32(clamping: version))]
  }

  fileprivate var columns: Parameters { key + ["digest": .bytea(digest), "source": .text(source)] }
}
