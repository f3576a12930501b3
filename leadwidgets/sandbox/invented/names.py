"""What the invented people are called, and where their post and mail go.

Plain word lists: every combination is nobody.
"""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES: tuple[str, ...] = _words(
    """
    Aaron Abigail Adela Ahmed Aiko Alejandro Alicia Amara Amélie Ana Andre Anika Anton Aoife Astrid
    Beatriz Benjamin Björn Brenda Bridget Caleb Camila Carlos Chloé Clara Colin Cora Damian Daniela
    Darnell Deborah Dmitri Edith Eduardo Elena Eleanor Emeka Emilio Esther Ethan Eun-ji Fatima Felix
    Fiona François Frank Gabriela Gareth Gloria Grace Gustavo Hana Harold Hassan Hazel Héctor Helga
    Imani Ines Ingrid Isaac Ivan Jack Jamal Jana Jasmine Javier Jean-Luc Jerome John João Jon Jonas
    Jorge José Joyce Juan Julia Kaito Karen Katarzyna Keisha Kenji Kevin Lakshmi Lars Laura Leila
    Leon Lina Logan Lucía Luis Mabel Maeve Malik Marcus María Marta Mei Mia Miguel Mohammed Mónica
    Naomi Natalia Nathan Neha Nia Nikolai Noah Noël Nora Olga Oliver Omar Oscar Owen Paige Paolo
    Patricia Pedro Petra Priya Quinn Rachel Rafael Ramón Rania Renée Ricardo Rosa Ruth Salma Samuel
    Sanjay Sean Sergio Siobhán Sofia Søren Stella Tamara Tariq Teresa Théo Thomas Tomás Uma Valeria
    Vera Victor Wanda Wei Yara Yusuf Zoë Zachary
    """
)

LAST_NAMES: tuple[str, ...] = _words(
    """
    Abara Acosta Adeyemi Aguilar Ahlström Almeida Andrade Appleby Arsenault Ashworth Baptiste Barlow
    Barragán Beaulieu Becker Benítez Bergström Bianchi Blackwood Bouchard Brennan Briggs Cabrera
    Calloway Carvalho Castañeda Chandra Chen Chowdhury Christensen Côté Cooper Cordero Crawford Cruz
    D'Angelo D'Souza Dalton Danjuma Delacroix Delgado Devereux Díaz Dubois Dvořák Easton Eklund
    El-Amin Engel Escobar Farouk Ferguson Fernández Fischer Fitzgerald Fontaine Fraser Fujita Gagnon
    Gallagher García Girard González Graham Grünwald Guzmán Halvorsen Hargrove Hashimoto Hayashi
    Hernández Holloway Horváth Hughes Ibarra Iglesias Jackson Jankowski Jiménez Johansson Kaplan
    Kariuki Kawasaki Keller Kim Kowalski Laframboise Lam Larsson Lavoie Leclerc Lefèvre Lindqvist
    Liu López MacDougall Mahmoud Marchetti Martínez McAllister Mendoza Meyer Moreau Muñoz Müller
    Nakamura Navarro Ncube Nguyen Nielsen Novak Núñez O'Brien O'Connor Oduya Ohlsson Okafor Okonkwo
    Olivares Ortega Osborne Owusu Padilla Park Patel Pelletier Peña Pereira Pham Pineda Popov
    Quintero Rahman Ramírez Rasmussen Reyes Ribeiro Rossi Rousseau Ruiz Saeed Sánchez Santos Schäfer
    Schmidt Sharma Sinclair Singh Smith Soto Sousa St.-Pierre Suárez Sullivan Takahashi Tanaka
    Thibault Thompson Torres Tremblay Ueda Underhill Valdés Van-der-Berg Vargas Vásquez Villanueva
    Wagner Walsh Weber Whitfield Williams Wójcik Wong Yamamoto Yáñez Yeboah Zamora Zhang Zielinski
    """
)

MIDDLE_NAMES: tuple[str, ...] = ("A", "B", "C", "D", "E", "J", "K", "L", "M", "R", "S", "T")
TITLES: tuple[str, ...] = ("Mr", "Ms", "Mrs", "Dr", "Mx", "Rev")
SUFFIXES: tuple[str, ...] = ("Jr", "Sr", "II", "III")

STREETS: tuple[str, ...] = tuple(
    f"{name} {kind}"
    for name in (
        "Alder",
        "Birchwood",
        "Canyon",
        "Cedar",
        "Church",
        "Depot",
        "Eagle",
        "Elm",
        "Fairview",
        "Foundry",
        "Garden",
        "Harbor",
        "Highland",
        "Juniper",
        "Lakeshore",
        "Linden",
        "Maple",
        "Meadow",
        "Mill",
        "Orchard",
        "Pine",
        "Quarry",
        "Ridge",
        "River",
        "Spring",
        "Station",
        "Sunset",
        "Valley",
        "Walnut",
        "Willow",
    )
    for kind in ("St", "Ave", "Rd", "Ln", "Dr", "Ct")
)

UNITS: tuple[str, ...] = ("Apt", "Unit", "Suite", "Fl")

EMAIL_DOMAINS: tuple[str, ...] = (
    "example.com",
    "example.net",
    "example.org",
    "mail.example.com",
    "post.example.net",
)
"""Domains reserved for examples (RFC 2606): no mailbox of anybody's."""

AGENTS: tuple[str, ...] = (
    "Alma Reed",
    "Bastien Roy",
    "Carmen Ibáñez",
    "Dana Whitlock",
    "Ezra Coleman",
    "Farah Nasser",
    "Giulia Conti",
    "Hugo Lindgren",
    "Irene Okoye",
    "Jakub Zając",
    "Kiara Bennett",
    "Liam Ó Briain",
    "Mirela Popa",
    "Nils Aaberg",
    "Odette Marchand",
    "Paul Nakoa",
    "Rosa Quispe",
    "Sven Hagen",
    "Tess Moran",
    "Vikram Iyer",
)
"""The agents of the account's call center."""

FIRST_AGENT_ID = 880_101
"""Id of the first of `AGENTS`; the others follow."""
