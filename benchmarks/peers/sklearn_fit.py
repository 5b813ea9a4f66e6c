"""Fits scikit-learn's GaussianMixture to a delimited file and writes its parameters as JSON.

Arguments: CSV file with a header, its variables (the first d of its columns), K, the tolerance in
nats per row, iterations at most, the file to write. Prints its version and stops if asked with
--version.
"""

import json
import sys
import time

import numpy
import sklearn
from sklearn.mixture import GaussianMixture


def read(path, d):
    """The rows, by the fastest reader there is."""
    try:
        import pandas

        return pandas.read_csv(path, usecols=range(d), dtype=float).to_numpy()
    except ImportError:
        return numpy.loadtxt(path, delimiter=",", skiprows=1, usecols=range(d))


def main():
    if sys.argv[1:] == ["--version"]:
        print(f"scikit-learn {sklearn.__version__}, NumPy {numpy.__version__}")
        return
    path, d, k, tolerance, iterations, out = sys.argv[1:]
    begin = time.perf_counter()
    data = read(path, int(d))
    read_seconds = time.perf_counter() - begin
    model = GaussianMixture(
        int(k),
        covariance_type="full",
        n_init=1,
        tol=float(tolerance),
        max_iter=int(iterations),
        random_state=1,
    ).fit(data)
    with open(out, "w", encoding="utf-8") as file:
        json.dump(
            {
                "weights": model.weights_.tolist(),
                "means": model.means_.tolist(),
                "covariances": model.covariances_.tolist(),
                "iterations": model.n_iter_,
                "converged": bool(model.converged_),
                "log_likelihood_per_row": float(model.lower_bound_),
                "read_seconds": read_seconds,
            },
            file,
        )


if __name__ == "__main__":
    main()
