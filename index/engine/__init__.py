"""The same job on many machines, with Ray.

The modules here move data: which reports go where, which events may meet, what is written when. What is done to a report, a pair of
events or a group is done by the functions that one machine uses (`claims.reports`, `index.reading`, `index.encoder`,
`index.neighbours`, `index.matching`, `index.grouping`, `index.lineups`). Only `index.engine.run` imports Ray.
"""
