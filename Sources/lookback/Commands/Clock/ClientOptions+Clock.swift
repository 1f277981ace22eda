extension ClientOptions {
  func print(clock answer: Answer) {
    guard !json else { return }
    let words = Strings(language)
    Swift.print(words.clockStands(answer.text("today") + words.aside(answer.text("now")), test: answer.truth("test")))
    if answer.has("fired") { Swift.print(words.fired(answer.number("fired"))) }
  }
}
