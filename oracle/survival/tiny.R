# Small random tables, where ties, zeros and emptiness live: Rscript tiny.R OUT [tables] [seed], then side-by-side.mjs OUT.
# 2 to 12 rows; whole times from 0 or 1 to 6; every censoring share; groups of one row, weights of zero, late entry, collinear columns.
out <- commandArgs(TRUE)[1]; dir.create(file.path(out, "csv"), FALSE, TRUE)
count <- as.integer(c(commandArgs(TRUE)[2], 300)[1]); if (is.na(count)) count <- 300
seed <- as.integer(commandArgs(TRUE)[3]); set.seed(if (is.na(seed)) 1 else seed)
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "answers.R")); loud <- FALSE

pick <- function(...) sample(list(...), 1)[[1]]
tiny <- function() {
  n <- sample(2:12, 1); latest <- pick(1, 2, 4, 6, 30); from <- pick(0, 1, 1)
  d <- data.frame(t = sample(from:latest, n, TRUE), s = rbinom(n, 1, pick(.2, .5, .8, 1)), x = sample(pick(0:1, -2:2, 1:9), n, TRUE), z = round(rnorm(n), 1), g = sample(letters[1:pick(1, 2, 2, 3)], n, TRUE), h = sample(c("u", "v"), n, TRUE),
    w = sample(pick(1:3, 0:2, c(.5, 1.25, 2)), n, TRUE), k = sample(1:3, n, TRUE))
  d$c <- ifelse(d$s == 1, sample(1:2, n, TRUE), 0L); d$e <- pmax(0, d$t - sample(1:4, n, TRUE)); d$b <- d$e + pmax(1, d$t - d$e)
  if (runif(1) < .2) d$z <- 2 * d$x + 1
  if (runif(1) < .15) d$x[sample(n, 1)] <- NA
  d
}
kinds <- "martingale,deviance,score,schoenfeld,scaled_schoenfeld,dfbeta,dfbetas"
listed <- function(x) paste(x, collapse = ",")
f <- as.formula
questions <- function(i, d) {
  n <- sprintf("t%05d", i); set.seed(i); p <- csv(n); at <- c(0, 1, 2.5, 4)
  type <- pick("log", "log-log", "plain", "arcsin", "logit"); right <- pick("g", "1", "g + h"); of <- function(r, l = "Surv(t, s)") paste(l, "~", r)
  ask(paste("km", type), n, c("km", p, of(right), "--conf-type", type, "--times", listed(at)), curves(survfit(f(of(right)), d, conf.type = type), at), CLOSED, "strata")
  ask("km late", n, c("km", p, of(right, "Surv(e, b, s)"), "--conf-type", type), curves(survfit(f(of(right, "Surv(e, b, s)")), d, conf.type = type)), CLOSED, "strata")
  ask("km weights", n, c("km", p, of(right), "--weights", "w", "--times", listed(at)), curves(survfit(f(of(right)), d, weights = w), at), CLOSED, "strata")
  ask("na", n, c("na", p, of(right), "--ctype", i %% 2 + 1), curves(survfit(f(of(right)), d, stype = 2, ctype = i %% 2 + 1)), CLOSED, "strata")
  rho <- pick(0, 0, 1, .5)
  ask("logrank", n, c("logrank", p, of("g"), "--rho", rho), { if (sum(d$s) == 0) stop("no event"); ranked(survdiff(f(of("g")), d, rho = rho)) }, CLOSED)
  ask("logrank strata", n, c("logrank", p, of("g + strata(h)"), "--rho", rho), { if (sum(d$s) == 0) stop("no event"); ranked(survdiff(f(of("g + strata(h)")), d, rho = rho)) }, CLOSED)
  r <- pick("x", "x + g", "x * z", "x + z", "g", "x + strata(h)", "x + offset(z)", "g:x", "log(x + 3)"); ties <- pick("efron", "efron", "breslow"); left <- pick("Surv(t, s)", "Surv(t, s)", "Surv(e, b, s)")
  cox <- function(...) coxph(f(of(r, left)), d, ties = ties, ...)
  ask(paste("cox", r), n, c("cox", p, of(r, left), "--ties", ties, "--residuals", kinds), fitted_cox(cox(), TRUE))
  ask("cox weights", n, c("cox", p, of(r, left), "--ties", ties, "--weights", "w"), { d <- d[d$w > 0, ]; fitted_cox(coxph(f(of(r, left)), d, ties = ties, weights = w)) })
  ask("cox cluster", n, c("cox", p, of(paste(r, "+ cluster(k)"), left), "--ties", ties), fitted_cox(coxph(f(of(paste(r, "+ cluster(k)"), left)), d, ties = ties)))
  ask("cox exact", n, c("cox", p, of(r, left), "--ties", "exact"), { m <- coxph(f(of(r, left)), d, ties = "exact"); list(n = m$n, nevent = m$nevent, coef = bare(coef(m)), se = bare(ifelse(is.na(coef(m)), NA, sqrt(diag(m$var)))), loglik_null = m$loglik[1], loglik = rev(m$loglik)[1]) })
  for (tr in pick("km", "identity", "rank", "log")) ask(paste("zph", tr), n, c("cox", p, of(r, left), "--zph", "--transform", tr, "--ties", ties), proportional(cox.zph(cox(), transform = tr)), under = "zph")
  tw <- pick("n", "S", "S/G", "n/G2")
  ask(paste("concordance", tw), n, c("concordance", p, of("x"), "--timewt", tw), agreeing(concordance(Surv(t, s) ~ x, d, timewt = tw)), CLOSED)
  ask("concordance strata", n, c("concordance", p, of("x + strata(h)"), "--weights", "k"), agreeing(concordance(Surv(t, s) ~ x + strata(h), d, weights = k)), CLOSED)
  causes <- sort(unique(d$c[d$c > 0])); all <- length(causes) == 2
  if (length(causes) > 0) {
    from <- unique(c(median(d$t), max(d$t)))   # before a group's first time R has limits of 0
    ask("cif", n, c("cif", p, of("1", "Hist(t, c)"), "--times", listed(from), "--conf-type", type), states(survfit(f(of("1", "Surv(t, factor(c, c(0, causes)))")), d, conf.type = type), from), CLOSED)
    ask("gray", n, c("cif", p, of("g", "Hist(t, c)"), "--gray", "--rho", rho), { m <- cuminc(d$t, d$c, d$g, rho = rho); if (is.null(m$Tests)) stop("one group"); if (any(m$Tests[, 1] < 0)) stop("no test"); list(gray = list(causes = I(rownames(m$Tests)), stat = bare(m$Tests[, "stat"]), p = bare(m$Tests[, "pv"]), df = bare(m$Tests[, "df"]))) }, CLOSED)
    # crr weighs people censored at time 0 by an interpolated curve: README, known differences
    early <- any(d$t == 0 & d$c == 0)
    if (all && !early) ask("finegray", n, c("finegray", p, of("k + z", "Hist(t, c)")), { m <- crr(d$t, d$c, cbind(d$k, d$z), gtol = 1e-10); if (!m$converged) warning("did not converge"); list(coef = bare(m$coef), se = bare(sqrt(diag(m$var))), loglik = m$loglik, loglik_null = m$loglik.null, n = m$n) }, 1e-5)
    if (all && !early) ask("finegray expand", n, c("finegray", p, of("k + z", "Hist(t, c)"), "--expand"), { dd <- transform(d, st = factor(c, 0:2)); m <- coxph(Surv(fgstart, fgstop, fgstatus) ~ k + z, finegray(Surv(t, st) ~ k + z, dd), weights = fgwt); list(coef = bare(coef(m)), loglik = m$loglik[2]) })
  }
  dist <- pick("weibull", "exponential", "lognormal", "loglogistic")
  ask(paste("aft", dist), n, c("aft", p, of("x + h"), "--dist", dist), { if (sum(d$s) == 0) stop("no event"); m <- survreg(f(of("x + h")), d, dist = dist); if (any(diag(m$var) > 1e5)) warning("infinite"); list(coef = bare(coef(m)), scale = m$scale, loglik = bare(m$loglik), var = rows(m$var)) })
  ask("aareg", n, c("aareg", p, of("k")), { m <- summary(aareg(f(of("k")), d)); list(values = rows(m$table), chisq = m$chisq) }, CLOSED)
  ask("pseudo", n, c("pseudo", p, of("1"), "--times", listed(at)), list(values = rows(pseudo(survfit(f(of("1")), d), times = at))), CLOSED)
  ask("rmst", n, c("rmst", p, of("g"), "--tau", 2), { m <- summary(survfit(Surv(t, s) ~ g, d), rmean = 2)$table; if (!is.matrix(m)) m <- t(m); list(rmst = bare(m[, "rmean"]), se = bare(m[, "se(rmean)"])) }, CLOSED)
  ask("table", n, c("test", p, "s ~ g", "--kind", "fisher"), { if (min(dim(table(d$g, d$s))) < 2) stop("one group"); list(p = fisher.test(table(d$g, d$s))$p.value) }, CLOSED)
  ask("chisq", n, c("test", p, "s ~ g", "--kind", "chisq"), { if (min(dim(table(d$g, d$s))) < 2) stop("one group"); m <- chisq.test(table(d$g, d$s)); list(statistic = unname(m$statistic), df = unname(m$parameter), p = m$p.value) }, CLOSED)
  ask("wilcoxon", n, c("test", p, "z ~ h", "--kind", "wilcoxon"), { m <- wilcox.test(z ~ h, d, exact = FALSE); list(statistic = unname(m$statistic), p = m$p.value) }, CLOSED)
  ask("kruskal", n, c("test", p, "z ~ g", "--kind", "kruskal"), { m <- kruskal.test(z ~ g, d); list(statistic = unname(m$statistic), p = m$p.value) }, CLOSED)
  ask("t", n, c("test", p, "z ~ h", "--kind", "t"), { m <- t.test(z ~ h, d); list(statistic = unname(m$statistic), p = m$p.value, conf_int = bare(m$conf.int)) }, CLOSED)
  ask("logistic", n, c("test", p, "s ~ z", "--kind", "logistic"), { m <- glm(s ~ z, binomial, d); s <- summary(m)$coefficients; list(coef = bare(s[, 1]), se = bare(s[, 2]), deviance = m$deviance) }, warned = "did not converge|fitted probabilities")
  cases
}
all <- list()
for (i in seq_len(count)) { d <- tiny(); keep(sprintf("t%05d", i), d); cases <- list(); each <- FALSE
  made <- tryCatch(alone(questions(i, d)), error = function(e) { cases <<- list(); each <<- TRUE; questions(i, d) })
  all <- c(all, made) }
cases <- all; done()
