import Glibc

/// The program's own code in memory.
enum ProgramPages {
  /// Unmaps code that only the start needed: the kernel maps whole stretches of a file around each page that is used,
  /// and counts them as resident. What is used again comes back from the page cache; nothing is lost.
  static func giveBack() {
    guard let maps = fopen("/proc/self/maps", "re") else { return }
    defer { fclose(maps) }
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), maps) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard let range = codeRange(text), let start = UnsafeMutableRawPointer(bitPattern: range.lowerBound) else {
        continue
      }
      madvise(start, Int(range.count), MADV_DONTNEED)
    }
  }

  /// The addresses of a line such as `7f00-7f10 r-xp … /usr/bin/lookbackd`; nil for data: the loader has written into some of it.
  static func codeRange(_ line: String) -> Range<UInt>? {
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count >= 6, words[1] == "r-xp", words[5].hasPrefix("/") else { return nil }
    let bounds = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
    return bounds.count == 2 && bounds[0] < bounds[1] ? bounds[0]..<bounds[1] : nil
  }
}
