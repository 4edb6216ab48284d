"""Programmes of radio, television and podcasts, whose turns under labels are mostly brief."""
