import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@Suite("Approvals do what the notation says")
struct ApprovalConstructTests {
  private func drafted(by drafter: Actor = .someone("drafter@desk")) throws -> Rehearsal {
    var story = try Rehearsal([Definitions.approval])
    try story.open("signed")
    try story.fire("draft", ["text": .string("abc")], by: drafter)
    return story
  }

  private func pending(_ story: Rehearsal) -> Set<String> {
    Set(story.current?.workItems(in: story.library).filter { $0.kind == "approve" }.map(\.assignee.description) ?? [])
  }

  @Test("a refusal at a step asks again from the step that it names")
  func returned() throws {
    var story = try drafted()
    for post in ["checker@desk", "legal@desk", "finance@desk"] { try story.fire("approve", by: .someone(post)) }
    #expect(pending(story) == ["head@desk"])
    try story.fire("refuse", ["reason": .string("sums")], by: .someone("head@desk"))
    #expect(story.state == "signing")
    #expect(pending(story) == ["legal@desk", "finance@desk"])
    try story.fire("refuse", ["reason": .string("law")], by: .someone("legal@desk"))
    #expect(pending(story) == ["checker@desk"])
    try story.fire("refuse", ["reason": .string("spelling")], by: .someone("checker@desk"))
    #expect(story.state == "drafting")
    story.expectReplay()
  }

  @Test("each decision names the text that it is about by its SHA-256 (FIPS 180-4, message abc)")
  func digest() throws {
    var story = try drafted()
    try story.fire("approve", by: .someone("checker@desk"))
    let digest = story.current?.root.approval?.decisions.first?.digest ?? []
    let hexadecimal = digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    #expect(hexadecimal == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    try story.fire("edit", ["text": .string("abd")], by: .someone("drafter@desk"))
    #expect(pending(story) == ["checker@desk"])
    try story.fire("approve", by: .someone("checker@desk", code: "other"))
    #expect(story.current?.root.approval?.decisions.last?.digest != digest)
    story.expectReplay()
  }

  @Test("whoever decided on a text that was edited since decides again in the same step")
  func again() throws {
    var story = try drafted()
    for post in ["checker@desk", "finance@desk"] { try story.fire("approve", by: .someone(post)) }
    try story.fire("edit", ["text": .string("abd")], by: .someone("drafter@desk"))
    for post in ["checker@desk", "finance@desk"] { try story.fire("approve", by: .someone(post)) }
    #expect(pending(story) == ["legal@desk"])
    #expect(story.refusal("approve", by: .someone("finance@desk")) != nil)
    story.expectReplay()
  }

  @Test("the time that it may take has reminders and a breach")
  func due() throws {
    var story = try drafted()
    #expect(
      try story.wait(until: "2024-06-01") == [
        "remind approvers 2024-03-08", "slow approval 2024-03-12", "remind approvers 2024-03-13",
        "remind approvers 2024-03-15",
      ])
    #expect(story.messages.map(\.topic) == [.reminder, .reminder, .overdue, .webhook, .reminder, .reminder])
    #expect(
      Set(story.messages.filter { $0.topic == .reminder }.flatMap(\.to)) == [.post(Post(name: "checker", unit: "desk"))]
    )
    story.expectReplay()
  }

  @Test("a substitute acts for another, and history says for whom")
  func substitute() throws {
    var story = try drafted()
    let deputy = Actor.someone("x@y", code: "li", for: [.whole("wang", "checker@desk")])
    try story.fire("approve", by: deputy)
    #expect(story.history.last?.actor == "li" && story.history.last?.behalf == "wang")
    #expect(
      story.history.last?.changes.contains { change in
        if case .decided(_, _, "li", let claims, .some) = change { claims.map(\.behalf) == ["wang"] } else { false }
      } == true)
    story.expectReplay()
  }

  @Test("what one may do in the own right is done in it, and one post is no other")
  func capacity() throws {
    var story = try drafted()
    let other = Actor.someone("x@y", code: "li", for: [.post("legal@desk", of: "wang")])
    #expect(story.refusal("approve", by: other) == .notAllowed(event: "approve", who: ["checker@desk"]))
    let own = Actor.someone("checker@desk", code: "li", for: [.whole("wang", "checker@desk")])
    try story.fire("approve", by: own)
    #expect(story.history.last?.behalf == nil)
  }

  @Test("four eyes: whoever drafted, for whom it was drafted, and who substitutes for either is barred")
  func fourEyes() throws {
    let deputy = Actor.someone("checker@desk", code: "li", for: [.whole("wang", "drafter@desk")])
    let story = try drafted(by: deputy)
    #expect(story.history.last?.behalf == "wang")
    func refusal(_ actor: Actor) -> Rejection? { story.refusal("approve", by: actor) }
    #expect(refusal(deputy) == .barred(person: "li", fired: "draft"))
    #expect(refusal(.someone("checker@desk", code: "wang")) == .barred(person: "wang", fired: "draft"))
    let third = Actor.someone("checker@desk", code: "zhao", for: [.whole("wang")])
    #expect(refusal(third) == .barredSubstitute(person: "zhao", of: "wang", fired: "draft"))
    let fourth = Actor.someone("checker@desk", code: "sun", for: [.post("x@y", of: "li")])
    #expect(refusal(fourth) == .barredSubstitute(person: "sun", of: "li", fired: "draft"))
    #expect(refusal(.someone("checker@desk", code: "qian")) == nil)
  }

  @Test("one person decides once in a step, also in the place of another, and so does the other")
  func once() throws {
    var story = try drafted()
    try story.fire("approve", by: .someone("checker@desk"))
    let deputy = Actor.someone("finance@desk", code: "li", for: [.whole("wang", "legal@desk")])
    try story.fire("approve", by: .someone("legal@desk", code: "li", for: [.whole("wang")]))
    #expect(story.refusal("approve", by: deputy) == .alreadyDecided(person: "li"))
    #expect(story.refusal("approve", by: .someone("finance@desk", code: "sun")) == nil)
  }

  @Test("of two signatures of one approval nobody gives one in the own right and one as a substitute, nor two as one")
  func twoSignatures() throws {
    func signer(_ code: String, _ post: String, for other: String...) -> Actor {
      .someone(post, code: code, for: [.whole("wang", other[0])])
    }
    for first in [Actor.someone("checker@desk", code: "li"), signer("li", "x@y", for: "checker@desk")] {
      var story = try drafted()
      try story.fire("approve", by: first)
      let asSubstitute = signer("li", "x@y", for: "legal@desk")
      #expect(story.refusal("approve", by: asSubstitute) == .decidedInOtherStep(person: "li"))
      #expect(story.refusal("refuse", ["reason": .string("no")], by: asSubstitute) == .decidedInOtherStep(person: "li"))
      let inOwnRight = story.refusal("approve", by: .someone("legal@desk", code: "li"))
      #expect(inOwnRight == (first == .someone("checker@desk", code: "li") ? nil : .decidedInOtherStep(person: "li")))
      #expect(story.refusal("approve", by: signer("sun", "x@y", for: "legal@desk")) == nil)
      try story.fire("edit", ["text": .string("other")], by: .someone("drafter@desk"))
      #expect(story.refusal("approve", by: signer("li", "x@y", for: "checker@desk")) == nil)
    }
  }
}
