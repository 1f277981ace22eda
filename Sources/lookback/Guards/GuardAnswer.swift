import LookbackCEL
import LookbackJSON

/// The result of an expression.
enum GuardAnswer {
  case value(Value)
  /// The expression could not be evaluated with these values.
  case failed(String)
  /// The text is no expression of the language.
  case refused(GuardErrors)

  init(_ expression: String, _ bindings: TrialEnvironment) {
    let compiled: Guard
    do { compiled = try Guard(untyped: expression, names: bindings.values.keys) } catch {
      self = .refused(error)
      return
    }
    do { self = .value(try compiled.evaluate(in: bindings).value) } catch { self = .failed(error.message) }
  }

  /// The answer as a line of JSON.
  var line: String {
    var text = ""
    switch self {
    case .value(let value):
      text += "{\"value\":"
      ValueNotation.write(value, to: &text)
    case .failed(let message):
      text += "{\"error\":"
      text += JSON.string(message).description
    case .refused(let errors):
      text += "{\"error\":"
      text += JSON.string(errors.description).description
    }
    return text + "}"
  }
}
