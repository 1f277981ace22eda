import Glibc

/// The files of a folder of definitions: `*.yaml` in it, in `calendars/` and in `classes/`.
struct DefinitionFolder {
  private let path: String

  init(_ path: String) { self.path = path.hasSuffix("/") ? String(path.dropLast()) : path }

  func files() throws(LibraryLoader.UnreadableFolder) -> [DefinitionFile] {
    var files: [DefinitionFile] = []
    for folder in [path, "\(path)/calendars", "\(path)/classes"] {
      guard let names = names(in: folder) else {
        if folder == path { throw LibraryLoader.UnreadableFolder(path: path, reason: String(cString: strerror(errno))) }
        continue
      }
      for name in names {
        files.append(DefinitionFile(name: "\(folder)/\(name)", bytes: try bytes("\(folder)/\(name)")))
      }
    }
    return files
  }

  /// Returns the first of the folder, its subfolders and its files that somebody else can change: every user, or a group
  /// that is not the one of this program; nil if there is none.
  func writableByOthers() -> String? {
    let folders = [path, "\(path)/calendars", "\(path)/classes"]
    let files = folders.flatMap { folder in (names(in: folder) ?? []).map { "\(folder)/\($0)" } }
    return (folders + files).first { place in
      var facts = stat()
      guard stat(place, &facts) == 0 else { return false }
      return facts.st_mode & S_IWOTH != 0 || facts.st_mode & S_IWGRP != 0 && facts.st_gid != getegid()
    }
  }

  /// Only the files that stand in the folder itself.
  func ownFiles() throws(LibraryLoader.UnreadableFolder) -> [DefinitionFile] {
    guard let names = names(in: path) else {
      throw LibraryLoader.UnreadableFolder(path: path, reason: String(cString: strerror(errno)))
    }
    var files: [DefinitionFile] = []
    for name in names {
      files.append(DefinitionFile(name: "\(path)/\(name)", bytes: try bytes("\(path)/\(name)")))
    }
    return files
  }

  private func names(in folder: String) -> [String]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasSuffix(".yaml"), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// One byte more than is allowed is enough to see that a file is too large.
  private func bytes(_ path: String) throws(LibraryLoader.UnreadableFolder) -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw LibraryLoader.UnreadableFolder(path: path, reason: String(cString: strerror(errno)))
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: DefinitionText.largestSize + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    guard ferror(file) == 0 else {
      throw LibraryLoader.UnreadableFolder(path: path, reason: String(cString: strerror(errno)))
    }
    return Array(bytes[..<count])
  }
}
