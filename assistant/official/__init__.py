"""Official texts: read from files that the operator has, as trees of numbered passages. Never committed, never fetched here."""
