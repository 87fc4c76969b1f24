"""Finding again what is published: claims that stand, articles, and the sources they rest on.

`documents` says what readers can find, out of the record; `upkeep` keeps the table in step with it;
`looking` finds, on either database; `spelling` knows what a misspelt word may have meant.
"""
