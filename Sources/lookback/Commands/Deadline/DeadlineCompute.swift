import ArgumentParser
import LookbackDates
import LookbackTime

struct DeadlineCompute: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compute", abstract: "Answer questions about dates, one JSON object a line, without the daemon.",
    discussion: """
      Reads standard input, prints one line for each line, in order; blank lines are skipped.

        {"id": 1, "calendar": "cn", "start": "2024-09-02", "span": "16 working days",
         "counting": {"start": "excluded|included|rolled",
                      "last": "as is|next working day|previous working day|day after the holiday"},
         "pauses": [["2024-09-13", "2024-09-20"]], "extensions": ["20 working days"]}
        {"id": 2, "op": "count", "calendar": "cn", "from": "2024-09-02", "to": "2024-09-30", "inclusive": true}

      The answers are {"id", "due", "explanation"}, {"id", "count"} or {"id", "error"}. An id may be any value and comes \
      back as it was written. A calendar may be given in place: {"weekend": ["sat", "sun"], "holidays": [DATE…], \
      "working": [DATE…]}, where the weekend may be left out. Where `counting` says nothing, the start day is excluded \
      and the last day stands as is. The second date of a pause is not included. An extension is counted from the last \
      day, after the pauses that begin by then. An error in one line stops nothing, and the exit code stays 0.
      All of it, with examples, is in docs/dates.md.
      """)
  @OptionGroup var calendars: Calendars
  @Flag(help: "Read and print one JSON object a line; there is no other form yet.") var jsonl = false

  func validate() throws {
    guard jsonl else { throw ValidationError(Strings(calendars.language).linesOnly) }
  }

  func run() throws {
    var desk = DateDesk(CalendarShelf(Array(try calendars.load().values)), language: calendars.language)
    var stream = LineStream()
    let isWhole = stream.run { line, bytes, output in
      desk.answer(line, of: bytes, to: &output)
    } refuse: { output in
      output += "{\"error\":\"a line has at most \(LineStream.longestLine) bytes\"}\n".utf8
    }
    guard isWhole else { throw ExitCode(1) }
  }
}
