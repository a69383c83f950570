# Lays questions of every method of `linea survival` before R, on R's own data sets: Rscript side-by-side.R OUT
# Writes OUT/csv/*.csv and OUT/cases.json, a list of {id, words, under, tolerance, want}: `words` are those of the command
# line, `want` is R's answer by our names, `under` the member of ours that it is laid beside. side-by-side.mjs asks Linea.
# R 4.2 with survival, cmprsk, glmnet, jsonlite; the data are (L)GPL and are not kept.
out <- commandArgs(TRUE)[1]; dir.create(file.path(out, "csv"), FALSE, TRUE)
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "answers.R"))

# ---- tables: what they need to be asked about
tables <- list(
  lung = transform(lung, status = status - 1), veteran = veteran, ovarian = ovarian, colon = subset(colon, etype == 1), pbc = transform(pbc, death = as.integer(status == 2)),
  mgus = mgus, retinopathy = retinopathy, gbsg = gbsg, kidney = kidney, rats = rats, stanford2 = stanford2, udca1 = udca1, flchain = subset(flchain, futime > 0)[1:3000, ],
  jasa1 = jasa1, heart = heart, bladder2 = bladder2, cgd = cgd, pbcseq = transform(within(pbcseq, { stop <- ave(day, id, FUN = function(x) c(x[-1], NA)); stop[is.na(stop)] <- futime[is.na(stop)]; event <- as.integer(!duplicated(id, fromLast = TRUE) & status == 2) }), start = day),
  transplant = transform(subset(transplant, futime > 0), cause = as.integer(event) - 1), nafld = nafld1[seq(1, 17549, by = 9), ], myeloid = myeloid, rotterdam = rotterdam, leukemia = leukemia,
  nwtco = nwtco[seq(1, nrow(nwtco), by = 3), ], diabetic = diabetic, rhDNase = transform(subset(rhDNase, !duplicated(id)), days = as.numeric(end.dt - entry.dt), relapse = as.integer(!is.na(ivstart))), mgus2 = transform(mgus2, etime = ifelse(pstat == 0, futime, ptime), cause = ifelse(pstat == 0, 2 * death, 1)))
for (n in c("transplant", "mgus2")) tables[[n]]$half <- seq_len(nrow(tables[[n]])) %% 2
for (n in names(tables)) keep(n, tables[[n]])
about <- function(name, outcome, group, right, new = NULL, stratum = NULL, weight = NULL, late = FALSE) list(name = name, outcome = outcome, group = group, right = right, new = new, stratum = stratum, weight = weight, late = late)
right_censored <- list(
  about("lung", "Surv(time, status)", "ph_ecog", "age + factor(sex) + ns(ph_karno, 3)", data.frame(age = c(55, 70), sex = c(1, 2), ph_karno = c(70, 90)), "sex", "age"),
  about("veteran", "Surv(time, status)", "celltype", "karno + celltype * trt", data.frame(karno = c(30, 80), celltype = c("large", "smallcell"), trt = c(1, 2)), "prior", "diagtime"),
  about("ovarian", "Surv(futime, fustat)", "rx", "age + I(age^2) + resid_ds", data.frame(age = c(50, 65), resid_ds = c(1, 2)), "ecog_ps"),
  about("colon", "Surv(time, status)", "differ", "rx + sex * age + log(nodes + 1)", data.frame(rx = c("Lev", "Obs"), sex = c(0, 1), nodes = c(2, 9), age = c(50, 70)), "extent", "nodes"),
  about("pbc", "Surv(time, death)", "edema", "log(bili) + ns(age, 4) + factor(stage)", data.frame(bili = c(1, 4), age = c(45, 60), stage = c(2, 4)), "sex", "age"),
  about("mgus", "Surv(futime, death)", "sex", "age + sex + log(creat) + hgb", data.frame(age = c(50, 75), sex = c("female", "male"), creat = c(1, 2), hgb = c(13, 10))),
  about("retinopathy", "Surv(futime, status)", "type", "trt * age + laser", data.frame(trt = c(0, 1), age = c(20, 40), laser = c("argon", "xenon")), "eye"),
  about("gbsg", "Surv(rfstime, status)", "grade", "sqrt(nodes) + exp(-0.1 * nodes) + hormon + pmin(pgr, 500)", data.frame(nodes = c(1, 8), hormon = c(0, 1), pgr = c(10, 800)), "meno", "size"),
  about("kidney", "Surv(time, status)", "disease", "age + sex + disease", data.frame(age = c(30, 50), sex = c(1, 2), disease = c("AN", "PKD"))),
  about("rats", "Surv(time, status)", "sex", "rx + sex", data.frame(rx = c(0, 1), sex = c("f", "m")), "sex"),
  about("stanford2", "Surv(time, status)", "t5 > 1", "age + I(age^2) + t5", data.frame(age = c(30, 55), t5 = c(0.5, 2))),
  about("udca1", "Surv(futime, status)", "stage", "trt + log(bili) + factor(stage)", data.frame(trt = c(0, 1), bili = c(1, 3), stage = c(0, 1)), "trt", "riskscore"),
  about("flchain", "Surv(futime, death)", "sex", "ns(age, 3) + sex + log(creatinine)", data.frame(age = c(55, 80), sex = c("F", "M"), creatinine = c(0.8, 1.4)), "mgus"),
  about("nafld", "Surv(futime, status)", "male", "age + male + bmi", data.frame(age = c(40, 70), male = c(0, 1), bmi = c(25, 35)), "male"),
  about("rotterdam", "Surv(dtime, death)", "size", "age + size + ns(nodes, df = 2)", data.frame(age = c(50, 70), size = c("<=20", ">50"), nodes = c(1, 9)), "grade"),
  about("leukemia", "Surv(time, status)", "x", "x", data.frame(x = c("Maintained", "Nonmaintained"))),
  about("nwtco", "Surv(edrel, rel)", "histol", "age + factor(histol) + factor(stage)", data.frame(age = c(20, 60), histol = c(1, 2), stage = c(1, 4)), "instit"),
  about("diabetic", "Surv(time, status)", "laser", "age + trt * laser", data.frame(trt = c(0, 1), age = c(20, 40), laser = c("argon", "xenon")), "eye"),
  about("rhDNase", "Surv(days, relapse)", "trt", "trt + fev", data.frame(trt = c(0, 1), fev = c(40, 80))))
intervals <- list(
  about("jasa1", "Surv(start, stop, event)", "transplant", "age + year + surgery + transplant", data.frame(age = 0, year = 2, surgery = c(0, 1), transplant = c(0, 1)), "surgery"),
  about("heart", "Surv(start, stop, event)", "surgery", "ns(age, 3) + surgery * transplant", data.frame(age = c(-5, 5), surgery = 0:1, transplant = 1:0), "transplant"),
  about("bladder2", "Surv(start, stop, event)", "rx", "rx + number + size", data.frame(rx = 1:2, number = c(1, 3), size = c(1, 2)), "enum"),
  about("cgd", "Surv(tstart, tstop, status)", "treat", "treat + inherit + steroids + age", data.frame(treat = c("placebo", "rIFN-g"), inherit = "X-linked", steroids = 0:1, age = c(10, 20)), "sex"),
  about("pbcseq", "Surv(start, stop, event)", "trt", "log(bili) + age + albumin + edema", data.frame(bili = c(1, 4), age = 50, albumin = c(3.9, 3), edema = c(0, 0.5)), "sex"))
moments <- function(d, outcome, late) { v <- all.vars(parse(text = outcome)); t <- d[[v[if (late) 2 else 1]]]; unique(signif(as.numeric(quantile(t, c(.1, .3, .5, .8), na.rm = TRUE)), 3)) }
listed <- function(x) paste(format(x, digits = 15, trim = TRUE, scientific = FALSE), collapse = ",")
kinds <- "martingale,deviance,score,schoenfeld,scaled_schoenfeld,dfbeta,dfbetas"

for (a in c(right_censored, lapply(intervals, function(a) { a$late <- TRUE; a }))) {
  n <- a$name; d <- table_of(n); times <- moments(d, a$outcome, a$late); of <- function(right) paste(a$outcome, "~", right); f <- csv(n); new <- csv(paste0(n, "-new"))
  for (type in c("log", "log-log", "plain", "arcsin", "logit")) { g <- if (type == "log") a$group else "1"
    ask(paste0("km.", type), n, c("km", f, of(g), "--conf-type", type, "--times", listed(times)), curves(survfit(as.formula(of(g)), d, conf.type = type), times), CLOSED, "strata") }
  ask("km.quantiles", n, c("km", f, of(a$group), "--conf-level", "0.9", "--quantiles", "0.1,0.5,0.8", "--conf-type", "log-log"), curves(survfit(as.formula(of(a$group)), d, conf.int = .9, conf.type = "log-log"), q = c(.1, .5, .8)), CLOSED, "strata")
  for (c in 1:2) ask(paste0("na", c), n, c("na", f, of(a$group), "--ctype", c), curves(survfit(as.formula(of(a$group)), d, stype = 2, ctype = c)), CLOSED, "strata")
  if (!is.null(a$weight)) { ask("km.weights", n, c("km", f, of(a$group), "--weights", a$weight), curves(survfit(as.formula(of(a$group)), d, weights = d[[a$weight]])), CLOSED, "strata")
    ask("cox.weights", n, c("cox", f, of(a$right), "--weights", a$weight, "--robust"), { d <- d[!is.na(d[[a$weight]]) & d[[a$weight]] > 0, ]; fitted_cox(coxph(as.formula(of(a$right)), d, weights = d[[a$weight]], robust = TRUE)) }) }
  if (!a$late) for (rho in c(0, 1, .5)) { ask(paste0("logrank", rho), n, c("logrank", f, of(a$group), "--rho", rho), ranked(survdiff(as.formula(of(a$group)), d, rho = rho)), CLOSED)
    if (!is.null(a$stratum) && a$stratum != a$group) ask(paste0("logrank.strata", rho), n, c("logrank", f, of(paste0(a$group, " + strata(", a$stratum, ")")), "--rho", rho), ranked(survdiff(as.formula(of(paste0(a$group, " + strata(", a$stratum, ")"))), d, rho = rho)), CLOSED) }
  if (!is.null(a$new)) { write.csv(a$new, new, row.names = FALSE)
    for (ties in c("efron", "breslow")) ask(paste0("cox.", ties), n, c("cox", f, of(a$right), "--ties", ties, "--predict", new, "--times", listed(times), "--residuals", kinds), { m <- coxph(as.formula(of(a$right)), d, ties = ties); c(fitted_cox(m, TRUE), list(predicted = predicted(m, read.csv(new), times))) }) }
  if (!is.null(a$stratum)) { ask("cox.strata", n, c("cox", f, of(paste0(a$right, " + strata(", a$stratum, ")")), "--residuals", kinds), fitted_cox(coxph(as.formula(of(paste0(a$right, " + strata(", a$stratum, ")"))), d), TRUE))
    ask("zph.strata", n, c("cox", f, of(paste0(a$right, " + strata(", a$stratum, ")")), "--zph"), proportional(cox.zph(coxph(as.formula(of(paste0(a$right, " + strata(", a$stratum, ")"))), d))), under = "zph") }
  ask("cox.robust", n, c("cox", f, of(a$right), "--robust", "--ties", "breslow"), fitted_cox(coxph(as.formula(of(a$right)), d, robust = TRUE, ties = "breslow"), base = FALSE))
  if ("id" %in% names(d) && any(duplicated(d$id))) ask("cox.cluster", n, c("cox", f, of(paste(a$right, "+ cluster(id)")), "--residuals", kinds), fitted_cox(coxph(as.formula(of(paste(a$right, "+ cluster(id)"))), d), TRUE, base = FALSE))
  if (nrow(d) < 150 && !a$late) ask("cox.exact", n, c("cox", f, of(a$right), "--ties", "exact"), { m <- coxph(as.formula(of(a$right)), d, ties = "exact"); list(n = m$n, coef = bare(coef(m)), se = bare(sqrt(diag(m$var))), loglik_null = m$loglik[1], loglik = m$loglik[2]) })
  for (t in c("km", "identity", "rank", "log")) ask(paste0("zph.", t), n, c("cox", f, of(a$right), "--zph", "--transform", t), proportional(cox.zph(coxph(as.formula(of(a$right)), d), transform = t)), under = "zph")
  ask("anova", n, c("cox", f, of(a$right), "--anova", "~ 1"), { m <- coxph(as.formula(of(a$right)), d); s <- anova(m); list(loglik = bare(m$loglik), chisq = 2 * diff(m$loglik), df = length(coef(m))) }, under = "anova")
  for (w in c("n", "S", "S/G", "n/G2")) { if (a$late && w != "n") next   # R 3.5 ends itself here
    ask(paste0("concordance.", sub("/", "", w)), n, c("concordance", f, of(a$right), "--cox", "--timewt", w, if (w != "n") c("--tau", listed(max(times)))), agreeing(if (w == "n") concordance(coxph(as.formula(of(a$right)), d)) else concordance(coxph(as.formula(of(a$right)), d), timewt = w, ymax = max(times))), CLOSED) }
  if (!a$late) { for (k in c("weibull", "exponential", "lognormal", "loglogistic")) ask(paste0("aft.", k), n, c("aft", f, of(a$right), "--dist", k), { m <- survreg(as.formula(of(a$right)), subset(d, d[[all.vars(parse(text = a$outcome))[1]]] > 0), dist = k); list(coef = bare(coef(m)), scale = m$scale, loglik = bare(m$loglik), var = rows(m$var)) })
    two <- length(unique(na.omit(d[[a$group]]))) == 2
    ask("pseudo", n, c("pseudo", f, of("1"), "--times", listed(times)), list(values = rows(pseudo(survfit(as.formula(of("1")), d), times = times))), CLOSED)
    ask("aareg", n, c("aareg", f, of(a$right)), { m <- summary(aareg(as.formula(of(a$right)), d)); list(values = rows(m$table), chisq = m$chisq) }, CLOSED) }
  x <- model.matrix(as.formula(paste("~", a$right)), d)[, -1, drop = FALSE]
  if (!a$late && !grepl("ns\\(", a$right)) for (al in c(1, .4)) ask(paste0("coxnet", al), n, c("coxnet", f, of(a$right), "--alpha", al, "--lambda", "0.1,0.02"), { v <- eval(parse(text = a$outcome), d); ok <- complete.cases(d[all.vars(as.formula(of(a$right)))]); y <- v[ok]; g <- glmnet(x, Surv(y[, 1], y[, 2]), family = "cox", alpha = al, lambda = c(.1, .02), thresh = 1e-15, maxit = 1e7); list(terms = I(colnames(x)), coef_by_lambda = rows(t(as.matrix(g$beta)))) }, 2e-2)
}

# ---- competing causes
for (a in list(list("transplant", "futime", "cause", "abo", c("age", "sex", "abo"), c(50, 200, 600)), list("mgus2", "etime", "cause", "sex", c("age", "hgb", "sex"), c(24, 96, 240)))) {
  n <- a[[1]]; f <- csv(n); d <- table_of(n); times <- a[[6]]; last <- max(d[[a[[3]]]]); hist <- function(right) sprintf("Hist(%s, %s) ~ %s", a[[2]], a[[3]], right)
  surv <- function(right) as.formula(sprintf("Surv(%s, factor(%s, 0:%d)) ~ %s", a[[2]], a[[3]], last, right))
  for (type in c("log", "log-log", "plain")) ask(paste0("cif.", type), n, c("cif", f, hist(a[[4]]), "--times", listed(times), "--conf-type", type), states(survfit(surv(a[[4]]), d, conf.type = type), times), CLOSED)
  ask("cif.all", n, c("cif", f, hist("1"), "--times", listed(times), "--conf-level", "0.8"), states(survfit(surv("1"), d, conf.int = .8), times), CLOSED)
  for (rho in 0:1) ask(paste0("gray", rho), n, c("cif", f, hist(a[[4]]), "--times", listed(times), "--gray", "--rho", rho), gray(cuminc(d[[a[[2]]]], d[[a[[3]]]], d[[a[[4]]]], rho = rho), times), CLOSED)
  ask("gray.strata", n, c("cif", f, hist(paste(a[[4]], "+ strata(half)")), "--times", listed(times), "--gray"), { ok <- complete.cases(d[c(a[[2]], a[[3]], a[[4]])]); d <- d[ok, ]; gray(cuminc(d[[a[[2]]]], d[[a[[3]]]], d[[a[[4]]]], strata = d$half), times) }, CLOSED)
  for (cause in seq_len(last)) { ok <- complete.cases(d[c(a[[5]], a[[2]], a[[3]])]); dd <- d[ok, ]; X <- model.matrix(as.formula(paste("~", paste(a[[5]], collapse = "+"))), dd)[, -1]; new <- dd[c(1, 5), a[[5]]]; write.csv(new, csv(paste0(n, "-new")), row.names = FALSE)
    ask(paste0("finegray", cause), n, c("finegray", f, hist(paste(a[[5]], collapse = " + ")), "--cause", cause, "--predict", csv(paste0(n, "-new")), "--times", listed(times)), subdistribution(crr(dd[[a[[2]]]], dd[[a[[3]]]], X, failcode = cause, gtol = 1e-12), X[c(1, 5), ], times))
    ask(paste0("finegray.expand", cause), n, c("finegray", f, hist(paste(a[[5]], collapse = " + ")), "--cause", cause, "--expand"), { dd$st <- factor(dd[[a[[3]]]], 0:last); e <- finegray(as.formula(sprintf("Surv(%s, st) ~ .", a[[2]])), dd[c(a[[2]], "st", a[[5]])], etype = as.character(cause)); m <- coxph(as.formula(paste("Surv(fgstart, fgstop, fgstatus) ~", paste(a[[5]], collapse = "+"))), e, weights = fgwt); list(terms = I(names(coef(m))), coef = bare(coef(m))) })
    ask(paste0("cause", cause), n, c("cox", f, sprintf("Surv(%s, %s == %d) ~ %s", a[[2]], a[[3]], cause, paste(a[[5]], collapse = " + "))), fitted_cox(coxph(as.formula(sprintf("Surv(%s, %s == %d) ~ %s", a[[2]], a[[3]], cause, paste(a[[5]], collapse = " + "))), d))) }
}

# ---- states
for (a in list(list("heart", "Surv(start, stop, event) ~ surgery", "alive,dead"), list("bladder2", "Surv(start, stop, event) ~ rx", "none,recurrence"), list("cgd", "Surv(tstart, tstop, status) ~ treat", "none,infection"))) {
  n <- a[[1]]; d <- table_of(n); s <- strsplit(a[[3]], ",")[[1]]; times <- moments(d, a[[2]], TRUE); f <- as.formula(sub("(\\w+)\\) ~", "factor(\\1, 0:1, s)) ~", a[[2]]))
  ask("multistate", n, c("multistate", csv(n), a[[2]], "--id", "id", "--states", a[[3]], "--times", listed(times)), { environment(f) <- environment(); states(survfit(f, d, id = id), times) }, CLOSED)
}

# ---- tests of a first table
tested <- function(name, formula, kind, want, more = NULL, tolerance = CLOSED) ask(paste0("test.", kind, length(cases)), name, c("test", csv(name), formula, "--kind", kind, more), want, tolerance)
p <- function(t) list(p = t$p.value)
for (a in list(list("lung", "ph_ecog", "sex", "age", "wt_loss", "status"), list("colon", "differ", "sex", "age", "nodes", "status"), list("pbc", "stage", "sex", "bili", "albumin", "death"), list("retinopathy", "risk", "laser", "age", "futime", "status"), list("mgus", "pcdx", "sex", "age", "hgb", "death"))) {
  n <- a[[1]]; k <- a[[2]]; two <- a[[3]]; x <- a[[4]]; y <- a[[5]]; b <- a[[6]]; is <- function(l, r) paste(l, "~", r)
  if (n != "retinopathy") tested(n, is(k, two), "fisher", p(fisher.test(table(d[[two]], d[[k]]), workspace = 2e7)))
  tested(n, is(b, two), "fisher", { t <- fisher.test(table(d[[two]], d[[b]])); list(p = t$p.value, estimate = bare(t$estimate), conf_int = bare(t$conf.int)) })
  tested(n, is(k, two), "chisq", { t <- chisq.test(table(d[[two]], d[[k]])); list(statistic = unname(t$statistic), df = unname(t$parameter), p = t$p.value) })
  tested(n, is(b, two), "chisq", { t <- chisq.test(table(d[[two]], d[[b]])); list(p = t$p.value) })
  tested(n, is(b, two), "chisq", { t <- chisq.test(table(d[[two]], d[[b]]), correct = FALSE); list(p = t$p.value) }, "--no-correction")
  tested(n, is(x, two), "wilcoxon", p(wilcox.test(as.formula(is(x, two)), d, exact = FALSE)))
  tested(n, is(x, two), "wilcoxon", p(wilcox.test(as.formula(is(x, two)), d, exact = FALSE, correct = FALSE)), "--no-correction")
  tested(n, is(x, k), "kruskal", p(kruskal.test(as.formula(paste(x, "~ factor(", k, ")")), d)))
  tested(n, is(x, two), "t", { t <- t.test(as.formula(is(x, two)), d); list(p = t$p.value, statistic = bare(t$statistic), conf_int = bare(t$conf.int)) })
  tested(n, is(x, two), "t", { t <- t.test(as.formula(is(x, two)), d, var.equal = TRUE); list(p = t$p.value) }, "--equal-variances")
  tested(n, paste(x, "~ factor(", k, ")"), "anova", list(p = summary(aov(as.formula(paste(x, "~ factor(", k, ")")), d))[[1]][1, 5]))
  tested(n, is(x, y), "spearman", p(cor.test(d[[x]], d[[y]], method = "spearman", exact = FALSE)))
  tested(n, is(x, y), "pearson", { t <- cor.test(d[[x]], d[[y]]); list(p = t$p.value, statistic = bare(t$statistic), conf_int = bare(t$conf.int)) })
  tested(n, paste(b, "~", x, "+", two), "logistic", { m <- summary(glm(as.formula(paste(b, "~", x, "+", two)), binomial, d)); list(coef = bare(m$coefficients[, 1]), se = bare(m$coefficients[, 2])) }, tolerance = NEWTON)
}

done()
