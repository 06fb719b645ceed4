"""How a row of the form works out what becomes of a required number.

Only the form needs it, so it is loaded when one is written.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from plancheck.requirements.base.bounds import ALLOTMENT
from plancheck.requirements.base.form import LATE, Detail, Formula
from plancheck.requirements.base.requirement import Requirement
from plancheck.requirements.base.standing import Duty

_NO_LEAST, _NO_MOST = -1, 10**14
"""What stands in the cells of bounds that there are not."""
_JUDGED_COUNT = (
    'IF(NUMBER="",BLANK,IF(NUMBER>{most},1,IF(NUMBER<{least},{short},'
    "IF({timeless}=1,IF(NUMBER>0,{proved},6),{met}))))"
)


_NO_NUMBER = "IF(OR({word}=0,{word}=9),{short},{absent})"
"""The verdict where no number is stated: it may be stated that nothing was done."""


def formula(requirement: Requirement, duty: Duty) -> Formula:
    """Return how the claim and the ledger stand to the bounds, or what the worst unit says."""
    bounds = {
        "least": _cell(requirement, duty.at_least, ("at_least", "exactly"), _NO_LEAST),
        "most": _cell(requirement, duty.at_most, ("at_most", "exactly"), _NO_MOST),
        "timeless": int(not requirement.has_floor),
    }
    number = _of_units() if requirement.per else unit_formula()
    if requirement.allotted and not requirement.per:
        number = _with_allotment(requirement, number)
    return number._replace(parts={**number.parts, **bounds})


def _cell(requirement: Requirement, bound: Any, keys: Collection[str], none: int) -> str | int:
    """Return what stands in the cell of a bound; ``none`` where there is none."""
    if any(requirement.bounds.get(key) == ALLOTMENT for key in keys):
        return f"IF({{allotted}}>0,{{allotted}},{none})"
    return none if bound is None else str(bound) if isinstance(bound, Decimal) else int(bound)


def _with_allotment(requirement: Requirement, known: Formula) -> Formula:
    """Return what is said where the number allotted is ``known``, and where it is not."""
    if (
        requirement.bounds.get("at_least") == ALLOTMENT
        and requirement.bounds.get("at_most") != ALLOTMENT
    ):
        return _with_least(known)
    return _with_most(known, '"x"' if requirement.has_floor else "")


def unit_formula() -> Formula:
    """Return how a claim and its ledger stand to the bounds."""
    over = 'AND({ledger}<>"",{ledger}>{most})'
    none = f"IF({over},1,{_NO_NUMBER})"
    worse = "IF({by_claim}={by_ledger},{by_claim},IF(MIN({by_claim},{by_ledger})=1,3,MIN({by_claim},{by_ledger})))"
    if_over = 'IF(OR({ledger}="",{ledger}>{most}),1,3)'
    met = "IF(MIN({by_claim},{by_ledger})=6,6,5)"
    claimed = f"IF({{count}}>{{most}},{if_over},IF({over},3,{met}))"
    return Formula(
        mandatory=f'IF({{count}}="",{none},{worse})',
        optional=f'IF({{count}}="",IF({over},1,5),{claimed})',
        parts={
            "by_claim": _JUDGED_COUNT.replace("NUMBER", "{count}").replace("BLANK", "0"),
            "by_ledger": _JUDGED_COUNT.replace("NUMBER", "{ledger}").replace("BLANK", "{by_claim}"),
            "deciding": f'IF({{count}}="",IF({over},{{ledger}},""),{{count}})',
        },
        detail=(
            Detail('{deciding}=""'),
            Detail("{deciding}>{most}", "live.over", {"gap": "{deciding}-{most}"}),
            Detail("{deciding}<{least}", "live.below", {"gap": "{least}-{deciding}"}),
            Detail("AND({deciding}>0,{done}>{deadline})", LATE),
        ),
        dated='AND({ledger}<>"",{least}>=0,{ledger_dated}>={least})',
    )


def _of_units() -> Formula:
    """Return how the worst unit decides; where no unit is named, there may be none."""
    if_none = f"IF({{no_units}}=1,7,IF({_NO_NUMBER}>=4,{_NO_NUMBER},3))"
    return Formula(
        mandatory=f"IF({{unit_rows}}=0,{if_none},{{worst}})",
        optional="IF({unit_rows}=0,IF({no_units}=1,7,5),{worst_optional})",
        detail=(Detail("TRUE"),),
    )


_LOWER, _HIGHER = "MIN({count},{ledger})", "MAX({count},{ledger})"
"""The lower and the higher of the claim and of what its ledger counts to, if it has one."""


def _with_least(known: Formula) -> Formula:
    """Return what to say besides where the least is allotted and not known.

    Any number may be allotted then: one that is reached, unless 0 is claimed, and one that is not.
    """
    sure = f"OR({_LOWER}>{{most}},AND({{short}}=1,OR({_LOWER}=0,{{met}}=1)))"
    alike = f"OR({_HIGHER}=0,{{met}}={{short}},{{short}}<>1)"
    mandatory = f"IF({_HIGHER}>{{most}},IF({sure},1,3),IF({alike},{{short}},3))"
    optional = f"IF({_HIGHER}>{{most}},IF({_LOWER}>{{most}},1,3),5)"
    unknown = 'AND({count}<>"",{allotted}<=0)'
    return known._replace(
        mandatory=f"IF({unknown},{mandatory},{known.mandatory})",
        optional=f"IF({unknown},{optional},{known.optional})",
    )


def _with_most(known: Formula, floor: str) -> Formula:
    """Return what to say besides where the most is allotted and not known.

    From 2 on any number may be too many and may be allowed. With a ``floor`` too only the engine
    can tell.
    """
    within = f"IF({_HIGHER}>0,{{proved}},6)"
    stated = f'IF({{count}}="",IF({_NO_NUMBER}<=2,1,3),3)'
    chosen = f'IF({{count}}="",5,IF({within}=6,6,5))'
    mandatory = f'IF({_HIGHER}>1,{stated},IF({{count}}="",{_NO_NUMBER},{within}))'
    optional = f"IF({_HIGHER}>1,3,{chosen})"
    unknown = 'AND(OR({count}<>"",{ledger}<>""),{allotted}<=0)'
    return known._replace(
        mandatory=f"IF({unknown},{floor or mandatory},{known.mandatory})",
        optional=f"IF({unknown},{floor or optional},{known.optional})",
    )
