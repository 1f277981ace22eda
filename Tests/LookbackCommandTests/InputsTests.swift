import LookbackTime
import Testing

@testable import lookback

@Suite("the words of a command line") struct InputsTests {
  @Test(
    "are a name of several words, then fields",
    arguments: [
      (["look", "back", "due=2025-01-01"], "look back", ["due": "2025-01-01"]), (["close"], "close", [:]),
      (["a=1", "b=", "c=x=y"], "", ["a": "1", "b": "", "c": "x=y"]), (["事由=社区"], "", ["事由": "社区"]),
      (["=x"], "=x", [:]), ([], "", [:]),
    ] as [([String], String, [String: String])])
  func taken(words: [String], name: String, data: [String: String]) throws {
    let inputs = try Inputs(words)
    #expect(inputs.name == name && inputs.data == data)
  }

  @Test(
    "that are neither are refused with the word that is wrong",
    arguments: [
      (["a=1", "close"], "`close` is not key=value"), (["a=1", "a=2"], "`a` is given twice"),
      (["事由＝社区"], "write key=value"), (["事由：社区"], "write key=value"),
    ])
  func refused(words: [String], message: String) throws {
    let error = try #require(throws: Misuse.self) { try Inputs(words) }
    let text = error.text(Strings(.english))
    #expect(text.contains(message), "\(text)")
  }
}
