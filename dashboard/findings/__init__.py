"""What a chart shows, in one sentence made from its figures; none where nothing stands out."""
