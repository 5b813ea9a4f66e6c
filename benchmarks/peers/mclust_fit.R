# Fits mclust's VVV mixture to a delimited file and writes its parameters as JSON.
#
# Arguments: CSV file with a header, its variables (the first d of its columns), K, the relative
# tolerance, the file to write. Prints its version and stops if asked with --version.

suppressMessages(library(mclust))

arguments <- commandArgs(trailingOnly = TRUE)
if (identical(arguments, "--version")) {
  cat("mclust ", format(packageVersion("mclust")), ", R ", format(getRversion()), "\n", sep = "")
  quit(status = 0)
}
path <- arguments[1]
d <- as.integer(arguments[2])
k <- as.integer(arguments[3])
tolerance <- as.numeric(arguments[4])
out <- arguments[5]

# The fastest reader there is.
read <- function(path, d) {
  if (requireNamespace("data.table", quietly = TRUE)) {
    return(as.matrix(data.table::fread(path, select = seq_len(d), data.table = FALSE)))
  }
  as.matrix(read.csv(path, colClasses = "numeric")[, seq_len(d)])
}

numbers <- function(values) {
  paste0("[", paste(sprintf("%.17g", values), collapse = ","), "]")
}

lists <- function(texts) {
  paste0("[", paste(texts, collapse = ","), "]")
}

begin <- proc.time()[["elapsed"]]
rows <- read(path, d)
readSeconds <- proc.time()[["elapsed"]] - begin

# The start is a hierarchical clustering, quadratic in rows: of a subset, as mclust's manual advises.
set.seed(1)
subset <- if (nrow(rows) > 2000) list(subset = sample(nrow(rows), 2000)) else NULL
fit <- Mclust(rows, G = k, modelNames = "VVV", initialization = subset,
              control = emControl(tol = tolerance), verbose = FALSE)
if (is.null(fit)) {
  stop("mclust found no VVV model of ", k, " components")
}

parameters <- fit$parameters
covariance <- function(component) {
  lists(apply(parameters$variance$sigma[, , component, drop = FALSE], 1, numbers))
}
components <- seq_len(k)
writeLines(paste0(
  "{\"weights\":", numbers(parameters$pro),
  ",\"means\":", lists(apply(parameters$mean, 2, numbers)),
  ",\"covariances\":", lists(vapply(components, covariance, "")),
  ",\"log_likelihood_per_row\":", sprintf("%.17g", fit$loglik / nrow(rows)),
  ",\"read_seconds\":", sprintf("%.3f", readSeconds), "}"), out)
