"""The order in which a visit leads through its domains. Plain Python."""

from imh_desktop.core.checklist import Checklist


class VisitRoute:
    """``order``: the domains one after the other; ``apart``: the talk-today domain, which stands
    beside the order because it is always at hand (empty when a checklist has none)."""

    def __init__(self, checklist: Checklist) -> None:
        """Read the order from a checklist."""
        self._checklist = checklist
        today = (item for item in checklist.items if item.kind == "today")
        self.apart = next((checklist.domain_of(item).domain_id for item in today), "")
        ids = [domain.domain_id for domain in checklist.domains]
        self.order = [domain_id for domain_id in ids if domain_id != self.apart]

    def domain_of(self, item_id: str) -> str:
        """Return the domain an item stands in."""
        return self._checklist.domain_of(self._checklist.item(item_id)).domain_id

    def before(self, domain_id: str) -> str | None:
        """Return the domain that comes before; None: it is the first, or stands apart."""
        at = self.order.index(domain_id) if domain_id in self.order else 0
        return self.order[at - 1] if at else None

    def after(self, domain_id: str) -> str | None:
        """Return the domain that follows; None: on to the review."""
        if domain_id not in self.order:
            return None
        at = self.order.index(domain_id) + 1
        return self.order[at] if at < len(self.order) else None
