# Makes the data files and golden values of this folder, from R and mclust alone.
# Run from the project's root: Rscript testdata/golden.R
suppressPackageStartupMessages(library(mclust))

out <- "testdata"
number <- function(x) formatC(x, digits = 17, format = "g", width = 1)
tools <- sprintf("# Made by testdata/golden.R with R %s and mclust %s.",
                 getRversion(), packageVersion("mclust"))

# --- data -------------------------------------------------------------------------------------
write.csv(faithful, file.path(out, "faithful.csv"), row.names = FALSE, quote = FALSE)
write.csv(iris[, 1:4], file.path(out, "iris.csv"), row.names = FALSE, quote = FALSE)
write.csv(data.frame(id = seq_len(nrow(iris)), iris),
          file.path(out, "iris-species.csv"), row.names = FALSE, quote = FALSE)

# --- mixtures at their maximum likelihood -----------------------------------------------------
shapes <- c("EII", "VII", "EEI", "VVI", "EEE", "VVV")
control <- emControl(tol = c(1e-14, sqrt(.Machine$double.eps)), itmax = c(200000, 200000))
lines <- c(tools,
           "# EM from mclust's hierarchical start, run to convergence (tol 1e-14).",
           "# DATA.SHAPE.K.logLik, .parameters, .bic and .icl (both as MixReduce shows them: the",
           "# negative of mclust's), .weights, .means (component by component).")
for (name in c("faithful", "iris")) {
  x <- as.matrix(if (name == "faithful") faithful else iris[, 1:4])
  for (shape in shapes) for (k in 1:3) {
    fit <- suppressWarnings(Mclust(x, G = k, modelNames = shape, control = control,
                                   initialization = list(hcPairs = hc(x, modelName = "VVV")),
                                   verbose = FALSE))
    key <- paste(name, shape, k, sep = ".")
    if (is.null(fit)) {
      lines <- c(lines, paste("#", key, "is degenerate in mclust"))
      next
    }
    lines <- c(lines,
               paste0(key, ".logLik=", number(fit$loglik)),
               paste0(key, ".parameters=", fit$df),
               paste0(key, ".bic=", number(-fit$bic)),
               paste0(key, ".icl=", number(-fit$icl)),
               paste0(key, ".weights=", paste(number(fit$parameters$pro), collapse = " ")),
               paste0(key, ".means=", paste(number(as.vector(fit$parameters$mean)), collapse = " ")))
  }
}
writeLines(lines, file.path(out, "golden", "mclust-fits.properties"))

# --- log densities and divergences, by R's own determinants and solves -------------------------
log_density <- function(x, mu, sigma)
  -0.5 * (length(mu) * log(2 * pi) + as.numeric(determinant(sigma)$modulus) +
            sum((x - mu) * solve(sigma, x - mu)))
divergence <- function(m0, s0, m1, s1)
  0.5 * (sum(diag(solve(s1, s0))) + sum((m1 - m0) * solve(s1, m1 - m0)) - length(m0) +
           as.numeric(determinant(s1)$modulus) - as.numeric(determinant(s0)$modulus))
set.seed(20100401)
lines <- c(tools,
           "# Gaussians N(mean, covariance): covariance by rows. N.density is log N(x) at point x;",
           "# N.divergence is KL(N || N + 1), N + 1 the next Gaussian of that dimension.")
n <- 0
for (d in 1:4) {
  gaussians <- lapply(1:3, function(i) {
    a <- matrix(rnorm(d * (d + 2)), d)
    list(mean = rnorm(d, sd = 2), covariance = a %*% t(a) / 2, point = rnorm(d, sd = 3))
  })
  for (i in 1:3) {
    g <- gaussians[[i]]
    h <- gaussians[[i %% 3 + 1]]
    n <- n + 1
    lines <- c(lines,
               paste0(n, ".mean=", paste(number(g$mean), collapse = " ")),
               paste0(n, ".covariance=", paste(number(as.vector(g$covariance)), collapse = " ")),
               paste0(n, ".point=", paste(number(g$point), collapse = " ")),
               paste0(n, ".density=", number(log_density(g$point, g$mean, g$covariance))),
               paste0(n, ".next=", n + if (i == 3) -2 else 1),
               paste0(n, ".divergence=",
                      number(divergence(g$mean, g$covariance, h$mean, h$covariance))))
  }
}
lines <- c(lines, paste0("count=", n))
writeLines(lines, file.path(out, "golden", "gaussians.properties"))

# --- adjusted Rand indices ----------------------------------------------------------------------
lines <- c(tools, "# Pairs of partitions and mclust's adjustedRandIndex of them.")
for (i in 1:6) {
  a <- sample(1:3, 40, replace = TRUE)
  b <- if (i == 1) a else ifelse(runif(40) < i / 7, sample(1:4, 40, replace = TRUE), a)
  lines <- c(lines,
             paste0(i, ".a=", paste(a, collapse = " ")),
             paste0(i, ".b=", paste(b, collapse = " ")),
             paste0(i, ".index=", number(adjustedRandIndex(a, b))))
}
writeLines(c(lines, "count=6"), file.path(out, "golden", "rand.properties"))

# --- standard errors by Efron's bootstrap -------------------------------------------------------
set.seed(20140101)
x <- as.matrix(faithful)
replicates <- 20000
fit <- Mclust(x, G = 2, modelNames = "VVV", control = control,
              initialization = list(hcPairs = hc(x, modelName = "VVV")), verbose = FALSE)
# What stands in the fit is handed to me(): replicates run to convergence as well. By mclust's own
# tolerance they stop up to 0.01 nats short, near their start, and vary up to 2 % less.
fit$control <- control
boot <- MclustBootstrap(fit, nboot = replicates, type = "bs", verbose = FALSE)
errors <- function(key, values)
  paste0("faithful.VVV.2.", key, "=",
         paste(number(apply(matrix(values, replicates), 2, sd)), collapse = " "))
deviations <- sapply(1:2, function(k) sapply(1:2, function(j) sqrt(boot$variance[, j, j, k])),
                     simplify = "array")
correlations <- boot$variance[, 1, 2, ] / deviations[, 1, ] / deviations[, 2, ]
lines <- c(tools,
           "# MclustBootstrap(type = \"bs\") of faithful, VVV, K = 2, as mclust-fits.properties has it,",
           "# replicates run to convergence (tol 1e-14).",
           "# Standard errors of weights, and component by component of means, of covariances by",
           "# rows (the four of a component, then the other's), of standard deviations (roots of the",
           "# replicates' variances) and of the correlation.",
           paste0("replicates=", replicates),
           errors("weights", boot$pro),
           errors("means", boot$mean),
           errors("covariances", boot$variance),
           errors("standard_deviations", deviations),
           errors("correlations", correlations))
writeLines(lines, file.path(out, "golden", "mclust-bootstrap.properties"))
