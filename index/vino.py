"""The same plain BERT on OpenVINO, a sixth faster in bfloat16, with a few more of the right neighbours: `pip install 'rashomon[openvino]'`.

The network is put together from the weights (`index.bert` says which models fit), so nothing is converted or downloaded. Batches have the
few shapes of `index.bert`, so that a text's vector is the same in every run and every order. Figures are in benchmarks/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import bert
from index.machine import cores

ROWS = 8  # texts of one batch


def installed() -> bool:
    return find_spec("openvino") is not None


class Vino:
    """The model in `folder` on the processor; `half` computes in bfloat16. Raises OSError, with the remedy, without OpenVINO."""

    def __init__(self, folder: Path, half: bool) -> None:
        if not installed():
            raise OSError("OpenVINO is not installed: pip install 'rashomon[openvino]', or leave RASHOMON_ENCODER unset")
        import openvino

        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.size = int(config["hidden_size"])
        self.tokenizer, self.limit = bert.tokenizer(folder, config)
        streams = cores()
        self.network = openvino.Core().compile_model(
            _network(folder, config),
            "CPU",
            {
                "INFERENCE_PRECISION_HINT": "bf16" if half else "f32",
                "NUM_STREAMS": streams,  # one thread a batch, as in `index.bert`
                "INFERENCE_NUM_THREADS": streams,
            },
        )

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 for each text, float32, shape (n, size)."""
        import openvino

        out = np.zeros((len(texts), self.size), np.float32)
        queue = openvino.AsyncInferQueue(self.network)

        def keep(request: Any, part: list[int]) -> None:
            out[part] = request.get_output_tensor(0).data[: len(part)]

        queue.set_callback(keep)
        ids = [e.ids for e in self.tokenizer.encode_batch(list(texts))]
        for length, part in bert.batches([len(row) for row in ids], lambda _: ROWS):
            tokens, mask = np.zeros((ROWS, length), np.int64), np.zeros((ROWS, length), np.float32)
            for n, i in enumerate(part + [part[0]] * (ROWS - len(part))):
                tokens[n, : len(ids[i])], mask[n, : len(ids[i])] = ids[i], 1
            queue.start_async({0: tokens, 1: mask}, part)
        queue.wait_all()
        return out


def _network(folder: Path, config: dict[str, Any]) -> Any:
    """Return the network: (tokens, mask) -> the mean of the last layer over the tokens, at length 1."""
    import openvino
    from openvino import opset13 as op
    from safetensors.numpy import load_file

    w = {k.removeprefix("bert."): v for k, v in load_file(str(folder / "model.safetensors")).items()}
    size, heads, eps = config["hidden_size"], config["num_attention_heads"], config["layer_norm_eps"]

    def whole(*numbers: int) -> Any:
        return op.constant(np.array(numbers, np.int64))

    def real(number: Any) -> Any:
        return op.constant(np.asarray(number, np.float32))

    def linear(x: Any, name: str) -> Any:
        return op.add(op.matmul(x, real(w[name + ".weight"]), False, True), real(w[name + ".bias"]))

    def norm(x: Any, name: str) -> Any:
        flat = op.mvn(x, whole(-1), True, eps, "inside_sqrt")
        return op.add(op.multiply(flat, real(w[name + ".weight"])), real(w[name + ".bias"]))

    tokens, mask = op.parameter([-1, -1], np.int64, "tokens"), op.parameter([-1, -1], np.float32, "mask")
    length = op.gather(op.shape_of(tokens), whole(1), op.constant(0))
    at = w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
    where = op.slice(real(at), whole(0), length, whole(1), whole(0))
    x = op.gather(real(w["embeddings.word_embeddings.weight"]), tokens, op.constant(0))
    x = norm(op.add(x, where), "embeddings.LayerNorm")
    hidden = op.unsqueeze(op.multiply(op.subtract(real(1), mask), real(-1e4)), whole(1, 2))
    for i in range(config["num_hidden_layers"]):
        p = f"encoder.layer.{i}."
        q, k, v = (
            op.transpose(
                op.reshape(linear(x, f"{p}attention.self.{n}"), whole(0, 0, heads, size // heads), True), whole(0, 2, 1, 3)
            )
            for n in ("query", "key", "value")
        )
        seen = op.multiply(op.matmul(q, k, False, True), real((size // heads) ** -0.5))
        seen = op.matmul(op.softmax(op.add(seen, hidden), -1), v, False, False)
        seen = op.reshape(op.transpose(seen, whole(0, 2, 1, 3)), whole(0, 0, size), True)
        x = norm(op.add(x, linear(seen, p + "attention.output.dense")), p + "attention.output.LayerNorm")
        inner = op.gelu(linear(x, p + "intermediate.dense"), "erf")
        x = norm(op.add(x, linear(inner, p + "output.dense")), p + "output.LayerNorm")
    weight = op.unsqueeze(mask, whole(2))
    pooled = op.divide(op.reduce_sum(op.multiply(x, weight), whole(1)), op.reduce_sum(weight, whole(1)))
    out = op.divide(pooled, op.sqrt(op.reduce_sum(op.multiply(pooled, pooled), whole(1), True)))
    return openvino.Model([out], [tokens, mask], "bert")
