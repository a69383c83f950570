# Weighted kappa of invented tables and of one published one, by vcd::Kappa.
# Rscript oracle/survival/kappa.R > packages/survival/src/agreement/kappa.oracle.json
suppressMessages({ library(vcd); library(jsonlite) })
set.seed(20)
tables <- list(
  "Hout 1987 (Agresti 2002, table 10.5)" = matrix(c(7, 7, 2, 3, 2, 8, 3, 7, 1, 5, 4, 9, 2, 8, 9, 14), 4, byrow = TRUE),
  "two categories" = matrix(c(20, 5, 10, 15), 2, byrow = TRUE),
  "an empty category" = matrix(c(12, 3, 0, 2, 9, 0, 1, 4, 0), 3, byrow = TRUE),
  "worse than chance" = matrix(c(1, 8, 9, 7, 2, 6, 8, 9, 1), 3, byrow = TRUE),
  "five grades, 205 patients" = matrix(rpois(25, 8.2), 5)
)
one <- function(name) {
  table <- tables[[name]]
  of <- function(kind, part) {
    fit <- Kappa(table, weights = kind)[[part]]
    list(kappa = unname(fit[["value"]]), se = unname(fit[["ASE"]]))
  }
  list(name = name, table = unname(apply(table, 1, as.list)),
       none = of("Equal-Spacing", "Unweighted"), linear = of("Equal-Spacing", "Weighted"), quadratic = of("Fleiss-Cohen", "Weighted"))
}
writeLines(toJSON(list(
  made_by = list(R = paste(R.version$major, R.version$minor, sep = "."), vcd = as.character(packageVersion("vcd")), seed = 20),
  cases = lapply(names(tables), one)
), digits = 12, auto_unbox = TRUE, pretty = TRUE))
