import Glibc

/// A file in memory that outlives the process: what was tried last.
struct Notebook {
  private static let size = 1 << 20
  private let page: UnsafeMutableRawBufferPointer

  init?(path: String) {
    let file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0, ftruncate(file, Self.size) == 0,
      let memory = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), memory != MAP_FAILED
    else { return nil }
    page = UnsafeMutableRawBufferPointer(start: memory, count: Self.size)
  }

  func write(_ name: String, _ input: [UInt8]) {
    let text = (Array("\(name) \(input.count)\n".utf8) + input).prefix(Self.size)
    page.copyBytes(from: text)
  }
}
