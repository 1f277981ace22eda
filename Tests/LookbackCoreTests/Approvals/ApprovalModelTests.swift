import LookbackCEL
import LookbackCheck
import LookbackDefinition
import Testing

@testable import LookbackCore

@Suite("Approvals count those who were asked")
struct ApprovalModelTests {
  @Test("whoever decides, stands in, refuses or edits: the engine and the model agree", arguments: 0..<30)
  func agreement(block: UInt64) throws {
    for seed in (block * 100)..<(block * 100 + 100) {
      if let found = try disagreement(seed) { Issue.record("seed \(seed): \(found)") }
    }
  }

  @Test("where more must decide than there are seats, whoever's vote fits is asked and taken", arguments: 0..<10)
  func crowds(block: UInt64) throws {
    for seed in (block * 100)..<(block * 100 + 100) {
      if let found = try disagreement(seed, isCrowded: true) { Issue.record("seed \(seed): \(found)") }
    }
  }

  private func disagreement(_ seed: UInt64, isCrowded: Bool = false) throws -> String? {
    var world = ApprovalWorld(seed: seed, isCrowded: isCrowded)
    var story = try world.story()
    var model = ApprovalModel(world)
    var told: [String] = ["\(world.steps) \(world.posts) \(world.places) \(world.fields)"]
    for _ in 0..<14 where model.state != "done" {
      if model.state == "drafting" {
        try story.fire("draft", ["text": .string("again")], by: world.actor(world.drafter))
        model.draft()
      }
      told.append(try act(&world, &story, &model))
      let pending = Set(
        story.current?.workItems(in: story.library).filter { $0.kind == "approve" }.map(\.assignee.description) ?? [])
      guard story.current?.root.state == model.state, pending == model.pending else {
        return "\(story.current?.root.state ?? "") \(pending.sorted()), not \(model.state) \(model.pending.sorted())\n"
          + told.joined(separator: "\n")
      }
    }
    let replayed = Case.replay(story.history, id: CaseID(7))
    return replayed == story.current ? nil : "history gives another case"
  }

  private func act(_ world: inout ApprovalWorld, _ story: inout Story, _ model: inout ApprovalModel) throws -> String {
    let person = world.pick(ApprovalWorld.people)
    switch Int.random(in: 0..<100, using: &world.generator) {
    case 0..<8:
      try story.fire("edit", ["text": .string("other")], by: world.actor(world.drafter))
      model.edit()
      return "edit"
    case 8..<16:
      let names = world.some(ApprovalWorld.people, 0...4)
      try story.fire("name", ["signers": .list(names.map { .string($0) })], by: world.actor(world.drafter))
      model.fields["signers"] = names
      model.settle()
      return "name \(names)"
    case 16..<24:
      let isTaken = fire("refuse", ["reason": .string("no")], person, world, &story)
      return "refuse \(person) \(isTaken) \(model.refuse(person))"
    default:
      let isTaken = fire("approve", [:], person, world, &story)
      return "approve \(person) \(isTaken) \(model.approve(person))"
    }
  }

  private func fire(
    _ event: String, _ data: [String: Value], _ person: String, _ world: ApprovalWorld, _ story: inout Story
  ) -> Bool {
    do {
      try story.fire(event, data, by: world.actor(person))
      return true
    } catch { return false }
  }

  @Test("an approval that the staff can meet is met in whichever order they decide, and no other", arguments: 0..<10)
  func staffing(block: UInt64) throws {
    for seed in (block * 30)..<(block * 30 + 30) {
      var world = ApprovalWorld(seed: seed, isPlain: true)
      let lines = world.posts.flatMap { person, posts in posts.map { "\(person),\($0.name),\($0.unit)" } }
      let list = try StaffList(csv: (["person,post,unit"] + lines).joined(separator: "\n"))
      let rule = try world.rule
      let question = StaffQuestion(rule.steps[0], rule, in: "", listed: [], try world.workflow, list)
      let canBeMet = try #require(question).canBeMet(without: [])
      for _ in 0..<3 {
        var story = try world.story()
        // Whoever was not asked yet may be asked later: as often as there are people.
        for _ in ApprovalWorld.people {
          for person in ApprovalWorld.people.shuffled(using: &world.generator) {
            _ = fire("approve", [:], person, world, &story)
          }
        }
        #expect((story.current?.root.state == "done") == canBeMet, "seed \(seed): \(world.steps) \(world.posts)")
      }
    }
  }
}
