"""Which help topic fits the page where a person stands."""

from PySide6.QtWidgets import QWidget

FIRST = "visit"
"""What opens where nothing fits better."""

TOPIC_OF = {
    "WelcomePage": "first-day", "SetUpPage": "first-day", "ConfirmCodePage": "first-day",
    "PassphrasePage": "people", "PeoplePage": "people", "RecoveryPapersPage": "paper",
    "RehearsalPage": "paper", "UnlockPage": "paper",
    "SafetyPage": "backups", "GoBackPage": "backups", "BackupPreviewPage": "backups",
    "ClosingPage": "backups", "LogPage": "log",
    "CaseloadPage": "visit", "ChildPage": "child", "ChildFormPage": "child",
    "ChildChoicePage": "visit", "VisitPage": "visit", "VisitFrame": "visit",
    "ReviewPage": "visit", "DomainPage": "visit", "VisitChoicePage": "mistake",
    "SummaryPage": "many-pages", "DayPage": "many-pages", "DeskPage": "many-pages",
    "GivenPagesPage": "many-pages", "AgreedPage": "private", "OwnReferralsPage": "private",
    "OwnReferralFormPage": "private", "ReferralsPage": "slip", "ReferralLoopPage": "slip",
    "PartnersPage": "slip", "PartnerPage": "slip", "ProgrammePage": "first-day",
    "ActsPage": "mistake", "TrashPage": "mistake", "ErasePage": "erase",
    "KeepingPage": "erase", "AmendPage": "mistake", "MovePage": "mistake",
    "SignOffPage": "mistake", "TogetherPage": "archive", "CarryPage": "archive",
    "ReadersPage": "archive", "LaptopsPage": "archive", "HandoverPage": "archive",
    "GatherPage": "gather", "PreviewPage": "gather", "ReportPage": "gather",
    "MergesPage": "gather", "ShutOutPage": "gather", "HeldPage": "gather",
    "DecisionsPage": "gather", "SameChildPage": "gather", "FiguresPage": "gather",
    "CasesPage": "gather", "WorkPage": "gather", "JobPage": "gather", "KindsPage": "gather",
    "DetailsPage": "gather", "ExportPreviewPage": "gather", "ExportDonePage": "gather",
    "FarewellPage": "child", "FollowUpPage": "visit",
    "LearnPage": "not",
}  # fmt: skip
"""Class of a page -> topic. Its test asks for every page there is."""

NO_PAGE_OF_ITS_OWN = frozenset({"ToldPage", "MiddlePage", "CoverablePage", "HelpPage"})
"""What other pages are made of, and help itself."""


def topic_of(page: QWidget | None) -> str:
    """Return the topic of a page; that of the class it is made of where it has none itself."""
    kinds = type(page).__mro__ if page is not None else ()
    return next((TOPIC_OF[each.__name__] for each in kinds if each.__name__ in TOPIC_OF), FIRST)
