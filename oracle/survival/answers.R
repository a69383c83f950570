# R's answers by the names of `linea survival --json`, for the scripts that lay the two side by side. Sourced with `out` set:
# `keep` writes a table to OUT/csv, `ask` evaluates R's answer and adds {id, words, under, tolerance, want} to the cases, `done` writes
# OUT/cases.json. Where R stops, the case says `stops`: ours must be refused or answer without a number that is none. Where R warns that
# it did not converge or that a coefficient is infinite, `warns`: ours must say so too, and only likelihoods are compared.
suppressPackageStartupMessages({ library(survival); library(jsonlite); library(cmprsk); library(glmnet); library(splines) })
cases <- list()
NEWTON <- 1e-6; CLOSED <- 1e-8
csv <- function(name) file.path(out, "csv", paste0(name, ".csv"))
keep <- function(name, df) { df <- as.data.frame(df); names(df) <- gsub(".", "_", names(df), fixed = TRUE); for (n in names(df)) if (is.factor(df[[n]])) df[[n]] <- as.character(df[[n]]); write.csv(df, csv(name), row.names = FALSE, na = "") }
table_of <- function(name) read.csv(csv(name), stringsAsFactors = FALSE, na.strings = c("NA", ""))
ask <- function(id, name, words, want, tolerance = NEWTON, under = NULL, warned = "did not converge|infinite|Ran out of iterations|singular") {
  d <- table_of(name); said <- character()
  w <- substitute(want); env <- list2env(list(d = d), parent = parent.frame())
  assign("d", d, globalenv())
  r <- tryCatch(withCallingHandlers(if (each) alone(eval(w, env)) else eval(w, env), warning = function(e) { said <<- c(said, conditionMessage(e)); invokeRestart("muffleWarning") }), error = function(e) { if (loud) message(name, ".", id, ": R: ", conditionMessage(e)); e })
  one <- list(id = paste0(name, ".", id), csv = name, words = I(as.character(words)), under = under, tolerance = tolerance)
  cases[[length(cases) + 1]] <<- c(one, if (inherits(r, "error")) list(stops = conditionMessage(r)) else if (any(grepl(warned, said))) list(warns = said[grepl(warned, said)][1], want = r) else list(want = r))
}
# In a process of its own, because survival 3.5-3 writes where it should not over some small tables and R ends itself, then or later;
# warnings stay there. `each`: every question in one of its own.
alone <- function(e) { r <- suppressWarnings(parallel::mccollect(parallel::mcparallel(tryCatch(e, error = function(e) e), silent = TRUE))[[1]]); if (is.null(r)) stop("R ended itself"); if (inherits(r, "condition")) stop(conditionMessage(r)); r }
done <- function() { write_json(cases, file.path(out, "cases.json"), auto_unbox = TRUE, digits = NA, na = "null", null = "null"); cat(length(cases), "cases\n") }
loud <- TRUE; each <- FALSE
bare <- function(x) I(unname(as.numeric(x)))
rows <- function(m) { m <- as.matrix(m); lapply(seq_len(nrow(m)), function(i) bare(m[i, ])) }

# ---- answers by the names of the reference files
by_stratum <- function(s) { g <- if (is.null(s$strata)) rep("all", length(s$time)) else as.character(s$strata); split(seq_along(g), factor(g, unique(g))) }
curves <- function(fit, times = NULL, q = c(.25, .5, .75)) {
  s <- summary(fit, censored = TRUE); parts <- by_stratum(s); t <- s$table; if (!is.matrix(t)) t <- t(t)
  z <- quantile(fit, q); m <- function(x) if (is.matrix(x)) x else t(x)
  at <- if (!is.null(times)) summary(fit, times = times, extend = TRUE); there <- if (!is.null(times)) by_stratum(at)
  lapply(seq_along(parts), function(i) { k <- parts[[i]]
    c(if (length(parts) > 1) list(stratum = names(parts)[i]), list(n = t[i, "records"], events = t[i, "events"], rmean = t[i, "rmean"], se_rmean = t[i, "se(rmean)"],
      quantiles = lapply(seq_along(q), function(j) list(p = q[j], time = m(z$quantile)[i, j], lower = m(z$lower)[i, j], upper = m(z$upper)[i, j])),
      curve = list(time = bare(s$time[k]), n_risk = bare(s$n.risk[k]), n_event = bare(s$n.event[k]), surv = bare(s$surv[k]), se_surv = bare(s$std.err[k]), lower = bare(s$lower[k]), upper = bare(s$upper[k]), cumhaz = bare(s$cumhaz[k]), se_cumhaz = bare(s$std.chaz[k]))),
      if (!is.null(times)) { a <- there[[i]]; list(at = list(time = bare(at$time[a]), n_risk = bare(at$n.risk[a]), surv = bare(at$surv[a]), se_surv = bare(at$std.err[a]), lower = bare(at$lower[a]), upper = bare(at$upper[a]))) }) })
}
fitted_cox <- function(f, residuals = FALSE, base = TRUE) { s <- summary(f); naive <- if (is.null(f$naive.var)) f$var else f$naive.var; error <- function(v) bare(ifelse(is.na(coef(f)), NA, sqrt(diag(v))))
  r <- list(n = f$n, nevent = f$nevent, terms = I(names(coef(f))), coef = bare(coef(f)), se = error(naive), z = bare(s$coefficients[, "z"]), p = bare(s$coefficients[, ncol(s$coefficients)]),
    hr = bare(s$conf.int[, 1]), hr_lower = bare(s$conf.int[, 3]), hr_upper = bare(s$conf.int[, 4]), loglik_null = f$loglik[1], loglik = f$loglik[2], lr_test = as.list(s$logtest), score_test = as.list(s$sctest),
    wald_test = unname(f$wald.test), aic = AIC(f), vcov = rows(f$var), concordance = unname(f$concordance["concordance"]), concordance_se = if (is.nan(f$concordance["concordance"])) NA else unname(f$concordance["std"]))
  if (f$nevent > 0) r$means <- bare(f$means)
  if (!is.null(f$naive.var)) r$robust_se <- error(f$var)
  if (!is.null(s$robscore)) r$robust_score <- as.list(s$robscore)
  if (base) { b <- basehaz(f, centered = FALSE); g <- if (is.null(b$strata)) rep("all", nrow(b)) else as.character(b$strata); r$baseline_hazard_at_zero <- lapply(split(b, factor(g, unique(g))), function(x) list(time = bare(x$time), cumhaz = bare(x$hazard))) }
  if (residuals) r$residuals <- list(martingale = bare(resid(f, "martingale")), deviance = bare(resid(f, "deviance")), score = rows(resid(f, "score")), schoenfeld = rows(resid(f, "schoenfeld")), scaled_schoenfeld = rows(resid(f, "scaledsch")), dfbeta = rows(resid(f, "dfbeta")), dfbetas = rows(resid(f, "dfbetas")))
  r }
predicted <- function(f, new, times) { s <- summary(survfit(f, newdata = new, conf.type = "log"), times = times, extend = TRUE)
  list(times = bare(times), surv = rows(s$surv), se = rows(s$std.err), lower = rows(s$lower), upper = rows(s$upper), linear_predictor_uncentred = bare(predict(f, new, type = "lp", reference = "zero"))) }
ranked <- function(f) { e <- if (is.matrix(f$exp)) rowSums(f$exp) else f$exp; df <- sum(e > 0) - 1; list(chisq = f$chisq, df = df, p = pchisq(f$chisq, df, lower.tail = FALSE), n = bare(f$n), observed = bare(if (is.matrix(f$obs)) rowSums(f$obs) else f$obs), expected = bare(e), var = rows(f$var)) }
agreeing <- function(f) list(concordance = unname(f$concordance), se = unname(sqrt(f$var)), n = f$n)
proportional <- function(f) list(transform = f$transform, rows = I(rownames(f$table)), chisq = bare(f$table[, 1]), df = bare(f$table[, 2]), p = bare(f$table[, 3]))
states <- function(fit, times) { s <- summary(fit, times = times, extend = TRUE); parts <- by_stratum(s); t <- summary(fit)$table
  list(states = I(fit$states), strata = lapply(seq_along(parts), function(i) { k <- parts[[i]]; c(if (length(parts) > 1) list(stratum = names(parts)[i]), list(time = bare(s$time[k]), n_risk = rows(s$n.risk[k, , drop = FALSE]), pstate = rows(s$pstate[k, , drop = FALSE]), se = rows(s$std.err[k, , drop = FALSE]), lower = rows(s$lower[k, , drop = FALSE]), upper = rows(s$upper[k, , drop = FALSE]))) }), sojourn = list(rows = I(rownames(t)), values = rows(t))) }
gray <- function(fit, times) { p <- timepoints(fit, times); c(list(curves = I(rownames(p$est)), times = bare(times), est = rows(p$est), var = rows(p$var)), if (!is.null(fit$Tests)) list(gray = list(causes = I(rownames(fit$Tests)), stat = bare(fit$Tests[, "stat"]), p = bare(fit$Tests[, "pv"]), df = bare(fit$Tests[, "df"])))) }
subdistribution <- function(f, new, times) { p <- predict(f, as.matrix(new)); list(terms = I(names(f$coef)), coef = bare(f$coef), se = bare(sqrt(diag(f$var))), loglik = f$loglik, loglik_null = f$loglik.null, n = f$n,
  predicted = list(cif = lapply(seq_len(nrow(new)), function(i) bare(sapply(times, function(t) { k <- sum(p[, 1] <= t); if (k == 0) 0 else p[k, i + 1] }))))) }
model <- function(f, outcome, right) as.formula(paste(outcome, "~", right))

