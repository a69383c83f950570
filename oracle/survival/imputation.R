# Writes what R's mice gives on average over many imputations: Rscript oracle/survival/imputation.R REPOSITORY
# R 4.2.2, mice 3.15.0, survival 3.5-3. The table is fixtures/gpl/survival/csv/pbc.csv; answers go to further/imputation.json.
suppressPackageStartupMessages({library(survival); library(mice); library(jsonlite)})
root <- paste0(commandArgs(trailingOnly = TRUE)[1], "/fixtures/gpl/survival/")
pbc <- read.csv(paste0(root, "csv/pbc.csv"))
d <- with(pbc, data.frame(time, event = as.numeric(status == 2), age, bili = log(bili), chol = log(chol), platelet, sex = factor(sex), hepato = factor(hepato), stage = factor(stage)))
d$hazard <- nelsonaalen(d, time, event)
m <- 200; seed <- 1
answer <- function(numbers) {
  method <- make.method(d); method[c("chol", "platelet")] <- numbers
  use <- make.predictorMatrix(d); use[, "time"] <- 0
  made <- mice(d, m = m, maxit = 5, method = method, predictorMatrix = use, seed = seed, printFlag = FALSE)
  fits <- with(made, coxph(Surv(time, event) ~ age + bili + chol + platelet + sex + hepato + stage))
  q <- t(sapply(fits$analyses, coef)); u <- t(sapply(fits$analyses, function(f) diag(vcov(f))))
  filled <- function(v) { x <- made$imp[[v]]; if (is.factor(d[[v]])) colMeans(sapply(levels(d[[v]]), function(l) colMeans(x == l))) else c(mean(colMeans(x)), mean(apply(x, 2, sd))) }
  spread <- function(v) { x <- made$imp[[v]]; if (is.factor(d[[v]])) apply(sapply(levels(d[[v]]), function(l) colMeans(x == l)), 2, sd) else c(sd(colMeans(x)), sd(apply(x, 2, sd))) }
  gaps <- names(method)[method != ""]
  list(numbers = numbers, m = m, terms = colnames(q), estimate = unname(colMeans(q)), within = unname(colMeans(u)), between = unname(apply(q, 2, var)),
    filled = setNames(lapply(gaps, function(v) unname(filled(v))), gaps), filledSd = setNames(lapply(gaps, function(v) unname(spread(v))), gaps), methods = as.list(method[gaps]))
}
write_json(lapply(c("norm", "pmm"), answer), paste0(root, "further/imputation.json"), auto_unbox = TRUE, digits = 8)
