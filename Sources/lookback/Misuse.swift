/// A command that was read and cannot be meant; whoever prints it knows the language.
struct Misuse: Error, Sendable {
  private let words: @Sendable (Strings) -> String

  init(_ words: @escaping @Sendable (Strings) -> String) { self.words = words }

  func text(_ strings: Strings) -> String { words(strings) }
}
