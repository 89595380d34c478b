"""Builds the data pack of Linchpin from the compiled facts. Entry point: ../build_pack.py."""
