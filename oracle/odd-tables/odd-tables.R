# Odd tables, judged on 1000 other patients: every learner of Linea beside coxph, glmnet, ranger, gbm and XGBoost.
#
#   Rscript oracle/odd-tables/odd-tables.R tables OUT    writes the tables, and what R's learners predict
#   /usr/bin/python3 oracle/odd-tables/xgb.py OUT        what XGBoost predicts
#   node oracle/odd-tables/odd-tables.mjs OUT            what Linea predicts, or why not
#   Rscript oracle/odd-tables/odd-tables.R judge OUT     Harrell's C of all (of pairs followed together, within strata)
suppressMessages({library(survival); library(glmnet); library(ranger); library(gbm)})
args <- commandArgs(TRUE); out <- args[2]
M <- 1000

made <- function(n, x, lp, rate = 0.1, last = 12, more = list()) {
  event <- rexp(nrow(x), rate * exp(lp)); end <- pmin(runif(nrow(x), 1, 2 * last), last)
  d <- data.frame(t = pmin(event, end) + 1e-3, d = as.integer(event <= end), x)
  for (name in names(more)) d[[name]] <- more[[name]]
  d
}
numbers <- function(n, p) { x <- as.data.frame(round(matrix(rnorm(n * p), n), 4)); names(x) <- paste0('x', seq_len(p)); x }
recipes <- list(
  wide = function() { x <- numbers(300 + M, 1000); list(300, made(300, x, as.matrix(x[, 1:10]) %*% rep(0.4, 10))) },
  many = function() { x <- numbers(500 + M, 90); list(500, made(500, x, as.matrix(x[, 1:6]) %*% c(0.5, -0.5, 0.4, 0.3, -0.3, 0.2))) },
  levels = function() { n <- 400 + M; x <- numbers(n, 3); w <- rnorm(40); k <- sample(40, n, TRUE); x$site <- sprintf('site %02d', k); list(400, made(400, x, 0.5 * x$x1 + 0.7 * w[k])) },
  ties = function() { x <- numbers(400 + M, 6); d <- made(400, x, 0.6 * x$x1 - 0.4 * x$x2); d$t <- pmax(1, ceiling(d$t / 3)); list(400, d) },
  few = function() { x <- numbers(150 + M, 4); d <- made(150, x, 0.9 * x$x1, 0.012); k <- which(d$d[1:150] == 1); d$d[k[-seq_len(min(8, length(k)))]] <- 0; list(150, d) },
  collinear = function() { x <- numbers(300 + M, 4); x$x5 <- x$x1 + 1e-7 * x$x2; x$x6 <- x$x1; x$x7 <- x$x2 + x$x3; list(300, made(300, x, 0.6 * x$x1 + 0.3 * x$x3)) },
  late = function() { n <- 2000 + M; x <- numbers(n, 5); d <- made(n, x, 0.8 * x$x1 - 0.5 * x$x2, 0.25); s <- runif(n, 0, 6); keep <- d$t > s; d$s <- s; d <- d[keep, ]; list(nrow(d) - 500, d) },
  weights = function() { n <- 500 + M; x <- numbers(n, 5); w <- c(round(runif(500, 0.2, 5), 2), rep(1, M)); list(500, made(500, x, 0.7 * x$x1 + 0.3 * x$x2, more = list(w = w))) },
  strata = function() { n <- 500 + M; x <- numbers(n, 5); g <- sample(letters[1:4], n, TRUE); list(500, made(500, x, 0.7 * x$x1 + c(-1, 0, 1, 2)[match(g, letters)], more = list(g = g))) },
  causes = function() { n <- 500 + M; x <- numbers(n, 5); d <- made(500, x, 0.8 * x$x1); o <- rexp(n, 0.06 * exp(0.8 * x$x2)); d$d <- ifelse(o < d$t, 2, d$d); d$t <- pmin(d$t, o); list(500, d) },
  empty = function() { n <- 300 + M; x <- numbers(n, 3); x$arm <- sample(c('a', 'b', 'c'), n, TRUE, c(0.5, 0.4, 0.1)); d <- made(300, x, 0.6 * x$x1); d$d[1:300][d$arm[1:300] == 'c'] <- 0; list(300, d) })

left <- function(d, name) if (name == 'late') Surv(d$s, d$t, d$d) else Surv(d$t, as.integer(d$d == 1))
tables <- function() {
  dir.create(out, showWarnings = FALSE)
  for (name in names(recipes)) {
    if (file.exists(file.path(out, paste0(name, '-r.csv')))) next
    set.seed(match(name, names(recipes))); made <- recipes[[name]](); d <- made[[2]]; train <- seq_len(nrow(d)) <= made[[1]]
    write.csv(d[train, ], file.path(out, paste0(name, '-train.csv')), row.names = FALSE); write.csv(d[!train, ], file.path(out, paste0(name, '-test.csv')), row.names = FALSE)
    apart <- intersect(c('t', 'd', 's', 'w', 'g'), names(d)); f <- d[, setdiff(names(d), apart)]; y <- left(d[train, ], name)
    x <- model.matrix(~ ., f)[, -1]; w <- if (is.null(d$w)) rep(1, sum(train)) else d$w[train]
    said <- list()
    try_ <- function(label, code) { r <- tryCatch(suppressWarnings(code), error = function(e) NULL); if (!is.null(r)) said[[label]] <<- as.vector(r) }
    if (ncol(x) < sum(train)) try_('coxph', { fit <- if (name == 'strata') coxph(y ~ x[train, ] + strata(d$g[train]), weights = w) else coxph(y ~ x[train, ], weights = w); b <- coef(fit); b[is.na(b)] <- 0; x[!train, ] %*% b })
    yy <- if (name == 'strata') stratifySurv(y, d$g[train]) else y
    try_('glmnet', { fit <- cv.glmnet(x[train, ], yy, family = 'cox', weights = w, nfolds = 5); predict(fit, x[!train, ], s = 'lambda.min') })
    if (!name %in% c('late', 'strata')) {
      if (name != 'few') try_('ranger', { # ranger 0.14 ends R itself with eight events
      g <- data.frame(t = d$t, d = as.integer(d$d == 1), x); fit <- ranger(Surv(t, d) ~ ., g[train, ], num.trees = 200, seed = 1, num.threads = 1, min.node.size = 15, case.weights = if (is.null(d$w)) NULL else w); rowSums(predict(fit, g[!train, ], num.threads = 1)$chf) })
      try_('gbm', { g <- data.frame(t = d$t, d = as.integer(d$d == 1), x); fit <- gbm(Surv(t, d) ~ ., data = g[train, ], distribution = 'coxph', n.trees = 500, shrinkage = 0.02, interaction.depth = 2, cv.folds = 0, weights = w); predict(fit, g[!train, ], n.trees = 300) })
    }
    write.csv(as.data.frame(said), file.path(out, paste0(name, '-r.csv')), row.names = FALSE); cat(name, names(said), '\n')
  }
}
judge <- function() {
  rows <- lapply(names(recipes), function(name) {
    d <- read.csv(file.path(out, paste0(name, '-test.csv'))); y <- left(d, name)
    C <- function(r) if (name == 'strata') concordance(y ~ r + strata(d$g), reverse = TRUE)$concordance else concordance(y ~ r, reverse = TRUE)$concordance
    files <- file.path(out, paste0(name, '-', c('r', 'xgb', 'linea'), '.csv'))
    all <- do.call(cbind, lapply(files[file.exists(files)], read.csv))
    round(sapply(all, C), 3)
  })
  learners <- unique(unlist(lapply(rows, names))); shown <- t(sapply(rows, function(r) r[learners])); dimnames(shown) <- list(names(recipes), learners)
  print(shown, na.print = '-')
}
if (args[1] == 'tables') tables() else judge()
