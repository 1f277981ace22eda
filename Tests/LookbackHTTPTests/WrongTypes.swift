import LookbackHTTP
import LookbackJSON

/// Requests with one thing wrong, made from what an address declares: a value of a wrong type under every key at every
/// level, a key nobody knows in every object, a needed key left out.
struct WrongTypes {
  let shape: RouteShape

  /// The wrong bodies, each with the place that is wrong.
  var bodies: [(place: String, body: JSON)] {
    guard let body = shape.body else {
      return [("/dry_run", .members(["dry_run": .bool(true)])), ("", .array([])), ("", .string("x"))]
    }
    return Self.wrong(body, at: "").map { ($0.place, $0.value) }
  }

  /// The wrong queries.
  var queries: [String] {
    let known = shape.query.flatMap { key in
      Self.wrongTexts(key.shape).map { "\(key.name)=\($0)" } + ["\(key.name)=1&\(key.name)=1"]
    }
    return known + ["nobody-knows=1", "nobody-knows"] + shape.query.map { "\($0.name)s=1" }
  }

  private static func wrongTexts(_ shape: JSONShape) -> [String] {
    switch shape {
    case .truth: ["", "1", "0", "yes", "True", "TRUE", "true%20", "null"]
    case .whole(let range):
      ["", "abc", "1.0", "%2B1", "01", "1e1", "-1", "true", "99999999999999999999"]
        + (range.upperBound < .max ? ["\(range.upperBound + 1)"] : [])
    default: [""]
    }
  }

  private static let kinds: [JSON] = [
    .null, .bool(true), .bool(false), .int(1), .int(-1), .double(1.0), .double(0.5), .string("true"), .string("1"),
    .string("yes"), .array([]), .array([.int(1)]), .array([.string("x")]), .object([]),
    .members(["nobody knows": .int(1)]),
  ]

  /// Every value that does not have the form, with the place in it that is wrong.
  private static func wrong(_ shape: JSONShape, at place: String) -> [(place: String, value: JSON)] {
    let ofOtherKind = kinds.filter { !isOfKind($0, shape) }.map { (place: place, value: $0) }
    return ofOtherKind + within(shape, at: place)
  }

  private static func within(_ shape: JSONShape, at place: String) -> [(place: String, value: JSON)] {
    switch shape {
    case .truth, .null, .any, .choice, .named: return []
    case .day, .moment: return within(.text(JSONShape.ofDay), at: place)
    case .whole(let range):
      return range.upperBound == .max ? [(place, .int(-1))] : [(place, .int(range.upperBound + 1)), (place, .int(-1))]
    case .text(let range):
      return (range.lowerBound > 0 ? [(place, .string(""))] : [])
        + (range.upperBound < 10_000 ? [(place, .string(String(repeating: "x", count: range.upperBound + 1)))] : [])
    case .either(let first, let second): return within(first, at: place) + within(second, at: place)
    case .list(let element, _):
      return wrong(element, at: place + "/0").map { ($0.place, .array([$0.value])) }
    case .data: return [(place + "/x", .members(["x": .members(["y": .int(1)])]))]
    case .object(let keys): return members(keys, at: place)
    }
  }

  private static func members(_ keys: [JSONKey], at place: String) -> [(place: String, value: JSON)] {
    let good = keys.map { JSON.Member(name: $0.name, value: sample($0.shape)) }
    let stranger = JSON.Member(name: "nobody-knows", value: .bool(true))
    var all: [(place: String, value: JSON)] = [(place + "/nobody-knows", .object(good + [stranger]))]
    for (index, key) in keys.enumerated() {
      all += wrong(key.shape, at: "\(place)/\(key.name)").map { found in
        var members = good
        members[index] = JSON.Member(name: key.name, value: found.value)
        return (found.place, .object(members))
      }
      guard key.isNeeded else { continue }
      var members = good
      members.remove(at: index)
      all.append(("\(place)/\(key.name)", .object(members)))
    }
    return all
  }

  private static func sample(_ shape: JSONShape) -> JSON {
    switch shape {
    case .truth: .bool(false)
    case .whole(let range): .int(max(range.lowerBound, 1))
    case .text, .day, .moment, .any: .string("2020-01-01")
    case .choice(let texts): .string(texts[0])
    case .null: .null
    case .either(let first, _): sample(first)
    case .list(let element, _): .array([sample(element)])
    case .object(let keys): .object(keys.map { JSON.Member(name: $0.name, value: sample($0.shape)) })
    case .data, .named: .object([])
    }
  }

  private static func isOfKind(_ value: JSON, _ shape: JSONShape) -> Bool {
    switch (shape, value) {
    case (.truth, .bool), (.whole, .int), (.text, .string), (.day, .string), (.moment, .string), (.choice, .string),
      (.null, .null), (.list, .array), (.object, .object), (.named, .object), (.data, .object), (.any, _):
      true
    case (.either(let first, let second), _): isOfKind(value, first) || isOfKind(value, second)
    default: false
    }
  }
}
