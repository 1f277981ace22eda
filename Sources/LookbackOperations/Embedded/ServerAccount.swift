import Glibc

/// The account under which the private server runs, since PostgreSQL refuses to run as root.
struct ServerAccount: Sendable {
  let user: uid_t
  let group: gid_t
  let name: String
  /// The name of the account of this process.
  let ownName: String

  /// Whether the server runs under another account than this process.
  var isOther: Bool { user != geteuid() }

  /// Returns the account of this process, or `postgres` if this process runs as root. Throws if there is no such
  /// account.
  static func find() throws(EmbeddedPostgresError) -> ServerAccount {
    guard let own = getpwuid(geteuid()) else {
      throw EmbeddedPostgresError(
        "the account \(geteuid()) has no name, and PostgreSQL wants one; add it to /etc/passwd")
    }
    let ownName = String(cString: own.pointee.pw_name)
    guard geteuid() == 0 else {
      return ServerAccount(user: own.pointee.pw_uid, group: own.pointee.pw_gid, name: ownName, ownName: ownName)
    }
    guard let entry = getpwnam("postgres") else {
      throw EmbeddedPostgresError(
        "PostgreSQL does not run as root and there is no account postgres; "
          + "install it: apt-get install postgresql, or run as an ordinary user")
    }
    return ServerAccount(user: entry.pointee.pw_uid, group: entry.pointee.pw_gid, name: "postgres", ownName: ownName)
  }

  /// The words before a command that let it run under this account, and that let the system stop it when this process
  /// dies.
  var prefix: [String] {
    let identity = isOther ? ["--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--inh-caps=-all"] : []
    return ["setpriv"] + identity + ["--no-new-privs", "--pdeathsig", "INT"]
  }
}
