# Writes further tables and R's answers for them: Rscript oracle/survival/further.R OUT_DIR
# R 4.2.2, survival 3.5-3, cmprsk 2.2-11. R reads back the tables it wrote, so that both programs see the same levels and rows.
# `fixtures/gpl/survival/further` holds the cases of rats, retinopathy and the simulated tables; `src/reference.further.test.ts` reads them.
suppressPackageStartupMessages({library(survival); library(cmprsk); library(jsonlite); library(splines)})
out <- paste0(commandArgs(trailingOnly = TRUE)[1], "/"); cases <- list()
put <- function(d, name) { write.csv(d, paste0(out, name, ".csv"), row.names = FALSE, na = ""); invisible(name) }
back <- function(name) { d <- read.csv(paste0(out, name, ".csv"), stringsAsFactors = TRUE, na.strings = c("", "NA"), encoding = "UTF-8"); d }
add <- function(csv, method, formula, options, want, id = paste(csv, method, length(cases)))
  cases[[length(cases) + 1]] <<- list(id = id, csv = csv, method = method, formula = formula, options = options, want = want)
km <- function(csv, d, f, ..., opt = list()) { d <- back(csv);
  s <- survfit(as.formula(f), d, ...)
  q <- quantile(s, c(.25,.5,.75)); m <- function(x) unname(if (is.matrix(x)) lapply(seq_len(nrow(x)), function(i) unname(x[i,])) else list(unname(x)))
  add(csv, "km", f, opt, list(kind = "km", surv = s$surv, lower = s$lower, upper = s$upper, se = if (isFALSE(s$logse)) s$std.err else s$std.err * s$surv, cumhaz = s$cumhaz, q = m(q$quantile), ql = m(q$lower), qu = m(q$upper))) }
cx <- function(csv, d, f, ties = "efron", opt = list(), zph = TRUE, resid = TRUE, ...) { d <- back(csv);
  m <- coxph(as.formula(f), d, ties = ties, ...)
  w <- list(kind = "cox", coef = unname(coef(m)), se = unname(sqrt(diag(if (is.null(m$naive.var)) m$var else m$naive.var))), loglik = m$loglik, n = m$n, score = m$score, wald = unname(m$wald.test), conc = unname(m$concordance["concordance"]), concse = unname(m$concordance["std"]))
  if (!is.null(m$naive.var)) w$robust <- unname(sqrt(diag(m$var)))
  if (resid) w$mart2 <- sum(residuals(m, "martingale")^2)
  if (zph && ties != "exact") { z <- try(cox.zph(m), silent = TRUE); if (!inherits(z, "try-error")) w$zph <- unname(z$table[, "chisq"]) }
  add(csv, "cox", f, c(list(ties = ties, zph = !is.null(w$zph), residuals = "martingale"), opt), w) }
lr <- function(csv, d, f, rho = 0) { d <- back(csv); s <- survdiff(as.formula(f), d, rho = rho); add(csv, "logrank", f, list(rho = rho), list(kind = "lr", chisq = s$chisq, exp = if (is.matrix(s$exp)) rowSums(s$exp) else s$exp)) }
cc <- function(csv, d, f, tw = "n", opt = list()) { d <- back(csv); s <- concordance(as.formula(f), d, timewt = tw); add(csv, "concordance", f, c(list(timewt = tw), opt), list(kind = "conc", c = unname(s$concordance), se = unname(sqrt(s$var)))) }
fg <- function(csv, d, vars) { d <- back(csv); X <- model.matrix(as.formula(paste("~", paste(vars, collapse = "+"))), d)[, -1, drop = FALSE]; ok <- as.integer(rownames(X)); f <- crr(d$t[ok], d$ev[ok], X); add(csv, "finegray", paste("Hist(t, ev) ~", paste(vars, collapse = " + ")), list(cause = "1"), list(kind = "fg", coef = unname(f$coef), se = unname(sqrt(diag(as.matrix(f$var)))), loglik = f$loglik)) }
gr <- function(csv, d, g) { d <- back(csv); s <- cuminc(d$t, d$ev, d[[g]]); add(csv, "cif", paste("Hist(t, ev) ~", g), list(gray = TRUE), list(kind = "gray", stat = unname(s$Tests[, 1]))) }
aft <- function(csv, d, f, dist) { d <- back(csv); m <- survreg(as.formula(f), d, dist = dist); add(csv, "aft", f, list(dist = dist), list(kind = "aft", coef = unname(coef(m)), scale = m$scale, loglik = m$loglik)) }

d <- put(ovarian, "ovarian"); km("ovarian", ovarian, "Surv(futime, fustat) ~ rx"); lr("ovarian", ovarian, "Surv(futime, fustat) ~ rx + strata(resid.ds)"); cx("ovarian", ovarian, "Surv(futime, fustat) ~ age + rx + ecog.ps"); aft("ovarian", ovarian, "Surv(futime, fustat) ~ age + rx", "weibull"); aft("ovarian", ovarian, "Surv(futime, fustat) ~ age", "loglogistic")
x <- rats; put(x, "rats"); cx("rats", x, "Surv(time, status) ~ rx + sex + cluster(litter)"); cx("rats", x, "Surv(time, status) ~ rx * sex", ties = "breslow"); cx("rats", x, "Surv(time, status) ~ rx + strata(sex)", ties = "exact", resid = FALSE); lr("rats", x, "Surv(time, status) ~ rx + strata(sex)", 1)
x <- retinopathy; put(x, "retinopathy"); cx("retinopathy", x, "Surv(futime, status) ~ type * trt + risk + cluster(id)"); km("retinopathy", x, "Surv(futime, status) ~ type + trt", conf.type = "log-log", opt = list(confType = "log-log")); cc("retinopathy", x, "Surv(futime, status) ~ risk", "S")
x <- nwtco[1:1500, ]; x$histol <- factor(ifelse(x$histol == 2, "un-favourable (UH)", "FH")); put(x, "nwtco"); cx("nwtco", x, "Surv(edrel, rel) ~ histol * factor(stage) + age"); cx("nwtco", x, "Surv(edrel, rel) ~ histol + ns(age, 3) + strata(stage)"[1], zph = FALSE) -> zz
x <- transplant; x$ev <- c(0,1,2,3)[match(as.character(x$event), c("censored","ltx","death","withdraw"))]; x$t <- pmax(x$futime, 0) + 0; x <- x[!is.na(x$age), ]; put(x, "transplant"); gr("transplant", x, "abo"); fg("transplant", x, c("age", "sex", "abo"))
x <- flchain[seq(1, 7874, 4), ]; x$futime <- x$futime; put(x, "flchain"); cx("flchain", x, "Surv(futime, death) ~ age + sex + log(kappa) + creatinine"); cx("flchain", x, "Surv(age, age + futime/365.25, death) ~ sex + lambda"[1]) ; cc("flchain", x, "Surv(futime, death) ~ age", "n"); km("flchain", x, "Surv(age, age + futime/365.25, death) ~ sex")
x <- nafld1[seq(1, 17549, 8), ]; names(x)[names(x) == "case.id"] <- "case"; put(x, "nafld1"); cx("nafld1", x, "Surv(futime, status) ~ age + male + bmi"); lr("nafld1", x, "Surv(futime, status) ~ male", .5); aft("nafld1", x, "Surv(futime, status) ~ age + male", "lognormal")
x <- rotterdam; x$t <- pmin(x$rtime, x$dtime); x$ev <- ifelse(x$recur == 1, 1, ifelse(x$death == 1, 2, 0)); put(x, "rotterdam"); cx("rotterdam", x, "Surv(dtime, death) ~ age + size + log1p(nodes) + grade + hormon"[1]); put(x[seq(1, 2982, 3), ], "rotterdam900"); fg("rotterdam900", x, c("age", "nodes")); gr("rotterdam", x, "size")
set.seed(42); n <- 300
u <- data.frame(id = 1:n, t = ceiling(rexp(n) * 12), st = rbinom(n, 1, .6), x = round(rnorm(n), 2), g = sample(c("A b", "a-B", "Z+", "10", "2", "\u00e9t\u00e9"), n, TRUE), w = round(runif(n, .2, 3), 2), wi = sample(1:3, n, TRUE), s = sample(1:4, n, TRUE)); u$ent <- pmax(0, u$t - ceiling(runif(n) * 15)); u$ent[u$ent >= u$t] <- 0; u$x[sample(n, 20)] <- NA; u$g[sample(n, 10)] <- NA; u$ev <- ifelse(u$st == 1, sample(1:2, n, TRUE), 0)
put(u, "ugly")
km("ugly", u, "Surv(t, st) ~ g"); km("ugly", u, "Surv(ent, t, st) ~ s"); km("ugly", u, "Surv(t, st) ~ s", weights = u$w, opt = list(weights = "w")); km("ugly", u, "Surv(t, st) ~ 1", weights = u$wi, conf.type = "plain", opt = list(weights = "wi", confType = "plain"))
cx("ugly", u, "Surv(t, st) ~ x + g"); cx("ugly", u, "Surv(ent, t, st) ~ x + strata(s)"); cx("ugly", u, "Surv(t, st) ~ x + s", weights = u$w, opt = list(weights = "w"), zph = FALSE); cx("ugly", u, "Surv(ent, t, st) ~ x + s + strata(g)", ties = "breslow", weights = u$w, opt = list(weights = "w"), zph = FALSE); cx("ugly", u, "Surv(t, st) ~ x + cluster(s)", ties = "breslow"); cx("ugly", u, "Surv(t, st) ~ x + offset(s / 3)"[1])
lr("ugly", u, "Surv(t, st) ~ g + strata(s)"); lr("ugly", u, "Surv(t, st) ~ g", 1); for (tw in c("n", "S", "S/G", "n/G2", "I")) cc("ugly", u, "Surv(t, st) ~ x", tw); cc("ugly", u, "Surv(ent, t, st) ~ x + strata(s)"); put(u[!is.na(u$g), ], "ugly_g"); gr("ugly_g", u, "g"); fg("ugly", u, c("x", "s"))
write_json(cases, paste0(out, "cases.json"), auto_unbox = TRUE, digits = NA, na = "null", null = "null"); cat(length(cases), "cases\n")
