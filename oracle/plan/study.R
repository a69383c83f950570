# An invented study and every number of its report by R alone, from the words of the report and the decision records.
#
#   Rscript oracle/plan/study.R packages/prediction/src/plan/plan.oracle.json     (R 4.2.2, survival 3.5, mice 3.15, jsonlite)
#
# Read by packages/prediction/src/plan/plan.oracle.test.ts. Columns are complete, so that nothing is drawn; what multiple imputation does
# with completed tables is asked apart (`pooled`): R fills the gaps, both pool the same tables.
suppressMessages({library(survival); library(jsonlite); library(mice)})
set.seed(20261127)
out <- commandArgs(TRUE)[1]
n <- 240; month <- 30.4375
setting <- rep(c('lbcl2l', 'lbcl3l'), c(100, 140)); later <- setting == 'lbcl3l'
centre <- sample(c('A', 'B', 'C', 'D', 'E'), n, TRUE, c(.3, .25, .2, .15, .1))
age <- round(rnorm(n, 58, 11)); crp <- round(exp(rnorm(n, 2.4 + .3 * later, 1)), 1); marker <- round(rnorm(n), 3)
mutated <- rbinom(n, 1, .3); product <- ifelse(later, rbinom(n, 1, plogis(-.4 + .5 * scale(age) + .4 * marker)), 0)
eta <- .35 * log2(crp / 12) + (.1 + .5 * later) * marker + .4 * mutated + .4 * product - .3 * later * marker * mutated
days <- ceiling(rexp(n, exp(eta) / 500)); ends <- ceiling(runif(n, 120, 1100))
pfs <- data.frame(days = pmin(days, ends), event = as.integer(days <= ends))
dead <- pfs$days + ceiling(rexp(n, 1 / 250)); os <- data.frame(days = pmin(ifelse(pfs$event == 1, dead, ends), ends), event = as.integer(pfs$event == 1 & dead <= ends))
nrm <- data.frame(days = pfs$days, event = ifelse(pfs$event == 1, ifelse(runif(n) < .15, 1, 2), 0))
cr3m <- ifelse(runif(n) < .05, NA, rbinom(n, 1, plogis(.3 - eta))); crs3 <- rbinom(n, 1, plogis(-1.6 + .3 * log2(crp / 12)))
features <- data.frame(age, crp, marker, mutated, product)
d <- data.frame(setting, centre, later = as.integer(later), crp = log2(crp) - 3.6, marker, mutated, product, age = (age - 60) / 10)
keys <- c('crp', 'marker', 'mutated', 'product', 'age')
time <- list(pfs = pfs, os = os)
S <- c('lbcl2l', 'lbcl3l'); of <- function(s) d$setting == s
used <- function(s) keys[sapply(keys, function(k) length(unique(d[of(s), k])) > 1)]
form <- function(left, right) as.formula(paste(left, '~', paste(right, collapse = ' + ')), env = parent.frame())
sets <- function(f) setNames(lapply(S, f), S)
ends2 <- function(f) lapply(time, f)
nul <- function(x) ifelse(is.finite(x), x, NA)

curve <- function(t, e, at) { # with what is past the longest follow-up left out
  f <- survfit(Surv(t, e) ~ 1); q <- quantile(f, .5); s <- summary(f, times = at, extend = TRUE); risk <- sapply(at, function(a) sum(t >= a))
  seen <- risk > 0 | s$surv == 0
  list(median = nul(c(q$quantile, q$lower, q$upper)) / month, atRisk = risk, survival = ifelse(seen, s$surv, NA), lower = ifelse(seen, s$lower, NA), upper = ifelse(seen, s$upper, NA))
}
outcomes <- ends2(function(y) sets(function(s) { i <- of(s)
  c(n = sum(i), events = sum(y$event[i]), curve(y$days[i], y$event[i], c(6, 12, 24) * month), list(followUp = curve(y$days[i], 1 - y$event[i], 365)$median)) }))
competing <- sets(function(s) { i <- of(s); f <- survfit(Surv(nrm$days[i], factor(nrm$event[i], 0:2)) ~ 1, conf.type = 'log-log'); x <- summary(f, times = c(3, 6, 12, 24) * month, extend = TRUE)
  list(n = sum(i), events = sum(nrm$event[i] == 1), competing = sum(nrm$event[i] == 2), atRisk = sapply(c(3, 6, 12, 24) * month, function(a) sum(nrm$days[i] >= a)), value = x$pstate[, 2], lower = x$lower[, 2], upper = x$upper[, 2]) })
wilson <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int[1:2]
rates <- lapply(list(cr3m = cr3m, crs3 = crs3), function(v) sets(function(s) { w <- v[of(s)]; k <- sum(!is.na(w)); x <- sum(w, na.rm = TRUE); list(n = k, events = x, notKnown = sum(is.na(w)), limits = wilson(x, k)) }))
smd <- function(x) { a <- x[!later]; b <- x[later]; abs(mean(a) - mean(b)) / sqrt((var(a) + var(b)) / 2) }
share <- function(x) { p <- mean(x[!later]); q <- mean(x[later]); abs(p - q) / sqrt((p * (1 - p) + q * (1 - q)) / 2) }
baseline <- list(age = list(quartiles = sets(function(s) quantile(age[of(s)], c(.25, .5, .75), names = FALSE)), standardised = smd(age)),
  crp = list(quartiles = sets(function(s) quantile(crp[of(s)], c(.25, .5, .75), names = FALSE)), standardised = smd(crp)),
  mutated = list(yes = sets(function(s) sum(mutated[of(s)])), standardised = share(mutated)))

# Cox models by setting, Efron's ties; z intervals, for nothing is filled in.
normal <- function(b, se) list(estimate = b, se = se, lower = b - qnorm(.975) * se, upper = b + qnorm(.975) * se, p = 2 * pnorm(-abs(b / se)))
fits <- ends2(function(y) sets(function(s) coxph(form('Surv(y$days, y$event)', used(s)), d, subset = of(s))))
effects <- lapply(fits, function(f) sets(function(s) { x <- normal(coef(f[[s]]), sqrt(diag(vcov(f[[s]])))); c(list(key = used(s)), lapply(x, unname), list(q = unname(p.adjust(x$p, 'BH')))) }))
proportional <- lapply(fits, function(f) sets(function(s) { z <- cox.zph(f[[s]], 'km')$table[, 'p']; list(all = z[['GLOBAL']], terms = unname(z[used(s)])) }))
wide <- function(f, k) { e <- f$nevent; p <- length(coef(f)); c(coef(f)[k], sqrt(vcov(f)[k, k] * e / (e - p))) }
families <- function(p, block, level = .05) { # Benjamini and Bogomolov 2014, Simes within
  at <- split(seq_along(p), factor(block, unique(block))); simes <- sapply(at, function(i) min(p.adjust(p[i], 'BH'))); q <- p.adjust(simes, 'BH'); found <- max(1, sum(q < level)); z <- p
  for (b in names(at)) z[at[[b]]] <- pmin(1, pmax(q[b], p.adjust(p[at[[b]]], 'BH') * length(at) / found)); z }
asked <- setdiff(used('lbcl2l'), 'age') # age is a control
differences <- lapply(fits, function(f) { m <- sapply(asked, function(k) { a <- wide(f$lbcl2l, k); b <- wide(f$lbcl3l, k); c(a[1] - b[1], sqrt(a[2]^2 + b[2]^2)) }); x <- normal(m[1, ], m[2, ])
  c(list(key = asked), lapply(x, unname), list(q = unname(families(x$p, ifelse(asked == 'marker', 'flow', 'clinical'))))) })
pair <- ends2(function(y) sets(function(s) { f <- coxph(form('Surv(y$days, y$event)', c(used(s), 'marker:mutated')), d, subset = of(s)); w <- wide(f, 'marker:mutated'); lapply(normal(w[1], w[2]), unname) }))

# Products: stabilised weights, sandwich.
arms <- d[later, ]; y <- pfs[later, ]; e <- fitted(glm(form('product', setdiff(used('lbcl3l'), 'product')), binomial, arms)); pi <- mean(arms$product)
w <- ifelse(arms$product == 1, pi / e, (1 - pi) / (1 - e)); id <- seq_len(nrow(arms))
moments <- function(x, w) { m <- sum(w * x) / sum(w); c(m, sum(w * (x - m)^2) * sum(w) / (sum(w)^2 - sum(w^2))) }
balance <- function(w) unname(sapply(setdiff(used('lbcl3l'), 'product'), function(k) { a <- moments(arms[[k]][arms$product == 1], w[arms$product == 1]); b <- moments(arms[[k]][arms$product == 0], w[arms$product == 0]); (a[1] - b[1]) / sqrt((a[2] + b[2]) / 2) }))
robust <- function(w) { f <- coxph(Surv(y$days, y$event) ~ product, arms, weights = w, robust = TRUE, id = id); lapply(normal(coef(f), sqrt(vcov(f)[1, 1])), unname) }
products <- list(n = as.vector(table(arms$product)), events = as.vector(tapply(y$event, arms$product, sum)), crude = robust(rep(1, length(w))), weighted = robust(w), weights = c(range(w), mean(w)),
  effective = as.vector(tapply(w, arms$product, function(z) sum(z)^2 / sum(z^2))), atOneYear = summary(survfit(Surv(y$days, y$event) ~ product, arms, weights = w), times = 365, extend = TRUE)$surv, before = balance(rep(1, length(w))), after = balance(w))

# Responses and toxicities, the line among the terms.
logit <- function(v, ks) { z <- cbind(d, laterLine = d$later, v = v)[!is.na(v), ]; ks <- c(ks, 'laterLine')
  one <- function(right) { f <- glm(form('v', right), binomial, z, control = list(epsilon = 1e-8)); m <- summary(f)$coef[-1, , drop = FALSE]; normal(m[, 1], m[, 2]) }
  all <- one(ks); alone <- lapply(ks, one)
  list(n = nrow(z), events = sum(z$v), key = ks, alone = sapply(alone, function(x) unname(x$estimate)), aloneSe = sapply(alone, function(x) unname(x$se)), estimate = unname(all$estimate), se = unname(all$se), p = unname(all$p), q = unname(p.adjust(all$p, 'BH'))) }
predictors <- list(cr3m = logit(cr3m, keys), crs3 = logit(crs3, 'crp'))

# A tumour finding against the immune state: normal scores (Blom), adjusted for line and age.
score <- qnorm((rank(marker) - .375) / (n + .25)); m <- summary(lm(score ~ mutated + later + d$age))$coef[2, ]; h <- qt(.975, n - 4) * m[2]
association <- list(estimate = m[[1]], se = m[[2]], lower = unname(m[1] - h), upper = unname(m[1] + h), p = m[[4]])

# Centres left out one by one: all terms and the declared pair; Breslow's baseline of the others.
left <- sets(function(s) { z <- cbind(d, pfs)[of(s), ]; right <- c(used(s), 'marker:mutated'); lp <- chance <- rep(NA, nrow(z))
  for (c in unique(z$centre)) { i <- z$centre == c; f <- coxph(form('Surv(days, event)', right), z[!i, ]); x <- function(q) as.vector(model.matrix(form('', right), q)[, names(coef(f))] %*% coef(f)); t <- z$days[!i]; g <- exp(x(z[!i, ]))
    u <- unique(t[z$event[!i] == 1 & t <= 365]); H <- sum(sapply(u, function(v) sum(z$event[!i][t == v]) / sum(g[t >= v]))); lp[i] <- x(z[i, ]); chance[i] <- 1 - exp(-H * exp(lp[i])) }
  co <- concordance(Surv(days, event) ~ lp, z, reverse = TRUE); C <- normal(co$concordance, sqrt(co$var)); f <- coxph(Surv(days, event) ~ lp, z); b <- normal(coef(f), sqrt(vcov(f)[1, 1])); km <- summary(survfit(Surv(days, event) ~ 1, z), times = 365)
  g <- cut(chance, quantile(chance, 0:5 / 5), include.lowest = TRUE, labels = FALSE)
  seen <- function(i, conf = 'log-log') { k <- summary(survfit(Surv(days, event) ~ 1, z[i, ], conf.type = conf), times = 365, extend = TRUE); 1 - c(k$surv, k$upper, k$lower) }
  net <- sapply((1:8) / 10, function(p) { t <- chance >= p; r <- if (any(t)) seen(t)[1] else 0; mean(t) * (r - (1 - r) * p / (1 - p)) })
  list(harrell = c(C$estimate, C$lower, C$upper), slope = unname(c(b$estimate, b$lower, b$upper)), ratio = c(1 - km$surv, 1 - km$upper, 1 - km$lower) / mean(chance), groups = lapply(1:5, function(k) c(sum(g == k), mean(chance[g == k]), seen(g == k))), net = net) })

# The later-line model in second line, of the terms both have: Efron's coefficients, Breslow's baseline.
both <- intersect(used('lbcl3l'), used('lbcl2l')); f <- coxph(form('Surv(pfs$days, pfs$event)', both), d, subset = setting == 'lbcl3l'); lp <- as.vector(as.matrix(d[, both]) %*% coef(f)); a <- pfs[later, ]; b <- pfs[!later, ]
u <- sort(unique(a$days[a$event == 1])); H <- stepfun(u, c(0, cumsum(sapply(u, function(v) sum(a$event[a$days == v]) / sum(exp(lp[later][a$days >= v])))))); E <- sum(H(b$days) * exp(lp[!later])); O <- sum(b$event)
co <- concordance(Surv(b$days, b$event) ~ lp[!later], reverse = TRUE); C <- normal(co$concordance, sqrt(co$var)); g <- coxph(Surv(b$days, b$event) ~ lp[!later]); sl <- normal(coef(g), sqrt(vcov(g)[1, 1])); ra <- normal(log(O / E), sqrt(1 / O + 1 / sum(a$event)))
transport <- list(concordance = c(C$estimate, C$lower, C$upper), slope = unname(c(sl$estimate, sl$lower, sl$upper)), ratio = exp(c(ra$estimate, ra$lower, ra$upper)))

# Exact Shapley values of a linear model: coefficient times distance from the mean.
explained <- sets(function(s) { b <- coef(fits$pfs[[s]]); sapply(names(b), function(k) mean(abs(b[k] * (d[of(s), k] - mean(d[of(s), k]))))) |> unname() })
sustained <- sets(function(s) { i <- of(s); k <- summary(survfit(Surv(pfs$days[i], pfs$event[i]) ~ 1), times = 12 * month); list(durable = c(k$surv, k$lower, k$upper), per = 1 / c(k$surv, k$upper, k$lower), atRisk = sum(pfs$days[i] >= 12 * month)) })

# Multiple imputation: the same completed tables pooled by mice.
gaps <- data.frame(days = pfs$days, event = pfs$event, crp = d$crp, marker = ifelse(runif(n) < .3, NA, marker), mutated = ifelse(runif(n) < .15, NA, mutated), age = d$age)[later, ]
gaps$hazard <- nelsonaalen(gaps, days, event); made <- mice(gaps, m = 5, maxit = 10, seed = 1, printFlag = FALSE, predictorMatrix = { p <- 1 - diag(7); p[, 1] <- 0; p }); four <- c('crp', 'marker', 'mutated', 'age')
cs <- lapply(1:5, function(k) coxph(form('Surv(days, event)', four), complete(made, k))); pl <- sapply(seq_along(four), function(j) { q <- pool.scalar(sapply(cs, function(f) coef(f)[j]), sapply(cs, function(f) vcov(f)[j, j]), n = sum(gaps$event) - 4 + 1, k = 1); c(q$qbar, sqrt(q$t), q$df, q$fmi) })
pooled <- list(days = gaps$days, event = gaps$event, keys = four, completed = lapply(1:5, function(k) lapply(four, function(v) complete(made, k)[[v]])), estimate = pl[1, ], se = pl[2, ], df = pl[3, ], fmi = pl[4, ], lower = pl[1, ] - qt(.975, pl[3, ]) * pl[2, ], upper = pl[1, ] + qt(.975, pl[3, ]) * pl[2, ], p = 2 * pt(-abs(pl[1, ] / pl[2, ]), pl[3, ]))

write(toJSON(list(made = paste('oracle/plan/study.R, R', getRversion(), 'survival', packageVersion('survival'), 'mice', packageVersion('mice')),
  table = list(setting = setting, centre = centre, features = features, times = list(pfs = pfs, os = os, nrm = nrm), binary = list(cr3m = cr3m, crs3 = crs3)),
  outcomes = outcomes, competing = competing, rates = rates, baseline = baseline, effects = effects, proportional = proportional, differences = differences, pair = pair, products = products, predictors = predictors, association = association, left = left, transport = transport, explained = explained, sustained = sustained, pooled = pooled),
  digits = I(12), auto_unbox = TRUE, dataframe = 'columns', na = 'null'), out)
