/// Writes a diagram as a Mermaid flowchart. Signs that Mermaid could read as something else than text are written as
/// character codes.
package enum MermaidWriter {
  /// Returns the diagram as a flowchart.
  package static func text(_ diagram: StateDiagram) -> String {
    var lines = ["flowchart TB"]
    for frame in diagram.frames {
      lines.append("  subgraph \(frame.id)[\"\(escaped(frame.title))\"]")
      for box in frame.boxes {
        lines.append("    \(line(of: box))")
        if box.isFirst { lines += ["    \(box.id)start((\" \"))", "    \(box.id)start --> \(box.id)"] }
      }
      lines.append("  end")
    }
    // Mermaid styles links by their number, which is their place in the text.
    var number = diagram.frames.flatMap(\.boxes).count { $0.isFirst }
    var onPath: [String] = []
    for arrow in diagram.arrows {
      lines.append("  \(line(of: arrow))")
      if arrow.isOnPath { onPath.append(String(number)) }
      number += 1
    }
    lines += classes(diagram.frames.flatMap(\.boxes))
    if !onPath.isEmpty {
      lines.append("  linkStyle \(onPath.joined(separator: ",")) stroke:#1565c0,stroke-width:3px")
    }
    return (lines + [""]).joined(separator: "\n")
  }

  private static func line(of box: StateDiagram.Box) -> String {
    let title = box.shape == .state || box.shape == .final ? "<b>\(escaped(box.title))</b>" : escaped(box.title)
    let text = ([title] + box.lines.map { escaped($0) }).joined(separator: "<br/>")
    switch box.shape {
    case .state: return "\(box.id)(\"\(text)\")"
    case .final: return "\(box.id)[[\"\(text)\"]]"
    case .anywhere: return "\(box.id)([\"\(text)\"])"
    case .clocks: return "\(box.id)[\"\(text)\"]"
    }
  }

  private static func line(of arrow: StateDiagram.Arrow) -> String {
    let text = ([arrow.title] + arrow.lines).map { escaped($0) }.joined(separator: "<br/>")
    switch arrow.kind {
    case .person: return "\(arrow.from) -->|\"\(text)\"| \(arrow.to)"
    case .automatic, .timer, .signal: return "\(arrow.from) -.->|\"\(text)\"| \(arrow.to)"
    case .tracks: return "\(arrow.from) ==>|\"\(text)\"| \(arrow.to)"
    }
  }

  private static func classes(_ boxes: [StateDiagram.Box]) -> [String] {
    var lines: [String] = []
    let styles: [(String, String, (StateDiagram.Box) -> Bool)] = [
      ("present", "fill:#ffd54f,stroke:#e65100,stroke-width:3px", { $0.isPresent }),
      ("passed", "fill:#e3f2fd,stroke:#1565c0,stroke-width:2px", { $0.isOnPath && !$0.isPresent }),
      ("clocks", "fill:#fffde7,stroke:none,text-align:left", { $0.shape == .clocks }),
      ("anywhere", "stroke-dasharray:4 3", { $0.shape == .anywhere }),
    ]
    for (name, style, isMeant) in styles {
      let ids = boxes.filter(isMeant).map(\.id)
      if !ids.isEmpty {
        lines += ["  classDef \(name) \(style)", "  class \(ids.joined(separator: ",")) \(name)"]
      }
    }
    return lines
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil
        || " ,.:-_/→•№✎◷⚡↻…“”（）：，、".unicodeScalars.contains(scalar)
      {
        result.unicodeScalars.append(scalar)
      } else if properties.generalCategory == .control {
        result += " "
      } else {
        result += "#\(scalar.value);"
      }
    }
    return result.isEmpty ? " " : result
  }
}
