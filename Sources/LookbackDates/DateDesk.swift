import LookbackJSON
package import LookbackTime

/// Answers questions about dates, one JSON object a line; `docs/dates.md` has the keys and what they mean.
///
/// A bad line gets an answer with an error and changes nothing for the others.
package struct DateDesk: Sendable {
  /// How days are counted where a question does not say: the start day is not counted, the last day stands.
  package static let defaultCounting = Counting.announced

  private var shelf: CalendarShelf
  private let language: Language

  package init(_ shelf: CalendarShelf, language: Language) {
    self.shelf = shelf
    self.language = language
  }

  /// Adds the answer to one line, with a line break, to `output`; a blank line has no answer.
  package mutating func answer(_ line: Range<Int>, of bytes: [UInt8], to output: inout [UInt8]) {
    guard bytes[line].contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return }
    var members: [JSONParser.PlacedMember] = []
    var writer = AnswerWriter(output: output)
    output = []
    do throws(MalformedJSON) {
      members = try JSONParser.members(bytes, in: line)
      let id = members.first { $0.name == "id" }?.place
      writer.begin(id.map { bytes[$0] })
      answer(QuestionReader(members, of: bytes), to: &writer)
    } catch {
      writer.begin(nil)
      writer.add("error", "not a JSON object: \(error.reason), at byte \(error.offset + 1) of the line")
    }
    writer.end()
    output = writer.output
  }

  private mutating func answer(_ reader: QuestionReader, to writer: inout AnswerWriter) {
    do throws(BadQuestion) {
      switch try reader.question(&shelf) {
      case .deadline(let facts, let rule, let calendar): writer.add(try Self.replay(facts, rule, calendar), language)
      case .count(let from, let to, let included, let calendar):
        writer.add("count", calendar.workingDays(from: from, to: to, included: included))
      }
    } catch {
      writer.add("error", error.description)
    }
  }

  private static func replay(
    _ facts: ClockFacts, _ rule: ClockRule, _ calendar: WorkCalendar
  ) throws(BadQuestion) -> Deadline {
    do throws(DateError) { return try Deadline.replay(facts, rule, calendar) } catch { throw BadQuestion("\(error)") }
  }
}
