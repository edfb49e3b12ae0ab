"""Cities whose names stand beside an agency in bylines, as a dateline has them: `Berlin, dpa`, `New York (AFP)`.

Only there is such a name none of a person: `Paris Hilton` and `London` are written by people, too.
"""

from __future__ import annotations

_CITIES = """
Abidjan|Abu Dabi|Abu Dhabi|Abuja|Accra|Addis Ababa|Algiers|Alger|Amman|Amsterdam|Ankara|Athen|Athens|Atenas|Auckland
Baghdad|Bagdad|Baku|Bangkok|Barcelona|Basel|Beijing|Beirut|Belgrad|Belgrade|Beograd|Berlin|Berlín|Bern|Berne|Bogota
Bogotá|Bonn|Brasília|Brasilia|Bratislava|Brüssel|Brussel|Brussels|Bruselas|Bruxelles|București|Bucharest|Budapest
Buenos Aires|Cairo|Canberra|Cape Town|Caracas|Casablanca|Chennai|Chicago|Colombo|Copenhagen|Dakar|Damaskus|Damascus
Den Haag|Dhaka|Doha|Dubai|Dublin|Düsseldorf|El Cairo|Frankfurt|Geneva|Genf|Genève|Ginebra|Hamburg|Hanoi|Hà Nội|Harare
Havanna|La Habana|Helsinki|Ho Chi Minh City|Hong Kong|Hongkong|Islamabad|Istanbul|İstanbul|Jakarta|Jerusalem
Johannesburg|Kabul|Kairo|Karachi|Kathmandu|Khartoum|Kiew|Kyiv|København|Kopenhagen|Kolkata|Kuala Lumpur|Kuwait City
La Paz|Lagos|Lahore|Lausanne|Lima|Lisboa|Lisbon|Lissabon|Ljubljana|London|Londra|Londres|Los Angeles|Madrid|Manila
Mexico City|Ciudad de México|Mexiko-Stadt|Milano|Milan|Minsk|Montevideo|Montreal|Montréal|Moscow|Moscú|Moskau|Moscou
Mumbai|München|Munich|Nairobi|New Delhi|New York|Neu-Delhi|Nicosia|Nueva Delhi|Nueva York|Oslo|Ottawa|Paris|París
Peking|Pékin|Pekín|Phnom Penh|Podgorica|Praha|Prag|Prague|Pretoria|Quito|Rabat|Ramallah|Reykjavik|Riad|Riga|Riyadh
Rio de Janeiro|Rom|Roma|Rome|San Francisco|San José|San Salvador|Santiago|Santo Domingo|Sao Paulo|São Paulo|Sarajevo
Seoul|Shanghai|Singapore|Singapur|Skopje|Sofia|Stockholm|Straßburg|Strasbourg|Sydney|Taipei|Tallinn|Tbilisi|Teheran
Tehran|Tel Aviv|Tirana|Tokio|Tokyo|Toronto|Tripoli|Tunis|Vaduz|Vatican City|Vienna|Vienne|Vilnius|Warsaw|Warschau
Warszawa|Washington|Wien|Yangon|Yerevan|Zagreb|Zürich|Zurich
Москва|Киев|Київ|Минск|Лондон|Париж|Берлин|Белград|Београд|София|Вашингтон|Нью-Йорк|Αθήνα|القاهرة|بيروت|باريس|لندن
واشنطن|نيويورك|دبي|بغداد|عمان|الرياض|नई दिल्ली|ירושלים
"""
CITIES = frozenset(name.strip().casefold() for name in _CITIES.replace("\n", "|").split("|") if name.strip())


def is_city(name: str) -> bool:
    """Whether this is the name of one of the cities from which agencies report most."""
    return name.strip(" .").casefold() in CITIES
