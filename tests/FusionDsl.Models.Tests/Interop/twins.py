"""Hand-written PyTorch twins of some generated models, and weights in both directions.

    python3 twins.py FOLDER

For every <Model>.ours.safetensors with its <Model>.inputs.safetensors in the folder:
    takes our weights into the twin and writes what it makes of the inputs      <Model>.ours-outputs.safetensors
    writes weights of PyTorch's own and what the twin makes of the inputs       <Model>.theirs.safetensors, <Model>.theirs-outputs.safetensors
"""
import json
import struct
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

try:
    import safetensors.torch as package
except ImportError:
    package = None  # Debian 12 has none; the format is plain enough to be read and written by hand


# ---- the safetensors format: length of the header, header, numbers ----

DTYPES = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64}
NAMES = {dtype: name for name, dtype in DTYPES.items()}


def load(path):
    data = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    tensors = {}
    for name, entry in json.loads(data[8:8 + length]).items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        numbers = bytearray(data[8 + length + begin:8 + length + end])
        tensors[name] = torch.frombuffer(numbers, dtype=DTYPES[entry["dtype"]]).reshape(entry["shape"])
    if package is not None:
        theirs = package.load_file(str(path))
        assert theirs.keys() == tensors.keys() and all(torch.equal(theirs[name], tensors[name]) for name in tensors), path
    return tensors


def save(path, tensors, metadata=None):
    # What Python's package asks for: own memory for every tensor, in the usual order.
    tensors = {name: tensor.detach().clone(memory_format=torch.contiguous_format) for name, tensor in tensors.items()}
    if package is not None:
        package.save_file(tensors, str(path), metadata)
        return
    header, blobs, offset = {"__metadata__": metadata} if metadata else {}, [], 0
    for name, tensor in tensors.items():
        blob = tensor.reshape(-1).view(torch.uint8).numpy().tobytes() if tensor.dim() else struct.pack("<q", tensor.item())
        header[name] = {"dtype": NAMES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [offset, offset + len(blob)]}
        blobs.append(blob)
        offset += len(blob)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    Path(path).write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))


# ---- layers that torch.nn has under another shape convention ----

class Channels(nn.LayerNorm):
    """LayerNorm over axis 1."""

    def forward(self, x):
        return super().forward(x.transpose(1, -1)).transpose(1, -1)


class Vectors(nn.Embedding):
    """[batch, time] -> [batch, channel, time]"""

    def forward(self, tokens):
        return super().forward(tokens).transpose(1, 2)


class Recurrent(nn.Module):
    """nn.LSTM or nn.GRU on [batch, channel, time]: the last state, or the whole sequence."""

    def __init__(self, name, channels, units, layers=1, bidirectional=False, sequence=False):
        super().__init__()
        kind = {"lstm": nn.LSTM, "gru": nn.GRU}[name]
        self.add_module(name, kind(channels, units, layers, batch_first=True, bidirectional=bidirectional))
        self.name, self.sequence = name, sequence

    def forward(self, x):
        inner = getattr(self, self.name)
        outputs, state = inner(x.transpose(1, 2))
        hidden = state[0] if self.name == "lstm" else state
        if self.sequence:
            return outputs.transpose(1, 2)
        return torch.cat([hidden[-2], hidden[-1]], 1) if inner.bidirectional else hidden[-1]


def transformer(channels, heads, layers=1, hidden=None, dropout=0.1):
    layer = nn.TransformerEncoderLayer(
        channels, heads, hidden or 4 * channels, dropout, activation="gelu", batch_first=True, norm_first=True)
    return nn.TransformerEncoder(layer, layers, nn.LayerNorm(channels), enable_nested_tensor=False)


class Standardize(nn.Module):
    class Standardizer(nn.Module):
        def __init__(self, width):
            super().__init__()
            self.register_buffer("mean", torch.zeros(width))
            self.register_buffer("scale", torch.ones(width))

    def __init__(self, width):
        super().__init__()
        self.standardizer = Standardize.Standardizer(width)

    def forward(self, x):
        shape = [1, -1] + [1] * (x.dim() - 2)
        return (x - self.standardizer.mean.view(shape)) * self.standardizer.scale.view(shape)


class Waves(nn.Module):
    """Positional encoding as Vaswani et al. write it, on [batch, channel, time]."""

    def __init__(self, channels, length):
        super().__init__()
        position, channel = torch.arange(length, dtype=torch.float64), torch.arange(channels)
        angle = position / 10_000 ** ((channel - channel % 2) / channels)[:, None]
        self.register_buffer("waves", torch.where(channel[:, None] % 2 == 0, angle.sin(), angle.cos()).float())

    def forward(self, x):
        return x + self.waves[:, :x.shape[2]]


# ---- the twins, named as the nodes of the declarations in Declared/ ----

class FeatureLayers(nn.Module):
    def __init__(self):
        super().__init__()
        self.Dense = nn.Sequential(nn.Linear(6, 4))
        self.Unbiased = nn.Sequential(nn.Linear(6, 4, bias=False))
        self.Batch1 = nn.Sequential(nn.BatchNorm1d(6, eps=1e-3, momentum=0.3))
        self.Layer1 = nn.Sequential(nn.LayerNorm(6, eps=1e-3))
        self.All = nn.Sequential(nn.ReLU(), nn.Linear(4 + 4 + 5 * 6 + 6 + 5 * 6, 5), nn.Linear(5, 3))
        self.Y = nn.Sequential(nn.Tanh(), nn.Linear(3, 2))

    def forward(self, X):
        some = [self.Dense(X), self.Unbiased(X), self.Batch1(X), self.Layer1(X), X, X.relu(), F.leaky_relu(X, 0.2), F.elu(X, 0.7)]
        rest = [F.gelu(X), F.silu(X), X.tanh(), X.sigmoid(), X.softmax(1)]
        return {"Y": self.Y(self.All(torch.cat(some + rest, 1)))}

    def tie(self):
        self.Unbiased[0].weight = self.Dense[0].weight


class SeriesLayers(nn.Module):
    def __init__(self):
        super().__init__()
        self.Conv = nn.Sequential(nn.Conv1d(3, 5, 4))
        self.SparseConv = nn.Sequential(nn.Conv1d(3, 5, 3, stride=2, padding=2, dilation=3, bias=False))
        self.Batch1 = nn.Sequential(nn.BatchNorm1d(3))
        self.Layer1 = nn.Sequential(Channels(3))
        self.Places = nn.Sequential(Waves(3, 21))
        self.Y = nn.Sequential(nn.LazyLinear(1))

    def forward(self, X):
        parts = [
            torch.cat([self.Batch1(X), self.Layer1(X), X.softmax(1), self.Places(X)], 1), self.Conv(X), self.SparseConv(X),
            F.max_pool1d(X, 3), F.avg_pool1d(X, 2),
            torch.cat([F.max_pool1d(X, 4, 3, padding=2), F.avg_pool1d(X, 4, 3, padding=2)], 1), X.mean(-1), X.amax(-1), X,
        ]
        return {"Y": self.Y(torch.cat([part.flatten(1) for part in parts], 1))}


class SequenceLayers(nn.Module):
    def __init__(self):
        super().__init__()
        self.Lstm = nn.Sequential(Recurrent("lstm", 4, 3))
        self.DeepLstm = nn.Sequential(Recurrent("lstm", 4, 3, layers=2, bidirectional=True))
        self.LstmSequence = nn.Sequential(Recurrent("lstm", 4, 3, layers=2, bidirectional=True, sequence=True))
        self.Gru = nn.Sequential(Recurrent("gru", 4, 3))
        self.DeepGru = nn.Sequential(Recurrent("gru", 4, 2, layers=2, bidirectional=True))
        self.GruSequence = nn.Sequential(Recurrent("gru", 4, 2, layers=3, sequence=True))
        self.Transformer = nn.Sequential(transformer(4, heads=2))
        self.DeepTransformer = nn.Sequential(transformer(4, heads=4, layers=2, hidden=7, dropout=0.2))
        self.Y = nn.Sequential(nn.LazyLinear(1))

    def forward(self, X):
        steps = X.transpose(1, 2)
        sequences = [
            self.LstmSequence(X), self.GruSequence(X),
            self.Transformer(steps).transpose(1, 2), self.DeepTransformer(steps).transpose(1, 2),
        ]
        parts = [self.Lstm(X), self.DeepLstm(X), self.Gru(X), self.DeepGru(X), torch.cat(sequences, 1).flatten(1)]
        return {"Y": self.Y(torch.cat(parts, 1))}


class ImageLayers(nn.Module):
    def __init__(self):
        super().__init__()
        self.X = Standardize(2)
        self.Conv = nn.Sequential(nn.Conv2d(2, 3, 3))
        self.SparseConv = nn.Sequential(nn.Conv2d(2, 3, 2, stride=2, padding=1, dilation=3, bias=False))
        self.Batch1 = nn.Sequential(nn.BatchNorm2d(2))
        self.Layer1 = nn.Sequential(Channels(2))
        self.Y = nn.Sequential(nn.LazyLinear(1))

    def forward(self, X):
        x = self.X(X)
        parts = [
            self.Batch1(x), self.Layer1(x), F.max_pool2d(x, 2), F.avg_pool2d(x, 2),
            F.max_pool2d(x, 3, 2, padding=1), F.avg_pool2d(x, 3, 2, padding=1),
            self.Conv(x), self.SparseConv(x), x.mean((-2, -1)), x.amax((-2, -1)),
        ]
        return {"Y": self.Y(torch.cat([part.flatten(1) for part in parts], 1))}


class CipherNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.Counts = Standardize(12)
        self.OpcodeCnn = nn.Sequential(
            Vectors(12, 4),
            nn.Conv1d(4, 8, 5, bias=False), nn.BatchNorm1d(8), nn.ReLU(),
            nn.Conv1d(8, 6, 3, bias=False), nn.BatchNorm1d(6), nn.ReLU(),
            nn.Flatten(), nn.Linear(6 * 18, 5), nn.ReLU())
        self.CountsMlp = nn.Sequential(
            nn.Linear(12, 16, bias=False), nn.BatchNorm1d(16), nn.Linear(16, 8, bias=False), nn.BatchNorm1d(8), nn.ReLU(),
            nn.Dropout(0.2), nn.Linear(8, 5), nn.ReLU())
        self.Verdict = nn.Sequential(nn.Linear(10, 4))

    def forward(self, Opcodes, Counts):
        return {"Verdict": self.Verdict(torch.cat([self.OpcodeCnn(Opcodes), self.CountsMlp(self.Counts(Counts))], 1))}


# ---- both directions ----

def with_weights_of_its_own(twin, inputs):
    """As after some training: statistics that moved, a shared tensor, tensors in another order of memory."""
    generator = torch.Generator().manual_seed(11)
    for name, buffer in twin.named_buffers():
        if name.endswith("standardizer.mean"):
            buffer.copy_(torch.randn(buffer.shape, generator=generator))
        elif name.endswith("standardizer.scale"):
            buffer.copy_(torch.rand(buffer.shape, generator=generator) + 0.5)
    for parameter in twin.parameters():
        parameter.data.add_(torch.randn(parameter.shape, generator=generator), alpha=0.1)
    twin.train()
    twin(**inputs)
    twin(**inputs)
    if hasattr(twin, "tie"):
        twin.tie()
    for parameter in twin.parameters():
        if parameter.dim() == 2:
            parameter.data = parameter.data.t().contiguous().t()
    return twin.eval()


def main(folder):
    torch.manual_seed(3)
    for path in sorted(folder.glob("*.ours.safetensors")):
        model = path.name.split(".")[0]
        make = globals()[model]
        inputs = load(folder / f"{model}.inputs.safetensors")
        with torch.no_grad():
            twin = make().eval()
            twin(**inputs)  # lazy layers take their size from the first input
            twin.load_state_dict(load(path), strict=True)
            save(folder / f"{model}.ours-outputs.safetensors", twin.eval()(**inputs))

            twin = make()
            twin(**inputs)
            twin = with_weights_of_its_own(twin, inputs)
            save(folder / f"{model}.theirs.safetensors", twin.state_dict(), {"format": "pt"})
            save(folder / f"{model}.theirs-outputs.safetensors", twin(**inputs))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
