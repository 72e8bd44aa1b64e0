"""How personal data is shown by default: enough to recognise, not enough to use.

Source: DOMAIN.md 8.1, masking standard (`张*`, `欧阳**`, `138****5678`, `a***@x.cn`,
addresses down to community or estate).
"""

import re
import unicodedata

from core.privacy.phones import LANDLINE, MOBILE, SERVICE, normalise_phone

_PAIRS = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠"
    "公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁"
    "拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生公户公玉公仪梁丘公仲左丘西门第五南荣东里东宫"
    "仲长即墨达奚褚师歐陽司馬東方諸葛尉遲澹臺鍾離長孫鮮于閭丘軒轅"
)
COMPOUND_SURNAMES = frozenset(_PAIRS[i : i + 2] for i in range(0, len(_PAIRS), 2))
ESTATE = "小区|花园|新村|家园|公寓|大厦|山庄|雅苑|花苑|佳苑|名苑|嘉园|苑|园|邨|里弄|大院|宿舍|广场"
COMMUNITY = re.compile(r"^(.*?(?:社区|居委会|村委会|行政村))")
STREET = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?:路|街|道|巷|弄|大道)"
    r"\s*[\d一二三四五六七八九十百之-]+\s*号?"
)
ESTATE_NAME = re.compile(rf"^\s*([\u4e00-\u9fffA-Za-z·]{{1,12}}?(?:{ESTATE})+)")
WIDER = re.compile(r"^(.*(?:街道|镇|乡|区|县|市|省))")


def mask_name(name: str) -> str:
    """The surname, and stars whose number does not tell the length of the rest."""
    name = unicodedata.normalize("NFKC", name or "").strip()
    if not name:
        return ""
    if re.search(r"[·•‧・]", name) or not "\u3400" <= name[0] <= "\u9fff":
        return f"{name[0]}***"
    return f"{name[:2]}**" if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else f"{name[0]}*"


def mask_phone(phone: str) -> str:
    """The head that tells the network or region, and the last four digits."""
    number = normalise_phone(phone or "")
    if not number:
        return ""
    if MOBILE.fullmatch(number):
        return f"{number[:3]}****{number[-4:]}"
    if number.startswith(("+852", "+853")):
        return f"{number[:4]} ****{number[-4:]}"
    if match := LANDLINE.fullmatch(number):
        return f"{match[1]}-****{match[2][-4:]}"
    return number if SERVICE.fullmatch(number) and len(number) < 10 else f"****{number[-2:]}"


def mask_email(email: str) -> str:
    """The first letter and the domain."""
    local, _, domain = (email or "").strip().rpartition("@")
    return f"{local[0]}***@{domain}" if local and domain else "***" if email else ""


def mask_address(address: str) -> str:
    """Down to the community, and the estate where one is named; never street, building or door."""
    text = unicodedata.normalize("NFKC", address or "").strip()
    if not text:
        return ""
    community = COMMUNITY.match(text)
    head = community[1] if community else ""
    rest = text[len(head) :]
    if not head and (wider := WIDER.match(re.split(r"\d", rest, maxsplit=1)[0])):
        wide = wider[1]
        if not wide.endswith("小区"):
            head, rest = wide, rest[len(wide) :]
    estate = ESTATE_NAME.match(STREET.sub("", rest))
    shown = head + (estate[1] if estate else "")
    return f"{shown}***"
