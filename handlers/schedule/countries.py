"""The zones of countries: from the zone database, by what people call a country."""

from functools import cache
from importlib.resources import files

from content.names.index import fold

ALSO = {
    "AE": "UAE, Emirates, VAE, ОАЭ, 阿联酋, الإمارات",
    "AM": "Armenien, Армения, 亚美尼亚",
    "AR": "Argentinien, Аргентина, 阿根廷",
    "AT": "Österreich, Австрия, 奥地利",
    "AU": "Australien, Австралия, 澳大利亚",
    "AZ": "Aserbaidschan, Азербайджан, 阿塞拜疆",
    "BD": "Bangladesch, Бангладеш, 孟加拉国",
    "BE": "Belgien, Belgique, België, Бельгия, 比利时",
    "BG": "Bulgarien, България, Болгария, 保加利亚",
    "BR": "Brasilien, Brasil, Бразилия, 巴西",
    "BY": "Weißrussland, Беларусь, Белоруссия, 白俄罗斯",
    "CA": "Kanada, Канада, 加拿大",
    "CH": "Schweiz, Suisse, Svizzera, Швейцария, 瑞士",
    "CL": "Чили, 智利",
    "CN": "Китай, 中国, 中國",
    "CO": "Kolumbien, Колумбия, 哥伦比亚",
    "CU": "Kuba, Куба, 古巴",
    "CZ": "Czechia, Tschechien, Česko, Чехия, 捷克",
    "DE": "Deutschland, Германия, 德国, 德國",
    "DK": "Dänemark, Danmark, Дания, 丹麦",
    "EG": "Ägypten, Египет, 埃及, مصر",
    "ES": "Spanien, España, Испания, 西班牙",
    "ET": "Äthiopien, Эфиопия, 埃塞俄比亚",
    "FI": "Finnland, Suomi, Финляндия, 芬兰",
    "FR": "Frankreich, Франция, 法国, 法國",
    "GB": "UK, United Kingdom, Great Britain, Britain, England, Scotland, Wales, Northern Ireland, Großbritannien, Vereinigtes Königreich, Великобритания, Англия, 英国, 英國",
    "GE": "Georgien, Грузия, საქართველო, 格鲁吉亚",
    "GR": "Griechenland, Греция, Ελλάδα, 希腊",
    "HR": "Kroatien, Hrvatska, Хорватия, 克罗地亚",
    "HU": "Ungarn, Magyarország, Венгрия, 匈牙利",
    "ID": "Indonesien, Индонезия, 印度尼西亚",
    "IE": "Irland, Ирландия, 爱尔兰",
    "IL": "Израиль, ישראל, 以色列",
    "IN": "Indien, Индия, भारत, 印度",
    "IQ": "Irak, Ирак, العراق, 伊拉克",
    "IR": "Иран, ایران, 伊朗",
    "IT": "Italien, Italia, Италия, 意大利",
    "JP": "Япония, 日本",
    "KE": "Kenia, Кения, 肯尼亚",
    "KP": "North Korea, Nordkorea, КНДР, 朝鲜, 북한",
    "KR": "South Korea, Korea, Südkorea, Корея, Южная Корея, 韩国, 韓國, 한국, 대한민국",
    "KZ": "Kasachstan, Казахстан, 哈萨克斯坦",
    "MA": "Marokko, Марокко, المغرب, 摩洛哥",
    "MX": "Mexiko, México, Мексика, 墨西哥",
    "NL": "Holland, The Netherlands, Niederlande, Nederland, Нидерланды, Голландия, 荷兰",
    "NO": "Norwegen, Norge, Норвегия, 挪威",
    "NZ": "Neuseeland, Новая Зеландия, 新西兰",
    "PH": "Philippinen, Филиппины, 菲律宾",
    "PK": "Пакистан, پاکستان, 巴基斯坦",
    "PL": "Polen, Polska, Польша, 波兰",
    "PT": "Португалия, 葡萄牙",
    "RO": "Rumänien, România, Румыния, 罗马尼亚",
    "RS": "Serbien, Srbija, Србија, Сербия, 塞尔维亚",
    "RU": "Russland, Russian Federation, Россия, РФ, 俄罗斯",
    "SA": "Saudi-Arabien, Саудовская Аравия, السعودية, 沙特阿拉伯",
    "SE": "Schweden, Sverige, Швеция, 瑞典",
    "TH": "Таиланд, ประเทศไทย, 泰国",
    "TR": "Türkei, Turkey, Türkiye, Турция, 土耳其",
    "TW": "Тайвань, 台湾, 臺灣",
    "UA": "Украина, Україна, 乌克兰",
    "US": "USA, U.S.A., United States of America, America, Vereinigte Staaten, США, 美国, 美國",
    "UZ": "Usbekistan, Узбекистан, 乌兹别克斯坦",
    "VN": "Вьетнам, Việt Nam, 越南",
    "ZA": "Südafrika, ЮАР, 南非",
}
"""By the country's code: what people call it beside its name in the zone database."""


@cache
def countries() -> dict[str, tuple[str, ...]]:
    """Return the zones of each country by its folded names and its code.

    Reads files: call it in a thread. The most populous zones come first, where that
    makes sense on a map.
    """
    zones: dict[str, list[str]] = {}
    for code, _, zone, *_ in _rows("zone.tab"):
        zones.setdefault(code, []).append(zone)
    named: dict[str, tuple[str, ...]] = {}
    for code, name in _rows("iso3166.tab"):
        for each in (code, name, *ALSO.get(code, "").split(", ")):
            if key := fold(each):
                named[key] = tuple(zones.get(code, ()))
    return named


def _rows(name: str) -> list[list[str]]:
    text = files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [line.split("\t") for line in lines]
