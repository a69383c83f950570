# Writes R's answers for late entry with ties, case weights and causes: Rscript oracle/survival/late-entry.R REPOSITORY
# R 4.2.2, survival 3.5-3. Tables are those of fixtures/gpl/survival; the answers go to further/late-entry.json there.
suppressPackageStartupMessages({library(survival); library(jsonlite)})
root <- paste0(commandArgs(trailingOnly = TRUE)[1], "/fixtures/gpl/survival/"); cases <- list()
back <- function(csv) { d <- read.csv(paste0(root, csv, ".csv"), stringsAsFactors = TRUE, na.strings = c("", "NA"), encoding = "UTF-8"); d$row <- seq_len(nrow(d)); d }
add <- function(csv, method, formula, options, want) cases[[length(cases) + 1]] <<- list(id = paste0(csv, ": ", method, " ", formula, " ", toJSON(options, auto_unbox = TRUE)), csv = csv, method = method, formula = formula, options = options, want = want)
rows <- function(x) lapply(seq_len(nrow(x)), function(i) unname(x[i, ]))

# Exact ties with late entry: R goes through all ways of choosing who died, so few may be tied.
exact <- function(csv, f) { m <- coxph(as.formula(f), back(csv), ties = "exact")
  add(csv, "cox", f, list(ties = "exact", residuals = "martingale"), list(kind = "cox", coef = unname(coef(m)), se = unname(sqrt(diag(m$var))), loglik = m$loglik, n = m$n, score = m$score, wald = unname(m$wald.test), conc = unname(m$concordance["concordance"]), concse = unname(m$concordance["std"]), mart2 = sum(residuals(m, "martingale")^2))) }
exact("csv/heart", "Surv(start, stop, event) ~ age + year + surgery + transplant")
exact("further/ugly", "Surv(ent, t, st) ~ x + strata(g)")

# The log-rank test with late entry is the score test of the exact partial likelihood, ties included.
entry <- function(csv, f) { m <- coxph(as.formula(f), back(csv), ties = "exact"); add(csv, "logrank", f, list(rho = 0), list(kind = "lr", chisq = m$score)) }
entry("csv/heart", "Surv(start, stop, event) ~ factor(transplant)")
entry("further/ugly", "Surv(ent, t, st) ~ factor(s) + strata(g)")

# Whole weights count rows; others bring the robust score test of Breslow's likelihood.
counted <- function(csv, f, w, rho = 0) { d <- back(csv); d <- d[!is.na(d[[w]]), ]; s <- survdiff(as.formula(f), d[rep(seq_len(nrow(d)), d[[w]]), ], rho = rho); add(csv, "logrank", f, list(rho = rho, weights = w), list(kind = "lr", chisq = s$chisq, exp = if (is.matrix(s$exp)) rowSums(s$exp) else s$exp)) }
counted("further/ugly", "Surv(t, st) ~ g + strata(s)", "wi"); counted("further/ugly", "Surv(t, st) ~ g", "wi", 1)
robust <- function(csv, f, w = NULL) { d <- back(csv); if (!is.null(w)) d$.w <- d[[w]]; m <- if (is.null(w)) coxph(as.formula(f), d, ties = "breslow") else coxph(as.formula(f), d, ties = "breslow", weights = .w, cluster = row)
  add(csv, "logrank", f, c(list(rho = 0), if (!is.null(w)) list(weights = w)), list(kind = "lr", chisq = m$rscore)) }
robust("further/ugly", "Surv(t, st) ~ g", "w"); robust("further/ugly", "Surv(ent, t, st) ~ g + strata(s)", "w"); robust("further/retinopathy", "Surv(futime, status) ~ trt + cluster(id)"); robust("further/rats", "Surv(time, status) ~ rx + cluster(litter)")

# Cumulative incidence and cause-specific models with late entry.
incidence <- function(csv, left, surv, right, times, w = NULL) { d <- back(csv); if (!is.null(w)) d$.w <- d[[w]]; f <- as.formula(paste(surv, "~", right)); s <- if (is.null(w)) survfit(f, d, id = row) else survfit(f, d, id = row, weights = .w)
  a <- summary(s, times = times, extend = TRUE); opt <- list(times = times); if (!is.null(w)) opt$weights <- w
  add(csv, "cif", paste0(left, " ~ ", right), opt, list(kind = "cif", pstate = rows(a$pstate), se = rows(a$std.err), lower = rows(a$lower), upper = rows(a$upper))) }
incidence("further/ugly", "Hist(ent, t, ev)", "Surv(ent, t, factor(ev, 0:2))", "1", c(3, 8, 15, 25))
incidence("further/ugly", "Hist(ent, t, ev)", "Surv(ent, t, factor(ev, 0:2))", "s", c(8, 15, 25))
incidence("further/ugly", "Hist(ent, t, ev)", "Surv(ent, t, factor(ev, 0:2))", "1", c(8, 15, 25), "w")
causes <- function(csv, left, surv, right) { d <- back(csv); m <- lapply(1:2, function(k) coxph(as.formula(paste0("Surv(", surv, " == ", k, ") ~ ", right)), d))
  add(csv, "cox", paste(left, "~", right), list(cause = "1"), list(kind = "causes", coef = unlist(lapply(m, function(x) unname(coef(x)))), se = unlist(lapply(m, function(x) unname(sqrt(diag(x$var))))), loglik = sapply(m, function(x) x$loglik[2]))) }
causes("further/ugly", "Hist(ent, t, ev)", "ent, t, ev", "x + s")
write_json(cases, paste0(root, "further/late-entry.json"), auto_unbox = TRUE, digits = 12, na = "null", null = "null"); cat(length(cases), "cases\n")
