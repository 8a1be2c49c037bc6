"""The published network in torch, with low-rank changes that can be learned (Hu et al. 2021)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import Tensor, nn
from transformers import BertModel

from assistant.encode.minilm import packaged_folder, tokenizer_in

RANK = 16
_WIDTH = 384


class Adapted(nn.Module):
    """A matrix that stays as it is, and the product of two narrow ones that learn."""

    def __init__(self, fixed: nn.Linear) -> None:
        super().__init__()
        self.fixed = fixed.requires_grad_(False)
        self.a = nn.Parameter(torch.randn(RANK, fixed.in_features) / math.sqrt(fixed.in_features))
        self.b = nn.Parameter(torch.zeros(fixed.out_features, RANK))

    def forward(self, x: Tensor) -> Tensor:
        """(..., inputs) to (..., outputs)."""
        return cast(Tensor, self.fixed(x)) + (x @ self.a.T) @ self.b.T


class Pupil(nn.Module):
    """Texts in, the mean of the last layer out; alone, or a text with a second one."""

    def __init__(self, most_tokens: int) -> None:
        """:param most_tokens: tokens after which a text, or a pair, is cut"""
        super().__init__()
        folder = packaged_folder()
        self.bert = BertModel.from_pretrained(str(folder), add_pooling_layer=False)
        self.bert.requires_grad_(False)
        for parent, name in list(self._matrices()):
            setattr(parent, name, Adapted(getattr(parent, name)))
        self.types = nn.Parameter(torch.zeros(_WIDTH))  # added to the tokens of the second text
        self._tokenizer = tokenizer_in(folder, most_tokens)
        self._tokenizer.enable_padding(pad_id=0)

    def _matrices(self) -> Iterator[tuple[nn.Module, str]]:
        for layer in self.bert.encoder.layer:
            own = layer.attention.self
            yield from ((own, "query"), (own, "key"), (own, "value"))
            yield from ((layer.attention.output, "dense"), (layer.intermediate, "dense"), (layer.output, "dense"))

    def forward(self, texts: list[str] | list[tuple[str, str]]) -> Tensor:
        """Texts, or pairs of texts, to (n, 384)."""
        encoded = self._tokenizer.encode_batch(texts)
        ids = torch.tensor([e.ids for e in encoded])
        mask = torch.tensor([e.attention_mask for e in encoded])
        second = torch.tensor([e.type_ids for e in encoded])[..., None] * self.types
        words = self.bert.embeddings.word_embeddings(ids) + second
        hidden = self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return cast(Tensor, (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))

    def by_length(self, texts: list[str] | list[tuple[str, str]], part: int) -> Tensor:
        """The same, a few texts of like length at a time, so that little is spent on padding.

        :param texts: texts, or pairs of texts
        :param part: how many in one pass
        """
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]) if isinstance(texts[i], str) else sum(map(len, texts[i])))
        parts = [self([texts[i] for i in order[start : start + part]]) for start in range(0, len(order), part)]
        return torch.cat(parts)[torch.argsort(torch.tensor(order))]

    def learned(self) -> dict[str, Tensor]:
        """What the adapter keeps, by the names that `assistant.encode.adapter` reads."""
        mine = {n.removeprefix("bert."): p for n, p in self.named_parameters() if n.endswith((".a", ".b"))}
        return mine | {"types": self.types}

    def take(self, path: Path) -> None:
        """Begin from an adapter that was made before.

        :param path: its file
        """
        take(self.learned(), path)


def improve(optimizer: torch.optim.Optimizer, loss: Tensor, rate: float, step: int) -> None:
    """Take one step.

    :param optimizer: of what learns
    :param loss: what is to become less
    :param rate: the learning rate of this step
    :param step: its number, from 0; every fiftieth is told
    """
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if step % 50 == 49:
        print(f"step {step + 1}: loss {loss.item():.3f}", flush=True)


def take(learned: dict[str, Tensor], path: Path) -> None:
    """Set what is learned to what an adapter holds; what it does not hold, or holds in another shape, stays.

    :param learned: arrays by name
    :param path: the adapter
    """
    from safetensors.numpy import load_file

    before = load_file(path)
    with torch.no_grad():
        for name in learned.keys() & before.keys():
            if learned[name].shape == before[name].shape:
                learned[name].copy_(torch.from_numpy(before[name].astype(np.float32)))


def save(learned: dict[str, Tensor], path: Path, notes: dict[str, str]) -> None:
    """Write an adapter.

    :param learned: arrays by name
    :param path: the file
    :param notes: how it was made, kept in the file
    :raises OSError: when the folder cannot be written
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({n: np.ascontiguousarray(t.detach().numpy().astype(np.float16)) for n, t in learned.items()}, path, notes)
