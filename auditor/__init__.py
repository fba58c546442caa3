"""Audit: lint for Chinese institutional reports.

Data flows one way: ``reading`` (bytes → Document) → ``facts`` (Document → Facts) → ``checks`` (Facts → hits),
selected and described by the rule files → ``engine`` (findings) → ``reporting`` (text, JSON, …).
"""

__version__ = "0.1.0"
