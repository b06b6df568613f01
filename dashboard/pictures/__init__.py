"""Pictures to take away: maps and charts as SVG and PNG, with title, filters, legend and source, ready for a slide.

A picture is declared once by its screen (pages/<screen>/pictures.py) under a code; the button, the route and the
command `laotie picture` make the same bytes of it for the same view. Pictures are light whatever the reader's theme:
slides and paper are.
"""

from dashboard.pictures.files import FORMATS, PictureFile, make, save
from dashboard.pictures.picture import Picture, Pictures

__all__ = ["FORMATS", "Picture", "PictureFile", "Pictures", "make", "save"]
