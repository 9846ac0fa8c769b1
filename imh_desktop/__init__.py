"""IMH Desktop: an offline companion for infant and early-childhood mental health visits.

The map of the house, from the top down; each layer imports only what stands below it.

* ``app`` / ``cli``  wiring of the windowed and of the terminal program
* ``ui``             Qt: shows values, says what the person did
* ``flows``          one thing a person does, without Qt
* ``exchange``       what leaves and enters by file
* ``store``          the encrypted vault and its journal; ``documents`` PDF pages; ``content`` forms
* ``core``           what the field knows: ages, checklists, profile, guidance, privacy
* ``assets``, ``errors``, ``words``  what every layer needs
"""

__version__ = "0.1.0"
