/// Words that the sources once had for something that the field has a word for, and words that read like riddles.
extension WordCheck {
  static let vocabulary = comments + beginnings + identifiers

  private static let comments = [
    comment("whoever", "name who it is: a person, the caller, another transaction"),
    comment("by lot", "say `random`"),
    comment("anew", "say `again`"),
    comment("laid aside", "say what it becomes, such as a dead letter"),
    comment("lays aside", "say what it becomes, such as a dead letter"),
    comment("kin", "name the others"),
    comment("patience", "say `timeout`"),
    comment("haste", "say `priority`"),
    comment("rehearsal", "say what it is: a dry run, a simulation, the warm-up of a connection"),
    comment("alarm", "say `timer` or `reminder`"),
    comment("flight", "say `pipeline` or `round trip`"),
  ]

  /// Beginnings of comments without a subject.
  private static let beginnings = ["/// Of ", "/// To be ", "/// From a row"].map { words in
    WordCheck(word: words, reason: "begin with a noun or a verb", under: ["Sources/"])
  }

  private static let identifiers = [
    identifier("haste", "say `priority`"),
    identifier(
      "patience", "say `timeout`",
      except: ["Sources/LookbackStore/Statements+Growth.swift", "Sources/LookbackStore/Months/Store+Months.swift"]),
    identifier("pulse", "say `watchdog`"),
    identifier("beat", "say `tick` or `heartbeat`"),
    identifier("figures", "say `counters`"),
    identifier("flight", "say `pipeline`"),
    identifier("alarm", "say `timer` or `wakeup`"),
    identifier("alarms", "say `timers`"),
    identifier("rehearse", "say `warmUp`, `dryRun` or `simulate`"),
    identifier("rehearsal", "say `warmUp`, `dryRun` or `simulation`"),
    identifier("standing", "say what it is: a substitution, a state, a class"),
    identifier("standings", "say `substitutions`"),
    // A run of equal days is one.
    identifier("stretch", "say `chunk`, `page` or `range`", except: ["Sources/LookbackTime/"]),
    identifier("company", "say `minimumBatch`"),
    identifier("tally", "say `counts`"),
    WordCheck(word: "orders", reason: "say `commands`", part: .identifier, under: ["Sources/LookbackRuntime/"]),
  ]

  private static func comment(_ word: String, _ reason: String) -> WordCheck {
    WordCheck(word: word, reason: reason, part: .comment)
  }

  private static func identifier(_ word: String, _ reason: String, except: [String] = []) -> WordCheck {
    WordCheck(word: word, reason: reason, part: .identifier, except: except)
  }
}
