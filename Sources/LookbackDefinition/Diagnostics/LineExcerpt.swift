/// The part of a line that a finding shows: the whole line, or what stands around the place in a very long one.
struct LineExcerpt {
  private static let longest = 240
  private static let ahead = 120

  let text: [Unicode.Scalar]
  /// The part of `text` before the place.
  let before: ArraySlice<Unicode.Scalar>

  init(_ line: [Unicode.Scalar], around column: Int) {
    let place = min(max(0, column - 1), line.count)
    guard line.count > Self.longest else {
      text = line
      before = line.prefix(place)
      return
    }
    let start = max(0, min(place - Self.ahead, line.count - Self.longest))
    let end = min(line.count, start + Self.longest)
    text = (start > 0 ? ["…"] : []) + line[start..<end] + (end < line.count ? ["…"] : [])
    before = text.prefix(place - start + (start > 0 ? 1 : 0))
  }
}
