import LookbackCore
package import LookbackDefinition

/// A definition file that has been read as YAML and not yet as a definition, so that nobody need read it again.
package struct ParsedFile: Sendable {
  package let name: String
  package let source: SourceText
  package let root: SourceNode

  /// A tree that was changed after reading; places in it are those of the text.
  package init(_ other: ParsedFile, root: SourceNode) {
    name = other.name
    source = other.source
    self.root = root
  }

  /// - Throws: what is wrong with the bytes or with the YAML.
  package init(_ file: DefinitionFile) throws(InvalidDefinition) {
    let text = try DefinitionText(bytes: file.bytes, file: file.name)
    name = file.name
    source = text.source
    root = try YAMLReader.read(text)
  }
}
