"""What is true: the record, its import, its publication, and what its figures mean.

Rooms, each importing only from those below it (the contracts in pyproject.toml hold it):

| room | what is in it |
|---|---|
| demonstration | made-up files in the contract's formats |
| drafts | deposit schedules that somebody would set |
| publication | the record as of one day becomes a snapshot |
| snapshots | published days: their tables, how they are kept, read and compared |
| intake | delivered files become rows of the record |
| record | what happened, as it was delivered |
| geography | regions, their names and boundaries, points among them |
| programme | closed lists, metrics, targets, the day it is where the programme runs |
"""
