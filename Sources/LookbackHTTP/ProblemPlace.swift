import LookbackJSON
import LookbackTime

/// A place of a request that is wrong, as a problem lists it under `errors`.
struct ProblemPlace: Sendable {
  enum Place: Sendable {
    /// A place in the body, as RFC 6901 writes it.
    case pointer(String)
    /// A parameter of the address.
    case parameter(String)
  }

  let place: Place
  /// The code of what is wrong there: one of the catalogue, or for a definition one that the checker explains.
  let code: String
  private var detail: String
  private var chinese: String?
  /// The lines that are wrong, with a sign under each place.
  private let excerpt: String?
  /// Where in a file that the body has as a text it is, and the like.
  private let more: [JSON.Member]

  /// Makes a place whose detail is in the language of the reader.
  init(_ place: Place, code: String, _ detail: String, excerpt: String? = nil, more: [JSON.Member] = []) {
    self.place = place
    self.code = code
    self.detail = detail
    self.excerpt = excerpt
    self.more = more
  }

  /// Makes a place of the body whose detail is a pair, English first.
  init(_ pointer: String, code: String, _ detail: (String, String), excerpt: String? = nil) {
    self.init(.pointer(pointer), code: code, detail.0, excerpt: excerpt)
    chinese = detail.1
  }

  /// Returns the place in this language.
  func said(in language: Language) -> ProblemPlace {
    guard language == .chinese, let chinese else { return self }
    var said = self
    said.detail = chinese
    return said
  }

  var json: JSON {
    let named =
      switch place {
      case .pointer(let pointer): JSON.Member.text("pointer", pointer)
      case .parameter(let name): JSON.Member.text("parameter", name)
      }
    return .object(
      [named, .text("code", code), .text("detail", detail)] + (excerpt.map { [.text("excerpt", $0)] } ?? []) + more)
  }
}
