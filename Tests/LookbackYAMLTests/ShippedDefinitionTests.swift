import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import Testing

@Suite("Shipped definitions")
struct ShippedDefinitionTests {
  @Test("the folder of definitions loads without any diagnostic")
  func folderLoads() throws {
    let loaded = try LibraryLoader().load(Workbench.workflows, .skipBroken)
    #expect(loaded.diagnostics.map { $0.rendered(source: loaded.sources[$0.file]) } == [])
    #expect(loaded.library.latest("recommendation") != nil)
    #expect(loaded.library.latest("handling") != nil)
    #expect(loaded.library.newestCalendars["cn-qinghai"] != nil)
    #expect(loaded.library.zones["Asia/Shanghai"] != nil)
  }

  @Test("everything a person sees has a title in both languages")
  func titlesAreComplete() throws {
    let loaded = try LibraryLoader().load(Workbench.workflows)
    for workflow in loaded.library.workflows.values {
      var labels = [workflow.title] + workflow.fields.map(\.title) + workflow.clocks.map(\.title)
      labels += workflow.states.map(\.title) + workflow.states.flatMap(\.events).map(\.title)
      labels += workflow.anywhere.map(\.event.title) + workflow.lookBacks.map(\.title)
      labels += workflow.roles.keys.map { workflow.roleTitles[$0] ?? Label(english: nil, chinese: nil) }
      for label in labels {
        #expect(label.english != nil && label.chinese != nil, "\(workflow.reference): \(label)")
      }
    }
  }

  @Test("the recommendation means what it says")
  func recommendationIsRead() throws {
    let library = try LibraryLoader().load(Workbench.workflows).library
    let workflow = try #require(library.latest("recommendation"))
    #expect(
      workflow.states.map(\.name) == [
        "registered", "assigned", "merged", "answered together", "answered", "reviewing", "closed",
      ])
    #expect(workflow.state("merged")?.event("lead answered")?.trigger == .signal)
    let reply = try #require(workflow.clock("reply"))
    #expect(reply.term == .runs(Span(3, .months), from: .event("assign")))
    #expect(reply.counting == .civilCode)
    #expect(reply.extend?.amount == .to(Span(6, .months)))
    #expect(reply.reminders.last?.tell == [.tracks(workflow: "handling", role: "liaison"), .role("office")])
    #expect(workflow.clock("announced")?.counting == .announced)
    let closed = try #require(workflow.state("closed"))
    let lookBack = try #require(closed.event("look back"))
    #expect(closed.isFinal && closed.reopen == ["look back"])
    #expect(lookBack.needs == ["look_back_due"])
    #expect(lookBack.candidates.first?.clear.first == ValuePath(scope: .data, field: "class"))
    #expect(lookBack.candidates.first?.target == "reviewing")
  }

  @Test("handling asks for the right signatures and draws a number")
  func handlingIsRead() throws {
    let workflow = try #require(try LibraryLoader().load(Workbench.workflows).library.latest("handling"))
    let signing = try #require(workflow.state("signing"))
    let approval = try #require(signing.approval)
    #expect(
      approval.steps.map(\.ask) == ["checker", "branch-head", "principal-head"].map { [.post($0, of: .trackUnit)] })
    #expect(approval.refusal == "drafting" && approval.neverActorOf == ["draft"])
    let approved = try #require(signing.event("approved"))
    #expect(approved.trigger == .approval)
    #expect(approved.candidates.count == 2)
    #expect(approved.candidates[1].number?.register == "{document code}函")
    // The class of the case is a matter of all answers, not of the last signature.
    #expect(approved.candidates[1].assignments.isEmpty)
    #expect(approved.candidates[1].effects == [.letter("reply"), .mail(.role("proposer"))])
  }
}
