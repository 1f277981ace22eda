import LookbackJSON

/// Keys of requests.
extension JSONKey {
  /// A key with a name of 1 to 200 characters, which is needed.
  static func name(_ name: String) -> JSONKey { JSONKey(name, .text(1...200), isNeeded: true) }

  /// A key with a name that may be left out.
  static func optionalName(_ name: String) -> JSONKey { JSONKey(name, .text(1...200)) }

  static func text(_ name: String) -> JSONKey { JSONKey(name, .text(1...1_000)) }

  static func truth(_ name: String) -> JSONKey { JSONKey(name, .truth) }

  /// A key with a day as a text. Whether there is such a day is checked when it is read.
  static func day(_ name: String, isNeeded: Bool = false) -> JSONKey { JSONKey(name, .day, isNeeded: isNeeded) }

  static func number(_ name: String) -> JSONKey { JSONKey(name, .whole(0...Int64.max)) }

  static func limit(_ most: Int) -> JSONKey { JSONKey("limit", .whole(1...Int64(most))) }

  static let data = JSONKey("data", .data)

  /// The key with definition files, which are read together.
  static let files = JSONKey(
    "files",
    .list(
      .object([.name("name"), JSONKey("source", .text(0...API.bodyLimit), isNeeded: true)]), count: 1...500),
    isNeeded: true)
}

/// Keys of answers.
extension JSONKey {
  static func always(_ name: String, _ shape: JSONShape = .words) -> JSONKey {
    JSONKey(name, shape, isNeeded: true)
  }

  /// A key that is left out where there is nothing to say.
  static func maybe(_ name: String, _ shape: JSONShape = .words) -> JSONKey { JSONKey(name, shape) }
}

extension JSONShape {
  /// A text of any length.
  static let words = text(0...Int.max)
  static let count = whole(0...Int64.max)
  static let texts = list(of: .words)

  static func list(of shape: JSONShape) -> JSONShape { .list(shape, count: 0...Int.max) }

  /// The form of a body with one entry or a list of entries.
  static func entries(_ keys: [JSONKey]) -> JSONShape {
    .either(.object(keys), .list(.object(keys), count: 0...100_000))
  }

  /// One page of a list. `next` is the `after` of the next page, and null on the last one.
  /// - Parameter more: keys beside the two that every page has.
  static func page(of shape: JSONShape, _ more: [JSONKey] = []) -> JSONShape {
    .object([.always("items", .list(of: shape)), .always("next", .either(.words, .null))] + more)
  }
}
