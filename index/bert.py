"""A BERT encoder with mean pooling, straight from its weights: what `sentence_transformers` computes, without its seconds of imports.

Only models of exactly this shape are taken (`fits`); every other model goes through sentence-transformers. The outputs are
compared with sentence-transformers' own in tests/test_store_encoder.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.machine import cores

# A row's last bits depend on the shape of the batch that it was computed in. So all batches have the same few shapes, whatever is
# encoded together: ROWS texts, padded to a multiple of STEP tokens. That makes a text's vector the same in every run and every order.
# Where a row of a product has the same bits whatever is multiplied beside it (`_row_by_row`), only the words of the texts are multiplied, and
# neither what pads them nor what fills a batch: a tenth of the work, in batches of more texts. The bits are those of the padded batches.
ROWS = {"cpu": 4, "cuda": 128}
PACKED = 16  # texts of one batch there
# With AMX, oneDNN goes another way where the long rows of a layer's last product are very few or very many: so they come in pieces of no fewer
# and no more than these. The shortest texts, whose padded batches are fewer, stay padded.
FEWEST, MOST = 64, 320
STEP = 8
TYPICAL = 40  # tokens of a text


def fits(folder: Path) -> bool:
    """Return whether the model in `folder` is a plain BERT, pooled by the mean over its tokens and normalised."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        pooling = json.loads((folder / "1_Pooling" / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return (
        config.get("architectures") == ["BertModel"]
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and [m["type"].rsplit(".", 1)[-1] for m in modules] == ["Transformer", "Pooling", "Normalize"]
        and [k for k, v in pooling.items() if k.startswith("pooling_mode") and v] == ["pooling_mode_mean_tokens"]
        and (folder / "model.safetensors").is_file()
        and (folder / "tokenizer.json").is_file()
    )


def tokenizer(folder: Path, config: dict[str, Any]) -> tuple[Any, int]:
    """Return the tokenizer of the model in `folder`, which has this `config`, and how many tokens it keeps."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(folder / "tokenizer.json"))
    limits = [int(config["max_position_embeddings"])]
    extra = folder / "sentence_bert_config.json"
    if extra.is_file():
        limits.append(int(json.loads(extra.read_text(encoding="utf-8")).get("max_seq_length") or limits[0]))
    made.enable_truncation(min(limits))
    made.no_padding()
    return made, min(limits)


def batches(lengths: Sequence[int], rows: Callable[[int], int]) -> list[tuple[int, list[int]]]:
    """Return (padded length, positions of at most `rows(length)` texts) for texts of these lengths in tokens, the longest first."""
    shapes: dict[int, list[int]] = {}
    for i, n in enumerate(lengths):
        shapes.setdefault(-(-n // STEP) * STEP, []).append(i)
    return [
        (length, members[i : i + rows(length)])
        for length, members in sorted(shapes.items(), reverse=True)
        for i in range(0, len(members), rows(length))
    ]


def _product(weight: Any, bias: Any) -> Callable[[Any], Any]:
    """Return x -> x @ weight.T + bias. In bfloat16 on a processor, oneDNN keeps the weight in its own order: else it would bring it there
    for every product, a fifth of the time. The bits are the same.
    """
    import torch

    if weight.device.type == "cpu" and weight.dtype == torch.bfloat16:
        with suppress(AttributeError, RuntimeError):  # a build of torch without oneDNN, or one that has moved these
            packed = torch.ops.mkldnn._reorder_linear_weight(weight, ROWS["cpu"] * TYPICAL)
            product = torch.ops.mkldnn._linear_pointwise
            product(torch.zeros(1, 1, weight.shape[1], dtype=weight.dtype), packed, bias, "none", [], "")
            return lambda x: product(x, packed, bias, "none", [], "")
    return lambda x: torch.nn.functional.linear(x, weight, bias)


def _in_pieces(product: Callable[[Any], Any], x: Any) -> Any:
    """Return the product of the rows of `x`, FEWEST to MOST at a time."""
    import torch

    n = x.shape[-2]
    if n < FEWEST:
        return product(torch.nn.functional.pad(x, (0, 0, 0, FEWEST - n)))[..., :n, :]
    return product(x) if n <= MOST else torch.cat([product(part) for part in x.tensor_split(-(-n // MOST), -2)], -2)


def _row_by_row(products: Iterable[Callable[[Any], Any]], widths: Iterable[int]) -> bool:
    """Return whether a row of these products (of rows of these widths) has the same bits wherever it stands and whatever stands beside it."""
    import torch

    for product, width in zip(products, widths, strict=True):
        x = torch.randn(1, 700, width, generator=torch.Generator().manual_seed(1)).to(torch.bfloat16)
        whole = product(x)
        if not all(torch.equal(product(x[:, a:b]), whole[:, a:b]) for a, b in ((0, 1), (3, 20), (7, 168), (160, 331), (90, 690))):
            return False
    return True


class Bert:
    """The model in `folder` on `device`; `half` computes in bfloat16."""

    def __init__(self, folder: Path, device: str = "cpu", half: bool = False) -> None:
        import torch
        from safetensors.torch import load_file

        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.device, self.heads, self.eps = device, config["num_attention_heads"], config["layer_norm_eps"]
        self.size = int(config["hidden_size"])
        self.tokenizer, self.limit = tokenizer(folder, config)
        kind = torch.bfloat16 if half else torch.float32
        self.w = {
            k.removeprefix("bert."): v.to(device=device, dtype=kind)
            for k, v in load_file(str(folder / "model.safetensors")).items()
            if v.is_floating_point()
        }
        self.layers = [self._layer(i) for i in range(config["num_hidden_layers"])]
        qkv, dense, _, inner, outer, _ = self.layers[0]
        widths = (self.size, self.size, self.size, int(config["intermediate_size"]))
        products = (qkv, dense, inner, partial(_in_pieces, outer))
        with ThreadPoolExecutor(1, initializer=torch.set_num_threads, initargs=(1,)) as alone:  # as texts are encoded
            self.packed = half and device == "cpu" and alone.submit(_row_by_row, products, widths).result()

    def _layer(self, i: int) -> tuple[Any, ...]:
        import torch

        p = f"encoder.layer.{i}."
        qkv = [f"{p}attention.self.{n}" for n in ("query", "key", "value")]

        def pair(name: str) -> tuple[Any, Any]:
            return self.w[f"{p}{name}.weight"], self.w[f"{p}{name}.bias"]

        return (
            _product(torch.cat([self.w[f"{n}.weight"] for n in qkv]), torch.cat([self.w[f"{n}.bias"] for n in qkv])),
            _product(*pair("attention.output.dense")),
            pair("attention.output.LayerNorm"),
            _product(*pair("intermediate.dense")),
            _product(*pair("output.dense")),
            pair("output.LayerNorm"),
        )

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 for each text, float32, shape (n, size)."""
        import torch

        out = np.zeros((len(texts), self.size), np.float32)
        ids = [e.ids for e in self.tokenizer.encode_batch(list(texts))]
        rows = ROWS.get(self.device.partition(":")[0], 4)
        work = batches([len(row) for row in ids], lambda length: PACKED if self._packs(length) else rows)

        def run(item: tuple[int, list[int]]) -> None:
            length, part = item
            with torch.inference_mode():
                full = [ids[i] for i in part] + [ids[part[0]]] * (0 if self._packs(length) else rows - len(part))
                out[part] = self._forward(full, length)[: len(part)]

        if self.device != "cpu":
            for item in work:
                run(item)
            return out
        # One thread a batch, instead of all threads on each product: they need not wait for each other at every step, which costs
        # a busy machine most of its time, and the bits of a vector do not depend on how many threads there are.
        with ThreadPoolExecutor(min(cores(), max(1, len(work))), initializer=torch.set_num_threads, initargs=(1,)) as pool:
            list(pool.map(run, work))
        return out

    def _packs(self, length: int) -> bool:
        """Return whether texts of this padded length are multiplied without what pads them."""
        return self.packed and length * ROWS["cpu"] >= FEWEST

    def _forward(self, ids: list[list[int]], length: int) -> NDArray[np.float32]:
        import torch
        import torch.nn.functional as F

        n = len(ids)
        tokens = np.zeros((n, length), np.int64)
        mask = np.zeros((n, length), bool)
        for i, row in enumerate(ids):
            tokens[i, : len(row)] = row
            mask[i, : len(row)] = True
        t, m = torch.from_numpy(tokens).to(self.device), torch.from_numpy(mask).to(self.device)
        every = torch.arange(n * length, device=self.device)
        packed = self._packs(length)
        at = every[m.flatten()] if packed else every
        padded = len(at) < len(every)
        word = m.flatten().cumsum(0).sub_(1).clamp_(min=0)  # whose row stands in each place; where no word is, it is masked
        w, size = self.w, self.size

        def norm(x: Any, pair: Any) -> Any:
            return F.layer_norm(x, (size,), pair[0], pair[1], self.eps)

        def text_by_text(x: Any) -> Any:
            """Rows of words, shape (words, k), as (texts, length, k), any row behind the shorter texts."""
            return (x.index_select(0, word) if padded else x).view(n, length, -1)

        x = F.embedding(t.flatten()[at], w["embeddings.word_embeddings.weight"])
        x = x + w["embeddings.position_embeddings.weight"][at % length]
        x = norm(
            x + w["embeddings.token_type_embeddings.weight"][0],
            (w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"]),
        )
        attend = torch.zeros(n, 1, 1, length, dtype=x.dtype, device=self.device).masked_fill_(~m[:, None, None, :], float("-inf"))
        for qkv, dense, first, inner, outer, second in self.layers:
            q, k, v = text_by_text(qkv(x)).view(n, length, 3, self.heads, size // self.heads).permute(2, 0, 3, 1, 4)
            seen = F.scaled_dot_product_attention(q, k, v, attn_mask=attend).transpose(1, 2).reshape(n * length, size)
            x = norm(x + dense(seen.index_select(0, at) if padded else seen), first)
            wide = F.gelu(inner(x))
            x = norm(x + (_in_pieces(outer, wide) if packed else outer(wide)), second)
        x = text_by_text(x.float())
        pooled = (x * m[:, :, None]).sum(1) / m.sum(1, keepdim=True)
        result: NDArray[np.float32] = F.normalize(pooled, dim=1).cpu().numpy()
        return result
