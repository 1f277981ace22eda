import LookbackJSON

/// Parts of what the daemon is sent.
extension JSON {
  /// Returns an object of these fields, in the order of their names.
  static func fields(
    _ texts: [String: String], _ value: (_ name: String, _ text: String) -> JSON = { .string($1) }
  ) -> JSON {
    .object(texts.sorted { $0.key < $1.key }.map { Member(name: $0.key, value: value($0.key, $0.value)) })
  }

  /// Returns the names and the texts of these files, to be published.
  static func files(_ paths: [String]) throws -> JSON {
    let files = try paths.map { path in
      JSON.members(["name": .string(path), "source": .string(try TextFile.read(path))])
    }
    return .members(["files": .array(files)])
  }
}
