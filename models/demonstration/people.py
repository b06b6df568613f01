"""Made-up people and what they may see; every address ends in demo.invalid, a domain that cannot exist."""

REGIONS = {
    "zhejiang": "330000",
    "guangdong": "440000",
    "fujian.jiangsu": "350000|320000",
    "shandong": "370000",
    "henan.hebei": "410000|130000",
    "sichuan.chongqing": "510000|500000",
    "jinhua": "330700",
    "yiwu.cixi": "330782|330282",
}
"""Regional managers by the regions they look after: provinces, a prefecture, two counties."""


def people_rows() -> list[dict[str, object]]:
    """Rows of people.csv."""
    others = (
        ("viewer", "viewer", "*"),
        ("newcomer", "viewer", ""),
        ("lead.one", "program_lead", "*"),
        ("lead.two", "program_lead", "*"),
        ("admin", "admin", "*"),
    )
    managers = [(f"manager.{name}", "regional_manager", regions) for name, regions in REGIONS.items()]
    return [
        {"email": f"{name}@demo.invalid", "role": role, "regions": regions}
        for name, role, regions in (*managers, *others)
    ]
