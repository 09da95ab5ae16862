"""THL's delivery: packages of published results, and of pseudonymised rows where a legal basis is named.

`agreed` says what may be delivered now; `coarsen` makes rows alike and `pseudonymise` keeps them in gold; `revision`
tells what is new, `package` writes it with its descriptions, `signature` signs and verifies; `deliver` does all of it
in order. `let_go` destroys what may not stay.
"""
