"""The chains this device itself writes on: one of each class, renewed where it may be a copy."""

from collections.abc import Callable, Sequence, Set

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.chains import Tip
from imh_desktop.store.entry import Chain, Entry
from imh_desktop.store.shelf import Shelf


class OwnChains:
    """Where this device's chains end; the caller holds the transaction."""

    def __init__(self, shelf: Shelf, device_id: str, new_id: Callable[[], str]) -> None:
        """Write on the chains of a device."""
        self._shelf, self._device_id, self._new_id = shelf, device_id, new_id
        self._tips: dict[ChainClass, Tip] = {}
        self._stale = False

    def forget(self) -> None:
        """Read anew, when next it is needed, what a transaction that was undone had moved."""
        self._tips.clear()
        self._stale = True

    def of(self, chain_class: ChainClass) -> Tip:
        """Return the tip of the chain of a class."""
        return self._known()[chain_class]

    def tips(self) -> list[Tip]:
        """Return the tips of all of them."""
        return list(self._known().values())

    def begin(self, chain_class: ChainClass) -> None:
        """Begin one."""
        chain = Chain(self._new_id(), self._device_id, chain_class)
        self._shelf.chains.add(chain, own=True)
        self._tips.clear()

    def begin_all(self) -> None:
        """Begin one of each class: at set-up."""
        for chain_class in ChainClass:
            self.begin(chain_class)

    def renew(self, chain_ids: Set[str]) -> None:
        """Write no more on some of them, and begin others in their place."""
        for tip in self.tips():
            if tip.chain.chain_id in chain_ids:
                self._shelf.chains.retire(tip)
                self.begin(tip.chain.chain_class)

    def renew_forked(self, new: Sequence[Entry]) -> None:
        """Begin a new one where entries arrived on it: this vault is a restored or copied one
        (design.md 1)."""
        self.renew({entry.chain.chain_id for entry in new})

    def renew_all(self) -> None:
        """Write on new ones from now on: this vault may be a copy."""
        tips = self.tips()
        self._shelf.save(tips)
        self.renew({tip.chain.chain_id for tip in tips})

    def _known(self) -> dict[ChainClass, Tip]:
        if self._stale:
            self._shelf.forget()
            self._stale = False
        if not self._tips:
            self._tips = {tip.chain.chain_class: tip for tip in self._shelf.own_tips()}
        return self._tips
