/// The names and functions that a guard may use besides the language's own.
package struct Declarations: Sendable {
  package struct Function: Sendable {
    package var parameters: [ValueType]
    package var result: ValueType
    package init(_ parameters: [ValueType], _ result: ValueType) {
      self.parameters = parameters
      self.result = result
    }
  }
  package var names: [String: ValueType]
  package var functions: [String: Function]

  /// The fields of what a reference names; empty where nothing is looked up.
  package var references: [String: ValueType] = [:]

  package init(names: [String: ValueType] = [:], functions: [String: Function] = [:]) {
    self.names = names
    self.functions = functions
  }
}
