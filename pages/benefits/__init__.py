"""Traffic packs and launch red envelopes: uptake, the week's value and cost, claiming, and where uptake is low."""
