"""The rules of the house, held by machine. Each rule is also shown to fail on a planted violation."""
