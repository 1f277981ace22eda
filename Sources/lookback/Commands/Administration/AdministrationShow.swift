import ArgumentParser
import LookbackText

struct AdministrationShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One act with everything that it changed.",
    discussion: "With --json also the bytes of which its link is the hash.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The act's number, as `lookback administration list` shows it.") var number: Int

  func run() throws {
    let answer = try connecting.ask("GET", "/administration/\(number)")
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    let (person, via) = (answer.text("person"), answer.text("via"))
    let who = person.isEmpty ? via : person + words.aside(via)
    let what = [answer.text("number"), answer.text("kind_title"), answer.text("subject")]
    Swift.print(what.joined(separator: words.colon))
    Swift.print("\(answer.moment("at"))\(words.pause)\(who)")
    for fact in answer.objects("facts") {
      Swift.print("  " + words.fact(fact.text("name"), fact.text("before"), fact.text("after")))
    }
    Swift.print("\(words.link)\(words.colon)\(answer.text("link"))")
  }
}
