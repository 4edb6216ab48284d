"""What the labels of one document mean, as far as it is known."""

from content.segment.names.in_labels.speaker_name import SpeakerName

Forms = dict[str, SpeakerName]
"""The name and the role of each label, by the label as printed; each rule changes some."""
