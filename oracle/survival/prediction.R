# Asks R about predictions, weights, pooling and landmarks on tables that are not in the reference: Rscript prediction.R OUT, then
# side-by-side.mjs OUT. R 4.2 with survival, cmprsk, glmnet, jsonlite, mice; scores by riskRegression 2022.11 (R_LIBS may point to it).
out <- commandArgs(TRUE)[1]; dir.create(file.path(out, "csv"), FALSE, TRUE)
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "answers.R"))
suppressPackageStartupMessages({ library(riskRegression); library(mice); library(MASS) })
listed <- function(x) paste(format(x, digits = 15, trim = TRUE, scientific = FALSE), collapse = ",")

# ---- scores: by models fitted here, a coarse one with many ties, a coin, and the answer itself
scored <- function(x, name) { x <- as.data.frame(x); o <- lapply(x, function(v) if (is.factor(v)) I(as.character(v)) else I(as.numeric(v))); o }
# riskRegression's error of the AUC counts other causes wrongly unless the cause asked for is 1 and all others are 2: asked so.
merged <- function(d, cause) transform(d, event = ifelse(event == cause, 1L, ifelse(event == 0, 0L, 2L)))
scores <- function(d, models, times, cause = 1) {
  d <- merged(d, cause); cause <- 1; risks <- lapply(models, function(m) as.matrix(d[m]))
  s <- Score(risks, formula = Hist(time, event) ~ 1, data = d, times = times, cause = cause, metrics = c("auc", "brier"), summary = "ipa", cens.model = "km", se.fit = TRUE, conf.int = TRUE, null.model = TRUE)
  a <- scored(s$AUC$score); b <- scored(s$Brier$score); bc <- scored(s$Brier$contrasts)
  list(auc = a[c("model", "times", "AUC", "se", "lower", "upper")], brier = b[c("model", "times", "Brier", "se", "lower", "upper", "IPA")],
    brier_contrasts = bc[c("times", "model", "reference", "delta.Brier", "se", "lower", "upper", "p")])
}
G <- function(d) { f <- survfit(Surv(time, event == 0) ~ 1, d); function(t, left) c(1, f$surv)[(if (left) findInterval(t, f$time, left.open = TRUE) else findInterval(t, f$time)) + 1] }
graf <- function(d, risk, t) { g <- G(d); mean(ifelse(d$time <= t & d$event > 0, ((d$event == 1) - risk)^2 / g(d$time, TRUE), ifelse(d$time > t, risk^2 / g(t, FALSE), 0))) }
observed <- function(d, t) { if (nrow(d) == 0) return(0); if (!any(d$time <= t & d$event > 0)) return(0)
  s <- summary(survfit(Surv(time, factor(event, 0:max(1, d$event))) ~ 1, d), times = t, extend = TRUE); s$pstate[1, 2] }
decisions <- function(d, risk, t, at) lapply(at, function(pt) { k <- risk >= pt; e <- observed(d[k, ], t); p <- mean(k); e0 <- observed(d, t); list(threshold = pt, n_treated = sum(k), net_benefit = e * p - (1 - e) * p * pt / (1 - pt), net_benefit_treat_all = e0 - (1 - e0) * pt / (1 - pt)) })
calibrated <- function(d, risk, t, g) { br <- unique(quantile(risk, seq(0, 1, length.out = g + 1))); cl <- if (length(br) < 2) rep(1, length(risk)) else cut(risk, br, include.lowest = TRUE, labels = FALSE)
  list(groups = lapply(sort(unique(cl)), function(k) list(n = sum(cl == k), mean_predicted = mean(risk[cl == k]), observed = observed(d[cl == k, ], t))), observed = observed(d, t), mean_predicted = mean(risk)) }
judged <- function(name, d, covariates, times, causes = 1) {
  d <- d[complete.cases(d), ]; d$event <- as.integer(d$event); horizon <- length(times)
  m <- coxph(as.formula(paste("Surv(time, event == 1) ~", covariates)), d, x = TRUE); b <- basehaz(m, centered = FALSE); lp <- predict(m, d, type = "lp", reference = "zero")
  for (j in seq_along(times)) { H <- c(0, b$hazard)[findInterval(times[j], b$time) + 1]; r <- 1 - exp(-H * exp(lp)); d[[paste0("full", j)]] <- round(r, 4); d[[paste0("coarse", j)]] <- round(r * 4) / 4 * .9 + .05; set.seed(j); d[[paste0("coin", j)]] <- round(runif(nrow(d)), 2) }
  keep(name, d); f <- csv(name); cols <- function(m) paste0(m, seq_along(times)); models <- list(full = cols("full"), coarse = cols("coarse"), coin = cols("coin"))
  risk <- unlist(lapply(names(models), function(n) c("--risk", paste0(n, "=", paste(models[[n]], collapse = ",")))))
  asked <- if (length(causes) > 1) "Hist(time, event) ~ 1" else "Surv(time, event) ~ 1"
  for (cause in causes) { e <- if (length(causes) > 1) c("--cause", cause) else NULL
    ask(paste0("score", cause), name, c("score", f, asked, risk, "--times", listed(times), e), scores(d, models, times, cause), NEWTON)
    ask(paste0("netbenefit", cause), name, c("netbenefit", f, asked, risk, "--times", listed(times), "--thresholds", "0.05,0.275,0.5,0.725", e), { d <- merged(d, cause); unlist(lapply(names(models), function(n) lapply(seq_along(times), function(j) list(model = n, time = times[j], curve = decisions(d, d[[models[[n]][j]]], times[j], c(.05, .275, .5, .725))))), FALSE) }, CLOSED, "decision_curve")
    ask(paste0("calibration", cause), name, c("score", f, asked, risk, "--times", listed(times), "--calibration", "--groups", "4", e), { d <- merged(d, cause); unlist(lapply(names(models), function(n) lapply(seq_along(times), function(j) c(list(model = n, time = times[j]), calibrated(d, d[[models[[n]][j]]], times[j], 4)))), FALSE) }, CLOSED, "calibration")
    if (length(times) > 1) ask(paste0("ibs", cause), name, c("score", f, asked, risk, "--times", listed(times), "--ibs", e), { d <- merged(d, cause); lapply(names(models), function(n) { b <- sapply(seq_along(times), function(j) graf(d, d[[models[[n]][j]]], times[j])); list(model = n, brier = bare(b)) }) }, CLOSED, "ibs")
  }
}
data(Melanoma, package = "riskRegression")
one <- function(d, time, event, ...) { d <- data.frame(time = d[[time]], event = d[[event]], d[c(...)]); d }
judged("s_veteran", one(veteran, "time", "status", "age", "karno"), "age + karno", c(30, 100, 180))
judged("s_lung", one(transform(lung, s = status - 1), "time", "s", "age", "ph.ecog"), "age + ph.ecog", c(180, 365, 600))
judged("s_colon", one(subset(colon, etype == 2), "time", "status", "age", "nodes"), "age + nodes", c(365, 1000, 2000))
judged("s_pbc", one(transform(pbc, s = as.integer(status > 0)), "time", "s", "age", "bili"), "age + log(bili)", c(730, 2190))
judged("s_retinopathy", one(retinopathy, "futime", "status", "age", "risk"), "age + risk", c(6, 24, 48))
judged("s_aids", one(transform(Aids2[seq(1, 2843, 6), ], t = death - diag, s = as.integer(status == "D")), "t", "s", "age"), "age", c(100, 400, 1000))
judged("s_gehan", one(gehan, "time", "cens", "treat"), "treat", c(6, 12, 23))
judged("s_melanoma", data.frame(time = Melanoma$time, event = ifelse(Melanoma$event == "death.other.causes", 2, as.integer(Melanoma$status == 1)), age = Melanoma$age, thick = Melanoma$thick), "age + thick", c(1000, 2000, 3500), 1:2)
judged("s_transplant", with(subset(transplant, futime > 0), data.frame(time = futime, event = as.integer(event) - 1, age)), "age", c(30, 200, 800), 1:2)
judged("s_mgus2", with(mgus2, data.frame(time = ifelse(pstat == 0, futime, ptime), event = ifelse(pstat == 0, 2 * death, 1), age, mspike)), "age + mspike", c(24, 120), 1:2)
judged("s_pbc2", one(pbc, "time", "status", "age", "bili"), "age + log(bili)", c(730, 2190, 3000), 1:2)

# ---- restricted means: the area, Greenwood's error and normal contrasts (Royston and Parmar; as survRM2 has them)
mean_to <- function(time, status, tau) { f <- survfit(Surv(time, status) ~ 1); i <- f$time <= tau & f$n.event > 0; tt <- c(f$time[i], tau); S <- f$surv[i]; area <- rev(cumsum(rev(S * diff(tt)))); n <- f$n.risk[i]; k <- f$n.event[i]; c(tt[1] + sum(S * diff(tt)), sqrt(sum(ifelse(n > k, area^2 * k / (n * (n - k)), 0)))) }
contrasted <- function(e, s, log = FALSE) { z <- qnorm(.975); l <- c(e - z * s, e + z * s); list(est = if (log) exp(e) else e, lower = if (log) exp(l[1]) else l[1], upper = if (log) exp(l[2]) else l[2], p = 2 * pnorm(-abs(e / s))) }
restricted <- function(d, tau) { g <- sort(unique(d$g)); a <- mean_to(d$t[d$g == g[1]], d$s[d$g == g[1]], tau); b <- mean_to(d$t[d$g == g[2]], d$s[d$g == g[2]], tau)
  list(rmst = c(a[1], b[1]), se = c(a[2], b[2]), difference = contrasted(b[1] - a[1], sqrt(a[2]^2 + b[2]^2)), ratio = contrasted(log(b[1] / a[1]), sqrt((a[2] / a[1])^2 + (b[2] / b[1])^2), TRUE), rmtl_ratio = contrasted(log((tau - b[1]) / (tau - a[1])), sqrt((a[2] / (tau - a[1]))^2 + (b[2] / (tau - b[1]))^2), TRUE)) }
two <- list(r_lung = with(lung, data.frame(t = time, s = status - 1, g = sex, x = age, y = ph.karno, z = wt.loss)), r_colon = with(subset(colon, etype == 2 & rx != "Lev"), data.frame(t = time, s = status, g = as.character(rx), x = age, y = nodes, z = differ)),
  r_retinopathy = with(retinopathy, data.frame(t = futime, s = status, g = trt, x = age, y = risk, z = as.character(laser))), r_udca = with(udca1, data.frame(t = futime, s = status, g = trt, x = log(bili), y = riskscore, z = stage)),
  r_ovarian = with(ovarian, data.frame(t = futime, s = fustat, g = rx, x = age, y = resid.ds, z = ecog.ps)), r_gehan = with(gehan, data.frame(t = time, s = cens, g = as.character(treat), x = pair, y = pair %% 3, z = pair %% 2)),
  r_melanoma = with(MASS::Melanoma, data.frame(t = time, s = as.integer(status == 1), g = ulcer, x = age, y = thickness, z = sex)), r_nafld = with(nafld1[seq(1, 17549, 30), ], data.frame(t = futime, s = status, g = male, x = age, y = bmi, z = round(weight))))
for (n in names(two)) { d <- two[[n]]; keep(n, d); d <- table_of(n); f <- csv(n); tau <- as.numeric(quantile(d$t, .6)); last <- min(tapply(d$t, d$g, max))
  for (T in c(tau, last)) ask(paste0("rmst", T == last), n, c("rmst", f, "Surv(t, s) ~ g", "--tau", listed(T)), restricted(d, T), CLOSED)
  # ---- landmarks: those still followed at the time, on the same clock
  at <- as.numeric(quantile(d$t, .25))
  ask("landmark", n, c("landmark", f, "Surv(t, s) ~ g", "--at", listed(at)), curves(survfit(Surv(t, s) ~ g, d[d$t >= at, ])), CLOSED, "strata")
  ask("landmark.beyond", n, c("landmark", f, "Surv(t, s) ~ g + x", "--at", listed(at), "--beyond", "--cox"), fitted_cox(coxph(Surv(t, s) ~ g + x, d[d$t > at, ])))
  # ---- weights of treatment, stabilised, and the balance they bring
  ask("iptw", n, c("iptw", f, "Surv(t, s) ~ g", "--treatment", "g ~ x + y"), { d <- d[complete.cases(d[c("t", "s", "g", "x", "y")]), ]; a <- as.integer(d$g == sort(unique(d$g))[2]); m <- glm(a ~ x + y, binomial, d); p <- fitted(m); d$w <- ifelse(a == 1, mean(a) / p, mean(1 - a) / (1 - p)); d$i <- seq_len(nrow(d))
    k <- coxph(Surv(t, s) ~ g, d, weights = w, robust = TRUE); side <- function(v, u) c(weighted.mean(v[a == u], d$w[a == u]), { w <- d$w[a == u]; e <- v[a == u]; mu <- weighted.mean(e, w); sum(w * (e - mu)^2) * sum(w) / (sum(w)^2 - sum(w^2)) })
    list(propensity = bare(p), weights = bare(d$w), coef = unname(coef(k)), robust_se = sqrt(k$var[1]), naive_se = sqrt(k$naive.var[1]), effective_n = bare(c(sum(d$w[a == 0])^2 / sum(d$w[a == 0]^2), sum(d$w[a == 1])^2 / sum(d$w[a == 1]^2))),
      balance = lapply(c("x", "y"), function(v) { v <- d[[v]]; l <- side(v, 0); r <- side(v, 1); list(mean_untreated = mean(v[a == 0]), mean_treated = mean(v[a == 1]), smd = (mean(v[a == 1]) - mean(v[a == 0])) / sqrt((var(v[a == 1]) + var(v[a == 0])) / 2), mean_untreated_weighted = l[1], mean_treated_weighted = r[1], smd_weighted = (r[1] - l[1]) / sqrt((l[2] + r[2]) / 2)) })) })
  # ---- ridge by itself and along a path
  ask("ridge", n, c("cox", f, "Surv(t, s) ~ x + y", "--ridge", "2"), { m <- coxph(Surv(t, s) ~ ridge(x, y, theta = 2, scale = FALSE), d); list(coef = bare(coef(m)), var = rows(m$var), loglik = bare(m$loglik)) })
  ask("glmnet ridge", n, c("coxnet", f, "Surv(t, s) ~ x + y", "--alpha", 0, "--lambda", "0.5,0.05"), { d <- d[complete.cases(d[c("t", "s", "x", "y")]) & d$t > 0, ]; g <- glmnet(as.matrix(d[c("x", "y")]), Surv(d$t, d$s), family = "cox", alpha = 0, lambda = c(.5, .05), thresh = 1e-16, maxit = 1e7); list(coef_by_lambda = rows(t(as.matrix(g$beta)))) }, 2e-2)
  # ---- completed tables pooled
  holes <- d; set.seed(3); holes$x[sample(nrow(d), ceiling(nrow(d) / 6))] <- NA; holes$y[sample(nrow(d), ceiling(nrow(d) / 8))] <- NA
  made <- mice(holes[c("t", "s", "g", "x", "y")], 4, printFlag = FALSE, seed = 7); for (k in 1:4) keep(paste0(n, "-", k), complete(made, k))
  ask("pool", n, c("pool", csv(paste0(n, "-", 1:4)), "Surv(t, s) ~ g + x + y"), { fits <- lapply(1:4, function(k) coxph(Surv(t, s) ~ g + x + y, table_of(paste0(n, "-", k)))); p <- summary(pool(as.mira(fits), dfcom = fits[[1]]$nevent - 3), conf.int = TRUE); v <- pool(as.mira(fits), dfcom = fits[[1]]$nevent - 3)$pooled
    list(estimate = bare(p$estimate), se = bare(p$std.error), lower = bare(p$`2.5 %`), upper = bare(p$`97.5 %`), p = bare(p$p.value), df_barnard_rubin = bare(v$df), riv = bare(v$riv), lambda = bare(v$lambda), fmi = bare(v$fmi), within = bare(v$ubar), between = bare(v$b)) }, under = "pooled_at_nevent_df")
  # ---- pairwise tests
  d3 <- transform(d, q = cut(rank(x), 4, labels = letters[1:4])); keep(paste0(n, "-q"), d3)
  ask("pairwise", paste0(n, "-q"), c("logrank", csv(paste0(n, "-q")), "Surv(t, s) ~ q + strata(g)", "--pairwise", "--adjust", "holm,bh,bonferroni,hochberg,by"), { k <- combn(sort(unique(d$q)), 2); p <- apply(k, 2, function(v) { m <- survdiff(Surv(t, s) ~ q + strata(g), d[d$q %in% v, ]); pchisq(m$chisq, 1, lower.tail = FALSE) }); list(p = bare(p), holm = bare(p.adjust(p, "holm")), bh = bare(p.adjust(p, "BH")), bonferroni = bare(p.adjust(p, "bonferroni")), hochberg = bare(p.adjust(p, "hochberg")), by = bare(p.adjust(p, "BY"))) }, CLOSED)
  ask("pseudo", n, c("pseudo", f, "Surv(t, s) ~ 1", "--times", listed(tau), "--kind", "jackknife"), { full <- summary(survfit(Surv(t, s) ~ 1, d), times = tau, extend = TRUE)$surv; n <- nrow(d); list(values = rows(sapply(seq_len(n), function(i) n * full - (n - 1) * summary(survfit(Surv(t, s) ~ 1, d[-i, ]), times = tau, extend = TRUE)$surv))) }, CLOSED)
  smd <- function(v, g) { g <- g[!is.na(v)]; v <- v[!is.na(v)]; (mean(v[g == sort(unique(g))[1]]) - mean(v[g == sort(unique(g))[2]])) / sqrt((var(v[g == sort(unique(g))[1]]) + var(v[g == sort(unique(g))[2]])) / 2) }
  ask("table1", n, c("table1", f, "g ~ x + y + factor(s)"), { h <- function(v) { k <- kruskal.test(v, factor(d$g)); list(overall = list(n = sum(!is.na(v)), mean = mean(v, na.rm = TRUE), sd = sd(v, na.rm = TRUE), median = median(v, na.rm = TRUE), q1 = unname(quantile(v, .25, na.rm = TRUE)), q3 = unname(quantile(v, .75, na.rm = TRUE))), smd = abs(smd(v, d$g)), p_anova = summary(aov(v ~ factor(d$g)))[[1]][1, 5], p_kruskal = k$p.value) }
    p1 <- prop.table(table(d$g, d$s), 1); list(h(d$x), h(d$y), list(smd = sqrt((p1[1, 2] - p1[2, 2])^2 / ((p1[1, 2] * (1 - p1[1, 2]) + p1[2, 2] * (1 - p1[2, 2])) / 2)), p_chisq = chisq.test(table(d$g, d$s))$p.value)) }, CLOSED, "variables")
}
done()
