"""What was judged by reading is found again in the documents that are there now."""

import json
import re

from bench.libraries.judged_searches import JUDGED, SHIPPED_NAME, judged_over
from content.library import SHIPPED


def test_judged_excerpts_are_in_the_shipped_library() -> None:
    missing = []
    texts = {
        path.stem: _plain(path.read_text("utf-8")) for path in SHIPPED.glob("*.md")
    }
    for collection in json.loads(JUDGED.read_text("utf-8")).values():
        if collection["documents"] != SHIPPED_NAME:
            continue
        for query in collection["queries"]:
            for named in (*query.get("grade 2", ()), *query.get("grade 1", ())):
                slug, _, words = named.partition(": ")
                if _plain(words) not in texts[slug]:
                    missing.append(named)
    assert not missing


def test_documents_are_named_by_their_ids_or_first_words() -> None:
    docs = {
        "chief-joseph-surrender-1877#0.2": "From where the sun now stands.",
        "chief-joseph-surrender-1877#0.0": "Tell General Howard I know his heart. What he",
    }
    questions = next(
        c for c in judged_over(SHIPPED_NAME, docs) if "questions" in c.name
    )
    assert questions.qrels == {
        "Why did Chief Joseph stop fighting?": {"chief-joseph-surrender-1877#0.0": 2.0}
    }
    first = json.loads(JUDGED.read_text("utf-8"))["quotation themes"]["queries"][0]
    named = first["grade 2"][0]
    themes, *_ = judged_over("quotable", {named: "Wait.", "other": "Hurry."})
    assert themes.qrels[first["asked"]] == {named: 2.0}


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip()
