"""The stores: searched, sorted and paged; and the page of one store."""
