extension PasswordFault {
  package var english: String {
    switch self {
    case .tooShort(let least): "it has fewer than \(least) characters"
    case .tooLong(let most): "it has more than \(most) characters"
    case .control: "it contains control characters"
    case .common: "it is one of the passwords that are tried first"
    case .context(let word): "it contains \(word), which others know"
    case .tooFewKinds(let least):
      "it needs \(least) of these kinds: capital letters, small letters, digits, other characters"
    case .usedBefore(let count): "it is one of your last \(count)"
    }
  }

  package var chinese: String {
    switch self {
    case .tooShort(let least): "不足 \(least) 个字符"
    case .tooLong(let most): "超过 \(most) 个字符"
    case .control: "含有控制字符"
    case .common: "是最常被试用的口令之一"
    case .context(let word): "含有他人知道的“\(word)”"
    case .tooFewKinds(let least): "须含大写字母、小写字母、数字、其他字符四类中的 \(least) 类"
    case .usedBefore(let count): "与最近 \(count) 次的口令之一相同"
    }
  }
}
