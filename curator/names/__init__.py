"""Names: comparisons, blocking keys, candidate pairs, identities."""

from curator.names.bodies import country_names, governed_from
from curator.names.candidates import Pair, candidates, forget
from curator.names.compare import compare, score
from curator.names.comparison import SCORER, Comparison, Kind, Step
from curator.names.explain import explain
from curator.names.identities import Identities, identities
from curator.names.keys import keys
from curator.names.lookup import KeyView, alike
from curator.names.typeahead import TypeAhead, typeahead

__all__ = ["SCORER", "Comparison", "Identities", "KeyView", "Kind", "Pair", "Step", "TypeAhead", "alike", "candidates",
           "compare", "country_names", "explain", "forget", "governed_from", "identities", "keys", "score",
           "typeahead"]
