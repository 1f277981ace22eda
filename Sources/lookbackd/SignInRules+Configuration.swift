import LookbackHTTP
import LookbackRuntime

extension SignInRules {
  /// The rules that the settings of the daemon make.
  init(_ configuration: Configuration) {
    self.init()
    policy = configuration.passwordPolicy
    idle = configuration.sessionIdle * 60
    lifetime = configuration.sessionLife * 3_600
  }
}
