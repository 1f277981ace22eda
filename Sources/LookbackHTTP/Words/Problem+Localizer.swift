import LookbackCEL
import LookbackCore
import LookbackJSON
import LookbackTime

extension Problem {
  /// Makes a problem from the refusal of a rule: what was found, what was expected and what to do.
  init(_ rejection: Rejection, in voice: Localizer) {
    let words = RejectionWording(rejection)
    let more = words.more.map { JSON.Member($0) }
    switch voice.language {
    case .english: self.init(words.status, words.code, words.title.0, words.detail.0, more: more)
    case .chinese:
      let titled = RejectionWording(voice.titled(rejection))
      self.init(words.status, words.code, words.title.1, titled.detail.1, more: more)
    }
  }
}

extension JSON.Member {
  fileprivate init(_ detail: RejectionWording.Detail) {
    switch detail {
    case .text(let name, let text): self.init(name: name, value: .string(text))
    case .texts(let name, let texts): self.init(name: name, value: .texts(texts))
    case .readings(let readings):
      let read = readings.map { JSON.Member(name: $0.path, value: JSON($0.value)) }
      self.init(name: "readings", value: .object(read))
    }
  }
}
