"""The trained encoder as the file the package ships: ONNX, weights of 8 bits."""

from __future__ import annotations

import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from index.training.encoder import Encoder

_OPSET = 17


class _Unpadded(nn.Module):
    """The encoder over rows without padding, as it is asked when it reads."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor, segments: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        starts, ends, answers = self.encoder(pieces, segments, None)
        return starts, ends, answers


def export(encoder: Encoder, path: Path, *, quantised: bool = True) -> None:
    """Write the encoder to ``path``.

    Weights have 7 of their 8 bits: on processors without VNNI the sums of two products of 8 bits would overflow, and
    answers would differ from one machine to the next.

    Args:
        encoder: The trained encoder.
        path: The file.
        quantised: Whether weights become integers; floats are for comparing.
    """
    encoder.eval()
    with TemporaryDirectory(prefix="yinju-export-") as folder:
        whole = Path(folder) / "float.onnx"
        sample = torch.ones((1, 24), dtype=torch.int64)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                _Unpadded(encoder),
                (sample, torch.zeros_like(sample)),
                str(whole),
                input_names=["pieces", "segments"],
                output_names=["starts", "ends", "answers"],
                dynamic_axes={
                    "pieces": {1: "length"},
                    "segments": {1: "length"},
                    "starts": {1: "length"},
                    "ends": {1: "length"},
                },
                opset_version=_OPSET,
                dynamo=False,
            )
        if not quantised:
            path.write_bytes(whole.read_bytes())
            return
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
