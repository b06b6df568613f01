"""Acting on what is shown: who acts, whether they may, and the record that it is written to."""
