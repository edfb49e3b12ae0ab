"""Three stories written for tests, of made-up places: nothing ties one to another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Written:
    """A story as its writer left it: with a headline, a place, and its paragraphs."""

    headline: str
    place: str
    text: str

    @property
    def paragraphs(self) -> list[str]:
        """Each paragraph on one line."""
        return [" ".join(paragraph.split()) for paragraph in self.text.split("\n\n")]


FERRY = Written(
    "Ferry runs aground off Skarholm with 140 aboard",
    "SKARHOLM",
    """
    A passenger ferry with 140 people aboard ran aground on a reef outside the island port of Skarholm early on
    Saturday, and rescuers spent six hours bringing everyone ashore, the coast guard said.

    The Halvard, built in 1987, was on its way from the mainland when it left the marked channel in thick fog,
    coast guard commander Ingrid Moen told reporters at the harbour.

    “We do not yet know why the ferry was so far off its course,” Moen said. “The captain has been questioned
    and has handed over the ship’s log.”

    Twelve passengers were treated for cold and bruises at the island’s clinic, and one elderly man was flown to
    a hospital on the mainland with a broken hip.

    Divers who inspected the Halvard found a gash of four metres below the waterline, but no fuel had leaked
    onto the reef, which is home to a colony of seals.

    The ferry line said it had chartered a smaller vessel so that islanders could travel again from Monday, and
    that the Halvard would be towed to a shipyard as soon as the weather allowed.
    """,
)

BUDGET = Written(
    "Parliament in Verlia rejects austerity budget",
    "VERLIA CITY",
    """
    Lawmakers in Verlia threw out the government’s austerity budget by three votes on Thursday, plunging the
    coalition of Prime Minister Davit Oresh into its deepest crisis since it took office two years ago.

    Five members of the junior Agrarian Party broke ranks to vote with the opposition against the plan, which
    would have raised the sales tax to 23 percent and frozen pensions until 2027.

    Oresh told parliament after the vote that he would not resign, and that his finance minister would submit an
    amended budget within two weeks.

    “Nobody in this chamber can wish away a deficit of eight percent,” the prime minister said to jeers from the
    opposition benches.

    The Agrarians had demanded that farm subsidies be spared. Their leader, Nina Talvik, said on Thursday that
    her party would stay in the coalition only if pensioners and farmers were protected.

    Verlia’s ten-year bonds fell sharply after the vote. Analysts said that lenders, who promised the country a
    loan of four billion in March, were unlikely to pay out the next tranche without a budget.

    Under the constitution a new election must be called if parliament fails to pass a budget by the end of the
    year.
    """,
)

FROGS = Written(
    "Tree frog thought extinct is found in cloud forest",
    "QUIMBALA",
    """
    Biologists have found a tree frog that was believed to be extinct for half a century in a remote cloud
    forest in the Andes, a team from the University of Quimbala reported in the journal Amphibia.

    The golden-eyed frog, no longer than a thumbnail, had last been seen in 1972. Its disappearance was blamed
    on a fungus that has wiped out dozens of amphibians across the continent.

    A student, Rosa Huamani, heard an unfamiliar call on a night walk in February and followed it into the
    canopy, where she photographed a male guarding a clutch of eggs on a bromeliad.

    “I counted seven of them before dawn,” Huamani said. “I knew from the museum drawings what they were, but I
    did not dare to believe it.”

    Skin samples showed that the frogs carry the fungus without falling ill, the biologists wrote, which may
    mean that the species has become resistant to it.

    The forest where the frogs live is not protected. The university has asked the environment ministry to turn
    it into a reserve before loggers reach the valley.
    """,
)

STORIES = (FERRY, BUDGET, FROGS)
