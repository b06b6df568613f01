"""The work list: whom to call, by what is about to be lost; and the week on one page."""
