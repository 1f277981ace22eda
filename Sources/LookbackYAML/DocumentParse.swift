import LookbackCore
import LookbackDefinition
import LookbackTime
import Yams

/// Parses the text with Yams. Yams gives up at a duplicated key and does not say where the second one is; so the first
/// letter of the first one is masked with a private character, which keeps all places, and the text is parsed again.
struct DocumentParse {
  let source: SourceText
  /// The first letters that were masked, by place.
  private(set) var masked: [SourceLocation: Unicode.Scalar] = [:]

  init(source: SourceText) { self.source = source }

  /// `%YAML 1.1` and `%TAG` would change what the text means.
  func refuseDirectives() throws(InvalidDefinition) {
    let first = source.lines.firstIndex { line in
      line.first { $0 != " " && $0 != "\t" }.map { $0 != "#" } ?? false
    }
    guard let first, source.lines[first].first == "%" else { return }
    throw refusal(
      "directive", "directives are not allowed: remove the line", at: SourceLocation(line: first + 1, column: 1))
  }

  mutating func document() throws(InvalidDefinition) -> Node {
    var text = source.text
    while true {
      do {
        let parser = try Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8)
        guard let node = try parser.singleRoot() else { throw empty }
        return node
      } catch let error as InvalidDefinition {
        throw error
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        text = try masking(names, at: SourceLocation(line: context.mark.line, column: context.mark.column))
      } catch let error as YamlError {
        throw refusal(error)
      } catch {
        throw refusal("syntax", "the text cannot be parsed: \(error)", at: SourceLocation(line: 1, column: 1))
      }
    }
  }

  private mutating func masking(_ names: [String], at place: SourceLocation) throws(InvalidDefinition) -> String {
    var target = place
    if let quote = source.character(at: place), quote == "\"" || quote == "'" { target.column += 1 }
    let plain = source.character(at: target).map { !"{}[]:,?#\"'|>%@`".unicodeScalars.contains($0) } ?? false
    guard plain, masked[target] == nil, masked.count < YAMLReader.mostDuplicates,
      (masked.count + 2) * source.text.utf8.count <= YAMLReader.mostParsed
    else {
      throw refusal("duplicate-key", "`\(names.first ?? "")` stands in this mapping twice: keep one", at: place)
    }
    masked[target] = source.character(at: target)
    return maskedText
  }

  private var maskedText: String {
    var lines = source.lines
    for (index, location) in masked.keys.sorted().enumerated() {
      guard let mask = Unicode.Scalar(0xE000 + UInt32(index)) else { continue }
      lines[location.line - 1][location.column - 1] = mask
    }
    return String(String.UnicodeScalarView(lines.joined(separator: ["\n"])))
  }

  private var empty: InvalidDefinition {
    refusal("empty-file", "the file says nothing: write a definition", at: SourceLocation(line: 1, column: 1))
  }

  private func refusal(_ error: YamlError) -> InvalidDefinition {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let place = source.clamped(SourceLocation(line: mark.line, column: mark.column))
      if let (sign, at) = source.misleadingSign(before: place) {
        let sentence = Self.sentence(problem, context)
        var refusal = Diagnostic(code: Self.code(problem), "\(sign.advice) (\(sentence))", file: source.file, at: at)
        refusal.chinese = "\(sign.chineseAdvice)（\(sentence)）"
        return InvalidDefinition([refusal])
      }
      return refusal(Self.code(problem), Self.sentence(problem, context), at: place)
    case .reader(let problem, let offset, _, _):
      return refusal("control-character", problem, at: source.location(ofScalar: offset ?? 0))
    default:
      return refusal("syntax", "the text cannot be parsed", at: SourceLocation(line: 1, column: 1))
    }
  }

  private static func code(_ problem: String) -> String {
    switch problem {
    case "but found another document": "second-document"
    case "found undefined alias": "alias"
    case let text where text.contains("nesting level"): "too-deep"
    default: "syntax"
    }
  }

  private static func sentence(_ problem: String, _ context: YamlError.Context?) -> String {
    switch code(problem) {
    case "second-document": "a second document begins: put it into a file of its own"
    case "alias": "an alias to nothing: aliases are not allowed, write the value out"
    case "too-deep": "nested too deeply: at most \(YAMLReader.greatestDepth) levels"
    default: context.map { "\(problem), \($0.text) (line \($0.mark.line))" } ?? problem
    }
  }

  private func refusal(_ code: String, _ message: String, at place: SourceLocation) -> InvalidDefinition {
    InvalidDefinition([Diagnostic(code: code, message, file: source.file, at: place)])
  }
}
