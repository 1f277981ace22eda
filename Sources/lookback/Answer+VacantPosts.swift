extension Answer {
  /// The posts that the case asks and nobody holds, each once, sorted.
  var vacantPosts: [String] { Set(objects("asked").flatMap { $0.texts("vacant") }).sorted() }
}
