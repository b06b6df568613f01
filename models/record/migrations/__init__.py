"""The record's migrations."""
