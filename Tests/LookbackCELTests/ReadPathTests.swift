import LookbackCEL
import Testing

@Suite("A guard of which no types are known still says what it reads")
struct ReadPathTests {
  @Test(
    "each plain path once and whole; what a macro names is its own",
    arguments: [
      ("data.class == 'B' && data.class != ''", ["data.class"]),
      ("has(data.due) || case.lead == actor.person", ["data.due", "case.lead", "actor.person"]),
      ("tracks.main.all(t, t.state == track.state)", ["tracks.main", "track.state"]),
      ("[1].exists(data, data.x == 1) && data.y", ["data.y"]),
      ("[1].map(x, [2].map(y, x + y + z))", ["z"]),
      ("clock('reply').left < size(data.units[data.n])", ["data.units", "data.n"]),
      ("{data.k: data.v}.size() > 0 ? -data.a : data.b", ["data.k", "data.v", "data.a", "data.b"]),
    ])
  func paths(_ fact: (source: String, reads: [String])) throws {
    let found = try Guard(untyped: fact.source, names: ["data"])
    #expect(found.reads.map { $0.joined(separator: ".") } == fact.reads)
  }
}
