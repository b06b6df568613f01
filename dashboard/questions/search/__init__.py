"""What the search box finds: stores, belts, regions, metrics and screens, by name, code, pinyin or its initials.

`typed` turns what was typed into patterns; `things` finds by them what has a name of its own, `stores` finds stores.
"""
