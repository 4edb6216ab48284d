"""One face a platform: what comes in becomes a Request, a Reply goes out."""
