extension Strings {
  /// In the place of a name, for an administrator who is no person.
  var nobodyYet: String { pick("no person", "非人员") }

  var youAdminister: String { pick("administrator", "管理员") }

  /// - Parameter posts: empty if everything is covered.
  func inPlace(of person: String, posts: String) -> String {
    pick("acts today for \(person)", "今日代理 \(person)") + (posts.isEmpty ? "" : aside(posts))
  }
}
