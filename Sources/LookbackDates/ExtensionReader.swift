import LookbackJSON
import LookbackTime

/// Reads `extensions`: a span from the last day, or an object that says from where.
enum ExtensionReader {
  static func read(_ value: JSON?) throws(BadQuestion) -> [ClockFacts.Extension] {
    var extensions: [ClockFacts.Extension] = []
    for item in try Reading.items(value, "`extensions`") {
      if let text = item.text {
        extensions.append(ClockFacts.Extension(.by(try Reading.span(text, "`extensions`")), on: nil))
      } else {
        extensions.append(try object(item))
      }
    }
    return extensions
  }

  private static func object(_ item: JSON) throws(BadQuestion) -> ClockFacts.Extension {
    let known = ["to", "by", "from", "on", "cap"]
    let members = try Reading.members(item, "an extension", known: known).filter { !$0.value.isNull }
    var texts: [String: String] = [:]
    for member in members {
      guard let text = member.value.text else {
        throw BadQuestion("`\(member.name)` of an extension is a text: found \(member.value)")
      }
      texts[member.name] = text
    }
    let on = try texts["on"].map { text throws(BadQuestion) in try Reading.date(text, "`on`") }
    let cap = try texts["cap"].map { text throws(BadQuestion) in try Reading.span(text, "`cap`") }
    return ClockFacts.Extension(try reach(texts, item, hasDate: on != nil), on: on, cap: cap)
  }

  private static func reach(
    _ texts: [String: String], _ item: JSON, hasDate: Bool
  ) throws(BadQuestion) -> ClockFacts.Extension.Reach {
    switch (texts["to"], texts["by"], texts["from"]) {
    case (let span?, nil, nil), (let span?, nil, "start"): return .to(try Reading.span(span, "`to`"))
    case (nil, let span?, nil), (nil, let span?, "due"): return .by(try Reading.span(span, "`by`"))
    case (nil, let span?, "today") where hasDate: return .fromGrant(try Reading.span(span, "`by`"))
    default:
      throw BadQuestion(
        "an extension is {\"by\": SPAN} from the last day, {\"to\": SPAN} from the start, or "
          + "{\"by\": SPAN, \"from\": \"today\", \"on\": DATE}: found \(item)")
    }
  }
}
