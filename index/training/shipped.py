"""The encoder read back from the file the package ships, so that training can go on from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

from index.errors import WeightsError
from index.reading.weights import ENCODER
from index.training.base import Floats
from index.training.encoder import Encoder

_QUANTISED = "_quantized"
_PREFIX = "encoder."
_PRODUCT = "MatMulInteger"


def take_over(encoder: Encoder, folder: Path) -> None:
    """Give ``encoder`` the weights of the encoder in ``folder``, each within half a quantisation step.

    Raises:
        WeightsError: there is no encoder in ``folder``, or one of another form.
    """
    try:
        weights = dict(_weights(onnx.load(folder / ENCODER)))
        encoder.load_state_dict({name: torch.tensor(values) for name, values in weights.items()})
    except (OSError, RuntimeError, KeyError) as error:
        raise WeightsError(file=ENCODER, detail=str(error).splitlines()[0]) from error


def _weights(model: onnx.ModelProto) -> Iterator[tuple[str, Floats]]:
    """The weights by their names in torch: floats as they stand, integers times their scales."""
    stored = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
    for name, values in stored.items():
        if not name.startswith(_PREFIX):
            continue
        if name.endswith(("weight", "bias")):
            yield name.removeprefix(_PREFIX), values
        elif name.endswith(f"weight{_QUANTISED}"):
            yield name.removeprefix(_PREFIX).removesuffix(_QUANTISED), _floats(stored, name)
    for node in model.graph.node:
        if node.op_type == _PRODUCT:
            # /encoder/layers.0/qkv/MatMul_quant multiplies by layers.0.qkv.weight, transposed
            module = ".".join(node.name.split("/")[2:-1])
            yield f"{module}.weight", _floats(stored, node.input[1]).T


def _floats(stored: dict[str, Floats], name: str) -> Floats:
    stem = name.removesuffix(_QUANTISED)
    values: Floats = (stored[name].astype("f4") - stored[f"{stem}_zero_point"]) * stored[f"{stem}_scale"]
    return values
