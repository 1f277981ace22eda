import ArgumentParser

struct SettingCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setting", abstract: "What the office settles for itself.",
    discussion: """
      substitute_days: the most days that a substitution lasts, 90 unless set.
      substitute_posts: the posts in which somebody may be substituted for, with commas between; all unless set.
      substitute_needs: what a substitution needs before it counts: nothing, consent (of the substitute) or \
      confirmation (of an administrator).
      """,
    subcommands: [SettingList.self, SettingSet.self])
}
