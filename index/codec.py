"""Records to JSON and back, so that the store holds what `claims` made and nothing that only Python can read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from claims.records import Account, Claim, Event, Quantity, Report, Toll

_NESTED: dict[str, Any] = {"quantity": Quantity, "event": Event, "report": Report}


_plans: dict[Any, tuple[tuple[str, Any, Any], ...]] = {}


def _plan(kind: Any) -> tuple[tuple[str, Any, Any], ...]:
    if kind not in _plans:
        _plans[kind] = tuple((f.name, f.default, f.default_factory) for f in fields(kind))
    return _plans[kind]


def pack(record: Any) -> dict[str, Any]:
    """Return a frozen record as a dict that JSON can hold; fields that have their default are left out."""
    out: dict[str, Any] = {}
    for name, default, factory in _plan(type(record)):
        value = getattr(record, name)
        if (default is not MISSING and value == default) or (factory is not MISSING and value == factory()):
            continue
        out[name] = pack(value) if hasattr(value, "__dataclass_fields__") else value
    return out


def unpack(kind: type, data: Mapping[str, Any]) -> Any:
    """Return the record of class `kind` that `pack` made `data` from; fields that this version does not know are left out."""
    values = {}
    for name, _, _ in _plan(kind):
        if name in data:
            value = data[name]
            if isinstance(value, dict) and name in _NESTED:
                value = unpack(_NESTED[name], value)
            elif isinstance(value, list):
                value = _tuples(value)
            values[name] = value
    return kind(**values)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(v) for v in value) if isinstance(value, list) else value


def dumps(value: Any) -> str:
    """Return `value` as compact JSON, the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def account_to_json(a: Account) -> str:
    """Return all but the report itself of an account; claims and tolls name their event by its position."""
    place = {e.id: i for i, e in enumerate(a.events)}

    def slim(record: Claim | Toll) -> dict[str, Any]:
        row = pack(record)
        row["event"] = place[record.event.id]
        del row["report"]
        return row

    return dumps(
        {"events": [pack(e) for e in a.events], "claims": [slim(c) for c in a.claims], "tolls": [slim(t) for t in a.tolls]}
    )


def account_from_json(report: Report, text: str) -> Account:
    """Return the account of `report` that `account_to_json` wrote."""
    data = json.loads(text)
    events = tuple(unpack(Event, e) for e in data["events"])

    def full(kind: type, row: dict[str, Any]) -> Any:
        return unpack(kind, {**row, "report": report.id, "event": events[row["event"]]})

    return Account(
        report,
        tuple(full(Claim, c) for c in data["claims"]),
        events,
        tuple(full(Toll, t) for t in data["tolls"]),
    )
