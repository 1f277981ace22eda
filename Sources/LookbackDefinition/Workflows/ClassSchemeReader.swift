package import LookbackCore

/// Reads a classification scheme: `classes: NAME`, `version`, and under `values` a title for each code.
package struct ClassSchemeReader {
  private var log: DiagnosticLog

  /// Returns the scheme, which is nil if there is an error, and everything that was found wrong.
  package static func read(_ root: SourceNode, file: String) -> (scheme: ClassScheme?, diagnostics: [Diagnostic]) {
    var reader = ClassSchemeReader(log: DiagnosticLog(file: file))
    let scheme = reader.scheme(root)
    let isSound = !reader.log.diagnostics.contains { $0.severity == .error }
    return (isSound ? scheme : nil, reader.log.diagnostics)
  }

  private mutating func scheme(_ root: SourceNode) -> ClassScheme? {
    let allowed = ["notation", "classes", "version", "title", "values"]
    guard let keys = log.keys(of: root, allowed: allowed, in: "a classification scheme") else { return nil }
    log.checkNotation(keys)
    _ = log.title(keys["title"], "a title")
    let name = log.required("classes", of: keys, in: "the file").flatMap { log.name($0, "a scheme's name") }
    let version = log.required("version", of: keys, in: "the file").flatMap {
      log.count($0, "a version", in: 1...Int(Int32.max))
    }
    let classes = log.pairs(log.required("values", of: keys, in: "the file"), "`values`").compactMap {
      value($0.key, $0.value)
    }
    guard let name, let version else { return nil }
    return ClassScheme(name: name, version: version, classes: classes)
  }

  private mutating func value(_ key: SourceNode, _ node: SourceNode) -> ClassScheme.Class? {
    guard let code = log.name(key, "a class's code") else { return nil }
    return ClassScheme.Class(code: code, title: log.title(node, "a class's title"))
  }
}

extension DiagnosticLog {
  /// Reports a file that does not say `notation: 1`, which is the only one that this program reads.
  package mutating func checkNotation(_ keys: KeyedValues) {
    guard let node = required("notation", of: keys, in: "the file") else { return }
    if node.int != 1 {
      error("unknown-notation", "notation \(node.kind) is unknown: this version reads 1", at: node.location)
    }
  }
}
