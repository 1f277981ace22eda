/// Writes a diagram in the DOT language of Graphviz. Names of a definition stand only in HTML-like labels, escaped, and
/// never in ids.
package enum DOTWriter {
  private static let font = "Noto Sans CJK SC"

  /// Returns the diagram in DOT.
  package static func text(_ diagram: StateDiagram) -> String {
    var lines = [
      "digraph lookback {", "  compound=true; rankdir=TB; nodesep=0.35; ranksep=0.45; bgcolor=white; pad=0.2;",
      "  label=<<b>\(escaped(diagram.title))</b>>; labelloc=t; fontname=\"\(font)\"; fontsize=18;",
      "  node [fontname=\"\(font)\", fontsize=12, shape=plain, style=\"\"];",
      "  edge [fontname=\"\(font)\", fontsize=10, color=\"#37474f\", fontcolor=\"#37474f\", arrowsize=0.8];",
    ]
    for (index, frame) in diagram.frames.enumerated() {
      lines += self.lines(of: frame, isRoot: index == 0).map { "  " + $0 }
    }
    for arrow in diagram.arrows { lines.append("  " + line(of: arrow)) }
    return (lines + ["}", ""]).joined(separator: "\n")
  }

  private static func lines(of frame: StateDiagram.Frame, isRoot: Bool) -> [String] {
    let head =
      isRoot
      ? ["subgraph cluster_\(frame.id) {", "  style=invis;"]
      : [
        "subgraph cluster_\(frame.id) {", "  style=\"rounded,filled\"; color=\"#90a4ae\"; fillcolor=\"#f5f7f8\";",
        "  label=<<b>\(escaped(frame.title))</b>>; fontname=\"\(font)\"; fontsize=14; labeljust=l;",
      ]
    var lines = head + frame.boxes.map { "  " + line(of: $0) }
    for box in frame.boxes where box.isFirst {
      lines.append("  \(box.id)start [shape=circle, style=filled, fillcolor=\"#37474f\", width=0.16, label=\"\"];")
      lines.append("  \(box.id)start -> \(box.id);")
    }
    return lines + ["}"]
  }

  private static func line(of box: StateDiagram.Box) -> String {
    let rows =
      ["<tr><td><b>\(escaped(box.title))</b></td></tr>"]
      + box.lines.map { "<tr><td align=\"left\"><font point-size=\"10\">\(escaped($0))</font></td></tr>" }
    switch box.shape {
    case .clocks:
      return "\(box.id) [label=<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"2\" "
        + "bgcolor=\"#fffde7\">\(rows.joined())</table>>];"
    case .anywhere:
      return "\(box.id) [shape=box, style=\"rounded,dashed\", color=\"#78909c\", label=<\(escaped(box.title))>];"
    case .state, .final:
      let fill = box.isPresent ? "#ffd54f" : box.isOnPath ? "#e3f2fd" : "#ffffff"
      let colour = box.isPresent ? "#e65100" : box.isOnPath ? "#1565c0" : "#546e7a"
      let width = box.isPresent || box.isOnPath ? 2 : 1
      let inner =
        "<table border=\"\(width)\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"3\" style=\"rounded\" "
        + "color=\"\(colour)\" bgcolor=\"\(fill)\">\(rows.joined())</table>"
      guard box.shape == .final else { return "\(box.id) [label=<\(inner)>];" }
      return "\(box.id) [label=<<table border=\"\(width)\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"3\" "
        + "style=\"rounded\" color=\"\(colour)\"><tr><td>\(inner)</td></tr></table>>];"
    }
  }

  private static func line(of arrow: StateDiagram.Arrow) -> String {
    let style: String
    switch arrow.kind {
    case .person: style = "style=solid"
    case .automatic, .timer: style = "style=dashed"
    case .signal: style = "style=dotted, arrowhead=vee"
    case .tracks:
      let frame = arrow.to.prefix { $0 != "s" }
      style = "style=bold, color=\"#90a4ae\", arrowhead=open, lhead=cluster_\(frame)"
    }
    let path = arrow.isOnPath ? ", color=\"#1565c0\", fontcolor=\"#1565c0\", penwidth=2.5" : ""
    // A table separates the lines of a label from the arrow and from other labels.
    let rows = ([escaped(arrow.title)] + arrow.lines.map { "<font point-size=\"9\">\(escaped($0))</font>" })
      .map { "<tr><td>\($0)</td></tr>" }.joined()
    let label = "<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"1\">\(rows)</table>>"
    return "\(arrow.from) -> \(arrow.to) [label=\(label), \(style)\(path)];"
  }

  /// Returns the text so that nothing in it ends a label or begins a tag. Control characters are left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result += " "
      default: if scalar.properties.generalCategory != .control { result.unicodeScalars.append(scalar) }
      }
    }
    return result.isEmpty ? " " : result
  }
}
