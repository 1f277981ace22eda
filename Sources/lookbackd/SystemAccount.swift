import Glibc

/// The account of the machine that runs this program.
enum SystemAccount {
  static var name: String {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "uid \(getuid())" }
    return String(cString: name)
  }
}
