"""Who sent a text that is read out: as its introduction, its signature and the page say."""
