"""Lives the story of the letter 青民函〔2020〕164号 through the client that was made from the document of the API.

The administrator asks on the daemon's socket; everybody else over TCP, with a token. `scripts/api-client-test` makes
the client and runs this.
"""

import os

import httpx
from client import AuthenticatedClient, Client
from client.api.cases import case_actions, case_history, explain_deadline, fire_event, list_cases, open_case, show_case
from client.api.daemon import show_problem, who_am_i
from client.api.definitions import advance_clock
from client.api.lists import report, worklist
from client.api.people import add_persons, add_posts, add_units, set_register
from client.api.sign_in import add_token
from client.models import (
    AddPersonsBodyType0,
    AddPostsBodyType0,
    AddTokenBody,
    AddUnitsBodyType0,
    AdvanceClockBody,
    FireEventBody,
    OpenCaseBody,
    Problem,
    SetRegisterBody,
)

letter = {name.removeprefix("letter_"): value for name, value in os.environ.items() if name.startswith("letter_")}
office, clerk, unit = "government-office.inspector", "congress-office.clerk", letter["unit"]

administrator = Client(
    base_url="http://lookback", httpx_args={"transport": httpx.HTTPTransport(uds=os.environ["LOOKBACK_SOCKET"])}
)
people: dict[str, AuthenticatedClient] = {}


def done(answer):
    """The answer, if it is no problem."""
    if answer is None or isinstance(answer, Problem):
        raise SystemExit(f"refused: {answer}")
    return answer


def refused(answer, code):
    """The problem, if it is one of this code, which the API then explains."""
    if not isinstance(answer, Problem) or answer.code != code:
        raise SystemExit(f"expected {code}: {answer}")
    kind = done(show_problem.sync(code, client=administrator))
    assert kind.status == answer.status and kind.type_ == answer.type_, kind
    return answer


def hire(code, post, of):
    done(add_persons.sync(client=administrator, body=AddPersonsBodyType0(code=code, name=code)))
    done(add_posts.sync(client=administrator, body=AddPostsBodyType0(person=code, post=post, unit=of)))
    token = done(add_token.sync(client=administrator, body=AddTokenBody(person=code))).token
    people[code] = AuthenticatedClient(base_url=f"http://127.0.0.1:{os.environ['PORT']}", token=token)


def advance(day):
    done(advance_clock.sync(client=administrator, body=AdvanceClockBody(to=day)))


def fire(person, event, key=None, **data):
    body = FireEventBody.from_dict({"event": event, "data": data})
    more = {"idempotency_key": key} if key else {}
    return fire_event.sync(letter["case_number"], client=people[person], body=body, **more)


for code, name in [("congress-office", "工作机构"), ("government-office", "办公厅"), (unit, "民政厅")]:
    body = AddUnitsBodyType0(code=code, name=name, document_code="青民" if code == unit else "")
    done(add_units.sync(client=administrator, body=body))
hire(clerk, "clerk", "congress-office")
hire(office, "inspector", "government-office")
done(add_persons.sync(client=administrator, body=AddPersonsBodyType0(code=letter["lead"], name=letter["lead_name"])))
for post in ["liaison", "drafter", "checker", "branch-head", "principal-head"]:
    hire(f"{unit}.{post}", post, unit)
liaison, drafter, checker, head = (f"{unit}.{post}" for post in ["liaison", "drafter", "checker", "branch-head"])

me = done(who_am_i.sync(client=people[drafter]))
assert me.person == drafter and me.posts[0].post == "drafter" and not me.administrator, me
assert done(who_am_i.sync(client=administrator)).administrator

# 2019: the first answer.
advance(letter["received"])
opening = OpenCaseBody.from_dict(
    {
        "workflow": "recommendation",
        "data": {
            "number": letter["case_number"],
            "session": letter["session"],
            "subject": letter["subject"],
            "lead": letter["lead"],
            "received": letter["received"],
        },
    }
)
first = done(open_case.sync(client=people[clerk], body=opening, idempotency_key="letter"))
again = done(open_case.sync(client=people[clerk], body=opening, idempotency_key="letter"))
assert again.case == first.case and again.replayed and not first.replayed, again
refused(open_case.sync(client=people[clerk], body=opening), "not-unique")
advance(letter["assigned"])
done(fire(office, "assign", main_units=[unit]))
advance(letter["signed_for"])
done(fire(liaison, "sign for"))
advance(letter["first_drafted"])
done(fire(drafter, "draft", reply_text=letter["first_text"], **{"class": "B"}, money=False, contact_mode="phone"))
refused(fire(drafter, "approve"), "not-allowed")
advance(letter["first_checked"])
done(fire(checker, "approve"))
advance(letter["first_signed"])
done(fire(head, "approve"))
advance(letter["first_closed"])
done(fire(office, "close", satisfaction="satisfied"))
advance("2019-12-31")
before = done(report.sync(client=administrator, year=2019)).to_dict()

# 2020: the look back, and the second answer under number 164.
advance(letter["look_back"])
done(fire(office, "look back", look_back_due=letter["look_back_due"]))
advance(letter["second_signed_for"])
items = done(worklist.sync(client=people[liaison])).items
assert [item.case for item in items] == [first.case], items
done(fire(liaison, "sign for"))
advance(letter["second_drafted"])
register = SetRegisterBody(name=letter["register"], period=2020, next_=int(letter["serial"]))
done(set_register.sync(client=administrator, body=register))
done(fire(drafter, "draft", reply_text=letter["opening"], money=False, contact_mode="phone"))
done(fire(checker, "approve"))
advance(letter["date"])
done(fire(head, "approve", key="head signs"))
assert done(fire(head, "approve", key="head signs")).replayed
current = show_case.sync_detailed(letter["case_number"], client=people[office])
assert current.headers["etag"].strip('"').split("-")[0] == str(current.parsed.sequence)
assert letter["number"] in str(current.parsed.to_dict()), "the letter has no number"
assert any(action.event == "enter class" for action in done(
    case_actions.sync(letter["case_number"], client=people[office])).possible)
advance(letter["second_closed"])
done(fire(office, "enter class", **{"class": letter["second_class"]}))
done(fire(office, "close", satisfaction="satisfied"))

explained = done(explain_deadline.sync(letter["case_number"], "reply", client=people[office]))
assert explained.deadlines[0].law and explained.deadlines[0].steps, explained
history = done(case_history.sync(letter["case_number"], client=people[office]))
assert history.items[-1].event == "close" and history.items[-1].sequence == history.sequence, history.items[-1]
refused(show_case.sync("no-such", client=people[office]), "unknown-case")
nobody = AuthenticatedClient(base_url=f"http://127.0.0.1:{os.environ['PORT']}", token="lb_none")
refused(list_cases.sync(client=nobody), "unknown-caller")
assert done(report.sync(client=administrator, year=2019)).to_dict() == before, "2019 is counted otherwise"
print(f"{letter['number']}: {history.sequence} events of case {first.case}, through a client made from the document")
