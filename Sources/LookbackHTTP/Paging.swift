import LookbackJSON

/// Every list has this form: at most `limit` items, and in `next` the place after which the next page begins, or null.
extension Answer {
  /// - Parameter more: members beside the two that every page has.
  static func page(_ items: [JSON], next: String?, _ more: KeyValuePairs<String, JSON?> = [:]) -> Answer {
    Answer(JSON.members(["items": .array(items), "next": next.map { .string($0) } ?? .null]).adding(more))
  }
}

extension Call {
  /// Returns where the page before ended, in a list whose places are numbers; nil for the first page. Throws a problem
  /// if `after` is no such place.
  func numberAfter() throws -> Int64? {
    try query("after").map { text throws(Problem) in
      guard let number = Int64(text), String(number) == text, number >= 0 else { throw Problem.noPlace(text) }
      return number
    }
  }

  /// Returns a page of a list in the order of numbers, of which one line more was read than the page has.
  func page<Line>(_ lines: [Line], limit: Int, number: (Line) -> Int64, _ json: (Line) -> JSON) -> Answer {
    .page(lines.prefix(limit).map(json), next: lines.count > limit ? String(number(lines[limit - 1])) : nil)
  }

  /// Returns a page of a list that is read whole.
  /// - Parameter key: what the list is in the order of, and what names a place in it.
  func page<Line, Key: Comparable & LosslessStringConvertible>(
    of lines: [Line], by key: (Line) -> Key, _ json: (Line) -> JSON
  ) throws -> Answer {
    let after = try query("after").map { text throws(Problem) in
      guard let place = Key(text) else { throw Problem.noPlace(text) }
      return place
    }
    let limit = count("limit", default: 1_000)
    let rest = lines.sorted { key($0) < key($1) }.filter { line in after.map { $0 < key(line) } ?? true }
    let page = rest.prefix(limit)
    return .page(page.map(json), next: rest.count > limit ? page.last.map { key($0).description } : nil)
  }
}
