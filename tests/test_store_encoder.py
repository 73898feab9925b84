"""The encoder computes what sentence-transformers computes, the same for a text in whatever company."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from claims.records import Account, Claim, Event, Report
from index import questions
from index.encoder import DEFAULT, Encoder, device_of, folder
from index.neighbours import build, pairs, search

TEXTS = [
    "A bus overturned near the harbour of Velmora.",
    "air strike in Marrakat, 20 June 2024. Residents blamed the army",
    "how many people were killed",
    "Rescuers are still looking for miners in the Orvane shaft after the second collapse within a week, the ministry of the interior said",
    "naïve façade — “quotes” and 数字",
    "",
    *(f"Report number {i} on the flood in district {i % 7} came in {'very ' * (i % 11)}late" for i in range(60)),
]


@pytest.fixture(scope="module")
def full() -> Encoder:
    return Encoder(precision="full")


def test_it_computes_what_sentence_transformers_computes(full: Encoder) -> None:
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(folder(DEFAULT)), device="cpu").encode(TEXTS, normalize_embeddings=True)
    assert np.abs(full.encode(TEXTS) - theirs).max() < 1e-5
    half = Encoder(precision="half").encode(TEXTS)
    assert (half * theirs).sum(1).min() > 0.999


@pytest.mark.parametrize("precision", ["full", "half"])
def test_a_texts_vector_is_the_same_bits_in_any_company(precision: str) -> None:
    encoder = Encoder(precision=precision)
    together = encoder.encode(TEXTS)
    some = random.Random(1).sample(range(len(TEXTS)), 25)
    assert (encoder.encode([TEXTS[i] for i in some]) == together[some]).all()
    assert (encoder.encode([TEXTS[1]]) == together[1]).all()


def test_what_pads_a_batch_changes_no_bit() -> None:
    model = Encoder(precision="half", device="cpu").model
    if not model.packed:
        pytest.skip("this processor's products depend on what is multiplied together")
    packed = model.encode(TEXTS)
    model.packed = False
    assert np.array_equal(model.encode(TEXTS), packed)


def test_a_query_has_the_vector_that_it_would_have_as_a_text(full: Encoder) -> None:
    long = "more and more " * 300
    for text in [*TEXTS[:8], long]:
        assert np.abs(full.ask(text) - full.encode([text])[0]).max() < 1e-5


def test_a_query_loads_no_torch() -> None:
    script = "import sys; from index.encoder import Encoder; assert Encoder().ask('a flood').shape == (384,); sys.exit('torch' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_equal_texts_are_computed_once(full: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    real = full.model.encode
    monkeypatch.setattr(full.model, "encode", lambda texts: calls.append(len(texts)) or real(texts))
    rows = full.encode(["a fire", "a flood", "a fire"])
    assert calls == [2] and (rows[0] == rows[2]).all() and rows.shape == (3, 384)
    assert full.encode([]).shape == (0, 384)


def test_what_is_not_there_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not on this machine: name a folder"):
        Encoder(str(tmp_path)).encode(["x"])
    with pytest.raises(ValueError, match="one of auto, cpu, cuda"):
        device_of("tpu")
    with pytest.raises(ValueError, match="one of auto, full, half"):
        Encoder(precision="quarter")


def test_openvino_computes_the_same_where_it_is_asked_for(full: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("openvino")
    monkeypatch.setenv("RASHOMON_ENCODER", "openvino")
    other = Encoder(device="cpu", precision="full")
    made = other.encode(TEXTS)
    assert type(other.model).__name__ == "Vino"
    assert float((made * full.encode(TEXTS)).sum(1).min()) > 0.9999
    assert np.array_equal(other.encode(TEXTS[::-1])[::-1], made)
    assert np.array_equal(other.encode(TEXTS[3:4])[0], made[3])


def test_openvino_asked_for_and_not_there_is_said_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    from index import vino

    monkeypatch.setenv("RASHOMON_ENCODER", "openvino")
    monkeypatch.setattr(vino, "installed", lambda: False)
    with pytest.raises(OSError, match="pip install"):
        Encoder(device="cpu").encode(["a flood"])


def test_the_question_is_encoded_and_not_the_answer() -> None:
    def said(n: str) -> str:
        text = f"At least {n} people, including two nurses, were killed when a bomb hit the market on Tuesday"
        event = Event("r#e0", "bombing", "Dar Sulem", start="2024-03-12", end="2024-03-12", main=True, text=text)
        return questions.event_text(event, Account(Report("r", text)))

    assert said("18") == said("31") == said("twenty-seven") == said("1,200")
    assert said("18").startswith("bombing in Dar Sulem, 12 March 2024. some people")
    claim = Claim("c", "r", "casualties", "killed", "", 0, 0, subject="civilians")
    assert questions.question(claim) == "how many civilians were killed"


def test_pairs_are_exact_and_the_same_from_both_sides() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=(70, 16)).astype(np.float32)
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    a, b, c = pairs(x[:30], x[30:], 0.3)
    expected = {(i, j) for i in range(30) for j in range(40) if round(float(x[i] @ x[30 + j]), 3) >= 0.3}
    assert set(zip(a.tolist(), b.tolist(), strict=True)) == expected and len(expected) > 20
    b2, a2, c2 = pairs(x[30:], x[:30], 0.3)
    assert dict(zip(zip(a, b, strict=True), c, strict=True)) == dict(zip(zip(a2, b2, strict=True), c2, strict=True))


@pytest.mark.parametrize("whole", [10_000, 1000])
def test_the_large_index_finds_what_the_exact_one_finds(whole: int) -> None:
    rng = np.random.default_rng(5)
    centres = rng.normal(size=(200, 32))
    x = (centres[rng.integers(0, 200, 6000)] + 0.4 * rng.normal(size=(6000, 32))).astype(np.float32)
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    ids = np.arange(6000, dtype=np.int64) * 7 + 3
    exact, large = build(x, ids), build(x, ids, exact=1000, whole=whole)
    hits = [len(set(search(exact, q, 10)[0]) & set(search(large, q, 10)[0])) for q in x[:200]]
    assert np.mean(hits) >= 9.5
    only = ids[100:120]
    assert set(search(large, x[110], 5, only)[0]) <= set(only.tolist())
