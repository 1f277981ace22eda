import ArgumentParser
import LookbackCEL
import LookbackJSON
import LookbackTime

struct GuardEval: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Evaluate guard expressions, without the daemon.",
    discussion: """
      One expression, with what its names stand for as JSON:
        lookback guard eval "size(data.main_units) > 0" --bind 'data={"main_units": ["civil-affairs"]}'

      With --jsonl, a line of standard input each, answered by a line each, in order; a bad line is answered by its \
      error and stops nothing:
        {"expr": "x + 1", "bindings": {"x": {"t": "int", "v": "1"}}}
        {"value": {"t": "int", "v": "2"}}

      Values are written {"t": "int", "v": "1"}, {"t": "double", "v": 1.5} (or "NaN", "Infinity", "-Infinity"), \
      {"t": "string", "v": ""}, {"t": "bool", "v": true}, {"t": "null"}, {"t": "list", "v": [VALUE…]}, \
      {"t": "map", "v": [[KEY, VALUE]…]}, {"t": "timestamp", "seconds": "0", "nanos": 0}, \
      {"t": "duration", "seconds": "0", "nanos": 0} and {"t": "date", "v": "2020-08-12"}. --bind takes plain JSON \
      too, whose whole numbers are ints.

      add_months and, with --calendar, working_days and add_working_days give what they give in a case; today, clock \
      and count are known only there.

      The language: docs/guards.md. Exit code 1 if the one expression has no value.
      """)

  @OptionGroup var connecting: ClientOptions
  @Argument(parsing: .allUnrecognized, help: "The expression; it may begin with a minus.") var words: [String] = []
  @Option(help: "A name and what it stands for, as name=JSON; may be given again.") var bind: [String] = []
  @Flag(help: "Answer lines of JSON from standard input.") var jsonl = false
  @Option(help: "The calendar that working_days and add_working_days count with.") var calendar: String?
  @Option(help: "The folder of definitions; else ./workflows, else /etc/lookback/workflows.") var workflows: String?

  private var expression: String? { words.count == 1 ? words[0] : nil }

  func validate() throws {
    let say = Strings(connecting.language)
    if let option = words.first(where: { $0.hasPrefix("--") && $0.dropFirst(2).first?.isLetter == true }) {
      throw ValidationError(say.unknownOption(option))
    }
    if jsonl && !words.isEmpty || !jsonl && words.count != 1 {
      throw ValidationError(say.oneExpression)
    }
    if jsonl && !bind.isEmpty { throw ValidationError(say.bindingsInLines) }
  }

  func run() throws {
    guard let expression else {
      guard GuardLines.answer() else { throw ExitCode(1) }
      return
    }
    let answer = GuardAnswer(expression, TrialEnvironment(values: try read(), calendar: try counting()))
    if connecting.json { Swift.print(answer.line) }
    switch answer {
    case .value(let value): if !connecting.json { print(value.description) }
    case .refused(let errors): try fail(errors.description + "\n" + errors.pointed(in: expression))
    case .failed(let message): try fail(message)
    }
  }

  private func counting() throws -> WorkCalendar? {
    guard let calendar else { return nil }
    let folder = workflows.map { ["--workflows", $0] } ?? []
    return try Calendars.parse(folder + ["--lang", connecting.language.rawValue]).calendar(calendar)
  }

  private func fail(_ message: String) throws {
    let words = Strings(connecting.language)
    if !connecting.json { ErrorReport.usage("\(words.error)\(words.colon)\(message)") }
    throw ExitCode(1)
  }

  private func read() throws -> [String: Value] {
    var values: [String: Value] = [:]
    for binding in bind {
      guard let sign = binding.firstIndex(of: "=") else { throw Misuse { $0.notBinding(binding) } }
      let text = String(binding[binding.index(after: sign)...])
      do {
        values[String(binding[..<sign])] = try ValueNotation.plain(JSONParser.parse(Array(text.utf8), texts: .all))
      } catch let error as MalformedJSON {
        throw Misuse { $0.notJSON(text, error.reason, error.offset) }
      } catch let error as ValueNotation.Malformed {
        throw Misuse { $0.notValue(text, error.message) }
      }
    }
    return values
  }
}
