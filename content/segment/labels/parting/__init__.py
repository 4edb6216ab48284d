"""Lines parted and joined until each label opens one: what a page lost or broke is put right."""
