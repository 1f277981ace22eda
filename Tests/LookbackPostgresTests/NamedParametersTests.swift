import LookbackPostgres
import Testing

@Suite("Parameters have names in the text of a statement")
struct NamedParametersTests {
  @Test("and get their numbers where they stand first, each name one number")
  func numbers() {
    let sql = NamedParameters("select @b::int8[], @a_1, (@b) where x = any(@b::text[]) and y>= @a_1")
    #expect(sql.text == "select $1::int8[], $2, ($1) where x = any($1::text[]) and y>= $2")
    #expect(sql.names == ["b", "a_1"])
    #expect(sql.problem == nil)
  }

  @Test(
    "but not in quotes, in comments, in operators, or before a blank",
    arguments: [
      "select '@name', 'it''s @name', \"@column\", e'it\\'s @name'", "select $$ @name $$, $body$ $$ @name $body$",
      "select 1 -- whose is @name\n", "select 1 /* @name /* @name */ @name */", "select a @> b, a <@ b, a @@b, a =@b",
      "select @ -5, @", "select '@name", "select $$ @name", "select \"@name", "-- @name", "/* @name", "", "@",
      "select a$1, $2, $", "select 'écrit @name'",
    ])
  func untouched(text: String) {
    let sql = NamedParameters(text)
    #expect(sql.text == text)
    #expect(sql.names == [])
    #expect(sql.problem == nil)
  }

  @Test(
    "and begin again after what is not read",
    arguments: [
      ("'@a' || @b", "'@a' || $1"), ("-- @a\n@b", "-- @a\n$1"), ("/* @a */ @b", "/* @a */ $1"),
      ("$$@a$$, @b", "$$@a$$, $1"), ("\"@a\" @b", "\"@a\" $1"), ("x @> @b", "x @> $1"), ("name'\\' @b", "name'\\' $1"),
    ])
  func afterwards(text: String, expected: String) {
    let sql = NamedParameters(text)
    #expect(sql.text == expected)
    #expect(sql.names == ["b"])
  }

  @Test(
    "a name that is not of lower-case letters, and a number beside a name, are told with what was expected",
    arguments: [
      ("select @Case", "a parameter @Case, expected a name of lower-case letters, digits and _ such as @case_ids"),
      ("select @caseId", "a parameter @caseId, expected a name of lower-case letters, digits and _ such as @case_ids"),
      ("select @1", "a parameter @1, expected a name of lower-case letters, digits and _ such as @case_ids"),
      ("select @a, $2", "a number such as $1 beside @a, expected names only"),
    ])
  func refused(text: String, problem: String) {
    #expect(NamedParameters(text).problem == problem)
  }
}
