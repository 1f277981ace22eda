import LookbackCEL
import LookbackCore
import LookbackYAML
import Testing

@Suite("What `check` accepts, the engine does")
struct KeyEffectTests {
  @Test("every key is felt in every place where it may stand")
  func felt() throws {
    var dead: [KeyPlace: [String]] = [:]
    var felt: Set<KeyPlace> = []
    let asked = KeyPlace.all.subtracting(KeyedDefinition.seenElsewhere.keys)
    for definition in try KeyedDefinition.all() {
      let course = try KeyedCourse(definition)
      for use in definition.uses where asked.contains(use.place) && !felt.contains(use.place) {
        if course.isFelt(use) {
          felt.insert(use.place)
        } else {
          dead[use.place, default: []].append(definition.name)
        }
      }
    }
    let unfelt = Set(Set(dead.keys).subtracting(felt).map(\.description))
    #expect(unfelt.sorted() == [])
  }

  @Test("cases of one definition go the same way twice: only what is changed in it is felt")
  func unchanged() throws {
    for definition in try KeyedDefinition.all() {
      let library = try #require(definition.library(definition.files[0].root))
      let isFelt = try KeyedCourse(definition).differs(library)
      #expect(!isFelt, "\(definition.name) as \(definition.owner)")
    }
  }

  @Test("every key is used in every place where it may stand, or its refusal there is told")
  func coverage() throws {
    let used = Set(try KeyedDefinition.all().flatMap { $0.uses.map(\.place) })
    let told = used.union(KeyedDefinition.seenElsewhere.keys).union(RefusedKey.all.map(\.place))
    #expect(KeyPlace.all.subtracting(told).map(\.description).sorted() == [])
  }

  @Test("a signal comes only from the cases that `from` names", arguments: KeyOwner.allCases, ["heard", "anywhere"])
  func sender(_ owner: KeyOwner, _ name: String) throws {
    let text = KeyedTexts.workflow(name, name == "heard" ? KeyedTexts.heard : KeyedTexts.anywhere)
    var story = try Rehearsal([text, KeyedTexts.part] + (owner == .case ? [] : [KeyedTexts.whole(running: name)]))
    let clerk = Actor.someone("clerk@desk")
    try story.open(owner == .case ? name : "whole")
    if owner == .track { try story.fire("assign", ["units": .list([.string("roads")])], by: clerk) }
    try story.fire("befriend", ["friend": .string("12")], by: clerk, track: owner == .case ? 0 : 1)
    for (sender, isHeard) in [(13, false), (12, true)] as [(Int64, Bool)] {
      let command = Command(
        id: CommandID("s\(sender)"), target: CaseID(7),
        request: .fire(event: "come", track: nil, data: [:]), actor: .engine, via: "signal",
        origin: .init(sender: CaseID(sender), used: 1))
      let context = DecisionContext(library: story.library, moment: story.moment)
      let decided = Result { try decide(command, on: story.current, in: context) }
      let wasHeard = (try? decided.get()) != nil
      #expect(wasHeard == isHeard)
    }
  }

  @Test("a key that would do nothing is refused", arguments: RefusedKey.all)
  func refused(_ key: RefusedKey) throws {
    #expect(try key.found() == [key.code])
  }
}
