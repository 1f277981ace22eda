import LookbackCore
package import LookbackDefinition
import Yams

/// Reads the YAML of notation 1: the 1.2 core schema without anchors, aliases, merge keys, tags and second documents.
package struct YAMLReader {
  package static let greatestDepth = 64
  package static let mostNodes = 20_000
  /// How many of what notation 1 does not allow are named before the rest is left for the next reading.
  static let mostDiagnostics = 200
  /// How many duplicated keys of one file are named before the rest is left for the next reading.
  static let mostDuplicates = 4
  /// Bytes that are parsed in all, since the text is parsed again for each duplicated key that is named.
  static let mostParsed = 3 << 16

  /// The tree of the text, or all that is wrong with it.
  package static func read(_ text: DefinitionText) throws(InvalidDefinition) -> SourceNode {
    var parse = DocumentParse(source: text.source)
    try parse.refuseDirectives()
    let node = try parse.document()
    var walk = DocumentWalk(source: text.source, masked: parse.masked)
    let tree = walk.tree(of: node)
    guard walk.diagnostics.isEmpty else { throw InvalidDefinition(walk.diagnostics.sorted()) }
    return tree
  }

  /// Reads bytes as they stand in a file.
  package static func read(bytes: [UInt8], file: String) throws(InvalidDefinition) -> SourceNode {
    try read(DefinitionText(bytes: bytes, file: file))
  }
}
