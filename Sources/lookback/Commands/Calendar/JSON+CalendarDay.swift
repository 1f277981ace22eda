import LookbackJSON
import LookbackTime

extension JSON {
  init(_ day: CivilDate, _ calendar: WorkCalendar, _ language: Language) {
    self = .members([
      "date": .string("\(day)"), "day": .string(calendar.isWorking(day) ? "working" : "off"),
      "name": calendar.dayName(day, in: language).map { .string($0) },
    ])
  }
}
