"""The encoder for one question at a time, in NumPy: the same numbers as `index.bert` in float32, without the second that loading torch takes."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import bert

Array = NDArray[np.float32]
_erf = np.vectorize(math.erf, otypes=[np.float32])


def fits(folder: Path) -> bool:
    """Return whether the model in `folder` is a plain BERT whose weights NumPy can hold."""
    if not bert.fits(folder):
        return False
    with _weights(folder) as file:
        return all(file.get_slice(k).get_dtype() in ("F32", "F16", "I64") for k in file.keys())  # noqa: SIM118 - no mapping


def _weights(folder: Path) -> Any:
    from safetensors import safe_open

    return safe_open(str(folder / "model.safetensors"), framework="numpy")


class Asking:
    """The model in `folder`. Raises what reading its files raises."""

    def __init__(self, folder: Path) -> None:
        self.config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.tokenizer, _ = bert.tokenizer(folder, self.config)
        with _weights(folder) as file:
            self.w = {k.removeprefix("bert."): file.get_tensor(k).astype(np.float32, copy=False) for k in file.keys()}  # noqa: SIM118

    def encode(self, text: str) -> Array:
        """Return the vector of `text`, of length 1, float32."""
        ids = self.tokenizer.encode(text).ids
        n, heads = len(ids), self.config["num_attention_heads"]
        e = "embeddings."
        x = self.w[e + "word_embeddings.weight"][ids] + self.w[e + "position_embeddings.weight"][:n]
        x = self._norm(x + self.w[e + "token_type_embeddings.weight"][0], e + "LayerNorm")
        size = x.shape[1] // heads
        for i in range(self.config["num_hidden_layers"]):
            p = f"encoder.layer.{i}."
            q, k, v = (
                self._linear(x, f"{p}attention.self.{name}").reshape(n, heads, size).transpose(1, 0, 2)
                for name in ("query", "key", "value")
            )
            scores = q @ k.transpose(0, 2, 1) / np.float32(math.sqrt(size))
            scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
            seen = (scores / scores.sum(axis=-1, keepdims=True)) @ v
            seen = self._linear(seen.transpose(1, 0, 2).reshape(n, -1), p + "attention.output.dense")
            x = self._norm(x + seen, p + "attention.output.LayerNorm")
            inner = self._linear(x, p + "intermediate.dense")
            inner = np.float32(0.5) * inner * (1 + _erf(inner * np.float32(math.sqrt(0.5))))
            x = self._norm(x + self._linear(inner, p + "output.dense"), p + "output.LayerNorm")
        pooled: Array = x.mean(axis=0)
        return pooled / np.linalg.norm(pooled)

    def _linear(self, x: Array, name: str) -> Array:
        out: Array = x @ self.w[name + ".weight"].T + self.w[name + ".bias"]
        return out

    def _norm(self, x: Array, name: str) -> Array:
        centred = x - x.mean(axis=1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + np.float32(self.config["layer_norm_eps"]))
        out: Array = scaled * self.w[name + ".weight"] + self.w[name + ".bias"]
        return out
