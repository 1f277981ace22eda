/// A command that could be read and makes no sense. Its words are chosen by the caller, who knows the language.
struct Misuse: Error, Sendable {
  private let words: @Sendable (Strings) -> String

  init(_ words: @escaping @Sendable (Strings) -> String) { self.words = words }

  func text(_ strings: Strings) -> String { words(strings) }
}
