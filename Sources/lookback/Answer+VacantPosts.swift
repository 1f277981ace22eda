extension Answer {
  /// The posts that a case asks for and nobody holds, each once.
  var vacantPosts: [String] { Set(objects("asked").flatMap { $0.texts("vacant") }).sorted() }
}
