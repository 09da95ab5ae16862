"""Withdrawal: a delivery is taken back. What would go, a person approves, it goes, gold follows, its absence is proved.

`preview` counts; `remove` empties the region's layers; `republish` the country's; `prove` opens every file that was
written since the delivery came. The ledger keeps who, when and why, never what.
"""
