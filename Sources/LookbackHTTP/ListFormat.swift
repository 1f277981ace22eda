import HTTPTypes
import Hummingbird
import HummingbirdCore
import LookbackJSON
import LookbackText

/// Writes a page of a list in the type of content that the reader asked for: JSON lines, or CSV for spreadsheets. The
/// place of the next page stands in the header `Link` then (RFC 8288).
struct ListFormat {
  let type: String
  /// The form of an item, whose keys are the columns.
  let item: JSONShape

  static let csv = "text/csv"

  /// Returns the page in this format.
  func written(_ page: Answer, _ request: Request) -> Answer {
    let items = page.json["items"]?.items ?? []
    let text = type == Self.csv ? table(items) : items.map { $0.description + "\n" }.joined()
    let charset = type == Self.csv ? "; charset=utf-8; header=present" : ""
    var answer = Answer(text: text, type: type + charset)
    answer.status = page.status
    for field in page.headers { answer.headers.append(field) }
    if let next = page.json["next"]?.text {
      answer.headers[.link] = "<\(address(of: request, after: next))>; rel=\"next\""
    }
    return answer
  }

  private func address(of request: Request, after place: String) -> String {
    let asked = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("after=") }
    return "\(request.uri.path)?" + (asked + ["after=\(place.percentEncoded)"]).joined(separator: "&")
  }

  func table(_ items: [JSON]) -> String {
    guard case .object(let keys) = item else { return "" }
    let rows = [keys.map(\.name)] + items.map { item in keys.map { cell(item[$0.name]) } }
    return rows.map { CSVWriter.line($0) + "\r\n" }.joined()
  }

  private func cell(_ value: JSON?) -> String {
    switch value {
    case nil, .null?: ""
    case .string(let text)?: text.harmless
    case .array(let items)? where items.allSatisfy(\.isScalar):
      items.map { $0.text ?? $0.description }.joined(separator: "; ").harmless
    case let value?: value.description.harmless(isText: value.items != nil || !value.keys.isEmpty)
    }
  }
}

extension Answer {
  /// Returns a good answer as the headers of the request want it: spared where the reader has it, or as a page in another
  /// type of content.
  func fitted(to request: Request, _ shape: RouteShape) throws -> Answer {
    let answer = shape.isTagged ? try tagged(request.headers) : self
    guard answer.status == shape.status, let item = shape.item else { return answer }
    let type = try AcceptedTypes.chosen(request.headers[.accept], among: shape.offered)
    return type == RouteShape.json ? answer : ListFormat(type: type, item: item).written(answer, request)
  }
}

extension JSON {
  fileprivate var isScalar: Bool {
    switch self {
    case .array, .object: false
    case .null, .bool, .int, .double, .string: true
    }
  }
}

extension String {
  /// The text without what a terminal would obey, and with an apostrophe before what a spreadsheet would compute.
  fileprivate var harmless: String {
    let shown = visible
    let signs: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]
    return shown.unicodeScalars.first.map(signs.contains) == true ? "'" + shown : shown
  }

  /// - Parameter isText: false for a number or a truth, which is no formula whatever it begins with.
  fileprivate func harmless(isText: Bool) -> String { isText ? harmless : self }

  /// The text as one value of a query.
  fileprivate var percentEncoded: String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    return utf8.map { plain.contains($0) ? String(UnicodeScalar($0)) : "%" + [$0].hexadecimal.uppercased() }.joined()
  }
}

extension HTTPField.Name {
  static let link = HTTPField.Name("Link").unsafelyUnwrapped
}

extension RouteShape {
  /// The form of an item, if the answer is a page of a list.
  var item: JSONShape? {
    guard case .object(let keys)? = answer, keys.first?.name == "items", keys.contains(where: { $0.name == "next" }),
      case .list(let item, _)? = keys.first?.shape
    else { return nil }
    return item
  }

  /// The types of content in which a good answer can be had, the usual one first.
  var offered: [String] { item == nil ? [answers] : [answers, Self.lines, ListFormat.csv] }
}
