import LookbackCore
import LookbackJSON
import LookbackTime
import LookbackTools

extension JSON {
  init(_ difference: WorkflowDifference, _ language: Language) {
    let subject = difference.subject
    var members: [JSON.Member] = []
    func add(_ name: String, _ value: JSON?) {
      if let value { members.append(JSON.Member(name: name, value: value)) }
    }
    add("part", .string(subject.kind.rawValue))
    if !subject.name.isEmpty { add("name", .string(subject.name)) }
    if !subject.state.isEmpty { add("state", .string(subject.state)) }
    switch difference.kind {
    case .added: add("change", .string("added"))
    case .removed: add("change", .string("removed"))
    case .renamed(let old):
      add("change", .string("renamed"))
      add("was", .string(old))
    case .changed(let property, let was, let now):
      add("change", .string("changed"))
      add("property", .string(property.name))
      add("number", property.number.map { .int(Int64($0)) })
      add("was", was.map { .string($0.english) } ?? .null)
      add("now", now.map { .string($0.english) } ?? .null)
    case .reordered(let was, let now):
      add("change", .string("reordered"))
      add("was", .texts(was))
      add("now", .texts(now))
    }
    add("text", .string(difference.text(in: language)))
    self = .object(members)
  }
}
