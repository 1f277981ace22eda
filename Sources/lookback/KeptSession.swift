import Foundation
import Glibc

/// The token of the session that `lookback login` began, in a file that only its owner reads. There is one for each
/// address of a daemon.
struct KeptSession {
  let url: String
  private let environment: [String: String]

  init(url: String, environment: [String: String]) {
    self.url = url
    self.environment = environment
  }

  /// The file: `$XDG_STATE_HOME/lookback/sessions`, a line with address and token for each session.
  private var file: URL? {
    let state = environment["XDG_STATE_HOME"] ?? environment["HOME"].map { "\($0)/.local/state" }
    return state.map { URL(filePath: "\($0)/lookback/sessions") }
  }

  /// The token; nil if there is none, or if others may read the file.
  var token: String? {
    guard let file else { return nil }
    var facts = stat()
    guard stat(file.path, &facts) == 0, facts.st_mode & 0o077 == 0, facts.st_uid == geteuid() else { return nil }
    return lines.first { $0.first == url }?.last
  }

  private var lines: [[String]] {
    guard let file, let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }.filter { $0.count == 2 }
  }

  /// Keeps a token in the place of an earlier one; nil forgets that.
  /// - Throws: if the file cannot be written.
  func keep(_ token: String?) throws {
    guard let file else { throw CocoaError(.fileNoSuchFile) }
    let kept = lines.filter { $0.first != url } + (token.map { [[url, $0]] } ?? [])
    let folder = file.deletingLastPathComponent()
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let text = kept.map { $0.joined(separator: " ") + "\n" }.joined()
    // A new file takes the place of the old one: nobody ever reads a half, or one with the rights of another.
    let draft = folder.appending(path: "sessions.\(getpid())")
    guard
      FileManager.default.createFile(
        atPath: draft.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown) }
    guard rename(draft.path, file.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}
