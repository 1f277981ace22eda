extension BrokenDefinition {
  /// Slips that a YAML parser or the form of a single value shows.
  static let forms: [BrokenDefinition] = [
    .init("an unknown key", "title: {en", "tilte: {en", ["4:1 unknown-key"]),
    .init(
      "an unknown key of a state", "    who: office\n    events:", "    whom: office\n    events:",
      ["29:5 unknown-key", "31:7 nobody-may-fire", "35:7 nobody-may-fire"]),
    .init("a duplicated key", "version: 1", "version: 1\nversion: 2", ["4:1 duplicate-key"]),
    .init("a duplicated key far away", "promises: [never", "data: {}\npromises: [never", ["56:1 duplicate-key"]),
    .init("a duplicated key inside braces", "{to: done, needs", "{to: done, to: done, needs", ["35:27 duplicate-key"]),
    .init("a duplicated quoted key", "\"data.class == 'B'\"", "x, \"if\": y", ["55:28 duplicate-key"]),
    .init("an anchor and its alias", "[office, track.unit-part.liaison]", "[&who office, *who]", ["24:41 anchor"]),
    .init("an alias", "breach: {tell: office}", "breach: {tell: *nobody}", ["25:20 alias"]),
    .init("a tag", "version: 1", "version: !!int 1", ["3:10 tag"]),
    .init("a merge key", "breach: {tell: office}", "<<: {breach: {tell: office}}", ["25:5 merge-key"]),
    .init("a second document", "promises:", "---\npromises:", ["56:1 second-document"]),
    .init("a syntax error", "roles:", "roles: [", ["16:3 syntax"]),
    .init("a tab for an indent", "  subject:", "\tsubject:", ["8:1 syntax"]),
    .init("a key that is a list", "version: 1", "version: 1\n[a]: b", ["4:1 key-not-text"]),
    .init("no notation", "notation: 1\n", "", ["1:1 missing-key"]),
    .init("another notation", "notation: 1", "notation: 2", ["1:11 unknown-notation"]),
    .init("a version that is a text", "version: 1", "version: one", ["3:10 expected-number"]),
    .init("a workflow name with capitals", "workflow: request", "workflow: Request", ["2:11 bad-name"]),
    .init("a title without language", "{en: Request, zh: 申请}", "Request", ["4:8 expected-mapping"]),
    .init(
      "a title in a third language", "{en: Request, zh: 申请}", "{fr: Demande}", ["4:8 missing-key", "4:9 unknown-key"]),
    .init("an unknown type", "{type: date}", "{type: data}", ["12:15 unknown-type"]),
    .init(
      "a reserved field", "urgent: {type: bool}", "reason: {type: text}", ["13:3 reserved-name", "35:50 unknown-field"]),
    .init(
      "a field with a bad name", "urgent: {type: bool}", "Urgent item: {type: bool}",
      ["13:3 bad-name", "35:50 unknown-field"]),
    .init("a limit on a date", "{type: date}", "{type: date, max: 3}", ["12:26 misplaced-key"]),
    .init("an unknown scheme", "classes/npc", "classes/ncp", ["9:29 unknown-scheme"]),
    .init("yes is a text", "{final: true,", "{final: yes,", ["51:17 expected-bool", "51:30 misplaced-key"]),
    .init("a bad span", "15 working days", "15 work days", ["19:11 bad-span"]),
    .init(
      "a look-back of hours", "1 year after event all done", "9 hours after event all done", ["55:50 not-whole-days"]),
    .init("a bad roll", "roll: as is", "roll: forward", ["26:32 unknown-word"]),
    .init("roll and last", "roll: as is", "roll: as is, counting: {last: as is}", ["26:32 misplaced-key"]),
    .init("both runs and at", "from: event accept", "from: event accept\n    at: data.due", ["19:11 misplaced-key"]),
    .init("an impossible date", "at: data.due", "at: 2008-09-31", ["26:16 impossible-date"]),
    .init("a date in the definition", "at: data.due", "at: 2008-09-30", ["26:16 fixed-date"]),
    .init(
      "a cut-off that is no time", "from: event accept", "from: event accept\n    cut-off: 5 pm", ["21:14 bad-time"]),
    .init(
      "a cut-off for an unknown day", "from: event accept",
      "from: event accept\n    cut-off: {at: 17:00, counts as: monday}", ["21:37 unknown-word"]),
    .init("an end that is none", "roll: as is", "roll: as is, ends at: noon", ["26:48 unknown-word"]),
    .init(
      "pauses counted in weeks", "roll: as is", "pauses in: working, pauses counted in: weeks", ["26:65 unknown-word"]),
    .init("extended to, from today", "from: start, who", "from: today, who", ["22:33 bad-start"]),
    .init("a cap of hours", "from: start, who", "from: start, cap: 3 hours, who", ["22:45 not-whole-days"]),
    .init("a start that is none", "from: event accept", "from: accept", ["20:11 bad-start"]),
    .init("extended to and by", "{to: 1 month, from", "{to: 1 month, by: 1 month, from", ["22:31 misplaced-key"]),
    .init("extended by, from the start", "{to: 1 month, from", "{by: 1 month, from", ["22:33 bad-start"]),
    .init(
      "a wait that is not known", "who: office\n    events:", "waits: forever\n    who: office\n    events:",
      ["29:12 unknown-word"]),
    .init("an effect that is none", "letter reply", "fax reply", ["50:87 unknown-effect"]),
    .init(
      "a look-back without event", "at: 1 year after event all done", "at: 1 year after all done", ["55:50 bad-time"]),
  ]

  /// Slips that only show when names are looked up and guards are read.
  static let meanings: [BrokenDefinition] = [
    .init("to an unknown state", "to: working", "to: wroking", ["34:13 unknown-state"]),
    .init("who is no role", "who: office, needs", "who: ofice, needs", ["22:45 unknown-role"]),
    .init(
      "stops in no state", "stops in: [done]", "stops in: [doen, finished]",
      ["21:16 unknown-state", "21:22 unknown-state"]),
    .init("from an unknown event", "from: event accept", "from: event acept", ["20:11 unknown-event"]),
    .init("never the actor of an unknown event", "actor of accept", "actor of sign", ["45:15 unknown-event"]),
    .init("bars nobody", "actor of accept", "accept", ["45:15 bad-actor"]),
    .init("refused into nowhere", "refusal: working", "refusal: rejected", ["46:16 unknown-state"]),
    .init(
      "reopened by an unknown event", "reopen: [look back]", "reopen: [look forward]",
      ["51:32 unknown-event", "55:99 unknown-event"]),
    .init(
      "runs an unknown workflow", "run: unit-part", "run: unit-prat", ["24:49 unknown-track", "38:33 unknown-workflow"]),
    .init("tells an unknown role of a track", "unit-part.liaison", "unit-part.laison", ["24:49 unknown-role"]),
    .init("tells an unknown track", "track.unit-part.liaison", "track.part.liaison", ["24:49 unknown-track"]),
    .init("each over no list", "each: data.units", "each: data.lead", ["38:16 wrong-type"]),
    .init("an unknown way to join", "as: main}", "as: main, join: some}", ["38:60 unknown-word"]),
    .init("needs an unknown field", "needs: [units]", "needs: [unit]", ["32:17 unknown-field"]),
    .init("sets an unknown field", "set: {urgent:", "set: {urgnet:", ["35:50 unknown-field"]),
    .init("sets a field to another type", "\"false\"", "\"'no'\"", ["35:58 cel-type"]),
    .init("a person who is a date", "person: data.lead", "person: data.due", ["16:22 wrong-type"]),
    .init("a clock at a text", "at: data.due", "at: data.subject", ["26:16 wrong-type"]),
    .init("a number into a list", "into: data.subject", "into: data.units", ["50:67 wrong-type"]),
    .init("a guard with a syntax error", "size(data.units) > 0", "size(data.units) >", ["33:39 cel-syntax"]),
    .init("a guard with an unknown field", "size(data.units) > 0", "size(data.unit) > 0", ["33:30 cel-unknown-name"]),
    .init("a guard that is no bool", "size(data.units) > 0", "size(data.units)", ["33:20 cel-type"]),
    .init("a guard that compares two types", "size(data.units) > 0", "data.subject > 0", ["33:34 cel-type"]),
    .init(
      "a guard with an impossible date", "size(data.units) > 0", "today() < date('2023-02-29')",
      ["33:37 impossible-date"]),
    .init("a guard with an unknown clock", "size(data.units) > 0", "clock('anwser').overdue", ["33:28 unknown-clock"]),
    .init("a guard with an unknown event", "size(data.units) > 0", "count('acept') > 0", ["33:28 unknown-event"]),
    .init("a guard with an unknown group", "tracks.main.all", "tracks.mian.all", ["40:31 cel-unknown-name"]),
    .init(
      "a guard in a block of two lines", "{when: \"tracks.main.all(t, t.state == 'done')\", to: signing}",
      "\n        when: >-\n          tracks.main.all(t,\n          t.sate == 'done')\n        to: signing",
      ["43:12 cel-unknown-name"]),
    .init(
      "a guard behind escapes", "{when: \"tracks.main.all(t, t.state == 'done')\", to: signing}",
      "{when: \"tracks.main.all(t, t.state == \\\"done\\\" || t.sate == '')\", to: signing}", ["40:68 cel-unknown-name"]
    ),
    .init("an event of the engine", "decline: {", "refuse: {", ["35:7 reserved-name"]),
    .init("an event that history would take for an opening", "decline: {", "open: {", ["35:7 reserved-name"]),
    .init("one that it would take for a move", "decline: {", "moved: {", ["35:7 reserved-name"]),
    .init("one that it would take for new dates", "decline: {", "re-date: {", ["35:7 reserved-name"]),
    .init("one that it would take for an administrator's", "decline: {", "mended: {", ["35:7 reserved-name"]),
    .init("one that it would take for a proposal", "decline: {", "mend proposed: {", ["35:7 reserved-name"]),
    .init("the engine's event with a person", "to: signing}", "to: signing, who: office}", ["40:83 misplaced-key"]),
    .init("when and after", "to: signing}", "to: signing, after: 3 days}", ["40:85 misplaced-key"]),
    .init(
      "an event that nobody may fire", "    who: office\n    events:", "    events:",
      ["30:7 nobody-may-fire", "34:7 nobody-may-fire"]),
    .init(
      "a final state that goes on", "done: {final: true,",
      "done: {final: true, events: {again: {to: new, who: office}},", ["51:32 final-with-events"]),
    .init(
      "reopening a state that is not final", "working:\n    tracks:", "working:\n    reopen: [withdraw]\n    tracks:",
      ["37:13 misplaced-key"]),
    .init(
      "an approval that leads nowhere", "approved: {to: done", "agreed: {who: office, to: done", ["41:3 missing-event"]),
    .init(
      "a state never entered", "  done: {final", "  lost: {events: {find: {who: office, to: done}}}\n  done: {final",
      ["51:3 unreachable-state"]),
    .init(
      "a second candidate never reached", "decline: {to: done, needs: [reason], set: {urgent: \"false\"}}",
      "decline: [{to: done}, {to: working}]", ["35:29 shadowed-candidate"]),
    .init(
      "who in the second candidate", "decline: {to: done, needs: [reason], set: {urgent: \"false\"}}",
      "decline: [{if: data.urgent, to: done}, {to: working, who: office}]", ["35:60 misplaced-key"]),
    .init("an event twice, also anywhere", "  withdraw: {to", "  decline: {to", ["35:7 duplicate-event"]),
    .init(
      "two groups of one name", "as: main}", "as: main}\n      - {each: data.units, run: unit-part, as: main}",
      ["36:3 duplicate-group"]),
    .init("an unknown calendar", "calendar: cn", "calendar: cn-qinhai", ["5:11 unknown-calendar"]),
    .init("an unknown time zone", "Asia/Shanghai", "Asia/Shangai", ["6:11 unknown-timezone"]),
    .init(
      "a wait without a clock", "roll: as is, stops in: [done]", "stops in: [new, working, done]",
      ["26:36 clock-stops-at-once", "28:3 untimed-wait"]
    ),
  ]

  /// Slips in what repeats, waits, is asked for or goes back.
  static let constructs: [BrokenDefinition] = [
    .init(
      "a reminder without end", "{before: 3 working days, tell: [office", "{every: 3 working days, tell: [office",
      ["24:9 unbounded-reminder"]),
    .init(
      "a reminder that repeats before", "{before: 3 working days, tell",
      "{before: 3 working days, every: 1 day, at most: 2, tell", ["24:18 misplaced-key"]),
    .init(
      "an end without repeating", "{before: 3 working days, tell", "{before: 3 working days, at most: 2, tell",
      ["24:43 misplaced-key"]),
    .init(
      "repeating in no time", "{before: 3 working days, tell", "{every: 0 days, at most: 2, tell",
      ["24:17 bad-interval"]),
    .init(
      "approvers outside an approval", "breach: {tell: office}", "breach: {tell: approvers}", ["25:20 unknown-role"]),
    .init("asked for by no role", "from: start, who", "from: start, ask: ofice, who", ["22:45 unknown-role"]),
    .init(
      "a date corrected where it is not announced", "roll: as is", "roll: as is, correct: {who: office}",
      ["26:48 misplaced-key"]),
    .init(
      "halted by an unknown event", "roll: as is", "roll: as is, pauses on: [acept], resumes on: accept",
      ["26:51 unknown-event"]),
    .init("due on a day that moves", "at: data.due", "at: today()", ["26:16 cel-unknown-name"]),
    .init("due at a text", "at: data.due", "at: \"data.subject + 'x'\"", ["26:16 cel-type"]),
    .init(
      "refused to an unknown step", "need: 1}", "need: 1, name: check, refusal: step chek}", ["44:74 unknown-step"]),
    .init(
      "two steps of one name", "need: 1}", "need: 1, name: a}\n        - {ask: checker, of: main-office, name: a}",
      ["45:49 duplicate-name"]),
    .init("joins in an unknown way", "to: signing}", "to: signing, join: some}", ["40:84 unknown-word"]),
    .init("an event that a clock's rule offers", "decline: {", "ask to extend answer: {", ["35:7 reserved-name"]),
    .init("an approval due in no time", "due: 5 working days", "due: {remind: []}", ["48:12 missing-key"]),
  ]
}
