import LookbackCore
import LookbackYAML

/// Cases that ring one another.
enum BellWorkflow {
  static let text = """
    notation: 1
    workflow: bell
    version: 1
    title: {en: bell}
    calendar: plain
    timezone: UTC

    data:
      number: {type: text, max: 20, unique: true, title: {en: number}}
      neighbours: {type: list, of: case, title: {en: neighbours}}
      heard: {type: list, of: case, title: {en: heard}}

    roles:
      clerk: {post: clerk, of: desk, title: {en: clerk}}

    states:
      quiet:
        title: {en: quiet}
        who: clerk
        events:
          tie: {needs: [neighbours]}
          ring: {needs: [neighbours], do: [signal hear to data.neighbours]}
          hear:
            - by: signal
              if: "size(data.neighbours) == 0"
              set: {heard: "data.heard == null ? [sender] : data.heard + [sender]"}
            - set: {heard: "[sender]"}
              do: [signal hear to data.neighbours]
          stop: {to: gone}
      gone: {title: {en: gone}, final: true}
    """

  static var files: [DefinitionFile] {
    [
      DefinitionFile(name: "bell.yaml", bytes: Array(text.utf8)),
      DefinitionFile(name: "calendars/plain.yaml", bytes: Array(TicketWorkflow.calendar.utf8)),
    ]
  }
}
