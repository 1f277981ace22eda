import HTTPTypes
import LookbackJSON
import Testing

@testable import LookbackHTTP

/// An answer beside what the route table declares of it. Every answer of every test of the router passes here, so that
/// the document and the reference page, which are made from the table, are true.
struct DeclaredAnswer {
  private let shape: RouteShape
  private let reply: Reply

  /// nil for an answer that is no route's, such as that to an unknown address.
  init?(_ method: HTTPRequest.Method, _ path: String, _ reply: Reply) {
    let parts = path.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    guard parts.first == "v1", !parts.contains("") else { return nil }
    let found = RouteShape.all.filter { shape in
      let own = shape.path.split(separator: "/")
      return shape.method.rawValue == "\(method)" && own.count == parts.count - 1
        && zip(own, parts.dropFirst()).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
    }
    guard let shape = found.first(where: { !$0.path.contains(":") }) ?? found.first else { return nil }
    (self.shape, self.reply) = (shape, reply)
  }

  func expect(sender: RoutedOffice.Sender) {
    guard reply.status < 400 else { return expectProblem(reply.json, "\(shape.name): \(reply)") }
    // Tests of compression compare what they unpack with the answer that is not compressed.
    guard reply.status != 304, reply.headers[.contentEncoding] == nil else { return }
    if shape.isLong, reply.status == 202 {
      return #expect(OfficeAnswers.operation.mismatches(of: reply.json).isEmpty, "\(shape.name): \(reply)")
    }
    #expect(reply.status == shape.status, "\(shape.name): \(reply)")
    guard let answer = shape.answer, reply.headers[.contentType]?.hasPrefix("text/csv") != true else { return }
    if let item = shape.item, reply.headers[.contentType] == "application/x-ndjson" {
      for line in reply.lines { #expect(item.mismatches(of: line).isEmpty, "\(shape.name): \(line)") }
      return
    }
    for value in shape.answers == "application/x-ndjson" ? reply.lines : [reply.json] {
      let wrong = answer.mismatches(of: value)
      let place = wrong.first.map { "\($0.pointer) \($0.reason)" } ?? ""
      #expect(wrong.isEmpty, "\(shape.name) answers what is not declared, at \(place): \(reply)")
      for days in Self.days(in: value, answer) { #expect(days.isWritten, "\(shape.name): \(days.text)") }
    }
  }

  private func expectProblem(_ problem: JSON, _ words: String) {
    let code = problem["code"]?.text ?? ""
    #expect(shape.codes.contains(code), "a code that the table does not declare: \(words)")
    #expect(ProblemKind.kind(code)?.status == reply.status, "another status than that of the catalogue: \(words)")
    let wrong = ProblemAnswers.problem.mismatches(of: problem)
    #expect(wrong.isEmpty, "a problem of another form, at \(wrong.map(\.pointer)): \(words)")
  }

  /// A day or a moment that an answer has, as its form declares.
  private struct Written {
    let text: String
    let isMoment: Bool

    var isWritten: Bool {
      isMoment
        ? text.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/#) != nil
        : text.wholeMatch(of: #/\d{4}-\d\d-\d\d/#) != nil
    }
  }

  private static func days(in value: JSON, _ shape: JSONShape) -> [Written] {
    switch (shape, value) {
    case (.day, .string(let text)): [Written(text: text, isMoment: false)]
    case (.moment, .string(let text)): [Written(text: text, isMoment: true)]
    case (.list(let element, _), .array(let items)): items.flatMap { days(in: $0, element) }
    case (.either(let first, let second), _):
      first.mismatches(of: value).isEmpty ? days(in: value, first) : days(in: value, second)
    case (.object(let keys), .object(let members)):
      members.flatMap { member in keys.first { $0.name == member.name }.map { days(in: member.value, $0.shape) } ?? [] }
    default: []
    }
  }
}
