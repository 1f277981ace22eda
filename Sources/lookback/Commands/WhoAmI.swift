import ArgumentParser

struct WhoAmI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whoami", abstract: "Who you are to the daemon, with your posts and those for whom you act today.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let me = try connecting.ask("GET", "/me")
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    let person = [me.text("person"), me.text("name")].filter { !$0.isEmpty }.joined(separator: " ")
    print((person.isEmpty ? words.nobodyYet : person) + words.aside(me.text("via")))
    if me.truth("administrator") { print(words.youAdminister) }
    let posts = me.objects("posts").map(post)
    if !posts.isEmpty { print(words.posts + words.colon + posts.joined(separator: words.comma)) }
    for other in me.objects("substituting") {
      let posts = other.objects("posts").map(post).joined(separator: words.comma)
      print(words.inPlace(of: other.text("person"), posts: other.truth("whole") ? "" : posts))
    }
  }

  private func post(_ post: Answer) -> String { "\(post.text("post"))@\(post.text("unit"))" }
}
