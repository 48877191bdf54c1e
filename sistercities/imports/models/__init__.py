"""Import jobs, what they would do, and the mappings remembered from them."""

from sistercities.imports.models.job import ColumnMapping, ImportJob, JobState
from sistercities.imports.models.staging import RowOutcome, StagedFile, StagedRow, StagedWrite, WriteAct

__all__ = ["ColumnMapping", "ImportJob", "JobState", "RowOutcome", "StagedFile", "StagedRow", "StagedWrite", "WriteAct"]
