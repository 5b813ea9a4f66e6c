"""scikit-learn's EM iteration on one core, in the unit of benchmarks/jmh.

Prints nanoseconds per row, component and iteration of GaussianMixture's E-step and M-step, called
as fit() calls them, on 50,000 standardised rows of ten Gaussian components, from the true classes.
"""

import argparse
import os

# Before NumPy loads its BLAS: one core, as in the JMH benchmarks.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import time
import warnings

import numpy
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

COMPONENTS = 10


def population(rows, d, random):
    """Standardised rows with their classes: means in the unit cube, standard deviations near 0.15."""
    classes = random.integers(0, COMPONENTS, rows)
    data = numpy.empty((rows, d))
    for k in range(COMPONENTS):
        factor = 0.15 * (numpy.eye(d) + 0.3 * random.standard_normal((d, d)) / numpy.sqrt(d))
        own = classes == k
        noise = random.standard_normal((own.sum(), d))
        data[own] = random.uniform(size=d) + noise @ factor
    return (data - data.mean(axis=0)) / data.std(axis=0), classes


def start(data, classes, covariance_type):
    """A model after one update from the true classes."""
    own = [data[classes == k] for k in range(COMPONENTS)]
    model = GaussianMixture(
        COMPONENTS,
        covariance_type=covariance_type,
        max_iter=1,
        init_params="random",
        weights_init=numpy.bincount(classes, minlength=COMPONENTS) / len(classes),
        means_init=numpy.array([rows.mean(axis=0) for rows in own]),
    )
    with warnings.catch_warnings():
        # One update converges nowhere, nor should it.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(data)


def nanoseconds(model, data, seconds):
    """The mean over the iterations that begin within so many seconds, after one to warm up."""
    iterate(model, data)
    done = 0
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        iterate(model, data)
        done += 1
    return (time.perf_counter() - begin) * 1e9 / (done * len(data) * COMPONENTS)


def iterate(model, data):
    _, log_responsibilities = model._e_step(data)
    model._m_step(data, log_responsibilities)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--d", type=int, nargs="+", default=[2, 10, 50])
    parser.add_argument("--seconds", type=float, default=5, help="for each combination")
    options = parser.parse_args()
    print(f"scikit-learn {sklearn.__version__}, NumPy {numpy.__version__}, one thread")
    print("covariance_type   d  ns per row, component and iteration")
    for covariance_type in ("full", "diag"):
        for d in options.d:
            data, classes = population(options.rows, d, numpy.random.default_rng(1))
            model = start(data, classes, covariance_type)
            print(f"{covariance_type:15} {d:3}  {nanoseconds(model, data, options.seconds):.1f}")


if __name__ == "__main__":
    main()
