"""The desk: what a curator can do (one function and one transaction an action) and can ask (queries)."""
