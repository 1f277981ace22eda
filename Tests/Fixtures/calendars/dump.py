#!/usr/bin/env python3
"""Writes the tables beside this file from what published Python packages say, for the tests of the calendars.

pip install chinesecalendar==1.11.0 holidays==0.109 exchange_calendars==4.13.2 govuk-bank-holidays==0.19

Nothing of this project is read: the tables are the packages' own data.
"""

import datetime
import json
import pathlib
from importlib.metadata import version

import chinese_calendar
import exchange_calendars
import govuk_bank_holidays
import holidays

FOLDER = pathlib.Path(__file__).parent
DAY = datetime.timedelta(days=1)
CHINA = (2004, 2026)
KINGDOM = (2012, 2028)


def days(first, last):
    day = datetime.date(first, 1, 1)
    while day.year <= last:
        yield day
        day += DAY


def write(name, package, how, rows):
    """One row a year and kind: year, kind, dates; tabs between, spaces between dates."""
    table = {}
    for day, kind in rows:
        table.setdefault((day.year, kind), []).append(f"{day:%m-%d}")
    lines = [f"# {package} {version(package)}: {how}", "# year, kind, dates; dumped by dump.py beside this file"]
    lines += [f"{year}\t{kind}\t{' '.join(dates)}" for (year, kind), dates in sorted(table.items())]
    (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def china():
    for day in days(*CHINA):
        detail = chinese_calendar.get_holiday_detail(day)[1]
        works = chinese_calendar.is_workday(day)
        if works != (day.weekday() < 5):
            yield day, "working" if works else "off"
        name = detail and chinese_calendar.Holiday(detail).chinese
        if name:
            yield day, name


def china_by_holidays():
    calendar = holidays.CN(years=range(CHINA[0], CHINA[1] + 1))
    for day in days(*CHINA):
        works = calendar.is_working_day(day)
        if works != (day.weekday() < 5):
            yield day, "working" if works else "off"


def shanghai():
    calendar = exchange_calendars.get_calendar("XSHG", start=f"{CHINA[0]}-01-01", end=f"{CHINA[1]}-12-31")
    sessions = {session.date() for session in calendar.sessions}
    for day in days(*CHINA):
        if (day in sessions) != (day.weekday() < 5):
            yield day, "working" if day in sessions else "off"


def kingdom():
    for part in ("ENG", "WLS", "SCT", "NIR"):
        calendar = holidays.GB(subdiv=part, years=range(KINGDOM[0], KINGDOM[1] + 1))
        for day in days(*KINGDOM):
            if day in calendar and day.weekday() < 5:
                yield day, part


def kingdom_by_government():
    path = pathlib.Path(govuk_bank_holidays.__file__).parent / "bank-holidays.json"
    for part, content in json.loads(path.read_text(encoding="utf-8")).items():
        for event in content["events"]:
            yield datetime.date.fromisoformat(event["date"]), part


write("cn-chinesecalendar.tsv", "chinesecalendar", "days unlike their weekday, and the holiday of each day", china())
write("cn-holidays.tsv", "holidays", "CN, days where is_working_day is unlike the weekday", china_by_holidays())
write("cn-exchange.tsv", "exchange_calendars", "XSHG, the weekdays without trading in Shanghai", shanghai())
write("uk-holidays.tsv", "holidays", "GB by subdivision, the weekdays that are holidays", kingdom())
write("uk-govuk.tsv", "govuk-bank-holidays", "its copy of GOV.UK's bank-holidays.json", kingdom_by_government())
