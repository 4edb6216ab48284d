"""What can go wrong with what is kept."""


class StorageError(Exception):
    """Say in one sentence why the storage can't serve, and what to do next."""


class ChangedMeanwhileError(StorageError):
    """Tell that the library was changed by somebody else between plan and swap."""
