"""Which integrations a context is for: pure, indexed, linear-time, with JavaScript's meaning.

paths.py         a place in a context: `page.repository`
operators.py     one condition on the value there: `exists`, `equals`, `in`, `pattern`, `startsWith`, `endsWith`
conditions.py    `match.context` of an integration, checked and decoded
syntax.py        JavaScript patterns, read into a tree (tree.py) over sets of code units (classes.py)
regexp.py        that tree in RE2's language, and what RE2's answer is worth
rules.py         what all integrations demand, with equal things told once
access.py        the index of the rules; literals.py and grams.py find patterns by the texts that they need
index.py         Matcher: all integrations at once
engine_patterns.py  the patterns that only a JavaScript engine can decide, and the final selection
published.py     what browsers are told of the rules, so that a page that nothing can match is never sent
"""
