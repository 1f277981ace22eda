extension ClientOptions {
  func print(clock answer: Answer) {
    guard !json else { return }
    let words = Strings(language)
    let moment = answer.text("today") + words.aside(answer.text("now"))
    lookback.print(words.clockStands(moment, test: answer.truth("test")))
    if answer.has("fired") { lookback.print(words.fired(answer.number("fired"))) }
  }
}
