"""The encoder that reads, as torch trains it: the base's layers, and what reading asks of them on top.

Layers as in BERT (Devlin et al., 2019): learned positions, attention and feed-forward each followed by a layer norm.
On top stand the scores of the first and of the last piece of an answer (the first place of the input stands for "not
here", as in SQuAD 2.0's baseline) and the score of the paragraph as the one that answers.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from index.training.base import Base

SEGMENTS = 3
"""Question, context, paragraph."""

_LOW = -1e4


class Layer(nn.Module):
    """Attention and feed-forward, each added to its input and normed."""

    def __init__(self, base: Base, dropout: float) -> None:
        super().__init__()
        hidden = base.hidden
        self.heads = base.heads
        self.dropout = dropout
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.attended = nn.Linear(hidden, hidden)
        self.attended_norm = nn.LayerNorm(hidden, eps=base.epsilon)
        self.inner = nn.Linear(hidden, base.feed_forward)
        self.outer = nn.Linear(base.feed_forward, hidden)
        self.outer_norm = nn.LayerNorm(hidden, eps=base.epsilon)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """One layer on.

        Args:
            states: Batch × length × hidden.
            mask: Added to the attention scores, batch × 1 × 1 × length: 0 for a piece, very low for padding; ``None``
                where nothing is padded.
        """
        batch, length, hidden = states.shape
        query, key, value = self.qkv(states).view(batch, length, 3, self.heads, hidden // self.heads).unbind(2)
        attended = functional.scaled_dot_product_attention(
            query.transpose(1, 2),
            key.transpose(1, 2),
            value.transpose(1, 2),
            attn_mask=mask,
            dropout_p=self.dropout if self.training else 0.0,
        )
        attended = self.attended(attended.transpose(1, 2).reshape(batch, length, hidden))
        states = self.attended_norm(states + functional.dropout(attended, self.dropout, self.training))
        outer = self.outer(functional.gelu(self.inner(states)))
        normed: Tensor = self.outer_norm(states + functional.dropout(outer, self.dropout, self.training))
        return normed


class Encoder(nn.Module):
    """Pieces in; scores of first piece, last piece and of the paragraph out."""

    def __init__(self, base: Base, kept: list[int], dropout: float = 0.1) -> None:
        """Take over the weights of ``base``.

        Args:
            base: The pretrained encoder.
            kept: For each piece of our vocabulary its number in the base's.
            dropout: Share of values dropped in training.
        """
        super().__init__()
        hidden = base.hidden
        self.dropout = dropout
        self.pieces = nn.Embedding(len(kept), hidden)
        self.positions = nn.Embedding(base.positions, hidden)
        self.segments = nn.Embedding(SEGMENTS, hidden)
        self.norm = nn.LayerNorm(hidden, eps=base.epsilon)
        self.layers = nn.ModuleList(Layer(base, dropout) for _ in range(base.layers))
        self.edges = nn.Linear(hidden, 2)
        self.pooled = nn.Linear(hidden, hidden)
        self.answers = nn.Linear(hidden, 1)
        self._take_over(base, kept)

    def forward(self, pieces: Tensor, segments: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of each place as first and as last piece (batch × length), and of each paragraph (batch).

        Args:
            pieces: Numbers of pieces, batch × length.
            segments: 0 question, 1 context, 2 paragraph, batch × length.
            mask: 1 for a piece, 0 for padding, batch × length; ``None`` where nothing is padded.
        """
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.norm(self.pieces(pieces) + self.segments(segments) + self.positions(places))
        states = functional.dropout(states, self.dropout, self.training)
        low = None if mask is None else (1.0 - mask.to(states.dtype))[:, None, None, :] * _LOW
        for layer in self.layers:
            states = layer(states, low)
        edges = self.edges(states)
        pooled = functional.dropout(torch.tanh(self.pooled(states[:, 0])), self.dropout, self.training)
        return edges[..., 0], edges[..., 1], self.answers(pooled)[:, 0]

    def rest(self, lowest: int) -> None:
        """Let training leave the embeddings and the ``lowest`` layers as they are.

        A training that goes on changes them least, and a step costs less the fewer layers it goes back through.
        """
        for module in (self.pieces, self.positions, self.segments, self.norm, *self.layers[:lowest]):
            module.requires_grad_(requires_grad=False)

    def _take_over(self, base: Base, kept: list[int]) -> None:
        def put(parameter: Tensor, *names: str) -> None:
            values = [torch.from_numpy(base.tensors[name].copy()) for name in names]
            parameter.copy_(torch.cat(values).view_as(parameter))

        with torch.no_grad():
            words = base.matrix("emb.word", len(base.tensors["emb.word"]) // base.hidden)
            self.pieces.weight.copy_(torch.from_numpy(words[kept]))
            put(self.positions.weight, "emb.pos")
            first = torch.from_numpy(base.tensors["emb.type"][: base.hidden].copy())
            self.segments.weight.copy_(first.expand(SEGMENTS, -1))
            put(self.norm.weight, "emb.ln.w")
            put(self.norm.bias, "emb.ln.b")
            for number, layer in enumerate(self.layers):
                name = f"l{number}."
                put(layer.qkv.weight, *(f"{name}{part}.w" for part in "qkv"))
                put(layer.qkv.bias, *(f"{name}{part}.b" for part in "qkv"))
                for module, key in (
                    (layer.attended, "ao"),
                    (layer.inner, "fi"),
                    (layer.outer, "fo"),
                    (layer.attended_norm, "aln"),
                    (layer.outer_norm, "oln"),
                ):
                    put(module.weight, f"{name}{key}.w")
                    put(module.bias, f"{name}{key}.b")
            for linear in (self.edges, self.pooled, self.answers):
                nn.init.normal_(linear.weight, std=0.02)
                nn.init.zeros_(linear.bias)
