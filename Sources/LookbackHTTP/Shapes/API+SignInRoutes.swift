import LookbackCore
import LookbackJSON
import LookbackStore

/// The part of the route table about passwords, authenticators, sessions and the tokens of programs.
extension API {
  static let signIn: [Route] = [
    .post("sessions", .object([.name("person"), .secret("password"), .secret("code", isNeeded: false)]), API.signIn)
      .open().giving(SignInAnswers.session, status: 201)
      .refusing("wrong-sign-in", "code-needed", "too-many-tries", "too-many-sign-ins"),
    .get("sessions", [.text("person"), .limit(1_000), .text("after")], API.listSessions)
      .giving(.page(of: SignInAnswers.line)),
    .delete("sessions/:number", nil, API.endSession).within(.password).giving(SignInAnswers.ended)
      .refusing("unknown-session"),
    .post("me/password", .object([.secret("old"), .secret("new")]), API.changePassword).within(.password)
      .giving(SignInAnswers.person)
      .refusing("wrong-password", "weak-password", "own-only", "no-person", "too-many-tries", "too-many-sign-ins"),
    .post("me/authenticator", nil, API.addAuthenticator).giving(SignInAnswers.secret, status: 201)
      .refusing("authenticator-there", "own-only", "no-person"),
    .post("me/authenticator/confirm", .object([.secret("code")]), API.confirmAuthenticator)
      .giving(SignInAnswers.confirmed)
      .refusing("no-authenticator-waits", "wrong-code", "own-only", "no-person", "too-many-tries"),
    .post("me/authenticator/remove", .object([.secret("code")]), API.removeAuthenticator)
      .giving(PeopleAnswers.removed)
      .refusing("no-authenticator", "wrong-sign-in", "own-only", "no-person", "too-many-tries"),
    .post("persons/:code/password", nil, API.resetPassword).forAdministrators()
      .giving(SignInAnswers.password, status: 201).refusing("too-many-sign-ins"),
    .delete("persons/:code/authenticator", nil, API.resetAuthenticator).forAdministrators()
      .giving(PeopleAnswers.removed).refusing("no-authenticator"),
    .get("tokens", [.text("person"), .limit(1_000), .text("after")], API.listTokens).forAdministrators()
      .giving(.page(of: SignInAnswers.line)),
    .post(
      "tokens",
      .object([
        .name("person"), .text("name"), JSONKey("scope", .choice(TokenScope.ofPrograms.map(\.rawValue))),
        JSONKey("days", .whole(1...Int64(TokenGrant.longestLife / 86_400))),
      ]), API.addToken
    ).forAdministrators().giving(SignInAnswers.token, status: 201).refusing("invalid"),
    .delete("tokens/:number", nil, API.removeToken).forAdministrators().giving(PeopleAnswers.removed)
      .refusing("unknown-token"),
  ]

  static let duties: [Route] = [
    .get("duties", [.limit(1_000), .text("after")], API.listDuties).forAdministrators()
      .giving(.page(of: DutyAnswers.line)),
    .post(
      "duties", .object([.name("person"), JSONKey("duty", .choice(Duty.allCases.map(\.rawValue)), isNeeded: true)]),
      API.giveDuty
    ).forAdministrators().giving(DutyAnswers.given, status: 201).refusing("has-duty", "invalid"),
    .delete("duties/:person/:duty", nil, API.takeDuty).forAdministrators().giving(PeopleAnswers.removed)
      .refusing("no-such-duty"),
    .get("office", API.showOffice).giving(DutyAnswers.office),
    .post("office", .object([JSONKey("duties_apart", .truth, isNeeded: true)]), API.setOffice).forAdministrators()
      .giving(DutyAnswers.office).refusing("no-security-duty", "invalid"),
    .post(
      "emergency", .object([.name("reason"), JSONKey("minutes", .whole(1...240), isNeeded: true)]),
      API.declareEmergency
    ).forAdministrators().giving(DutyAnswers.emergency, status: 201),
    .delete("emergency", nil, API.endEmergency).forAdministrators().giving(SignInAnswers.ended),
  ]
}

extension JSONKey {
  /// A key with a password or a code, which no answer and no log repeats.
  fileprivate static func secret(_ name: String, isNeeded: Bool = true) -> JSONKey {
    JSONKey(name, .text(1...1_024), isNeeded: isNeeded)
  }
}
