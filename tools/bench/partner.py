"""The Python side of `npm run bench`: waits for tasks on standard input and answers each with its time.

partner.py FOLDER, where FOLDER holds the data as Fashion-MNIST offers them. A task and its answer are a line of
JSON each. One thread; nothing runs while it waits, so that the other side can be measured in turn.
"""

import gzip
import json
import os
import platform
import sys
import time
from pathlib import Path

# Read by the libraries of matrix products when they are loaded.
for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402
import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional  # noqa: E402
from torch.utils.data import DataLoader, TensorDataset  # noqa: E402

torch.set_num_threads(1)
torch.set_num_interop_threads(1)

FOLDER = Path(sys.argv[1])
CLASSES = 10


def now():
    """Seconds by the clock, and those that a processor has worked for this process."""
    return time.perf_counter(), time.process_time()


def read_idx(name, header):
    with gzip.open(FOLDER / name, "rb") as file:
        return np.frombuffer(file.read(), dtype=np.uint8, offset=header)


def load():
    """The training set as float32 pixels from 0 to 1, [60000, 784], and labels, [60000]."""
    pixels = read_idx("train-images-idx3-ubyte.gz", 16).reshape(-1, 784)
    labels = read_idx("train-labels-idx1-ubyte.gz", 8)
    X = pixels.astype(np.float32)
    X /= 255
    return torch.from_numpy(X), torch.from_numpy(labels.astype(np.int64))


class Parameters:
    """W and b [10], from the same first weights on both sides."""

    def __init__(self, first):
        self.W = torch.from_numpy(first.copy()).requires_grad_()
        self.b = torch.zeros(CLASSES, requires_grad=True)

    def descend(self, rate, size):
        """One step of SGD; the gradients are of the summed loss."""
        with torch.no_grad():
            for parameter in (self.W, self.b):
                parameter -= rate * parameter.grad / size
                parameter.grad.zero_()


def correct_of(scores, y):
    return float((scores.argmax(dim=1) == y).sum())


class LectureScratch:
    """Softmax by exp and sum, cross-entropy by indexing the probabilities: section 2.4 of the lecture."""

    def __init__(self, first):
        self.parameters = Parameters(first)

    def step(self, X, y, rate):
        at = self.parameters
        exponentials = torch.exp(X @ at.W + at.b)
        probabilities = exponentials / exponentials.sum(dim=1, keepdim=True)
        losses = -torch.log(probabilities[range(len(probabilities)), y])
        losses.sum().backward()
        at.descend(rate, len(y))
        return float(losses.detach().sum()), correct_of(probabilities.detach(), y)


class Fused:
    """The fastest form found: the framework's linear map and loss, W as [10, 784], steps without an optimizer."""

    def __init__(self, first):
        self.parameters = Parameters(np.ascontiguousarray(first.T))

    def step(self, X, y, rate):
        at = self.parameters
        logits = functional.linear(X, at.W, at.b)
        loss = functional.cross_entropy(logits, y, reduction="sum")
        loss.backward()
        at.descend(rate, len(y))
        return loss.item(), correct_of(logits.detach(), y)


class Concise:
    """nn.Linear, CrossEntropyLoss and SGD: section 2.5 of the lecture."""

    def __init__(self, first):
        linear = nn.Linear(first.shape[0], CLASSES)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(first).T)
            linear.bias.zero_()
        self.model = nn.Sequential(nn.Flatten(), linear)
        self.loss = nn.CrossEntropyLoss(reduction="none")
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=1)

    def step(self, X, y, rate):
        self.optimizer.param_groups[0]["lr"] = rate
        logits = self.model(X)
        losses = self.loss(logits, y)
        self.optimizer.zero_grad()
        losses.mean().backward()
        self.optimizer.step()
        return float(losses.detach().sum()), correct_of(logits.detach(), y)


class NumPy:
    """The gradient Xᵀ(ŷ − y) written out, in NumPy: products by OpenBLAS, everything else in place."""

    def __init__(self, first):
        self.W, self.b = first.copy(), np.zeros(CLASSES, np.float32)

    def step(self, X, y, rate):
        rows = np.arange(len(y))
        scores = X @ self.W
        scores += self.b
        correct = np.count_nonzero(scores.argmax(axis=1) == y)
        scores -= scores.max(axis=1, keepdims=True)
        exponentials = np.exp(scores)
        sums = exponentials.sum(axis=1, keepdims=True)
        loss = np.log(sums).sum() - scores[rows, y].sum()
        exponentials /= sums
        exponentials[rows, y] -= 1
        self.W -= X.T @ exponentials * np.float32(rate / len(y))
        self.b -= exponentials.sum(axis=0) * np.float32(rate / len(y))
        return float(loss), float(correct)


MODELS = {form.__name__: form for form in (LectureScratch, Fused, Concise, NumPy)}


class Partner:
    def __init__(self):
        self.X, self.y = load()
        self.arrays = self.X.numpy(), self.y.numpy()
        self.set = TensorDataset(self.X, self.y)
        self.loaded = None

    def batches(self, how, size, order):
        """`order` None: the order of the data set, in which a batch is a slice."""
        if how == "loader":
            # As shuffle=True does: a sampler that hands out the elements of a list of numbers.
            return DataLoader(self.set, batch_size=size, sampler=order.tolist())
        X, y = self.arrays if how == "arrays" else (self.X, self.y)
        starts = range(0, len(y), size)
        if order is None:
            return ((X[start : start + size], y[start : start + size]) for start in starts)
        rows = order if how == "arrays" else torch.from_numpy(order)
        return ((X[rows[start : start + size]], y[rows[start : start + size]]) for start in starts)

    def epoch(self, model, batches, order, W, batchSize, learningRate):
        trained = MODELS[model](np.fromfile(W, np.float32).reshape(-1, CLASSES))
        shuffled = None if order is None else np.fromfile(order, np.uint32).astype(np.int64)
        loss = correct = 0.0
        started = now()
        for X, y in self.batches(batches, batchSize, shuffled):
            batch_loss, batch_correct = trained.step(X, y, learningRate)
            loss += batch_loss
            correct += batch_correct
        return started, {"loss": loss / len(self.y), "accuracy": correct / len(self.y)}

    def shuffled_pass(self, batchSize):
        count = labels = 0
        started = now()
        for X, y in DataLoader(self.set, batch_size=batchSize, shuffle=True):
            count += len(X)
            labels += int(y[0]) + int(y[-1])
        return started, {"count": count}

    def load(self):
        # Kept, since the other side's time does not hold the freeing of the memory either.
        self.loaded = None
        started = now()
        self.loaded = X, y = load()
        return started, {"count": len(X), "sum": X[::100].sum(dtype=torch.float64).item()}

    def touch(self, bytes):
        """Takes memory and frees it, so that whoever allocates next finds some that the machine has at hand."""
        started = now()
        return started, {"bytes": np.ones(bytes, np.uint8).nbytes}

    def versions(self):
        return now(), {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "numpy": np.__version__,
        }


def main():
    partner = Partner()
    tasks = {"epoch": partner.epoch, "pass": partner.shuffled_pass, "load": partner.load, "touch": partner.touch}
    tasks["versions"] = partner.versions
    for line in sys.stdin:
        task = json.loads(line)
        started, answer = tasks[task.pop("task")](**task)
        seconds, processor = (end - begin for begin, end in zip(started, now()))
        print(json.dumps({"seconds": seconds, "processor": processor, **answer}), flush=True)


main()
