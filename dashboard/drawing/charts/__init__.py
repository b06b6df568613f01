"""Kinds of charts as Vega-Lite specifications: each a function of what it shows and of the look it is drawn for.

Whatever is written on a chart is written here, in the reader's language: ticks and labels come as text, so that Vega
formats nothing, and places along an axis are numbers, so that no time zone moves a day.
"""
