import LookbackCore
import LookbackDates
import LookbackDefinition
import LookbackJSON
import LookbackTime
import LookbackYAML

/// One reader, what it is fed, and what it promises.
struct Target {
  let name: String
  let corpus: [[UInt8]]
  let tokens: [[UInt8]]
  /// What promise was broken; nil if none was. Refusing an input is no broken promise.
  let check: ([UInt8]) -> String?
}

enum Targets {
  static func all(calendars: [[UInt8]]) -> [Target] {
    [
      Target(name: "span", corpus: Corpus.spans, tokens: Corpus.words, check: span),
      Target(name: "expression", corpus: Corpus.expressions, tokens: Corpus.words, check: expression),
      Target(name: "date", corpus: Corpus.dates, tokens: Corpus.words, check: date),
      Target(name: "question", corpus: Corpus.questions, tokens: Corpus.signs + Corpus.words, check: question),
      Target(name: "calendar", corpus: calendars, tokens: Corpus.layout, check: calendar),
    ]
  }

  private static func span(_ bytes: [UInt8]) -> String? {
    guard let span = try? Span(parsing: String(decoding: bytes, as: UTF8.self)) else { return nil }
    for language in Language.allCases where (try? Span(parsing: span.text(in: language))) != span {
      return "\(span) does not read back"
    }
    return nil
  }

  private static func expression(_ bytes: [UInt8]) -> String? {
    guard let one = try? TimeExpression(parsing: String(decoding: bytes, as: UTF8.self)) else { return nil }
    for language in Language.allCases where (try? TimeExpression(parsing: one.text(in: language))) != one {
      return "\(one.text(in: language)) does not read back"
    }
    return nil
  }

  private static func date(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    if let date = try? CivilDate(parsing: text), date.description != text { return "\(date) does not read back" }
    if let moment = try? Moment(parsing: text), (try? Moment(parsing: moment.description)) != moment {
      return "\(moment) does not read back"
    }
    _ = try? TimeOfDay(parsing: text)
    return nil
  }

  private static func question(_ bytes: [UInt8]) -> String? {
    let line = bytes.filter { $0 != UInt8(ascii: "\n") }
    var desk = DateDesk(CalendarShelf([]), language: .chinese)
    var output: [UInt8] = []
    desk.answer(line.indices, of: line, to: &output)
    guard !output.isEmpty else { return nil }
    guard output.last == UInt8(ascii: "\n"), (try? JSONParser.parse(output)) != nil else {
      return "the answer is no JSON: \(String(decoding: output, as: UTF8.self))"
    }
    return nil
  }

  private static func calendar(_ bytes: [UInt8]) -> String? {
    let loaded = LibraryLoader().load([DefinitionFile(name: "calendars/fuzz.yaml", bytes: bytes)])
    for one in loaded.diagnostics { _ = one.rendered(source: loaded.sources[one.file]) }
    for calendar in loaded.library.calendars.values {
      let year = calendar.publishedYears.last ?? 2024
      guard let lines = try? calendar.picture(of: year, in: .chinese), lines.count > 30 else {
        return "the year \(year) cannot be drawn"
      }
      guard let start = try? CivilDate(year: year, month: 6, day: 30),
        let due = try? calendar.due(Span(20, .workingDays), from: start, counting: .civilCode)
      else { continue }
      if calendar.workingDays(from: start, to: due) != 20 { return "20 working days from \(start) are not 20" }
    }
    return nil
  }
}
