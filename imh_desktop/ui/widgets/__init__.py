"""The toolkit: every widget takes a ``Look`` first and shows words as they stand."""

from imh_desktop.ui.widgets.buttons import Button, IconButton
from imh_desktop.ui.widgets.choices import BoxRadio, Choice, RadioSet
from imh_desktop.ui.widgets.fields import (
    LabelledField,
    NoteField,
    Select,
    TextField,
    Tick,
)
from imh_desktop.ui.widgets.folding import FoldButton, fold_states
from imh_desktop.ui.widgets.frames import (
    Bar,
    Card,
    Ground,
    ScrollColumn,
    SideColumn,
    column,
    in_the_middle,
    leading_margins,
    row,
)
from imh_desktop.ui.widgets.labels import Avatar, Chip, PlainLabel, TwoLines, breakable, tooltip
from imh_desktop.ui.widgets.notices import Notice
from imh_desktop.ui.widgets.panels import Panel
from imh_desktop.ui.widgets.progress import ProgressBar, paint_ring
from imh_desktop.ui.widgets.top_bar import TopBar
from imh_desktop.ui.widgets.wrapping import Turning, Wrapping

__all__ = [
    "Avatar",
    "Bar",
    "BoxRadio",
    "Button",
    "Card",
    "Chip",
    "Choice",
    "FoldButton",
    "Ground",
    "IconButton",
    "LabelledField",
    "NoteField",
    "Notice",
    "Panel",
    "PlainLabel",
    "ProgressBar",
    "RadioSet",
    "ScrollColumn",
    "Select",
    "SideColumn",
    "TextField",
    "Tick",
    "TopBar",
    "Turning",
    "TwoLines",
    "Wrapping",
    "breakable",
    "column",
    "fold_states",
    "in_the_middle",
    "leading_margins",
    "paint_ring",
    "row",
    "tooltip",
]
