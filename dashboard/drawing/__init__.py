"""Drawings: answers become maps, charts, numbers and colours, as plain values. Nothing here opens a connection."""
