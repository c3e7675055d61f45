# Reference values from R for tests/measure/vocabulary/test_against_r.py.
#
#     Rscript tests/measure/vocabulary/reference.R > tests/measure/vocabulary/reference_r.json
#
# Needs R and the package ca (Debian: r-base-core, r-cran-ca); base functions give all else.
# - lafon: the formula of the package textometry (function specificities): phyper on the margins of the table, the
#   observed value belonging to both tails, log10, positive from the mean on.
# - lrc: Evert's conservative log ratio as published with the package corpora: Clopper-Pearson interval (qbeta) of
#   k1/(k1+k2) at alpha over the family, turned into a binary log ratio, its bound nearest zero.
# - ca: principal coordinates, contributions and squared correlations of the package ca.
library(ca)

cells <- rbind(c(6, 3, 1000, 2000), c(1, 50, 400, 900), c(12, 0, 500, 800), c(0, 9, 500, 800), c(30, 60, 1000, 2000),
               c(300, 60, 4000, 2500), c(4000, 2000, 250000, 2250000), c(7, 8, 1000, 1000))
colnames(cells) <- c("a", "b", "n1", "n2")

lafon <- function(a, b, n1, n2) {
  white <- a + b; black <- n1 + n2 - white; mean <- white * n1 / (n1 + n2)
  if (a < mean) phyper(a, white, black, n1, log.p = TRUE) / log(10)
  else -phyper(a - 1, white, black, n1, lower.tail = FALSE, log.p = TRUE) / log(10)
}

lrc <- function(a, b, n1, n2, family = 250, alpha = 0.05) {
  level <- alpha / family / 2
  low <- if (a == 0) 0 else qbeta(level, a, b + 1)
  high <- if (b == 0) 1 else qbeta(1 - level, a + 1, b)
  bounds <- log2(c(low / (1 - low), high / (1 - high))) + log2(n2 / n1)
  if (bounds[1] > 0) bounds[1] else if (bounds[2] < 0) bounds[2] else 0
}

number <- function(x) ifelse(is.finite(x), sprintf("%.17g", x), "null")
list_of <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
rows_of <- function(m) paste0("[", paste(apply(m, 1, list_of), collapse = ", "), "]")

table <- rbind(c(12, 3, 0, 7, 9), c(4, 11, 6, 2, 8), c(1, 5, 14, 3, 6), c(8, 2, 5, 10, 4))
rownames(table) <- c("A", "B", "C", "D"); colnames(table) <- paste0("mot", 1:5)
fit <- ca(table)
axes <- 1:2
row_points <- fit$rowcoord[, axes] %*% diag(fit$sv[axes])
column_points <- fit$colcoord[, axes] %*% diag(fit$sv[axes])
row_contributions <- fit$rowmass * fit$rowcoord[, axes]^2
row_cos2 <- row_points^2 / fit$rowdist^2

texts <- list(x = c(12, 9, 15, 8, 11, 14) / 1000, y = c(7, 6, 9, 5, 8, 7, 6) / 1000)
welch <- t.test(texts$x, texts$y)

k <- c(6, 0, 7, 13); n <- c(7, 9, 7, 40)
wilson <- t(mapply(function(k, n) prop.test(k, n, correct = FALSE)$conf.int[1:2], k, n))
exact <- t(mapply(function(k, n) binom.test(k, n)$conf.int[1:2], k, n))

cat("{\n")
cat('  "r": "', R.version.string, '", "ca": "', as.character(packageVersion("ca")), '",\n', sep = "")
cat('  "cells": ', rows_of(cells), ",\n", sep = "")
cat('  "lafon": ', list_of(apply(cells, 1, function(c) lafon(c[1], c[2], c[3], c[4]))), ",\n", sep = "")
cat('  "lrc": ', list_of(apply(cells, 1, function(c) lrc(c[1], c[2], c[3], c[4]))), ",\n", sep = "")
cat('  "table": ', rows_of(table), ",\n", sep = "")
cat('  "eigenvalues": ', list_of(fit$sv^2), ",\n", sep = "")
cat('  "row_points": ', rows_of(row_points), ",\n", sep = "")
cat('  "column_points": ', rows_of(column_points), ",\n", sep = "")
cat('  "row_contributions": ', rows_of(row_contributions), ",\n", sep = "")
cat('  "row_cos2": ', rows_of(row_cos2), ",\n", sep = "")
cat('  "welch": {"x": ', list_of(texts$x), ', "y": ', list_of(texts$y), ', "p": ', number(welch$p.value),
    ', "interval": ', list_of(welch$conf.int[1:2]), "},\n", sep = "")
cat('  "shares": {"k": ', list_of(k), ', "n": ', list_of(n), ', "wilson": ', rows_of(wilson), ', "exact": ',
    rows_of(exact), "}\n", sep = "")
cat("}\n")
