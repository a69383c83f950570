# The whole of a small question in R, as a person would ask it: Rscript curve.R table.csv
suppressPackageStartupMessages(library(survival))
table <- read.csv(commandArgs(trailingOnly = TRUE)[1])
fit <- survfit(Surv(time, status) ~ 1, data = table, conf.type = "log-log")
print(fit)
at <- summary(fit, times = 365)
cat(formatC(c(at$surv, at$lower, at$upper), digits = 15, format = "g"), sep = "\n")
