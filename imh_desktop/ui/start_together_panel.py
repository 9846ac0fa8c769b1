"""Before the visits of one sitting: asked once, for all the children of a home."""

from collections.abc import Sequence

from imh_desktop.core.people import Child
from imh_desktop.ui.start_visit_panel import StartVisitPanel
from imh_desktop.ui.sure_day_panel import SureDayPanel
from imh_desktop.ui.widgets import PlainLabel, ScrollColumn, Tick, column

_FEW = 112
"""Height of the list where there are several: the others are scrolled to."""
_LONGEST_NAME = 40
"""Letters of a name on a tick."""


class _Together(StartVisitPanel):
    """Adds a tick for each brother and sister, with what that child's visit would be."""

    def take_in(self, siblings: Sequence[Child]) -> None:
        """Ask who else is visited; all are, until a tick is taken away."""
        look, say = self._look, self._words.say
        several = ScrollColumn(look, margins=0, colour="surface") if len(siblings) > 1 else None
        others = several.items if several else column(gap=look.px(2))
        asked = column(gap=look.px(2))
        asked.addWidget(PlainLabel(look, say("Who else is visited?"), size=14, bold=True))
        self._ticks: dict[str, Tick] = {}
        self._said: dict[str, PlainLabel] = {}
        for child in siblings:
            tick = Tick(look, child.name[:_LONGEST_NAME])
            tick.setChecked(True)
            said = PlainLabel(look, size=14, colour="muted", wrap=True)
            self._ticks[child.child_id], self._said[child.child_id] = tick, said
            others.addWidget(tick)
            others.addWidget(said)
        self.begin.setText(say("Begin the visits"))
        if several:
            several.setFixedHeight(look.px(_FEW))
            asked.addWidget(several)
        else:
            asked.addLayout(others)
        self.body.insertLayout(self.body.indexOf(self._trouble), asked)

    def tell(self, child_id: str, line: str, *, fits: bool) -> None:
        """Say which checklist a sibling's visit has, or why there can be none."""
        self._said[child_id].setText(line)
        self._ticks[child_id].setEnabled(fits)
        self._ticks[child_id].setChecked(fits)

    def others(self) -> tuple[str, ...]:
        """Return the ids of the siblings that are ticked."""
        return tuple(id_ for id_, tick in self._ticks.items() if tick.isChecked())


class StartTogetherPanel(_Together):
    """Asks for a day that is taken for today until it is changed."""


class SureTogetherPanel(_Together, SureDayPanel):
    """Asks for a day that is ticked before it is taken."""
