"""Next steps the family agreed to: what, who, by when, and whom to call."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from imh_desktop.core.visit import Step
from imh_desktop.flows import reviewing
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.review_reasons import Keep
from imh_desktop.ui.shell_widgets import TitledCard, empty
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    IconButton,
    LabelledField,
    PlainLabel,
    TextField,
    column,
    row,
)
from imh_desktop.words import Words


class StepsCard(TitledCard):
    """The steps kept so far, suggestions to use at one tap, and a form for another."""

    def __init__(self, look: Look, words: Words, visit: OpenVisit, keep: Keep) -> None:
        """Show what is kept and an empty form."""
        super().__init__(
            look,
            words.say("Next steps with the family"),
            help_text=words.say("Up to three, in words the family uses."),
        )
        self._look, self._words, self._visit, self._keep = look, words, visit, keep
        self._changing = ""
        self._kept = column(gap=look.px(6))
        self.items.addLayout(self._kept)
        self.suggestions: list[Button] = []
        self._offered = column(gap=look.px(6))
        self.items.addLayout(self._offered)
        self.fault = PlainLabel(look, size=13, colour="warn", wrap=True)
        self._make_form()
        self.fault.hide()
        self._show_kept()

    def _make_form(self) -> None:
        look, words = self._look, self._words
        self.what = TextField(look, words.say("What is the step?"))
        self.who = TextField(look, words.say("Who does it?"))
        self.by = DayField(look, words, words.say("By when?"))
        self.phone = TextField(look, words.say("Phone to call"))
        self.items.addWidget(LabelledField(look, words.say("What is the step?"), self.what))
        pair = row(gap=look.px(10))
        pair.addWidget(LabelledField(look, words.say("Who does it?"), self.who), 1)
        pair.addWidget(LabelledField(look, words.say("Phone to call"), self.phone), 1)
        self.items.addLayout(pair)
        self.items.addWidget(LabelledField(look, words.say("By when?"), self.by))
        self.items.addWidget(self.fault)
        self.add = Button(look, words.say("Add this step"), icon="plus")
        self.add.clicked.connect(self._on_add)
        self.items.addWidget(self.add)

    @property
    def fields(self) -> dict[str, QLineEdit]:
        """Return the lines of the form by name."""
        return {"step": self.what, "step.who": self.who, "step.phone": self.phone}

    @property
    def holds_kept(self) -> bool:
        """Tell whether the form holds a step as it is kept already."""
        kept = (each for each in self._visit.visit.steps if each.step_id == self._changing)
        typed = tuple(field.text() for field in self.fields.values())
        return any(typed == (each.what, each.who, each.phone) for each in kept)

    # --- showing ----------------------------------------------------------------------------

    def _show_kept(self) -> None:
        empty(self._kept)
        for step in self._visit.visit.steps:
            self._kept.addLayout(self._kept_line(step))
        self._show_suggestions()

    def _kept_line(self, step: Step) -> QHBoxLayout:
        look, words, line = self._look, self._words, row(gap=self._look.px(8))
        said = column(gap=0)
        said.addWidget(PlainLabel(look, step.what, bold=True, wrap=True))
        said.addWidget(PlainLabel(look, self._details(step), size=13, colour="muted", wrap=True))
        line.addLayout(said, 1)
        for icon, name, then in (
            ("pencil-simple", words.say("Change: {text}", text=step.what), self._on_change),
            ("x", words.say("Remove: {text}", text=step.what), self._on_take_off),
        ):
            button = IconButton(look, icon, name)
            button.clicked.connect(lambda _checked=False, then=then, step=step: then(step))
            line.addWidget(button)
        return line

    def _show_suggestions(self) -> None:
        empty(self._offered)
        self.suggestions = []
        if len(self._visit.visit.steps) < reviewing.MOST_STEPS:
            for text in reviewing.suggested_steps(self._visit):
                self._offered.addLayout(self._suggestion_line(text))

    def _suggestion_line(self, text: str) -> QHBoxLayout:
        line = row(gap=self._look.px(8))
        line.addWidget(PlainLabel(self._look, text, wrap=True), 1)
        use = Button(self._look, self._words.say("Use"))
        use.setAccessibleName(self._words.say("Use: {text}", text=text))
        use.clicked.connect(lambda: self._on_use(text))
        line.addWidget(use)
        self.suggestions.append(use)
        return line

    def _details(self, step: Step) -> str:
        day = self._words.say("by {day}", day=self._words.date(step.by)) if step.by else ""
        return self._words.abreast((step.who, day, step.phone))

    # --- what the person did ----------------------------------------------------------------

    def _on_use(self, text: str) -> None:
        if self._keep(lambda: reviewing.use_suggested_step(self._visit, text), self._say_fault):
            self.fault.hide()
            self._show_kept()

    def _on_add(self) -> None:
        words = self._words
        what = self.what.text().strip()
        if not what or (self.by.iso() and self.by.day() is None):
            message = (
                words.say("Please write the step.")
                if not what
                else words.say("Please check the day.")
            )
            self._say_fault(message)
            return

        def action() -> object:
            return reviewing.write_step(
                self._visit, what, who=self.who.text().strip(), by=self.by.day(),
                phone=self.phone.text().strip(), step_id=self._changing,
            )  # fmt: skip

        if self._keep(action, self._say_fault):
            self._begin(None)
            self._show_kept()

    def _on_change(self, step: Step) -> None:
        self._begin(step)
        self.what.setFocus()

    def _on_take_off(self, step: Step) -> None:
        def action() -> object:
            return reviewing.write_step(self._visit, "", step_id=step.step_id)

        if self._keep(action, self._say_fault):
            if step.step_id == self._changing:
                self._begin(None)
            self._show_kept()

    def _begin(self, step: Step | None) -> None:
        """Put a step into the form to change it, or empty the form for another one."""
        self.fault.hide()
        self._changing = step.step_id if step else ""
        self.what.setText(step.what if step else "")
        self.who.setText(step.who if step else "")
        self.phone.setText(step.phone if step else "")
        self.by.set_day(step.by if step else None)
        words = self._words
        self.add.setText(words.say("Save this step") if step else words.say("Add this step"))

    def _say_fault(self, message: str) -> None:
        self.fault.setText(message)
        self.fault.show()
