"""Long proofs: what minutes of killing, mangling and crowding cannot break. Run by `make proof`, never by `make test`.

The last results stand in docs/running/proof.md.
"""
