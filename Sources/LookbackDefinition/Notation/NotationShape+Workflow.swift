import LookbackCore

extension NotationShape {
  static let label = NotationShape(
    "label", "a title",
    [.may("en", .text, "In English."), .may("zh", .text, "In Chinese.")])

  package static let workflow = NotationShape(
    "workflow", "a workflow",
    [
      .must("notation", .whole(1...1), "The version of this notation: 1."),
      .must("workflow", .text, "The name: small letters, digits and -."),
      .must("version", .whole(1...Int(Int32.max)), "A published version never changes: raise it."),
      .may("title", .shape(.label), "What people call it."),
      .must("calendar", .text, "The calendar that days are counted with."),
      .must("timezone", .text, "Where its days begin, such as Asia/Shanghai."),
      .may("data", .map(.shape(.field)), "What a case or track knows."),
      .may("roles", .map(.shape(.role)), "Who acts, by what they are."),
      .may("clocks", .map(.shape(.clock)), "What must be done by when."),
      .must("states", .map(.shape(.state)), "Where a case or track may stand; it begins in the first."),
      .may("anywhere", .map(.oneOrMany(.shape(.anywhereEvent))), "Events of every state."),
      .may("back", .either([.word(["never"]), .shape(.back)]), "Who may date back what is done; else nobody."),
      .may("look back", .list(.shape(.lookBack)), "What is looked at again after it has ended."),
      .may("promises", .oneOrMany(.text), "What the checker is to prove."),
      .may("open", .shape(.opening), "Who may open a case, and with what; else whoever acts in the first state."),
      .may("see", .shape(.see), "Who may see the cases and single fields; else every role, and every field."),
      .may("counts", .shape(.counts), "What the statistics count."),
      .may("mend", .shape(.mending), "How many administrators it takes to put a case right by hand."),
      .may("moves", .shape(.moves), "Which running cases of older versions may go on with this one, and how."),
    ])

  static let opening = NotationShape(
    "opening", "`open`",
    [
      .must("who", .oneOrMany(.text), "Roles that may open a case."),
      .may("takes", .oneOrMany(.text), "Fields that may be given besides the required ones."),
      .may("if", .either([.expression, .shape(.guardRule), .list(.shape(.guardRule))]), "What must hold."),
    ])

  static let see = NotationShape(
    "see", "`see`",
    [
      .may("cases", .oneOrMany(.either([.text, .shape(.seeRule)])), "Roles that may see a case; else every role."),
      .may(
        "fields", .map(.oneOrMany(.either([.text, .shape(.seeRule)]))),
        "Roles that may read a field; every other field is read by all who see the case."),
    ])

  static let seeRule = NotationShape(
    "seeRule", "a rule of `see`",
    [
      .must("who", .oneOrMany(.text), "Roles that may."),
      .may("in", .oneOrMany(.text), "The states in which they may; else in all."),
      .may("except in", .oneOrMany(.text), "States in which they may not."),
    ])

  static let counts = NotationShape(
    "counts", "`counts`",
    [
      .may("on time", .oneOrMany(.text), "Clocks by which an answer is on time; the one started last decides."),
      .may("answer", .oneOrMany(.text), "Events that are an answer; each is a round."),
      .may("apart", .oneOrMany(.text), "Events after which a case that ends is counted apart."),
    ])

  static let mending = NotationShape(
    "mending", "`mend`",
    [.must("by", .word(["one", "two"]), "two: what one administrator does waits until another confirms it.")])

  static let moves = NotationShape(
    "moves", "`moves`",
    [
      .must("from", .oneOrMany(.whole(1...Int(Int32.max))), "The versions whose running cases may move."),
      .may("states", .map(.text), "New names of states, as OLD: NEW; the others keep theirs."),
      .may("clocks", .map(.word(Moves.ClockMove.allCases.map(\.rawValue))), "What happens to a clock that runs."),
      .may("data", .map(.text), "New names of fields, as OLD: NEW; the others keep theirs."),
      .may("clear", .oneOrMany(.text), "Fields of the older versions whose values are given up."),
    ])

  static let field = NotationShape(
    "field", "a field",
    [
      .must("type", .word(OutlineReader.types), "What it holds."),
      .may("title", .shape(.label), "What people call it."),
      .may("required", .bool, "No case is opened without it."),
      .may("unique", .bool, "It names the case among all of its workflow."),
      .may("max", .whole(1...100_000), "At most so many characters; 1000 where nothing is said."),
      .may("of", .text, "What a list holds, or the classes of a choice as classes/NAME."),
    ])

  static let role = NotationShape(
    "role", "a role",
    [
      .may("post", .text, "A post in the unit `of`."),
      .may("of", .text, "A unit's code, track.unit, or a field that holds units."),
      .may("person", .text, "A field that holds a person or persons."),
      .may("title", .shape(.label), "What people call it."),
    ])

  static let state = NotationShape(
    "state", "a state",
    [
      .may("title", .shape(.label), "What people call it."),
      .may("who", .oneOrMany(.text), "Roles that fire the events which name nobody."),
      .may("events", .map(.oneOrMany(.shape(.event))), "What can happen, in the order in which the engine looks."),
      .may("tracks", .list(.shape(.track)), "Runs another workflow for each element of a list."),
      .may("approval", .shape(.approval), "Who must agree before the event `approved`."),
      .may("final", .bool, "The case or track ends here."),
      .may("reopen", .oneOrMany(.text), "Events that may leave a final state."),
      .may("waits", .word(["without limit"]), "No clock or timer is wanted here."),
    ])

  static let event = NotationShape("event", "an event", eventKeys)

  static let anywhereEvent = NotationShape(
    "anywhereEvent", "an event",
    eventKeys + [.may("except in", .oneOrMany(.text), "States in which it cannot happen.")])

  private static let eventKeys: [Key] = [
    .may("title", .shape(.label), "What people call it."),
    .may("who", .oneOrMany(.text), "Roles that fire it; else those of the state."),
    .may("needs", .oneOrMany(.text), "Fields that must be given or known, and `reason`."),
    .may("takes", .oneOrMany(.text), "Further fields that may be given."),
    .may(
      "back", .either([.word(["never"]), .shape(.back)]), "Who may date it back, where not as the workflow says."),
    .may("when", .expression, "The engine fires it as soon as this holds."),
    .may("after", .span, "The engine fires it this long after the state was entered."),
    .may("by", .word(["signal"]), "Another case fires it."),
    .may("from", .text, "With `by: signal`: the field that names the cases which may send it."),
    .may("join", .word(["all", "none"]), "Whether leaving waits for the joined tracks of the state."),
    .may("if", .either([.expression, .shape(.guardRule), .list(.shape(.guardRule))]), "What must hold."),
    .may("to", .text, "The next state; without it the state is not left."),
    .may("set", .map(.expression), "Fields and their new values."),
    .may("clear", .oneOrMany(.text), "Fields that are emptied."),
    .may("number", .shape(.number), "Draws a gap-free number."),
    .may("do", .oneOrMany(.text), "letter NAME, mail ROLE, webhook NAME, signal EVENT to FIELD."),
  ]

  static let back = NotationShape(
    "back", "`back`",
    [
      .must("who", .oneOrMany(.text), "Roles that may."),
      .must("at most", .span, "So long before the day of entering at most."),
      .may("needs", .oneOrMany(.word(["reason"])), "Only with a reason."),
    ])

  static let guardRule = NotationShape(
    "guard", "a guard",
    [
      .must("cel", .expression, "What must hold."),
      .may("else", .shape(.label), "What people are told where it does not."),
    ])

  static let number = NotationShape(
    "number", "`number`",
    [
      .must("register", .text, "The series; {document code} stands for that of the track's unit."),
      .may("per", .word(["year", "ever"]), "When it begins again at 1."),
      .must("into", .text, "The field that takes the number."),
    ])

  static let track = NotationShape(
    "track", "a track",
    [
      .must("each", .text, "The list; a track for each element, also for one that is added later."),
      .must("run", .text, "The workflow."),
      .must("as", .text, "The name under which guards see these tracks."),
      .may("join", .word(["all", "none"]), "Whether events that leave the state wait for them."),
    ])

  static let approval = NotationShape(
    "approval", "an approval",
    [
      .must("steps", .list(.shape(.step)), "One after the other."),
      .may("never", .oneOrMany(.text), "actor of EVENT: must not decide, and no substitute of theirs."),
      .must("refusal", .text, "The state to which one refusal leads."),
      .may("binds", .text, "The text that is agreed to; editing it voids what was decided."),
      .may("due", .either([.span, .shape(.approvalDue)]), "How long it may take."),
    ])

  static let approvalDue = NotationShape(
    "approvalDue", "`due`",
    [
      .must("within", .span, "From the day on which the state was entered."),
      .may("remind", .list(.shape(.reminder)), "Reminders around the last day."),
      .may("breach", .shape(.breach), "What happens when it is over."),
    ])

  static let step = NotationShape(
    "step", "a step",
    [
      .may("name", .text, "What `refusal: step NAME` means."),
      .may("title", .shape(.label), "What people call it."),
      .must("ask", .oneOrMany(.text), "Posts of the unit `of`, or roles."),
      .may("of", .text, "A unit's code, track.unit, or a field that holds units."),
      .may("need", .either([.whole(1...100), .word(["all"])]), "How many of those asked must agree."),
      .may("order", .word(["sequence", "parallel"]), "Whether they are asked one after the other."),
      .may("if", .expression, "The step is asked only if this holds when the approval opens."),
      .may("refusal", .text, "A state, or `step NAME`, where a refusal at this step leads."),
    ])

  static let lookBack = NotationShape(
    "lookBack", "a look-back",
    [
      .must("name", .text, "Its name."), .may("title", .shape(.label), "What people call it."),
      .may("if", .expression, "It is only wanted where this holds."),
      .must("at", .text, "SPAN after event NAME."), .must("who", .oneOrMany(.text), "Roles that look back."),
      .must("event", .text, "The event that they fire."),
      .may("remind", .list(.shape(.reminder)), "Reminders around the day, while nobody has looked back."),
    ])
}
