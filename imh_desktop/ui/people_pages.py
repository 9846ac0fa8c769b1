"""People on this laptop: added, given a new passphrase, shut out; and the papers that open it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from imh_desktop.core.people import Role
from imh_desktop.errors import ImhError, InputError
from imh_desktop.flows import recovery, revoking, workers
from imh_desktop.flows.workers import Person
from imh_desktop.store.recovery_code import groups
from imh_desktop.store.vault import Vault
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.key_work import Act, KeyWork
from imh_desktop.ui.passphrase_page import ROLES, Asked, PassphrasePage
from imh_desktop.ui.people_page import PeoplePage
from imh_desktop.ui.person_panels import RolePanel, SurePanel
from imh_desktop.ui.recovery_pages import RecoveryPapersPage
from imh_desktop.ui.rehearsal_page import RehearsalPage
from imh_desktop.ui.role_words import role_here

Written = Mapping[str, str]


class PeoplePages:
    """Makes the pages; ``leave`` shows where the person came from."""

    def __init__(self, bench: Bench, leave: Callable[[], None]) -> None:
        """Work at a bench."""
        self._bench, self._leave, self._say = bench, leave, bench.words.say

    def show(self, done: str = "") -> None:
        """Show everybody; ``done``: what was just done."""
        bench, vault = self._bench, self._bench.vault
        people = workers.people(vault)
        known = {person.worker_id: person for person in people}
        page = PeoplePage(
            bench.look, bench.words, people, recovery.state(vault),
            manages=workers.may_manage(vault), done=done,
        )  # fmt: skip
        page.left.connect(bench.guarded(lambda: self._leave()))
        page.mine_asked.connect(bench.guarded(self.ask_mine))
        page.add_asked.connect(bench.guarded(self._ask_newcomer))
        page.reset_asked.connect(bench.guarded(lambda id_: self._ask_anew(known[id_])))
        page.role_asked.connect(bench.guarded(lambda id_: self._ask_role(page, known[id_])))
        page.end_asked.connect(bench.guarded(lambda id_: self._ask_end(page, known[id_])))
        page.renew_asked.connect(bench.guarded(lambda: self._ask_renewal(page)))
        page.code_asked.connect(bench.guarded(lambda: self._make_code(page)))
        page.cards_asked.connect(bench.guarded(lambda: self._make_cards(page)))
        page.rehearsal_asked.connect(bench.guarded(lambda: self._rehearse()))
        bench.window.show_page(page)

    def ask_mine(self) -> None:
        """Ask for a new passphrase of one's own."""
        say = self._say
        asked = Asked(
            say("Change my passphrase"),
            (say("The old one opens nothing any more from then on, but for backups made before."),),
            say("Change it"),
            old=True,
        )
        self._ask(
            asked,
            lambda said: (
                lambda vault: workers.change_passphrase(vault, said["old"], said["passphrase"])
            ),
            say("Your passphrase is changed."),
        )

    def _ask_newcomer(self) -> None:
        say = self._say
        asked = Asked(
            say("Add a person"),
            (say("Let this person choose the passphrase here, without anybody looking."),),
            say("Add"),
            newcomer=True,
        )
        self._ask(
            asked,
            lambda said: (
                lambda vault: workers.add(
                    vault, said["worker_name"], cast(Role, said["role"]), said["passphrase"]
                )
            ),
            say("The new person can open this laptop."),
        )

    def _ask_anew(self, person: Person) -> None:
        say = self._say
        asked = Asked(
            say("New passphrase for {name}", name=person.name),
            (say("Let this person choose it here, without anybody looking."),),
            say("Set it"),
        )
        self._ask(
            asked,
            lambda said: (
                lambda vault: workers.reset_passphrase(vault, person.worker_id, said["passphrase"])
            ),
            say("The new passphrase is set; the forgotten one opens nothing any more."),
        )

    def _ask(self, asked: Asked, act: Callable[[Written], Act], done: str) -> None:
        bench = self._bench
        page = PassphrasePage(bench.look, bench.words, asked)
        page.left.connect(bench.guarded(lambda: self.show()))
        page.submitted.connect(
            bench.guarded(
                lambda said: self._work(
                    act(said), lambda _: self.show(done), partial(_tell, page, bench)
                )
            )
        )
        bench.window.show_page(page)

    def _ask_role(self, page: PeoplePage, person: Person) -> None:
        bench = self._bench
        roles = [(role, role_here(bench.words, role)) for role in ROLES]
        panel = RolePanel(bench.look, page, bench.words, person.name, roles, person.role)

        def on_answered(role: str) -> None:
            done = self._say("The role is changed.")
            act: Act = lambda vault: workers.set_role(vault, person.worker_id, cast(Role, role))  # noqa: E731
            self._work(act, lambda _: self.show(done))

        panel.answered.connect(bench.guarded(on_answered))
        panel.open()

    def _ask_end(self, page: PeoplePage, person: Person) -> None:
        say = self._say
        if self._lacks_paper(page):
            return
        lines = (
            say("{name} cannot open this laptop any more.", name=person.name),
            say(
                "The file gets a new key, which takes a moment. What this person wrote stays, with"
                " the name. Copies of the file made before still open with the old passphrase:"
                " destroy old backups on sticks."
            ),
        )
        panel = SurePanel(
            self._bench.look, page, self._bench.words, say("Take the access away?"), lines,
            say("Take the access away"),
        )  # fmt: skip
        done = say("The access is taken away, and the file has a new key.")
        panel.agreed.connect(
            self._bench.guarded(
                lambda: self._work(
                    lambda vault: revoking.revoke(vault, person.worker_id),
                    lambda _: self.show(done),
                    new_key=True,
                )
            )
        )
        panel.open(panel.keep)

    def _ask_renewal(self, page: PeoplePage) -> None:
        say = self._say
        if self._lacks_paper(page):
            return
        lines = (
            say(
                "Do this when somebody may have seen a passphrase or a paper, after it was changed:"
                " who copied the file before cannot read what comes after."
            ),
            say("Passphrases and papers stay as they are. It takes a moment."),
        )
        panel = SurePanel(
            self._bench.look, page, self._bench.words, say("Give the file a new key?"), lines,
            say("Change the key"),
        )  # fmt: skip
        done = say("The file has a new key.")
        panel.agreed.connect(
            self._bench.guarded(
                lambda: self._work(revoking.renew_key, lambda _: self.show(done), new_key=True)
            )
        )
        panel.open(panel.keep)

    def _make_code(self, page: PeoplePage) -> None:
        say = self._say
        lines = (
            say("The new code is shown once. The one on paper until now opens nothing any more."),
        )
        panel = SurePanel(
            self._bench.look, page, self._bench.words, say("Make a new recovery code?"), lines,
            say("Make it"),
        )  # fmt: skip
        panel.agreed.connect(self._bench.guarded(self._work_at_code))
        panel.open(panel.keep)

    def _work_at_code(self) -> None:
        self._work(recovery.new_code, lambda code: self._show_papers((groups(str(code)),)))

    def _lacks_paper(self, page: PeoplePage) -> bool:
        """Tell whether no paper here can be given a new key; then say so, and offer one that can,
        before anything is done."""
        say, state = self._say, recovery.state(self._bench.vault)
        if not state.code_is_old and (state.code or state.cards):
            return False
        why = (
            say("Your recovery code is from an earlier release. A new key cannot be given to it.")
            if state.code_is_old
            else say("No recovery code and no cards open this file yet.")
        )
        lines = (
            why,
            say("Make a new recovery code first, and write it down. Then come back here."),
            say("Nothing was changed."),
        )
        panel = SurePanel(
            self._bench.look, page, self._bench.words, say("First, a new recovery code"), lines,
            say("Make a new recovery code"),
        )  # fmt: skip
        panel.agreed.connect(self._bench.guarded(self._work_at_code))
        panel.open(panel.keep)
        return True

    def _make_cards(self, page: PeoplePage) -> None:
        say = self._say
        lines = (
            say(
                "Three people keep a card each. Any two cards together open the file, one alone"
                " says nothing. Cards made before open nothing any more."
            ),
            say("They are shown once. The recovery code on paper, if there is one, stays good."),
        )
        panel = SurePanel(
            self._bench.look, page, self._bench.words, say("Make three recovery cards?"), lines,
            say("Make them"),
        )  # fmt: skip
        panel.agreed.connect(
            self._bench.guarded(
                lambda: self._work(
                    recovery.new_cards,
                    lambda cards: self._show_papers(
                        tuple(map(groups, cast(tuple[str, ...], cards)))
                    ),
                )
            )
        )
        panel.open(panel.keep)

    def _show_papers(self, papers: tuple[tuple[str, ...], ...]) -> None:
        bench = self._bench
        page = RecoveryPapersPage(bench.look, bench.words, papers, bench.today())
        page.written_down.connect(bench.guarded(lambda: self._rehearse(cards=len(papers) > 1)))
        bench.window.show_page(page)

    def _rehearse(self, *, cards: bool | None = None) -> None:
        bench = self._bench
        state = recovery.state(bench.vault)
        page = RehearsalPage(bench.look, bench.words, state, cards=cards)

        def on_given(code: str, texts: tuple[str, ...]) -> None:
            def act(vault: Vault) -> None:
                two = (texts[0], texts[1]) if texts else None
                recovery.rehearse(vault, code, two)

            done = self._say("It opens this file. Put it back in its locked place.")
            self._work(act, lambda _: self.show(done), page.say_fault)

        page.left.connect(bench.guarded(lambda: self.show()))
        page.given.connect(bench.guarded(on_given))
        bench.window.show_page(page)

    def _work(
        self, act: Act, done: Callable[[object], None],
        failed: Callable[[ImhError], None] | None = None, *, new_key: bool = False,
    ) -> None:  # fmt: skip
        work = KeyWork(self._bench, act, new_key=new_key)
        work.done.connect(self._bench.guarded(done))
        work.failed.connect(self._bench.guarded(failed or self._tell))
        work.start()

    def _tell(self, fault: ImhError) -> None:
        self._bench.window.tell(self._say("This did not work"), self._bench.words.told(fault))
        self.show()


def _tell(page: PassphrasePage, bench: Bench, fault: ImhError) -> None:
    place = fault.place if isinstance(fault, InputError) else ""
    page.say_fault(place, bench.words.told(fault))
