import LookbackPostgres

/// The statements of tokens, sessions, passwords and authenticators.
extension Statements {
  static let closeSessions = named("close_sessions", PackageResources.close_sessions_sql)
  static let closeToken = named("close_token", PackageResources.close_token_sql)
  static let markAuthenticator = named("mark_authenticator", PackageResources.mark_authenticator_sql)
  static let deleteAuthenticator = named("delete_authenticator", PackageResources.delete_authenticator_sql)
  static let insertToken = named("insert_token", PackageResources.insert_token_sql)
  static let listTokens = named("list_tokens", PackageResources.list_tokens_sql)
  static let readCredentials = named("read_credentials", PackageResources.read_credentials_sql)
  static let readToken = named("read_token", PackageResources.read_token_sql)
  static let replacePasswordHash = named("replace_password_hash", PackageResources.replace_password_hash_sql)
  static let setAuthenticator = named("set_authenticator", PackageResources.set_authenticator_sql)
  static let setPassword = named("set_password", PackageResources.set_password_sql)
  static let takeCode = named("take_code", PackageResources.take_code_sql)
  static let takeRecoveryCode = named("take_recovery_code", PackageResources.take_recovery_code_sql)
  static let markTokenUse = named("mark_token_use", PackageResources.mark_token_use_sql)

  static let ofSignIn: [Statement] = [
    closeSessions, closeToken, markAuthenticator, deleteAuthenticator, insertToken, listTokens, readCredentials,
    readToken, replacePasswordHash, setAuthenticator, setPassword, takeCode, takeRecoveryCode, markTokenUse,
  ]
}
