# Judges the predictions that `linea model validate --predictions` wrote, by R alone, and prints every difference.
#
#   Rscript oracle/validation/side-by-side.R tables OUT     writes the tables and their folds
#   node oracle/validation/side-by-side.mjs OUT             validates them with the command line
#   Rscript oracle/validation/side-by-side.R golden FILE    writes packages/explain/src/validation/validation.oracle.json
#   Rscript oracle/validation/side-by-side.R judge OUT      judges the same predictions (R 4.2.2, survival 3.5, rms 6.4)
suppressMessages({library(survival); library(rms); library(jsonlite)})
args <- commandArgs(TRUE); out <- args[2]
from <- 0.5; tau <- 5.4; at <- 2.9 # at is the 25th of the 50 steps

tables <- function() {
  set.seed(20261127)
  dir.create(out, showWarnings = FALSE)
  n <- 240
  x <- matrix(rnorm(n * 3), n); g <- sample(c('a', 'b', 'c'), n, TRUE)
  event <- rexp(n, 0.15 * exp(0.8 * x[, 1] - 0.4 * x[, 2] + 0.5 * (g == 'c')))
  other <- rexp(n, 0.08 * exp(0.5 * x[, 3])); end <- runif(n, 1, 9)
  made <- function(t, d, ...) data.frame(t = t, d = d, x1 = x[, 1], x2 = x[, 2], x3 = x[, 3], g = g, ...)
  put <- function(name, table) {
    write.csv(table, file.path(out, paste0(name, '.csv')), row.names = FALSE)
    parts <- sapply(1:2, function(r) sample(rep_len(0:3, nrow(table))))
    write.csv(data.frame(row = seq_len(nrow(table)) - 1, rep1 = parts[, 1], rep2 = parts[, 2]), file.path(out, paste0(name, '-folds.csv')), row.names = FALSE)
  }
  put('plain', made(pmin(event, end), as.integer(event <= end)))
  put('ties', { t <- pmin(event, end); made(pmax(ceiling(t * 2) / 2, 0.5), as.integer(event <= end)) })
  put('censored', { c <- pmin(end, rexp(n, 0.35)); made(pmin(event, c), as.integer(event <= c)) })
  put('competing', { t <- pmin(event, other, end); made(t, ifelse(t == end, 0, ifelse(event < other, 1, 2))) })
  late <- { s <- runif(n, 0, 1.5); t <- pmin(event, end); keep <- t > s; made(t, as.integer(event <= end), s = s)[keep, ] }
  put('late', late)
}

curve <- function(time, cens) { # G(t) and G(t-)
  fit <- survfit(Surv(time, cens) ~ 1)
  list(at = stepfun(fit$time, c(1, fit$surv)), before = stepfun(fit$time, c(1, fit$surv), right = TRUE))
}
judge <- function(d, event, risk, S, Sat, G, start) {
  grid <- from + (0:49) * (tau - from) / 49
  w <- function(t) ifelse(d$t > t, 1 / G$at(t), ifelse(event > 0, 1 / pmax(1e-8, G$before(d$t)), 0))
  brier <- function(s, t) mean(w(t) * ifelse(d$t <= t & event == 1, s^2, (1 - s)^2))
  scores <- sapply(1:50, function(k) brier(S[, k], grid[k]))
  one <- as.integer(event == 1); endless <- ifelse(event == 2, 100, d$t)
  y <- if (is.null(start)) Surv(endless, one) else Surv(start, endless, one)
  case <- which(event == 1 & d$t <= at); control <- which(d$t > at | event == 2)
  pair <- outer(risk[case], risk[control], function(a, b) (a > b) + (a == b) / 2)
  ww <- w(at); ww[d$t <= at & event == 2] <- 1 / G$before(d$t[d$t <= at & event == 2])
  # Another event later than `at` is a control like any other.
  auc <- sum(outer(ww[case], ww[control]) * pair) / sum(outer(ww[case], ww[control]))
  line <- log(-log(pmin(1 - 1e-12, pmax(1e-12, Sat))))
  cal <- coxph(y ~ line)
  cumulative <- function(i, t) approx(c(0, grid), c(0, -log(pmax(1e-12, S[i, ]))), pmin(t, tau))$y # a straight line between steps, from 0
  H <- sapply(seq_along(endless), function(i) cumulative(i, endless[i]) - (if (is.null(start)) 0 else cumulative(i, start[i])))
  seen <- as.integer(one == 1 & endless <= tau)
  # The Poisson model of the intercept has no logarithm of a risk of zero; then its solution, events over expected, is written out.
  poisson <- if (all(H > 0)) glm(seen ~ offset(log(H)), family = poisson, control = list(epsilon = 1e-12))
  intercept <- if (is.null(poisson)) c(log(sum(seen) / sum(H)), 1 / sqrt(sum(seen))) else c(coef(poisson), sqrt(vcov(poisson)))
  knots <- unique(sort(line)[pmin(length(line), floor((0.1 + 0.8 * (0:3) / 3) * length(line)) + 1)])
  fit <- coxph(y ~ rcs(line, knots), data = data.frame(line = line))
  observed <- 1 - as.vector(summary(survfit(fit, newdata = data.frame(line = line)), times = at, extend = TRUE)$surv)
  away <- abs(observed - (1 - Sat))
  net <- sapply((1:18) / 20, function(p) {
    treated <- (1 - Sat) >= p
    if (!any(treated)) return(0)
    r <- 1 - summary(survfit(Surv(endless[treated], one[treated]) ~ 1), times = at, extend = TRUE)$surv
    mean(treated) * (r - (1 - r) * p / (1 - p))
  })
  none <- !is.null(start)
  list(harrell = concordance(y ~ risk, reverse = TRUE)$concordance,
       uno = if (none) NA else concordance(y ~ risk, reverse = TRUE, timewt = 'n/G2', ymax = tau)$concordance,
       auc = if (none) NA else auc, brier = if (none) NA else brier(Sat, at),
       ibs = if (none) NA else sum(diff(grid) * (head(scores, -1) + tail(scores, -1)) / 2) / (tau - from),
       slope = unname(coef(cal)), slope_se = sqrt(vcov(cal)[1, 1]), intercept = unname(intercept[1]), intercept_se = unname(intercept[2]),
       ici = mean(away), e50 = unname(quantile(away, 0.5)), e90 = unname(quantile(away, 0.9)), net = if (none) rep(NA, 18) else net)
}
corrected <- function(x, ratio) { m <- length(x); se <- sqrt((1 / m + ratio) * var(x)); c(mean(x), se, mean(x) + qt(c(0.025, 0.975), m - 1) * se) }

compare <- function() {
  worst <- list()
  differ <- function(name, what, a, b) {
    a <- suppressWarnings(as.numeric(a)); b <- as.numeric(b)
    d <- if (any(is.na(a) != is.na(b))) Inf else suppressWarnings(max(abs(a - b) / pmax(1, abs(b)), na.rm = TRUE))
    if (is.finite(d) || d == Inf) worst[[what]] <<- max(worst[[what]], d)
    if (is.finite(d) && d > 1e-5 || identical(d, Inf) && any(is.na(a) != is.na(b))) cat(sprintf('%-24s %-12s differs by %.2g\n', name, what, d))
  }
  for (file in list.files(out, '\\.json$')) {
    mine <- fromJSON(file.path(out, file)); name <- sub('\\.json$', '', file); table <- sub('-.*', '', name)
    d <- read.csv(file.path(out, paste0(table, '.csv'))); p <- read.csv(file.path(out, paste0(name, '-predictions.csv')))
    G <- curve(d$t, d$d == 0); S <- as.matrix(p[, -(1:4)])
    splits <- split(seq_len(nrow(p)), list(p$part, p$rep))
    pick <- function(i) judge(d[p$row[i] + 1, ], d$d[p$row[i] + 1], p$risk[i], S[i, ], S[i, 25], G, if (table == 'late') d$s[p$row[i] + 1])
    found <- lapply(splits, pick)
    for (what in c('harrell', 'uno', 'auc', 'brier', 'ibs', 'slope', 'slope_se', 'intercept', 'intercept_se', 'ici', 'e50', 'e90'))
      differ(name, what, mine$per_split[[what]], sapply(found, `[[`, what))
    differ(name, 'net_benefit', mine$per_split$net_benefit, t(sapply(found, `[[`, 'net')))
    ratio <- mean(sapply(splits, function(i) length(i) / (nrow(d) - length(i))))
    for (what in c('harrell', 'ibs')) differ(name, 'interval', unlist(mine$interval[[what]][c('estimate', 'se', 'lower', 'upper')]), corrected(sapply(found, `[[`, what), ratio))
    whole <- lapply(split(seq_len(nrow(p)), p$rep), pick)
    for (what in c('harrell', 'uno', 'auc', 'brier', 'ibs', 'slope', 'intercept', 'ici', 'e50', 'e90'))
      differ(name, paste('pooled', what), mine$pooled[[what]]$estimate, mean(sapply(whole, `[[`, what)))
    differ(name, 'pooled net', mine$pooled$net_benefit$net_benefit, rowMeans(sapply(whole, `[[`, 'net')))
    if (!is.null(mine$against)) {
      own <- mine$per_split$harrell - mine$against$per_split$harrell[[1]]; m <- length(own); se <- sqrt((1 / m + ratio) * var(own))
      differ(name, 'difference', unlist(mine$against$difference$harrell[c('estimate', 'se', 'p')]), c(mean(own), se, 2 * pt(-abs(mean(own) / se), m - 1)))
    }
  }
  for (what in names(worst)) cat(sprintf('%-24s %.1e\n', what, worst[[what]]))
}

golden <- function() { # small ones for the tests: survival is exp(-0.15 t exp(risk))
  set.seed(7); n <- 90
  one <- function(kind) {
    x <- rnorm(n); event <- rexp(n, 0.2 * exp(0.7 * x)); other <- rexp(n, 0.08); end <- runif(n, 1, 9); s <- runif(n, 0, 1.5)
    t <- if (kind == 'competing') pmin(event, other, end) else pmin(event, end)
    d <- ifelse(t == end, 0, ifelse(kind == 'competing' & t == other, 2, 1))
    keep <- if (kind == 'late') t > s else rep(TRUE, n)
    d <- data.frame(t = round(t, 5), d = d, s = round(s, 5), risk = round(x + rnorm(n, 0, 0.4), 4))[keep, ]
    G <- curve(d$t, d$d == 0); grid <- from + (0:49) * (tau - from) / 49
    S <- exp(-0.15 * outer(exp(d$risk), grid)); found <- judge(d, d$d, d$risk, S, exp(-0.15 * at * exp(d$risk)), G, if (kind == 'late') d$s)
    c(list(kind = kind, time = d$t, event = d$d, start = if (kind == 'late') d$s, risk = d$risk), found)
  }
  written <- list(by = paste('R', getRversion(), 'survival', packageVersion('survival'), 'rms', packageVersion('rms')), seed = 7, from = from, tau = tau, at = at,
                  tables = lapply(c('plain', 'competing', 'late'), one))
  write(toJSON(written, auto_unbox = TRUE, digits = 10, na = 'null', null = 'null'), out)
}
switch(args[1], tables = tables(), judge = compare(), golden = golden())
