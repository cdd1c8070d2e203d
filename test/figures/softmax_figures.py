"""Figures of softmax regression computed by NumPy in float64, with which the tests of lib compare.

Made with NumPy 2.x by:  python test/figures/softmax_figures.py > test/figures/softmax.json
"""

import json

import numpy as np

n, d, q = 40, 5, 4
X = np.random.RandomState(3).standard_normal(n * d).astype(np.float32).astype(np.float64).reshape(n, d)
y = np.arange(n) * 7 % 11 % q
Y = np.eye(q)[y]


def log_softmax(O):
    shifted = O - O.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def losses():
    """The losses of the first five samples' features, taken for logits of five classes."""
    O, labels = 3 * X[:5], np.array([0, 4, 2, 2, 1])
    smooth = 0.9 * np.eye(5)[labels] + 0.1 / 5
    true = O[np.arange(5), labels][:, None]
    hinge = np.maximum(0, 1 + O - true).sum(axis=1) - 1
    return {
        "crossEntropy": (-log_softmax(O)[np.arange(5), labels]).tolist(),
        "smoothed": (-(smooth * log_softmax(O)).sum(axis=1)).tolist(),
        "hinge": hinge.tolist(),
    }


def training(epochs=10, batch=8, rate=0.5):
    """Fifty steps in the order of the data from zero."""
    W, b = np.zeros((d, q)), np.zeros(q)
    running = []
    for _ in range(epochs):
        total = 0.0
        for start in range(0, n, batch):
            x, t = X[start : start + batch], Y[start : start + batch]
            log_p = log_softmax(x @ W + b)
            total -= (t * log_p).sum()
            error = (np.exp(log_p) - t) / batch
            W, b = W - rate * x.T @ error, b - rate * error.sum(axis=0)
        running.append(total / n)
    return {"W": W.ravel().tolist(), "b": b.tolist(), "runningLosses": running}


print(json.dumps({"n": n, "d": d, "q": q, "labels": y.tolist(), "losses": losses(), "training": training()}, indent=2))
