package import LookbackCEL

extension Case {
  /// The value of a field, seen from `track`; nil if it is not set.
  package func value(at path: ValuePath, from track: Track) -> Value? {
    owner(of: path, from: track).data[path.field]
  }

  /// The track whose data a path reads: the root for `case.`, the track itself for `data.`.
  func owner(of path: ValuePath, from track: Track) -> Track {
    path.scope == .case ? root : track
  }
}

extension Value {
  /// The codes in a field that holds one code or a list of them.
  var codes: [String] {
    switch self {
    case .string(let code): [code]
    case .list(let elements): elements.flatMap(\.codes)
    default: []
    }
  }
}
