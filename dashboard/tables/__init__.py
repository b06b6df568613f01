"""Tables: rows and columns declared once, for the page, the chart beside it and the file."""
