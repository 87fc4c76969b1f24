"""What readers look for first, as both databases rank it."""

#: SQL, of a row `f` of the table. A check is what is looked for, and a source, which has few words,
#: would match better than anything.
WEIGHT = "CASE f.kind WHEN 'claim' THEN 2.0 WHEN 'article' THEN 1.0 ELSE 0.5 END"
