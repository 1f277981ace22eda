/// Words of CEL and of its extensions that guards do not have: a message about one says so, rather than that it is
/// unknown.
enum UnsupportedCEL {
  /// The names of types, which in CEL are values; cel-spec, doc/langdef.md, "Values".
  static let types: Set<String> = [
    "bool", "bytes", "double", "duration", "int", "list", "map", "null_type", "string", "timestamp", "type", "uint",
  ]

  /// The functions of the extension libraries that cel-go and cel-spec describe.
  static let functions: Set<String> = [
    // strings
    "charAt", "format", "indexOf", "join", "lastIndexOf", "lowerAscii", "quote", "replace", "reverse", "split",
    "substring", "trim", "upperAscii",
    // lists and sets
    "distinct", "flatten", "first", "last", "range", "slice", "sort", "sortBy", "equivalent", "intersects",
    // math
    "abs", "bitAnd", "bitNot", "bitOr", "bitShiftLeft", "bitShiftRight", "bitXor", "ceil", "floor", "greatest",
    "isFinite", "isInf", "isNaN", "least", "round", "sign", "sqrt", "trunc",
    // encoders, bindings, blocks, messages, optional values, regular expressions
    "decode", "encode", "bind", "block", "index", "iterVar", "accuVar", "getExt", "hasExt", "hasValue", "none", "of",
    "ofNonZeroValue", "optional_type", "or", "orValue", "value", "unwrap", "unwrapOpt", "extract", "extractAll",
    // addresses
    "cidr", "containsCIDR", "containsIP", "family", "ip", "isCanonical", "isGlobalUnicast", "isIP",
    "isLinkLocalMulticast", "isLinkLocalUnicast", "isLoopback", "isUnspecified", "masked", "prefixLength",
  ]

  /// What is said of a function that a guard does not have.
  static func refusal(ofFunction name: String) -> String {
    let kind = functions.contains(name) ? ", which belongs to an extension of CEL" : ", which is not known"
    return "not part of Lookback's guards: \(name)()" + kind
  }

  /// What is said of a name that stands for nothing, if CEL gives it a meaning.
  static func refusal(ofName name: String) -> String? {
    guard types.contains(name) else { return nil }
    return "not part of Lookback's guards: types as values, found `\(name)`; the types of all names are known before a "
      + "guard runs"
  }
}
