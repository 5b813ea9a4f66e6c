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

# ==== Fuller records, with mclust's own names and signs. No random numbers from here on. =========
write_golden <- function(name, lines) writeLines(lines, file.path(out, "golden", name))
entry <- function(key, x) paste0(key, "=", paste(number(as.vector(x)), collapse = " "))
mixture_log_density <- function(x, pro, mean, sigma)
  apply(x, 1, function(row) {
    terms <- sapply(seq_along(pro), function(k)
      log(pro[k]) + log_density(row, mean[, k], as.matrix(sigma[, , k])))
    max(terms) + log(sum(exp(terms - max(terms))))
  })

# --- mixtures at their maximum likelihood, all parameters -----------------------------------------
lines <- c(tools,
           "# EM from mclust's hierarchical start, run to convergence (tol 1e-14).",
           "# DATA.SHAPE.K.rows, .logLik, .df (free parameters), .bic and .icl (mclust's sign:",
           "# larger is better), .pro, .mean (component by component), .sigma (K covariances,",
           "# one by one).")
for (name in c("faithful", "iris")) {
  x <- as.matrix(if (name == "faithful") faithful else iris[, 1:4])
  for (shape in shapes) for (k in 1:4) {
    fit <- suppressWarnings(Mclust(x, G = k, modelNames = shape, control = control,
                                   initialization = list(hcPairs = hc(x, modelName = "VVV")),
                                   verbose = FALSE))
    key <- paste(name, shape, k, sep = ".")
    if (is.null(fit)) {
      lines <- c(lines, paste("#", key, "is degenerate in mclust"))
      next
    }
    p <- fit$parameters
    mean <- matrix(p$mean, ncol = k)
    pro <- if (k == 1) 1 else p$pro
    # The parameters written give the log-likelihood written, by R's own densities.
    own <- sum(mixture_log_density(x, pro, mean, p$variance$sigma))
    stopifnot(abs(own - fit$loglik) < 1e-7)
    lines <- c(lines,
               paste0(key, ".rows=", fit$n),
               entry(paste0(key, ".logLik"), fit$loglik),
               paste0(key, ".df=", fit$df),
               entry(paste0(key, ".bic"), fit$bic),
               entry(paste0(key, ".icl"), icl(fit)),
               entry(paste0(key, ".pro"), pro),
               entry(paste0(key, ".mean"), mean),
               entry(paste0(key, ".sigma"), p$variance$sigma))
  }
}
write_golden("mclust-models.properties", lines)

# --- log densities of mixtures --------------------------------------------------------------------
full <- function(sd, r12, r13, r23)
  diag(sd) %*% matrix(c(1, r12, r13, r12, 1, r23, r13, r23, 1), 3) %*% diag(sd)
mean <- cbind(c(0, 1, -1), c(2.5, -0.5, 1.5))
pro <- c(0.375, 0.625)
points <- rbind(c(0, 0, 0), c(1, 1, 1), c(2.5, -0.5, 1.5), c(-3, 4, 0.25), c(12, -9, 7))
covariances <- list(
  EII = list(diag(0.75, 3), diag(0.75, 3)),
  VII = list(diag(0.5, 3), diag(2.25, 3)),
  EEI = list(diag(c(0.5, 1, 4)), diag(c(0.5, 1, 4))),
  VVI = list(diag(c(0.5, 1, 4)), diag(c(3, 0.25, 1.5))),
  EEE = list(full(c(1, 2, 0.5), 0.5, -0.25, 0.25), full(c(1, 2, 0.5), 0.5, -0.25, 0.25)),
  VVV = list(full(c(1, 2, 0.5), 0.5, -0.25, 0.25), full(c(1.5, 0.5, 3), -0.5, 0.75, -0.25)))
# A shape's variance as mclust's own code of that shape reads it.
variance_of <- function(shape, sigma) {
  volume <- apply(sigma, 3, function(s) det(s)^(1 / 3))
  forms <- sapply(1:2, function(k) diag(sigma[, , k]) / volume[k])
  chol_each <- array(apply(sigma, 3, chol), dim(sigma))
  c(list(modelName = shape, d = 3, G = 2, sigma = sigma), switch(shape,
    EII = list(sigmasq = volume[1], Sigma = sigma[, , 1], scale = volume[1]),
    VII = list(sigmasq = volume, scale = volume),
    EEI = list(Sigma = sigma[, , 1], scale = volume[1], shape = forms[, 1]),
    VVI = list(scale = volume, shape = forms),
    EEE = list(Sigma = sigma[, , 1], cholSigma = chol(sigma[, , 1])),
    VVV = list(cholsigma = chol_each)))
}
lines <- c(tools,
           "# Mixtures of two Gaussians in three dimensions; log densities by mclust's dens.",
           "# SHAPE.pro, .mean (component by component), .sigma (two covariances, one by one),",
           "# .points (five points, one by one), .logDensity (of each point).")
for (shape in shapes) {
  sigma <- array(unlist(covariances[[shape]]), c(3, 3, 2))
  value <- dens(points, modelName = shape, logarithm = TRUE,
                parameters = list(pro = pro, mean = mean, variance = variance_of(shape, sigma)))
  own <- mixture_log_density(points, pro, mean, sigma)
  stopifnot(max(abs(own - value) / abs(own)) < 1e-12)
  lines <- c(lines,
             entry(paste0(shape, ".pro"), pro),
             entry(paste0(shape, ".mean"), mean),
             entry(paste0(shape, ".sigma"), sigma),
             entry(paste0(shape, ".points"), t(points)),
             entry(paste0(shape, ".logDensity"), value))
}
write_golden("density.properties", lines)

# --- divergences of pairs -------------------------------------------------------------------------
gaussian <- function(mean, sigma) list(mean = mean, sigma = as.matrix(sigma))
pairs <- list(
  list(gaussian(0, 1), gaussian(0, 1)),
  list(gaussian(0, 1), gaussian(1, 4)),
  list(gaussian(1, 4), gaussian(0, 1)),
  list(gaussian(-2.5, 0.01), gaussian(3, 0.25)),
  list(gaussian(c(0, 0), diag(2)), gaussian(c(1, -1), diag(c(2, 0.5)))),
  list(gaussian(c(1, 2), matrix(c(2, 0.75, 0.75, 1), 2)),
       gaussian(c(-1, 0.5), matrix(c(1, -0.5, -0.5, 3), 2))),
  list(gaussian(c(-1, 0.5), matrix(c(1, -0.5, -0.5, 3), 2)),
       gaussian(c(1, 2), matrix(c(2, 0.75, 0.75, 1), 2))),
  list(gaussian(c(0, 1, -1), covariances$VVI[[1]]), gaussian(c(0, 1, -1), covariances$VVI[[2]])),
  list(gaussian(mean[, 1], covariances$VVV[[1]]), gaussian(mean[, 2], covariances$VVV[[2]])),
  list(gaussian(mean[, 2], covariances$VVV[[2]]), gaussian(mean[, 1], covariances$VVV[[1]])))
lines <- c(tools,
           "# KL(p || q) of Gaussians, by R's determinant and solve: N.p.mean, N.p.sigma,",
           "# N.q.mean, N.q.sigma, N.divergence.")
for (n in seq_along(pairs)) {
  p <- pairs[[n]][[1]]
  q <- pairs[[n]][[2]]
  value <- divergence(p$mean, p$sigma, q$mean, q$sigma)
  if (length(p$mean) == 1) {  # the integral itself
    s <- sqrt(p$sigma[1])
    integral <- integrate(function(x) dnorm(x, p$mean, s) *
                            (dnorm(x, p$mean, s, log = TRUE) -
                               dnorm(x, q$mean, sqrt(q$sigma[1]), log = TRUE)),
                          p$mean - 12 * s, p$mean + 12 * s, rel.tol = 1e-10)$value
    stopifnot(abs(integral - value) < 1e-8 * (1 + value))
  }
  lines <- c(lines,
             entry(paste0(n, ".p.mean"), p$mean), entry(paste0(n, ".p.sigma"), p$sigma),
             entry(paste0(n, ".q.mean"), q$mean), entry(paste0(n, ".q.sigma"), q$sigma),
             entry(paste0(n, ".divergence"), value))
}
write_golden("kl.properties", c(lines, paste0("count=", length(pairs))))

# --- adjusted Rand indices of fixed labels --------------------------------------------------------
species <- as.integer(iris$Species)
labels <- list(
  list(c(1, 1, 2, 2, 3, 3), c(3, 3, 1, 1, 2, 2)),
  list(c(1, 1, 1, 2, 2, 2), c(1, 1, 2, 2, 3, 3)),
  list(c(1, 1, 1, 1, 1, 1), c(1, 1, 2, 2, 3, 3)),
  list(c(1, 2, 1, 2, 1, 2), c(1, 1, 1, 2, 2, 2)),
  list(rep(1:4, 5), rep(1:5, each = 4)),
  list(species, ifelse(iris$Petal.Length < 2.5, 1, ifelse(iris$Petal.Width < 1.75, 2, 3))),
  list(species, ifelse(iris$Petal.Length < 2.5, 1, 2)))
lines <- c(tools, "# Pairs of fixed partitions and mclust's adjustedRandIndex: N.a, N.b, N.index.")
for (n in seq_along(labels)) {
  a <- labels[[n]][[1]]
  b <- labels[[n]][[2]]
  lines <- c(lines, entry(paste0(n, ".a"), a), entry(paste0(n, ".b"), b),
             entry(paste0(n, ".index"), adjustedRandIndex(a, b)))
}
write_golden("ari.properties", c(lines, paste0("count=", length(labels))))
