"""Figures computed by NumPy, with which the tests of lib compare.

Made with NumPy 2.x by:  python test/figures/numpy_figures.py > test/figures/numpy.json
"""

import csv
import json
from pathlib import Path

import numpy as np


def draws(seed):
    """The first draws of NumPy's legacy generator, each kind from a fresh one."""
    new = lambda: np.random.RandomState(seed)
    return {
        "seed": seed,
        "uniform": new().random_sample(5).tolist(),
        "normal": new().standard_normal(5).tolist(),
        "permutation": new().permutation(12).tolist(),
    }


def houses():
    """Ordinary least squares on the house sales, by NumPy's SVD-based solver."""
    path = Path(__file__).parents[2] / "data" / "houses" / "king-county-sales.csv"
    rows = list(csv.DictReader(path.open()))
    price = np.array([float(r["price"]) for r in rows])

    def fit(*features):
        X = np.array([[float(r[f]) for f in features] + [1.0] for r in rows])
        scale = np.abs(X).max(axis=0)
        w = np.linalg.lstsq(X / scale, price, rcond=None)[0] / scale
        residual = price - X @ w
        return {
            "w": w[:-1].tolist(),
            "b": float(w[-1]),
            "rSquared": float(1 - residual.var() / price.var()),
            "meanSquaredError": float((residual**2).mean()),
        }

    return {
        "count": len(rows),
        "meanPrice": float(price.mean()),
        "livingArea": fit("sqft_living"),
        "threeFactors": fit("bedrooms", "bathrooms", "sqft_living"),
    }


def house_hessian():
    """Eigenvalues of XᵀX/n by singular values of X, for three features and a column of ones."""
    path = Path(__file__).parents[2] / "data" / "houses" / "king-county-sales.csv"
    rows = list(csv.DictReader(path.open()))
    X = np.array([[float(r[f]) for f in ("bedrooms", "bathrooms", "sqft_living")] for r in rows])

    def spectrum(X):
        values = np.linalg.svd(np.column_stack([X, np.ones(len(X))]), compute_uv=False) ** 2 / len(X)
        return {"eigenvalues": values.tolist(), "conditionNumber": float(values[0] / values[-1])}

    return {
        "means": X.mean(axis=0).tolist(),
        "standardDeviations": X.std(axis=0).tolist(),
        "raw": spectrum(X),
        "standardized": spectrum((X - X.mean(axis=0)) / X.std(axis=0)),
    }


print(json.dumps({"draws": [draws(s) for s in (0, 42, 2**32 - 1)], "houses": houses(), "houseHessian": house_hessian()}, indent=2))
