"""HTML that is escaped by construction: elements, links and bars. Text goes in as text; only this room makes markup."""
