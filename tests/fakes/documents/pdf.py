"""Write small PDF files by hand: positioned text in three fonts, nothing else."""

from collections.abc import Sequence

FONTS = {"F1": "Times-Roman", "F2": "Times-Bold", "F3": "Times-Italic"}

Shown = tuple[float, float, str, str]
"""The place on the page (points from the left and from the bottom), font and text."""


def pdf(pages: Sequence[Sequence[Shown]]) -> bytes:
    """Return the bytes of a PDF with these pages."""
    count = len(pages)
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(count))
    fonts = " ".join(f"/{name} {3 + n} 0 R" for n, name in enumerate(FONTS))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
    }
    for n, base in enumerate(FONTS.values()):
        objects[3 + n] = (
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} "
            "/Encoding /WinAnsiEncoding >>"
        ).encode()
    for n, page in enumerate(pages):
        stream = b"BT\n" + b"".join(map(_show, page)) + b"ET\n"
        objects[10 + 2 * n] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << {fonts} >> >> /Contents {11 + 2 * n} 0 R >>"
        ).encode()
        head = f"<< /Length {len(stream)} >>\nstream\n".encode()
        objects[11 + 2 * n] = head + stream + b"endstream"
    return _file(objects)


def typed(lines: Sequence[str], *, font: str = "F1", top: float = 780) -> list[Shown]:
    """Place lines one below the other, 14 points apart."""
    return [(72, top - 14 * n, font, line) for n, line in enumerate(lines)]


def _show(shown: Shown) -> bytes:
    x, y, font, text = shown
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return (
        f"/{font} 11 Tf 1 0 0 1 {x} {y} Tm (".encode()
        + escaped.encode("cp1252")
        + b") Tj\n"
    )


def _file(objects: dict[int, bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += f"xref\n0 {size}\n".encode()
    for number in range(size):
        place, kind = places.get(number, 0), "n" if number in places else "f"
        out += f"{place:010} {65535 if number == 0 else 0:05} {kind} \n".encode()
    trailer = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out + trailer.encode()
