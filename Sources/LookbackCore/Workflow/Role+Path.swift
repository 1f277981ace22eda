extension Role {
  /// The field that names the person or the unit; nil if no field does.
  package var path: ValuePath? {
    switch self {
    case .person(let path): path
    case .post(_, of: .field(let path)): path
    case .post: nil
    }
  }
}
