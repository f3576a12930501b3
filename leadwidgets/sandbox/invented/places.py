# ruff: noqa: E501 - the table has one line a place
"""Where invented leads live: states and provinces, with what belongs to each.

A `Place` is a part of a state that keeps one time. Whatever is drawn for a lead is drawn from one
place, so that state, zip prefix, area code and timezone agree. A state that keeps two times has
two places.
"""

from dataclasses import dataclass

STATES: dict[str, str] = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
    "AS": "American Samoa",
    "GU": "Guam",
    "MP": "Northern Mariana Islands",
    "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands",
    "AB": "Alberta",
    "BC": "British Columbia",
    "MB": "Manitoba",
    "NB": "New Brunswick",
    "NL": "Newfoundland and Labrador",
    "NS": "Nova Scotia",
    "NT": "Northwest Territories",
    "NU": "Nunavut",
    "ON": "Ontario",
    "PE": "Prince Edward Island",
    "QC": "Quebec",
    "SK": "Saskatchewan",
    "YT": "Yukon",
}

Clock = tuple[str, str, float]
"""Abbreviation in winter, in summer, and hours from UTC in winter."""

CLOCKS: dict[str, Clock] = {
    "atlantic": ("AST", "ADT", -4),
    "newfoundland": ("NST", "NDT", -3.5),
    "eastern": ("EST", "EDT", -5),
    "central": ("CST", "CDT", -6),
    "mountain": ("MST", "MDT", -7),
    "pacific": ("PST", "PDT", -8),
    "alaska": ("AKST", "AKDT", -9),
    "hawaii": ("HAST", "HAST", -10),
    "arizona": ("MST", "MST", -7),
    "saskatchewan": ("CST", "CST", -6),
    "yukon": ("MST", "MST", -7),
}
"""The ways to keep time."""


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a state that keeps one time.

    Attributes
    ----------
    state
        Code of the state or province.
    clock
        A key of its country's clocks, such as `CLOCKS`.
    weight
        How many leads live here, relative to the other places.
    zips
        First three characters of its zip (or postal) codes.
    area_codes
        Its area codes.
    cities
        Some of its cities.
    """

    state: str
    clock: str
    weight: float
    zips: tuple[str, ...]
    area_codes: tuple[str, ...]
    cities: tuple[str, ...]


_TABLE = """
AL central      5.0 350,352,358,366          205,251,256,334                 Birmingham,Mobile,Huntsville,Montgomery
AK alaska       0.7 995,997,998              907                             Anchorage,Fairbanks,Juneau
AZ arizona      7.2 850,852,857,860          480,520,602,623,928             Phoenix,Tucson,Mesa,Flagstaff
AR central      3.0 716,722,727              479,501,870                     Little Rock,Fayetteville,Fort Smith
CA pacific     39.0 900,921,941,945,958      209,213,310,408,415,510,559,619,626,650,661,707,714,805,818,909,916,925,949,951 \
Los Angeles,San Diego,San José,Sacramento,Fresno,Oakland
CO mountain     5.8 800,803,809              303,719,720,970                 Denver,Boulder,Colorado Springs
CT eastern      3.6 060,064,066              203,860                         Hartford,New Haven,Bridgeport
DE eastern      1.0 197,199                  302                             Wilmington,Dover
DC eastern      0.7 200                      202                             Washington
FL eastern     20.0 320,328,331,336          239,305,352,386,407,561,727,772,813,904,941,954 Miami,Orlando,Tampa,Jacksonville
FL central      2.0 324,325                  850                             Pensacola,Panama City
GA eastern     10.7 300,303,314              229,404,478,678,706,770,912     Atlanta,Savannah,Augusta,Macon
HI hawaii       1.4 967,968                  808                             Honolulu,Hilo,Kailua
ID mountain     1.5 836,837                  208                             Boise,Nampa,Twin Falls
IL central     12.5 600,606,617,627          217,309,312,618,630,708,773,815,847 Chicago,Springfield,Peoria,Rockford
IN eastern      5.9 460,462,468              260,317,574,765,812             Indianapolis,Fort Wayne,Bloomington
IN central      0.9 463,464                  219                             Gary,Hammond
IA central      3.2 500,503,522              319,515,563,641,712             Des Moines,Cedar Rapids,Davenport
KS central      2.9 660,662,672              316,620,785,913                 Wichita,Topeka,Overland Park
KY eastern      3.3 400,402,405              502,606,859                     Louisville,Lexington
KY central      1.2 421,423                  270                             Bowling Green,Owensboro
LA central      4.6 700,701,708              225,318,337,504,985             New Orleans,Baton Rouge,Lafayette
ME eastern      1.4 039,041,044              207                             Portland,Bangor,Lewiston
MD eastern      6.2 206,210,212              240,301,410,443                 Baltimore,Annapolis,Rockville
MA eastern      7.0 010,016,021,024          339,413,508,617,781,978         Boston,Worcester,Springfield,Lowell
MI eastern     10.0 480,482,488,495          231,248,313,517,586,616,734,810,989 Detroit,Grand Rapids,Lansing,Flint
MN central      5.7 550,554,558              218,320,507,612,651,763,952     Minneapolis,Saint Paul,Duluth
MS central      2.9 386,390,392              228,601,662                     Jackson,Gulfport,Tupelo
MO central      6.2 630,631,641,658          314,417,573,636,660,816         St. Louis,Kansas City,Springfield
MT mountain     1.1 591,597,598              406                             Billings,Helena,Missoula
NE central      2.0 681,685                  308,402                         Omaha,Lincoln,Grand Island
NV pacific      3.2 890,891,895              702,775                         Las Vegas,Reno,Henderson
NH eastern      1.4 030,031,033              603                             Manchester,Nashua,Concord
NJ eastern      9.3 070,071,080,088          201,609,732,856,908,973         Newark,Jersey City,Trenton,Camden
NM mountain     2.1 870,871,875              505,575                         Albuquerque,Santa Fe,Española
NY eastern     19.6 100,104,112,122,142      212,315,516,518,585,607,631,716,718,845,914,917 New York,Buffalo,Albany,Syracuse,Rochester
NC eastern     10.8 270,276,282              252,336,704,828,910,919         Charlotte,Raleigh,Greensboro,Durham
ND central      0.8 581,585                  701                             Fargo,Bismarck,Minot
OH eastern     11.8 430,432,441,452          216,330,419,440,513,614,740,937 Columbus,Cleveland,Cincinnati,Toledo
OK central      4.0 730,731,741              405,580,918                     Oklahoma City,Tulsa,Norman
OR pacific      4.2 970,972,974              503,541                         Portland,Salem,Eugene
PA eastern     13.0 150,152,171,191          215,412,484,570,610,717,724,814 Philadelphia,Pittsburgh,Harrisburg,Erie
RI eastern      1.1 028,029                  401                             Providence,Warwick
SC eastern      5.3 290,294,296              803,843,864                     Columbia,Charleston,Greenville
SD central      0.9 570,571                  605                             Sioux Falls,Brookings
TN central      4.6 370,372,381              615,731,901,931                 Nashville,Memphis,Clarksville
TN eastern      2.4 374,376,379              423,865                         Knoxville,Chattanooga,Johnson City
TX central     29.0 750,752,770,782,787      210,214,254,281,361,409,512,713,806,817,830,832,903,936,940,956,972,979 \
Houston,Dallas,Austin,San Antonio,Fort Worth
TX mountain     0.9 798,799                  915                             El Paso
UT mountain     3.4 840,841,846              435,801                         Salt Lake City,Provo,Ogden
VT eastern      0.6 050,054,056              802                             Burlington,Montpelier
VA eastern      8.7 201,220,232,240          276,434,540,703,757,804         Richmond,Norfolk,Roanoke,Arlington
WA pacific      7.8 980,981,984,992          206,253,360,425,509             Seattle,Tacoma,Spokane
WV eastern      1.8 250,253,265              304                             Charleston,Morgantown
WI central      5.9 530,532,537,543          262,414,608,715,920             Milwaukee,Madison,Green Bay
WY mountain     0.6 820,826                  307                             Cheyenne,Casper
AB mountain     1.5 T2A,T5J,T6E              403,780                         Calgary,Edmonton
BC pacific      1.8 V5K,V6B,V8W              250,604,778                     Vancouver,Victoria
MB central      0.5 R2C,R3C                  204                             Winnipeg,Brandon
NB atlantic     0.3 E1A,E2L,E3B              506                             Moncton,Saint John,Fredericton
NL newfoundland 0.2 A1A,A1C                  709                             St. John's,Mount Pearl
NS atlantic     0.4 B3H,B3J                  902                             Halifax,Dartmouth
NT mountain     0.1 X1A                      867                             Yellowknife
NU eastern      0.1 X0A                      867                             Iqaluit
ON eastern      5.0 K1A,L4W,M5V,N6A          289,416,519,613,647,705,905     Toronto,Ottawa,London,Hamilton
PE atlantic     0.1 C1A                      902                             Charlottetown
QC eastern      2.8 G1R,H2X,H3B,J4B          418,438,450,514,819             Montréal,Québec,Trois-Rivières,Lévis
SK saskatchewan 0.4 S4P,S7K                  306                             Regina,Saskatoon
YT yukon        0.1 Y1A                      867                             Whitehorse
"""


def _place(line: str) -> Place:
    state, clock, weight, zips, area_codes, cities = line.split(maxsplit=5)
    return Place(
        state=state,
        clock=clock,
        weight=float(weight),
        zips=tuple(zips.split(",")),
        area_codes=tuple(area_codes.split(",")),
        cities=tuple(cities.split(",")),
    )


def read_places(table: str) -> tuple[Place, ...]:
    """Read a table of places, a line each."""
    return tuple(_place(line) for line in table.replace("\\\n", "").strip().splitlines())


PLACES: tuple[Place, ...] = read_places(_TABLE)
"""Every place, weights roughly in millions of people."""
