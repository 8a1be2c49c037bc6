"""The register: its shape, its reading, its checks."""
