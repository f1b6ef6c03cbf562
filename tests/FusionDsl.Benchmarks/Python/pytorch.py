"""The PyTorch side of the benchmarks: answers one line of JSON with another until its input ends."""
import json
import re
import resource
import struct
import sys
import time

import torch
from torch.nn import functional
from torch.utils.data import DataLoader, TensorDataset

import models


def read_safetensors(path):
    """All tensors of a file: eight bytes of length, a header in JSON, the numbers."""
    types = {"F32": torch.float32, "I64": torch.int64}
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        body = bytearray(file.read())
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        dtype = types[entry["dtype"]]
        count = (end - begin) // torch.empty((), dtype=dtype).element_size()
        numbers = torch.frombuffer(body, dtype=dtype, count=count, offset=begin)
        tensors[name] = numbers.reshape(entry["shape"]).clone()
    return tensors


class Workload:
    """Data, orders and first weights of a case."""

    def __init__(self, request):
        torch.set_num_threads(request["threads"])
        tensors = read_safetensors(request["file"])

        def under(prefix):
            return {name[len(prefix):]: tensor for name, tensor in tensors.items() if name.startswith(prefix)}

        inputs = under("input/")
        self.inputs = [inputs[str(i)] for i in range(len(inputs))]
        self.labels = tensors["labels"]
        self.orders = under("order/")
        self.weights = under("weight/")
        self.name, self.batch, self.learning_rate = request["case"], request["batch"], request["learning_rate"]
        self.rows = len(self.labels)
        self.trainings = {}

    def net(self):
        net = models.MODELS[self.name]()
        net.load_state_dict(self.weights)
        return net

    def training(self, variant):
        if variant not in self.trainings:
            self.trainings[variant] = TRAININGS[variant](self)
        return self.trainings[variant]


class Tight:
    """Data in tensors, shuffled as a whole once per epoch, a batch is a view; the loss is read once per epoch."""

    def __init__(self, work):
        self.work, self.net = work, work.net()
        self.adam = fastest_adam(self.net.parameters(), work.learning_rate)

    def epoch(self, order=None):
        work = self.work
        order = torch.randperm(work.rows) if order is None else order
        inputs = [values.index_select(0, order) for values in work.inputs]
        labels = work.labels.index_select(0, order)
        total = torch.zeros(())
        self.net.train()
        for start in range(0, work.rows, work.batch):
            end = start + work.batch
            self.adam.zero_grad(set_to_none=True)
            logits = self.net(*[values[start:end] for values in inputs])
            loss = functional.cross_entropy(logits, labels[start:end])
            loss.backward()
            self.adam.step()
            total += loss.detach()
        return total.item() * work.batch / work.rows

    def deal(self):
        work = self.work
        order = torch.randperm(work.rows)
        for start in range(0, work.rows, work.batch):
            rows = order[start:start + work.batch]
            for values in work.inputs:
                values.index_select(0, rows)
            work.labels.index_select(0, rows)


class WithDataLoader:
    """As the tutorials have it."""

    def __init__(self, work):
        self.work, self.net = work, work.net()
        self.adam = torch.optim.Adam(self.net.parameters(), lr=work.learning_rate)
        self.data = TensorDataset(*work.inputs, work.labels)
        self.loader = DataLoader(self.data, batch_size=work.batch, shuffle=True)

    def epoch(self, order=None):
        loader = self.loader
        if order is not None:
            loader = DataLoader(self.data, batch_size=self.work.batch, sampler=order.tolist())
        total, steps = 0.0, 0
        self.net.train()
        for *inputs, labels in loader:
            self.adam.zero_grad()
            loss = functional.cross_entropy(self.net(*inputs), labels)
            loss.backward()
            self.adam.step()
            total += loss.item()
            steps += 1
        return total / steps

    def deal(self):
        for _ in self.loader:
            pass


TRAININGS = {"pytorch": Tight, "pytorch-dataloader": WithDataLoader}


def fastest_adam(parameters, learning_rate):
    """All parameters in one native call where this PyTorch can do that on the CPU; in 1.13 it cannot."""
    parameters = list(parameters)
    try:
        return torch.optim.Adam(parameters, lr=learning_rate, fused=True)
    except (RuntimeError, TypeError):
        return torch.optim.Adam(parameters, lr=learning_rate)


def facts(_):
    adam = fastest_adam([torch.zeros(1, requires_grad=True)], 1e-3)
    blas = re.search(r"BLAS_INFO=(\w+)", torch.__config__.show())
    onednn = re.search(r"MKL-DNN v([\d.]+)", torch.__config__.show())
    return {
        "version": torch.__version__,
        "blas": (blas.group(1) if blas else "unknown") + (f", oneDNN {onednn.group(1)}" if onednn else ""),
        "adam": "fused" if adam.defaults.get("fused") else "plain",
    }


def losses(request):
    training = WORK.training(request["variant"])
    return {"losses": [training.epoch(WORK.orders[str(epoch)]) for epoch in range(1, request["epochs"] + 1)]}


def reset(request):
    WORK.trainings.pop(request["variant"], None)
    WORK.training(request["variant"])
    return {}


def timed(work, rounds):
    start = time.perf_counter()
    for _ in range(rounds):
        work()
    return {"seconds": time.perf_counter() - start}


def train(request):
    return timed(WORK.training(request["variant"]).epoch, request["rounds"])


def deal(request):
    return timed(WORK.training(request["variant"]).deal, request["rounds"])


def classes_of_all(net, batch):
    places = []
    with torch.inference_mode():
        for start in range(0, WORK.rows, batch):
            logits = net(*[values[start:start + batch] for values in WORK.inputs])
            places += logits.argmax(1).tolist()
    return places


def predict(request):
    net = WORK.net().eval()
    return timed(lambda: classes_of_all(net, request["batch"]), request["rounds"])


def classes(_):
    return {"classes": classes_of_all(WORK.net().eval(), 64)}


def memory(_):
    with open("/proc/self/statm", encoding="ascii") as statm:
        now = int(statm.read().split()[1]) * resource.getpagesize()
    return {"now": now, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}


WORK = None


def opened(request):
    global WORK
    WORK = Workload(request)
    return {}


ANSWERS = {
    "facts": facts, "open": opened, "losses": losses, "reset": reset, "train": train, "deal": deal, "predict": predict,
    "classes": classes, "memory": memory,
}


def main():
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = ANSWERS[request["do"]](request)
        except Exception as failure:  # told to the parent, which ends the benchmark
            answer = {"error": f"{type(failure).__name__}: {failure}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
