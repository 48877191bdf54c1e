"""The register for machines, to be read only: `/api/v1/<language>/…`. Described by its own OpenAPI schema."""
