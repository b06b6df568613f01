"""What several screens place: header, filters, links, legends, tables, charts."""
