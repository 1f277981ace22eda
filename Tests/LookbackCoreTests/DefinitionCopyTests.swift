import Testing

@testable import LookbackCore

@Suite("a definition is a value") struct DefinitionCopyTests {
  private static let state = StateDefinition(
    name: "open", title: Label(english: "Open", chinese: "办理中"), who: ["office"],
    events: [
      EventDefinition(
        name: "close", title: Label(english: "Close", chinese: "办结"), trigger: .person, who: [], needs: [],
        candidates: [])
    ])

  @Test("a change of a copy, however deep, does not reach the original")
  func copies() {
    var copy = Self.state
    #expect(copy == Self.state)
    copy.events[0].who = ["clerk"]
    copy.isFinal = true
    #expect(copy != Self.state)
    #expect(Self.state.events[0].who.isEmpty && !Self.state.isFinal)
    #expect(copy.events[0].who == ["clerk"] && copy.isFinal)
    copy.events[0].who = []
    copy.isFinal = false
    #expect(copy == Self.state && copy.hashValue == Self.state.hashValue)
  }
}
