import ArgumentParser
import LookbackCEL
import LookbackCore
import LookbackTime
import LookbackTools

/// A conversation about simulated cases, in which each line does or shows something.
struct SimulationSession {
  private(set) var simulation: Simulation
  private var past: [Simulation] = []
  private let workflow: Workflow
  let language: Language
  private(set) var actor: String
  private var target: CaseID?
  private var shown = 0
  /// Whether only the end is printed, as JSON.
  private let isSilent: Bool

  /// Begins a conversation without a case.
  /// - Parameter staff: the people who exist; nil if everybody who is named does.
  init(
    _ file: WorkflowFile, from start: CivilDate, _ language: Language, staff: Staff? = nil, isSilent: Bool = false
  ) throws {
    self.isSilent = isSilent
    workflow = file.workflow
    self.language = language
    actor = "visitor"
    guard let zone = file.library.zones[workflow.timezone] else {
      throw Misuse { [workflow] in $0.unknownZone(workflow.timezone) }
    }
    let morning = zone.moment(date: start, secondsOfDay: Simulation.morning)
    simulation = Simulation(file.library, at: morning)
    if let staff { simulation.staff = staff }
  }

  var words: Strings { Strings(language) }

  /// The case about which the next lines are; nil if none is open.
  var presentCase: Case? { target.flatMap { simulation[$0] } }

  /// The text before the next line to be typed.
  var prompt: String { "\(simulation.today) \(actor)> " }

  /// Follows a line. Returns false when the conversation is over.
  mutating func take(_ line: String) -> Bool {
    let words = CommandWords.split(line)
    guard let first = words.first, !first.hasPrefix("#") else { return true }
    if ["quit", "exit"].contains(first), words.count == 1 { return false }
    let before = simulation
    do {
      try act(first, Array(words.dropFirst()), words)
      if simulation.timeline.count != before.timeline.count || simulation.moment != before.moment {
        past.append(before)
      }
    } catch {
      simulation.moment = max(simulation.moment, before.moment)
      ErrorReport.usage("\(self.words.error)\(self.words.colon)\(sentence(error))")
    }
    printNews()
    return true
  }

  private mutating func act(_ verb: String, _ rest: [String], _ words: [String]) throws {
    let isQuestion = ["help", "show", "can", "timers"].contains(verb)
    if isQuestion, isSilent { return }
    switch verb {
    case "help": print(self.words.simulationHelp)
    case "as": try speak(rest)
    case "case": try choose(rest)
    case "open": try open(rest)
    case "wait", "after": try wait(rest)
    case "until": try waitUntil(rest)
    case "show": show()
    case "can": can()
    case "timers": printTimers(limit: 20)
    case "undo": try undo()
    default: try fire(words)
    }
  }

  /// Chooses who acts: `as clerk@congress-office`, `as xue`, or `as wang=drafter@transport,checker@transport`.
  private mutating func speak(_ rest: [String]) throws {
    guard rest.count == 1 else { throw ScriptError(words.say("as POST@UNIT")) }
    guard let sign = rest[0].firstIndex(of: "=") else {
      actor = rest[0]
      return
    }
    let name = String(rest[0][..<sign])
    let posts = rest[0][sign...].dropFirst().split(separator: ",").compactMap { Post(String($0)) }
    guard !name.isEmpty, !posts.isEmpty else { throw ScriptError(words.say("as NAME=POST@UNIT,POST@UNIT")) }
    simulation.staff.persons[name] = Set(posts)
    actor = name
  }

  private mutating func choose(_ rest: [String]) throws {
    guard let id = rest.first.flatMap({ Int64($0) }).map({ CaseID($0) }), simulation[id] != nil else {
      throw Rejection.unknownCase
    }
    target = id
  }

  /// Opens a case: `[WORKFLOW] key=value… [--on DATE]`.
  private mutating func open(_ words: [String]) throws {
    let (rest, options) = Self.options(["--on"], in: words)
    let inputs = try Inputs(rest)
    target = try simulation.open(
      inputs.name.isEmpty ? workflow.reference.name : inputs.name, inputs.values, by: try speaker,
      dated: try options["--on"].map { try CivilDate(parsing: $0) })
  }

  /// Returns the words without the options of these names, and the values of these options.
  private static func options(_ names: [String], in words: [String]) -> (rest: [String], options: [String: String]) {
    var rest: [String] = []
    var options: [String: String] = [:]
    var index = 0
    while index < words.count {
      if names.contains(words[index]), index + 1 < words.count {
        options[words[index]] = words[index + 1]
        index += 2
      } else {
        rest.append(words[index])
        index += 1
      }
    }
    return (rest, options)
  }

  private mutating func wait(_ rest: [String]) throws {
    try simulation.wait(for: try Span(parsing: rest.joined(separator: " ")))
  }

  private mutating func waitUntil(_ rest: [String]) throws {
    try simulation.wait(until: try CivilDate(parsing: rest.joined(separator: " ")))
  }

  private mutating func undo() throws {
    guard let last = past.popLast() else { throw ScriptError(words.nothingToUndo) }
    simulation = last
    shown = min(shown, simulation.timeline.count)
    if let id = target, simulation[id] == nil { target = simulation.first?.id }
    if !isSilent { print(words.undone) }
  }

  /// Fires an event: `EVENT key=value… [--track NAME] [--on DATE]`.
  private mutating func fire(_ words: [String]) throws {
    guard let id = target, let current = simulation[id] else { throw ScriptError(self.words.openFirst) }
    let (rest, options) = Self.options(["--track", "--on"], in: words)
    let inputs = try Inputs(rest)
    let track = try options["--track"].map { name in
      guard let found = current.track(called: name) else { throw ScriptError(self.words.noTrack(name)) }
      return found.id
    }
    try simulation.fire(
      inputs.name, inputs.values, of: id, by: try speaker, track: track,
      dated: try options["--on"].map { try CivilDate(parsing: $0) })
  }

  private var speaker: Actor {
    get throws {
      if let found = simulation.staff.actor(actor) { return found }
      throw ScriptError(simulation.staff.isComplete ? words.notOfStaff(actor) : words.say("as POST@UNIT"))
    }
  }

  private mutating func printNews() {
    let lines = TimelinePrinting(language: language).lines(simulation.timeline[shown...], of: simulation)
    if !isSilent { for line in lines { print(line) } }
    shown = simulation.timeline.count
  }

  private func sentence(_ error: any Error) -> String {
    if let rejection = error as? Rejection {
      return Localizer(language: language, library: simulation.library).sentence(rejection)
    }
    return (error as? Misuse)?.text(words) ?? "\(error)"
  }
}

/// Why a line of a conversation cannot be followed.
struct ScriptError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

extension Inputs {
  /// The pairs as a command takes them. The types of the fields read the texts later.
  var values: [String: Value] { data.mapValues { .string($0) } }
}
