"""Copies of a dataset file and back again, without opening it: also of one that cannot be opened any more."""

from store.backup import back_up as back_up
from store.backup import dated_name as dated_name
from store.backup import restore as restore
