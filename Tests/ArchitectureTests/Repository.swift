import Foundation

/// The files of the repository that this test was compiled in.
enum Repository {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Paths of all files but those of version control and builds.
  static func paths() -> [String] {
    guard let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey]) else {
      return []
    }
    var found: [String] = []
    for case let url as URL in walk {
      let path = String(url.path.dropFirst(root.path.count).drop { $0 == "/" })
      if isForeign(path) {
        walk.skipDescendants()
      } else if (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true {
        found.append(path)
      }
    }
    return found.sorted()
  }

  /// Files whose path begins and ends so, read as UTF-8.
  static func files(under folder: String = "", ending: String) throws -> [SourceFile] {
    try paths().filter { $0.hasPrefix(folder) && $0.hasSuffix(ending) }.map { path in
      SourceFile(path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
    }
  }

  static func swiftFiles() throws -> [SourceFile] {
    try ["Sources/", "Tests/", "Benchmarks/"].flatMap { try files(under: $0, ending: ".swift") }
  }

  /// Every file that is text.
  static func texts() -> [SourceFile] {
    paths().compactMap { path in
      (try? String(contentsOf: root.appending(path: path), encoding: .utf8)).map { SourceFile(path: path, text: $0) }
    }
  }

  private static func isForeign(_ path: String) -> Bool {
    let first = path.split(separator: "/").first.map(String.init) ?? path
    return first == ".git" || first.hasPrefix(".build") || first == ".swiftpm" || path.contains("/__pycache__")
  }
}
