"""The work list: which stores to call, by what is about to be lost, and which were not on it a week before.

`listing` says what a list is; `lapsing`, `benefits`, `sales`, `certification`, `deposits` and `belts` declare them, and
`lists` gathers them. `members` asks who is on a list, `counts` how many are, and how many came and went.
"""
