"""Reviews of transcript files on disk, and the answers that can be taken back."""
